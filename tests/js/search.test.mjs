/* How methods are found. */
import assert from 'node:assert/strict';
import test from 'node:test';

import { isFound, lookedFor } from '../../assets/core/search.mjs';

const KNOWN = [
  { need: 'no learning rate', words: ['without learning rate', 'parameter-free'] },
  { need: 'two gradients a step', words: ['two gradients'] },
  { need: 'uses curvature', words: ['second order', 'hessian'] },
];
const METHODS = {
  adadelta: ['adadelta zeiler (2012) an adaptive learning rate method: no', []],
  prodigy: ['prodigy (2023) a parameter-free learner no learning rate', ['no learning rate']],
  sam: ['sam foret (2021) two gradients a step', ['two gradients a step']],
  vsgd_fd: ['vsgd-fd schaul (2013) no learning rate', ['no learning rate', 'two gradients a step']],
  hessian_free: ['hessian-free martens (2010) uses curvature', ['no learning rate', 'uses curvature']],
  restart: ['o’donoghue & candès (2015) barzilai–borwein', []],
};
const found = text => {
  const looked = lookedFor(text, KNOWN);
  return Object.keys(METHODS).filter(name => isFound(looked, ...METHODS[name]));
};

test('by words, all of which must be there', () => {
  assert.deepEqual(found(''), Object.keys(METHODS));
  assert.deepEqual(found('Martens 2010'), ['hessian_free']);
  assert.deepEqual(found('martens 2011'), []);
});

test('by a need as a whole: words that stand in other texts do not count', () => {
  assert.deepEqual(found('no learning rate'), ['prodigy', 'vsgd_fd', 'hessian_free']);
  assert.deepEqual(found('Without  learning rate'), ['prodigy', 'vsgd_fd', 'hessian_free']);
  assert.deepEqual(found('two gradients, no learning rate'), ['vsgd_fd']);
  assert.deepEqual(found('no learning rate 2013'), ['vsgd_fd']);
});

test('while it is typed, and by a word that is part of a name', () => {
  assert.deepEqual(found('two gradien'), ['sam']);
  assert.deepEqual(found('hessian-free'), ['hessian_free']);
  assert.deepEqual(found('parameter-free'), ['prodigy']);
});

test('accents and dashes are written in several ways', () => {
  assert.deepEqual(found('candes'), ['restart']);
  assert.deepEqual(found('Barzilai-Borwein'), ['restart']);
});
