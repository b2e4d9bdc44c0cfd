/* The racer that stands out: all others step back. */
import { redraw } from '../player/loop.mjs';
import { state } from './state.mjs';

export let highlighted = null; // its name

/* A racer that does not run is nobody to step back for. */
export const highlight = wanted => {
  highlighted = state.panels.some(({ spec }) => wanted in spec.optimizers) ? wanted : null;
  document.querySelectorAll('.legend-item, .racer-switch').forEach(node => {
    node.classList.toggle('faded', Boolean(highlighted) && node.closest('[data-name]').dataset.name !== highlighted);
  });
  redraw();
};
