/* The keys: the app's, and those of a presenter's remote. */
import { clock } from '../../assets/core/clock.mjs';
import { ACTIONS } from './bar.mjs';

const KEYS = {
  ' ': ACTIONS.play,
  ArrowLeft: ACTIONS.back,
  ArrowRight: ACTIONS.forward,
  Home: () => clock.seek(0),
  End: () => clock.seek(clock.last),
  PageDown: ACTIONS.play,
  PageUp: () => clock.seek(0),
  l: ACTIONS.loop,
  f: ACTIONS.full,
};

const press = event => {
  if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
  if (event.target.closest('input, select') || (event.key === ' ' && event.target.closest('button, a, summary')))
    return;
  event.preventDefault();
  KEYS[event.key]();
};

export const mountKeys = () => document.addEventListener('keydown', press);
