/* A surface in three dimensions, painted from the back to the front, as exports/solid.py paints it; it can be turned. */
import { heightBetween, heightOf } from '../../assets/core/heights.mjs';
import { throughMatrix } from '../../assets/player/projection.mjs';
import { distanceIn, lensOf, matrixOf, turned } from './camera.mjs';
import { paintFaces } from './faces.mjs';
import { film } from './film.mjs';
import { markMinima } from './minima.mjs';
import { canvasIn, fitted, sizes, write } from './stage.mjs';
import { said, ticks } from './ticks.mjs';

const COARSE = 3; // lines of the grid at a time, while it is being turned
const AWAY = { mark: 0.06, name: 0.14 }; // of the box, beside it
/** @type {[number, number]} */
const EVERYWHERE = [-Infinity, Infinity];
const ABOVE = 0.02; // of the heights, over the highest

export class Solid {
  canTurn = true;
  /** @type {number[]} */
  eye = film.camera.eye;
  /** @type {import('./film.mjs').Box} */
  clip = [0, 0, 0, 0];

  /** @param {import('./film.mjs').PanelTold} told */
  constructor({ map, minima, isRecorded }, host) {
    const [[left, right], [bottom, top]] = map.domain;
    const heights = map.z.flatMap(row => [...row].filter(height => !Number.isNaN(height)));
    const low = heights.reduce((a, b) => Math.min(a, b), Infinity);
    const high = heights.reduce((a, b) => Math.max(a, b), -Infinity);
    /** @type {[number[], number[]]} */
    this.box = [
      [left, bottom, low],
      [right, top, high > low ? high + ABOVE * (high - low) : low + 1],
    ];
    this.map = map;
    this.minima = minima;
    this.isRecorded = isRecorded;
    this.canvas = canvasIn(host, 'ground');
  }

  /* The view after a drag by these angles; roughly, while it is being turned. */
  turn(around, over, isRough) {
    this.eye = turned(this.eye, around, over);
    this.fit(this.clip, isRough ? COARSE : 1);
  }

  heightAt(x, y) {
    return heightBetween(this.map.z, this.map.domain, x, y);
  }

  project(x, y, height = this.heightAt(x, y)) {
    return this.view.project(x, y, height);
  }

  unproject(px, py) {
    return this.view.unproject(px, py, (x, y) => this.heightAt(x, y));
  }

  /* A racer's own loss is its height; that of a recorded training is the plane's. */
  pixels({ x, y, loss }) {
    const found = new Float32Array(2 * x.length);
    for (let k = 0; k < x.length; k++) {
      const height = this.isRecorded ? this.heightAt(x[k], y[k]) : heightOf(loss[k], this.map);
      [found[2 * k], found[2 * k + 1]] = this.view.project(x[k], y[k], height);
    }
    return found;
  }

  fit(clip, stride = 1) {
    if (String(this.clip) !== String(clip)) {
      // as it turns the lens stays: else all would grow and shrink
      this.lens = lensOf(film.camera.eye, clip.slice(2), film.camera.fits);
      this.clip = clip;
    }
    const { eye, box, map, lens } = this;
    const matrix = matrixOf(eye, box, clip.slice(2), lens);
    this.view = throughMatrix(matrix, [1, 1, 1], clip, map.domain);
    this.beside = throughMatrix(matrix, [1, 1, 1], clip, [EVERYWHERE, EVERYWHERE]);
    const { context } = fitted(this.canvas, clip);
    this.paintBox(context);
    const project = (x, y, height) => this.view.project(x, y, height);
    paintFaces(context, map, { project, distance: distanceIn(eye, box), box, stride });
    markMinima(context, this.minima, ([x, y, height]) => project(x, y, height), clip);
  }

  /* The grid on the floor, and on its front edges the marks. */
  paintBox(context) {
    const [low, high] = this.box;
    Object.assign(context, { strokeStyle: film.theme.grid, lineWidth: 0.08 * sizes.type });
    [0, 1].forEach(axis => {
      const other = 1 - axis;
      const front = this.eye[other] > 0 ? high[other] : low[other]; // the edge that is nearer to the camera
      const out = (this.eye[other] > 0 ? 1 : -1) * (high[other] - low[other]);
      const placed = (along, across) => this.floor(axis ? [across, along] : [along, across]);
      for (const mark of ticks(low[axis], high[axis], 5)) {
        context.beginPath();
        context.moveTo(...placed(mark, low[other]));
        context.lineTo(...placed(mark, high[other]));
        context.stroke();
        write(context, said(mark), ...placed(mark, front + AWAY.mark * out));
      }
      write(context, 'xy'[axis], ...placed((low[axis] + high[axis]) / 2, front + AWAY.name * out));
    });
  }

  /* The pixel of a point on the floor, also beside the box. */
  floor([x, y]) {
    return this.beside.project(x, y, this.box[0][2]);
  }
}
