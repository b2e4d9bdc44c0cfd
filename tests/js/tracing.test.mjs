/* Programs in JavaScript find what those in Python do, to the bit: formulas that need care, at values that do. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';

const ROOT = new URL('../../', import.meta.url);
const PYTHON = process.env.RAVINE_PYTHON ?? '.venv/bin/python'; // tests/stages.py says which
const text = execFileSync(PYTHON, ['-m', 'tests.tracing.forms'], { cwd: ROOT, maxBuffer: 2 ** 26 });
const { rows } = await import(`data:text/javascript;base64,${text.toString('base64')}`);

const near = (a, b) => Object.is(a, b) || Math.abs(a - b) <= 1e-14 * Math.abs(b);

for (const [name, { make, settings, calls, found, same }] of Object.entries(rows))
  test(`${name}: the same in both languages`, () => {
    const { all } = make(settings);
    assert.ok(calls.length > 0);
    calls.forEach((given, place) => {
      const answers = all(...given);
      assert.equal(answers.length, found[place].length);
      answers.forEach((answer, i) => {
        const known = found[place][i];
        assert.ok(same ? Object.is(answer, known) : near(answer, known), `${given}: ${answer}, ${known}`);
      });
    });
  });
