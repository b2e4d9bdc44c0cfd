import assert from 'node:assert/strict';
import { test } from 'node:test';
import { narrow } from '../../assets/core/narrow.mjs';

test('equations that share a line get one each', () => {
  assert.equal(
    narrow(String.raw`\begin{aligned} m_t &= 1, \qquad v_t = 2 = 3 \\ x_t &= 4 \end{aligned}`),
    String.raw`\begin{aligned} m_t &= 1 \\ v_t &= 2 = 3  \\  x_t &= 4 \end{aligned}`,
  );
});

test('other formulas stay as they are', () => {
  for (const latex of [
    String.raw`x_t = x_{t-1} - \alpha g`,
    String.raw`\begin{aligned} x_t &= \begin{cases} 1, \qquad a = b \\ 2 \end{cases} \end{aligned}`,
  ]) {
    assert.equal(narrow(latex), latex);
  }
});
