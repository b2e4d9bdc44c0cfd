/* The controls of the basin page: native inputs, made anew when the surface or the methods change. */
import { parse, plain, positionOf, valueAt } from '../core/scales.mjs';
import { markerSvg } from '../ui/badge.mjs';
import { element } from '../ui/elements.mjs';
import { notice } from '../ui/notices.mjs';

const POSITIONS = 1000; // steps of a slider

const input = (label, attributes) => {
  const node = Object.assign(document.createElement('input'), attributes);
  node.setAttribute('aria-label', label);
  return node;
};

/* A text field: parse(text) gives {value} or {error}; go(value) takes it; show() writes the value of now. */
function field(label, value, parse, go, attributes = {}) {
  const node = input(label, { type: 'text', autocomplete: 'off', spellcheck: false, ...attributes });
  const show = () => { if (node !== document.activeElement) node.value = value(); };
  const judge = error => {
    notice(error ? `${label}: ${error}` : '', [], `field ${label}`);
    node.setAttribute('aria-invalid', Boolean(error));
  };
  node.onchange = () => {
    const { value: given, error } = parse(node.value);
    judge(error);
    if (!error) go(given);
  };
  node.onkeydown = ({ key }) => {
    if (key === 'Enter') node.blur();
    if (key !== 'Escape') return;
    judge(null);
    node.value = value();
    node.blur();
  };
  show();
  return { node, show };
}

/* The slider and the field of a hyperparameter of `settings()`. */
function control(label, parameter, settings, go) {
  const { name } = parameter, box = element('div', 'control');
  const slide = input(label, { type: 'range', min: 0, max: 1, step: 1 / POSITIONS });
  const put = value => { settings()[name] = value; go(); };
  slide.oninput = () => put(valueAt(parameter, Number(slide.value)));
  const text = field(label, () => plain(settings()[name]), given => parse(parameter, given), put);
  box.append(slide, text.node);
  const show = () => {
    const at = positionOf(parameter, settings()[name]);
    if (Math.abs(slide.value - at) > 2 / POSITIONS) slide.value = at;
    slide.style.setProperty('--done', slide.value);
    text.show();
  };
  show();
  return { node: box, show };
}

const row = (label, title, ...nodes) => {
  const line = element('div', 'parameter'), name = element('span', 'symbol', label);
  name.title = title;
  line.append(name, ...nodes);
  return line;
};

const choice = (label, options, value, go) => {
  const node = document.createElement('select');
  node.setAttribute('aria-label', label);
  options.forEach(([key, text]) => node.append(Object.assign(document.createElement('option'), { value: key, textContent: text })));
  node.onchange = () => go(node.value);
  const show = () => { node.value = value(); };
  show();
  return { node, show };
};

export { field, control, row, choice }; // the network page has them, too

/* Fills the desk; returns what shows the values of now. `act`: what an edit calls, changed() and setOwn(expression,
   domain), and `surface`, what is known of the spec's. */
export const basinControls = (spec, catalog, act) => {
  const shows = [], kept = part => { shows.push(part.show); return part.node; };
  const { changed, surface } = act, place = id => document.getElementById(id);

  const methods = Object.keys(spec.optimizers).map(name => {
    const { label, look, hyperparameters: { learning_rate: rate } } = catalog.optimizers[name];
    const line = element('div', 'basins-method'), title = element('span', 'label', label);
    line.dataset.name = name;
    line.style.setProperty('--light', look.light);
    line.style.setProperty('--dark', look.dark);
    const remove = element('button', 'close', '×');
    Object.assign(remove, { type: 'button', title: `Remove ${label}` });
    Object.assign(remove.dataset, { action: 'choose', name });
    remove.setAttribute('aria-label', `Remove ${label}`);
    line.append(markerSvg(look), title, rate
      ? kept(control(`${label} learning rate`, rate, () => spec.optimizers[name], () => changed()))
      : element('span', 'no-rate', 'no learning rate'), remove);
    return line;
  });
  place('basins-methods').replaceChildren(...methods);

  place('basins-surface-rows').replaceChildren(...Object.values(surface.hyperparameters).map(parameter =>
    row(parameter.label, parameter.help, kept(control(`${surface.label} ${parameter.label}`, parameter,
      () => spec.surface_parameters, () => changed())))));

  place('basins-own').replaceChildren(...(spec.surface === 'own' ? ownRows(spec, act, kept) : []));

  const whole = (part, minimum, maximum) => field(`Number of ${part}`, () => spec[part],
    text => parse({ minimum, maximum, scale: 'whole' }, text), value => { spec[part] = value; changed(); });
  const sizes = place('basins-race-rows').dataset.sizes.split(',').map(Number);
  const options = [...new Set([...sizes, spec.size])].sort((a, b) => a - b).map(size => [size, `${size} × ${size}`]);
  const schedules = Object.entries(catalog.schedules).map(([name, { label }]) => [name, label]);
  place('basins-race-rows').replaceChildren(
    row('starts', 'how many starts in the grid', kept(choice('Starts', options, () => spec.size, value => {
      spec.size = Number(value);
      changed();
    }))),
    row('steps', 'how many steps each start has', kept(whole('steps', 1, catalog.max_steps))),
    row('schedule', 'learning-rate schedule', kept(choice('Learning-rate schedule', schedules, () => spec.schedule, value => {
      const { hyperparameters } = catalog.schedules[value];
      spec.schedule = value;
      spec.schedule_parameters = Object.fromEntries(Object.entries(hyperparameters).map(([key, { default: d }]) => [key, d]));
      changed();
    }))),
  );
  return () => shows.forEach(show => show());
};

function ownRows(spec, { setOwn }, kept) {
  const expression = field('Expression in x and y', () => spec.expression, value => ({ value }),
    value => setOwn(value, spec.domain), { className: 'basins-expression' });
  const bounds = [0, 1].map(axis => {
    const ends = [0, 1].map(end => field(`Domain ${'xy'[axis]} ${end ? 'to' : 'from'}`, () => plain(spec.domain[axis][end]),
      text => parse({ minimum: -1e6, maximum: 1e6 }, text),
      value => setOwn(spec.expression, spec.domain.map((pair, i) => pair.map((old, j) => (i === axis && j === end ? value : old))))));
    const line = row(`${'xy'[axis]} from, to`, 'the domain', ...ends.map(kept));
    line.classList.add('basins-bounds');
    return line;
  });
  return [row('f(x, y) =', 'your own function', kept(expression)), ...bounds];
}
