/* What the basin page shows: its maps, what is said of them, and the desk. */

import { short } from '../core/numbers.mjs';
import { showChosen } from '../ui/chooser.mjs';
import { byId } from '../ui/elements.mjs';
import { basinControls } from './controls.mjs';
import { changed, setOwn } from './edits.mjs';
import { beyondLive, isVector } from './grids.mjs';
import { showLegend } from './legend.mjs';
import { goToRace } from './link.mjs';
import { BasinMap } from './map.mjs';
import { isHere, keyOf, methods, optimizer, page, surface } from './page.mjs';

const HINTS = {
  true: 'Tap a start to race from there.',
  false: 'Each start has the colour of the minimum that it leads to. Point at one; click, or Enter, races from there.',
};

export const say = text => {
  if (isHere()) byId('basins-said').textContent = text || HINTS[matchMedia('(hover: none)').matches];
};

let showDesk = () => {};

/* The values of now in the desk. */
export const showValues = () => showDesk();

/* The maps and the desk of the methods of now. */
export const showMethods = () => {
  const { catalog, maps, spec } = page;
  const place = byId('basins-maps');
  const before = new Map(maps);
  maps.clear();
  methods().forEach(name => {
    const made = () => ({ view: new BasinMap(name, optimizer(name), { say, go: goToRace }) });
    maps.set(name, before.get(name) ?? made());
  });
  place.replaceChildren(...[...maps.values()].map(({ view }) => view.root));
  place.dataset.count = String(maps.size);
  showChosen(name => name in spec.optimizers);
  showDesk = basinControls(spec, catalog, { changed, setOwn, surface: surface() });
};

export const showSizes = () => {
  const { catalog, maps, spec } = page;
  const { vector_size: most } = catalog.limits;
  maps.forEach(({ view, data, key }, name) => {
    const rate = spec.optimizers[name].learning_rate;
    view.rate.textContent = rate === undefined ? '' : short(rate);
    view.grid.textContent = data ? `${data.size} × ${data.size}${data.preview ? ', preview' : ''}` : '';
    view.root.classList.toggle('preview', Boolean(data?.preview));
    view.root.classList.toggle('stale', Boolean(data) && key !== keyOf(name));
  });
  byId('basins-finer').hidden = !beyondLive().length;
  byId('basins-finer').textContent = `Compute ${spec.size} × ${spec.size}`;
  const vectors = methods()
    .filter(isVector)
    .map(name => optimizer(name).label)
    .join(', ');
  byId('basins-note').textContent = vectors
    ? `${vectors}: no lanes, so the starts run one by one, at most ${most} × ${most}.`
    : '';
};

/* New maps of these methods. */
export const showMaps = names => {
  names.forEach(name => {
    const { view, data } = page.maps.get(name);
    view.load(data);
  });
  showLegend();
  showSizes();
};

/* In another theme. */
export const recolor = () => {
  page.maps.forEach(({ view, data }) => {
    view.draw();
    if (data) view.showShares();
  });
  showLegend();
};
