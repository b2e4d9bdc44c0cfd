/* The racers of the panels, each kept by all that determines it: run here where the page can, else as the server
   answers. So an answer that comes late, or twice, or not at all, never puts a trail where it does not belong. */
import { catalog } from '../core/catalog.mjs';
import { groundText } from '../core/ground_text.mjs';
import { createRacer, stepAt } from '../core/racer.mjs';
import { compute } from './computing.mjs';
import { keepDraws } from './draws.mjs';
import { keepFacts, specOn, surfaceOn } from './facts.mjs';
import { ripened } from './news.mjs';
import { state } from './state.mjs';

const MOST = 1e6; // steps of all racers together
const BLINK = 400; // ms that a trail of before may stand in for one that only the server can run
const SAME_UNITS = [1, 1, 1];

const known = new Map(); // text -> racer, the newest last
let weight = 0; // their steps
const lately = new Map(); // panel and name -> {ground, racer, at: ms, when it was right}
const missed = new Map(); // panel and name -> ms, since when a racer is not here

const placeOf = (index, name) => `${index} ${name}`;

/* ---- racers ---- */

function remember(text, racer) {
  weight += racer.x.length - (known.get(text)?.x.length ?? 0);
  known.delete(text);
  known.set(text, racer);
  for (const [oldest, { x }] of known) {
    if (weight <= MOST) break;
    known.delete(oldest);
    weight -= x.length;
  }
  return racer;
}

/* A racer with what only the page knows of it. */
function dressed(racer) {
  const { look, label } = catalog.optimizers[racer.name];
  return Object.assign(racer, { look, label, stepAt: now => stepAt(racer, now, state.view.axis === 'evaluations') });
}

/* The racers of a spec: by name, null for one that only the server can run, or not yet. */
const racersOf = (spec, surface) => {
  const { optimizers, ...race } = spec;
  const text = JSON.stringify(race);
  const find = name => {
    const whole = `${name} ${JSON.stringify(optimizers[name])} ${text}`;
    const racer = known.get(whole) ?? compute(text, spec, name, surface);
    return racer && remember(whole, racer.label ? racer : dressed(racer));
  };
  const names = Object.keys(catalog.optimizers).filter(name => name in optimizers);
  return names.map(name => [name, find(name)]);
};

const textOf = ({ optimizers, ...race }, name) => `${name} ${JSON.stringify(optimizers[name])} ${JSON.stringify(race)}`;

/* The same race in the surface's own units; null where it is in these. */
const plain = spec => (spec.units.some(factor => factor !== 1) ? { ...spec, units: SAME_UNITS } : null);

/* ---- what panels show ---- */

/* What panel `index` shows above a picture of `ground`; null where that is another surface than the one that it races
   on, or nothing is known of it yet. `lacks`: whether the server must be asked for some racer; `waits`: the names of
   those that are not to be seen since. */
export const raceOn = (index, ground) => {
  const panel = state.panels[index];
  const spec = panel ? specOn(panel, ground) : null;
  const surface = spec && surfaceOn(panel, ground);
  if (!surface) return null;
  const found = racersOf(spec, surface);
  const shown = found.map(([name, racer]) => [name, standing(index, name, ground, racer)]);
  const other = plain(spec);
  return {
    ground,
    surface,
    steps: spec.steps,
    racers: shown.map(([, racer]) => racer).filter(Boolean),
    reference: other ? racersOf(other, surface).flatMap(([, racer]) => racer ?? []) : [],
    start: spec.start,
    isRecorded: spec.surface === 'network',
    lacks: found.some(([, racer]) => !racer),
    waits: shown.filter(([name, racer]) => !racer && isMissed(index, name)).map(([name]) => name),
  };
};

/* Nobody has been here before: another scene. */
export const forgetRaces = () => {
  lately.clear();
  missed.clear();
};

/* A racer, or for a blink the one that was right before. */
function standing(index, name, ground, racer) {
  const place = placeOf(index, name);
  const now = performance.now();
  if (racer) {
    missed.delete(place);
    lately.set(place, { ground, racer, at: now });
    return racer;
  }
  if (!missed.has(place)) missed.set(place, now);
  const last = lately.get(place);
  const left = last?.ground === ground ? last.at + BLINK - now : 0;
  lookAfter(left > 0 ? left : missed.get(place) + BLINK - now);
  return left > 0 ? last.racer : null;
}

const isMissed = (index, name) => performance.now() - missed.get(placeOf(index, name)) >= BLINK;

/* Looks again when a stand-in is too old, or a racer has been missed for too long. */
let timer;
function lookAfter(ms) {
  if (ms <= 0) return;
  clearTimeout(timer);
  timer = setTimeout(ripened.tell, ms + 1);
}

/* ---- what the server is told, and says ---- */

/* Of a panel, the racers that are here and need not be sent, by key. */
export const heldBy = panel => {
  const spec = specOn(panel, groundText(panel.spec));
  const surface = surfaceOn(panel, groundText(panel.spec));
  const specs = surface ? [spec, plain(spec)].filter(Boolean) : [];
  const racers = specs.flatMap(each => racersOf(each, surface)).flatMap(([, racer]) => racer ?? []);
  return new Map(racers.map(racer => [racer.key ?? racer.keyed(), racer]));
};

/* Keeps what an answer says of the panels that were asked for: the server's word counts. */
export const keepRaces = (answer, asked) => {
  const { take, panels } = answer;
  const keep = ({ steps, racers }, { held }, spec, surface) =>
    racers.map(told => {
      const racer = told.held ? held.get(told.key) : dressed(createRacer(told, steps, surface.minima, take));
      return remember(textOf(spec, told.name), racer);
    });
  const grounds = asked.panels.map(({ spec }) => groundText(spec));
  panels.forEach(({ facts }, index) => facts && keepFacts(grounds[index], facts));
  panels.forEach((panel, index) => {
    const ground = grounds[index];
    const { spec } = asked.panels[index];
    const racers = keep(panel, asked.panels[index], spec, surfaceOn(asked.panels[index], ground));
    racers.forEach(racer => offer(placeOf(index, racer.name), { ground, racer, at: asked.at }));
  });
  panels.forEach(({ reference }, index) => {
    const panel = asked.panels[index];
    if (reference) keep(reference, panel, plain(panel.spec), surfaceOn(panel, grounds[index]));
  });
  keepDraws(answer);
};

function offer(place, found) {
  if (!(lately.get(place)?.at > found.at)) lately.set(place, found);
}
