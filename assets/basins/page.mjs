/* What the basin page knows, and what follows from it. */
import { byId } from '../ui/elements.mjs';
import { themeNow } from '../ui/theme.mjs';

export const page = {
  catalog: null, // pages/basins.py
  spec: null, // one spec, as races/basins.py has it
  good: '', // the last state that the server took (snapshot.mjs)
  own: null, // what is known of your own function
  facts: null, // of the surface at its parameters: {of: its key, ...}
  maps: new Map(), // by method {view: BasinMap, data, key: of what the data were made}
  legend: [], // the minima, as figures/basins.py groups them
  lines: null, // {key: of the surface, path: its contour lines, a Path2D on 1000 x 1000}
  query: null, // of the race, as the server wrote it
  queryOf: null, // the spec that it is of, as JSON
};

/* A page that the reader has left stays for a moment, and so does the one before. */
export const isHere = () => Boolean(byId('basins-page')) && location.pathname === page.catalog?.paths.here;

export const optimizer = name => page.catalog.optimizers[name];

export const methods = () => Object.keys(page.spec.optimizers);

/* What determines the surface, and what determines the map of a method on it. */
export const surfaceKey = () => {
  const { surface: name, surface_parameters: parameters, expression, domain } = page.spec;
  return JSON.stringify([name, parameters, expression, domain]);
};

export const keyOf = name => {
  const { steps, schedule, schedule_parameters: parameters, warmup, optimizers } = page.spec;
  return JSON.stringify([surfaceKey(), steps, schedule, parameters, warmup, name, optimizers[name]]);
};

/* What is known of the spec's surface. */
export const surface = () => {
  const { catalog, facts, own, spec } = page;
  if (spec.surface === 'own') return own;
  return { ...catalog.surfaces[spec.surface], ...(facts?.of === surfaceKey() ? facts : {}) };
};

export const colors = () => page.catalog.colors[themeNow()];

/* How many shades there are, and of how many tones each colour has. */
export const shades = () => ({ length: colors().table.length, tones: page.catalog.tones });
