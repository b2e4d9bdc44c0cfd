/* How the page asks its server. */
import { createSilence } from '../core/silence.mjs';
import { notify } from './notices.mjs';

const LONGEST = 30_000; // ms that an answer is waited for
const AWAY = [502, 503, 504]; // what a server in front of it says
const [STOPPED, BUSY] = [409, 429]; // nobody waits for this any more; too many of the kind
const SOON = 1; // s after which a server that is busy is asked again

const silence = createSilence();
window.addEventListener('online', silence.wake);

/** POSTs JSON; the Response, or null with a message if the server does not answer, or has no time left for this
 * page. It is asked again, after pauses that grow, until it answers or `still()` says that nobody waits for that; who
 * gives none asks once. Nobody waits either once the signal is aborted.
 * @param {string} path @param {unknown} body @param {() => boolean} [still] @param {AbortSignal} [signal] */
export const post = async (path, body, still, signal) => {
  for (;;) {
    const response = await answerOf(path, body, signal);
    if (signal?.aborted || response?.status === STOPPED) return null;
    if (response?.status === BUSY) {
      answered();
      await busy(response, Boolean(still));
      if (!still?.()) return null;
      continue;
    }
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
  if (silence.lasts) notify('', { kind: 'server' });
  silence.end();
}

/** Says why the server refuses something.
 * @param {string} title @param {Response} response */
export const sayProblems = async (title, response) => {
  const told = await response.json().catch(() => null);
  notify(title, { items: told?.problems ?? [`the server answered ${response.status}`] });
};

/** Says what the server does, and, where it is to be asked again, waits for as long as it says.
 * @param {Response} response @param {boolean} again */
async function busy(response, again) {
  const { problem } = await response.json().catch(() => ({ problem: 'The server is busy.' }));
  notify(problem, { kind: 'busy', tone: again ? 'quiet' : 'warning' });
  if (!again) return;
  const seconds = Number(response.headers.get('Retry-After')) || SOON;
  await new Promise(resolve => setTimeout(resolve, 1000 * seconds));
  notify('', { kind: 'busy' });
}

/** The token of this page, by which the server knows its requests from those of others behind the same address.
 * @returns {Record<string, string>} */
export const pageToken = () => {
  const config = document.querySelector('#_dash-config')?.textContent;
  return config ? { 'X-Ravine-Page': JSON.parse(config).end_id ?? '' } : {};
};

/** A body makes it a POST.
 * @param {string} path @param {unknown} [body] @param {AbortSignal} [signal] @returns {Promise<Response | null>} */
async function answerOf(path, body, signal) {
  const early = body === undefined && foreseen.get(path);
  foreseen.delete(path);
  if (early) return early;
  const headers = { 'Content-Type': 'application/json', ...pageToken() };
  const sent = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
  const late = AbortSignal.timeout(LONGEST);
  try {
    return await fetch(path, { ...sent, signal: signal ? AbortSignal.any([late, signal]) : late });
  } catch {
    return null;
  }
}

/** @param {boolean} again */
const say = again =>
  notify(`The server does not answer${again ? '; the page keeps asking' : ''}.`, { kind: 'server', tone: 'quiet' });
