/* The heads of tracks: each racer's marker; an arrow at the edge for a racer that is out of the picture, a cross
   where it diverged; and their names. Those that would hide each other are told apart. */
import { fanned, namePlaces } from '../core/apart.mjs';
import { drawMark, drawRing, pixelAt } from './marks.mjs';

/** @typedef {import('./tracks.mjs').Box} Box */
/** @typedef {import('./tracks.mjs').Style} Style */
/** @typedef {import('./tracks.mjs').Track} Track */
/** @typedef {{ track: Track, shape: string, x: number, y: number, angle: number, opacity: number }} Head */

const MARGIN = 3; // px between an arrow's head and the edge
const LETTERS = 1.85; // sizes of heads: the size of type of their names
const TURN = 700; // ms that each of those that meet is on top, while playing

/** The head at a racer's own real step; null where there is none.
 * @param {Track} track
 * @param {number} step
 * @param {Box} clip
 * @param {Style} style
 * @returns {Omit<Head, 'opacity'> | null} */
export const headOf = (track, step, clip, style) => {
  const { strokes, head: size } = style;
  const { place, isShown } = lastPlace(track.xy, step);
  if (!place) return null;
  const away = !isShown || !isNear(place, clip);
  if (away && !style.arrows) return null;
  const isGone = track.divergedAt !== null && step >= track.divergedAt;
  const [x, y, angle] = away ? atEdge(place, clip, size + MARGIN) : [...place, 0];
  const shape = isGone ? strokes.cross : away ? strokes.arrow : track.marker;
  return { track, shape, x, y, angle: isGone ? 0 : angle };
};

/** Draws heads, the last one on top. At rest those that meet are fanned out, each with a line to where it is; while
 * time runs, each of them is on top in its turn.
 * @param {CanvasRenderingContext2D} context
 * @param {Head[]} heads
 * @param {Style} style
 * @param {{ box: Box, playing: boolean, named: boolean }} how `named`: with their names, all in the box
 * @returns {Head[]} where they are drawn */
export const drawHeads = (context, heads, style, { box, playing, named }) => {
  if (style.whole) {
    for (const head of heads) mark(context, head, style);
    return heads;
  }
  const shown = playing ? inTurn(heads) : apart(context, heads, style);
  for (const head of shown) mark(context, head, style);
  if (named) drawNames(context, shown, style, box);
  context.globalAlpha = 1;
  return shown;
};

/** Draws the heads of averages, smaller, and hollow above a casing: they lie in the tangle of their own racers' trails.
 * None at an edge, and none where the racer has diverged.
 * @param {CanvasRenderingContext2D} context
 * @param {Head[]} heads
 * @param {Style} style */
export const drawSeconds = (context, heads, style) => {
  for (const { track, shape, x, y, angle, opacity } of heads) {
    context.globalAlpha = opacity;
    const size = style.strokes.second * style.head;
    drawRing(context, shape, { x, y, angle, size }, { ...style, color: track.color });
  }
  context.globalAlpha = 1;
  return heads;
};

/** @param {Head[]} heads */
const inTurn = heads => {
  const first = heads.length ? Math.floor(performance.now() / TURN) % heads.length : 0;
  return [...heads.slice(first), ...heads.slice(0, first)].sort((a, b) => a.opacity - b.opacity);
};

/** @param {CanvasRenderingContext2D} context
 * @param {Head[]} heads
 * @param {Style} style */
const apart = (context, heads, style) => {
  const places = fanned(
    heads.map(({ x, y }) => [x, y]),
    style.head,
  );
  return heads.map((head, each) => {
    const [x, y] = places[each];
    if (x !== head.x || y !== head.y) lead(context, head, [x, y], style);
    return { ...head, x, y };
  });
};

/** @param {CanvasRenderingContext2D} context
 * @param {Head} head
 * @param {[number, number]} to
 * @param {Style} style */
const lead = (context, { track, x, y, opacity }, to, { head: size, casing }) => {
  context.globalAlpha = opacity;
  for (const [width, color] of /** @type {[number, string][]} */ ([
    [0.5, casing],
    [0.2, track.color],
  ])) {
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(...to);
    context.lineWidth = width * size;
    context.strokeStyle = color;
    context.stroke();
  }
};

/** @param {CanvasRenderingContext2D} context
 * @param {Head} head
 * @param {Style} style */
const mark = (context, { track, shape, x, y, angle, opacity }, style) => {
  context.globalAlpha = opacity;
  drawMark(context, shape, { x, y, angle, size: style.head }, { ...style, color: track.color });
};

/** @param {CanvasRenderingContext2D} context
 * @param {Head[]} heads
 * @param {Style} style
 * @param {Box} box */
const drawNames = (context, heads, style, box) => {
  const { head: size, casing } = style;
  const letters = LETTERS * size;
  context.font = `650 ${letters}px Inter, system-ui, sans-serif`;
  Object.assign(context, { textAlign: 'left', textBaseline: 'middle', lineJoin: 'round' });
  const widths = heads.map(({ track }) => context.measureText(track.label ?? '').width);
  const room = { size, line: 1.15 * letters, box };
  const places = namePlaces(
    heads.map(({ x, y }) => [x, y]),
    widths,
    room,
  );
  heads.forEach((head, each) => {
    const { x, y, leads } = places[each];
    const { track, opacity } = head;
    if (leads) lead(context, head, [x > head.x ? x : x + widths[each], y], style);
    context.globalAlpha = opacity;
    Object.assign(context, { lineWidth: 0.28 * letters, strokeStyle: casing, fillStyle: track.color });
    context.strokeText(track.label ?? '', x, y);
    context.fillText(track.label ?? '', x, y);
  });
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
