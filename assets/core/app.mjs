/* What the whole page knows, and what its parts add to it. */
export const app = {
  panels: [], // those on the page, as player/panel.mjs has them, with the racers of the last answer
  begun: false, // data and pictures are here
  firstStep: null, // at which a link begins
  highlighted: null, // name of the racer that stands out
  byPointer: false, // the last event came from mouse or finger, not from the keyboard
  actions: {}, // by the name in a button's `data-action`
  keys: {}, // by KeyboardEvent.key
};
