/* How the page's own dialogs open and close. */
import { isPointing } from './hand.mjs';

/* With the keyboard in its first field, or on what `first` selects; after the mouse it is the clock's again when the
   dialog closes. */
export const openDialog = (name, first = 'input') => {
  if (isPointing()) document.activeElement?.blur();
  const dialog = document.getElementById(name);
  dialog.showModal();
  const field = dialog.querySelector(first);
  field?.focus();
  field?.select?.();
};

export const closeDialog = button => button.closest('dialog').close();

document.addEventListener('pointerdown', event => {
  // beside the dialog, on its backdrop
  if (event.target.nodeName !== 'DIALOG') return;
  const { left, right, top, bottom } = event.target.getBoundingClientRect(),
    { clientX: x, clientY: y } = event;
  if (x < left || x > right || y < top || y > bottom) event.target.close();
});

document.addEventListener('keydown', event => {
  // the browser closes only those that hold the keyboard
  if (event.key === 'Escape' && !event.target.closest('input')) document.querySelector('.dialog.aside[open]')?.close();
});
