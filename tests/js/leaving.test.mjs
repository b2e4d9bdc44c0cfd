/* A page that is closed lets go of its jobs, and one that is loaded anew begins those for files anew. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { place, told } from './page.mjs';

const { mock } = test;
mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] });
const heard = new Map();
const kept = new Map();
const sent = [];
Object.assign(globalThis.window, { addEventListener: (kind, listen) => heard.set(kind, listen) });
globalThis.sessionStorage = /** @type {any} */ ({
  getItem: key => kept.get(key) ?? null,
  setItem: (key, text) => kept.set(key, text),
  removeItem: key => kept.delete(key),
});
Object.assign(navigator, { sendBeacon: (...given) => sent.push(given) });
const found = document.querySelector;
const tray = place('jobs');
Object.assign(tray.dataset, { slots: '30', left: '/below/left' });
document.querySelector = selector => {
  if (selector === '#_dash-config') return { textContent: '{"end_id": "token"}' };
  return selector.startsWith('#jobs') ? tray : found.call(document, selector);
};
const begun = () => told.splice(0).flatMap(([id, { data }]) => (id.startsWith('job-run') ? [data.request] : []));
const loaded = async number => {
  await import(`../../assets/ui/leaving.mjs?${number}`);
  mock.timers.tick(300);
  return begun();
};
const { startJob } = await import('../../assets/ui/jobs.mjs');

test('only a page that has jobs and is not put aside says that it leaves', async () => {
  assert.deepEqual(await loaded(1), []);
  heard.get('pagehide')({ persisted: false });
  assert.deepEqual([sent, kept.size], [[], 0]);
  startJob({ kind: 'export', request: { film: 1 }, label: 'Film' });
  startJob({ kind: 'basins', request: { map: 1 }, quiet: true });
  assert.deepEqual(begun(), [{ film: 1 }, { map: 1 }]);
  heard.get('pagehide')({ persisted: true });
  assert.deepEqual([sent, kept.size], [[], 0]);
  heard.get('pagehide')({ persisted: false });
  assert.deepEqual(sent, [['/below/left', 'token']]);
});

test('what it left a moment ago is begun anew, once, if it makes a file for the reader', async () => {
  assert.deepEqual(await loaded(2), [{ film: 1 }]);
  assert.deepEqual(await loaded(3), []);
  heard.get('pagehide')({ persisted: false });
  mock.timers.tick(61_000);
  assert.deepEqual(await loaded(4), []);
});
