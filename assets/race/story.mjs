/* What a lesson says of the race page that it is told on; the lesson itself is in lessons/. */
/** @typedef {{query: string, caption: (index: number) => string, follow: () => void}} Story */

/** @type {Story} */
const NONE = { query: '', caption: () => '', follow: () => {} };

let tell = () => NONE;

/* `read()` returns the story while it is on the page: {query, the part of the address that names its step;
   caption(index), that of a panel; follow(), called when the address has changed}. */
export const tellStory = read => {
  tell = read;
};

export const storyNow = () => tell() || NONE;
