/* How the page's own dialogs open and close. */
import { byId, found } from './elements.mjs';
import { isPointing, letGo } from './hand.mjs';

/** Opens with the keyboard in the first field, or on what `first` selects; after the mouse it is the clock's again
 * when the dialog closes.
 * @param {string} name @param {string} [first] */
export const openDialog = (name, first = 'input') => {
  if (isPointing()) letGo();
  const dialog = byId(name, HTMLDialogElement);
  if (!dialog.open) dialog.showModal();
  /** @type {HTMLElement | null} */
  const field = dialog.querySelector(first);
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
};

/** Closes it; the next key, which may come in the same frame, is not a hidden field's.
 * @param {HTMLElement} button in the dialog */
export const closeDialog = button => {
  const dialog = button.closest('dialog');
  dialog?.close();
  if (dialog?.contains(document.activeElement)) letGo();
};

document.addEventListener('pointerdown', ({ target, clientX: x, clientY: y }) => {
  if (!(target instanceof HTMLDialogElement)) return; // beside the dialog, on its backdrop
  const { left, right, top, bottom } = target.getBoundingClientRect();
  if (x < left || x > right || y < top || y > bottom) target.close();
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || found(event, 'input')) return;
  /** @type {HTMLDialogElement | null} */
  const aside = document.querySelector('.dialog.aside[open]');
  aside?.close(); // the browser closes only those that hold the keyboard
});
