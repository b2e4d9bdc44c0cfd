/* The racers of a panel: buttons with name and learning rate that hide a racer, show it alone, and let the others step
   back. */
import { isGone } from '../../assets/core/racer.mjs';
import { isAlone } from '../../assets/core/solo.mjs';
import { element, lay, sizes, widthOf } from './stage.mjs';
import { shownRate } from './words.mjs';

const INDENT = 1.7; // of the name, in sizes of type: the marker stands before it
const HELP = 'click to hide or show, double-click to see it alone';
const RESTING = 'a recording from another start, which this page cannot run anew';
const USUAL = '0.000'; // a rate is at least so wide

/* The width of a racer's item, in sizes of its type. */
export const itemWidth = ({ label, settings }) => {
  const rate = shownRate(settings);
  const wide = rate && Math.max(widthOf(rate, 500), widthOf(USUAL, 500));
  return INDENT + 1.2 + widthOf(label, 700) + wide;
};

export class Legend {
  constructor(panel, host) {
    this.panel = panel;
    this.node = element(host, 'div', 'legend');
    this.items = panel.racers.map(racer => new Item(this, racer));
  }

  fit(box) {
    const widest = Math.max(...this.panel.racers.map(itemWidth), 1) * sizes.letters;
    lay(this.node, box);
    this.node.style.fontSize = `${sizes.letters}px`;
    this.node.style.setProperty('--columns', Math.max(Math.floor(box[2] / widest), 1));
  }

  /* Shows the racers that `wanted(racer)` names. */
  showOnly(wanted) {
    for (const racer of this.panel.racers) racer.shown = wanted(racer);
    this.show();
    this.panel.load();
  }

  show() {
    for (const item of this.items) item.show();
  }

  draw(now) {
    for (const item of this.items) item.draw(now);
  }
}

class Item {
  gone = false;

  constructor(legend, racer) {
    const { label, name, marker, color } = racer;
    const node = element(legend.node, 'button', 'racer');
    const highlight = chosen => () => legend.panel.highlight(chosen);
    this.racer = racer;
    this.node = node;
    node.type = 'button';
    node.innerHTML = '<svg viewBox="-1.2 -1.2 2.4 2.4" aria-hidden="true"><path></path></svg>';
    node.querySelector('path').setAttribute('d', marker);
    node.querySelector('svg').style.fill = color;
    element(node, 'b', '').textContent = label;
    this.rate = element(node, 'span', '');
    node.onclick = event => {
      legend.showOnly(other => (other === racer ? !racer.shown : other.shown));
      if (event.detail) node.blur();
    };
    node.ondblclick = () => {
      const seen = legend.panel.racers.filter(({ shown }) => shown).map(other => other.name);
      const alone = isAlone(seen, name);
      legend.showOnly(other => alone || other === racer);
    };
    node.onmouseenter = node.onfocus = highlight(name);
    node.onmouseleave = node.onblur = highlight(null);
    this.show();
  }

  show() {
    const { label, settings, shown, rests } = this.racer;
    this.node.setAttribute('aria-pressed', String(shown));
    this.node.classList.toggle('rests', rests);
    this.node.title = `${label}: ${rests ? RESTING : HELP}`;
    this.rate.textContent = rests ? 'rests' : shownRate(settings);
  }

  /* Whether the racer has diverged by now. */
  draw(now) {
    const { racer } = this;
    const gone = !racer.rests && isGone({ diverged_at: racer.divergedAt }, racer.stepAt(now));
    if (gone === this.gone) return;
    this.gone = gone;
    this.node.classList.toggle('diverged', gone);
  }
}
