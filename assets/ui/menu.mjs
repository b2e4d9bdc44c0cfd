/* Menus: a button with the action `menu` opens the one that it names. The keyboard goes through it with arrows; it
   closes with Escape, with a choice, and when something else is used. */
import { serveClicks } from './actions.mjs';
import { all, byId } from './elements.mjs';
import { isPointing } from './hand.mjs';

const BUTTON = '[data-action="menu"]';

/** @param {HTMLElement} button */
const menuOf = button => byId(button.dataset.menu ?? '');

/** @param {HTMLElement} menu */
const items = menu => [.../** @type {NodeListOf<HTMLElement>} */ (menu.querySelectorAll('[role="menuitem"]'))];

/** @param {HTMLElement} button @param {boolean} on */
const show = (button, on) => {
  const menu = menuOf(button);
  menu.hidden = !on;
  if (on) menu.style.setProperty('--below', `${button.getBoundingClientRect().bottom}px`);
  button.setAttribute('aria-expanded', String(on));
};

const opened = () => [...all(BUTTON)].find(button => !menuOf(button).hidden);

/** @param {HTMLElement} button @param {boolean} atEnd */
const open = (button, atEnd = false) => {
  show(button, true);
  items(menuOf(button))
    .at(atEnd ? -1 : 0)
    ?.focus();
};

serveClicks(
  () => true,
  BUTTON,
  button => (menuOf(button).hidden ? open(button) : show(button, false)),
);

/* What is chosen, or used beside it, closes it, before it is done: what opens then knows where the keyboard was. */
document.addEventListener(
  'click',
  ({ target }) => {
    const button = opened();
    if (!button || !(target instanceof Element) || button.contains(target)) return;
    const chosen = menuOf(button).contains(target);
    show(button, false);
    if (chosen && !isPointing()) button.focus();
  },
  true,
);

/** @type {Record<string, (at: number, last: number) => number>} */
const MOVES = {
  ArrowDown: (at, last) => (at === last ? 0 : at + 1),
  ArrowUp: (at, last) => (at <= 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

document.addEventListener('keydown', event => {
  const { key, target } = event;
  if (!(target instanceof HTMLElement)) return;
  const closed = /** @type {HTMLElement | null} */ (target.closest(BUTTON));
  if (closed && menuOf(closed).hidden && /^Arrow(Up|Down)$/.test(key)) {
    event.preventDefault();
    event.stopPropagation(); // it is no key of the page then
    return open(closed, key === 'ArrowUp');
  }
  const button = opened();
  if (!button) return;
  const choices = items(menuOf(button));
  if (key === 'Escape' || key === 'Tab') {
    show(button, false);
    button.focus(); // from where Tab goes on
  } else if (MOVES[key]) {
    event.preventDefault();
    choices[MOVES[key](choices.indexOf(target), choices.length - 1)]?.focus();
  }
});
