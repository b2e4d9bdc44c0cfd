/* Buttons and keys. A button names its action in `data-action`, with what the action needs in other `data-`; each
   page has a table of actions, and one of keys if it has any. Both may still grow after they are served. */

/** @typedef {(data: DOMStringMap, button: HTMLElement) => void} Action */

/* What has keys of its own. */
const BUSY = 'input, textarea, select, [role="slider"], [role="listbox"], [role="menu"], [role="dialog"], dialog';

/** Serves what is clicked while `isHere()`, and found by a selector.
 * @param {() => boolean} isHere @param {string} selector @param {(node: HTMLElement, event: MouseEvent) => void}
 *   serve */
export const serveClicks = (isHere, selector, serve) =>
  document.addEventListener('click', event => {
    const node = event.target instanceof Element && event.target.closest(selector);
    if (node instanceof HTMLElement && isHere()) serve(node, event);
  });

/** Serves the buttons of a page: those that are clicked while `isHere()`; `after` is called when an action is done.
 * @param {() => boolean} isHere @param {Record<string, Action>} actions
 * @param {(button: HTMLElement, event: MouseEvent) => void} [after] */
export const serveActions = (isHere, actions, after = () => {}) =>
  serveClicks(isHere, '[data-action]', (button, event) => {
    actions[button.dataset.action ?? '']?.(button.dataset, button);
    after(button, event);
  });

/** Serves the keys of a page, by KeyboardEvent.key, letters in lower case; not while a field, a dialog or a menu has
 * the keyboard.
 * @param {() => boolean} isHere @param {Record<string, () => void>} keys */
export const serveKeys = (isHere, keys) =>
  document.addEventListener('keydown', event => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key; // whatever Caps Lock says
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[key] || !isHere()) return;
    const { target } = event;
    if (!(target instanceof Element) || target.closest(BUSY)) return;
    if (key === ' ' && target.closest('button, a')) return; // the button's own key
    event.preventDefault();
    keys[key]();
  });
