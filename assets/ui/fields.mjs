/* Sliders, number fields and switches: native inputs, put where the page has a `data-control`.

   They are not Dash components on purpose: with fifty of them Dash's callback graph takes seconds at the start and
   tens of milliseconds at every move of a slider. */
import { catalog } from '../core/catalog.mjs';
import { parse, plain, positionOf, short } from '../core/scales.mjs';
import { setPosition, setSeed, setStart, setSteps, setUnit, setValue } from '../race/edits.mjs';
import { exportOption, setExport, startExport } from '../race/export.mjs';
import { changeDraft, ownDraft, useOwn } from '../race/own.mjs';
import { setMaster } from '../race/rates.mjs';
import { declaredOf, scopedPanels, settingsOf, state, surfaceOf } from '../race/state.mjs';
import { chooseFound, searchMethods } from './chooser.mjs';
import { element } from './elements.mjs';
import { isPointing } from './hand.mjs';
import { notice } from './notices.mjs';

const POSITIONS = 1000; // steps of a slider

let fields = []; // {show()}

/* Makes the rows and the inputs of a new page. */
export const mountFields = () => {
  document.querySelectorAll('[data-markup]:empty').forEach(node => { node.innerHTML = catalog.rows[node.dataset.markup]; });
  fields = [...document.querySelectorAll('[data-control]')].flatMap(place => {
    place.replaceChildren();
    return KINDS[place.dataset.control](place, place.dataset);
  });
};

export const showFields = () => fields.forEach(field => field.show());

/* The value that all have, or undefined. */
export const commonValue = values => (values.every(value => value === values[0]) ? values[0] : undefined);

const valuesOf = (group, name) => scopedPanels().map(panel => settingsOf(panel, group)?.[name])
  .filter(value => value !== undefined);

const KINDS = {
  hyperparameter(place, { group, name, label }) {
    const parameter = declaredOf(group, name), values = () => valuesOf(group, name);
    if (parameter.scale === 'switch') {
      return [checkbox(place, label, () => values()[0], on => setValue(group, name, Number(on)))];
    }
    const position = value => positionOf(parameter, value);
    const mean = () => values().reduce((sum, value) => sum + position(value), 0) / values().length;
    return [
      slider(place, label, [0, 1], mean, value => setPosition(group, name, value)),
      field(place, label, values, text => parse(parameter, text), value => setValue(group, name, value)),
    ];
  },

  master(place, { label }) {
    const value = element('output', 'value');
    const masters = () => scopedPanels().map(({ master }) => master);
    const mean = () => masters().reduce((sum, master) => sum + Math.log10(master), 0) / masters().length;
    const range = slider(place, label, [-2, 2], mean, power => {
      const snaps = isPointing() && Math.abs(power) < 0.03; // 1 is easy to find again
      setMaster(snaps ? 1 : Number((10 ** power).toPrecision(3)));
    });
    place.append(value);
    const show = () => {
      const factor = commonValue(masters());
      value.textContent = factor === undefined ? 'differ' : `× ${short(factor)}`;
    };
    return [range, { show }];
  },

  start(place, { panel, name, label }) {
    const index = Number(panel), which = 'xy'.indexOf(name), spec = () => state.panels[index]?.spec;
    const read = text => {
      const [minimum, maximum] = surfaceOf(index).domain[which];
      return parse({ minimum, maximum }, text);
    };
    const go = value => setStart(index, ...spec().start.map((old, i) => (i === which ? value : old)));
    return [field(place, label, () => (spec() ? [Number(spec().start[which].toPrecision(6))] : []), read, go)];
  },

  steps: (place, { label }) => [whole(place, label, 'steps', 1, catalog.max_steps, setSteps)],

  seed: (place, { label }) => [whole(place, label, 'seed', 0, catalog.max_seed, setSeed)],

  unit(place, { name, label }) {
    const axis = 'xyf'.indexOf(name), values = () => scopedPanels().map(({ spec }) => spec.units[axis]);
    const mean = () => values().reduce((sum, value) => sum + Math.log10(value), 0) / values().length;
    return [
      slider(place, label, [-3, 3], mean, power =>
        setUnit(axis, Math.abs(power) < 0.05 && isPointing() ? 1 : Number((10 ** power).toPrecision(3)))),
      field(place, label, values, text => parse({ minimum: 1e-6, maximum: 1e6 }, text),
        value => setUnit(axis, value)),
    ];
  },

  search(place, { label }) {
    const node = input(place, label, { type: 'search', placeholder: 'name, author or year', autocomplete: 'off' });
    node.oninput = () => searchMethods(node.value);
    node.onkeydown = event => { if (event.key === 'Enter') chooseFound(); };
    return [];
  },

  'own-expression': (place, { label }) => {
    const node = input(place, label, { type: 'text', autocomplete: 'off', spellcheck: false, maxLength: 400 });
    node.oninput = () => changeDraft({ expression: node.value });
    node.onkeydown = event => { if (event.key === 'Enter') useOwn(); };
    return [{
      show() {
        const expression = ownDraft()?.expression ?? '';
        if (node.value !== expression) node.value = expression;
      },
    }];
  },

  'export-setting': (place, { name, label }) => {
    const node = input(place, label, { type: 'text', inputMode: 'decimal', autocomplete: 'off' });
    node.setAttribute('aria-describedby', `export-bad-${name}`);
    node.oninput = () => setExport({ [name]: node.value.trim() });
    node.onkeydown = event => { if (event.key === 'Enter') startExport(); };
    return [{ show() { if (node.value.trim() !== exportOption(name)) node.value = exportOption(name); } }];
  },

  'own-bound': (place, { name, label }) => {
    const axis = 'xy'.indexOf(name[0]), end = name.endsWith('from') ? 0 : 1;
    const change = value => changeDraft({
      domain: ownDraft().domain.map((pair, i) => pair.map((old, j) => (i === axis && j === end ? value : old))),
    });
    const values = () => (ownDraft() ? [ownDraft().domain[axis][end]] : []);
    return [field(place, label, values, text => parse({ minimum: -1e6, maximum: 1e6 }, text), change)];
  },
};

function whole(place, label, part, minimum, maximum, go) {
  const read = text => parse({ minimum, maximum, scale: 'whole' }, text);
  return field(place, label, () => scopedPanels().map(({ spec }) => spec[part]), read, go);
}

function input(place, label, attributes) {
  const node = Object.assign(document.createElement('input'), attributes);
  node.setAttribute('aria-label', label);
  place.append(node);
  return node;
}

function slider(place, label, [low, high], value, go) {
  const node = input(place, label, { type: 'range', min: low, max: high, step: (high - low) / POSITIONS });
  const paint = () => node.style.setProperty('--done', (node.value - low) / (high - low));
  node.oninput = () => { paint(); go(Number(node.value)); };
  return {
    show() {
      const wanted = value();
      if (Number.isNaN(wanted) || Math.abs(node.value - wanted) < (4 * (high - low)) / POSITIONS) return paint();
      node.value = wanted;
      return paint();
    },
  };
}

/* A typed value goes on, or a message says why not, and the state stays as it was. */
function field(place, label, values, parse, go) {
  const node = input(place, label, { type: 'text', inputMode: 'decimal', autocomplete: 'off', spellcheck: false });
  const kind = `field ${label}`;
  let refused = null; // the values at which a text was refused: it stays to be mended until they change
  const judge = error => {
    refused = error ? String(values()) : null;
    notice(error ? `${label}: ${error}` : '', [], kind);
    node.setAttribute('aria-invalid', Boolean(error));
  };
  const write = () => {
    const all = values(), value = commonValue(all);
    if (!all.length) return;
    node.value = value === undefined ? '' : plain(value);
    node.placeholder = value === undefined ? 'differ' : '';
  };
  node.onchange = () => {
    const { value, error } = parse(node.value);
    judge(error);
    if (error) return;
    go(value);
    node.value = plain(value);
  };
  node.onkeydown = event => {
    if (event.key === 'Escape') {
      judge(null);
      write();
      node.blur();
    } else if (event.key === 'Enter') {
      node.onchange();
      if (refused === null) node.blur();
    }
  };
  return {
    show() {
      if (refused !== null && refused !== String(values())) judge(null);
      if (node !== document.activeElement && refused === null) write();
    },
  };
}

function checkbox(place, label, value, go) {
  const line = document.createElement('label'), node = input(line, label, { type: 'checkbox' });
  node.onchange = () => go(node.checked);
  line.append(element('span', '', 'on'));
  place.append(line);
  return { show() { node.checked = Boolean(value()); } };
}
