/* The head of a track: the racer's marker; an arrow at the edge for a racer that is out of the picture, a cross
   where it diverged. */
import { drawMark, pixelAt } from './marks.mjs';

/** @typedef {import('./tracks.mjs').Box} Box */
/** @typedef {import('./tracks.mjs').Style} Style */
/** @typedef {import('./tracks.mjs').Track} Track */

const MARGIN = 3; // px between an arrow's head and the edge

/** The head at a racer's own real step.
 * @param {CanvasRenderingContext2D} context
 * @param {Track} track
 * @param {number} step
 * @param {Box} clip
 * @param {Style} style */
export const drawHead = (context, track, step, clip, style) => {
  const { strokes, head: size } = style;
  const { place, isShown } = lastPlace(track.xy, step);
  if (!place) return;
  const away = !isShown || !isNear(place, clip);
  if (away && !style.arrows) return;
  const isGone = track.divergedAt !== null && step >= track.divergedAt;
  const [x, y, angle] = away ? atEdge(place, clip, size + MARGIN) : [...place, 0];
  const shape = isGone ? strokes.cross : away ? strokes.arrow : track.marker;
  drawMark(context, shape, { x, y, angle: isGone ? 0 : angle, size }, { ...style, color: track.color });
};

/** The pixel of a real step, or of the last one before it that can be shown.
 * @param {Float32Array} xy
 * @param {number} step
 * @returns {{ place: [number, number] | null, isShown: boolean }} */
const lastPlace = (xy, step) => {
  let at = Math.min(step, xy.length / 2 - 1);
  let [x, y] = pixelAt(xy, at);
  const isShown = !Number.isNaN(x + y);
  while (Number.isNaN(x + y) && at > 0) {
    at = Math.ceil(at) - 1;
    [x, y] = pixelAt(xy, at);
  }
  return { place: Number.isNaN(x + y) ? null : [x, y], isShown };
};

/** @param {[number, number]} place
 * @param {Box} clip */
const isNear = ([x, y], [left, top, width, height]) =>
  x >= left - 1 && x <= left + width + 1 && y >= top - 1 && y <= top + height + 1;

/** Where a point outside is told of, `margin` from the edge, and in which direction it lies.
 * @param {[number, number]} place
 * @param {Box} clip
 * @param {number} margin
 * @returns {[number, number, number]} x, y, angle */
const atEdge = ([x, y], [left, top, width, height], margin) => {
  const edgeX = Math.min(Math.max(x, left + margin), left + width - margin);
  const edgeY = Math.min(Math.max(y, top + margin), top + height - margin);
  const angle = Math.atan2(y - edgeY, x - edgeX) || Math.atan2(edgeY - top - height / 2, edgeX - left - width / 2);
  return [edgeX, edgeY, angle];
};
