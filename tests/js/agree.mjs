/* Whether this machine's engine finds what Python found: tests/agreement.py makes the table and its numbers. */
import { factorOf, groundOf } from '../../assets/engine/ground.mjs';
import { measure } from '../../assets/engine/measure.mjs';
import { run } from '../../assets/engine/run.mjs';

const EARLY = 30; // steps, to 1e-12; later ones to 1e-9
const CHAOS = 100; // times what disturbed bits do: so far apart may races be that are chaotic
const SMALL = 2 ** -52;

/* By step, how far two paths are apart, in diagonals of the picture or, outside, in distances from the origin. */
const apart = (a, b, diagonal) =>
  a.x.map((x, k) => {
    if (x === b.x[k] && a.y[k] === b.y[k]) return 0;
    const size = Math.max(diagonal, Math.abs(b.x[k]), Math.abs(b.y[k]));
    return Math.max(Math.abs(x - b.x[k]), Math.abs(a.y[k] - b.y[k])) / size;
  });

/* The ground, but each gradient is off by a bit of it and by one of the first one's: its terms may be as large as that
   where they cancel, and another library's sine of one of them has another last bit. */
const disturbed = (ground, seed) => {
  let state = seed;
  let size = null;
  const off = value => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return value + Math.sign(state) * SMALL * (Math.abs(value) + size);
  };
  const gradient = (o, x, y) => {
    ground.loss.gradient(o, x, y);
    size ??= Math.abs(o[0]) + Math.abs(o[1]);
    o[0] = off(o[0]);
    o[1] = off(o[1]);
  };
  return { ...ground, loss: { ...ground.loss, gradient } };
};

/* How far, at worst and up to each step, a race strays from itself when its gradients are disturbed, and whether it then
   still diverges at the same step. */
const strayed = (raced, ground, own) => {
  const worst = new Float64Array(own.x.length);
  let steady = true;
  for (const seed of [1, 2, 3]) {
    const other = raced(disturbed(ground, seed));
    const far = apart(other, own, ground.diagonal);
    steady &&= other.diverged_at === own.diverged_at;
    let most = 0;
    far.forEach((here, k) => {
      most = Math.max(most, here);
      worst[k] = Math.max(worst[k], most);
    });
  }
  return { worst, steady };
};

/* The largest of the differences between two lists, in shares of the first number there. */
const differ = (found, known) => {
  let most = 0;
  for (let k = 0; k < known.length; k++) {
    if (Object.is(found[k], known[k]) || found[k] === known[k]) continue;
    most = Math.max(most, Math.abs(found[k] - known[k]) / Math.max(Math.abs(known[k]), Math.abs(known[0])));
  }
  return most;
};

const judge = (raced, ground, known) => {
  const own = raced(ground);
  const far = apart(own, known, ground.diagonal);
  const same = far.every(value => value === 0);
  const { worst, steady } = same ? { worst: far, steady: true } : strayed(raced, ground, own);
  return {
    same,
    early: Math.max(...far.slice(0, EARLY + 1)),
    late: Math.max(...far),
    astray: far.findIndex((value, k) => !(value <= Math.max(k > EARLY ? 1e-9 : 1e-12, CHAOS * worst[k]))),
    steady,
    loss: same ? differ(own.loss, known.loss) : 0,
    norm: same ? differ(own.norm, known.norm) : 0,
    said: [own.diverged_at, own.status, own.steps_to_tolerance],
  };
};

/* A verdict on each racer of the cases; `truth` has x, y, losses and norms of each, in their order. */
export const verdicts = (cases, truth, programs, lossOf = () => ({})) => {
  const found = [];
  let at = 0;
  for (const { kind, panel, facts, exact, said, rows } of cases) {
    const ground = groundOf(panel, facts, programs, lossOf(panel), rows && Float64Array.from(rows));
    const { steps, optimizers } = panel;
    const factor = factorOf(panel, programs);
    Object.entries(optimizers).forEach(([name, settings], i) => {
      const method = programs.methods[name];
      const raced = over => measure(run(method, settings, over, steps, factor), method, over, steps);
      const [x, y, loss, norm] = [0, 1, 2, 3].map(() => truth.subarray(at, (at += steps + 1)));
      const verdict = judge(raced, ground, { x, y, loss, norm });
      found.push({ kind, name, surface: panel.surface, exact: exact.includes(name), known: said[i], ...verdict });
    });
  }
  return found;
};

/* The verdicts on the table of the server that the page comes from. */
export const asked = async (path = '/programs.mjs') => {
  const [programs, cases, numbers] = await Promise.all([
    import(path),
    fetch('/table.json').then(answer => answer.json()),
    fetch('/numbers').then(answer => answer.arrayBuffer()),
  ]);
  return verdicts(cases, new Float64Array(numbers), programs);
};

/* How many racers did how well. */
export const summary = given => {
  const count = is => given.filter(is).length;
  const otherwise = ({ said, known }) => said[0] !== known[0];
  return [
    `${given.length} racers, ${count(({ same }) => same)} the same to the bit`,
    `${count(({ exact, same }) => exact && !same)} of ${count(({ exact }) => exact)} that must be are not`,
    `${count(({ late }) => late <= 1e-12)} within 1e-12, ${count(({ late }) => late > 1e-9)} beyond 1e-9`,
    `${count(({ astray }) => astray >= 0)} of them not because they are chaotic`,
    `${count(otherwise)} diverge at another step, ${count(each => otherwise(each) && each.steady)} of them not because of that`,
    `${count(({ said, known }) => String(said) !== String(known))} end otherwise, or reach tolerance at another step`,
  ].join('\n');
};
