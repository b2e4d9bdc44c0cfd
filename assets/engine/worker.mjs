/* A worker: it takes one task after the other, and answers each with what was found, or with why not. */
import { arrivals } from './arrivals.mjs';
import { ends } from './ends.mjs';
import { factorOf, groundOf } from './ground.mjs';

/** What crew.mjs sends: a method's ends at rates, or the arrivals of its starts.
 * @typedef {object} Task
 * @property {string} programs address of the module
 * @property {{seen: string | null, shown: string | null}} addresses of losses (addressesOf)
 * @property {import('./ground.mjs').Panel} panel
 * @property {import('./ground.mjs').Facts} facts
 * @property {Float64Array | null} rows draws
 * @property {string} method
 * @property {import('./programs.d.ts').Settings} settings
 * @property {Float64Array} [rates]
 * @property {Float64Array} [starts] x and y, one after the other */

/** @typedef {import('./ends.mjs').Ends | import('./arrivals.mjs').Arrivals} Found */

/** @param {string | null} address
 * @returns {Promise<import('./programs.d.ts').LossProgram | null>} */
const lossAt = async address => address && (await import(address)).loss;

/** @param {Task} task
 * @returns {Promise<Found>} */
const done = async ({ programs: path, addresses, panel, facts, rows, method: name, settings, rates, starts }) => {
  /** @type {[import('./programs.d.ts').Programs, ...Awaited<ReturnType<typeof lossAt>>[]]} */
  const [programs, seen, shown] = await Promise.all([import(path), lossAt(addresses.seen), lossAt(addresses.shown)]);
  const ground = groundOf(panel, facts, programs, { seen, shown }, rows);
  const method = programs.methods[name];
  if (!ground || !method) throw new Error(`${name} on ${panel.surface} has no program`);
  const given = /** @type {const} */ ([method, settings, ground, panel.steps, factorOf(panel, programs)]);
  return starts ? arrivals(...given, starts) : ends(...given, rates ?? []);
};

addEventListener('message', async ({ data }) => {
  try {
    const found = await done(data);
    postMessage({ found }, { transfer: Object.values(found).map(({ buffer }) => buffer) });
  } catch (error) {
    postMessage({ problem: String(error) });
  }
});
