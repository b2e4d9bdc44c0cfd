/* What the exported page plays: exports/page.py wrote it into the page.

   Positions come in pixels of the sheet, as 16-bit numbers relative to their plot area; `sheet.unit` is the size of such a
   pixel on the screen. */
import { stepOf } from '../../assets/core/evaluations.mjs';

export const MARGIN = 20; // of the sheet's pixels around a plot area: heads at its edge are whole

export const film = JSON.parse(document.getElementById('film').textContent);
export const sheet = { unit: 1 };

const numbers = new Int16Array(Uint8Array.from(atob(film.numbers), letter => letter.charCodeAt(0)).buffer);
let place = 0;
const take = count => numbers.subarray(place, (place += count));

/* Gives a racer its numbers, in the order in which they were written. */
const readRacer = (racer, panel) => {
  const { steps, chart, last } = panel;
  const count = steps + 1;
  racer.panel = panel;
  racer.points = take(2 * count);
  racer.heights = chart ? take(count) : null;
  let sum = 0;
  const spent = film.evaluations ? Float64Array.from(take(count), more => (sum += more)) : null;
  racer.stepAt = now => (spent ? stepOf(spent, now) : Math.min(now, steps));
  racer.at = k => (spent ? spent[k] : k) / last;
  racer.shown = true;
};

film.panels.forEach(panel => [...panel.racers, ...panel.references].forEach(racer => readRacer(racer, panel)));

const pixel = value => (value === film.nowhere ? NaN : (MARGIN + value / film.quantum) * sheet.unit);

/* The pixels of a racer on its surface, x0, y0, x1, ... */
export const onSurface = racer => Float32Array.from(racer.points, pixel);

/* The same on its panel's chart. */
export const onChart = racer => {
  const xy = new Float32Array(2 * racer.heights.length);
  racer.heights.forEach((height, k) => {
    xy[2 * k] = (MARGIN + racer.at(k) * racer.panel.chart[2]) * sheet.unit;
    xy[2 * k + 1] = pixel(height);
  });
  return xy;
};
