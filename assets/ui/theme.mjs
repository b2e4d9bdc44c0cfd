/* Dark or light, on every page: as the link or the reader says, else as the system does. A page that draws by the theme
   listens for 'ravine:theme' on the document. */

import { serveClicks } from './actions.mjs';
import { byId, inform } from './elements.mjs';
import { hearMedia } from './media.mjs';

/** @typedef {'dark' | 'light'} Theme */

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const given = new URLSearchParams(location.search).get('theme');
/** @type {Theme | null} */
let chosen = given === 'dark' || given === 'light' ? given : null; // null: as the system

/** @type {() => Theme} */
export const systemTheme = () => (dark.matches ? 'dark' : 'light');

export const chosenTheme = () => chosen;

/** @type {() => Theme} */
export const themeNow = () => chosen || systemTheme();

/** @type {() => Theme} */
export const otherTheme = () => (themeNow() === 'dark' ? 'light' : 'dark');

/** Null is what the system says.
 * @param {Theme | null} theme */
export const chooseTheme = theme => {
  adoptTheme(theme);
  document.dispatchEvent(new CustomEvent('ravine:theme'));
};

/** The same where all that is drawn comes with it.
 * @param {Theme | null} theme */
export const adoptTheme = theme => {
  chosen = theme;
  inform('theme', { forceColorScheme: themeNow() });
  document.documentElement.dataset.theme = themeNow();
};

hearMedia(dark.media, () => {
  if (!chosen) chooseTheme(null);
});

const always = () => true;
serveClicks(always, '[data-action="theme"]', () => chooseTheme(otherTheme()));

document.documentElement.dataset.theme = themeNow();
const drawn = new MutationObserver(() => {
  // Dash can be told when the first page is there
  if (!byId('head')) return;
  drawn.disconnect();
  if (chosen) adoptTheme(chosen);
});
drawn.observe(document.documentElement, { childList: true, subtree: true });
