/* What the whole page knows, and what its parts add to it. */
export const app = {
  byPointer: false, // the last event came from mouse or finger, not from the keyboard
  actions: {}, // by the name in a button's `data-action`
  keys: {}, // by KeyboardEvent.key
};
