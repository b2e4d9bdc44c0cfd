/* Arrows at a racer's head: where its next step goes, and what that is made of. */

/** @typedef {import('./panel.mjs').Runner} Runner */
/** @typedef {import('./picture.mjs').Picture} Picture */
/** @typedef {[number, number]} Pair */
/** @typedef {Record<string, Pair[]>} Arrows by what they show, at each step from the last one to this one */

const SHORTEST = 18; // px
const LONGEST = 76; // px, of the longest arrow of a race
const POWER = 0.4; // how the others shrink: small ones stay visible

/** How long the longest arrow of each kind is, in the surface's units.
 * @param {Arrows} arrows
 * @returns {Record<string, number>} */
export const longestOf = arrows =>
  Object.fromEntries(
    Object.entries(arrows).map(([kind, rows]) => [kind, Math.max(...rows.map(([x, y]) => Math.hypot(x, y)), 1e-300)]),
  );

/** What belongs to the step after the one at which a racer is: where it stands, and the arrows of that step; null when
 * the race is over.
 * @param {{ x: ArrayLike<number>, y: ArrayLike<number> }} racer
 * @param {Arrows} arrows
 * @param {number} step the last one that was made
 * @returns {{ from: Pair, arrows: [string, Pair][] } | null} */
export const nextArrows = ({ x, y }, arrows, step) => {
  if (step + 1 >= x.length) return null;
  /** @type {[string, Pair][]} */
  const next = Object.entries(arrows).map(([kind, rows]) => [kind, rows[step + 1]]);
  return { from: [x[step], y[step]], arrows: next };
};

/** Draws the arrows of a racer's next step above the heads of a picture.
 * @param {Picture} picture
 * @param {NonNullable<ReturnType<typeof nextArrows>>} next
 * @param {{ longest: Record<string, number>, colors: Record<string, string>, size: number }} look */
export const drawArrows = (picture, { from: [x, y], arrows }, { longest, colors, size }) => {
  const context = picture.tracks?.contexts[2];
  if (!context) return;
  const [px, py] = picture.pixelOf(x, y);
  if (!picture.shows(px, py)) return; // the racer is elsewhere: its own arrow at the edge says so
  const [[left, right], [bottom, top]] = picture.domain;
  const near = 1e-3 * Math.min(right - left, top - bottom);
  for (const [kind, [u, v]] of arrows) {
    const long = Math.hypot(u, v);
    if (!long) continue;
    const [qx, qy] = picture.pixelOf(x + (u / long) * near, y + (v / long) * near);
    if (Number.isNaN(qx + qy)) continue; // on the edge of a surface, outwards
    const length = size * (SHORTEST + (LONGEST - SHORTEST) * (long / longest[kind]) ** POWER);
    arrow(context, [px, py], Math.atan2(qy - py, qx - px), length, colors[kind], size);
  }
};

/** @param {CanvasRenderingContext2D} context
 * @param {Pair} from
 * @param {number} angle
 * @param {number} length
 * @param {string} color
 * @param {number} size */
const arrow = (context, [x, y], angle, length, color, size) => {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  for (const [width, style] of /** @type {[number, string][]} */ ([
    [6.5, '#ffffff'],
    [3.2, color],
  ])) {
    context.lineWidth = width * size;
    context.strokeStyle = context.fillStyle = style;
    context.beginPath();
    context.moveTo(0, 0);
    context.lineTo(length - 7 * size, 0);
    context.stroke();
    context.beginPath();
    context.moveTo(length, 0);
    context.lineTo(length - 11 * size, 5.5 * size);
    context.lineTo(length - 11 * size, -5.5 * size);
    context.closePath();
    if (style !== color) context.stroke();
    context.fill();
  }
  context.restore();
};
