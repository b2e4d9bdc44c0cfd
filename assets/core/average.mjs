/* The average of a racer's path, which is drawn beside it: races/averages.py, which says more;
   tests/shared/averages.json holds both. */
import { nearestMinimum } from './minima.mjs';
import { short } from './numbers.mjs';
import { movesOf } from './racer.mjs';

/** What a view says of it; of the methods `average_of`, none for all.
 * @typedef {{ average: string, average_from: number, average_decay: number,
 *   average_of: readonly string[] }} Averaging */

/** @typedef {import('./racer.mjs').Minima} Minima */
/** @typedef {Pick<import('./racer.mjs').Numbers, 'x' | 'y' | 'loss' | 'distance' | 'move' | 'accuracy'>} Course */

/** Ranges of what can be chosen, as sliders have them. */
export const SINCE = { minimum: 0, maximum: 2000, scale: 'whole' };
export const DECAY = { minimum: 0, maximum: 0.9999, scale: 'memory' };

const FEW = 3; // methods that are named

/** Whether a method's average is drawn.
 * @param {string} name
 * @param {Averaging} how */
const isAveraged = (name, { average, average_of: of }) => average !== 'none' && (!of.length || of.includes(name));

/** Of whom averages are drawn after a method's switch has been pressed, in the order of `names`.
 * @param {readonly string[]} of
 * @param {string} name
 * @param {readonly string[]} names all methods */
export const toggled = (of, name, names) => names.filter(each => of.includes(each) !== (each === name));

/** The average of one coordinate up to each step; from step `end` on, at which a racer is lost, it rests.
 * @param {ArrayLike<number>} values
 * @param {number | null} end
 * @param {Omit<Averaging, 'average_of'>} how */
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

/** What is known of the loss: at a point, or where that cannot be computed here at each step of a racer's average; and
 * of the minima. Null for what is not known: NaN.
 * @typedef {{ lossAt: ((x: number, y: number) => number) | null, minima: Minima | null,
 *   lossesOf?: (name: string) => ArrayLike<number> | null }} Ground */

/** The average of a racer's path, with what is measured on it. What else is told of a racer it has from the racer
 * itself, and `isAverage`.
 * @template {{ name: string, x: ArrayLike<number>, y: ArrayLike<number> }} T
 * @param {T} racer
 * @param {number | null} end
 * @param {Averaging} how
 * @param {Ground} ground
 * @returns {T & Course & { isAverage: true }} */
const averaged = (racer, end, how, { lossAt, minima, lossesOf }) => {
  const [x, y] = [racer.x, racer.y].map(values => averageOf(values, end, how));
  const nothing = x.map(() => Number.NaN);
  const own = {
    isAverage: true,
    outlines: null,
    accuracy: nothing,
    x,
    y,
    loss: lossAt ? x.map((_, k) => lossAt(x[k], y[k])) : (lossesOf?.(racer.name) ?? nothing),
    distance: minima ? x.map((_, k) => nearestMinimum(minima, x[k], y[k])) : nothing,
    move: movesOf(x, y),
  };
  return Object.create(racer, Object.getOwnPropertyDescriptors(own));
};

/** The averages of racers that are drawn, each made once for a way of averaging.
 * @template {{ name: string, x: ArrayLike<number>, y: ArrayLike<number> }} T
 * @param {(racer: T) => number | null} endOf the step at which a racer is lost, or null */
export const createAverages = endOf => {
  /** @type {WeakMap<ArrayLike<number>, { key: string, found: any }>} */
  const made = new WeakMap(); // by the racer's own numbers, which another run has anew
  /** @type {(racers: T[], how: Averaging, ground: Ground) => (T & Course & { isAverage: true })[]} */
  return (racers, how, ground) => {
    const key = [how.average, how.average_from, how.average_decay, Boolean(ground.lossAt)].join();
    const those = racers.filter(({ name }) => isAveraged(name, how));
    return those.map(racer => {
      const known = made.get(racer.x);
      if (known?.key === key) return known.found;
      const found = averaged(racer, endOf(racer), how, ground);
      made.set(racer.x, { key, found });
      return found;
    });
  };
};

/** The average in words, with whose it is where it is not everybody's; '' for none: the same as in files.
 * @param {Averaging} how
 * @param {(name: string) => string} labelOf */
export const averageText = ({ average, average_from: since, average_decay: decay, average_of: of }, labelOf) => {
  if (average === 'none') return '';
  const told = average === 'mean' ? `mean of the path since step ${since}` : `EMA of the path, decay ${short(decay)}`;
  const those = of.length > FEW ? `${of.length} methods` : of.map(labelOf).join(', ');
  return those ? `${told} (${those})` : told;
};
