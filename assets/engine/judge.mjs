/* What is said of a race by its losses: races/ending.py. */
import { nearestMinimum, nearestNumber } from '../core/minima.mjs';

/** @typedef {import('./programs.d.ts').Ground} Ground */

/** Moré & Wild (2009), eq. (2.2), as in races/ending.py. */
const TOLERANCE = 1e-3;

/** The loss at or below which a race that began at `first` has come to within tolerance of `floor`.
 * @param {number} floor
 * @param {number} first */
export const goalOf = (floor, first) => floor + TOLERANCE * (first - floor);

/** Whether the last quarter of the steps was below the start, and brought nothing.
 * @param {ArrayLike<number>} losses */
const isSettled = losses => {
  const first = losses[0];
  const begun = Math.floor((3 * (losses.length - 1)) / 4) + 1;
  const all = Array.from(losses);
  const before = Math.min(...all.slice(0, begun));
  const last = all.slice(begun);
  return Math.max(...last) < first && before - Math.min(...last) <= TOLERANCE * (first - before);
};

/** How a race ends, as `status_of` of races/ending.py says: by its losses, the step at which it left every bound,
 * whether it has arrived at a minimum, and whether its method never rests. Who left on a surface without a stated
 * minimum, and never was lower than there, was still falling. tests/shared/statuses.json holds both to it.
 * @param {ArrayLike<number>} losses
 * @param {number | null} divergedAt
 * @param {boolean} hasMinima
 * @param {boolean} arrived
 * @param {boolean} hovers
 * @returns {import('../core/racer.mjs').Status} */
export const statusOf = (losses, divergedAt, hasMinima, arrived, hovers) => {
  if (divergedAt === null)
    return arrived ? 'arrived' : hovers && hasMinima && isSettled(losses) ? 'hovering' : 'running';
  const last = losses[losses.length - 1];
  const isLowest = Array.from(losses).every(loss => !(loss < last));
  return !hasMinima && last < losses[0] && isLowest ? 'left' : 'diverged';
};

/** The losses of the minima of what is drawn.
 * @param {Pick<Ground, 'shown' | 'minima'>} ground */
export const floorsOf = ({ shown, minima }) => minima.map(([x, y]) => shown.value(x, y));

/** The number of the minimum at which a race has arrived that ends at (x, y): it is beside it, within a twentieth of
 * the picture's diagonal, and its loss within tolerance, seen from the start's. -1: it has not.
 * @param {Pick<Ground, 'minima' | 'diagonal'>} ground
 * @param {readonly number[]} floors
 * @param {{x: number, y: number, first: number, last: number}} end
 * @returns {number} */
export const arrivedAt = ({ minima, diagonal }, floors, { x, y, first, last }) => {
  if (!minima.length || !(nearestMinimum(minima, x, y) <= 0.05 * diagonal)) return -1;
  const number = nearestNumber(minima, x, y);
  return last - floors[number] <= TOLERANCE * (first - floors[number]) ? number : -1;
};
