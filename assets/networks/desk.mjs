/* The controls of the network page: what would be trained. Made anew when the experiment or its methods change. */
import { defaultsOf } from '../core/defaults.mjs';
import { parse } from '../core/numbers.mjs';
import { choiceList } from '../ui/choice.mjs';
import { mountChooser } from '../ui/chooser.mjs';
import { all, byId, element, press } from '../ui/elements.mjs';
import { NumberField } from '../ui/number_field.mjs';
import { control, row } from '../ui/slider_row.mjs';
import { badgeOf } from './badge.mjs';
import { highlight } from './chart.mjs';
import { edited, toggleMethod } from './edits.mjs';
import { offered, page, setupNow } from './page.mjs';

let parts = []; // {show()}
let madeFor = '';

const kept = part => {
  parts.push(part);
  return part.node;
};

/* The chooser, once for a page. */
export const mountNetworkDesk = () => {
  mountChooser(page.catalog.optimizers);
  madeFor = '';
};

export const showNetworkDesk = () => {
  const { methods, schedule } = setupNow();
  const key = [page.experiment, schedule, ...Object.keys(methods)].join();
  if (key !== madeFor) {
    madeFor = key;
    parts = [];
    byId('networks-whole').replaceChildren(...wholeRows());
    const open = new Set([...all('#networks-methods > .open')].map(node => node.dataset.name));
    const names = Object.keys(page.catalog.optimizers).filter(name => name in methods);
    byId('networks-methods').replaceChildren(...names.map(name => methodRow(name, open)));
    all('#chooser .choice').forEach(node => {
      node.toggleAttribute('disabled', !(node.dataset.name in offered()));
      press(node, node.dataset.name in methods);
    });
  }
  parts.forEach(part => part.show());
};

/* ---- rows ---- */

const HELP = {
  epochs: 'passes through the training pictures',
  seed: 'draws the first weights, the batches and the dropout',
  batch_size: 'pictures of a mini-batch: the papers have 128',
};

const NORMALIZATIONS = { none: 'none', batch: 'batch normalization', whiten: 'whitened layers (PRONG)' };

const titled = text => text[0].toUpperCase() + text.slice(1);

function wholeRows() {
  const { whole, data, experiments } = page.catalog;
  const setup = setupNow();
  const taking = name => value => {
    setup[name] = value;
    if (name === 'schedule') setup.schedule_parameters = {};
    edited.tell();
  };
  const number = name => {
    const text = name.replace('_', ' ');
    const read = given => parse(whole[name], given);
    const field = new NumberField({ label: titled(text), values: () => [setup[name]], read, take: taking(name) });
    return row(text, HELP[name], kept(field));
  };
  const pick = (name, help, options) => {
    const list = choiceList({ label: titled(name), options, value: () => setup[name], take: taking(name) });
    const line = row(name, help, kept(list));
    line.classList.add('long');
    return options.length > 1 ? [line] : [];
  };
  const layers = experiments[page.experiment].normalizations.map(name => [name, NORMALIZATIONS[name]]);
  const factors = Object.entries(page.catalog.schedules).map(([name, { label }]) => [name, label]);
  return [
    ...['epochs', 'batch_size', 'seed'].map(number),
    ...pick('schedule', 'a factor on all learning rates, over the updates of the training', factors),
    ...scheduleRows(),
    ...pick('normalization', 'of what goes into each layer', layers),
    ...pick('data', 'the pictures', Object.entries(data)),
  ];
}

/* The schedule's own hyperparameters, and the warm-up. */
function scheduleRows() {
  const { schedules, races } = page.catalog;
  const { schedule, schedule_parameters: settings } = setupNow();
  const declared = schedules[schedule].hyperparameters;
  const missing = Object.entries(defaultsOf(declared)).filter(([name]) => !(name in settings));
  Object.assign(settings, Object.fromEntries(missing));
  const line = (parameter, values, take, heading = parameter.label) => {
    const part = control({ label: `Schedule: ${heading}`, parameter, values, take });
    const node = row(heading, parameter.help, kept(part));
    node.classList.add('long');
    return node;
  };
  const taking = (into, name) => value => {
    into[name] = value;
    edited.tell();
  };
  const { warmup } = races.race.hyperparameters;
  return [
    ...Object.values(declared).map(one => line(one, () => [settings[one.name]], taking(settings, one.name))),
    line(warmup, () => [setupNow().warmup], taking(setupNow(), 'warmup'), 'warm-up'),
  ];
}

/* The controls of one hyperparameter of a method. */
function hyperparameterOf(method, parameter) {
  const settings = () => setupNow().methods[method];
  return control({
    label: `${page.catalog.optimizers[method].label} ${parameter.label}`,
    parameter,
    values: () => [settings()[parameter.name]],
    take: value => {
      settings()[parameter.name] = value;
      edited.tell();
    },
  });
}

function methodRow(name, open) {
  const { label, hyperparameters } = page.catalog.optimizers[name];
  const [first] = page.catalog.experiments[page.experiment].tuned[name];
  const { [first]: main, ...others } = hyperparameters;
  const node = element('div', 'networks-method');
  const part = parameter => kept(hyperparameterOf(name, parameter));
  const heading = main && first !== 'learning_rate' ? `${label} ${main.symbol}` : label;
  const rest = element('div', 'networks-more');
  rest.append(...Object.values(others).map(parameter => row(parameter.label, parameter.help, part(parameter))));
  const remove = element('button', 'close', '×');
  Object.assign(remove, { type: 'button', title: `Remove ${label}`, onclick: () => toggleMethod(name) });
  remove.setAttribute('aria-label', `Remove ${label}`);
  const controls = main ? part(main) : element('span', 'no-rate', 'no learning rate');
  const more = moreButton(node, label, open.has(name));
  more.disabled = !Object.keys(others).length;
  node.append(badgeOf(node, name), element('span', 'label', heading), controls, more, remove, rest);
  node.onmouseenter = () => highlight(name);
  node.onmouseleave = () => highlight(null);
  return node;
}

/* Unfolds a method's other hyperparameters. */
function moreButton(node, label, open) {
  const more = element('button', 'icon-button more-button');
  more.append(element('span', 'icon more'));
  Object.assign(more, { type: 'button', title: `More of ${label}` });
  more.setAttribute('aria-label', `More of ${label}`);
  const unfold = on => {
    node.classList.toggle('open', on);
    more.setAttribute('aria-expanded', String(on));
  };
  more.onclick = () => unfold(!node.classList.contains('open'));
  unfold(open);
  return more;
}
