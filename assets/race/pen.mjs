/* A pen over the pictures: mouse, finger or stylus, in two colours. What it has drawn follows the panels when they get
   another size, and is gone with Escape. While it is in the hand a press draws and starts nobody. */
import { linesOf, Sketch } from '../core/sketch.mjs';
import { all, byId, element, press } from '../ui/elements.mjs';
import { opened } from './news.mjs';

const WIDTH = 5; // px, at type of 16 px
const COLORS = ['red', 'blue']; // of the style's --pen-<color>

const sketch = new Sketch();
let inHand = false;
let color = COLORS[0];
let pointer = null; // the id of the one that draws
/** @type {HTMLCanvasElement | null} */
let canvas = null; // while the pen is in the hand, or something is drawn

/** @returns {[number, number]} */
const size = () => [canvas.clientWidth, canvas.clientHeight];

/* ---- drawing ---- */

const watch = new ResizeObserver(() => canvas && fit());

function fit() {
  const [width, height] = size();
  const ratio = window.devicePixelRatio || 1;
  Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  sketch.strokes.forEach(stroke => paint(stroke));
}

/* A stroke, since a point. */
function paint(stroke, since = 0) {
  const context = canvas.getContext('2d');
  const style = getComputedStyle(canvas);
  const thick = (WIDTH * parseFloat(getComputedStyle(document.documentElement).fontSize)) / 16;
  Object.assign(context, { lineCap: 'round', strokeStyle: style.getPropertyValue(`--pen-${stroke.color}`) });
  for (const { from, to, weight } of linesOf(stroke, size(), since)) {
    context.lineWidth = thick * weight;
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
  }
}

/* Only a stylus says how hard it is pressed. */
const weightOf = ({ pointerType, pressure }) => (pointerType === 'pen' && pressure ? 0.5 + pressure : 1);

function draw(event) {
  const stroke = sketch.strokes.at(-1);
  if (event.pointerId !== pointer || !stroke) return;
  const box = canvas.getBoundingClientRect();
  const since = stroke.points.length;
  const passed = event.getCoalescedEvents?.() ?? [];
  for (const each of passed.length ? passed : [event]) {
    sketch.add([each.clientX - box.left, each.clientY - box.top], weightOf(each), size());
  }
  paint(stroke, since);
}

function begin(event) {
  if (event.button !== 0 || pointer !== null) return;
  event.preventDefault();
  pointer = event.pointerId;
  canvas.setPointerCapture(pointer);
  sketch.begin(color);
  draw(event);
}

const end = event => {
  if (event.pointerId === pointer) pointer = null;
};

/* ---- the hand ---- */

function show() {
  const needed = inHand || !sketch.isEmpty;
  const place = byId('panels');
  if (needed && !canvas) {
    canvas = Object.assign(element('canvas'), { id: 'pen' });
    canvas.setAttribute('aria-hidden', 'true');
    Object.assign(canvas, { onpointerdown: begin, onpointermove: draw, onpointerup: end, onpointercancel: end });
    place.append(canvas);
    watch.observe(canvas);
    fit();
  } else if (!needed && canvas) {
    watch.disconnect();
    canvas.remove();
    canvas = pointer = null;
  }
  byId('race-page').classList.toggle('drawing', inHand);
  all('[data-action="pen"]').forEach(button => press(button, inHand));
  all('[data-action="pen-color"]').forEach(button => press(button, button.dataset.color === color));
}

/* Takes the pen, or lays it down; what is drawn stays. */
export const togglePen = () => {
  inHand = !inHand;
  show();
};

export const choosePen = wanted => {
  color = wanted;
  show();
};

export const chooseInk = number => inHand && choosePen(COLORS[number - 1]);

/* Nothing is drawn, and nothing is in the hand. */
export const dropPen = () => {
  inHand = false;
  sketch.clear();
  show();
};

opened.listen(dropPen);

/* Before the stage hears of it, which Escape leaves, too. */
document.addEventListener(
  'keydown',
  event => {
    if (event.key !== 'Escape' || !canvas || document.querySelector('dialog[open]')) return;
    event.stopPropagation();
    dropPen();
  },
  true,
);
