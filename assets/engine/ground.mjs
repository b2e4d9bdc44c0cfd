/* From what a page knows of a panel to what a race is run on; it fetches nothing. */
import { length } from '../core/length.mjs';
import { inUnits, there } from './course.mjs';

/** @typedef {import('./programs.d.ts').Ground} Ground */
/** @typedef {import('./programs.d.ts').Programs} Programs */
/** @typedef {import('./programs.d.ts').LossProgram} LossProgram */
/** @typedef {import('./programs.d.ts').Settings} Settings */
/** @typedef {readonly [readonly [number, number], readonly [number, number]]} Domain */

/** The fields of a RaceSpec that say where it runs, and how the learning rate changes.
 * @typedef {object} Panel
 * @property {string} surface
 * @property {Settings} surface_parameters
 * @property {string} expression
 * @property {readonly [number, number] | null} start
 * @property {readonly [number, number, number]} units
 * @property {string} noise
 * @property {Settings} noise_parameters
 * @property {string} schedule
 * @property {Settings} schedule_parameters
 * @property {number} warmup
 * @property {number} steps */

/** What is known of the panel's surface: its entry in the catalog, or its facts. `course`: where it runs if that is
 * elsewhere than where it is drawn, with the domain there.
 * @typedef {object} Facts
 * @property {Domain} domain
 * @property {readonly [number, number]} start
 * @property {readonly (readonly [number, number])[]} minima
 * @property {{matrix: import('./programs.d.ts').Matrix, domain: Domain} | null} [course] */

const BOX = 1e6; // diagonals of the domain: who leaves it has diverged

/** @param {Pick<Panel, 'noise' | 'units'>} panel */
const isPlain = ({ noise, units }) => noise === 'none' && units.every(factor => factor === 1);

/** The addresses of the losses of a panel that are not among the programs: of what a step sees, and of what is drawn;
 * null for one that is.
 * @param {Pick<Panel, 'surface' | 'expression' | 'noise' | 'units'>} panel
 * @param {string} path of loss modules, with or without a query
 * @returns {{seen: string | null, shown: string | null}} */
export const addressesOf = ({ surface, expression, noise, units }, path) => {
  const own = { surface, ...(expression && { expression }) };
  /** @param {Record<string, string>} query */
  const address = query => `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(query)}`;
  const other = !units.every(factor => factor === 1) && { units: '1' };
  return {
    seen: isPlain({ noise, units }) ? null : address({ ...own, ...(noise !== 'none' && { noise }), ...other }),
    shown: expression ? address(own) : null,
  };
};

/** @param {Domain} domain
 * @param {number} [kx]
 * @param {number} [ky] */
const diagonalOf = ([[left, right], [bottom, top]], kx = 1, ky = 1) =>
  length(right / kx - left / kx, top / ky - bottom / ky);

/** What a step would see without noise: its gradient, in the units of the race, as `in_units` of surfaces/surface.py.
 * @param {import('./programs.d.ts').Loss} loss in the surface's own units
 * @param {readonly [number, number, number]} units
 * @returns {Ground['whole']} */
const wholeOf =
  ({ gradient }, [kx, ky, c]) =>
  (out, x, y) => {
    gradient(out, kx * x, ky * y);
    out[0] *= c * kx;
    out[1] *= c * ky;
  };

/** Where a panel's race runs; null as long as a program or draws for all steps are not here. `losses` are those
 * that addressesOf asks for.
 * @param {Panel} panel
 * @param {Facts} facts
 * @param {Programs} programs
 * @param {{seen?: LossProgram | null, shown?: LossProgram | null}} [losses]
 * @param {Float64Array | null} [rows]
 * @returns {Ground | null} */
export const groundOf = (panel, facts, programs, losses = {}, rows = null) => {
  const { surface_parameters: parameters, units } = panel;
  const shown = losses.shown ?? programs.losses[panel.surface];
  const seen = isPlain(panel) ? shown : losses.seen;
  if (!shown || !seen || (seen.width ?? 0) * panel.steps > (rows ? rows.length : 0)) return null;
  const course = facts.course ?? null;
  const matrix = inUnits(course?.matrix ?? null, units);
  const start = there(matrix, ...(panel.start ?? facts.start));
  const [k_x, k_y, c] = units;
  const own = { ...parameters, ...(course && { drawn_back: 0 }) };
  const here = { ...own, ...panel.noise_parameters, k_x, k_y, c };
  return {
    loss: seen.make(here, start),
    whole: wholeOf(shown.make(own), units),
    shown: shown.make(parameters),
    rows,
    width: seen.width ?? 0,
    start,
    matrix,
    limit: BOX * diagonalOf(course ? course.domain : facts.domain, k_x, k_y),
    minima: facts.minima,
    diagonal: diagonalOf(facts.domain),
  };
};

/** The factor on the learning rate by step, null for a constant one.
 * @param {Pick<Panel, 'schedule' | 'schedule_parameters' | 'warmup' | 'steps'>} panel
 * @param {Programs} programs
 * @returns {((t: number) => number) | null} */
export const factorOf = ({ schedule, schedule_parameters: parameters, warmup, steps }, { schedules }) => {
  const factor = schedule === 'constant' ? null : schedules[schedule].make(parameters, steps);
  if (!(warmup > 1)) return factor;
  const warm = schedules.warmup.make({ warmup }, steps);
  return factor ? t => warm(t) * factor(t) : warm;
};
