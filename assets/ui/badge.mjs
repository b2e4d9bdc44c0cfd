/* A racer's badge: its marker and its colours, of which the theme chooses one. */
import { all } from './elements.mjs';

/** @typedef {import('../types.d.ts').LookEntry} LookEntry */

const SVG = 'http://www.w3.org/2000/svg';

/** @type {(look: {path: string}) => SVGSVGElement} */
const markerSvg = ({ path }) => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '-1.6 -1.6 3.2 3.2');
  svg.setAttribute('class', 'marker');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
};

/**
 * Gives an element, and all that is in it, the colours of a racer; returns the racer's marker, to be put there.
 * @param {HTMLElement} node
 * @param {LookEntry} look
 */
export const badge = (node, look) => {
  node.style.setProperty('--light', look.light);
  node.style.setProperty('--dark', look.dark);
  return markerSvg(look);
};

/**
 * Badges of the methods in the chooser, once.
 * @param {Record<string, {look: LookEntry}>} optimizers
 */
export const markChoices = optimizers => {
  for (const node of all('.choice[data-name]')) {
    if (!node.querySelector('.marker')) node.prepend(badge(node, optimizers[node.dataset.name ?? ''].look));
  }
};
