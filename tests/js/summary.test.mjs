/* What is said of the races. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { pictureText, summaryOf } from '../../assets/core/summary.mjs';

/* A racer whose loss at each step is given. */
const racer = (label, loss, divergedAt = null) => ({
  label,
  loss: Float64Array.from(loss),
  diverged_at: divergedAt,
  stepAt: now => Math.min(now, loss.length - 1),
});

const ADAM = racer('Adam', [5, 1, 0.0312]);
const SGD = racer('SGD', [5, 3, 1.2]);
const NAG = racer('NAG', [5, 80, 80], 1);
const BEALE = { label: 'Beale', racers: [SGD, NAG, ADAM], start: [1, 1.6] };

test('who leads, with the loss, and who has diverged, and when', () => {
  assert.equal(summaryOf([BEALE], 2, false), 'step 2: Adam 0.0312, then SGD 1.2; NAG diverged at 1');
  assert.equal(summaryOf([BEALE], 0.9, false), 'step 0: SGD 5, then NAG 5, then Adam 5');
});

test('the clock may count evaluations', () => {
  const racers = [{ ...SGD, stepAt: now => now / 2 }];
  assert.equal(summaryOf([{ label: 'Beale', racers }], 2, true), '2 gradient evaluations: SGD 3');
});

test('several panels are told one by one', () => {
  const other = { label: 'Sphere', racers: [SGD] };
  assert.equal(
    summaryOf([{ ...BEALE, racers: [ADAM] }, other], 1, false),
    'step 1. 1, Beale: Adam 1. 2, Sphere: SGD 3',
  );
});

test('of many only the first are told by name', () => {
  const racers = [4, 3, 2, 1, 0].map(loss => racer(`R${loss}`, [loss]));
  assert.equal(summaryOf([{ label: '', racers }], 0, false), 'step 0: R0 0, then R1 1, then R2 2, then 2 more');
  const gone = racers.map(each => ({ ...each, diverged_at: 0 }));
  const said = summaryOf([{ label: '', racers: gone }], 0, false);
  assert.match(said, /^step 0: R\d diverged at 0, R\d diverged at 0, R\d diverged at 0, 2 more$/);
});

test('nobody races', () => assert.equal(summaryOf([{ label: '', racers: [] }], 3, false), 'step 3: nobody races'));

test('a picture says what is on it', () => {
  assert.equal(
    pictureText(BEALE, false, 'step 2 of 60'),
    'Beale, level lines: SGD, NAG and Adam from 1, 1.6; step 2 of 60',
  );
  assert.equal(pictureText({ label: 'Sphere', racers: [] }, true, ''), 'Sphere, as a landscape: nobody');
});
