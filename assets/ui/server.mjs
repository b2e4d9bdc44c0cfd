/* How the page asks its server. */
import { createSilence } from '../core/silence.mjs';
import { notice } from './notices.mjs';

const LONGEST = 30_000; // ms that an answer is waited for
const AWAY = [502, 503, 504]; // what a server in front of it says

const silence = createSilence();
window.addEventListener('online', silence.wake);

/** POSTs JSON; the Response, or null with a message if the server does not answer. It is asked again, after pauses that
 * grow, until it answers or `still()` says that nobody waits for that; who gives none asks once.
 * @param {string} path @param {unknown} body @param {() => boolean} [still] */
export const post = async (path, body, still) => {
  for (;;) {
    const response = await answerOf(path, body);
    if (response && !(still && AWAY.includes(response.status))) {
      answered();
      return response;
    }
    if (!silence.lasts || !still) say(Boolean(still));
    if (!still) return null;
    await silence.pause();
    if (!still()) return null;
  }
};

const foreseen = new Map(); // path -> promise of what answers

/** GETs what `get` will be asked for soon.
 * @param {string} path */
export const foresee = path => foreseen.set(path, answerOf(path));

/** GETs, as `post` posts.
 * @param {string} path @param {() => boolean} [still] */
export const get = (path, still) => post(path, undefined, still);

/** Imports a module from the server, for which a page waits; null if there is none.
 * @param {string} address */
export const load = async address => {
  let served = false; // and yet it could not be imported
  for (let again = 0; ; again++) {
    const module = await import(again ? `${address}#${again}` : address).catch(() => null); // browsers keep a failure
    const response = module ?? (await fetch(address).catch(() => null));
    if (module || (response && !AWAY.includes(response.status))) answered();
    if (module) return module;
    if (response && !AWAY.includes(response.status)) {
      if (!response.ok || served) return null;
      served = true;
      continue;
    }
    if (!silence.lasts) say(true);
    await silence.pause();
  }
};

function answered() {
  if (silence.lasts) notice('', [], 'server');
  silence.end();
}

/** A body makes it a POST.
 * @param {string} path @param {unknown} [body] @returns {Promise<Response | null>} */
async function answerOf(path, body) {
  const early = body === undefined && foreseen.get(path);
  foreseen.delete(path);
  if (early) return early;
  const headers = { 'Content-Type': 'application/json' };
  const sent = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
  try {
    return await fetch(path, { ...sent, signal: AbortSignal.timeout(LONGEST) });
  } catch {
    return null;
  }
}

/** @param {boolean} again */
const say = again =>
  notice(`The server does not answer${again ? '; the page keeps asking' : ''}.`, [], 'server', 'quiet');
