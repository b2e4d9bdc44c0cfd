/* Programs by hand, small enough to race with them on paper: what is run is the engine, not the methods. */
const method = (supplied, states, rule, more = {}) => ({
  supplied,
  states,
  cost: 1,
  make(settings) {
    const now = {};
    const named = (r, at) => [r[at], ...Object.keys(states).map((_, i) => r[at + i + 1])];
    const points = Object.entries(more).filter(([, point]) => typeof point === 'function');
    return {
      begin: (t, rate) => Object.assign(now, { ...settings, t, rate }),
      step(r, at, g, h, f, p, w, n) {
        r.set(
          rule({ x: r[at], g, h, f, p, w, n, ...now }, ...named(r, at).slice(1)),
          at + 1 + Object.keys(states).length,
        );
      },
      ...Object.fromEntries(points.map(([name, point]) => [name, (r, at) => point(settings, ...named(r, at))])),
    };
  },
  ...Object.fromEntries(Object.entries(more).filter(([, value]) => typeof value !== 'function')),
});

/* f = a x² + b y², and a noisy one whose step sees a gradient that is pushed by its two draws. */
const bowl = ({ a = 1, b = 1 }) => ({
  value: (x, y) => a * x * x + b * y * y,
  gradient(o, x, y) {
    [o[0], o[1]] = [2 * a * x, 2 * b * y];
  },
  hessian(o) {
    [o[0], o[1], o[2]] = [2 * a, 0, 2 * b];
  },
});

const pushed = (settings, start) => {
  let push = [0, 0];
  const own = bowl(settings);
  return {
    ...own,
    start,
    draw(rows, at) {
      push = [rows[at], rows[at + 1]];
    },
    gradient(o, x, y) {
      own.gradient(o, x, y);
      o[0] += settings.sigma * push[0];
      o[1] += settings.sigma * push[1];
    },
  };
};

export const PROGRAMS = {
  methods: {
    sgd: method([], {}, ({ x, g, rate }) => [x - rate * g]),
    momentum: method([], { v: 0 }, ({ x, g, rate, beta }, v) => [x + (beta * v - rate * g), beta * v - rate * g]),
    ahead: method([], { v: 0 }, ({ x, g, rate, beta }, v) => [x + (beta * v - rate * g), beta * v - rate * g], {
      lookAhead: ({ beta }, x, v) => x + beta * v,
    }),
    curved: method(['h'], {}, ({ x, g, h, rate }) => [x - (rate * g) / h], { cost: 2 }),
    lossy: method(['f'], {}, ({ x, g, f, rate }) => [x - rate * f * g]),
    probing: method(['p'], {}, ({ x, g, p, rate }) => [x - rate * (g + p)], {
      probe: (_, x) => x + 1,
      cost: 2,
    }),
    whole: method(['p', 'w'], {}, ({ x, g, p, w, rate }) => [x - rate * (g - p + w)], { probe: (_, x) => x + 1 }),
    sampling: method(['n'], {}, ({ x, n }) => [x + n]),
    counting: method(['t'], { rate0: 'learning_rate' }, ({ x, t }, rate0) => [x - rate0 * t, rate0]),
  },
  losses: { bowl: { make: bowl } },
  schedules: {
    halved: {
      make:
        ({ from }, steps) =>
        t =>
          t > Math.min(from, steps) ? 0.5 : 1,
    },
  },
};

export const PUSHED = { width: 2, make: pushed };

export const FACTS = {
  domain: [
    [-4, 4],
    [-3, 3],
  ],
  start: [2, -1],
  minima: [[0, 0]],
};

export const panelOf = more => ({
  surface: 'bowl',
  surface_parameters: {},
  expression: '',
  start: null,
  units: [1, 1, 1],
  noise: 'none',
  noise_parameters: {},
  schedule: 'constant',
  schedule_parameters: {},
  steps: 3,
  ...more,
});
