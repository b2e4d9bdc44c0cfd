/* Slider positions (0 to 1) and values, and how numbers are written. Mirrors SCALES in hyperparameters.py. */

const SCALES = {
  // value -> coordinate along the slider, and back
  linear: [value => value, coordinate => coordinate],
  log: [Math.log10, coordinate => 10 ** coordinate],
  memory: [value => -Math.log10(1 - value), coordinate => 1 - 10 ** -coordinate],
  zero_log: [value => Math.log10(1 + 1000 * value), coordinate => (10 ** coordinate - 1) / 1000],
  whole: [value => value, Math.round],
  switch: [value => value, Math.round],
};

export const positionOf = (parameter, value) => {
  const toCoordinate = SCALES[parameter.scale][0];
  const low = toCoordinate(parameter.minimum),
    high = toCoordinate(parameter.maximum);
  const inside = Math.min(Math.max(value, parameter.minimum), parameter.maximum);
  return (toCoordinate(inside) - low) / (high - low);
};

/* The value at a slider position, rounded to three digits so that it can be read and shared. */
export const valueAt = (parameter, position) => {
  const [toCoordinate, toValue] = SCALES[parameter.scale];
  const low = toCoordinate(parameter.minimum),
    high = toCoordinate(parameter.maximum);
  const value = toValue(low + position * (high - low));
  const rounded = parameter.scale === 'memory' ? 1 - Number((1 - value).toPrecision(2)) : Number(value.toPrecision(3));
  return Math.min(Math.max(Number(rounded.toPrecision(12)), parameter.minimum), parameter.maximum);
};

/* No hexadecimal digits, no words such as "Infinity". */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/* The number a text stands for, or a message that names what was given and what is allowed. A decimal comma and a true
   minus are understood. */
export const parse = ({ scale, minimum, maximum }, text) => {
  const given = String(text).trim().replaceAll(',', '.').replaceAll('−', '-'),
    whole = scale === 'whole';
  const allowed = `allowed: ${whole ? 'a whole number from ' : ''}${printed(plain(minimum))} to ${printed(plain(maximum))}`;
  if (!NUMBER.test(given)) return { error: `“${text}” is not a number; ${allowed}` };
  const value = Number(given) + 0; // 0 has no sign
  if (whole && Number.isFinite(value) && !Number.isInteger(value))
    return { error: `${text} is not a whole number; ${allowed}` };
  if (value < minimum || value > maximum) return { error: `${text} is out of range; ${allowed}` };
  return { value };
};

const writtenBelow = (value, large) => {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= large) ? value.toExponential().replace('e+', 'e') : String(value);
};

const printed = text => text.replaceAll('-', '−');

/* A number as it can be typed and read back: 0.001, 1e-6, 100000. */
export const plain = value => writtenBelow(value, 1e15);

/* The same as it is printed, where there is little room, with a true minus; a dash for what there is not. */
export const short = value => {
  if (value === null || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return printed(writtenBelow(value, 1e5));
};

/* A measured number, to three digits. */
export const measured = value => (Number.isFinite(value) ? short(Number(value.toPrecision(3))) : short(value));
