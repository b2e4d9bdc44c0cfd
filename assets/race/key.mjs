/* What a symbol means stands below in the picture when a reader first sees it, one at a time, and goes by itself; then
   it is said under the pointer (player/told.mjs) and in the help. */
import { clock } from '../core/clock.mjs';
import { KEY, nextSymbol } from '../core/key.mjs';
import { drawings } from '../player/loop.mjs';
import { byId } from '../ui/elements.mjs';
import { recall, remember } from '../ui/memory.mjs';
import { panels } from './pictures.mjs';
import { isHidden } from './predict.mjs';
import { isHere } from './state.mjs';

const READING = 7000; // ms that one stands there
const PAUSE = 1500; // ms before the next
const TOLD = 'told'; // names of those that this browser has told

let told = recall(TOLD).split(',').filter(Boolean);
let next = 0; // when another one may come, in ms

/* @param {import('../player/panel.mjs').Panel} panel */
const shownIn = panel => {
  const { racers, averages, reference, start, surface, layers } = panel;
  const { tracks, projection, isSolid } = layers.picture;
  if (!tracks || !projection || !racers.length) return null;
  const [left, top, width, height] = projection.clip;
  const isIn = ([x, y]) => x > left && x < left + width && y > top && y < top + height;
  return {
    shapes: new Set(tracks.heads.map(({ shape }) => shape)),
    hasMinima: surface.minima.some(([x, y]) => isIn(layers.picture.pixelOf(x, y))),
    hasStart: Boolean(start) && !isSolid,
    goesOn: !isHidden() && clock.step < panel.last && racers.some(({ x }) => x.length > clock.step + 1),
    hasReference: reference.length > 0,
    hasAverages: averages.length > 0,
  };
};

/* On a phone's stage the others are beside it. */
const isOnScreen = place => {
  const { left, right } = place.getBoundingClientRect();
  return left >= 0 && right <= innerWidth;
};

const look = () => {
  const now = performance.now();
  if (now < next || told.length === Object.keys(KEY).length || !isHere()) return;
  next = now + 200; // not in every frame
  for (const panel of panels) {
    const place = byId(`picture-${panel.index}`);
    const shown = place?.checkVisibility() && shownIn(panel);
    const name = shown && nextSymbol(shown, panel.host.look().strokes, told);
    if (name && isOnScreen(place)) return tell(place, name);
  }
};

const tell = (place, name) => {
  next = performance.now() + READING + PAUSE;
  told = [...told, name];
  remember(TOLD, told.join());
  place.dataset.key = KEY[name];
  setTimeout(() => delete place.dataset.key, READING);
};

drawings.listen(look);
