/* A race by gradient evaluations instead of steps. */

/* The real step at which `spent`, evaluations up to each step, comes to `count`; at rest, the last one. */
export const stepOf = (spent, count) => {
  let low = 0, high = spent.length - 1;
  if (count >= spent[high]) return high;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (spent[middle] <= count) low = middle; else high = middle;
  }
  return low + (count - spent[low]) / (spent[high] - spent[low]);
};
