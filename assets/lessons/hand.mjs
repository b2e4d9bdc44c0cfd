/* What a step of a lesson lets its reader move, under its text: one slider, or the start, which is dragged in the
   picture. lessons/hand.py declares it. */
import { catalog } from '../core/catalog.mjs';
import { short } from '../core/numbers.mjs';
import { positionOf } from '../core/scales.mjs';
import { atFrame } from '../player/loop.mjs';
import { followStart, putSetting } from '../race/edits.mjs';
import { answered, edited } from '../race/news.mjs';
import { settingsOf, state } from '../race/state.mjs';
import { badge } from '../ui/badge.mjs';
import { byId, element } from '../ui/elements.mjs';
import { hyperparameter } from '../ui/slider_row.mjs';

const UNITS = { 'unit.weights': [0, 1], 'unit.loss': [2] };

let shown = null; // the hand on the page
let controls = null; // its {show()}

const partsOf = name => {
  const dot = name.lastIndexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
};

/* The panels that a name has something in. */
const panelsOf = ({ panels }, name) =>
  state.panels.filter(
    (panel, index) => (panels ?? [index]).includes(index) && (UNITS[name] || settingsOf(panel, partsOf(name)[0])),
  );

const valuesOf = (hand, name) => {
  const [group, key] = partsOf(name);
  return panelsOf(hand, name).map(panel =>
    UNITS[name] ? panel.spec.units[UNITS[name][0]] : settingsOf(panel, group)[key],
  );
};

/* All that the hand moves takes the value. */
const moveHand = (hand, value) => {
  for (const name of hand.names) {
    const [group, key] = partsOf(name);
    if (!UNITS[name]) followStart(group);
    for (const panel of panelsOf(hand, name)) {
      if (!UNITS[name]) putSetting(panel, group, key, value);
      else panel.spec.units = panel.spec.units.map((old, axis) => (UNITS[name].includes(axis) ? value : old));
    }
  }
  edited.tell();
};

/* Where the hand is in a panel: "α = 0.2"; '' where it moves nothing. */
export const handText = (hand, index) => {
  if (!hand?.parameter || !(hand.panels ?? [index]).includes(index)) return '';
  const [value] = valuesOf({ ...hand, panels: [index] }, hand.names[0]);
  return value === undefined ? '' : `${hand.symbol.replace('_', ' ')} = ${short(value)}`;
};

const heading = ({ names, symbol, label, panels }) => {
  const node = element('span', 'hand-name');
  if (panels) node.append(element('span', 'number', panels.map(index => index + 1).join(', ')));
  node.title = label;
  for (const name of names) {
    const look = catalog.optimizers[partsOf(name)[0]]?.look;
    const place = element('span', 'hand-racer');
    if (look) {
      place.append(badge(place, look));
      place.dataset.name = partsOf(name)[0];
      node.append(place);
    }
  }
  node.append(symbol.replace('_', ' '));
  return node;
};

/* What the text speaks of, where it is on the slider. */
const markOf = ({ parameter, across, mark }) => {
  const node = element('span', 'hand-mark', mark);
  node.style.setProperty('--at', String(positionOf(parameter, across)));
  node.hidden = across === null;
  return node;
};

const sliderOf = hand => {
  const place = element('div', 'control');
  const track = element('div', 'hand-track');
  const { label, parameter, names } = hand;
  const made = hyperparameter({
    label,
    parameter,
    values: () => valuesOf(hand, names[0]).slice(0, 1),
    take: value => moveHand(hand, value),
  });
  const [thumb, ...rest] = made.nodes;
  track.append(thumb, markOf(hand));
  place.append(track, ...rest);
  controls = made;
  return [heading(hand), place];
};

/* The hand of a step; null for none. */
export const showHand = hand => {
  const place = byId('story-hand');
  place.hidden = !hand;
  place.dataset.panels = hand?.panels?.join() ?? '';
  if (JSON.stringify(hand) !== JSON.stringify(shown) || !place.firstChild) {
    shown = hand;
    controls = null;
    place.replaceChildren(...(hand ? (hand.parameter ? sliderOf(hand) : [hand.label]) : []));
  }
  follow();
};

const follow = () =>
  atFrame(() => {
    if (byId('story-hand') && state.panels.length) controls?.show();
  });

for (const news of [edited, answered]) news.listen(follow);
