/* The samples of a surface of data, in a corner of its picture, with the line that each racer has drawn among them by
   now. In a lesson it is open; on the race page it is a button until somebody asks for it. */
import { catalog } from '../core/catalog.mjs';
import { frameOf, linesOf } from '../core/scatter.mjs';
import { redraw } from '../player/loop.mjs';
import { serveActions } from '../ui/actions.mjs';
import { byId, element } from '../ui/elements.mjs';
import { get } from '../ui/server.mjs';
import { themeNow } from '../ui/theme.mjs';
import { highlighted } from './highlight.mjs';
import { headsDrawn } from './news.mjs';
import { isHere } from './state.mjs';
import { storyNow } from './story.mjs';

const MOST = 60; // samples of so many grounds are kept
const DOT = 2.5; // px
const DIM = 0.25;

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
    known.set(ground, { ...told, frame: frameOf(told.points) });
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
  if (scatter) draw(canvas, scatter, panel, now);
});

const draw = (canvas, scatter, panel, now) => {
  const [width, height, ratio] = [canvas.clientWidth, canvas.clientHeight, devicePixelRatio];
  if (!width) return;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const [[left, right], [bottom, top]] = scatter.frame;
  const pixel = ([u, v]) => [((u - left) / (right - left)) * width, ((top - v) / (top - bottom)) * height];
  drawSamples(context, scatter, pixel);
  for (const racer of panel.racers) drawLines(context, scatter, racer, now, pixel);
};

/* The darker, the larger the target. */
const drawSamples = (context, { points }, pixel) => {
  const ink = getComputedStyle(context.canvas).color;
  context.strokeStyle = ink;
  context.fillStyle = ink;
  context.lineWidth = 1;
  for (const [u, v, tone] of points) {
    const [x, y] = pixel([u, v]);
    context.beginPath();
    context.arc(x, y, DOT, 0, 2 * Math.PI);
    context.globalAlpha = (1 + tone) / 2;
    context.fill();
    context.globalAlpha = 0.7;
    context.stroke();
  }
  context.globalAlpha = 1;
};

/* Between two steps, between their lines. */
const drawLines = (context, scatter, racer, now, pixel) => {
  const step = Math.min(racer.stepAt(now), racer.x.length - 1);
  const [before, part] = [Math.floor(step), step % 1];
  const at = values => values[before] + (part && part * (values[before + 1] - values[before]));
  const focus = highlighted();
  context.globalAlpha = focus && focus !== racer.name ? DIM : 1;
  for (const { level, segment } of linesOf(scatter, at(racer.x), at(racer.y), scatter.frame)) {
    context.setLineDash(level ? [4, 4] : []);
    context.lineWidth = level ? 1.5 : 3;
    context.strokeStyle = racer.look[themeNow()];
    context.beginPath();
    context.moveTo(...pixel(segment[0]));
    context.lineTo(...pixel(segment[1]));
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
};
