/* The desk of the race page: the sliders, number fields and switches of the panels in scope. */
import { DECAY, SINCE } from '../core/average.mjs';
import { catalog } from '../core/catalog.mjs';
import { parse, short } from '../core/numbers.mjs';
import { valueAt } from '../core/scales.mjs';
import { valueText } from '../core/slider_keys.mjs';
import { spanText } from '../core/span.mjs';
import { mountControls, put } from '../ui/controls.mjs';
import { all, element, write } from '../ui/elements.mjs';
import { isPointing } from '../ui/hand.mjs';
import { commonValue, NumberField } from '../ui/number_field.mjs';
import { hyperparameter, slider } from '../ui/slider_row.mjs';
import { setPosition, setSeed, setStart, setSteps, setUnit, setValue, setView } from './edits.mjs';
import { setMaster } from './rates.mjs';
import { declaredOf, scopedPanels, settingsOf, state, surfaceOf } from './state.mjs';

const UNITS = { minimum: 1e-6, maximum: 1e6 };
const MASTER = { minimum: 0.01, maximum: 100, scale: 'log' };
const UNIT = { minimum: 1e-3, maximum: 1e3, scale: 'log' };
const SNAP = 0.008; // of a slider

let controls = []; // {show()}

/* Puts plain elements into their places on a new page; some have places for others. */
export const putMarkup = () => {
  const places = [...all('[data-markup]:empty')].filter(({ dataset }) => catalog.rows[dataset.markup]);
  for (const node of places) node.innerHTML = catalog.rows[node.dataset.markup];
  if (places.length) putMarkup();
};

/* Makes the inputs of a new page. */
export const mountDesk = () => {
  controls = mountControls(KINDS);
};

export const showDesk = () => controls.forEach(control => control.show());

/* The factor at a position; with the mouse 1, in the middle, is easy to find again. */
const factorAt = (parameter, position) =>
  isPointing() && Math.abs(position - 0.5) < SNAP ? 1 : valueAt(parameter, position);

export const KINDS = {
  hyperparameter(place, { group, name, label }) {
    const control = hyperparameter({
      label,
      parameter: declaredOf(group, name),
      values: () =>
        scopedPanels()
          .map(panel => settingsOf(panel, group)?.[name])
          .filter(value => value !== undefined),
      take: value => setValue(group, name, value),
      move: position => setPosition(group, name, position),
    });
    place.append(...control.nodes);
    return [control];
  },

  master(place, { label }) {
    const value = element('output', 'value');
    const masters = () => scopedPanels().map(({ master }) => master);
    const thumb = slider({
      label,
      parameter: MASTER,
      values: masters,
      move: position => setMaster(factorAt(MASTER, position)),
      text: factors => `times ${valueText(factors)}`,
    });
    place.append(thumb.node, value);
    const show = () => {
      const factor = commonValue(masters());
      write(value, `× ${factor === undefined ? spanText(masters()) : short(factor)}`);
    };
    return [thumb, { show }];
  },

  start(place, { panel, name, label }) {
    const index = Number(panel);
    const axis = 'xy'.indexOf(name);
    const spec = () => state.panels[index]?.spec;
    const read = text => {
      const [minimum, maximum] = surfaceOf(index).domain[axis];
      return parse({ minimum, maximum }, text);
    };
    const values = () => (spec() ? [Number(spec().start[axis].toPrecision(6))] : []);
    const take = value => setStart(index, ...spec().start.map((old, i) => (i === axis ? value : old)));
    return put(place, new NumberField({ label, values, read, take }));
  },

  steps: (place, { label }) => whole(place, label, 'steps', 1, catalog.max_steps, setSteps),

  seed: (place, { label }) => whole(place, label, 'seed', 0, catalog.max_seed, setSeed),

  average_from: (place, { label }) => ofView(place, label, 'average_from', SINCE),

  average_decay: (place, { label }) => ofView(place, label, 'average_decay', DECAY),

  unit(place, { name, label }) {
    const axis = 'xyf'.indexOf(name);
    const values = () => scopedPanels().map(({ spec }) => spec.units[axis]);
    const take = value => setUnit(axis, value);
    return put(
      place,
      slider({ label, parameter: UNIT, values, move: position => take(factorAt(UNIT, position)) }),
      new NumberField({ label, values, read: text => parse(UNITS, text), take }),
    );
  },
};

/* A number of the view. */
function ofView(place, label, key, parameter) {
  const values = () => [state.view[key]];
  const control = hyperparameter({ label, parameter, values, take: value => setView(key, value) });
  place.append(...control.nodes);
  return [control];
}

function whole(place, label, part, minimum, maximum, take) {
  const values = () => scopedPanels().map(({ spec }) => spec[part]);
  const read = text => parse({ minimum, maximum, scale: 'whole' }, text);
  return put(place, new NumberField({ label, values, read, take }));
}
