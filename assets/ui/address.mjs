/* The address bar, which holds the state of the page. */

const PAUSE = 300; // ms; browsers allow only so many changes of the address

/** What writes a page's state into the address, once it has rested. `query()` gives it without its question mark, or
 * null where the address stays as it is; a reader who has gone to another page meanwhile keeps that page's.
 * @param {() => string | null} query @returns {() => void} */
export const createAddress = query => {
  /** @type {number | undefined} */
  let timer;
  return () => {
    const { pathname } = location;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const now = location.pathname === pathname ? query() : null;
      if (now !== null) history.replaceState(history.state, '', `?${now}`);
    }, PAUSE);
  };
};
