/* What the network page knows. Setups and runs outlive a visit to another page of the app. */
import { byId } from '../ui/elements.mjs';
export const page = {
  catalog: null, // pages/networks.py
  experiment: null,
  of: 'adam', // whose stored curves: those of Adam's paper, or of the methods of 'today'
  curves: [], // of today, those that are drawn
  epoch: '', // of the spectra
  scale: 'log',
  side: 'results', // beside the chart: 'results', or 'train'
  setups: {}, // by experiment, what would be trained: {methods: {name: settings}, seed, epochs, batch_size, data, ...}
  runs: {}, // by experiment, what has been: {request, curves: {name: {settings, cost, accuracy, diverged}}}
  shown: null, // the stored curves on the page, as the server sent them
  left: '', // the query at which the reader left the page
};

export const isHere = () => Boolean(byId('networks-page'));

/* Two choices are only shown: the bias correction and the spectra. */
export const trains = () => page.experiment in page.catalog.experiments;

export const setupNow = () => page.setups[page.experiment];

export const lastRun = () => page.runs[page.experiment];

/* Not while the curves of a new choice are on their way. */
export const isShown = () => page.shown?.experiment === page.experiment && page.shown.of === page.of;

/* What is on the page, in one word: 'curves', those of 'today', 'bias_correction' or 'spectrum'. */
export const kindShown = () => {
  const { experiment, of } = page.shown;
  if (!(experiment in page.catalog.experiments)) return experiment;
  return of === 'today' ? 'today' : 'curves';
};

/* The settings of the table, by method. */
export const offered = () => page.catalog.experiments[page.experiment].settings;
