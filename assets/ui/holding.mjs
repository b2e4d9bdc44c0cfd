/* Whether a slider is held, and the news that it is let go. */
import { createSignal } from '../core/signal.mjs';
import { found } from './elements.mjs';

let held = false;

export const isHolding = () => held;

export const released = createSignal();

document.addEventListener('pointerdown', event => {
  held = Boolean(found(event, 'input[type="range"]'));
});

for (const kind of ['pointerup', 'pointercancel']) {
  document.addEventListener(kind, () => {
    if (!held) return;
    held = false;
    released.tell();
  });
}
