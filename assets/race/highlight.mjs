/* The racer that stands out: all others step back. */
import { redraw } from '../player/loop.mjs';
import { all } from '../ui/elements.mjs';
import { state } from './state.mjs';

/* The racer that an element is about. */
const nameOf = node => node.closest('[data-name]').dataset.name;

let standing = null; // its name

export const highlighted = () => standing;

/* A racer that does not run is nobody to step back for. */
export const highlight = wanted => {
  standing = state.panels.some(({ spec }) => wanted in spec.optimizers) ? wanted : null;
  all('.legend-item, .rate-item, .racer-switch').forEach(node => {
    node.classList.toggle('faded', Boolean(standing) && nameOf(node) !== standing);
  });
  redraw();
};
