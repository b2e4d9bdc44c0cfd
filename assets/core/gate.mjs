/* A gate keeps the pace: it lets one request be in flight and keeps only the newest value that came meanwhile.
   However fast a slider is dragged, the server is asked as often as it can answer, and the last answer is the one
   for the last value. */

const PATIENCE = 5000; // ms; a gate that hears nothing for so long opens by itself

/** `send(value, still, signal)` begins a request; the gate opens again when it has ended, well or badly. `still()` says
 * whether nothing newer is to be asked; the signal tells that something newer is: the server need not go on.
 * @template Value
 * @param {(value: Value, still: () => boolean, signal: AbortSignal) => Promise<unknown>} send
 * @param {() => number} now ms */
export const createGate = (send, now = () => performance.now()) => {
  let count = 0;
  let flying = 0; // the number of the request in flight
  let since = 0;
  /** @type {[Value] | null} */
  let waiting = null;
  let control = new AbortController();
  /** @param {Value} value */
  const go = value => {
    const number = ++count;
    [flying, since] = [number, now()];
    control.abort();
    control = new AbortController();
    send(value, () => flying === number && !waiting, control.signal).finally(() => {
      if (flying !== number) return;
      flying = 0;
      const next = waiting;
      waiting = null;
      if (next) go(...next);
    });
  };
  return {
    /** @param {Value} value */
    push(value) {
      if (flying && now() - since < PATIENCE) waiting = [value];
      else {
        waiting = null;
        go(value);
      }
    },
  };
};
