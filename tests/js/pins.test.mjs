import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MASTER, movesTheSame, numbersOf, outgoing, partsOf, pressed, standing } from '../../assets/core/pins.mjs';

test('a pin is pressed in and out', () => {
  assert.deepEqual(pressed([], 'adam.beta1'), ['adam.beta1']);
  assert.deepEqual(pressed(['adam.beta1', 'master'], 'adam.beta1'), ['master']);
});

test('a third takes the place of the oldest, and it can be said whose', () => {
  const pins = ['adam.beta1', 'master'];
  assert.equal(outgoing(pins, 'sgd.learning_rate'), 'adam.beta1');
  assert.deepEqual(pressed(pins, 'sgd.learning_rate'), ['master', 'sgd.learning_rate']);
  assert.equal(outgoing(pins, 'master'), undefined);
  assert.equal(outgoing(['master'], 'adam.beta1'), undefined);
});

test('pins of who does not race do not stand on the stage', () => {
  const isUsed = name => name !== 'adam.beta1';
  assert.deepEqual(standing(['adam.beta1', 'momentum.momentum'], isUsed, ['momentum']), ['momentum.momentum']);
});

test('without a pin the rate of the only racer stands there, else the factor on all', () => {
  const never = () => false;
  assert.deepEqual(standing([], never, ['adam']), ['adam.learning_rate']);
  assert.deepEqual(standing(['rprop.eta_plus'], never, ['adam', 'sgd']), [MASTER]);
  assert.deepEqual(standing([], never, []), []); // nobody has a rate
});

test('a name is a group and a hyperparameter', () => {
  assert.deepEqual(partsOf('rotated_quadratic.condition_number'), ['rotated_quadratic', 'condition_number']);
  assert.deepEqual(partsOf(MASTER), ['', 'master']);
});

test('the panels that a slider moves are said where they are not all', () => {
  assert.deepEqual([numbersOf([0, 1, 2], 3), numbersOf([1], 3), numbersOf([0, 2], 3)], ['', '2', '1, 3']);
});

test('it stands for that of a lesson where both move the same panels', () => {
  assert.ok(movesTheSame('', [0, 1], 2) && movesTheSame('1', [1], 2) && movesTheSame('0,1', [0, 1], 2));
  assert.ok(!movesTheSame('', [1], 2) && !movesTheSame('1', [0, 1], 2) && !movesTheSame('1', [0], 2));
});
