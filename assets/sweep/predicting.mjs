/* The curves of the sweep, computed in the browser while something moves: by workers, from programs of the Python
   rules. The server confirms them at rest; methods that have no program keep their curve until then. */
import { createSignal } from '../core/signal.mjs';
import { createCrew } from '../engine/crew.mjs';
import { addressesOf, groundOf } from '../engine/ground.mjs';
import { boundOf, curvatureOf } from './bounds.mjs';
import { outcomeFrom } from './curves.mjs';
import { drawsOf, lacksDraws } from './draws.mjs';
import { isHere, page, race, surfaceEntry, surfaceText } from './page.mjs';

/* Tells the curves of now, as `drawMoving` takes them, with the number of the edit that they belong to. */
export const predicted = createSignal();

const crew = createCrew();
let programs = null; // the module; null as long as nothing can be computed
const known = new Map(); // by method {key: of all that determines it, found: its ends at the rates at which it runs}

/* Fetches the programs, without which there is no prediction. */
export const prepare = async () => {
  programs ??= await import(page.catalog.methods_path).catch(() => null);
};

/* Whether the curves of the state, or its map, can be computed here, and drawn over what is drawn. */
export const isPredictable = () => {
  const entry = programs && page.state && surfaceEntry(race()); // null for your own function while it is not read
  if (!entry) return false;
  const { noise, optimizers } = race();
  const isKnown = !entry.moves || page.facts?.of === surfaceText(race());
  if (!isKnown || !entry.live.includes(noise) || lacksDraws(race())) return false;
  if (page.state.sweep.second) return isMapPredictable(page.state.sweep);
  if (!page.drawn?.numbers) return false;
  const names = Object.keys(optimizers);
  const hasProgram = name => name in programs.methods;
  return names.some(hasProgram) && names.every(name => hasProgram(name) || name in page.drawn.numbers.methods);
};

const MOST = 600_000; // steps of all the races of a map that is computed in the time of a few frames

/* The axes of a map are those of its rates and values. */
const axesOf = ({ low, high, count, second }) => JSON.stringify([low, high, count, second]);

const isMapPredictable = sweep => {
  const { count, second } = sweep;
  const isDrawn = page.drawn?.values.length > 0 && axesOf(page.drawn.sweep) === axesOf(sweep);
  return isDrawn && second.method in programs.methods && count * second.count * race().steps <= MOST;
};

/* Quietly: only what it takes is computed, so that the first picture of a drag comes as fast as the others. Where it
   fails the server is asked from then on. */
export const predict = (options = {}) =>
  compute(options).catch(() => {
    programs = null;
  });

const compute = async ({ quietly = false }) => {
  const { edits } = page;
  const { measure, sweep } = structuredClone(page.state);
  const panel = sweep.race;
  const facts = surfaceEntry(panel);
  const rows = drawsOf(panel);
  const addresses = addressesOf(panel, page.catalog.loss_path);
  const rates = ratesOf(sweep);
  const names = sweep.second ? [sweep.second.method] : Object.keys(panel.optimizers);
  const plans = names.map(name => planOf(name, rates, sweep));
  const open = plans.filter(({ isOpen }) => isOpen);
  const common = { programs: page.catalog.methods_path, addresses, panel, facts, rows };
  const tasks = open.flatMap(({ name, variants, runs }) => {
    const own = Float64Array.from(runs, k => rates[k]);
    return variants.map(settings => ({ ...common, method: name, settings, rates: own }));
  });
  const [found, seen, shown] = await Promise.all([crew.ask(tasks), lossAt(addresses.seen), lossAt(addresses.shown)]);
  if (!found || !isHere()) return;
  for (const plan of open) {
    plan.found = found.splice(0, plan.variants.length);
    known.set(plan.name, plan);
  }
  if (quietly) return;
  const { loss, ...ground } = groundOf(panel, facts, programs, { seen, shown }, rows);
  const isPlain = panel.schedule === 'constant' && !(panel.warmup > 1);
  const isBound = isPlain && panel.noise === 'none'; // theory has no word on others
  const curvature = isBound ? curvatureOf(loss, facts.domain) : null;
  const [x, y] = panel.start;
  const floors = ground.minima.map(at => ground.shown.value(at[0], at[1]));
  predicted.tell(edits, {
    measure,
    steps: panel.steps,
    isMap: Boolean(sweep.second),
    floor: floors.length ? Math.min(...floors) : null,
    startLoss: ground.shown.value(x, y),
    methods: plans.map(plan => methodOf(plan, rates, curvature)),
  });
};

const lossAt = async address => address && (await import(address)).loss;

/* As far apart as the server has them; to the last bit where it has told them. */
function ratesOf({ low, high, count }) {
  const { rates, sweep } = page.answer;
  if (sweep.low === low && sweep.high === high && sweep.count === count) return rates;
  return Array.from({ length: count }, (_, k) => low * (high / low) ** (k / (count - 1)));
}

/* What is asked of a method: `runs` are the places of the rates at which it runs, `variants` its settings, one for each
   value of its second hyperparameter; `found` is what is known already. */
function planOf(name, rates, { race: { optimizers, ...panel }, second }) {
  const { learning_rate: _, ...settings } = optimizers[name];
  const { learning_rate: declared } = page.catalog.optimizers[name].hyperparameters;
  const isIn = rate => rate >= declared.minimum && rate <= declared.maximum;
  const runs = declared ? [...rates.keys()].filter(k => isIn(rates[k])) : [0];
  const variants = second ? page.drawn.values.map(value => ({ ...settings, [second.name]: value })) : [settings];
  const key = JSON.stringify([panel, variants, rates]);
  const found = known.get(name)?.key === key ? known.get(name).found : null;
  return { name, variants, flat: !declared, key, runs, found, isOpen: !found && name in programs.methods };
}

function methodOf({ name, variants, flat, runs, found }, rates, curvature) {
  const { numbers, rates: before } = page.drawn;
  if (!found) return { name, rates: before, outcomes: [outcomeFrom(numbers.methods[name])], faint: true };
  const whole = values => {
    const all = new Float64Array(rates.length).fill(flat ? values[0] : Number.NaN);
    if (!flat) runs.forEach((k, place) => all.set([values[place]], k));
    return all;
  };
  const outcomes = found.map((ends, k) => {
    const [losses, steps, divergedAt] = [ends.losses, ends.steps, ends.divergedAt].map(whole);
    return { flat, bound: boundOf(name, variants[k], curvature), losses, steps, divergedAt };
  });
  return { name, rates, outcomes, faint: false };
}
