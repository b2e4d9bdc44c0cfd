/* A racer's trail as a line: casing below, colour above; faint and thin where it is behind the surface. */
import { drawMark, tracePath } from './marks.mjs';

/** @typedef {import('./tracks.mjs').Style} Style */
/** @typedef {import('./tracks.mjs').Track} Track */

const ROUND = 'M-1 0A1 1 0 1 0 1 0A1 1 0 1 0-1 0Z';

export const BEHIND = 0.38; // opacity of what is behind the surface

/** @param {Track} track */
export const lastOf = ({ xy }) => xy.length / 2 - 1;

/** The parts of a way from a step to a later one (real numbers): each before the surface or behind it. A line between
 * two steps is behind if both are.
 * @param {Uint8Array | null | undefined} behind at the whole steps
 * @param {number} from
 * @param {number} to
 * @returns {{ from: number, to: number, isBehind: boolean }[]} */
export const partsOf = (behind, from, to) => {
  if (!behind) return [{ from, to, isBehind: false }];
  const parts = [];
  let start = from;
  /** @param {number} k the line from step k */
  const isBehind = k => Boolean(behind[k] && behind[Math.min(k + 1, behind.length - 1)]);
  for (let k = Math.floor(from) + 1; k < to; k++) {
    if (isBehind(k) === isBehind(k - 1)) continue;
    parts.push({ from: start, to: k, isBehind: isBehind(k - 1) });
    start = k;
  }
  return [...parts, { from: start, to, isBehind: isBehind(Math.ceil(to) - 1) }];
};

/** One racer from a step to a step (real numbers).
 * @param {CanvasRenderingContext2D} context
 * @param {Track} track
 * @param {number} from
 * @param {number} to
 * @param {Style} style
 * @param {{ thin: boolean, opacity: number }} how `thin`: the course that is not the trail, without a casing */
export const strokeTrack = (context, track, from, to, style, { thin, opacity }) => {
  if (to <= from) return;
  for (const part of partsOf(track.behind, from, to)) {
    tracePath(context, track.xy, part.from, part.to);
    if (part.isBehind) line(context, track, style, { thin: true, opacity: opacity * BEHIND, cap: 'butt' });
    else line(context, track, style, { thin, opacity, cap: 'round' });
  }
};

/** What a method draws around its racer: a thin line with a casing.
 * @param {CanvasRenderingContext2D} context
 * @param {Float32Array} xy
 * @param {Track} track
 * @param {Style} style
 * @param {number} opacity */
export const strokeOutline = (context, xy, track, style, opacity) => {
  tracePath(context, xy, 0, xy.length / 2 - 1);
  const width = style.width * style.strokes.thin;
  line(context, track, { ...style, width }, { thin: false, opacity, cap: 'round' });
  if (!track.dotted) return;
  const { head, strokes, casing } = style;
  for (let k = 2; k < xy.length; k += 2) {
    const place = { x: xy[k], y: xy[k + 1], angle: 0, size: strokes.dot * head };
    context.globalAlpha = opacity;
    drawMark(context, ROUND, place, { color: track.color, casing, rim: casing, strokes });
  }
  context.globalAlpha = 1;
};

/** @param {CanvasRenderingContext2D} context
 * @param {Track} track
 * @param {Style} style
 * @param {{ thin: boolean, opacity: number, cap: CanvasLineCap }} how */
const line = (context, track, { width, whole, casing, strokes }, { thin, opacity, cap }) => {
  context.globalAlpha = opacity;
  if (!thin && !whole) {
    context.lineCap = 'butt';
    context.lineWidth = width * (1 + strokes.casing);
    context.strokeStyle = casing;
    context.stroke();
  }
  context.lineCap = cap;
  context.lineWidth = thin ? width * strokes.thin : width;
  context.strokeStyle = track.color;
  context.stroke();
  context.globalAlpha = 1;
};
