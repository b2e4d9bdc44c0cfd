/* Heads that meet, and their names: the same table as exported pictures. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { areNamed, fanned, namePlaces } from '../../assets/core/apart.mjs';
import { testEach } from './tables.mjs';

const isNear = (found, wanted) => found.every((value, k) => Math.abs(value - wanted[k]) < 1e-5);

testEach('apart', ({ heads, widths, size, line, box, fanned: rings, names }) => {
  const places = fanned(heads, size);
  assert.ok(
    places.every((place, each) => isNear(place, rings[each])),
    JSON.stringify(places),
  );
  const found = namePlaces(heads, widths, { size, line, box });
  found.forEach(({ x, y, leads }, each) => {
    assert.ok(isNear([x, y], names[each]) && leads === names[each][2], JSON.stringify(found));
  });
});

test('heads on a ring are all to be seen, and more than a ring holds stay where they are', () => {
  const places = fanned(Array(9).fill([50, 50]), 8);
  const apart = places.flatMap(([x, y], each) => places.slice(0, each).map(([u, v]) => Math.hypot(x - u, y - v)));
  assert.ok(Math.min(...apart) > 16);
  assert.deepEqual(fanned(Array(10).fill([50, 50]), 8), Array(10).fill([50, 50]));
});

test('names stand at the heads of few, or as they are chosen', () => {
  const named = choice => [4, 5].map(count => areNamed(choice, count));
  assert.deepEqual(named('auto'), [true, false]);
  assert.deepEqual(named('on'), [true, true]);
  assert.deepEqual(named('off'), [false, false]);
});
