/* The engine on the programs that Python emits. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { arrivals, NOT_ARRIVED } from '../../assets/engine/arrivals.mjs';
import { ends } from '../../assets/engine/ends.mjs';
import { factorOf, groundOf } from '../../assets/engine/ground.mjs';
import { measure } from '../../assets/engine/measure.mjs';
import { run } from '../../assets/engine/run.mjs';
import { verdicts } from './agree.mjs';
import { emitted } from './programs.mjs';

const ASSETS = new URL('../../assets/', import.meta.url);
const { programs, text, cases, numbers, sweeps } = await emitted();

test('arithmetic and roots are what Python finds, to the bit', () => {
  const found = verdicts(cases, numbers, programs);
  assert.ok(found.length > 400, `${found.length}`);
  assert.deepEqual(
    found.filter(({ same }) => !same).map(({ name, surface }) => [name, surface]),
    [],
  );
  assert.deepEqual(
    found.filter(({ said, known, loss, norm }) => String(said) !== String(known) || Math.max(loss, norm) > 1e-12),
    [],
  );
});

test('a sweep and a map of starts find what races find, whatever the method asks for', () => {
  const { panel, facts } = cases.find(each => each.panel.surface === 'himmelblau');
  const at = start => groundOf({ ...panel, start }, facts, programs);
  const starts = [-4, -3, 1, 1, 3.5, -1];
  const names = Object.keys(panel.optimizers);
  assert.ok(names.length > 20, `${names}`);
  for (const name of names) {
    const [method, settings] = [programs.methods[name], panel.optimizers[name]];
    const raced = (start, more = {}) => {
      const found = run(method, { ...settings, ...more }, at(start), panel.steps, null);
      return measure(found, method, at(start), panel.steps);
    };
    const rates = 'learning_rate' in settings ? [1e-4, settings.learning_rate, 1] : [1];
    const swept = ends(method, settings, at([1, 1]), panel.steps, null, rates);
    const mapped = arrivals(method, settings, at([0, 0]), panel.steps, null, starts);
    rates.forEach((rate, i) => {
      const one = raced([1, 1], { learning_rate: rate });
      assert.equal(swept.losses[i], one.loss.at(-1), name);
      assert.equal(swept.divergedAt[i], one.diverged_at ?? 0, name);
    });
    [0, 1, 2].forEach(i => {
      const one = raced([starts[2 * i], starts[2 * i + 1]]);
      assert.deepEqual([mapped.x[i], mapped.y[i]], [one.x.at(-1), one.y.at(-1)], name);
      assert.equal(mapped.minimum[i] > NOT_ARRIVED, one.status === 'arrived', name);
    });
  }
});

const lossOf = async script => script && (await import(`data:text/javascript,${encodeURIComponent(script)}`)).loss;

test('a sweep with noise finds what Python finds, from the draws that it sends', async () => {
  const kinds = new Set();
  let [finite, gone] = [0, 0];
  for (const { panel, facts, rows, rates, numbers: known, ...texts } of sweeps) {
    const losses = { seen: await lossOf(texts.seen), shown: await lossOf(texts.shown) };
    const ground = groundOf(panel, facts, programs, losses, Float64Array.from(rows));
    kinds.add(panel.noise);
    for (const [name, settings] of Object.entries(panel.optimizers)) {
      const found = ends(programs.methods[name], settings, ground, panel.steps, factorOf(panel, programs), rates);
      known[name].losses.forEach((loss, i) => {
        if (loss === null) return; // it does not run at this rate
        const where = `${name} at ${rates[i]}, ${JSON.stringify(panel)}`;
        assert.equal(found.divergedAt[i], known[name].diverged_at[i], where);
        assert.equal(found.steps[i], known[name].steps[i] ?? NaN, where);
        assert.ok(Math.abs(found.losses[i] - loss) <= 1e-9 * Math.max(Math.abs(loss), 1), where);
        if (found.divergedAt[i]) gone++;
        else finite++;
      });
    }
  }
  assert.equal(kinds.size, 8);
  assert.ok(finite > 300 && gone > 20, `${finite} ${gone}`);
});

test('programs and what of the engine a race needs are small', () => {
  const names = ['run', 'track', 'measure', 'judge', 'course', 'ground', 'checksum'].map(name => `engine/${name}`);
  const scripts = [...names, 'core/length', 'core/minima'].map(name =>
    readFileSync(new URL(`${name}.mjs`, ASSETS), 'utf8'),
  );
  const code = scripts.map(script => script.replaceAll(/\/\*[\s\S]*?\*\/\s*/g, '')); // words weigh more than half
  const size = [text, ...code].reduce((sum, each) => sum + gzipSync(each, { level: 9 }).length, 0);
  assert.ok(size <= 16_000, `${size} bytes compressed`);
});
