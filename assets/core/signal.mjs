/* News for whoever listens: how a module tells what it does not know. */
export const createSignal = () => {
  const listeners = [];
  return {
    listen(listener) {
      listeners.push(listener);
    },
    tell(...news) {
      listeners.forEach(listener => listener(...news));
    },
  };
};
