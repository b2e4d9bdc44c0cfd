/* The steps of a reader's edits: texts of the state, each after one edit, and the place among them. Pure: each function
   gives other steps, and leaves those that it was given. */

const MOST = 50; // edits that can be taken back
const SOON = 500; // ms in which what is done and taken back, as by the clicks of a double click, was no edit
const JOINED = 1000; // ms in which the next edit of a kind, as by the next press of an arrow, belongs to the last

/** `kind`: of edits that are one where they follow each other soon, '' for none; `isSure`: the state is allowed;
 * `query`: the link of it, '' while that is not known.
 * @typedef {{ id: number, text: string, kind: string, at: number, isSure: boolean, query: string }} Step */

/** `next`: the id of the next step; `isFresh`: the last thing that was done is the edit of the last step.
 * @typedef {{ list: readonly Step[], place: number, next: number, isFresh: boolean }} Steps */

/** Of a state that nobody has edited.
 * @param {string} text
 * @returns {Steps} */
export const beginSteps = text => ({
  list: [{ id: 0, text, kind: '', at: Number.NEGATIVE_INFINITY, isSure: true, query: '' }],
  place: 0,
  next: 1,
  isFresh: false,
});

/** @param {Steps} steps
 * @returns {Step} */
export const stepNow = ({ list, place }) => list[place];

/** @param {Steps} steps */
export const canUndo = ({ place }) => place > 0;

/** @param {Steps} steps */
export const canRedo = ({ list, place }) => place < list.length - 1;

/** After an edit at the time `at`, in ms: what could be done again is gone.
 * @param {Steps} steps
 * @param {string} text
 * @param {{ kind?: string, at: number }} edit
 * @returns {Steps} */
export const push = (steps, text, { kind = '', at }) => {
  const { list, place, next, isFresh } = steps;
  const last = list[place];
  if (text === last.text) return steps;
  const passed = isFresh ? at - last.at : Number.POSITIVE_INFINITY;
  if (passed < SOON && list[place - 1].text === text) {
    return { ...steps, list: list.slice(0, place), place: place - 1, isFresh: false };
  }
  const joins = passed < JOINED && Boolean(kind) && kind === last.kind;
  const before = list.slice(0, joins ? place : place + 1);
  const step = { id: joins ? last.id : next, text, kind, at, isSure: false, query: '' };
  const now = [...before, step].slice(-MOST - 1);
  return { list: now, place: now.length - 1, next: joins ? next : next + 1, isFresh: true };
};

/** @param {Steps} steps
 * @param {number} place
 * @returns {Steps} */
const moved = (steps, place) => ({ ...steps, place, isFresh: false });

/** @param {Steps} steps */
export const undo = steps => (canUndo(steps) ? moved(steps, steps.place - 1) : steps);

/** @param {Steps} steps */
export const redo = steps => (canRedo(steps) ? moved(steps, steps.place + 1) : steps);

/** At the step of an id; null if it is none of these.
 * @param {Steps} steps
 * @param {number} id */
export const goTo = (steps, id) => {
  const place = steps.list.findIndex(step => step.id === id);
  return place < 0 ? null : moved(steps, place);
};

/** The state of now is another one without an edit, or more is known of it: the step tells that.
 * @param {Steps} steps
 * @param {Partial<Step>} news
 * @returns {Steps} */
export const amend = (steps, news) => ({
  ...steps,
  list: steps.list.map((step, place) => (place === steps.place ? { ...step, ...news } : step)),
});

/** The state of now is not allowed, and `text` stands in its place: what is not known to be allowed is no step.
 * @param {Steps} steps
 * @param {string} text
 * @param {number} at
 * @returns {Steps} */
export const refuse = (steps, text, at) => {
  const { list, place } = steps;
  const good = list.findLastIndex(({ isSure }, index) => isSure && index <= place);
  const left = list.slice(0, Math.max(good, 0) + 1);
  const kept = { ...steps, list: left, place: left.length - 1, isFresh: false };
  const now = push(kept, text, { at });
  return now === kept ? kept : amend(now, { isSure: true });
};
