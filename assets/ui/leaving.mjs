/* A page that is closed lets go of its jobs, so that others have their places in seconds. One that is loaded anew
   begins those anew that make a file for its reader; one that a browser only puts aside keeps all. */
import { runningJobs, startJob } from './jobs.mjs';
import { pageToken } from './server.mjs';

const KEY = 'ravine.jobs';
const LATEST = 60_000; // ms: who comes back later does not wait for them any more
const MOUNTING = 250; // ms between two looks whether the tray is there

/** The tray, once Dash has put it up. */
const tray = () => document.querySelector('#jobs[data-left]');

/** @param {{persisted: boolean}} event */
function leave({ persisted }) {
  const jobs = runningJobs();
  if (persisted || !jobs.length) return;
  const left = /** @type {HTMLElement | null} */ (tray())?.dataset.left;
  if (left) navigator.sendBeacon?.(left, pageToken()['X-Ravine-Page'] ?? '');
  const files = jobs.filter(({ quiet }) => !quiet);
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ at: Date.now(), files }));
  } catch {
    // then they are not begun anew
  }
}

/** What this page left a moment ago; the next one does not find it. */
function taken() {
  try {
    const { at, files } = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    sessionStorage.removeItem(KEY);
    return Date.now() - at < LATEST ? files : [];
  } catch {
    return [];
  }
}

window.addEventListener('pagehide', leave);

/** Begins jobs, as soon as the tray is there.
 * @param {import('./jobs.mjs').Asked[]} jobs */
function begin(jobs) {
  if (tray()) jobs.forEach(startJob);
  else setTimeout(() => begin(jobs), MOUNTING);
}

const before = taken();
if (before.length) setTimeout(() => begin(before), MOUNTING);
