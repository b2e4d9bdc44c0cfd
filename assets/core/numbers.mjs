/* Numbers as they are typed and written. Python has the same in hyperparameters.py; tests/shared holds both to it. */

/** @typedef {{minimum: number, maximum: number, scale?: string}} Range what is allowed; of the scale "whole" only whole
 * numbers are */

/** @typedef {{value: number, error?: undefined} | {value?: undefined, error: string}} Read a number, or why there is
 *   none */

/* No hexadecimal digits, no words such as "Infinity". */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The number that a text stands for, NaN for anything else. A decimal comma and a true minus are understood; 0 has no
 * sign.
 * @param {string} text
 */
export const numberFrom = text => {
  const given = text.trim().replaceAll(',', '.').replaceAll('−', '-');
  return NUMBER.test(given) ? Number(given) + 0 : Number.NaN;
};

/**
 * The number of a range that a text stands for, or a message that names what was given and what is allowed.
 * @param {Range} range
 * @param {string} text
 * @returns {Read}
 */
export const parse = ({ minimum, maximum, scale }, text) => {
  const value = numberFrom(text);
  const whole = scale === 'whole';
  const refused = (/** @type {string} */ problem) => {
    const range = `${printed(plain(minimum))} to ${printed(plain(maximum))}`;
    return { error: `“${text}” ${problem}; allowed: ${whole ? 'a whole number from ' : ''}${range}` };
  };
  if (Number.isNaN(value)) return refused('is not a number');
  if (whole && Number.isFinite(value) && !Number.isInteger(value)) return refused('is not a whole number');
  if (value < minimum || value > maximum) return refused('is out of range');
  return { value };
};

/** @type {(value: number, large: number) => string} with a power of ten below a thousandth and from `large` on */
const written = (value, large) => {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= large) ? value.toExponential().replace('e+', 'e') : String(value);
};

/** @type {(text: string) => string} */
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
 * @param {number | null} value */
export const measured = value => short(value === null ? null : Number(value.toPrecision(3)));

/** A setting as people read it: to four digits. What is typed and linked stays exact.
 * @param {number} value */
export const forPeople = value => short(Number.isInteger(value) ? value : Number(value.toPrecision(4)));
