/* A race by gradient evaluations instead of steps. races/evaluations.py does the same; tests/shared/evaluations.json
   holds both to it. */

/** The real step at which the evaluations come to `count`: in proportion between two steps; at rest, the last one.
 * @param {ArrayLike<number>} spent evaluations up to each step, never falling, from 0
 * @param {number} count
 * @returns {number} */
export const stepOf = (spent, count) => {
  let low = 0;
  let high = spent.length - 1;
  if (count >= spent[high]) return high;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (spent[middle] <= count) low = middle;
    else high = middle;
  }
  return low + (count - spent[low]) / (spent[high] - spent[low]);
};

/** How many evaluations the last of some racers needs to be done, one at least.
 * @param {{evaluations: ArrayLike<number>}[]} racers */
export const mostEvaluations = racers =>
  Math.max(...racers.map(({ evaluations }) => evaluations[evaluations.length - 1]), 1);
