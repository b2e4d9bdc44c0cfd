/* The racers' tracks on a surface or a chart. */
import { areNamed } from '../../assets/core/apart.mjs';
import { clock } from '../../assets/core/clock.mjs';
import { isDotted, outlineBy } from '../../assets/core/outline.mjs';
import { redraw } from '../../assets/player/loop.mjs';
import { Tracks } from '../../assets/player/tracks.mjs';
import { isHidden } from './curtain.mjs';
import { film } from './film.mjs';
import { element, lay, MARGIN, sizes } from './stage.mjs';

export const TRAILS = { width: 4, head: 8.5, ghost: 0.3, arrows: true };
export const CURVES = { width: 2.8, head: 4.5, whole: true };

export class Layer {
  /** @type {WeakMap<import('./film.mjs').Racer, any>} */
  made = new WeakMap(); // the tracks, with what they were made of

  /* `pixels(racer)` are its pixels on the stage: x0, y0, x1, ...; `behind(racer)` has 1 at each step at which it is
     behind the surface; `project(x, y)` is the pixel of a point, where racers draw more than their path. */
  constructor(parent, style, pixels, behind = _ => null, project = null) {
    this.style = style;
    this.pixels = pixels;
    this.behind = behind;
    this.project = project;
    const { casing, text: rim } = film.theme;
    this.host = element(parent, 'div', 'layer');
    this.tracks = new Tracks(this.host, { ...style, casing, rim, strokes: film.strokes, redraw });
  }

  /* These racers in a plot area, and dashed below them those of `below`; `key` says what pixels depend on besides. */
  load(clip, racers, below, key) {
    const [left, top, width, height] = clip;
    const corner = [left - MARGIN, top - MARGIN];
    lay(this.host, [...corner, width + 2 * MARGIN, height + 2 * MARGIN]);
    const { unit } = sizes;
    Object.assign(this.tracks.style, { width: this.style.width * unit, head: this.style.head * unit });
    const trackOf = racer => {
      const known = this.made.get(racer);
      if (known?.key === key && known.x === racer.x) return known;
      const { x, name, label, color, marker, divergedAt, stepAt } = racer;
      const xy = this.pixels(racer).map((value, k) => value - corner[k % 2]);
      const place = (px, py) => this.project(px, py).map((value, k) => value - corner[k]);
      const outline = this.project && outlineBy(racer.outlines, place);
      const drawn = { xy, behind: this.behind(racer), outline, dotted: isDotted(racer.outlines) };
      const track = { key, x, name, label, color, marker, divergedAt, stepAt, quiet: racer.isAverage, ...drawn };
      this.made.set(racer, track);
      return track;
    };
    this.tracks.load(racers.map(trackOf), [MARGIN, MARGIN, width, height], below.map(trackOf));
    redraw();
  }

  draw(at) {
    this.tracks.conceal(isHidden());
    this.tracks.isNamed = areNamed(film.names, this.tracks.tracks.filter(({ quiet }) => !quiet).length);
    this.tracks.draw(at, clock.playing);
  }
}
