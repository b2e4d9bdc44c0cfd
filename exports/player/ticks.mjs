/* The marks of axes: where they stand, and what they say. */
import { short } from '../../assets/core/numbers.mjs';

const ROUND = [1, 2, 5, 10];
const NEAR = 1e-9;
const SIGNS = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };

/* Round numbers from `low` to `high`, at most `most` intervals of them, which are no shorter than `least`. */
export const ticks = (low, high, most, least = 0) => {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const apart = Math.max(ROUND.map(each => each * power).find(each => each >= rough * (1 - NEAR)) ?? 10 * power, least);
  return multiples(low, high, apart);
};

/* Whole exponents of ten. */
export const decades = (low, high, most) => multiples(low, high, Math.max(Math.ceil((high - low) / most), 1));

const multiples = (low, high, apart) => {
  const first = Math.ceil(low / apart - NEAR);
  const count = Math.floor(high / apart + NEAR) - first + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, k) => Number(((first + k) * apart).toPrecision(12)));
};

/* What a mark says: a number as it is printed. */
export const said = value => short(Number(value.toPrecision(6)));

/* A power of ten. */
export const powerOfTen = exponent => {
  if (exponent === 0 || exponent === 1) return exponent ? '10' : '1';
  return `10${[...String(exponent)].map(sign => SIGNS[sign]).join('')}`;
};
