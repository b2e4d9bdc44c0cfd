/* Coarse maps of the settings of now, computed in the browser while a slider is held: by workers, from programs of the
   Python rules. They are maps as the server's, and go when its finer ones come. */
import { createSignal } from '../core/signal.mjs';
import { createCrew } from '../engine/crew.mjs';
import { addressesOf } from '../engine/ground.mjs';
import { isHere, keyOf, methods, page, shades, surface, surfaceKey } from './page.mjs';
import { groupsOf, shadesOf, sharesOf } from './shades.mjs';

const MOST = 25; // starts a side
const WORK = 250_000; // steps that all maps together take, about

/* Tells [{key, data}] of new maps. */
export const previewed = createSignal();

const crew = createCrew();
let programs = null; // the module; null as long as nothing can be computed

export const prepare = async () => {
  programs ??= await import(page.catalog.methods_path).catch(() => null);
};

/* The methods that have no map of their settings, and can have one from here. */
const open = () => methods().filter(name => page.maps.get(name)?.key !== keyOf(name) && name in programs.methods);

/* Whether there is a preview of the settings of now. */
export const isPreviewable = () => {
  if (!programs || !page.spec) return false;
  const { live, moves, minima } = surface();
  const isKnown = live.includes('none') && (!moves || page.facts?.of === surfaceKey());
  return isKnown && groupsOf(page.legend, minima) !== null && methods().some(name => name in programs.methods);
};

/* Where it fails the server is asked from then on. */
export const preview = () =>
  compute().catch(() => {
    programs = null;
  });

const compute = async () => {
  const { catalog } = page;
  const spec = structuredClone(page.spec);
  const names = open();
  if (!names.length) return;
  const size = sizeOf(spec.steps, names.length);
  const facts = surface();
  const keys = names.map(keyOf);
  const panel = { ...spec, start: null, noise: 'none', noise_parameters: {}, units: [1, 1, 1] };
  const starts = startsOf(facts.domain, size);
  const addresses = addressesOf(panel, catalog.loss_path);
  const common = { programs: catalog.methods_path, addresses, panel, facts, rows: null, starts };
  const tasks = names.map(name => ({ ...common, method: name, settings: spec.optimizers[name] }));
  const groups = groupsOf(page.legend, facts.minima);
  const found = await crew.ask(tasks);
  if (!found || !isHere()) return;
  const map = { groups, steps: spec.steps, ...shades() };
  previewed.tell(names.map((name, k) => ({ key: keys[k], data: mapOf(name, size, found[k], map) })));
};

const sizeOf = (steps, count) => {
  const affordable = Math.floor(Math.sqrt(WORK / steps / Math.max(count, 1)));
  return Math.min(MOST, Math.max(page.catalog.limits.least, affordable));
};

/* The centres of the map's pixels, x and y of one after the other, row 0 at the lowest y. */
const startsOf = ([[left, right], [bottom, top]], size) =>
  Float64Array.from({ length: 2 * size * size }, (_, k) => {
    const [column, row] = [(k >> 1) % size, Math.floor(k / 2 / size)];
    return k % 2 ? bottom + (row + 0.5) * ((top - bottom) / size) : left + (column + 0.5) * ((right - left) / size);
  });

function mapOf(name, size, found, map) {
  const bytes = shadesOf(found, map);
  const ends = Float32Array.from({ length: 2 * bytes.length }, (_, k) => found[k % 2 ? 'y' : 'x'][k >> 1]);
  return { name, size, ends, steps: found.steps, shades: bytes, shares: sharesOf(bytes, map), preview: true };
}
