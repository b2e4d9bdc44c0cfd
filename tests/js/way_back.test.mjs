/* "Race" in the head leads back to the race that was left, and a lesson's race is the lesson's. */
import assert from 'node:assert/strict';
import test from 'node:test';

import { dispatch, place, told } from './page.mjs';

const kept = new Map();
globalThis.sessionStorage = {
  getItem: key => kept.get(key) ?? null,
  setItem: (key, text) => kept.set(key, text),
  removeItem: key => kept.delete(key),
};
const visited = [];
globalThis.history.pushState = (_state, _title, address) => visited.push(address);
globalThis.scrollTo = () => {};
globalThis.HTMLAnchorElement = class extends Element {
  closest(selector) {
    return selector === '#head .way' ? this : null;
  }
};

const { learnCatalog } = await import('../../assets/core/catalog.mjs');
const { arrived } = await import('../../assets/race/news.mjs');
const { leaveStep } = await import('../../assets/race/way_back.mjs');

learnCatalog({ race_path: '/' });
place('race-page');

/* A click on the way to a page: where it has led, '' where that is Dash's own business. */
const go = (pathname, more = {}) => {
  const target = Object.assign(new HTMLAnchorElement(), { pathname, ariaCurrent: null }, more);
  dispatch('click', { target, preventDefault() {}, stopPropagation() {}, ...more });
  return visited.pop() ?? '';
};
const at = (pathname, search) => Object.assign(location, { pathname, search });

test('the race that was left is there again, the open page’s own way leads to the first view', () => {
  at('/', '?surface=beale&muon=');
  assert.equal(go('/lessons'), '');
  at('/lessons', '');
  assert.equal(go('/sweep'), '');
  assert.equal(go('/', { ctrlKey: true }), ''); // another window is the browser's own business
  assert.equal(go('/'), '/?surface=beale&muon=');
  at('/', '?surface=beale&muon=');
  assert.equal(go('/', { ariaCurrent: 'page' }), '');
});

test('a race out of a lesson has the way back to it, and is not the reader’s own', () => {
  at('/', '?surface=sphere');
  go('/lessons');
  at('/lessons/momentum', '?at=2');
  leaveStep('/lessons/momentum?at=2', 'Momentum, step 2');
  at('/', '?surface=rotated_quadratic');
  arrived.tell();
  assert.deepEqual(told.pop(), [
    'back-to-lesson',
    { href: '/lessons/momentum?at=2', children: '← Momentum, step 2', className: '' },
  ]);
  go('/sweep');
  at('/sweep', '');
  assert.equal(go('/'), '/?surface=sphere');
  at('/', '?surface=sphere');
  arrived.tell();
  assert.deepEqual(told, []); // the lesson is of another walk
});
