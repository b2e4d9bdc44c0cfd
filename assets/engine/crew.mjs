/* Workers that share tasks. One request is worked on, and of those that come meanwhile only the newest is kept, as at a
   gate (core/gate.mjs): however fast a slider is dragged, there is always something new to draw. */

/** @typedef {import('./worker.mjs').Task} Task */
/** @typedef {import('./worker.mjs').Found} Found */

/** What is used of a Worker.
 * @typedef {object} Hand
 * @property {(task: Task) => void} postMessage
 * @property {((event: {data: {found?: Found, problem?: string}}) => void) | null} onmessage
 * @property {((event: {message: string}) => void) | null} onerror
 * @property {() => void} terminate */

/** @typedef {{tasks: Task[], found: Found[], begun: number, left: number, resolve: (found: Found[] | null) => void,
 *   reject: (problem: Error) => void}} Request */

/** @returns {Hand} */
const hire = () =>
  /** @type {Hand} */ (
    /** @type {unknown} */ (new Worker(new URL('./worker.mjs', import.meta.url), { type: 'module' }))
  );

/** As many hands as the machine has processors, but one for the page.
 * @returns {number} */
const handsFree = () => Math.max(1, Math.min(8, (navigator.hardwareConcurrency ?? 2) - 1));

/** `ask(tasks)` promises what was found, task by task, or null if a newer request came before this one was begun;
 * `dismiss()` ends the workers. They come when they are first needed.
 * @param {number} count
 * @param {() => Hand} hired */
export const createCrew = (count = handsFree(), hired = hire) => {
  /** @type {Hand[]} */
  let hands = [];
  /** @type {Request | null} */
  let now = null;
  /** @type {Request | null} */
  let waiting = null;

  /** @type {(hand: Hand, request: Request) => void} */
  const work = (hand, request) => {
    if (request.begun === request.tasks.length) return;
    const place = request.begun++;
    /** @param {() => void} told */
    const ended = told => {
      told();
      if (--request.left === 0) close(request);
      else work(hand, request);
    };
    hand.onmessage = ({ data: { found, problem } }) =>
      ended(() => (found ? (request.found[place] = found) : request.reject(new Error(problem))));
    hand.onerror = ({ message }) => {
      hand.terminate(); // it answers no more
      hands = hands.filter(other => other !== hand);
      request.left -= request.tasks.length - request.begun;
      request.begun = request.tasks.length;
      ended(() => request.reject(new Error(message)));
    };
    hand.postMessage(request.tasks[place]);
  };
  /** @param {Request} request */
  const close = request => {
    request.resolve(request.found);
    now = waiting;
    waiting = null;
    if (now) open(now);
  };
  /** @param {Request} request */
  const open = request => {
    now = request;
    while (hands.length < Math.min(count, request.tasks.length)) hands.push(hired());
    if (request.left) for (const hand of hands) work(hand, request);
    else close(request);
  };
  return {
    /** @param {Task[]} tasks
     * @returns {Promise<Found[] | null>} */
    ask: tasks =>
      new Promise((resolve, reject) => {
        const request = { tasks, found: [], begun: 0, left: tasks.length, resolve, reject };
        if (!now) return open(request);
        waiting?.resolve(null);
        waiting = request;
      }),
    dismiss() {
      for (const request of [now, waiting]) request?.resolve(null);
      for (const hand of hands) hand.terminate();
      [hands, now, waiting] = [[], null, null];
    },
  };
};
