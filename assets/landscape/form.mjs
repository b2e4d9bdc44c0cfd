/* The form that makes another plane: its network, axes, methods, numbers and origin. */
import { catalog } from '../core/catalog.mjs';
import { markerSvg } from '../ui/badge.mjs';
import { element } from '../ui/elements.mjs';

let page; // what pages/landscape.py says
let makePlane; // makePlane(fields of a plane, beside): what the buttons do
let form; // {experiment, directions, epochs, seed, grid, centre, optimizers}

/* The form of a new page; what was chosen on the one before stays. */
export const mountForm = (data, make) => {
  [page, makePlane] = [data, make];
  form ??= { ...page.defaults, optimizers: {} };
  drawForm();
};

/* Begins anew, with the fields of a plane. */
export const fillForm = fields => {
  form = structuredClone(fields);
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

function choiceLine(label, options, value, take) {
  const line = element('div', 'form-line'), buttons = element('div', 'choice-line');
  buttons.setAttribute('role', 'group');
  buttons.setAttribute('aria-label', label);
  Object.entries(options).forEach(([key, text]) => {
    const button = element('button', '', text);
    button.type = 'button';
    button.setAttribute('aria-pressed', key === value);
    button.onclick = () => take(key);
    buttons.append(button);
  });
  line.append(element('span', 'heading', label), buttons);
  return line;
}

function number(label, value, take) {
  const field = element('input');
  Object.assign(field, { type: 'text', inputMode: 'decimal', value: value ?? '' });
  field.setAttribute('aria-label', label);
  field.oninput = () => take(field.value.trim());
  return field;
}

function selection(label, options, value, take) {
  const field = element('select');
  field.setAttribute('aria-label', label);
  options.forEach(([key, text]) => field.append(Object.assign(element('option', '', text), { value: key })));
  field.value = value;
  field.onchange = () => take(field.value);
  return field;
}

function racer(name) {
  const { label, look, hyperparameters } = catalog.optimizers[name], line = element('div', 'form-racer');
  const shownKey = page.experiments[form.experiment].tuned[name] ?? ('learning_rate' in hyperparameters ? 'learning_rate' : null);
  const remove = element('button', 'close', '×');
  Object.assign(remove, { type: 'button', title: `Without ${label}` });
  remove.setAttribute('aria-label', `Without ${label}`);
  remove.onclick = () => {
    delete form.optimizers[name];
    if (form.centre === name) form.centre = '';
    drawForm();
  };
  line.style.setProperty('--light', look.light);
  line.style.setProperty('--dark', look.dark);
  line.append(markerSvg(look), element('span', 'label', label));
  if (shownKey) {
    const { symbol } = hyperparameters[shownKey];
    line.append(element('span', 'symbol', symbol), number(`${label} ${shownKey.replace('_', ' ')}`, settings(name)[shownKey] ?? hyperparameters[shownKey].default,
      text => { form.optimizers[name] = { ...settings(name), [shownKey]: text }; }));
  } else line.append(element('span'), element('span'));
  line.append(remove);
  return line;
}

function drawForm() {
  const place = document.getElementById('landscape-form');
  if (!methods().length && !place.childElementCount) return choose(form.experiment);
  const { optimizers } = catalog, labels = Object.fromEntries(Object.entries(page.experiments).map(([key, { label }]) => [key, label]));
  const free = Object.keys(optimizers).filter(name => !form.optimizers[name] && tunedOf(name));
  const more = selection('Add a method', [['', 'add a method…'], ...free.map(name => [name, optimizers[name].label])], '', name => {
    form.optimizers[name] = { ...tunedOf(name) };
    drawForm();
  });
  more.disabled = methods().length >= page.limits.racers;
  const order = Object.keys(optimizers).filter(name => form.optimizers[name]);
  const racers = element('div', 'form-racers');
  racers.append(...order.map(racer), more);
  const network = element('div', 'form-line');
  network.append(element('span', 'heading', 'network'), selection('Network', Object.entries(labels), form.experiment, choose));
  const numbers = element('div', 'form-line');
  ['epochs', 'seed', 'grid'].forEach(name => {
    const [low, high] = page.limits[name], field = number(`${name} of the plane`, form[name], text => { form[name] = text; });
    field.title = `${low} to ${high}`;
    numbers.append(element('span', 'heading', name), field);
  });
  const centre = element('div', 'form-line');
  centre.append(element('span', 'heading', 'origin: the end of'),
    selection('Origin: the end of', order.map(name => [name, optimizers[name].label]), form.centre || order[0] || '', name => { form.centre = name; }));
  const refused = element('p', 'refused');
  refused.id = 'landscape-refused';
  refused.setAttribute('role', 'alert');
  const buttons = element('div', 'form-line');
  [['Make it', false], ['Make it beside', true]].forEach(([text, beside]) => {
    const button = element('button', beside ? 'example' : 'primary', text);
    button.type = 'button';
    button.onclick = () => makePlane({ ...form, optimizers: chosenSettings() }, beside);
    buttons.append(button);
  });
  place.replaceChildren(
    network,
    choiceLine('plane', { pca: 'PCA of all', pca_one: 'PCA of one', random: 'random' }, form.directions, key => {
      form.directions = key;
      drawForm();
    }),
    racers, numbers, centre, refused, buttons,
  );
}
