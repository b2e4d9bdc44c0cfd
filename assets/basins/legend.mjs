/* The legend of the maps. */
import { byId, element } from '../ui/elements.mjs';
import { colors, page, shades } from './page.mjs';

function entry(label, swatch, kind, title) {
  const node = element('span', `basins-entry ${kind}`, label);
  node.setAttribute('role', 'listitem');
  node.style.setProperty('--swatch', swatch);
  node.style.setProperty('--hatch', colors().hatch);
  node.title = title;
  return node;
}

/* The shades of a colour are the steps to arrive. */
function ramp() {
  const node = element('span', 'basins-ramp');
  const bar = element('span', 'bar');
  const { steps } = page.spec;
  node.setAttribute('role', 'listitem');
  bar.style.background = `linear-gradient(to right, ${colors().table.slice(0, shades().tones).join()})`;
  node.append('0', bar, `${steps} steps`);
  node.title = `the darker, the more steps to arrive; half way: ${Math.round(steps / 4)}`;
  return node;
}

/* The minima's colours, what else there is in the maps, and the scale of the steps. */
export const showLegend = () => {
  const { legend, maps } = page;
  const { table } = colors();
  const present = new Set();
  maps.forEach(({ data }) =>
    data?.shares.forEach((share, index) => {
      if (share) present.add(index);
    }),
  );
  const entries = legend.map(({ label, lowest, color }) =>
    entry(`${lowest ? '★' : '○'} ${label}`, color, '', lowest ? 'a lowest minimum' : 'another minimum'),
  );
  if (!legend.length) entries.push(entry('this surface has no minimum', 'transparent', 'none', ''));
  const last = Math.floor(table.length / shades().tones); // behind all minima
  if (present.has(last)) entries.push(entry('not arrived', table.at(-2), '', 'at no minimum after the last step'));
  if (present.has(last + 1)) entries.push(entry('diverged', table.at(-1), 'gone', 'left every bound'));
  byId('basins-legend').replaceChildren(...entries, ...(legend.length ? [ramp()] : []));
};
