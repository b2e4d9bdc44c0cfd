/* A finger that goes sideways over a panel turns to the next one. */

const FAR = 48; // px that it goes at least
const STEEP = 0.6; // of its way sideways, at most, up or down: else it scrolls

/** From where a finger came down to where it left: 1 to the next panel, -1 to the one before, 0 for neither.
 * @param {readonly [number, number]} from in px
 * @param {readonly [number, number]} to */
export const swiped = ([left, top], [right, bottom]) => {
  const [across, along] = [right - left, Math.abs(bottom - top)];
  return Math.abs(across) < FAR || along > STEEP * Math.abs(across) ? 0 : across < 0 ? 1 : -1;
};

/** Of panels that lie side by side and scroll, the one that is seen.
 * @param {number} left how far they are scrolled, in px @param {number} width of one of them @param {number} count */
export const seenAt = (left, width, count) => Math.max(0, Math.min(count - 1, Math.round(left / Math.max(width, 1))));
