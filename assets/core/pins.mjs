/* Which sliders stand on the stage: names such as "adam.beta1", or "master" for the factor on all learning rates. */

export const MASTER = 'master';
const MOST = 2;

/** @typedef {readonly string[]} Pins the oldest first */

/** The pins after one has been pressed: gone if it was there, else the newest; the oldest makes room for it.
 * @param {Pins} pins
 * @param {string} name
 * @returns {string[]} */
export const pressed = (pins, name) =>
  pins.includes(name) ? pins.filter(other => other !== name) : [...pins, name].slice(-MOST);

/** The pin that has to make room for another one; undefined for none.
 * @param {Pins} pins
 * @param {string} name
 * @returns {string | undefined} */
export const outgoing = (pins, name) => (pins.includes(name) || pins.length < MOST ? undefined : pins[0]);

/** What stands on the stage: the pins that are in use; where there are none, the rate of the only racer, or the factor
 * on the rates of all.
 * @param {Pins} pins
 * @param {(name: string) => boolean} isUsed
 * @param {readonly string[]} rated the racers that have a learning rate
 * @returns {string[]} */
export const standing = (pins, isUsed, rated) => {
  const used = pins.filter(isUsed);
  if (used.length) return used;
  if (rated.length === 1) return [`${rated[0]}.learning_rate`];
  return rated.length ? [MASTER] : [];
};

/** @param {string} name
 * @returns {[string, string]} group and hyperparameter; the master factor has no group */
export const partsOf = name => {
  const dot = name.lastIndexOf('.');
  return [name.slice(0, Math.max(dot, 0)), name.slice(dot + 1)];
};

/** The numbers of the panels that a slider moves, where those are not all.
 * @param {readonly number[]} moved their places
 * @param {number} count of panels
 * @returns {string} */
export const numbersOf = (moved, count) => (moved.length < count ? moved.map(index => index + 1).join(', ') : '');

/** Whether a pinned slider moves what the slider of a lesson's step moves.
 * @param {string} declared the places of the step's panels, "" for all
 * @param {readonly number[]} scoped the places of those that a pinned one may move
 * @param {number} count of panels
 * @returns {boolean} */
export const movesTheSame = (declared, scoped, count) =>
  declared ? declared === scoped.join() : scoped.length === count;
