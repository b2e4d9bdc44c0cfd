/* Runs racers in the page, on the programs that came with it. */
import { lostAt } from '../../assets/core/racer.mjs';
import { factorOf, groundOf } from '../../assets/engine/ground.mjs';
import { measure } from '../../assets/engine/measure.mjs';
import { run } from '../../assets/engine/run.mjs';
import { film } from './film.mjs';
import { others } from './others.mjs';
import { losses, methods, schedules } from './programs.mjs';

/** @typedef {import('./film.mjs').Racer} Racer */
/** @typedef {import('./film.mjs').PanelTold} PanelTold */

const PROGRAMS = { methods, losses, schedules };
const OWN_UNITS = [1, 1, 1];

/* `places` are those of the losses among the others. */
const groundAt = ({ spec, known, draws }, start, units, places) => {
  const [seen, shown] = [places.seen, places.shown].map(place => others[place] ?? null);
  return groundOf({ ...spec, start, units }, known, PROGRAMS, { seen, shown }, film.draws[draws] ?? null);
};

/* The racer's numbers are what it does with its settings. */
const runOn = (ground, racer, { spec, steps }) => {
  const method = methods[racer.name];
  const ran = run(method, racer.settings, ground, steps, factorOf(spec, PROGRAMS));
  const found = measure(ran, method, ground, steps);
  for (const name of [...film.columns, 'outlines']) racer[name] = found[name];
  racer.divergedAt = lostAt(found);
};

const isAsExported = (racer, told, start) =>
  String(start) === String(told.start) && JSON.stringify(racer.settings) === JSON.stringify(racer.exported.settings);

/* One racer from a start: what came with the page where it is as it was exported, else run here. One that cannot be run
   here rests. */
const renew = (racer, told, start, ground) => {
  const same = isAsExported(racer, told, start);
  racer.rests = !same && !racer.live;
  if (racer.rests) return;
  if (same && racer.exported.columns)
    Object.assign(racer, racer.exported.columns, {
      divergedAt: racer.exported.divergedAt,
      outlines: racer.exported.outlines,
    });
  else runOn(ground(), racer, told);
};

/* Something that is made when it is first asked for. */
const once = make => {
  let made;
  return () => (made ??= make());
};

/** The racers of a panel of these names, all without, as their settings and the start are now; those in the surface's
 * own units, too.
 * @param {PanelTold} told
 * @param {number[] | null} start
 * @param {string[]} [names] */
export const renewRacers = (told, start, names) => {
  const { racers: own, references, spec, losses: places, reference } = told;
  const parts = /** @type {const} */ ([
    [own, spec.units, places],
    [references, OWN_UNITS, reference],
  ]);
  for (const [racers, ...where] of parts) {
    const ground = once(() => groundAt(told, start, ...where));
    for (const racer of racers) {
      if (!names || names.includes(racer.name)) renew(racer, told, start, ground);
    }
  }
};

/** The loss that is drawn, as a race knows it; undefined where it cannot be run here.
 * @type {(told: PanelTold) => ((x: number, y: number) => number) | undefined} */
export const lossOf = ({ spec, losses: { shown } }) =>
  (others[shown] ?? losses[spec.surface])?.make(spec.surface_parameters).value;
