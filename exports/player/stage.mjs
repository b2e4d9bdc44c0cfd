/* What the panels lie on: elements at places in px, canvases at the screen's own resolution, and type. */
import { film } from './film.mjs';

const FAMILY = 'Inter, system-ui, sans-serif';
const ruler = document.createElement('canvas').getContext('2d');

export const MARGIN = 20; // px around a plot area: heads at its edge are whole

export const stage = document.getElementById('stage');

/* Of type, legends' letters, titles and lines in the window as it is now (places.mjs). */
export const sizes = { type: 14, letters: 14, title: 19, unit: 1 };

export const element = (parent, name, className) => {
  const node = parent.appendChild(document.createElement(name));
  node.className = className;
  return node;
};

/* Lays an element: left, top, width, height. */
export const lay = (node, box) => {
  ['left', 'top', 'width', 'height'].forEach((side, i) => {
    node.style[side] = `${box[i]}px`;
  });
};

export const canvasIn = (parent, className) => {
  const node = element(parent, 'canvas', className);
  node.setAttribute('aria-hidden', 'true');
  return node;
};

/* Lays a canvas, and wipes it; its context counts in px from the stage's top left. */
export const fitted = (canvas, box) => {
  const ratio = window.devicePixelRatio || 1;
  lay(canvas, box);
  Object.assign(canvas, { width: Math.round(box[2] * ratio), height: Math.round(box[3] * ratio) });
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, -box[0] * ratio, -box[1] * ratio);
  return { context, ratio };
};

const fontOf = (weight, size) => `${weight} ${size}px ${FAMILY}`;

/* The width of a line of text, in sizes of its type. */
export const widthOf = (text, weight) => {
  ruler.font = fontOf(weight, 100);
  return ruler.measureText(text).width / 100;
};

/* Writes a line of text whose middle is at y. */
export const write = (context, text, x, y, align = 'center') => {
  Object.assign(context, { font: fontOf(500, sizes.type), fillStyle: film.theme.text });
  Object.assign(context, { textAlign: align, textBaseline: 'middle' });
  context.fillText(text, x, y);
};

/* Writes the same upward. */
export const writeUpward = (context, text, x, y) => {
  context.save();
  context.translate(x, y);
  context.rotate(-Math.PI / 2);
  write(context, text, 0, 0);
  context.restore();
};
