/* What a Dash component is told, and what an element: only what is news. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { told } from './page.mjs';

const { inform, reveal, write } = await import('../../assets/ui/elements.mjs');

test('a component is told what it does not know', () => {
  told.length = 0;
  const surface = { type: 'surface', panel: 1 };
  assert.equal(inform(surface, { value: 'beale' }), true);
  assert.equal(inform(surface, { value: 'beale' }), false);
  assert.equal(inform(surface, { value: 'beale', data: [{ value: '1' }] }), true);
  assert.equal(inform(surface, { data: [{ value: '1' }] }), false);
  assert.equal(inform(surface, { value: null }), true);
  assert.deepEqual(told, [
    [surface, { value: 'beale' }],
    [surface, { data: [{ value: '1' }] }],
    [surface, { value: null }],
  ]);
});

test('one that is not there is told nothing', () => {
  told.length = 0;
  assert.equal(inform('missing', { value: 1 }), false);
  assert.equal(inform({ type: 'missing', panel: 1 }, { value: 1 }), false, 'Dash throws for such an id');
  assert.deepEqual(told, []);
});

/* An element with a text of its own: how often the whole of it was replaced. */
globalThis.Text = class {
  constructor(data) {
    this.data = data;
  }
};
const holding = (...childNodes) => {
  const node = { childNodes, replaced: 0 };
  Object.defineProperties(node, {
    firstChild: { get: () => node.childNodes[0] ?? null },
    textContent: {
      get: () => node.childNodes.map(({ data }) => data).join(''),
      set(text) {
        node.replaced++;
        node.childNodes = text ? [new Text(text)] : [];
      },
    },
  });
  return node;
};

test('a text that is the same is not written, another one takes its place without a new node', () => {
  const text = Object.freeze(new Text('0.1'));
  const node = holding(text);
  write(node, '0.1'); // frozen: to write it would throw
  assert.equal(node.replaced, 0);
  const other = holding(new Text('0.1'));
  const [own] = other.childNodes;
  write(other, '0.2');
  assert.deepEqual([other.textContent, other.childNodes[0] === own, other.replaced], ['0.2', true, 0]);
  const mixed = holding(new Text('1 '), new Text('of 3'));
  write(mixed, '2 of 3');
  assert.deepEqual([mixed.textContent, mixed.replaced], ['2 of 3', 1]);
  write(other, '');
  assert.deepEqual([other.textContent, other.childNodes.length], ['', 0]);
  write(other, '0.3');
  assert.equal(other.textContent, '0.3');
});

test('what is shown already is not shown again', () => {
  let count = 0;
  const node = {
    isHidden: false,
    get hidden() {
      return this.isHidden;
    },
    set hidden(hidden) {
      count++;
      this.isHidden = hidden;
    },
  };
  reveal(node, true);
  assert.deepEqual([node.hidden, count], [false, 0]);
  reveal(node, false);
  reveal(node, false);
  assert.deepEqual([node.hidden, count], [true, 1]);
  reveal(node, true);
  assert.deepEqual([node.hidden, count], [false, 2]);
});
