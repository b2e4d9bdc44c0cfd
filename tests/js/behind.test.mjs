import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alongOf, hiderOf, reliefOf } from '../../assets/core/behind.mjs';
import { testEach } from './tables.mjs';

const DOMAIN = [[-5, 5], [-5, 5]]; // biome-ignore format: one line
const N = 121;

/* A surface as a picture has it, and who says what of it is hidden from an eye. */
const seen = (f, eye) => {
  const at = k => -5 + (10 * k) / (N - 1);
  const z = Array.from({ length: N }, (_, j) => Array.from({ length: N }, (__, i) => f(at(i), at(j))));
  const hides = hiderOf(reliefOf(z), DOMAIN, eye);
  return (x, y) => hides(x, y, f(x, y));
};

const ridge = x => 4 * Math.exp(-x * x); // along y, at x = 0

test('what lies behind a ridge is hidden, what lies before it or on it is not', () => {
  const hidden = seen(ridge, [12, 0, 3]);
  const [before, behind] = [[0.5, 1, 3], [-4, -2, -1]]; // biome-ignore format: as they lie
  assert.deepEqual(
    [...behind, ...before].map(x => hidden(x, 0)),
    [true, true, true, false, false, false],
  );
});

test('from above nothing is hidden', () => {
  const hidden = seen(ridge, [0.1, 0, 60]);
  for (const x of [-4, -1, 0, 1, 4]) assert.equal(hidden(x, 1), false);
});

test('how far a ridge hides is where the ray over its top comes down', () => {
  const eye = [20, 0, 12];
  const hidden = seen(ridge, eye);
  const shade = x => 4 - ((eye[2] - 4) / eye[0]) * -x; // the ray over the top of the ridge, which is at (0, 4)
  for (const x of [-4.5, -3.5, -2.5, -2]) assert.equal(hidden(x, 0), ridge(x) < shade(x) - 0.4, `${x}`);
  assert.equal(hidden(-4.5, 0), true);
  const steep = seen(ridge, [20, 0, 60]);
  assert.equal(steep(-4.5, 0), false);
});

test('a bowl seen from below the horizon shows its outside, and hides its inside', () => {
  const bowl = (x, y) => x * x + y * y;
  assert.equal(seen(bowl, [30, 0, 5])(4.5, 0), false); // the near wall, from outside
  assert.equal(seen(bowl, [30, 0, 5])(-4.5, 0), true); // the far wall, through the near one
});

test('holes hide nothing', () => {
  const torn = (x, y) => (Math.abs(x) < 2 ? Number.NaN : ridge(x - 3) * (y > 9 ? 1 : 0));
  assert.equal(seen(torn, [12, 0, 3])(-4, 0), false);
});

test('along a trail that creeps few rays are sent, and it is hidden where they say so', () => {
  const at = k => -5 + (10 * k) / (N - 1);
  const z = Array.from({ length: N }, () => Array.from({ length: N }, (_, i) => ridge(at(i))));
  let reads = 0;
  const relief = reliefOf(z);
  const heights = new Proxy(relief.heights, { get: (from, key) => from[key] + 0 * reads++ });
  const eye = [12, 0, 3];
  const xs = Float64Array.from({ length: 2000 }, (_, k) => -4 + 8 * (k / 2000) ** 3);
  const [ys, zs] = [xs.map(() => 0), xs.map(ridge)];
  const hides = hiderOf(relief, DOMAIN, eye);
  const each = Array.from(xs, (x, k) => Number(hides(x, 0, zs[k])));
  const found = alongOf({ ...relief, heights }, DOMAIN, eye)([xs, ys, zs]);
  const along = reads;
  reads = 0;
  const all = hiderOf({ ...relief, heights }, DOMAIN, eye);
  xs.forEach((x, k) => all(x, 0, zs[k]));
  assert.ok(along < reads / 2, `${along} of ${reads}`);
  assert.ok(each.filter((value, k) => value !== found[k]).length <= 2);
  assert.ok(each.includes(1) && each.includes(0));
});

testEach('behind', ({ hills, eye, hidden }) => {
  const height = (x, y) =>
    hills.reduce((sum, [a, b, tall, wide]) => sum + tall * Math.exp(-((x - a) ** 2 + (y - b) ** 2) / wide), 0);
  const hides = seen(height, eye);
  const some = Array.from({ length: 14 }, (_, k) => -4.6 + (9.3 * k) / 13);
  assert.deepEqual(
    some.map(y => some.map(x => Number(hides(x, y))).join('')),
    hidden,
  );
});
