/* The axis of a chart of losses, distances or accuracies: what it shows, and whether it is logarithmic. */

const SPAN = 20; // the ratio beyond which a range is logarithmic
const DECADES = 12; // at most, below the highest value

/* The range of a measure while racers are inside the picture; outside it losses may run to the horizon. Zeros do not
   count, so that a race that ends at a loss of 0 has its decades.
   racers: [{x, y, [measure]}], each a sequence over the steps; domain: [[left, right], [bottom, top]]. */
export const visibleRange = (racers, [[left, right], [bottom, top]], measure) => {
  let low = Infinity,
    high = -Infinity;
  for (const { x, y, [measure]: values } of racers) {
    for (let k = 0; k < values.length; k++) {
      const value = values[k],
        inside = x[k] >= left && x[k] <= right && y[k] >= bottom && y[k] <= top;
      if (!inside || !Number.isFinite(value)) continue;
      if (value < low && value !== 0) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : [0, 1];
};

/* Logarithmic where all values are positive and span decades; accuracies never are. */
export const isLogarithmic = (measure, [low, high]) => measure !== 'accuracy' && low > 0 && high / low > SPAN;

const half = value => Math.round(value * 2) / 2;

/* The ends of a logarithmic axis for a range, as powers of ten. */
export const decades = ([low, high]) => {
  const top = Math.log10(high),
    bottom = Math.max(Math.log10(low), top - DECADES);
  return [Math.floor(half(bottom - 0.25)), half(top + 0.3)];
};

/* The ends of a linear one: a little larger, rounded outward, so that it does not move at every frame of a drag. */
export const padded = ([low, high]) => {
  const unit = 10 ** Math.floor(Math.log10(Math.max(high - low, 0.01 * Math.abs(high), 1e-12))) / 2;
  return [Math.floor(low / unit - 0.1) * unit, Math.ceil(high / unit + 0.1) * unit];
};
