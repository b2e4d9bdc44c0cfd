/* A gate keeps the pace: it lets one request be in flight and keeps only the newest value that came meanwhile.
   However fast a slider is dragged, the server is asked as often as it can answer, and the last answer is the one
   for the last value. */

const PATIENCE = 5000; // ms; a gate that hears nothing for so long opens by itself

/** `send(value)` begins a request. The gate opens again when the promise that it returns is settled; where it returns
 * none, `done()` is to be called when the request has ended, well or badly.
 * @template Value
 * @param {(value: Value) => Promise<unknown> | undefined | void} send
 * @param {() => number} now ms */
export const createGate = (send, now = () => performance.now()) => {
  let busy = false;
  let since = 0;
  /** @type {[Value] | null} */
  let waiting = null;
  const done = () => {
    busy = false;
    if (!waiting) return;
    const [value] = waiting;
    waiting = null;
    go(value);
  };
  /** @param {Value} value */
  const go = value => {
    busy = true;
    since = now();
    const sent = send(value);
    if (sent instanceof Promise) sent.finally(done);
  };
  return {
    /** @param {Value} value */
    push(value) {
      if (busy && now() - since < PATIENCE) waiting = [value];
      else go(value);
    },
    done,
  };
};
