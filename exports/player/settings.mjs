/* The settings: sliders for what each racer has, the start, and the way back; folded away until wanted. */
import { parse } from '../../assets/core/numbers.mjs';
import { positionOf, valueAt } from '../../assets/core/scales.mjs';
import { byId, element as made } from '../../assets/ui/elements.mjs';
import { NumberField } from '../../assets/ui/number_field.mjs';
import { row, sliderRow } from '../../assets/ui/slider_row.mjs';
import { film } from './film.mjs';
import { changed } from './panel.mjs';

/** @typedef {import('./panel.mjs').Panel} Panel */

const RECORDED = 'A recording: this page shows it, but cannot run it anew.';

/** @type {{ show: () => void }[]} */
let rows = [];
/** @type {Panel[]} */
let scope = []; // the panels that the sliders are about

/* The racers of a method, in the panels that the sliders are about. */
const racersOf = name => scope.flatMap(({ racers }) => racers.filter(racer => racer.name === name && racer.live));

const setAll = (name, parameter, value) => {
  for (const panel of scope)
    if (panel.racers.some(racer => racer.name === name && racer.live)) panel.set(name, parameter, value);
};

/* Panels may have a method at several values: a slider moves all of them alike. */
const createMove = (name, key, declared) => {
  /** @type {{ panel: Panel, place: number }[] | null} */
  let base = null;
  for (const end of ['pointerup', 'keyup'])
    window.addEventListener(end, () => {
      base = null;
    });
  return place => {
    base ??= scope.flatMap(panel =>
      panel.racers.flatMap(racer =>
        racer.name === name && racer.live ? [{ panel, place: positionOf(declared, racer.settings[key]) }] : [],
      ),
    );
    const middle = base.reduce((sum, each) => sum + each.place, 0) / base.length;
    for (const each of base) each.panel.set(name, key, valueAt(declared, each.place + place - middle));
  };
};

const parameterRow = (name, key, declared, label) => {
  const line = sliderRow({
    title: declared.symbol,
    help: declared.help,
    label: `${label}: ${declared.label}`,
    parameter: declared,
    values: () => racersOf(name).map(({ settings }) => settings[key]),
    take: value => setAll(name, key, value),
    ...(declared.scale === 'switch' ? {} : { move: createMove(name, key, declared) }),
  });
  rows.push(line);
  return line.node;
};

/* The rows of a method: its learning rate, and the others folded. */
const methodRows = name => {
  const { label, parameters } = film.methods[name];
  const racer = scope.flatMap(({ racers }) => racers).find(each => each.name === name);
  const part = made('section', 'method');
  const heading = made('h3', '', label);
  heading.style.setProperty('--color', racer.color);
  part.append(heading);
  if (!racersOf(name).length) part.append(made('p', 'hint', RECORDED));
  else {
    const [first, ...others] = Object.entries(parameters).map(([key, declared]) =>
      parameterRow(name, key, declared, label),
    );
    if (first) part.append(first);
    if (others.length) {
      const more = made('details');
      more.append(made('summary', '', `${others.length} more`), ...others);
      part.append(more);
    }
  }
  return part;
};

/* Where a panel starts: a number for each coordinate. */
const startRow = panel => {
  const { domain } = panel.told.map;
  const fields = [0, 1].map(axis => {
    const [minimum, maximum] = domain[axis];
    return new NumberField({
      label: `Start of ${panel.told.label}: ${'xy'[axis]}`,
      values: () => [panel.start[axis]],
      read: text => parse({ minimum, maximum }, text),
      take: value => panel.setStart(panel.start.map((old, place) => (place === axis ? value : old))),
    });
  });
  rows.push(...fields);
  const both = made('div', 'pair');
  both.append(...fields.map(({ node }) => node));
  return row(scope.length > 1 ? panel.told.label : 'x, y', 'Where everybody starts, x and y', both);
};

const fill = () => {
  rows = [];
  const place = byId('rows');
  place.replaceChildren();
  const racers = scope.flatMap(panel => panel.racers);
  if (racers.some(({ live }) => live)) place.append(...[...new Set(racers.map(({ name }) => name))].map(methodRows));
  else place.append(made('p', 'hint', RECORDED));
  const starts = scope.filter(({ canStart }) => canStart).map(startRow);
  byId('hint').hidden = !starts.length;
  if (starts.length) {
    const part = made('section', 'method');
    part.append(made('h3', '', 'Start'), ...starts);
    place.append(part);
  }
  show();
};

const show = () => {
  for (const line of rows) line.show();
};

/** @param {Panel[]} panels */
export const mountSettings = panels => {
  const chosen = byId('scope', HTMLSelectElement);
  const names = ['All panels', ...panels.map(({ told }, place) => `${place + 1}  ${told.label}`)];
  chosen.replaceChildren(...names.map((name, place) => new Option(name, String(place))));
  chosen.hidden = panels.length < 2;
  chosen.onchange = () => {
    scope = chosen.selectedIndex ? [panels[chosen.selectedIndex - 1]] : panels;
    fill();
  };
  scope = panels;
  fill();
  const tell = () => {
    show();
    const isChanged = panels.some(panel => panel.isChanged);
    const [inside, outside] = document.querySelectorAll('[data-action="reset"]');
    inside.toggleAttribute('disabled', !isChanged);
    outside.toggleAttribute('hidden', !isChanged);
  };
  changed.listen(tell);
  tell();
};
