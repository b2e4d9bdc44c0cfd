/* Which part of a surface is seen: ranges of its axes, [low, high]. */

/** @typedef {[number, number]} Range */
/** @typedef {{ x: number, y: number, z: number }} Box the sides of a scene in space */

const CLOSEST = 1e-4; // of the domain's width
const DIGITS = 6; // of the ends of a range, as links have them

/** Shows `factor` times as much, around the middle of what is seen: never more than the whole, never beside it.
 * @param {Range} seen
 * @param {number} factor
 * @param {Range} whole
 * @returns {Range} */
export const zoomed = ([low, high], factor, [least, most]) => {
  const middle = (low + high) / 2;
  const half = Math.max(Math.min((high - low) * factor, most - least), CLOSEST * (most - least)) / 2;
  const shift = Math.max(least - (middle - half), 0) + Math.min(most - (middle + half), 0);
  return [middle - half + shift, middle + half + shift];
};

/** @param {number} value */
const rounded = value => Number(value.toPrecision(DIGITS));

const SQUARE = 0.92; // width over height of a picture in which a scene in space has room from side to side

/** The sides of the box of a scene in space: in a picture that is narrow they are shorter, as a camera counts from
 * above to below and would cut what is at the sides.
 * @param {Box} box @param {number} width @param {number} height pixels */
export const narrowed = ({ x, y, z }, width, height) => {
  const share = width && height ? Math.min(width / height / SQUARE, 1) : 1;
  return { x: share * x, y: share * y, z: share * z };
};

/** What a link says of what is seen, [left, right, bottom, top]; null for the whole surface, and what is beside it.
 * @param {Range[]} seen of both axes
 * @param {Range[]} domain
 * @returns {number[] | null} */
export const zoomOf = (seen, domain) => {
  const ends = seen.flat().map(rounded);
  const isWhole = domain.every(
    ([low, high], axis) => ends[2 * axis] <= rounded(low) && ends[2 * axis + 1] >= rounded(high),
  );
  return isWhole ? null : ends;
};

/** Ranges of x and y, and as much more of one of them as a plot area has room for where both have the same scale.
 * @param {readonly Range[]} ranges
 * @param {readonly number[]} clip left, top, width and height
 * @returns {[Range, Range]} */
export const filled = ([[left, right], [bottom, top]], [, , width, height]) => {
  const aspect = width / height;
  const moreX = Math.max(aspect * (top - bottom) - (right - left), 0) / 2;
  const moreY = Math.max((right - left) / aspect - (top - bottom), 0) / 2;
  return [[left - moreX, right + moreX], [bottom - moreY, top + moreY]]; // biome-ignore format: one line
};

/** Whether a point lies in a domain, its edge included.
 * @param {readonly [number, number]} point
 * @param {readonly (readonly [number, number])[]} domain */
export const isWithin = ([x, y], [[left, right], [bottom, top]]) => x >= left && x <= right && y >= bottom && y <= top;
