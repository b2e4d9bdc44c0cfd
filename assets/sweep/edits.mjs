/* Edits of the sweep page's state that are more than one number. */
import { defaultsOf } from '../core/defaults.mjs';
import { lastUsed, notify } from '../ui/notices.mjs';
import { askFor, changed } from './asking.mjs';
import { page, race } from './page.mjs';

/* `ground`: the surface's picture is another one. */
export const edit = (change, { ground = false } = {}) => {
  change();
  changed({ ground });
};

export const chooseSurface = surface => {
  if (surface === race().surface || !surface) return;
  const { own, surfaces, noises } = page.catalog;
  if (surface === 'own') {
    const { expression, domain } = own;
    Object.assign(race(), { surface, expression, domain, start: null, surface_parameters: {} });
  } else {
    const { start, hyperparameters } = surfaces[surface];
    const parameters = defaultsOf(hyperparameters);
    Object.assign(race(), { surface, expression: '', domain: null, start, surface_parameters: parameters });
  }
  const { needs } = noises[race().noise];
  Object.assign(page, { facts: null, follows: false });
  if (needs && !surfaces[surface]?.offers.includes(needs))
    Object.assign(race(), { noise: 'none', noise_parameters: {} });
  reopen();
};

export const expressSurface = expression => {
  race().expression = expression;
  reopen();
};

/* The start of your own function is the server's to find: so its answer is the new state. */
function reopen() {
  if (race().surface !== 'own') return changed({ ground: true });
  const { expression, domain, steps, optimizers } = race();
  const { low, high, count } = page.state.sweep;
  const query = new URLSearchParams({ surface: 'own', f: expression, domain: domain.flat().join(), steps });
  Object.keys(optimizers).forEach(name => query.set(name, ''));
  query.set('rates', [low, high, count].join());
  return askFor(`?${query}`, { isEdit: true });
}

export const toggleMethod = name => {
  const { optimizers } = race();
  const { sweep } = page.state;
  const { limits } = page.catalog;
  const names = Object.keys(optimizers);
  if (name in optimizers) {
    if (names.length === 1)
      return void notify('The last method stays.', { kind: 'methods', tone: 'info', near: lastUsed() });
    delete optimizers[name];
    if (sweep.second?.method === name) sweep.second = null;
  } else {
    if (names.length >= limits.methods) {
      return void notify(`A sweep has at most ${limits.methods} methods; remove one first.`, {
        kind: 'methods',
        near: lastUsed(),
      });
    }
    optimizers[name] = page.known[name] ??= defaultsOf(page.catalog.optimizers[name].hyperparameters);
  }
  return changed();
};
