/* The one way to share a page: its link, copied. */
import { notify } from './notices.mjs';

/** Copies the link of this page with a query, and says what it `opens`.
 * @param {string} query without its question mark @param {string} opens such as 'exactly this picture' */
export const shareLink = async (query, opens) => {
  try {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}?${query}`);
    say(`The link is copied: it opens ${opens}.`);
  } catch {
    say('The browser did not allow copying; the link is in the address bar.');
  }
};

/* Below the button that was used. */
/** @param {string} text */
const say = text => notify(text, { kind: 'link', tone: 'info', near: document.querySelector('#head .menu') });
