/* The pictures of surfaces and the axes of charts, below the trails: put up where a panel has another one to show,
   asked for where it is not known yet. Each carries the ground that it shows, by which a panel knows what belongs above
   it (player/panel.mjs). */
import { catalog } from '../core/catalog.mjs';
import { createGate } from '../core/gate.mjs';
import { groundText } from '../core/ground_text.mjs';
import { byId } from '../ui/elements.mjs';
import { adoptWhole, drawsSpace, fetchWhole } from '../ui/plotly.mjs';
import { post } from '../ui/server.mjs';
import { typeSize } from '../ui/size.mjs';
import { themeNow } from '../ui/theme.mjs';
import { adoptFacts, keepFacts, specOn } from './facts.mjs';
import { answered, flattened, puttingUp } from './news.mjs';
import { copy, isEqual, isHere, state } from './state.mjs';

const MOST = 40; // of a hundred kilobytes each

const kept = new Map(); // key -> component of Dash, the last one that was shown last
const shown = new Map(); // id of an element -> {place, key, view}
const due = new Map(); // id of an element -> {place, children}, until they are put up

const lookNow = () => ({ dimensions: state.view.dimensions, theme: themeNow(), size: typeSize() });
const keyOf = (spec, { dimensions, theme, size }, equal) =>
  JSON.stringify([groundText(spec), dimensions, theme, size, equal && dimensions === '2']);
const curveKey = ({ theme, size }) => JSON.stringify([theme, size]);

/* ---- what is known ---- */

/* Keeps the pictures of an answer, which are of these specs in this look, of some with the same scale on both axes. */
export const keepPictures = ({ pictures, curve, facts }, specs, look, equal) => {
  keep(curveKey(look), curve);
  pictures.forEach((picture, index) => {
    const ground = groundText(specs[index]);
    picture.props.figure.layout.meta.ground = ground;
    keep(keyOf(specs[index], look, equal[index]), picture);
    if (facts?.[index]) keepFacts(ground, facts[index]);
  });
};

function keep(key, component) {
  kept.delete(key);
  kept.set(key, component);
  if (kept.size > MOST) kept.delete(kept.keys().next().value);
}

const gate = createGate(async ({ panels, look, equal }, still, signal) => {
  const response = await post(catalog.pictures_path, { panels, equal, ...look }, still, signal);
  if (!response?.ok) return; // why not, the answer with the races says
  const answer = await response.json();
  keepPictures(answer, panels, look, equal);
  if (!isHere()) return;
  state.panels.forEach((panel, index) => follow(panel, index, panels, answer.facts, look, equal));
  showBackgrounds();
});

/* What an answer means for a panel: what is known of its surface now, or, if its hyperparameters have gone on since, a
   picture on the way. */
function follow(panel, index, asked, facts, look, equal) {
  const place = asked.findIndex(spec => specOn(panel, groundText(spec)));
  if (place < 0) return;
  const isNow = groundText(asked[place]) === groundText(panel.spec);
  if (isNow && facts[place]) {
    adoptFacts(panel, facts[place], facts[place].start);
    answered.tell();
  }
  const isLast =
    JSON.stringify(look) === JSON.stringify(lookNow()) && !kept.has(keyOf(panel.spec, look, isEqual(panel)));
  if (!isNow && isLast) put(`picture-${index}`, keyOf(asked[place], look, equal[place]), viewOf(index));
}

/* ---- showing ---- */

/* Every panel's picture and chart as the state and the theme have them. */
export const showBackgrounds = () => {
  const look = lookNow();
  const missing = new Map();
  state.panels.forEach((panel, index) => {
    const { spec } = panel;
    const key = keyOf(spec, look, isEqual(panel));
    if (kept.has(key) && kept.has(curveKey(look))) {
      put(`picture-${index}`, key, viewOf(index));
      put(`curve-${index}`, curveKey(look), null);
    } else missing.set(key, [groundFields(spec), isEqual(panel)]);
  });
  if (!missing.size) return;
  const [panels, equal] = [0, 1].map(part => [...missing.values()].map(each => each[part]));
  gate.push({ panels: copy(panels), look, equal });
};

const groundFields = ({ surface, surface_parameters, expression, domain, optimizers }) => ({
  surface,
  surface_parameters,
  expression,
  domain,
  ...(surface === 'network' && { optimizers }), // only who was trained can be on its plane
});

/* What part of a panel's picture is seen: the ranges of its axes, or from where; null for all of it, or the usual. */
const viewOf = index => (state.view.dimensions === '3' ? state.view.camera : state.panels[index].zoom);

/* A reader has changed what part of a panel's picture is seen: it shows what the state has. */
export const viewChanged = index => {
  const there = shown.get(`picture-${index}`);
  if (there) there.view = JSON.stringify(viewOf(index));
};

function put(id, key, view) {
  const there = shown.get(id);
  const place = byId(id);
  const text = JSON.stringify(view);
  const component = kept.get(key);
  keep(key, component);
  if (space === 'comes') return; // what is up is taken down
  if (component.props.figure.layout.scene && !drawsSpace()) return void bringSpace();
  const isThere = there?.place === place && place.childElementCount > 0; // a new page may have emptied it
  if (isThere && there.key === key && there.view === text) return;
  shown.set(id, { place, key, view: text });
  if (!due.size) setTimeout(putUp); // what Plotly is at in this task is to end before React takes its element away
  due.set(id, { place, children: seenFrom(component, view) });
}

/* ---- space ---- */

const PATIENCE = 60; // frames in which what is up is taken down
let space = ''; // 'asked' for; 'comes' while what the part of Plotly has drawn is taken down

/* A picture in space waits for the whole Plotly, by which all pictures and charts are then drawn. */
async function bringSpace() {
  if (space) return;
  space = 'asked';
  const whole = await fetchWhole();
  space = '';
  if (!isHere() || state.view.dimensions !== '3') return;
  if (!whole) return void flattened.tell();
  space = 'comes';
  await takeDown();
  adoptWhole(whole);
  space = '';
  showBackgrounds();
}

async function takeDown() {
  due.clear();
  for (const id of shown.keys()) if (byId(id)) dash_clientside.set_props(id, { children: null });
  shown.clear();
  for (let frame = 0; frame < PATIENCE && document.querySelector('#panels .js-plotly-plot'); frame++)
    await new Promise(requestAnimationFrame);
}

/* ---- putting up ---- */

function putUp() {
  const now = [...due];
  due.clear();
  const late = now.filter(([id]) => id.startsWith('curve') && !arePictured());
  for (const [id, { place, children }] of now) {
    if (byId(id) !== place || late.some(([other]) => other === id)) continue;
    puttingUp.tell(id, place.clientHeight, children.props.figure.layout);
    dash_clientside.set_props(id, { children });
  }
  if (late.length) requestAnimationFrame(() => setTimeout(putLate, 0, late));
}

/* Pictures come before charts, as the races begin on them. */
const arePictured = () =>
  [...shown].every(
    ([id, { place }]) => !id.startsWith('picture') || !place.isConnected || place.querySelector('.plot-container'),
  );

function putLate(late) {
  if (space === 'comes') return; // all is put up anew
  for (const [id, each] of late) if (!due.has(id)) due.set(id, each);
  putUp();
}

/* A component of its own, as Plotly writes in what it is given. */
function seenFrom(component, view) {
  const own = structuredClone(component);
  const { layout } = own.props.figure;
  if (!view) return own;
  if (layout.scene) {
    layout.scene.camera.eye = { x: view[0], y: view[1], z: view[2] };
  } else {
    layout.xaxis.range = view.slice(0, 2);
    layout.yaxis.range = view.slice(2);
  }
  return own;
}
