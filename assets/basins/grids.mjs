/* How fine each map should be, and which one to ask for next. */
import { keyOf, methods, optimizer, page } from './page.mjs';

const LANES = 100; // starts that a method in lanes runs in the time of one that is run alone

export const isVector = name => optimizer(name).vector;

/* The finest grid of a method: as many starts a side as were asked for. */
const whole = name => Math.min(page.spec.size, isVector(name) ? page.catalog.limits.vector_size : page.spec.size);

/* The finest grid that costs no more than `most` steps of a lane. */
const within = (name, most) => {
  const starts = most / page.spec.steps / (isVector(name) ? LANES : 1);
  return Math.max(page.catalog.limits.least, Math.floor(Math.sqrt(starts)));
};

const coarse = name => Math.min(whole(name), within(name, page.catalog.limits.preview));
const live = name => Math.min(whole(name), within(name, page.catalog.limits.live));

/* The grid of what is shown, 0 if that is of other settings. */
const now = name => (page.maps.get(name)?.key === keyOf(name) ? page.maps.get(name).data.size : 0);

/* Methods whose maps are not whole; of these, those that will not be without a job. */
export const unfinished = () => methods().filter(name => now(name) < whole(name));
export const beyondLive = () => unfinished().filter(name => live(name) < whole(name));

/* The method and the grid to ask for, [null, 0] where only the query is missing; null for nothing. Maps are refined
   once nothing has changed for a while: `rests`. */
export const next = rests => {
  const rough = methods().find(name => now(name) < coarse(name));
  if (rough) return [rough, coarse(rough)];
  if (page.queryOf !== JSON.stringify(page.spec)) return [null, 0]; // a method less, or other starts
  const fine = rests && methods().find(name => now(name) < live(name));
  return fine ? [fine, live(fine)] : null;
};
