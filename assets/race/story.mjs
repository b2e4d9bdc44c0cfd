/* What a lesson says of the race page that it is told on; the lesson itself is in lessons/. */
/** @typedef {{query: string, caption: (index: number) => string, follow: () => void,
 * turn: (query: string) => void}} Story */

/** @type {Story} */
const NONE = { query: '', caption: () => '', follow: () => {}, turn: () => {} };

let tell = () => NONE;

/* `read()` returns the story while it is on the page: {query, the part of the address that names its step;
   caption(index), that of a panel; follow(), called when the address has changed; turn(query), to the step that another
   part of an address named, whose scene is on the page}. */
export const tellStory = read => {
  tell = read;
};

export const storyNow = () => tell() || NONE;
