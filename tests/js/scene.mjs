/* A race page without its pictures: a scene is opened, edits are made, the server's answers are given. */
import './page.mjs';
import { openScene } from '../../assets/race/opening.mjs';
import { state } from '../../assets/race/state.mjs';
import { CATALOG, learn } from './catalog.mjs';

learn();

/* Opens panels, each [surface, {method: rate}, more of its spec], and gives the state. */
export const open = (...panels) => {
  openScene({
    panels: panels.map(([surface, rates, more = {}]) => ({
      zoom: null,
      spec: {
        surface,
        surface_parameters: {},
        expression: '',
        domain: null,
        start: CATALOG.surfaces[surface].start,
        steps: 60,
        schedule: 'constant',
        schedule_parameters: {},
        warmup: 1,
        noise: 'none',
        noise_parameters: {},
        seed: 0,
        units: [1, 1, 1],
        optimizers: Object.fromEntries(
          Object.entries(rates).map(([name, rate]) => [name, rate === null ? {} : { learning_rate: rate }]),
        ),
        ...more,
      },
    })),
    view: {
      theme: null,
      step: null,
      axis: 'steps',
      speed: 1,
      loop: 'on',
      dimensions: '2',
      chart: 'loss',
      predict: 'off',
      pins: [],
    },
    problems: [],
  });
  return state;
};

export const rateOf = (name, panel = 0) => state.panels[panel].spec.optimizers[name].learning_rate;
export const racing = () => state.panels.map(({ spec }) => Object.keys(spec.optimizers).sort().join());
