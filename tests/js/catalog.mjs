/* A catalog as the server sends it, but small: two methods with a rate and one without, and surfaces that differ. */
import { learnCatalog } from '../../assets/core/catalog.mjs';

const rate = (standard, more = {}) => ({
  name: 'learning_rate',
  symbol: 'α',
  scale: 'log',
  minimum: 1e-4,
  maximum: 10,
  default: standard,
  ...more,
});
const surface = (label, more) => ({
  label,
  start: [1, 1],
  domain: [
    [-4, 4],
    [-4, 4],
  ],
  minima: [[0, 0]],
  hyperparameters: {},
  learning_rate: 0.03,
  offers: [],
  tuned: { steps: 100, learning_rates: { sgd: 0.1, adam: 0.2 } },
  ...more,
});
const height = { name: 'height', symbol: 'h', scale: 'linear', minimum: 0, maximum: 10, default: 5 };

const bowl = surface('Bowl');

export const CATALOG = {
  rows: {},
  max_panels: 3,
  same_rate: 0.01,
  classics: ['sgd', 'adam'],
  needs: { data: 'a mean over data' },
  view: { step: null, axis: 'steps' },
  races_path: '/races',
  pictures_path: '/pictures',
  units_path: '/units',
  links_path: '/links',
  own: { expression: 'x', domain: bowl.domain },
  optimizers: {
    sgd: { label: 'SGD', look: {}, hyperparameters: { learning_rate: rate(0.01) } },
    adam: {
      label: 'Adam',
      look: {},
      hyperparameters: {
        learning_rate: rate(0.001, { maximum: 1 }),
        beta1: { name: 'beta1', symbol: 'β₁', scale: 'linear', minimum: 0, maximum: 0.99, default: 0.9 },
      },
    },
    newton: { label: 'Newton', look: {}, hyperparameters: {} },
  },
  surfaces: {
    bowl,
    hill: surface('Hill', { start: [2, -2], tuned: { steps: 40, learning_rates: { sgd: 0.5 } } }),
    data: surface('Data', { offers: ['data'], moves: true, hyperparameters: { height } }),
  },
  races: { race: { hyperparameters: {} } },
  schedules: { constant: { hyperparameters: {} } },
  noises: {
    none: { label: 'none', hyperparameters: {} },
    batches: { label: 'mini-batch', needs: 'data', hyperparameters: {} },
  },
};

export const learn = () => learnCatalog(CATALOG);
