/* Colours of a theme, as red, green and blue from 0 to 255. */

/* Of a text "#rrggbb" or "rgba(r, g, b, a)"; with the opacity. */
export const rgba = text => {
  if (!text.startsWith('#')) return text.match(/[\d.]+/g).map(Number);
  return [...[1, 3, 5].map(place => Number.parseInt(text.slice(place, place + 2), 16)), 1];
};

/* The colour at a share of a scale, [[share, colour], ...], between its neighbours. */
export const createScale = stops => {
  const read = stops.map(([at, text]) => [at, rgba(text)]);
  return share => {
    const place = Math.min(Math.max(read.findIndex(([at]) => at >= share) - 1, 0), read.length - 2);
    const [[from, low], [to, high]] = [read[place], read[place + 1]];
    const part = Math.min(Math.max((share - from) / (to - from), 0), 1);
    return [0, 1, 2].map(i => low[i] + part * (high[i] - low[i]));
  };
};
