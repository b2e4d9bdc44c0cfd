/* What a method draws around its head, of what was run here: optimizers/drawn.py. */
import { back } from './course.mjs';

const AHEAD = 'ahead'; // where the method looks, as if the way there were a state

/** The columns of core/outline.mjs, of x and y of the point and of both vectors; null for a method that draws nothing.
 * @param {import('./run.mjs').Run} run
 * @param {import('./programs.d.ts').Method} method
 * @param {import('./programs.d.ts').Ground} ground
 * @param {number} count
 * @returns {import('../core/outline.mjs').Outlines | null} */
export const outlinesOf = ({ n, x, y, rule }, { draws, states }, { matrix }, count) => {
  if (!draws) return null;
  const [shape, center, first, firstAlong, second, secondAlong] = draws;
  const names = Object.keys(states);
  /** @type {(record: Float64Array, at: number, name: string) => number} */
  const numberAt = (record, at, name) =>
    name === AHEAD ? (rule.lookAhead?.(record, at) ?? record[at]) - record[at] : record[at + 1 + names.indexOf(name)];
  /** @type {(at: number, name: string, along: string) => [number, number]} */
  const vector = (at, name, along) => [
    along === 'y' ? 0 : numberAt(x, at, name),
    along === 'x' ? 0 : numberAt(y, at, name),
  ];
  /** @param {number} at @returns {[number, number]} */
  const point = at => {
    if (!center) return [x[at], y[at]];
    const sign = center.startsWith('-') ? -1 : 1;
    const [u, v] = vector(at, center.replace('-', ''), 'both');
    return [x[at] + sign * u, y[at] + sign * v];
  };
  const columns = Array.from({ length: 6 }, () => new Float64Array(count));
  for (let k = 0, at = 0; k < count; k++, at += n) {
    const parts = [point(at), vector(at, first, firstAlong), vector(at, second, secondAlong)];
    parts.forEach((part, i) => {
      [columns[2 * i][k], columns[2 * i + 1][k]] = back(matrix, ...part);
    });
  }
  return { shape, columns };
};
