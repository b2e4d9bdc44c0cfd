/* A surface in three dimensions, as exports/solid.py paints it; it can be turned. */
import { alongOf, reliefOf } from '../../assets/core/behind.mjs';
import { untilTheEdge } from '../../assets/core/edge.mjs';
import { heightBetween, heightOf } from '../../assets/core/heights.mjs';
import { times } from '../../assets/core/matrices.mjs';
import { isWithin } from '../../assets/core/ranges.mjs';
import { throughMatrix } from '../../assets/player/projection.mjs';
import { lensOf, lightAt, matrixOf, turned } from './camera.mjs';
import { createScale, rgba } from './colors.mjs';
import { film } from './film.mjs';
import { markMinima } from './minima.mjs';
import { rastered } from './raster.mjs';
import { canvasIn, fitted, sizes, write } from './stage.mjs';
import { said, ticks } from './ticks.mjs';

const AWAY = { mark: 0.06, name: 0.14 }; // of the box, beside it
/** @type {[number, number]} */
const EVERYWHERE = [-Infinity, Infinity];
const ABOVE = 0.02; // of the heights, over the highest
const LEVELS = 22;
const TONES = 256;
const SHARP = 2; // pixels of the picture for each px at rest, at least: edges are smooth then

export class Solid {
  canTurn = true;
  /** @type {import('./film.mjs').Box} */
  clip = [0, 0, 0, 0];
  key = ''; // changes when pixels do
  picture = document.createElement('canvas');

  /** @param {import('./film.mjs').PanelTold} told */
  constructor({ map, minima, isRecorded, eye }, host) {
    /** @type {number[]} where it was seen from, and is */
    this.home = film.camera ?? eye;
    this.eye = this.home;
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
    this.relief = reliefOf(map.z);
    this.minima = minima;
    this.isRecorded = isRecorded;
    this.canvas = canvasIn(host, 'ground');
  }

  /* The view after a drag by these angles; roughly, while it is being turned. */
  turn(around, over, isRough) {
    this.eye = turned(this.eye, around, over);
    this.fit(this.clip, isRough);
  }

  heightAt(x, y) {
    return heightBetween(this.map.z, this.map.domain, x, y);
  }

  project(x, y, height = this.heightAt(x, y)) {
    return this.view.project(x, y, height);
  }

  /* The same, nowhere beside the surface. */
  seen(x, y) {
    return isWithin([x, y], this.map.domain) ? this.project(x, y) : [Number.NaN, Number.NaN];
  }

  unproject(px, py) {
    return this.view.unproject(px, py, (x, y) => this.heightAt(x, y));
  }

  /* A racer's own loss is its height; that of a recorded training is the plane's. */
  heightOf({ x, y, loss }, k) {
    return this.isRecorded || Number.isNaN(loss[k]) ? this.heightAt(x[k], y[k]) : heightOf(loss[k], this.map);
  }

  /* Its way on the surface up to the edge, x, y and heights; whoever leaves it has no loss there. */
  wayOf(racer) {
    const [x, y] = this.isRecorded ? [racer.x, racer.y] : untilTheEdge(racer.x, racer.y, this.map.domain);
    const heights = Float64Array.from(x, (_, k) =>
      x[k] === racer.x[k] && y[k] === racer.y[k] ? this.heightOf(racer, k) : this.heightAt(x[k], y[k]),
    );
    return [x, y, heights];
  }

  pixels(racer) {
    const [x, y, heights] = this.wayOf(racer);
    const found = new Float32Array(2 * x.length);
    for (let k = 0; k < x.length; k++) {
      [found[2 * k], found[2 * k + 1]] = this.view.project(x[k], y[k], heights[k]);
    }
    return found;
  }

  /* 1 at each step at which the surface is before a racer. */
  behind(racer) {
    return alongOf(this.relief, this.map.domain, this.view.eye())(this.wayOf(racer));
  }

  fit(clip, isRough = false) {
    if (String(this.clip) !== String(clip)) {
      // as it turns the lens stays: else all would grow and shrink
      this.lens = lensOf(this.home, clip.slice(2), !film.camera);
      this.clip = clip;
    }
    const { map, box } = this;
    const matrix = matrixOf(this.eye, box, clip.slice(2), this.lens);
    this.key = String([...clip, ...matrix]);
    this.view = throughMatrix(matrix, [1, 1, 1], clip, map.domain);
    this.beside = throughMatrix(matrix, [1, 1, 1], clip, [EVERYWHERE, EVERYWHERE]);
    const { context, ratio } = fitted(this.canvas, clip);
    this.paintBox(context);
    this.paint(context, matrix, isRough ? 1 : Math.max(ratio, SHARP));
    markMinima(context, this.minima, point => this.view.project(point[0], point[1], point[2]), clip);
  }

  /* The surface, `sharp` pixels for each px. */
  paint(context, matrix, sharp) {
    const { clip, map, picture } = this;
    const [width, height] = [Math.round(clip[2] * sharp), Math.round(clip[3] * sharp)];
    if (!(width > 0 && height > 0)) return;
    const scale = createScale(film.theme.scale);
    const look = {
      colors: Array.from({ length: TONES }, (_, k) => scale(k / (TONES - 1))),
      levels: LEVELS,
      line: rgba(film.theme.contour),
      thick: 0.08 * sizes.type * sharp,
    };
    Object.assign(picture, { width, height });
    const pixels = rastered(this.points(matrix, width, height), map.size, [width, height], look);
    picture.getContext('2d').putImageData(new ImageData(pixels, width, height), 0, 0);
    context.drawImage(picture, ...clip);
  }

  /* The grid's points as they are seen. */
  points(matrix, width, height) {
    const { map, box } = this;
    const [low, high] = [box[0][2], box[1][2]];
    const last = map.size - 1;
    const names = /** @type {const} */ (['x', 'y', 'near', 'level', 'light']);
    const empty = () => new Float32Array(map.size ** 2);
    const found = { x: empty(), y: empty(), near: empty(), level: empty(), light: empty() };
    const placed = (range, k) => range[0] + (k / last) * (range[1] - range[0]);
    for (let at = 0; at < found.x.length; at++) {
      const [row, column] = [Math.floor(at / map.size), at % map.size];
      const z = map.z[row][column];
      const [u, v, , w] = times(matrix, [placed(map.domain[0], column), placed(map.domain[1], row), z, 1]);
      const level = (LEVELS * (z - low)) / (high - low);
      const seen = [
        (width * (1 + u / w)) / 2,
        (height * (1 - v / w)) / 2,
        1 / w,
        level,
        lightAt(map, row, column, box),
      ];
      names.forEach((name, i) => {
        found[name][at] = seen[i];
      });
    }
    return found;
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
