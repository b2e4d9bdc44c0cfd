/* The draws of the sweep's noise: the server makes them, and the page asks for them once, while nothing moves. */
import { readAnswer } from '../core/answer.mjs';
import { createDraws, drawsKey } from '../engine/draws.mjs';
import { post } from '../ui/server.mjs';
import { isHere, page, surfaceEntry } from './page.mjs';

const draws = createDraws();
const onTheWay = new Set(); // keys

const keyOf = panel => {
  const { noises, surfaces } = page.catalog;
  return drawsKey(panel, noises[panel.noise], Object.keys(surfaces[panel.surface]?.hyperparameters ?? {}));
};

/* The rows that a race's noise has drawn; null without noise, and as long as they are not here. */
export const drawsOf = panel => (panel.noise === 'none' ? null : draws.rowsOf(keyOf(panel), panel.steps));

/* Whether a race could be run here if its draws were here. */
export const lacksDraws = panel =>
  panel.noise !== 'none' && Boolean(surfaceEntry(panel)?.live.includes(panel.noise)) && !drawsOf(panel);

/* Fetches them; resolves when they are here, or there are none. */
export const fetchDraws = async panel => {
  if (!lacksDraws(panel)) return;
  const key = `${keyOf(panel)} ${panel.steps}`;
  if (onTheWay.has(key)) return;
  onTheWay.add(key);
  const response = await post(page.catalog.paths.draws, { panels: [panel] }, isHere).catch(() => null);
  onTheWay.delete(key);
  if (!response?.ok) return; // why not, the answer with the sweep says
  const { header, take } = readAnswer(await response.arrayBuffer());
  draws.keep(header.draws, count => take(Float64Array, count));
};
