/* The optimal heavy ball. */
import assert from 'node:assert/strict';
import test from 'node:test';

import { curvaturesOf, heavyBallOf } from '../../assets/core/heavy_ball.mjs';

const DOMAIN = [
  [-4, 4],
  [-2, 6],
];
const near = (found, wanted) => assert.ok(Math.abs(found - wanted) < 1e-9 * Math.abs(wanted), `${found}, ${wanted}`);

/* A quadratic of these curvatures, turned by an angle. */
const turned = (m, L, angle) => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const entries = [m * c * c + L * s * s, (m - L) * c * s, m * s * s + L * c * c];
  return { hessian: out => out.set(entries) };
};

test('the curvatures of a quadratic, whatever its axes', () => {
  const [m, L] = curvaturesOf(turned(1, 100, 0.5), DOMAIN);
  near(m, 1);
  near(L, 100);
  const bent = { hessian: (out, x) => out.set([2 + x, 0, 2]) };
  assert.equal(curvaturesOf(bent, DOMAIN), null);
});

test('what is best for them: of a condition of 100 as much as of one of 10 without momentum', () => {
  const { learning_rate: rate, momentum, root, shrinks, plain } = heavyBallOf([1, 100]);
  near(rate, 4 / 121);
  near(momentum, (9 / 11) ** 2);
  near(root, 10);
  near(shrinks, 9 / 11);
  near(plain, 99 / 101);
  assert.deepEqual([heavyBallOf([0, 3]), heavyBallOf([-1, 3])], [null, null]);
});

test('both curvatures shrink alike: the heavy ball has a double root at the ends of the range', () => {
  const [m, L] = [0.3, 24];
  const { learning_rate: rate, momentum } = heavyBallOf([m, L]);
  for (const h of [m, L]) {
    const sum = 1 + momentum - rate * h; // of the roots of z² - sum z + μ
    near(sum * sum, 4 * momentum);
  }
});
