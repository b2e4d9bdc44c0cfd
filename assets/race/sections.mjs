/* The sections of the desk: what is not used live is folded, says what it stands at, and stays as it was left. */
import { averageText } from '../core/average.mjs';
import { catalog } from '../core/catalog.mjs';
import { chartText, noiseText, parametersText, scheduleText, stepsText, unitsText } from '../core/desk_text.mjs';
import { atFrame } from '../player/loop.mjs';
import { all, byId, found, write } from '../ui/elements.mjs';
import { recall, remember } from '../ui/memory.mjs';
import { declaredOf, scopedPanels, state } from './state.mjs';

const KEY = 'desk'; // of the names of the open sections

const sections = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (all('#desk details[data-section]'));

const bring = node => node.scrollIntoView({ block: 'nearest' });

/* A new page's sections are as they were left. */
export const mountSections = () => {
  const open = recall(KEY).split(' ');
  for (const node of sections()) {
    node.open = open.includes(node.dataset.section);
    node.ontoggle = () => {
      const left = [...sections()].filter(each => each.open).map(each => each.dataset.section);
      remember(KEY, left.join(' '));
      if (node.open && node.contains(document.activeElement)) bring(node);
    };
    node.onchange = event => {
      if (found(event, '[data-choice]')) atFrame(() => bring(node)); // another noise has other sliders
    };
  }
};

const specs = () => scopedPanels().map(({ spec }) => spec);

/* The hyperparameters of the surfaces, each with its values. */
const parameters = () => {
  const values = new Map();
  for (const { surface, surface_parameters: settings } of specs()) {
    for (const [name, value] of Object.entries(settings)) {
      const label = declaredOf(surface, name).label;
      values.set(label, [...(values.get(label) ?? []), value]);
    }
  }
  return [...values];
};

const PRESENT = {
  surface: () => parametersText(parameters()),
  steps() {
    const labels = specs().map(({ schedule, warmup }) => scheduleText(catalog.schedules[schedule].label, warmup));
    return stepsText(
      specs().map(({ steps }) => steps),
      labels,
    );
  },
  noise() {
    const labels = specs().map(({ noise }) => catalog.noises[noise].label);
    const noisy = specs().filter(({ noise }) => noise !== 'none');
    return noiseText(
      labels,
      noisy.map(({ seed }) => seed),
    );
  },
  average: () => averageText(state.view, name => catalog.optimizers[name].label) || 'none',
  chart: () => chartText(state.view.chart, state.view.axis),
  units: () => unitsText(specs().map(({ units }) => units)),
};

export const showSections = () => {
  for (const [name, text] of Object.entries(PRESENT)) write(byId(`present-${name}`), text());
  for (const node of sections()) if (node.dataset.section === 'surface') node.hidden = !parameters().length;
};
