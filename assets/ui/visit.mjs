/* The one way to another page of the app. */

/** Goes to an address of the app as its own links do, without loading the page anew: jobs of the tray go on.
 * @param {string} address */
export const visit = address => {
  history.pushState({}, '', address);
  window.dispatchEvent(new CustomEvent('_dashprivate_pushstate')); // what dcc.Location listens to
  window.scrollTo(0, 0);
};
