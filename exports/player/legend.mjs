/* The racers in the legends: buttons that hide a racer, show it alone, and let the others step back. */
import { clock } from '../../assets/core/clock.mjs';
import { isGone } from '../../assets/core/racer.mjs';
import { isAlone } from '../../assets/core/solo.mjs';
import { redraw } from '../../assets/player/loop.mjs';
import { film, sheet } from './film.mjs';
import { element, lay, layers, stage } from './stage.mjs';

/* Shows of a panel the racers that `wanted(racer)` names. */
const showOnly = (panel, wanted) => {
  panel.racers.forEach(racer => {
    racer.shown = wanted(racer);
  });
  buttons.forEach(button => button.show());
  layers.filter(layer => layer.panel === panel).forEach(layer => layer.fit());
};

const toggle = ({ panel, name }) => showOnly(panel, racer => (racer.name === name ? !racer.shown : racer.shown));

const solo = ({ panel, name }) => {
  const alone = isAlone(
    panel.racers.filter(({ shown }) => shown).map(racer => racer.name),
    name,
  );
  showOnly(panel, racer => alone || racer.name === name);
};

const highlight = (panel, name) => {
  layers.filter(layer => layer.panel === panel).forEach(({ tracks }) => tracks.highlight(name));
  redraw();
};

class Button {
  constructor(racer) {
    const { panel, name, label } = racer;
    const node = element(stage, 'button', 'racer');
    Object.assign(this, { racer, node });
    node.type = 'button';
    node.title = `${label}: click to hide or show, double-click to see it alone`;
    node.setAttribute('aria-label', label);
    node.innerHTML = '<svg viewBox="-1 -1 2 2" aria-hidden="true"><path></path></svg>';
    this.marker = node.firstChild;
    this.marker.firstChild.setAttribute('d', racer.marker);
    this.marker.style.fill = racer.color;
    node.onclick = () => toggle(racer);
    node.ondblclick = () => solo(racer);
    node.onmouseenter = node.onfocus = () => highlight(panel, name);
    node.onmouseleave = node.onblur = () => highlight(panel, null);
    this.show();
  }

  show() {
    this.node.setAttribute('aria-pressed', this.racer.shown);
  }

  fit() {
    const {
      legend: [left, middle, width],
      strike,
      panel: { letters },
    } = this.racer;
    lay(this.node, [left, middle - 0.75 * letters, width, 1.5 * letters]);
    lay(this.marker, [0.33 * letters, 0.33 * letters, 0.84 * letters, 0.84 * letters]);
    this.node.style.setProperty('--from', `${strike[0] * sheet.unit}px`);
    this.node.style.setProperty('--wide', `${strike[1] * sheet.unit}px`);
  }

  /* Whether the racer has diverged by now. */
  draw() {
    const { racer } = this;
    const gone = isGone({ diverged_at: racer.divergedAt }, racer.stepAt(Math.min(clock.step, racer.panel.last)));
    if (gone === this.gone) return;
    this.gone = gone;
    this.node.classList.toggle('diverged', gone);
  }
}

export const buttons = film.panels.flatMap(({ racers }) =>
  racers.filter(({ legend }) => legend).map(racer => new Button(racer)),
);
