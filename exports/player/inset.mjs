/* The samples of a surface of data in a corner of its picture, with the line of each racer among them. */
import { drawScatter, framed } from '../../assets/player/scatter.mjs';
import { corner } from './places.mjs';
import { element, lay, sizes } from './stage.mjs';

export class Inset {
  /** @param {HTMLElement} parent @param {import('./film.mjs').PanelTold} told */
  constructor(parent, told) {
    this.scatter = told.scatter && framed(told.scatter);
    if (!this.scatter) return;
    this.canvas = /** @type {HTMLCanvasElement} */ (element(parent, 'canvas', 'inset'));
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', 'The samples, and the line of each racer');
  }

  /** @param {import('./film.mjs').Box} surface */
  fit(surface) {
    if (this.canvas) lay(this.canvas, corner(surface, sizes.unit));
  }

  /** @param {import('./film.mjs').Racer[]} racers @param {number} now */
  draw(racers, now) {
    if (this.scatter && this.canvas) drawScatter(this.canvas, this.scatter, racers, now, ({ color }) => ({ color }));
  }
}
