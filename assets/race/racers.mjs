/* Edits of who races. */
import { catalog } from '../core/catalog.mjs';
import { isAlone } from '../core/solo.mjs';
import { edited } from './news.mjs';
import { scopedPanels, state } from './state.mjs';

/* In the legends and among the controls, and on; or out of both. */
export const chooseMethod = name => {
  const chosen = !state.roster.includes(name);
  state.roster = Object.keys(catalog.optimizers).filter(other =>
    other === name ? chosen : state.roster.includes(other),
  );
  (chosen ? scopedPanels() : state.panels).forEach(panel => put(panel, name, chosen));
  edited.tell();
};

function put(panel, name, on) {
  if (on) panel.spec.optimizers[name] = panel.known[name];
  else delete panel.spec.optimizers[name];
}

let toggled = []; // the panels of the last toggle, each with whether the racer was there before

/* On or off in the panels of the scope, the other way round than in the first of them. */
export const toggleRacer = name => {
  const on = !(name in scopedPanels()[0].spec.optimizers);
  toggled = scopedPanels().map(panel => [panel, name in panel.spec.optimizers]);
  scopedPanels().forEach(panel => put(panel, name, on));
  edited.tell();
};

/* As it was in each of these panels before the last toggle: the second click of a double one takes the first back. */
export const untoggleRacer = name => {
  toggled.forEach(([panel, on]) => put(panel, name, on));
  edited.tell();
};

/* Alone; and again: everybody who was there before. */
export const soloRacer = name => {
  const panels = scopedPanels();
  const alone = panels.every(({ spec }) => isAlone(Object.keys(spec.optimizers), name));
  panels.forEach(each => {
    if (!alone) each.before = Object.keys(each.spec.optimizers);
    const wanted = alone ? each.before || Object.keys(each.known) : [name];
    Object.keys(each.known).forEach(other => put(each, other, wanted.includes(other)));
  });
  edited.tell();
};
