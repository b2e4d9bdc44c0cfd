import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Curtain } from '../../assets/core/curtain.mjs';

const before = () => {
  const curtain = new Curtain();
  curtain.want(true);
  curtain.begin('a race');
  return curtain;
};

test('nothing is hidden until somebody wants it', () => {
  const curtain = new Curtain();
  assert.equal(curtain.isShut, false);
  curtain.want(true);
  assert.equal(curtain.isShut, true);
  curtain.want(false);
  assert.equal(curtain.isShut, false);
});

test('it opens when somebody asks, and stays open while the same race is run again', () => {
  const curtain = before();
  curtain.open();
  curtain.begin('a race');
  curtain.want(true);
  curtain.look({ step: 0, last: 60 });
  assert.equal(curtain.isShut, false);
});

test('it opens at the end of the clock, not before', () => {
  const curtain = before();
  curtain.look({ step: 0, last: 0 }); // nobody races yet
  curtain.look({ step: 59.9, last: 60 });
  assert.equal(curtain.isShut, true);
  curtain.look({ step: 60, last: 60 });
  assert.equal(curtain.isShut, false);
});

test('it is shut before another race, and when it is wanted anew', () => {
  const curtain = before();
  curtain.open();
  curtain.begin('another race');
  assert.equal(curtain.isShut, true);
  curtain.open();
  curtain.want(false);
  curtain.want(true);
  assert.equal(curtain.isShut, true);
});
