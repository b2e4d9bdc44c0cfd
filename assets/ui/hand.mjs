/* Whether the reader's hand is at the mouse, or on the screen, or at the keyboard, and whether it holds something. */
import { createSignal } from '../core/signal.mjs';
import { found } from './elements.mjs';

let pointing = false;
let pressed = false;
let taps = 0; // how often mouse or finger came down

/** Whether the last thing done was with mouse or finger. */
export const isPointing = () => pointing;

/** Whether a button of the mouse, a finger or a key is down. */
export const isPressed = () => pressed;

let clicks = ''; // those that are one double click, on a button that stays pressed

document.addEventListener(
  'click',
  event => {
    if (event.detail < 2) clicks = found(event, '[aria-pressed]') ? `click ${event.timeStamp}` : '';
  },
  true,
);

/** What is done again and again, by a name of its own: a slider that the keyboard moves, or another thing with arrows
 * of its own, or a double click; '' for all else. */
export const handled = () => {
  if (pointing) return clicks;
  const { activeElement: at } = document;
  const moves = at instanceof HTMLInputElement ? at.type === 'range' : at?.role === 'slider';
  return moves ? (at?.ariaLabel ?? '') : '';
};

/** @type {EventTarget | null} */
let typed = null; // a field with a text that is not committed yet

/** Whether a text is being typed: its keys are its own. */
export const isTyping = () => typed !== null && typed === document.activeElement;

document.addEventListener(
  'input',
  ({ target }) => {
    const isText = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !isMoved(target));
    if (isText) typed = target;
  },
  true,
);
for (const kind of ['change', 'focusout']) {
  const commit = () => {
    typed = null;
  };
  document.addEventListener(kind, commit, true);
}

/** @param {HTMLInputElement} input */
const isMoved = ({ type }) => type === 'range' || type === 'checkbox' || type === 'radio';

/** Tells when that has ended. */
export const released = createSignal();

/** The keyboard belongs to nobody. */
export const letGo = () => {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
};

/** After the mouse the keyboard belongs to the clock again; who came by the keyboard stays where he is, and so does who
 * has gone on to something else meanwhile.
 * @param {boolean} [byHand] whether he has come by the mouse, if that is not what was done last */
export const leaveToClock = (byHand = pointing) => {
  const before = taps;
  if (byHand) setTimeout(() => taps !== before || document.querySelector(':modal') || letGo());
};

for (const kind of ['pointerdown', 'keydown']) {
  const note = () => {
    pointing = kind === 'pointerdown';
    pressed = true;
    if (pointing) taps++;
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
