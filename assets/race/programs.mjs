/* The programs that races are run from: those of the rules, and of each loss that a step sees with noise, in other
   units or of your own. Each is fetched once. */

import { catalog } from '../core/catalog.mjs';
import { addressesOf } from '../engine/ground.mjs';
import { load } from '../ui/server.mjs';
import { ripened } from './news.mjs';

let programs = null; // methods, losses, schedules
const losses = new Map(); // address -> program; undefined while it is under way, null where there is none

/* The programs of the rules; null until they are here. */
export const programsNow = () => programs;

/* Fetches them: resolves when those are here that the first view needs. The other methods' come after them. */
export const learnPrograms = async () => {
  if (programs) return;
  programs = await load(catalog.programs_path);
  learnOthers();
  ripened.tell();
};

async function learnOthers() {
  programs = (await load(catalog.methods_path)) ?? programs;
  ripened.tell();
}

/* The losses that a race needs besides, {seen, shown}; null as long as one of them is not here. */
export const lossesOf = spec => {
  const { seen, shown } = addressesOf(spec, catalog.loss_path);
  const found = { seen: seen && lossAt(seen), shown: shown && lossAt(shown) };
  return (seen && !found.seen) || (shown && !found.shown) ? null : found;
};

function lossAt(address) {
  if (!losses.has(address)) fetchLoss(address);
  return losses.get(address);
}

async function fetchLoss(address) {
  losses.set(address, undefined);
  losses.set(address, (await load(address))?.loss ?? null);
  ripened.tell();
}
