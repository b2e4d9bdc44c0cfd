/* The form that makes another plane: its network, axes, methods, numbers and origin. */
import { catalog } from '../core/catalog.mjs';
import { parse } from '../core/numbers.mjs';
import { badge } from '../ui/badge.mjs';
import { choiceLine, choiceList } from '../ui/choice.mjs';
import { byId, element } from '../ui/elements.mjs';
import { NumberField } from '../ui/number_field.mjs';

let page; // what pages/landscape.py says
let makePlane; // makePlane(fields of a plane, beside): what the buttons do
let fields; // of the numbers
let form; // {experiment, directions, epochs, seed, grid, centre, optimizers}

/* The form of a new page; what was chosen on the one before stays. */
export const mountForm = (data, make) => {
  [page, makePlane] = [data, make];
  form ??= { ...page.defaults, optimizers: {} };
  drawForm();
};

/* Begins anew, as a plane was made. */
export const fillForm = spec => {
  form = structuredClone(spec);
  drawForm();
};

const settings = name => form.optimizers[name] ?? tunedOf(name);
const tunedOf = name => page.experiments[form.experiment].settings[name]; // undefined of one that cannot train it
const methods = () => Object.keys(form.optimizers);
const chosenSettings = () => Object.fromEntries(methods().map(name => [name, settings(name)]));

function choose(experiment) {
  form.experiment = experiment;
  form.optimizers = Object.fromEntries(page.experiments[experiment].table.map(name => [name, { ...tunedOf(name) }]));
  form.centre = '';
  drawForm();
}

/* A number of the form; what is wrong with it is said above the buttons, and nothing is made until it is mended. */
function number({ label, range, value, take }) {
  const line = element('p', 'refused');
  const say = problem => {
    line.textContent = problem && `${label}: ${problem}`;
  };
  const field = new NumberField({ label, values: () => [value()], read: text => parse(range, text), take, say });
  field.show();
  fields.push({ field, line });
  return field.node;
}

const listOf = options => choiceList(options).node;

const lineOf = (...nodes) => {
  const line = element('div', 'form-line');
  line.append(...nodes);
  return line;
};

const heading = text => element('span', 'heading', text);

function drawForm() {
  const place = byId('landscape-form');
  if (!methods().length && !place.childElementCount) return choose(form.experiment);
  fields = [];
  const { optimizers } = catalog;
  const order = Object.keys(optimizers).filter(name => form.optimizers[name]);
  const parts = [networkLine(), planeLine(), racers(order), numbers(), centreLine(order)];
  const refused = Object.assign(element('p', 'refused'), { id: 'landscape-refused' });
  refused.setAttribute('role', 'alert');
  place.replaceChildren(...parts, ...fields.map(({ line }) => line), refused, buttons());
}

function networkLine() {
  const options = Object.entries(page.experiments).map(([key, { label }]) => [key, label]);
  return lineOf(heading('network'), listOf({ label: 'Network', options, value: () => form.experiment, take: choose }));
}

function planeLine() {
  const { node } = choiceLine({
    label: 'plane',
    options: [
      ['pca', 'PCA of all'],
      ['pca_one', 'PCA of one'],
      ['random', 'random'],
    ],
    value: () => form.directions,
    take: key => {
      form.directions = key;
    },
  });
  return lineOf(heading('plane'), node);
}

function racers(order) {
  const { optimizers } = catalog;
  const free = Object.keys(optimizers).filter(name => !form.optimizers[name] && tunedOf(name));
  const more = listOf({
    label: 'Add a method',
    options: [['', 'add a method…'], ...free.map(name => [name, optimizers[name].label])],
    value: () => '',
    take: name => {
      form.optimizers[name] = { ...tunedOf(name) };
      drawForm();
    },
  });
  more.disabled = methods().length >= page.limits.racers;
  const list = element('div', 'form-racers');
  list.append(...order.map(racer), more);
  return list;
}

function racer(name) {
  const { label, look, hyperparameters } = catalog.optimizers[name];
  const rate = 'learning_rate' in hyperparameters ? 'learning_rate' : null;
  const key = page.experiments[form.experiment].tuned[name] ?? rate;
  const line = element('div', 'form-racer');
  line.append(
    badge(line, look),
    element('span', 'label', label),
    ...(key ? tuning(name, hyperparameters[key]) : [element('span'), element('span')]),
  );
  const remove = element('button', 'close', '×');
  Object.assign(remove, { type: 'button', title: `Without ${label}` });
  remove.setAttribute('aria-label', `Without ${label}`);
  remove.onclick = () => {
    delete form.optimizers[name];
    if (form.centre === name) form.centre = '';
    drawForm();
  };
  line.append(remove);
  return line;
}

/* The one hyperparameter of a method that the form has. */
function tuning(name, parameter) {
  const field = number({
    label: `${catalog.optimizers[name].label} ${parameter.label}`,
    range: parameter,
    value: () => settings(name)[parameter.name] ?? parameter.default,
    take: value => {
      form.optimizers[name] = { ...settings(name), [parameter.name]: value };
    },
  });
  return [element('span', 'symbol', parameter.symbol), field];
}

function numbers() {
  return lineOf(
    ...['epochs', 'seed', 'grid'].flatMap(name => {
      const [minimum, maximum] = page.limits[name];
      const field = number({
        label: `${name} of the plane`,
        range: { minimum, maximum, scale: 'whole' },
        value: () => form[name],
        take: value => {
          form[name] = value;
        },
      });
      field.title = `${minimum} to ${maximum}`;
      return [heading(name), field];
    }),
  );
}

function centreLine(order) {
  const options = order.map(name => [name, catalog.optimizers[name].label]);
  const take = name => {
    form.centre = name;
  };
  const value = () => form.centre || order[0] || '';
  return lineOf(heading('origin: the end of'), listOf({ label: 'Origin: the end of', options, value, take }));
}

function buttons() {
  const make = beside => {
    if (!fields.some(({ field }) => field.isRefused)) makePlane({ ...form, optimizers: chosenSettings() }, beside);
  };
  const button = (text, className, beside) =>
    Object.assign(element('button', className, text), { type: 'button', onclick: () => make(beside) });
  return lineOf(button('Make it', 'primary', false), button('Make it beside', 'example', true));
}
