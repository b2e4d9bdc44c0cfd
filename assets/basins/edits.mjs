/* Edits of the basin page's spec that are more than one number. */
import { defaultsOf } from '../core/defaults.mjs';
import { createSignal } from '../core/signal.mjs';
import { lastUsed, notify } from '../ui/notices.mjs';
import { post } from '../ui/server.mjs';
import { isHere, methods, optimizer, page, surface } from './page.mjs';

/* Tells {surface, methods}: whether there is another surface, whether there are others of the methods. */
export const edited = createSignal();

export const changed = (what = {}) => edited.tell(what);

const tunedRate = name =>
  surface().tuned.learning_rates[name] ?? optimizer(name).hyperparameters.learning_rate?.default;

function tune() {
  Object.entries(page.spec.optimizers).forEach(([name, settings]) => {
    if ('learning_rate' in settings) settings.learning_rate = tunedRate(name);
  });
}

export const tuneAll = () => {
  tune();
  changed();
};

export const chooseSurface = name => {
  const { catalog, spec } = page;
  if (!name || name === spec?.surface || !spec) return;
  if (name === 'own') return void setOwn(catalog.own.expression, catalog.own.domain);
  Object.assign(spec, { surface: name, expression: '', domain: null });
  placed();
};

export const setOwn = async (expression, domain) => {
  const { catalog, spec } = page;
  const response = await post(catalog.paths.functions, { expression, domain });
  if (!response?.ok) return;
  const answer = await response.json();
  if (!isHere()) return;
  notify(answer.problem ? 'That function cannot be used:' : '', {
    items: answer.problem ? [answer.problem] : [],
    kind: 'own',
    near: lastUsed(),
  });
  if (answer.problem) return void dash_clientside.set_props('basins-surface', { value: spec.surface });
  page.own = answer;
  Object.assign(spec, { surface: 'own', expression, domain: answer.domain });
  placed();
};

/* On another surface: at its own parameters, steps and rates. */
function placed() {
  const { hyperparameters, tuned } = surface();
  Object.assign(page.spec, { surface_parameters: defaultsOf(hyperparameters), steps: tuned.steps });
  tune();
  changed({ surface: true, methods: true });
}

export const toggleMethod = name => {
  const { catalog, spec } = page;
  const { optimizers } = spec;
  const has = name in optimizers;
  if (has && methods().length === 1)
    return notify('The last method stays.', { kind: 'methods', tone: 'info', near: lastUsed() });
  if (!has && methods().length >= catalog.limits.methods) {
    const title = `There can be at most ${catalog.limits.methods} methods; remove one first.`;
    return notify(title, { kind: 'methods', tone: 'info', near: lastUsed() });
  }
  const settings = defaultsOf(optimizer(name).hyperparameters);
  if ('learning_rate' in settings) settings.learning_rate = tunedRate(name);
  spec.optimizers = Object.fromEntries(
    Object.keys(catalog.optimizers)
      .filter(other => (other === name ? !has : other in optimizers))
      .map(other => [other, optimizers[other] || settings]),
  );
  changed({ methods: true });
};
