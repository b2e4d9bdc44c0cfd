/* A server that does not answer is asked again after pauses that grow: by all who wait for it at the same moment. */

const FIRST = 500; // ms
const LONGEST = 10_000;

/** How long to wait after so many failures, one after the other, in ms.
 * @param {number} failures */
export const pauseAfter = failures => Math.min(FIRST * 2 ** (failures - 1), LONGEST);

/** @param {(task: () => void, ms: number) => any} start a timer
 * @param {(timer: any) => void} stop it */
export const createSilence = (start = (task, ms) => setTimeout(task, ms), stop = timer => clearTimeout(timer)) => {
  let failures = 0; // rounds of requests without an answer
  /** @type {{ over: Promise<void>, end: () => void } | null} */
  let pause = null;
  const begin = () => {
    /** @type {() => void} */
    let resolve = () => {};
    /** @type {Promise<void>} */
    const over = new Promise(done => {
      resolve = done;
    });
    const end = () => {
      stop(timer);
      pause = null;
      resolve();
    };
    const timer = start(end, pauseAfter(++failures));
    return { over, end };
  };
  return {
    /** Whether nothing has been answered since a request failed. */
    get lasts() {
      return failures > 0;
    },
    /** A request has failed: resolves when it is time to ask again. */
    pause: () => (pause ??= begin()).over,
    /** It is time to ask again, at once. */
    wake: () => pause?.end(),
    /** A request was answered: who else waits asks at once. */
    end() {
      failures = 0;
      pause?.end();
    },
  };
};
