/* Which part of a surface is seen. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { isWithin, narrowed, zoomed, zoomOf } from '../../assets/core/ranges.mjs';

const WHOLE = [-2, 2];
const DOMAIN = [WHOLE, [0, 1]];

test('a zoom is nearer or farther around the middle of what is seen', () => {
  assert.deepEqual(zoomed([0, 1], 0.5, WHOLE), [0.25, 0.75]);
  assert.deepEqual(zoomed([0, 1], 2, WHOLE), [-0.5, 1.5]);
});

test('it is never more than the whole, and never beyond its ends', () => {
  assert.deepEqual(zoomed([-1.5, 1.5], 2, WHOLE), WHOLE);
  assert.deepEqual(zoomed(WHOLE, 1.25, WHOLE), WHOLE);
  assert.deepEqual(zoomed([1, 2], 2, WHOLE), [0, 2]);
  assert.deepEqual(zoomed([-2, -1], 2, WHOLE), [-2, 0]);
  assert.deepEqual(zoomed([1.8, 2], 100, WHOLE), WHOLE);
});

test('it is never nearer than a ten thousandth of the whole', () => {
  const [low, high] = zoomed([0, 5e-4], 0.01, WHOLE);
  assert.ok(Math.abs(high - low - 4e-4) < 1e-12);
});

test('a link has six digits of what is seen, and nothing of the whole', () => {
  assert.deepEqual(
    zoomOf(
      [
        [-1.23456789, 0.5],
        [0, 1],
      ],
      DOMAIN,
    ),
    [-1.23457, 0.5, 0, 1],
  );
  assert.equal(zoomOf(DOMAIN, DOMAIN), null);
  assert.equal(
    zoomOf(
      [
        [-2 - 1e-9, 2],
        [1e-30 - 1e-30, 1],
      ],
      DOMAIN,
    ),
    null,
  );
  assert.deepEqual(zoomOf([WHOLE, [0, 0.99]], DOMAIN), [-2, 2, 0, 0.99]);
});

test('a domain has its edge', () => {
  const within = [
    [-2, 0],
    [2, 1],
    [0, 0.5],
    [-2.001, 0.5],
    [2.001, 0.5],
    [0, -0.001],
    [0, 1.001],
  ];
  assert.deepEqual(
    within.map(point => isWithin(point, DOMAIN)),
    [true, true, true, false, false, false, false],
  );
});

test('a scene in space is smaller where its picture is narrow, and never larger', () => {
  const box = { x: 1.15, y: 1.15, z: 0.7 };
  const share = (width, height) => narrowed(box, width, height).x / box.x;
  assert.equal(share(1200, 400), 1);
  assert.equal(share(400, 400), 1);
  assert.ok(share(283, 392) > 0.75 && share(283, 392) < 0.8); // three panels beside the desk
  assert.ok(Math.abs(narrowed(box, 100, 400).z / narrowed(box, 100, 400).x - 0.7 / 1.15) < 1e-12);
  assert.deepEqual(narrowed(box, 0, 0), box); // not put up yet
});
