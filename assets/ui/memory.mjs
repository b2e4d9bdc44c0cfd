/* What a browser remembers of its reader from visit to visit. One that keeps nothing for pages remembers nothing. */

/** @type {(key: string) => string} */
const named = key => `ravine.${key}`;

/** What was remembered; '' for nothing.
 * @param {string} key */
export const recall = key => {
  try {
    return localStorage.getItem(named(key)) ?? '';
  } catch {
    return '';
  }
};

/** @param {string} key @param {string} text */
export const remember = (key, text) => {
  try {
    localStorage.setItem(named(key), text);
  } catch {
    // then it is asked, or said, again
  }
};
