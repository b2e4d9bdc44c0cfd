/* What a page hears of the screen and of the system. */

/** Tells when a media query's answer is another one. Chromium tells nobody who listens to a list that has been read
 * between the change and its event, as it is by a page that draws: so one that is listened to is read by nobody.
 * @param {string} query @param {() => void} listen */
export const hearMedia = (query, listen) => window.matchMedia(query).addEventListener('change', listen);
