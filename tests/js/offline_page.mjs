/* As much of an exported page as its chart and legend need: canvases that remember what was drawn on them, and a film
   of two panels. To be imported before them. */
import { place } from './page.mjs';

/* ---- canvases that remember what was drawn on them, and elements from text ---- */

Object.assign(Element.prototype, {
  getContext() {
    const calls = [];
    const told = {
      calls,
      font: '',
      measureText: text => ({ width: 6 * text.length }),
      getImageData: () => ({ data: [] }),
    };
    this.context ??= new Proxy(told, {
      get: (target, name) =>
        target[name] ??
        ((...given) => {
          calls.push([name, ...given, { ...target }]);
        }),
    });
    return this.context;
  },
});
Object.defineProperty(Element.prototype, 'parentElement', {
  get() {
    return this.parent;
  },
});
Object.defineProperty(Element.prototype, 'innerHTML', {
  set(text) {
    let parent = this;
    for (const [, name] of text.matchAll(/<(\w+)/g)) parent = parent.appendChild(document.createElement(name));
  },
});
globalThis.Path2D = class {
  constructor(d) {
    this.d = d;
  }
};

/* ---- two panels ---- */

export const STEPS = 4;
export const CLIP = [100, 200, 300, 150];
const racer = (name, color, loss, evaluations) => ({
  ...{ name, label: name.toUpperCase(), color, marker: `M0 0h${name.length}`, settings: { learning_rate: 0.1 } },
  ...{ divergedAt: null, numbers: '', drawn: '', outlines: '', live: false, loss, evaluations },
});
const panelOf = (...racers) => ({ steps: STEPS, map: 0, picture: 0, racers, references: [], averageLosses: {} });
const FILM = {
  theme: { paper: '#ffffff', text: '#111111', grid: '#dddddd', casing: '#ffffff' },
  ...{ strokes: {}, columns: [], draws: {}, measure: 'loss', measureName: 'loss', names: 'off' },
  ...{ byEvaluations: false, shared: false, predict: false, average: { average: 'none' } },
  maps: [
    {
      ...{ size: 0, low: 0, unit: 1, heights: '' },
      domain: [
        [-1, 1],
        [-1, 1],
      ],
    },
  ],
  panels: [
    panelOf(
      racer('sgd', '#ff0000', [1000, 100, 10, 1, 0.1], [0, 1, 2, 3, 4]),
      racer('bfgs', '#0000ff', [1000, 500, 50, 5, 2], [0, 3, 5, 6, 12]),
    ),
    panelOf(racer('sgd', '#ff0000', [8, 6, 4, 3, 2], [0, 1, 2, 3, 4])),
  ],
};
place('film').textContent = JSON.stringify(FILM);
