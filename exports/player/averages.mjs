/* The averages of the racers' paths, if the page was exported with such. */
import { createAverages } from '../../assets/core/average.mjs';
import { film } from './film.mjs';
import { lossOf } from './live.mjs';

/** @type {ReturnType<typeof createAverages<import('./film.mjs').Racer>>} */
const averagesOf = createAverages(({ divergedAt }) => divergedAt);

/** Of these racers of a panel. Without a formula their losses are those that came with the page, as are the racers.
 * @param {import('./film.mjs').PanelTold} told
 * @param {import('./film.mjs').Racer[]} racers */
export const averagesIn = (told, racers) => {
  if (film.average.average === 'none') return [];
  const minima = told.isRecorded ? null : told.known.minima;
  const lossesOf = name => told.averageLosses[name] ?? null;
  return averagesOf(racers, film.average, { lossAt: lossOf(told) ?? null, minima, lossesOf });
};
