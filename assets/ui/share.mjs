/* The one way to share a page: its link, copied. */
import { notice } from './notices.mjs';

/** Copies the link of this page with a query, and says what it `opens`.
 * @param {string} query without its question mark @param {string} opens such as 'exactly this picture' */
export const shareLink = async (query, opens) => {
  try {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}?${query}`);
    notice(`The link is copied: it opens ${opens}.`, [], 'link', 'info');
  } catch {
    notice('The browser did not allow copying; the link is in the address bar.', [], 'link', 'info');
  }
};
