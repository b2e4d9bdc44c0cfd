/* Slider positions (0 to 1) and values. Mirrors SCALES in hyperparameters.py; tests/shared holds both to it. */

/** @typedef {import('./numbers.mjs').Range & {scale: string, unit?: string}} Scaled a range with the scale of its
 * slider, and what its values are counted in */

/** @type {Record<string, [(value: number) => number, (coordinate: number) => number]>} value -> coordinate along the
 * slider, and back */
const SCALES = {
  linear: [value => value, coordinate => coordinate],
  log: [Math.log10, coordinate => 10 ** coordinate],
  memory: [value => -Math.log10(1 - value), coordinate => 1 - 10 ** -coordinate],
  zero_log: [value => Math.log10(1 + 1000 * value), coordinate => (10 ** coordinate - 1) / 1000],
  whole: [value => value, Math.round],
  switch: [value => value, Math.round],
};

/** @type {(value: number, low: number, high: number) => number} */
const within = (value, low, high) => Math.min(Math.max(value, low), high);

/** A position that is on the slider.
 * @param {number} position */
export const positionIn = position => within(position, 0, 1);

/** A value's coordinate on a scale, along which sliders are even.
 * @param {string} scale @param {number} value */
export const coordinateOf = (scale, value) => SCALES[scale][0](value);

/**
 * Where a value sits on the slider; one beyond an end, at that end.
 * @param {Scaled} parameter
 * @param {number} value
 */
export const positionOf = ({ minimum, maximum, scale }, value) => {
  const [toCoordinate] = SCALES[scale];
  const low = toCoordinate(minimum);
  const high = toCoordinate(maximum);
  return (toCoordinate(within(value, minimum, maximum)) - low) / (high - low);
};

/**
 * The value at a slider position, rounded to three digits so that it can be read and shared; of a memory, to two digits
 * of what it forgets.
 * @param {Scaled} parameter
 * @param {number} position
 */
export const valueAt = ({ minimum, maximum, scale }, position) => {
  const [toCoordinate, toValue] = SCALES[scale];
  const low = toCoordinate(minimum);
  const high = toCoordinate(maximum);
  const value = toValue(low + positionIn(position) * (high - low));
  const rounded = scale === 'memory' ? 1 - Number((1 - value).toPrecision(2)) : Number(value.toPrecision(3));
  return within(Number(rounded.toPrecision(12)), minimum, maximum);
};
