/* The controls of the basin page, made anew when the surface or the methods change. */
import { defaultsOf } from '../core/defaults.mjs';
import { parse } from '../core/numbers.mjs';
import { badge } from '../ui/badge.mjs';
import { choiceList } from '../ui/choice.mjs';
import { byId, element } from '../ui/elements.mjs';
import { NumberField } from '../ui/number_field.mjs';
import { control, row, sliderRow } from '../ui/slider_row.mjs';
import { textField } from '../ui/text_field.mjs';

const BOUNDS = { minimum: -1e6, maximum: 1e6 };

/* Fills the desk; returns what shows the values of now. `act`: what an edit calls, changed() and setOwn(expression,
   domain), which is there when it is answered, and `surface`, what is known of the spec's. */
export const basinControls = (spec, catalog, act) => {
  const parts = [];
  const kept = part => {
    parts.push(part);
    return part.node;
  };
  const showAll = () => parts.forEach(part => part.show());

  const methods = Object.keys(spec.optimizers).map(name => methodRow(name, spec, catalog, act, kept));
  byId('basins-methods').replaceChildren(...methods);

  const { label, hyperparameters } = act.surface;
  const settings = () => spec.surface_parameters;
  byId('basins-surface-rows').replaceChildren(
    ...Object.values(hyperparameters).map(parameter => {
      const options = one(`${label} ${parameter.label}`, parameter, settings, act.changed);
      return kept(sliderRow({ title: parameter.label, help: parameter.help, ...options }));
    }),
  );

  byId('basins-own').replaceChildren(...(spec.surface === 'own' ? ownRows(spec, act, kept, showAll) : []));

  const race = byId('basins-race-rows');
  race.replaceChildren(...raceRows(spec, catalog, act, race.dataset.sizes.split(',').map(Number)).map(kept));
  showAll();
  return showAll;
};

/* The options of a hyperparameter's controls. */
const one = (label, parameter, settings, changed) => ({
  label,
  parameter,
  values: () => [settings()[parameter.name]],
  take: value => {
    settings()[parameter.name] = value;
    changed();
  },
});

function methodRow(name, spec, catalog, { changed }, kept) {
  const { label, look, hyperparameters } = catalog.optimizers[name];
  const rate = hyperparameters.learning_rate;
  const line = element('div', 'basins-method');
  line.dataset.name = name;
  const remove = element('button', 'close', '×');
  Object.assign(remove, { type: 'button', title: `Remove ${label}` });
  Object.assign(remove.dataset, { action: 'choose', name });
  remove.setAttribute('aria-label', `Remove ${label}`);
  const rated = rate
    ? kept(control(one(`${label} learning rate`, rate, () => spec.optimizers[name], changed)))
    : element('span', 'no-rate', 'no learning rate');
  line.append(badge(line, look), element('span', 'label', label), rated, remove);
  return line;
}

function raceRows(spec, catalog, { changed }, offered) {
  const sizes = [...new Set([...offered, spec.size])].sort((a, b) => a - b);
  const starts = choiceList({
    label: 'Starts',
    options: sizes.map(size => [String(size), `${size} × ${size}`]),
    value: () => String(spec.size),
    take: size => {
      spec.size = Number(size);
      changed();
    },
  });
  const steps = new NumberField({
    label: 'Number of steps',
    values: () => [spec.steps],
    read: text => parse({ minimum: 1, maximum: catalog.max_steps, scale: 'whole' }, text),
    take: value => {
      spec.steps = value;
      changed();
    },
  });
  const schedule = choiceList({
    label: 'Learning-rate schedule',
    options: Object.entries(catalog.schedules).map(([name, { label }]) => [name, label]),
    value: () => spec.schedule,
    take: name => {
      spec.schedule = name;
      spec.schedule_parameters = defaultsOf(catalog.schedules[name].hyperparameters);
      changed();
    },
  });
  const { warmup: declared } = catalog.races.race.hyperparameters;
  const warmup = new NumberField({
    label: 'Steps of warm-up',
    values: () => [spec.warmup],
    read: text => parse(declared, text),
    take: value => {
      spec.warmup = value;
      changed();
    },
  });
  return [
    { node: row('starts', 'how many starts in the grid', starts.node), show: starts.show },
    { node: row('steps', 'how many steps each start has', steps.node), show: () => steps.show() },
    { node: row('schedule', 'learning-rate schedule', schedule.node), show: schedule.show },
    { node: row('warm-up', declared.help, warmup.node), show: () => warmup.show() },
  ];
}

function ownRows(spec, { setOwn }, kept, showAll) {
  const use = (text, domain) => setOwn(text, domain).then(showAll); // one that cannot be used leaves the old one
  const expression = textField({
    label: 'Expression in x and y',
    most: 400,
    value: () => spec.expression,
    take: text => use(text, spec.domain),
  });
  expression.node.className = 'basins-expression';
  const bound = (axis, end) =>
    new NumberField({
      label: `Domain ${'xy'[axis]} ${end ? 'to' : 'from'}`,
      values: () => (spec.domain ? [spec.domain[axis][end]] : []),
      read: text => parse(BOUNDS, text),
      take: value => {
        const changed = (old, i, j) => (i === axis && j === end ? value : old);
        use(
          spec.expression,
          spec.domain.map((pair, i) => pair.map((old, j) => changed(old, i, j))),
        );
      },
    });
  const bounds = [0, 1].map(axis => {
    const line = row(`${'xy'[axis]} from, to`, 'the domain', ...[0, 1].map(end => kept(bound(axis, end))));
    line.classList.add('basins-bounds');
    return line;
  });
  return [row('f(x, y) =', 'your own function', kept(expression)), ...bounds];
}
