/* A report on who takes the same path in other units (races/units.py), in words. */
import { short } from './scales.mjs';

const LARGEST = 1000; // per cent, that is told as a number

const exponent = value => (value === null ? '–' : short(Number(value.toFixed(2))));

/* The exponent in the units of x and y, that in the unit of f, and how far the path strays where the units are `changed`. */
export const unitWords = (report, changed) => {
  const percent = 100 * report.deviation;
  const away = percent < LARGEST ? `${Number(percent.toPrecision(2))} %` : `> ${LARGEST} %`;
  return [exponent(report.exponent), exponent(report.exponent_f), !changed ? '' : report.same ? 'the same' : away];
};
