/* The bytes of a map, from where its starts arrive. figures/basins.py has the same; tests/shared/basin_shades.json
   holds both to it. */
import { DIVERGED, NOT_ARRIVED } from '../engine/arrivals.mjs';

/** The place in a legend of each of the minima; null where the legend is of other minima.
 * @param {readonly {points: readonly (readonly number[])[]}[]} legend
 * @param {readonly (readonly number[])[]} minima
 * @returns {number[] | null} */
export const groupsOf = (legend, minima) => {
  const places = new Map(legend.flatMap(({ points }, place) => points.map(point => [String(point), place])));
  const groups = minima.map(point => places.get(String(point)) ?? -1);
  return places.size === new Set(minima.map(String)).size && !groups.includes(-1) ? groups : null;
};

/** One byte a start: `tones` for each entry of the legend, by the square root of the share of the steps that it needed;
 * the last two of `length` for those that did not arrive, and that diverged.
 * @param {{minimum: ArrayLike<number>, steps: ArrayLike<number>}} found
 * @param {{groups: readonly number[], steps: number, length: number, tones: number}} map */
export const shadesOf = ({ minimum, steps: taken }, { groups, steps, length, tones }) =>
  Uint8Array.from(minimum, (number, k) => {
    if (number === DIVERGED) return length - 1;
    if (number === NOT_ARRIVED) return length - 2;
    return groups[number] * tones + Math.round(Math.sqrt(Math.max(taken[k], 0) / steps) * (tones - 1));
  });

/** The share of the starts in each colour, those that did not arrive, and those that diverged.
 * @param {Uint8Array} shades
 * @param {{length: number, tones: number}} map */
export const sharesOf = (shades, { length, tones }) => {
  const colors = (length - 2) / tones;
  const shares = Array(colors + 2).fill(0);
  for (const shade of shades) {
    const place = shade < length - 2 ? Math.floor(shade / tones) : colors + shade - (length - 2);
    shares[place] += 1 / shades.length;
  }
  return shares;
};
