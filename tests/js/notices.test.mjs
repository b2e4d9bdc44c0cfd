/* Messages: one of a kind, and gone with their cause. */
import assert from 'node:assert/strict';
import test from 'node:test';

import './page.mjs';

import { createSignal } from '../../assets/core/signal.mjs';
import { notify } from '../../assets/ui/notices.mjs';
import { place } from './page.mjs';

const shown = () => place('notices').children.map(({ textContent }) => textContent.replace('×', ''));

test('a message ends when its cause ends, and one of another cause stays', () => {
  const [mended, other] = [createSignal(), createSignal()];
  notify('one', { kind: 'one', until: mended });
  notify('two', { kind: 'two', until: other });
  notify('three', { kind: 'three', until: mended });
  notify('four', { kind: 'four' });
  mended.tell();
  assert.deepEqual(shown(), ['two', 'four']);
  notify('one again', { kind: 'one', until: mended });
  other.tell();
  assert.deepEqual(shown(), ['four', 'one again']);
});

test('there is one of a kind, and an empty one clears it', () => {
  notify('first', { kind: 'four', items: ['a', 'b'] });
  assert.deepEqual(shown(), ['one again', 'firstab']);
  notify('', { kind: 'four' });
  assert.deepEqual(shown(), ['one again']);
});
