/* The second hyperparameter of a sweep: which, from where to where, how many values. */
import { parse, plain } from '../core/numbers.mjs';
import { valueAt } from '../core/scales.mjs';
import { choiceList } from '../ui/choice.mjs';
import { element } from '../ui/elements.mjs';
import { sliderRow } from '../ui/slider_row.mjs';
import { edit } from './edits.mjs';
import { page } from './page.mjs';

const COUNT = 30; // values, at first

const sweep = () => page.state.sweep;

/* Fills its place; returns what shows the values of now. */
export const secondRows = into => {
  const list = secondList();
  const rows = sweep().second ? rangeRows(sweep().second) : [];
  const nodes = rows.map(({ node }) => node);
  into.replaceChildren(element('span', 'heading', 'Second hyperparameter'), list.node, ...nodes);
  return [list, ...rows];
};

function secondList() {
  const { optimizers } = page.catalog;
  const offered = Object.keys(sweep().race.optimizers).flatMap(method => {
    const { label, hyperparameters } = optimizers[method];
    return Object.values(hyperparameters)
      .filter(({ name, scale }) => name !== 'learning_rate' && scale !== 'switch')
      .map(
        parameter => /** @type {[string, string]} */ ([`${method}.${parameter.name}`, `${label}: ${parameter.label}`]),
      );
  });
  return choiceList({
    label: 'Second hyperparameter',
    options: [['', 'none: curves of all methods'], ...offered],
    value: () => (sweep().second ? `${sweep().second.method}.${sweep().second.name}` : ''),
    take: key => {
      const [method, name] = key.split('.');
      const second = () => ({ method, name, ...endsOf(optimizers[method].hyperparameters[name]), count: COUNT });
      edit(() => Object.assign(sweep(), { second: name ? second() : null }));
    },
  });
}

/* From the whole slider, but of a memory that never ends the last tenth. */
const endsOf = declared => ({
  low: declared.minimum,
  high: declared.scale === 'memory' ? valueAt(declared, 0.6) : declared.maximum,
});

function rangeRows({ method, name }) {
  const declared = page.catalog.optimizers[method].hyperparameters[name];
  const now = () => sweep().second;
  const rowOf = (title, label, key, parameter, more) =>
    sliderRow({
      title,
      label,
      parameter,
      values: () => [now()[key]],
      take: value => edit(() => Object.assign(now(), { [key]: value })),
      ...more,
    });
  /* An end stays on its side of the other one: the thumb stops there, and a typed number is refused. */
  const end = ({ title, label, key, side, beyond, allowed }) => {
    const move = position => {
      const value = valueAt(declared, position);
      if (!beyond(value)) edit(() => Object.assign(now(), { [key]: value }));
    };
    const read = text => {
      const found = parse(allowed(), text);
      if (found.value === undefined || !beyond(found.value)) return found;
      return { error: `“${text}” is the other end; allowed: ${side} ${plain(found.value)}` };
    };
    return rowOf(title, label, key, declared, { move, read });
  };
  const counts = { minimum: 2, maximum: page.catalog.limits.values, scale: 'whole' };
  return [
    end({
      title: 'from',
      label: `Lowest ${declared.label}`,
      key: 'low',
      side: 'below',
      beyond: value => value >= now().high,
      allowed: () => ({ ...declared, maximum: now().high }),
    }),
    end({
      title: 'to',
      label: `Highest ${declared.label}`,
      key: 'high',
      side: 'above',
      beyond: value => value <= now().low,
      allowed: () => ({ ...declared, minimum: now().low }),
    }),
    rowOf('how many', `How many values of ${declared.label}`, 'count', counts),
  ];
}
