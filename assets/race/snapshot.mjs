/* The state as a text, and back: all that an edit can change. */
import { catalog } from '../core/catalog.mjs';
import { groundText } from '../core/ground_text.mjs';
import { chooseTheme } from '../ui/theme.mjs';
import { keepFacts } from './facts.mjs';
import { edited, viewed } from './news.mjs';
import { linked, state } from './state.mjs';

/* Who races, always in the same order: on and off again is no difference. */
const inOrder = optimizers =>
  Object.fromEntries(Object.keys(catalog.optimizers).flatMap(name => (name in optimizers ? [[name, {}]] : [])));

/* The settings of racers are told once, among those that are known; the clock's step is no edit. What the server has
   said nothing of is always null. */
const told = ({ spec, own, facts, follows, ...panel }) => ({
  ...panel,
  own: own ?? null,
  facts: facts ?? null,
  follows: Boolean(follows),
  spec: { ...spec, optimizers: inOrder(spec.optimizers) },
});

export const stateText = () => {
  const { panels, view, scope, roster } = state;
  return JSON.stringify({ panels: panels.map(told), view: { ...view, step: null }, scope, roster });
};

/* The state of a text is that of the page; nobody is told. */
export const readState = text => {
  const { panels, view, scope, roster } = JSON.parse(text);
  for (const { spec, facts } of panels) if (facts) keepFacts(groundText(spec), facts);
  Object.assign(state, { panels: panels.map(linked), view: { ...view, step: state.view.step }, scope, roster });
};

/* The same as an edit. */
export const putState = text => {
  const before = state.view;
  readState(text);
  const changed = Object.keys(before).filter(key => String(before[key]) !== String(state.view[key]));
  edited.tell();
  for (const key of changed) {
    if (key === 'theme') chooseTheme(state.view.theme);
    else viewed.tell(key);
  }
};
