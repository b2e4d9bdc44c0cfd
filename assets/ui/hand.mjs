/* Whether the reader's hand is at the mouse, or on the screen, or at the keyboard. */
import { found } from './elements.mjs';

let pointing = false;

/** Whether the last thing done was with mouse or finger. */
export const isPointing = () => pointing;

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
  };
  document.addEventListener(kind, note, true);
}

document.addEventListener('pointerup', event => {
  if (found(event, 'input[type="range"], input[type="checkbox"]')) leaveToClock();
});
