/* The heat map of a sweep, in numbers: what is drawn of the method with the second hyperparameter while a slider is
   dragged. At rest Python draws the same (figures/sweeps/heat.py); tests/shared/sweep_maps.json holds both to it. */
import { curveOf } from './curves.mjs';

/** Places `x` along the learning rates, in decades, and `y` of the values, from 0 to 1; by value the row of what is
 * shown with the columns that diverged, the measured edge of the stable range, and theory's (NaN: none). `bests` is the
 * best cell, [column, row], if there is one; a height is that of the colours.
 * @param {{rates: number[], outcomes: import('./curves.mjs').Outcome[]}} method
 * @param {{measure: string, floor: number | null, startLoss: number}} sweep */
export const mapOf = ({ rates, outcomes }, sweep) => {
  const x = rates.map(Math.log10);
  const curves = outcomes.map(outcome => curveOf(outcome, { ...sweep, rates }));
  const isLogarithmic = sweep.measure === 'steps' || sweep.floor !== null;
  const edgeOf = ({ losses, divergedAt }) => {
    const unsettled = losses.findIndex((loss, k) => divergedAt[k] > 0 || !(loss <= sweep.startLoss));
    return unsettled < 0 ? Number.NaN : x[unsettled] - (x[1] - x[0]) / 2;
  };
  return {
    x,
    y: outcomes.map((_, k) => k / (outcomes.length - 1)),
    rows: curves.map(({ y }, k) => ({ y, gone: columnsOf(outcomes[k].divergedAt) })),
    edges: outcomes.map(edgeOf),
    bounds: outcomes.map(({ bound }) => Math.log10(bound ?? Number.NaN)),
    bests: bestsOf(outcomes, curves, sweep.measure),
    heightOf: isLogarithmic ? Math.log10 : value => value,
  };
};

const columnsOf = divergedAt => [...divergedAt.keys()].filter(k => divergedAt[k] > 0);

/* Of equal ones the one at the lowest rate, and of these at the lowest value. */
function bestsOf(outcomes, curves, measure) {
  const cells = curves.flatMap(({ best }, row) => {
    const { losses, steps } = outcomes[row];
    return best < 0 ? [] : [{ at: [best, row], value: (measure === 'steps' ? steps : losses)[best] }];
  });
  cells.sort((a, b) => a.value - b.value || a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  return cells.slice(0, 1).map(({ at }) => at);
}
