/* What the server sends for the basin page, and the legend of its maps. */
import { readAnswer } from '../core/answer.mjs';
import { element } from '../ui/elements.mjs';

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

/* The minima's colours, what else there is in the maps, and the scale of the steps. */
export const showBasinLegend = (page, maps) => {
  const place = document.getElementById('basins-legend'), colors = page.colors(), { tones } = page.shades();
  const entry = (label, swatch, kind, title) => {
    const node = element('span', `basins-entry ${kind}`, label);
    node.setAttribute('role', 'listitem');
    node.style.setProperty('--swatch', swatch);
    node.style.setProperty('--hatch', colors.hatch);
    node.title = title;
    return node;
  };
  const present = new Set();
  maps.forEach(({ data }) => data?.shares.forEach((share, index) => { if (share) present.add(index); }));
  const minima = page.legend.map(({ label, lowest, color }) =>
    entry(`${lowest ? '★' : '○'} ${label}`, color, '', lowest ? 'a lowest minimum' : 'another minimum'));
  if (!page.legend.length) minima.push(entry('this surface has no minimum', 'transparent', 'none', ''));
  const last = Math.floor(colors.table.length / tones), rest = []; // behind all minima
  if (present.has(last)) rest.push(entry('not arrived', colors.table.at(-2), '', 'at no minimum after the last step'));
  if (present.has(last + 1)) rest.push(entry('diverged', colors.table.at(-1), 'gone', 'left every bound'));
  const ramp = element('span', 'basins-ramp');
  ramp.setAttribute('role', 'listitem');
  const bar = element('span', 'bar'), middle = Math.round(page.spec().steps / 4);
  bar.style.background = `linear-gradient(to right, ${colors.table.slice(0, tones).join()})`;
  ramp.append('0', bar, `${page.spec().steps} steps`);
  ramp.title = `the darker, the more steps to arrive; half way: ${middle}`;
  place.replaceChildren(...minima, ...rest, ...(page.legend.length ? [ramp] : []));
};
