/* The samples of a surface of data on a canvas, with the line that each racer has drawn among them by now. */
import { frameOf, linesOf } from '../core/scatter.mjs';

const DOT = 2.5; // px
const DIM = 0.25;

/** What is told of the samples, with the frame around them.
 * @template {{ points: readonly (readonly number[])[] }} T @param {T} told */
export const framed = told => ({ ...told, frame: frameOf(told.points) });

/** @typedef {ReturnType<typeof framed<{ points: number[][], line: string, levels: number[] }>>} Framed */
/** @typedef {{ x: ArrayLike<number>, y: ArrayLike<number>, stepAt: (now: number) => number }} Course */
/** @typedef {(point: readonly [number, number]) => [number, number]} Pixel */

/** All of it, at a time on the clock; `lookOf` has a racer's colour and whether it steps back.
 * @template {Course} T
 * @param {HTMLCanvasElement} canvas @param {Framed} scatter @param {readonly T[]} racers @param {number} now
 * @param {(racer: T) => { color: string, isDim?: boolean }} lookOf */
export const drawScatter = (canvas, scatter, racers, now, lookOf) => {
  const [width, height, ratio] = [canvas.clientWidth, canvas.clientHeight, devicePixelRatio];
  const context = canvas.getContext('2d');
  if (!(width && context)) return;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const [[left, right], [bottom, top]] = scatter.frame;
  /** @type {Pixel} */
  const pixel = ([u, v]) => [((u - left) / (right - left)) * width, ((top - v) / (top - bottom)) * height];
  drawSamples(context, scatter, pixel);
  for (const racer of racers) drawLines(context, scatter, racer, now, lookOf(racer), pixel);
};

/* The darker, the larger the target. */
/** @param {CanvasRenderingContext2D} context @param {Framed} scatter @param {Pixel} pixel */
const drawSamples = (context, { points }, pixel) => {
  const ink = getComputedStyle(context.canvas).color;
  context.strokeStyle = ink;
  context.fillStyle = ink;
  context.lineWidth = 1;
  for (const [u, v, tone] of points) {
    const [x, y] = pixel([u, v]);
    context.beginPath();
    context.arc(x, y, DOT, 0, 2 * Math.PI);
    context.globalAlpha = (1 + tone) / 2;
    context.fill();
    context.globalAlpha = 0.7;
    context.stroke();
  }
  context.globalAlpha = 1;
};

/* Between two steps, between their lines. */
/** @type {(context: CanvasRenderingContext2D, scatter: Framed, racer: Course, now: number,
 *   look: { color: string, isDim?: boolean }, pixel: Pixel) => void} */
const drawLines = (context, scatter, racer, now, { color, isDim }, pixel) => {
  const step = Math.min(racer.stepAt(now), racer.x.length - 1);
  const [before, part] = [Math.floor(step), step % 1];
  /** @param {ArrayLike<number>} values */
  const at = values => values[before] + (part && part * (values[before + 1] - values[before]));
  context.globalAlpha = isDim ? DIM : 1;
  for (const { level, segment } of linesOf(scatter, at(racer.x), at(racer.y), scatter.frame)) {
    context.setLineDash(level ? [4, 4] : []);
    context.lineWidth = level ? 1.5 : 3;
    context.strokeStyle = color;
    context.beginPath();
    context.moveTo(...pixel(segment[0]));
    context.lineTo(...pixel(segment[1]));
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
};
