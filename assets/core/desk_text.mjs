/* What the folded sections of the desk say of what is in them. */
import { MEASURES } from './measures.mjs';
import { short } from './numbers.mjs';
import { namesText, spanText } from './span.mjs';

/** A number, or from what to what.
 * @param {number[]} values */
const spanned = values => (new Set(values).size === 1 ? short(values[0]) : spanText(values));

/** @param {string[]} parts */
const listed = parts => parts.filter(Boolean).join(', ');

/** "198, constant".
 * @param {number[]} steps of each panel @param {string[]} schedules the same, their names */
export const stepsText = (steps, schedules) => listed([spanned(steps), namesText(schedules)]);

/** "cosine", or "cosine, warm-up 30".
 * @param {string} label of a schedule @param {number} warmup */
export const scheduleText = (label, warmup) => (warmup > 1 ? `${label}, warm-up ${short(warmup)}` : label);

/** "none", or "mini-batch, seed 7": the seed where something is drawn from it.
 * @param {string[]} noises of each panel, their names @param {number[]} seeds of those with noise */
export const noiseText = (noises, seeds) => listed([namesText(noises), seeds.length ? `seed ${spanned(seeds)}` : '']);

/** "loss over steps".
 * @param {import('./measures.mjs').Measure} chart @param {string} axis */
export const chartText = (chart, axis) =>
  `${MEASURES[chart]} over ${axis === 'step' ? 'steps' : 'gradient evaluations'}`;

/** "own" for the surface's, else what is another: "x 100, f × 2 to 10".
 * @param {number[][]} units of each panel: x, y, f */
export const unitsText = units => {
  const others = ['x', 'y', 'f × '].map((part, axis) => {
    const factors = units.map(each => each[axis]);
    return factors.every(factor => factor === 1) ? '' : `${part.padEnd(2)}${spanned(factors)}`;
  });
  return listed(others) || 'the surface’s own';
};

/** "b 100, angle 30 to 45".
 * @param {[string, number[]][]} parameters their names, and their values in the panels that have them */
export const parametersText = parameters => listed(parameters.map(([name, values]) => `${name} ${spanned(values)}`));
