/* The learning rates of all racers of a panel: which choice they come from, and the factor on them since.

   Each panel has `rates`, the choice that was made last, if any, `master`, the factor, and `base`, each racer's rate
   before the factor. A method without a learning rate has none of this. */

import { catalog } from '../core/catalog.mjs';
import { defaultsOf } from '../core/defaults.mjs';
import { short } from '../core/numbers.mjs';
import { choiceOf } from '../core/rate_choice.mjs';
import { notify } from '../ui/notices.mjs';
import { edited } from './news.mjs';
import { scopedPanels, surfaceIn } from './state.mjs';

const declared = name => catalog.optimizers[name].hyperparameters;
const rated = () => Object.keys(catalog.optimizers).filter(name => 'learning_rate' in declared(name));
const tunedRate = (panel, name) => surfaceIn(panel).tuned.learning_rates[name] ?? declared(name).learning_rate.default;

/* The defaults of a method, at the rate that is tuned for the panel's surface. */
export const tunedSettings = (panel, name) => {
  const trained = surfaceIn(panel).tuned.settings?.[name]; // of a recorded training
  if (trained) return { ...trained };
  const settings = defaultsOf(declared(name));
  if ('learning_rate' in settings) settings.learning_rate = tunedRate(panel, name);
  return settings;
};

const CHOICES = {
  tuned: tunedRate,
  paper: (panel, name) => catalog.optimizers[name].paper_rate ?? surfaceIn(panel).learning_rate,
  same: () => catalog.same_rate,
};

/* The choice that the rates of those who race are of before the factor, 'own' if of none. */
export const ratesOf = panel =>
  choiceOf(
    rated().filter(name => name in panel.spec.optimizers),
    name => panel.base[name],
    Object.fromEntries(Object.entries(CHOICES).map(([key, rate]) => [key, name => rate(panel, name)])),
    panel.rates,
  );

/* The rates are as they are, whatever they were before: of the choice that they fit, if any. */
export const forgetRates = panel => {
  Object.assign(panel, { rates: '', master: 1 });
  panel.base = Object.fromEntries(rated().map(name => [name, panel.known[name].learning_rate]));
  panel.rates = ratesOf(panel);
};

/* One rate was set by hand: the factor stays. */
export const ownRate = (panel, name) => {
  panel.base[name] = panel.known[name].learning_rate / panel.master;
};

function choose(panel, choice) {
  Object.assign(panel, { rates: choice, master: 1 });
  rated().forEach(name => {
    panel.base[name] = panel.known[name].learning_rate = CHOICES[choice](panel, name);
  });
}

export const chooseRates = choice => {
  scopedPanels().forEach(panel => choose(panel, choice));
  edited.tell();
};

/* The choice that was made and still holds. That those who are left happen to have one rate is none: on another surface
   they would all leave it. */
export const heldRates = panel => {
  const choice = ratesOf(panel);
  return choice === 'own' || choice !== panel.rates ? 'tuned' : choice;
};

/* The panel has another surface: rates of the choice that held before stay so; those that are tuned come with all that
   they were tuned for. */
export const moveRates = (panel, choice) => {
  if (choice === 'tuned') {
    Object.keys(panel.known).forEach(name => Object.assign(panel.known[name], tunedSettings(panel, name)));
  }
  choose(panel, choice);
};

/* One factor on the learning rates of every racer; who meets the end of its allowed range is told, not hidden. */
export const setMaster = factor => {
  const stopped = new Set();
  scopedPanels().forEach(panel => {
    panel.master = factor;
    rated().forEach(name => {
      const settings = panel.known[name];
      const { minimum, maximum } = declared(name).learning_rate;
      const wanted = Number((panel.base[name] * factor).toPrecision(3));
      settings.learning_rate = Math.min(Math.max(wanted, minimum), maximum);
      if (settings.learning_rate !== wanted && panel.spec.optimizers[name]) {
        stopped.add(
          `${catalog.optimizers[name].label} stays at ${short(settings.learning_rate)}, ` +
            `the end of its range (${short(minimum)} to ${short(maximum)})`,
        );
      }
    });
  });
  edited.tell();
  notify(stopped.size ? 'The factor takes some learning rates out of range:' : '', {
    items: [...stopped],
    kind: 'master',
    near: document.querySelector('#desk [data-control="master"]'),
    until: edited,
  });
};
