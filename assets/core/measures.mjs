/* What a chart can show, and how it is called there. Python has the same in races/query/view.py. */

/** @typedef {'loss' | 'distance' | 'move' | 'accuracy'} Measure */

/** @type {Record<Measure, string>} */
export const MEASURES = { loss: 'loss', distance: 'distance', move: 'step length', accuracy: 'accuracy' };
