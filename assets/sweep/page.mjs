/* What the sweep page knows. */
import { byId } from '../ui/elements.mjs';
export const page = {
  catalog: null, // pages/sweep.py
  state: null, // {sweep: the fields of a SweepSpec, measure}
  good: null, // the last state that the server took
  plays: 'one', // method at a click: 'one', or 'all' at the same rate
  known: {}, // by method its settings, also of those that do not run now
  own: null, // what is known of your own function
  facts: null, // of the surface at its parameters: {surface, of: its text, ...}
  follows: false, // the start goes where the surface's own goes, as its parameters move it
  edits: 0, // how many there were; an answer has the number of the last one that it knows
  shown: 0, // the number of the edit whose curves are drawn
  answer: null, // of the server, for what is drawn or is being drawn
  drawn: null, // the answer whose curves are drawn
  finished: null, // {key: of a sweep, content}: what the last job made
};

export const isHere = () => Boolean(byId('sweep-page'));

export const race = () => page.state.sweep.race;

/* Whether an answer is that to the last edit. */
export const isCurrent = answer => answer?.number === page.edits;

/* What is known of the surface of a race; your own function's came with its answer. */
export const surfaceEntry = spec => {
  if (spec.surface === 'own') return page.own;
  return { ...page.catalog.surfaces[spec.surface], ...(page.facts?.surface === spec.surface ? page.facts : {}) };
};

/* What determines a surface, as a text. */
export const surfaceText = ({ surface, surface_parameters: parameters, expression, domain }) =>
  JSON.stringify([surface, parameters, expression, domain]);

const keyOf = ({ sweep }) => JSON.stringify(sweep);

/* A long sweep has no figure yet: a job makes those of both measures in both themes. */
export const isFinished = answer => answer.long && page.finished?.key === keyOf(answer);
