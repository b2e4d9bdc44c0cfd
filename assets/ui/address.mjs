/* The address bar, which holds the state of the page. Dash hears of links and of Back, not of what is written here. */

const PAUSE = 300; // ms; browsers allow only so many changes of the address

const now = () => location.pathname + location.search;

let home = ''; // the path of the page that is shown
let heard = now(); // the address as Dash knows it
let shown = heard; // that of what is shown

/** The page of this address is opened: until another one is, only it may write there. The address may be the next
 * page's while this one is still seen. */
export const arrive = () => {
  home = location.pathname;
};

/** What the address says is shown. */
export const noteAddress = () => {
  shown = now();
};

/** @type {(event: Event) => boolean} */
let isOwn = () => false;

/** Asks first whether an address that the reader comes to is one that the page shows by itself: nobody else need hear
 * of it. @param {(event: Event) => boolean} ask */
export const claimAddresses = ask => {
  isOwn = ask;
};

/** Writes a query, without its question mark. @param {string} query */
export const writeAddress = query => {
  history.replaceState(history.state, '', `?${query}`);
  noteAddress();
};

/** What writes a page's state into the address, once it has rested. `query()` gives it without its question mark, or
 * null where the address stays as it is; a reader who has gone to another page meanwhile keeps that page's.
 * @param {() => string | null} query @returns {() => void} */
export const createAddress = query => {
  /** @type {number | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const told = location.pathname === home ? query() : null;
      if (told !== null) writeAddress(told);
    }, PAUSE);
  };
};

/* Before Dash: to where one is nothing leads, another place on the page at most. Where Dash takes an address for the
   one that it has, which is another one by now, it is told. */
/** @param {Event} event */
const go = event => {
  if (isOwn(event)) {
    event.stopImmediatePropagation();
    noteAddress();
    return;
  }
  const to = now();
  const forgotten = to === heard;
  if (to === shown || forgotten) event.stopImmediatePropagation();
  if (to !== shown && forgotten) {
    const { pathname, search, href } = location;
    dash_clientside.set_props('_pages_location', { pathname, search, href });
  }
  if (to !== shown) [heard, shown] = [to, to];
};

window.addEventListener('popstate', go);
window.addEventListener('_dashprivate_pushstate', go);
