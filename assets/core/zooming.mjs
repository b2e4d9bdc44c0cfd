/* The part of an axis that is seen. */

const CLOSEST = 1e-4; // of the whole

/* `factor` times as much of an axis around the middle of what is seen, [low, high]; never more than the whole, [least,
   most], and never beyond its ends. */
export const zoomedRange = ([low, high], [least, most], factor) => {
  const middle = (low + high) / 2,
    whole = most - least;
  const half = Math.max(Math.min((high - low) * factor, whole), CLOSEST * whole) / 2;
  const shift = Math.max(least - (middle - half), 0) + Math.min(most - (middle + half), 0);
  return [middle - half + shift, middle + half + shift];
};
