/* Edits of who races. */
import { catalog } from '../core/catalog.mjs';
import { isAlone } from '../core/solo.mjs';
import { edited } from './news.mjs';
import { panelsWith, scopedPanels, state } from './state.mjs';

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

/* The panels of a switch: those of the legend of a panel, or of the scope where there is none. */
const seenFrom = panel => (panel === undefined ? scopedPanels() : panelsWith(panel));

/* On or off, as seen from a panel (or from the first in scope): in all panels, or in that one. */
export const toggleRacer = (name, panel) => {
  const first = panel === undefined ? scopedPanels()[0] : state.panels[panel];
  const on = !first.spec.optimizers[name];
  seenFrom(panel).forEach(each => put(each, name, on));
  edited.tell();
};

/* Alone; and again: everybody who was there before. */
export const soloRacer = (name, panel) => {
  const panels = seenFrom(panel);
  const alone = panels.every(({ spec }) => isAlone(Object.keys(spec.optimizers), name));
  panels.forEach(each => {
    if (!alone) each.before = Object.keys(each.spec.optimizers);
    const wanted = alone ? each.before || Object.keys(each.known) : [name];
    Object.keys(each.known).forEach(other => put(each, other, wanted.includes(other)));
  });
  edited.tell();
};
