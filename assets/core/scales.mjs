/* Slider positions (0 to 1) and values, and how numbers are read and written. Mirrors SCALES and the parser of
   hyperparameters.py; tests/shared holds both to the same tables. */

/** What is declared of a number, as far as a slider and a field need it.
 * @typedef {{ minimum: number, maximum: number, scale: string }} Parameter */
/** @typedef {(value: number) => number} Map */

/** From a value to its coordinate along the slider, and back.
 * @type {Record<string, [Map, Map]>} */
const SCALES = {
  linear: [value => value, coordinate => coordinate],
  log: [Math.log10, coordinate => 10 ** coordinate],
  memory: [value => -Math.log10(1 - value), coordinate => 1 - 10 ** -coordinate],
  zero_log: [value => Math.log10(1 + 1000 * value), coordinate => (10 ** coordinate - 1) / 1000],
  whole: [value => value, Math.round],
  switch: [value => value, Math.round],
};

/** @param {Parameter} parameter
 * @param {number} value */
const clipped = ({ minimum, maximum }, value) => Math.min(Math.max(value, minimum), maximum);

/** @param {Parameter} parameter
 * @param {number} value */
export const positionOf = (parameter, value) => {
  const [toCoordinate] = SCALES[parameter.scale];
  const low = toCoordinate(parameter.minimum);
  const high = toCoordinate(parameter.maximum);
  return (toCoordinate(clipped(parameter, value)) - low) / (high - low);
};

/** The value at a slider position, rounded to three digits so that it can be read and shared.
 * @param {Parameter} parameter
 * @param {number} position */
export const valueAt = (parameter, position) => {
  const [toCoordinate, toValue] = SCALES[parameter.scale];
  const low = toCoordinate(parameter.minimum);
  const high = toCoordinate(parameter.maximum);
  const value = toValue(low + position * (high - low));
  const rounded = parameter.scale === 'memory' ? 1 - Number((1 - value).toPrecision(2)) : Number(value.toPrecision(3));
  return clipped(parameter, Number(rounded.toPrecision(12)));
};

/* No hexadecimal digits, no words such as "Infinity". */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number a text stands for, or a message that names what was given and what is allowed. A decimal comma and a true
 * minus are understood.
 * @param {Parameter} parameter
 * @param {unknown} text
 * @returns {{ value: number, error?: undefined } | { value?: undefined, error: string }} */
export const parse = ({ scale, minimum, maximum }, text) => {
  const given = String(text).trim().replaceAll(',', '.').replaceAll('−', '-');
  const whole = scale === 'whole';
  const range = `${printed(plain(minimum))} to ${printed(plain(maximum))}`;
  const allowed = `allowed: ${whole ? 'a whole number from ' : ''}${range}`;
  if (!NUMBER.test(given)) return { error: `“${text}” is not a number; ${allowed}` };
  const value = Number(given) + 0; // 0 has no sign
  const broken = whole && Number.isFinite(value) && !Number.isInteger(value);
  if (broken) return { error: `${text} is not a whole number; ${allowed}` };
  if (value < minimum || value > maximum) return { error: `${text} is out of range; ${allowed}` };
  return { value };
};

/** With an exponent where it is small, or as large as `large`.
 * @param {number} value
 * @param {number} large */
const written = (value, large) => {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= large) ? value.toExponential().replace('e+', 'e') : String(value);
};

/** @param {string} text */
const printed = text => text.replaceAll('-', '−');

/** A number as it can be typed and read back: 0.001, 1e-6, 100000.
 * @param {number} value */
export const plain = value => written(value, 1e15);

/** The same as it is printed, where there is little room, with a true minus; a dash for what there is not.
 * @param {number | null} value */
export const short = value => {
  if (value === null || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return printed(written(value, 1e5));
};

/** A measured number, to three digits.
 * @param {number} value */
export const measured = value => (Number.isFinite(value) ? short(Number(value.toPrecision(3))) : short(value));
