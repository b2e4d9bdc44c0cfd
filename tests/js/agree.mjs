/* Whether this machine's engine finds what Python found: tests/agreement.py makes the table and its numbers. */
import { arrivals } from '../../assets/engine/arrivals.mjs';
import { createCrew } from '../../assets/engine/crew.mjs';
import { ends } from '../../assets/engine/ends.mjs';
import { addressesOf, factorOf, groundOf } from '../../assets/engine/ground.mjs';
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

/* How far, at worst and up to each step, a race strays from itself when its gradients are disturbed, and whether it
   then still diverges at the same step. */
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

/* The losses that are not among the programs, by address. */
const losses = new Map();
const lossesOf = panel => {
  const { seen, shown } = addressesOf(panel, '/loss.mjs');
  return { seen: losses.get(seen), shown: losses.get(shown) };
};

const drawn = rows => rows && Float64Array.from(rows);

/* A verdict on each racer of the cases; `truth` has x, y, losses and norms of each, in their order. */
export const verdicts = (cases, truth, programs) => {
  const found = [];
  let at = 0;
  for (const { kind, panel, facts, exact, said, rows } of cases) {
    const ground = groundOf(panel, facts, programs, lossesOf(panel), drawn(rows));
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

const PROGRAMS = '/programs.mjs';

/* The table of the server that the page comes from, its numbers and the programs; the losses are there, too, then. */
const fetched = async () => {
  const [programs, cases, numbers] = await Promise.all([
    import(PROGRAMS),
    fetch('/table.json').then(answer => answer.json()),
    fetch('/numbers').then(answer => answer.arrayBuffer()),
  ]);
  for (const { panel } of cases) {
    for (const address of Object.values(addressesOf(panel, '/loss.mjs'))) {
      if (address && !losses.has(address)) losses.set(address, (await import(address)).loss);
    }
  }
  return { programs, cases, numbers: new Float64Array(numbers) };
};

/* The verdicts on that table. */
export const asked = async () => {
  const { programs, cases, numbers } = await fetched();
  return verdicts(cases, numbers, programs);
};

/* Of the table's panels under other conditions, and of the first ones, what workers find and what the page finds. */
export const byWorkers = async () => {
  const { programs, cases } = await fetched();
  const crew = createCrew(2);
  const [rates, starts, tasks, known] = [Float64Array.of(1e-4, 1e-2, 1, 1e9), Float64Array.of(1, 1, -1, 0.5), [], []];
  for (const { panel, facts, rows } of cases.filter(({ kind }, i) => kind === 'conditions' || i < 4)) {
    const given = { programs: PROGRAMS, addresses: addressesOf(panel, '/loss.mjs'), panel, facts, rows: drawn(rows) };
    const ground = groundOf(panel, facts, programs, lossesOf(panel), given.rows);
    for (const method of ['momentum', 'vsgd_fd']) {
      const race = [programs.methods[method], panel.optimizers[method], ground, panel.steps, factorOf(panel, programs)];
      const settings = panel.optimizers[method];
      tasks.push({ ...given, method, settings, rates }, { ...given, method, settings, starts });
      known.push(ends(...race, rates), arrivals(...race, starts));
    }
  }
  const found = await crew.ask(tasks);
  const refused = await crew.ask([{ ...tasks[0], method: 'unknown' }]).catch(String);
  crew.dismiss();
  const written = each => JSON.stringify(Object.entries(each).map(([name, numbers]) => [name, ...numbers]));
  return { refused, same: found.filter((each, i) => written(each) === written(known[i])).length, count: known.length };
};

/* How many racers did how well. */
export const summary = given => {
  const count = is => given.filter(is).length;
  const otherwise = ({ said, known }) => said[0] !== known[0];
  const steady = count(each => otherwise(each) && each.steady);
  return [
    `${given.length} racers, ${count(({ same }) => same)} the same to the bit`,
    `${count(({ exact, same }) => exact && !same)} of ${count(({ exact }) => exact)} that must be are not`,
    `${count(({ late }) => late <= 1e-12)} within 1e-12, ${count(({ late }) => late > 1e-9)} beyond 1e-9`,
    `${count(({ astray }) => astray >= 0)} of them not because they are chaotic`,
    `${count(otherwise)} diverge at another step, ${steady} of them not because of that`,
    `${count(({ said, known }) => String(said) !== String(known))} end otherwise, or reach tolerance at another step`,
  ].join('\n');
};
