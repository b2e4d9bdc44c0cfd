/* The samples of a surface of data, in a corner of its picture, with the line that each racer has drawn among them by
   now. In a lesson it is open; on the race page it is a button until somebody asks for it. */
import { catalog } from '../core/catalog.mjs';
import { redraw } from '../player/loop.mjs';
import { drawScatter, framed } from '../player/scatter.mjs';
import { serveActions } from '../ui/actions.mjs';
import { byId, element } from '../ui/elements.mjs';
import { get } from '../ui/server.mjs';
import { themeNow } from '../ui/theme.mjs';
import { highlighted } from './highlight.mjs';
import { headsDrawn } from './news.mjs';
import { isHere } from './state.mjs';
import { storyNow } from './story.mjs';

const MOST = 60; // samples of so many grounds are kept

const known = new Map(); // ground -> what the server says of it, null while it is asked
const places = []; // by panel {node, canvas}
let isOpen = null; // as the reader has it; null: as the page begins

const opens = () => isOpen ?? (Boolean(storyNow().query) && !matchMedia('(max-width: 900px)').matches);

serveActions(isHere, {
  scatter: () => {
    isOpen = !opens();
    redraw();
  },
});

const learn = async ground => {
  known.set(ground, null);
  if (known.size > MOST) known.delete(known.keys().next().value);
  const [surface, parameters] = JSON.parse(ground);
  const asked = new URLSearchParams({ surface, parameters: JSON.stringify(parameters) });
  const response = await get(`${catalog.scatters_path}?${asked}`, () => isHere());
  if (response?.ok) {
    const told = await response.json();
    known.set(ground, framed(told));
  } else known.delete(ground);
  redraw();
};

/* Its place in a picture, also after React has put up another one. */
const placeIn = index => {
  places[index] ??= made(index);
  const { node } = places[index];
  const picture = byId(`picture-${index}`);
  if (node.parentNode !== picture) picture.append(node);
  return places[index];
};

const made = index => {
  const node = element('div', 'scatter');
  const canvas = element('canvas');
  const button = element('button', 'scatter-button', 'Data');
  Object.assign(button, { type: 'button', title: 'Show or hide the samples, and the line of each racer' });
  Object.assign(button.dataset, { action: 'scatter', panel: String(index) });
  node.append(canvas, button);
  return { node, canvas, button };
};

/** @param {any} racer */
const lookOf = ({ name, look }) => {
  const focus = highlighted();
  return { color: look[themeNow()], isDim: Boolean(focus && focus !== name) };
};

const scatters = ground => Boolean(ground && catalog.surfaces[JSON.parse(ground)[0]]?.scatters);

headsDrawn.listen(({ panel }, now) => {
  const { index, ground } = panel; // of what is drawn, also while the state is ahead
  if (!scatters(ground)) {
    places[index]?.node.remove();
    return;
  }
  const { node, canvas, button } = placeIn(index);
  const shown = opens();
  if (node.classList.contains('open') !== shown) node.classList.toggle('open', shown);
  button.setAttribute('aria-expanded', String(shown));
  if (!shown) return;
  if (!known.has(ground)) learn(ground);
  const scatter = known.get(ground);
  if (scatter) drawScatter(canvas, scatter, panel.racers, now, lookOf);
});
