/* The averages of the racers' paths, if the page was exported with such. */
import { createAverages } from '../../assets/core/average.mjs';
import { film } from './film.mjs';
import { lossOf } from './live.mjs';

/** @type {ReturnType<typeof createAverages<import('./film.mjs').Racer>>} */
const averagesOf = createAverages(({ divergedAt }) => divergedAt);

/** Of these racers of a panel.
 * @param {import('./film.mjs').PanelTold} told
 * @param {import('./film.mjs').Racer[]} racers */
export const averagesIn = (told, racers) =>
  film.average.average === 'none' ? [] : averagesOf(racers, film.average, lossOf(told) ?? null, told.known.minima);
