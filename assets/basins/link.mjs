/* The basin page's address, and the way to the race. */
import { plain } from '../core/numbers.mjs';
import { createAddress, writeAddress } from '../ui/address.mjs';
import { isAtEntry } from '../ui/entries.mjs';
import { shareLink } from '../ui/share.mjs';
import { chosenTheme } from '../ui/theme.mjs';
import { visit } from '../ui/visit.mjs';
import { isHere, page } from './page.mjs';

const START = /&start=[^&]*/;
const STANDARD = 100; // starts a side

const theme = () => (chosenTheme() ? `&theme=${chosenTheme()}` : '');

const address = () => {
  const { query, spec } = page;
  const grid = spec.size === STANDARD ? '' : `&grid=${spec.size}`;
  return `${query.replace(START, '')}${grid}${theme()}`;
};

/* The link of the state of now; '' while the server has not told it. */
export const linkNow = () => (page.query && page.queryOf === JSON.stringify(page.spec) ? address() : '');

export const showAddress = createAddress(() => (isHere() && page.query && isAtEntry() ? address() : null));

export const share = () => shareLink(address(), 'exactly these maps');

/* The race of all methods of the page from `start`; without one from the surface's own. */
export const goToRace = (start, elsewhere = false) => {
  const { catalog, query } = page;
  if (!query) return;
  const link = start ? query.replace(START, `&start=${start.map(plain).join()}`) : query;
  const race = `${catalog.paths.race}?${link}${theme()}`;
  if (elsewhere) return void window.open(race, '_blank', 'noopener');
  writeAddress(address()); // to come back to
  visit(race);
};
