/* What lies above the picture of everything that stands still: the racers' tracks on surfaces and charts. */
import { clock } from '../../assets/core/clock.mjs';
import { redraw } from '../../assets/player/loop.mjs';
import { Tracks } from '../../assets/player/tracks.mjs';
import { film, MARGIN, onChart, onSurface, sheet } from './film.mjs';

const TRAILS = { width: 4, head: 8.5, ghost: 0.3, arrows: true };
const CURVES = { width: 2.8, head: 4.5, whole: true };

export const stage = document.getElementById('stage');

export const element = (parent, name, className) => {
  const node = parent.appendChild(document.createElement(name));
  node.className = className;
  return node;
};

/* Lays an element: left, top, width, height in pixels of the sheet. */
export const lay = (node, box) => {
  ['left', 'top', 'width', 'height'].forEach((side, i) => {
    node.style[side] = `${box[i] * sheet.unit}px`;
  });
};

class Layer {
  constructor(panel, clip, project, style) {
    Object.assign(this, { panel, clip, project, style });
    this.host = element(stage, 'div', 'layer');
    const { casing, rim, strokes } = film;
    this.tracks = new Tracks(this.host, { ...style, casing, rim, strokes, redraw });
    if (style.whole) this.cursor = element(element(stage, 'div', 'layer clip'), 'div', 'cursor');
  }

  /* The racers that are shown, at the size of the window. */
  fit() {
    const [left, top, width, height] = this.clip;
    const { tracks, style, panel } = this;
    const { unit } = sheet;
    lay(this.host, [left - MARGIN, top - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN]);
    if (this.cursor) lay(this.cursor.parentNode, this.clip);
    Object.assign(tracks.style, { width: style.width * unit, head: style.head * unit });
    const trackOf = racer => ({ ...racer, xy: this.project(racer) });
    const shown = panel.racers.filter(racer => racer.shown);
    const names = shown.map(({ name }) => name);
    const below = style.whole ? [] : panel.references.filter(({ name }) => names.includes(name));
    tracks.load(
      shown.map(trackOf),
      [MARGIN, MARGIN, width, height].map(side => side * unit),
      below.map(trackOf),
    );
    redraw();
  }

  draw() {
    const at = Math.min(clock.step, this.panel.last);
    this.tracks.draw(at, clock.playing);
    if (this.cursor) this.cursor.style.transform = `translateX(${(at / this.panel.last) * 100}%)`;
  }
}

export const layers = film.panels.flatMap(panel => [
  new Layer(panel, panel.clip, onSurface, TRAILS),
  ...(panel.chart ? [new Layer(panel, panel.chart, onChart, CURVES)] : []),
]);
