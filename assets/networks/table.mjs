/* Beside the curves of the network page: the table of what they reach, and the paper's claims. */
import { short } from '../core/numbers.mjs';
import { byId, element } from '../ui/elements.mjs';
import { badgeOf } from './badge.mjs';
import { highlight, pin } from './chart.mjs';
import { toggleCurve } from './edits.mjs';
import { kindShown, lastRun, page, trains } from './page.mjs';

const percent = value => (value === null || value === undefined ? '–' : `${(100 * value).toFixed(1)} %`);
const cost = value => (value === null || value === undefined ? '–' : value.toFixed(3));

const HEADS = [
  ['method', ''],
  ['tuned', 'what was chosen by the smallest mean cost; all else is at its default'],
  ['mean cost', 'mean training cost over the epochs and the seeds'],
  ['final', 'training cost after the last epoch, ± one standard deviation over the seeds'],
  ['accuracy', 'on the validation pictures after the last epoch'],
];

const OF_TODAY = [
  ['drawn', 'the curves on the chart'],
  ['α', 'the learning rate, tuned on the budget that all have; a dash where there is none'],
  ['mean', 'mean training cost over the epochs, the median of five seeds'],
  [
    'final',
    'training cost after the last epoch, the median of five seeds; who rests on it sees the lowest and highest',
  ],
  ['right %', 'of the validation pictures in percent, over the last five epochs, the median of five seeds'],
  ['time ×', 'of an epoch, in epochs of Adam, on the machine that made the curves'],
];

const OF_SPECTRUM = [
  ['method', ''],
  ['largest', 'the largest singular value of the update, the median over the updates of the epoch'],
  ['middle', 'the middle one of the singular values, as a share of the largest'],
];

export const showNetworkTable = () => {
  const table = byId('networks-table', HTMLTableElement);
  const { rows, claims, about } = page.shown;
  const kind = kindShown();
  const held = table.contains(document.activeElement) && document.activeElement.getAttribute('aria-label');
  table.replaceChildren();
  table.classList.toggle('pairs', !trains());
  table.classList.toggle('today', kind === 'today');
  const heads = table.createTHead();
  const line = cells => {
    const head = heads.insertRow();
    cells.forEach(([text, title, colSpan = 1]) =>
      head.append(Object.assign(element('th', '', text), { scope: colSpan > 1 ? 'colgroup' : 'col', title, colSpan })),
    );
  };
  if (kind !== 'bias_correction') line({ curves: HEADS, today: OF_TODAY, spectrum: OF_SPECTRUM }[kind]);
  else if (rows.length) {
    line([['', ''], ...rows[0].epochs.map(epoch => [`after ${epoch} epochs`, 'the cost, mean over the seeds', 2])]);
    line([
      ['β₂', ''],
      ...rows[0].epochs.flatMap(() => [
        ['with', 'with the correction'],
        ['without', 'without it'],
      ]),
    ]);
  }
  const body = table.createTBody();
  if (trains()) rows.sort((a, b) => (a.mean ?? Infinity) - (b.mean ?? Infinity));
  const lineOf = { curves: stored, today: ofToday, spectrum: ofSpectrum, bias_correction: biasLine }[kind];
  rows.forEach(row => body.append(lineOf(row)));
  const run = trains() && lastRun();
  if (run && Object.keys(run.curves).length) {
    const yours = table.createTBody();
    const title = yours.insertRow();
    const cell = Object.assign(element('th', '', trained(run)), {
      scope: 'rowgroup',
      colSpan: kind === 'today' ? OF_TODAY.length : HEADS.length,
    });
    title.append(cell);
    title.className = 'networks-yours';
    Object.entries(run.curves).forEach(([name, curve]) => yours.append(own(name, curve)));
  }
  if (held) [...table.querySelectorAll('input')].find(box => box.getAttribute('aria-label') === held)?.focus();
  byId('networks-claims').replaceChildren(...claims.map(claimed));
  byId('networks-about').textContent = about;
};

/* What the rows of one's own run are of. */
const trained = ({ request: { seed, data } }) =>
  ['yours', `seed ${seed}`, ...(data === 'digits' ? [] : [page.catalog.data[data]])].join(', ');

function methodLine(name, texts, { method = name, label = page.catalog.optimizers[name]?.label } = {}) {
  const node = element('tr');
  const title = element('th');
  title.scope = 'row';
  title.append(badgeOf(node, name, method), element('span', '', label));
  node.append(title, ...texts.map(text => element('td', '', text)));
  node.tabIndex = 0;
  node.onmouseenter = node.onfocus = () => highlight(name);
  node.onmouseleave = node.onblur = () => highlight(null);
  node.onclick = () => pin(name);
  node.onkeydown = ({ key }) => {
    if (key === 'Enter') pin(name);
  };
  return node;
}

const written = settings =>
  Object.entries(settings)
    .map(([symbol, value]) => `${symbol} ${short(value)}`)
    .join(', ');

const stored = ({ name, settings, mean, final, spread, accuracy }) =>
  methodLine(name, [
    written(settings),
    cost(mean),
    `${cost(final)} ± ${Number(spread.toPrecision(1))}`,
    percent(accuracy),
  ]);

function ofToday({ name, method, label, settings, mean, final, range, accuracy, time }) {
  const rate = Object.values(settings).map(short).join() || '–';
  const texts = [rate, cost(mean), cost(final), (100 * accuracy).toFixed(1), time === null ? '–' : String(time)];
  const node = methodLine(name, texts, { method, label });
  const box = element('input');
  const drawn = () => page.curves.includes(name);
  const show = () => {
    box.checked = drawn();
    node.classList.toggle('undrawn', !drawn());
  };
  const take = () => {
    toggleCurve(name);
    show(); // also where that was refused
  };
  const alone = event => event.stopPropagation(); // the row's click and Enter are another thing
  Object.assign(box, { type: 'checkbox', onchange: take, onclick: alone, onkeydown: alone });
  box.setAttribute('aria-label', `Draw ${label}`);
  show();
  node.firstElementChild.prepend(box);
  node.cells[3].title = `${cost(range[0])} to ${cost(range[1])}`;
  return node;
}

const ofSpectrum = ({ name, largest, middle }) => methodLine(name, [String(largest), percent(middle)]);

function own(name, curve) {
  const costs = curve.cost.slice(1).filter(value => value !== null);
  const { hyperparameters } = page.catalog.optimizers[name];
  const { tuned, settings } = page.catalog.experiments[page.experiment];
  const told = Object.entries(curve.settings).filter(
    ([key, value]) => tuned[name].includes(key) || value !== settings[name][key],
  );
  const mean = costs.length ? costs.reduce((sum, value) => sum + value, 0) / costs.length : null;
  return methodLine(name, [
    written(Object.fromEntries(told.map(([key, value]) => [hyperparameters[key].symbol, value]))),
    cost(mean),
    curve.diverged ? 'diverged' : cost(curve.cost.at(-1)),
    percent(curve.accuracy.at(-1)),
  ]);
}

function biasLine(row) {
  const node = element('tr');
  const costs = row.epochs.flatMap((_, i) => [row.with[i], row.without[i]]);
  node.append(
    Object.assign(element('th', '', row.beta2), { scope: 'row' }),
    ...costs.map(value => element('td', '', cost(value))),
  );
  return node;
}

const SIGNS = { yes: '✓', partly: '≈', no: '✗', open: '–' };

function claimed({ paper, verdict, here, kind }) {
  const node = element('div', 'networks-claim');
  node.dataset.kind = kind;
  node.append(
    element('p', 'claim', paper),
    element('p', 'verdict', `${SIGNS[kind]} ${verdict}`),
    element('p', 'here', here),
  );
  return node;
}
