/* What is seen, in words: for those who do not see it, or come back to it. */
import { measured, short } from './numbers.mjs';
import { isGone, standings, wholeStep } from './racer.mjs';

/** @typedef {import('./racer.mjs').Racer & {label: string, stepAt: (now: number) => number}} Runner */

/** What is told of a panel: the name of its surface, its racers, and where they start.
 * @typedef {{label: string, racers: Runner[], start?: readonly number[]}} Scene */

const FIRST = 3; // of the standings are told by name

/** @param {string[]} parts */
const listed = parts => (parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`);

/** The first few, and how many there are besides.
 * @param {string[]} parts @param {string} between */
const shortened = (parts, between) => {
  const others = parts.length - FIRST;
  return [...parts.slice(0, FIRST), ...(others > 0 ? [`${others} more`] : [])].join(between);
};

/** Who leads in a panel when the clock is at `now`: "Adam 0.03, then SGD 1.2; NAG diverged at 41".
 * @param {Scene} scene @param {number} now */
const leadersOf = ({ racers }, now) => {
  /** @param {Runner} racer */
  const stepOf = racer => wholeStep(racer.stepAt(now));
  const sorted = standings(racers, stepOf);
  const running = sorted.filter(racer => !isGone(racer, stepOf(racer)));
  const gone = sorted.filter(racer => !running.includes(racer));
  const told = running.map(racer => `${racer.label} ${measured(racer.loss[stepOf(racer)])}`);
  const lost = gone.map(racer => `${racer.label} diverged at ${racer.diverged_at}`);
  return [shortened(told, ', then '), shortened(lost, ', ')].filter(Boolean).join('; ') || 'nobody races';
};

/** The standings of all panels in a sentence for each.
 * @param {Scene[]} scenes @param {number} now the clock @param {boolean} byEvaluations */
export const summaryOf = (scenes, now, byEvaluations) => {
  const at = byEvaluations ? `${wholeStep(now)} gradient evaluations` : `step ${wholeStep(now)}`;
  const [only] = scenes;
  if (scenes.length === 1) return `${at}: ${leadersOf(only, now)}`;
  const told = scenes.map((scene, place) => `${place + 1}, ${scene.label}: ${leadersOf(scene, now)}`);
  return [at, ...told].join('. ');
};

/** What a picture shows: its surface, who races from where, and at which step they stand while they rest.
 * @param {Scene} scene @param {boolean} solid in three dimensions @param {string} when '' while the clock runs */
export const pictureText = ({ label, racers, start }, solid, when) => {
  const who = listed(racers.map(racer => racer.label)) || 'nobody';
  const from = start ? ` from ${start.map(value => short(Number(value.toPrecision(3)))).join(', ')}` : '';
  return [`${label}, ${solid ? 'as a landscape' : 'level lines'}: ${who}${from}`, when].filter(Boolean).join('; ');
};
