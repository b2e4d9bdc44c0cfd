/* Whether the reader's hand is at the mouse, or on the screen, or at the keyboard, and whether it holds something. */
import { createSignal } from '../core/signal.mjs';
import { found } from './elements.mjs';

let pointing = false;
let pressed = false;

/** Whether the last thing done was with mouse or finger. */
export const isPointing = () => pointing;

/** Whether a button of the mouse, a finger or a key is down. */
export const isPressed = () => pressed;

/** Tells when that has ended. */
export const released = createSignal();

/** The keyboard belongs to nobody. */
export const letGo = () => {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
};

/** After the mouse the keyboard belongs to the clock again; who came by the keyboard stays where he is. */
export const leaveToClock = () => {
  if (pointing) setTimeout(() => document.querySelector(':modal') || letGo());
};

for (const kind of ['pointerdown', 'keydown']) {
  const note = () => {
    pointing = kind === 'pointerdown';
    pressed = true;
  };
  document.addEventListener(kind, note, true);
}

const release = () => {
  if (!pressed) return;
  pressed = false;
  setTimeout(released.tell, 0); // after what the release itself does
};
for (const kind of ['pointerup', 'pointercancel', 'keyup']) window.addEventListener(kind, release, true);
window.addEventListener('blur', release); // its end is then told to another window

document.addEventListener('pointerup', event => {
  if (found(event, 'input[type="range"], input[type="checkbox"]')) leaveToClock();
});
