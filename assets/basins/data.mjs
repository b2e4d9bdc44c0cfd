/* What the server sends for the basin page. */
import { readAnswer } from '../core/answer.mjs';

/* The block of figures/basins.py: {legend, maps: [{name, size, shares, ends, steps, shades}], ...}. */
export const readBasins = body => {
  const { header, take } = readAnswer(body);
  for (const map of header.maps) {
    const count = map.size ** 2;
    map.ends = take(Float32Array, 2 * count);
    map.steps = take(Int16Array, count);
    map.shades = take(Uint8Array, count);
  }
  return header;
};
