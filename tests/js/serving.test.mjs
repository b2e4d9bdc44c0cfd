/* What pages do with addresses, keys, searches and answers that come late or are refused. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { arrived } from '../../assets/basins/asking.mjs';
import { page as basinPage } from '../../assets/basins/page.mjs';
import { clock } from '../../assets/core/clock.mjs';
import { setScope } from '../../assets/race/edits.mjs';
import { followInside, lookInside } from '../../assets/race/inside.mjs';
import { present, showClassLink } from '../../assets/race/present.mjs';
import { toggleRacer } from '../../assets/race/racers.mjs';
import { openUnits } from '../../assets/race/units.mjs';
import { answered, askFor, changed, edited, refused } from '../../assets/sweep/asking.mjs';
import { page as sweepPage } from '../../assets/sweep/page.mjs';
import { serveKeys } from '../../assets/ui/actions.mjs';
import { arrive, createAddress } from '../../assets/ui/address.mjs';
import { openChooser } from '../../assets/ui/chooser.mjs';
import { jobEnded } from '../../assets/ui/jobs.mjs';
import { chooseTheme, chosenTheme } from '../../assets/ui/theme.mjs';
import { CATALOG } from './catalog.mjs';
import { dispatch, place, settled, told } from './page.mjs';
import { open } from './scene.mjs';

const posts = [];
let answers = []; // of the server, or what gives one when it is read; the next one first
globalThis.fetch = (path, { body } = {}) => {
  posts.push([path, body && JSON.parse(body)]);
  const answer = answers.shift();
  const content = () => Promise.resolve(typeof answer === 'function' ? answer() : answer);
  return Promise.resolve({ ok: Boolean(answer), json: content, arrayBuffer: content });
};

test('an address is written once it rests, and not on a page where the reader has gone meanwhile', ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  let query = 'a=1';
  const show = createAddress(() => query);
  arrive();
  show();
  query = 'a=2';
  show();
  mock.timers.tick(300);
  assert.equal(location.search, '?a=2');
  query = 'a=3';
  show();
  location.pathname = '/elsewhere';
  mock.timers.tick(300);
  assert.equal(location.search, '?a=2');
  show(); // the page is still seen, as that of the new address is on its way
  mock.timers.tick(300);
  assert.equal(location.search, '?a=2');
  arrive();
  show();
  mock.timers.tick(300);
  assert.equal(location.search, '?a=3');
  Object.assign(location, { pathname: '/', search: '' });
});

test('Dash hears of an address that it takes for its own, and not of one that the page has written', ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const go = search => {
    let heard = true;
    Object.assign(location, { search });
    told.length = 0;
    dispatch('_dashprivate_pushstate', { stopImmediatePropagation: () => (heard = false) });
    return [heard, told.map(([id, { search: to }]) => [id, to])];
  };
  arrive();
  assert.deepEqual(go('?at=3'), [true, []]);
  createAddress(() => 'at=1')();
  mock.timers.tick(300);
  assert.equal(location.search, '?at=1');
  assert.deepEqual(go('?at=1'), [false, []], 'where the page is');
  assert.deepEqual(go('?at=3'), [false, [['_pages_location', '?at=3']]], 'where Dash was last');
  assert.deepEqual(go('?at=3'), [false, []]);
  assert.deepEqual(go('?at=2'), [true, []]);
  go('');
});

test('keys are the page’s while no field, no dialog and no other key has them', () => {
  const pressed = [];
  serveKeys(() => true, { ' ': () => pressed.push('space'), l: () => pressed.push('l') });
  const press = (key, tag, more = {}) =>
    dispatch('keydown', { key, target: new Element(tag), preventDefault() {}, ...more });
  press('L', 'div');
  for (const tag of ['input', 'textarea', 'select', 'dialog']) press('l', tag);
  press('l', 'div', { ctrlKey: true });
  press('l', 'button');
  press(' ', 'button');
  press(' ', 'div');
  assert.deepEqual(pressed, ['l', 'l', 'space']);
});

test('the chooser opens with all methods, whatever was sought before', () => {
  const dialog = place('chooser');
  const search = new Element('input');
  const choice = Object.assign(new Element('button'), { className: 'choice', dataset: { text: 'adam' }, hidden: true });
  dialog.append(search, choice);
  const { querySelector, querySelectorAll } = document;
  document.querySelector = () => search;
  document.querySelectorAll = selector => (selector.endsWith('.choice') ? [choice] : []);
  search.value = 'newton';
  openChooser();
  Object.assign(document, { querySelector, querySelectorAll });
  assert.deepEqual([search.value, choice.hidden], ['', false]);
});

test('the table of units is of the panel in scope', () => {
  open(['bowl', { sgd: 0.1 }], ['hill', { sgd: 0.1 }]);
  setScope(1);
  place('units').show = () => place('units').showModal();
  posts.length = 0;
  openUnits();
  const [[, { panels }]] = posts.filter(([, body]) => body.panels);
  assert.deepEqual(
    panels.map(({ surface }) => surface),
    ['hill'],
  );
});

test('a sweep that is refused leaves the one before, and the page shows that', async () => {
  const race = { surface: 'bowl', steps: 10, start: [0, 0], optimizers: {} };
  Object.assign(sweepPage, { catalog: { ...CATALOG, paths: { sweep: '/sweeps' } }, state: null });
  answers = [{ sweep: { race, low: 1 }, measure: 'loss', figure: {} }];
  askFor('?');
  await settled();
  const shown = { edited: 0, refused: 0 };
  edited.listen(() => shown.edited++);
  refused.listen(() => shown.refused++);
  sweepPage.state.sweep.low = 1e9;
  answers = [{ problems: ['too large'] }];
  changed();
  await settled();
  assert.deepEqual([sweepPage.state.sweep.low, shown], [1, { edited: 1, refused: 1 }]);
  assert.match(place('notices').textContent, /too large/);
  sweepPage.state.sweep.low = 1e9;
  answers = [{ problems: ['again'] }];
  changed();
  await settled();
  assert.equal(sweepPage.state.sweep.low, 1, 'what came back is not the good one itself');
});

test('an answer to an edit is too late for a sweep that another link has replaced', async () => {
  const race = { surface: 'bowl', steps: 10, start: [0, 0], optimizers: {} };
  const answer = low => ({ sweep: { race, low }, measure: 'loss', figure: {} });
  Object.assign(sweepPage, {
    catalog: { ...CATALOG, paths: { sweep: '/sweeps' } },
    state: { sweep: { race, low: 1 } },
  });
  const heard = [];
  answered.listen(({ sweep }) => heard.push(sweep.low));
  answers = [answer(2), answer(3)];
  changed();
  sweepPage.state = null;
  askFor('?');
  await settled();
  assert.deepEqual(heard, [3]);
});

test('an answer that comes while its page is left is none of the next page’s', async () => {
  const { getElementById } = document;
  const leaving = () => {
    document.getElementById = () => null;
    return { sweep: { race: { surface: 'bowl' }, low: 4 }, measure: 'loss', figure: {} };
  };
  Object.assign(sweepPage, { catalog: { ...CATALOG, paths: { sweep: '/sweeps' } }, state: null });
  const heard = [];
  answered.listen(({ sweep }) => heard.push(sweep.low));
  answers = [leaving];
  askFor('?');
  await settled();
  Object.assign(document, { getElementById });
  assert.deepEqual([heard, sweepPage.state], [[], null]);
});

/* ---- maps that a job has made ---- */

/* An answer with one map, as figures/basins.py packs it. */
const packed = (name, size) => {
  const header = new TextEncoder().encode(JSON.stringify({ legend: [], maps: [{ name, size }] }));
  const body = new Uint8Array(4 + header.length + 16 * size ** 2 + 8);
  new DataView(body.buffer).setUint32(0, header.length, true);
  body.set(header, 4);
  return body.buffer;
};

test('a finished map is taken if it is of the settings of now, and no coarser than what is there', async () => {
  const spec = { surface: 'bowl', surface_parameters: {}, steps: 9, optimizers: { sgd: { learning_rate: 0.1 } } };
  const map = { key: null, data: null };
  Object.assign(basinPage, { spec, maps: new Map([['sgd', map]]), catalog: { ...CATALOG, paths: { here: '/' } } });
  const { keyOf } = await import('../../assets/basins/page.mjs');
  const heard = [];
  arrived.listen(names => heard.push(names));
  const finish = async (size, key = keyOf('sgd')) => {
    answers = [packed('sgd', size)];
    jobEnded.tell({ asked: { kind: 'basins', keys: { sgd: key } }, state: 'done', address: '/file' });
    await settled();
    return map.data?.size;
  };
  assert.equal(await finish(4, 'of another rate'), undefined);
  assert.equal(await finish(4), 4);
  assert.equal(await finish(2), 4);
  assert.equal(await finish(6), 6);
  spec.steps = 10;
  assert.equal(await finish(2), 2, 'the finer one is of other settings');
  assert.deepEqual(heard, [['sgd'], [], ['sgd'], ['sgd']]);
});

/* ---- on stage ---- */

test('a scheme of the system is followed until the reader chooses', () => {
  chooseTheme('dark');
  dispatch('scheme');
  assert.equal(chosenTheme(), 'dark');
  chooseTheme(null);
});

test('the link for the class holds the step that is seen, also while it plays', async () => {
  const parts = ['note', 'address', 'image'].map(className => Object.assign(new Element('p'), { className }));
  place('class-link').append(...parts, new Element('img'), new Element('a'));
  const state = open(['bowl', { sgd: 0.1 }]);
  Object.assign(state, { begun: true, queries: ['surface=bowl'] });
  clock.resize(50);
  clock.move(7);
  clock.play();
  posts.length = 0;
  answers = [true, false].map(lasting => ({ qr: 'data:', address: 'http://a/s/1', until: '2027-06-02', lasting }));
  await showClassLink();
  assert.match(parts[0].textContent, /2 June 2027, also after/);
  assert.equal(place('class-link').querySelector('a').href, 'data:');
  clock.pause();
  assert.deepEqual(
    posts.filter(([path]) => path === '/links').map(([, { path }]) => path),
    ['/?surface=bowl&step=7'],
  );
  assert.equal(parts[1].textContent, 'a/s/1');
  await showClassLink();
  assert.match(parts[0].textContent, /2 June 2027, but no longer than this machine runs/);
});

test('Escape closes a dialog on stage before it leaves the stage', async () => {
  const dialog = Object.assign(new Element('dialog'), { attributes: { open: '' } });
  await present();
  assert.match(place('race-page').className, /presenting/);
  document.body.append(dialog);
  const leave = () => dispatch('keydown', { key: 'Escape', target: new Element() });
  leave();
  assert.match(place('race-page').className, /presenting/);
  dialog.remove();
  leave();
  assert.doesNotMatch(place('race-page').className, /presenting/);
});

test('the look inside ends when its racer has left', ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  open(['bowl', { sgd: 0.1, adam: 0.1 }]);
  lookInside('sgd', 0);
  toggleRacer('adam');
  followInside();
  assert.equal(place('inside').hidden, false);
  toggleRacer('sgd');
  followInside();
  assert.equal(place('inside').hidden, true);
});
