/* The desk of the race page: the sliders, number fields and switches of the panels in scope. */
import { catalog } from '../core/catalog.mjs';
import { parse, short } from '../core/numbers.mjs';
import { mountControls, put } from '../ui/controls.mjs';
import { all, element } from '../ui/elements.mjs';
import { isPointing } from '../ui/hand.mjs';
import { commonValue, NumberField } from '../ui/number_field.mjs';
import { hyperparameter, slider } from '../ui/slider_row.mjs';
import { setPosition, setSeed, setStart, setSteps, setUnit, setValue } from './edits.mjs';
import { setMaster } from './rates.mjs';
import { declaredOf, scopedPanels, settingsOf, state, surfaceOf } from './state.mjs';

const UNITS = { minimum: 1e-6, maximum: 1e6 };

let controls = []; // {show()}

/* Makes the rows and the inputs of a new page. */
export const mountDesk = () => {
  all('[data-markup]:empty').forEach(node => {
    node.innerHTML = catalog.rows[node.dataset.markup];
  });
  controls = mountControls(KINDS);
};

export const showDesk = () => controls.forEach(control => control.show());

/* The mean of the logarithms of factors. */
const meanPower = factors => factors.reduce((sum, factor) => sum + Math.log10(factor), 0) / factors.length;

/* The factor at a power of ten, to three digits; with the mouse 1 is easy to find again. */
const factorAt = (power, snap) => (isPointing() && Math.abs(power) < snap ? 1 : Number((10 ** power).toPrecision(3)));

const KINDS = {
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
    const position = () => meanPower(masters());
    const thumb = slider({ label, low: -2, high: 2, position, move: power => setMaster(factorAt(power, 0.03)) });
    place.append(thumb.node, value);
    const show = () => {
      const factor = commonValue(masters());
      value.textContent = factor === undefined ? 'differ' : `× ${short(factor)}`;
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

  unit(place, { name, label }) {
    const axis = 'xyf'.indexOf(name);
    const values = () => scopedPanels().map(({ spec }) => spec.units[axis]);
    const take = value => setUnit(axis, value);
    const position = () => meanPower(values());
    return put(
      place,
      slider({ label, low: -3, high: 3, position, move: power => take(factorAt(power, 0.05)) }),
      new NumberField({ label, values, read: text => parse(UNITS, text), take }),
    );
  },
};

function whole(place, label, part, minimum, maximum, take) {
  const values = () => scopedPanels().map(({ spec }) => spec[part]);
  const read = text => parse({ minimum, maximum, scale: 'whole' }, text);
  return put(place, new NumberField({ label, values, read, take }));
}
