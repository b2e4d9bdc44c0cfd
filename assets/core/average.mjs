/* The average of a racer's path, which is drawn beside it: races/averages.py, which says more;
   tests/shared/averages.json holds both. */
import { nearestMinimum } from './minima.mjs';
import { short } from './numbers.mjs';
import { movesOf } from './racer.mjs';

/** What a view says of it.
 * @typedef {{ average: string, average_from: number, average_decay: number }} Averaging */

/** @typedef {import('./racer.mjs').Minima} Minima */
/** @typedef {Pick<import('./racer.mjs').Numbers, 'x' | 'y' | 'loss' | 'distance' | 'move' | 'accuracy'>} Course */

/** Ranges of what can be chosen, as sliders have them. */
export const SINCE = { minimum: 0, maximum: 2000, scale: 'whole' };
export const DECAY = { minimum: 0, maximum: 0.9999, scale: 'memory' };

/** The average of one coordinate up to each step; from step `end` on, at which a racer is lost, it rests.
 * @param {ArrayLike<number>} values
 * @param {number | null} end
 * @param {Averaging} how */
export const averageOf = (values, end, { average, average_from: since, average_decay: decay }) => {
  const found = Float64Array.from(values);
  for (let t = 1; t < found.length; t++) {
    const last = found[t - 1];
    if (end !== null && t >= end) found[t] = last;
    else if (average === 'ema') found[t] = decay * last + (1 - decay) * values[t];
    else if (t > since) found[t] = last + (values[t] - last) / (t - since);
  }
  return found;
};

/** The average of a racer's path, with what is measured on it; `lossAt` null where its losses are not known: NaN. What
 * else is told of a racer it has from the racer itself, and `isAverage`.
 * @template {{ x: ArrayLike<number>, y: ArrayLike<number> }} T
 * @param {T} racer
 * @param {number | null} end
 * @param {Averaging} how
 * @param {((x: number, y: number) => number) | null} lossAt
 * @param {Minima} minima
 * @returns {T & Course & { isAverage: true }} */
const averaged = (racer, end, how, lossAt, minima) => {
  const [x, y] = [racer.x, racer.y].map(values => averageOf(values, end, how));
  const nothing = x.map(() => Number.NaN);
  const own = {
    isAverage: true,
    outlines: null,
    accuracy: nothing,
    x,
    y,
    loss: lossAt ? x.map((_, k) => lossAt(x[k], y[k])) : nothing,
    distance: lossAt ? x.map((_, k) => nearestMinimum(minima, x[k], y[k])) : nothing,
    move: movesOf(x, y),
  };
  return Object.create(racer, Object.getOwnPropertyDescriptors(own));
};

/** The averages of racers, each made once for a way of averaging.
 * @template {{ x: ArrayLike<number>, y: ArrayLike<number> }} T
 * @param {(racer: T) => number | null} endOf the step at which a racer is lost, or null */
export const createAverages = endOf => {
  /** @type {WeakMap<ArrayLike<number>, { key: string, found: any }>} */
  const made = new WeakMap(); // by the racer's own numbers, which another run has anew
  /** @type {(racers: T[], how: Averaging, lossAt: ((x: number, y: number) => number) | null, minima: Minima) =>
   *   (T & Course & { isAverage: true })[]} */
  return (racers, how, lossAt, minima) => {
    if (how.average === 'none') return [];
    const key = [how.average, how.average_from, how.average_decay, Boolean(lossAt)].join();
    return racers.map(racer => {
      const known = made.get(racer.x);
      if (known?.key === key) return known.found;
      const found = averaged(racer, endOf(racer), how, lossAt, minima);
      made.set(racer.x, { key, found });
      return found;
    });
  };
};

/** The average in words, '' for none: the same as in files.
 * @param {Averaging} how */
export const averageText = ({ average, average_from: since, average_decay: decay }) => {
  if (average === 'mean') return `mean of the path since step ${since}`;
  return average === 'ema' ? `EMA of the path, decay ${short(decay)}` : '';
};
