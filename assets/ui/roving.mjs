/* Toolbars, all that has role="toolbar": their buttons are one stop of the Tab key, with arrows inside. A text field
   among them is a stop of its own, as the arrows are needed there. */
import { all, found } from './elements.mjs';
import { leaveToClock } from './hand.mjs';

const TOOLBAR = '[role="toolbar"]';
const ITEM = 'button, input[type="checkbox"]';
const FIELD = 'input:not([type="checkbox"])';

/** @param {Element} toolbar @returns {HTMLElement[]} those that can be reached now */
const itemsOf = toolbar => {
  const items = /** @type {HTMLElement[]} */ ([...toolbar.querySelectorAll(ITEM)]);
  return items.filter(node => node.checkVisibility({ visibilityProperty: true }) && !node.matches(':disabled'));
};

/** @param {HTMLElement[]} items @param {HTMLElement} chosen the one that Tab comes to */
const letIn = (items, chosen) =>
  items.forEach(node => {
    const stop = node === chosen ? 0 : -1;
    if (node.tabIndex !== stop) node.tabIndex = stop;
  });

/** Where an arrow leads among `count` items: around the ends, Home and End to them; -1 for another key.
 * @param {string} key @param {number} place @param {number} count */
export const rovedTo = (key, place, count) => {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key === 'ArrowRight' || key === 'ArrowDown') return (place + 1) % count;
  if (key === 'ArrowLeft' || key === 'ArrowUp') return (place + count - 1) % count;
  return -1;
};

/** @param {KeyboardEvent} event */
const rove = event => {
  const { key, altKey, ctrlKey, metaKey } = event;
  const toolbar = found(event, TOOLBAR);
  if (altKey || ctrlKey || metaKey || !toolbar) return;
  const items = itemsOf(toolbar);
  const place = items.indexOf(/** @type {HTMLElement} */ (event.target));
  const next = place < 0 ? -1 : rovedTo(key, place, items.length);
  if (next < 0) return;
  event.preventDefault();
  event.stopPropagation(); // here the arrows are not the clock's
  letIn(items, items[next]);
  items[next].focus();
};

/* Before Tab moves, as items come, go and are hidden: one of each toolbar can be reached, the last that was. */
const tidy = () =>
  all(TOOLBAR).forEach(toolbar => {
    const items = itemsOf(toolbar);
    const stops = items.filter(node => node.tabIndex === 0);
    if (items.length && stops.length !== 1) letIn(items, stops[0] ?? items[0]);
  });

document.addEventListener('keydown', event => (event.key === 'Tab' ? tidy() : rove(event)), true);

document.addEventListener('focusin', event => {
  const toolbar = found(event, TOOLBAR);
  if (toolbar && event.target instanceof HTMLElement && event.target.matches(ITEM))
    letIn(itemsOf(toolbar), event.target);
});

/* A field that was clicked keeps the keyboard: a chooser's list is open as long as it does. */
document.addEventListener('click', event => {
  if (event.detail && found(event, TOOLBAR) && !found(event, FIELD)) leaveToClock();
});
