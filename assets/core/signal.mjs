/* News for whoever listens: how a module tells what it does not know. */

/** @typedef {(...news: any[]) => void} Listener */

export const createSignal = () => {
  /** @type {Listener[]} */
  const listeners = [];
  return {
    /** @param {Listener} listener */
    listen(listener) {
      listeners.push(listener);
    },
    /** @param {any[]} news */
    tell(...news) {
      for (const listener of listeners) listener(...news);
    },
  };
};
