/* The curves of a sweep, in numbers: what is drawn of each method while a slider is dragged. At rest Python draws the
   same (figures/sweeps); tests/shared/sweep_curves.json holds both to it. */

/** What became of one method at each rate: NaN where there is nothing, a step of 0 for never.
 * @typedef {{flat: boolean, bound: number | null, losses: ArrayLike<number>, steps: ArrayLike<number>,
 *   divergedAt: ArrayLike<number>}} Outcome */

/** `y` by rate, NaN for a gap; the indices of the best rate and of those at which it begins to diverge; the ends of the
 * stable range, and whether that goes on beyond the sweep.
 * @typedef {{flat: boolean, bound: number | null, y: Float64Array, best: number, edges: number[],
 *   stable: [number, number] | null, open: boolean}} Curve */

const RESOLUTION = 1e-15; // relative to the loss at the start: what lies lower is rounding, and is drawn here

const known = numbers => Float64Array.from(numbers, value => value ?? NaN);

/** The numbers of a method as JSON brings them.
 * @param {import('../types.d.ts').OutcomeNumbers} told
 * @returns {Outcome} */
export const outcomeFrom = ({ flat, bound, losses, steps, diverged_at: divergedAt }) => ({
  flat,
  bound,
  losses: known(losses),
  steps: known(steps),
  divergedAt,
});

/** @param {Outcome} outcome
 * @param {{measure: string, rates: ArrayLike<number>, floor: number | null, startLoss: number}} sweep
 * @returns {Curve} */
export const curveOf = (outcome, sweep) => ({
  flat: outcome.flat,
  bound: outcome.bound,
  y: shownValues(outcome, sweep),
  best: bestOf(outcome, sweep.measure),
  edges: edgesOf(outcome),
  ...stableOf(outcome, sweep),
});

function shownValues({ losses, steps, divergedAt }, { measure, floor, startLoss }) {
  const least = floor === null ? 0 : RESOLUTION * Math.max(startLoss - floor, 1e-300);
  const shown = (loss, k) => {
    if (measure === 'steps') return Math.max(steps[k], 1);
    return floor === null ? loss : Math.max(loss - floor, least);
  };
  return Float64Array.from(losses, (loss, k) => (divergedAt[k] ? NaN : shown(loss, k)));
}

/* The index of the lowest final loss, or of the fewest steps; of equal ones the lowest rate; -1 if there is none. */
function bestOf({ losses, steps, divergedAt }, measure) {
  const values = measure === 'steps' ? steps : losses;
  let best = -1;
  for (let k = 0; k < values.length; k++) {
    if (!divergedAt[k] && values[k] < (best < 0 ? Infinity : values[best])) best = k;
  }
  return best;
}

const edgesOf = ({ divergedAt }) => {
  const isEdge = k => divergedAt[k] > 0 && !(divergedAt[k - 1] > 0);
  return Array.from(divergedAt, (_, k) => k).filter(isEdge);
};

/** From the lowest rate at which the method runs to the one below the first at which it ends above its start.
 * @returns {{stable: [number, number] | null, open: boolean}} */
function stableOf({ flat, losses, divergedAt }, { rates, startLoss }) {
  const ran = Array.from(losses, (_, k) => k).filter(k => divergedAt[k] > 0 || !Number.isNaN(losses[k]));
  const unsettled = ran.findIndex(k => divergedAt[k] > 0 || !(losses[k] <= startLoss));
  const count = unsettled < 0 ? ran.length : unsettled;
  if (flat || !count) return { stable: null, open: false };
  return { stable: [rates[ran[0]], rates[ran[count - 1]]], open: count === ran.length };
}

/* ---- all of them ---- */

const ABOVE = 1.2; // decades above the start's loss that the picture shows

/** The range of the axis: of the logarithm, or on a surface without a minimum of the losses themselves.
 * @param {Curve[]} curves
 * @param {{measure: string, steps: number, floor: number | null, startLoss: number}} sweep
 * @returns {[number, number]} */
export const rangeOf = (curves, { measure, steps, floor, startLoss }) => {
  const finite = curves.flatMap(({ y }) => [...y].filter(Number.isFinite));
  const lowest = finite.length ? Math.min(...finite) : null;
  if (measure === 'steps') return [Math.log10(lowest ?? 1) - 0.15, Math.log10(steps) + 0.15];
  if (floor === null) {
    const least = Math.max(lowest ?? startLoss, startLoss - 100 * (Math.abs(startLoss) + 1));
    return [least - 0.05 * (startLoss - least), startLoss + 0.3 * (startLoss - least) + 1e-9];
  }
  const top = Math.log10(Math.max(startLoss - floor, 1e-12));
  return [Math.min(lowest === null ? top - 1 : Math.log10(lowest), top - 1) - 0.3, top + ABOVE];
};
