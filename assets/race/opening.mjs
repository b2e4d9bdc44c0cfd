/* A scene is opened: from a link, from a lesson, from the landscape page. */
import { catalog } from '../core/catalog.mjs';
import { clock } from '../core/clock.mjs';
import { createGate } from '../core/gate.mjs';
import { groundText } from '../core/ground_text.mjs';
import { byId } from '../ui/elements.mjs';
import { notify } from '../ui/notices.mjs';
import { foresee, get, post } from '../ui/server.mjs';
import { typeSize } from '../ui/size.mjs';
import { adoptTheme, systemTheme } from '../ui/theme.mjs';
import { keepPictures } from './backgrounds.mjs';
import { keepCaptions } from './captions.mjs';
import { keepFacts } from './facts.mjs';
import { arrived, edited, opened, renewed } from './news.mjs';
import { clearPictures } from './pictures.mjs';
import { learnPrograms } from './programs.mjs';
import { forgetRates, tunedSettings } from './rates.mjs';
import { trustState } from './server.mjs';
import { isEqual, isOn, linked, state, surfaceIn } from './state.mjs';
import { storyNow } from './story.mjs';

const PATIENCE = 2000; // ms
const LONGEST = 8000; // characters of an address
const MOUNTING = 300; // frames that a page may take to be put up

const askedOf = search => ({ search, theme: systemTheme(), size: typeSize() });
const sceneAt = (path, asked) => `${path}&${new URLSearchParams(asked)}`;

/* A browser keeps what it GETs; a link in a link can be too long for a server. */
const sceneOf = (asked, still) => {
  const address = sceneAt(catalog.scenes_path, asked);
  return address.length < LONGEST ? get(address, still) : post(catalog.scenes_path, asked, still);
};

/* The first one is asked for before Dash has put up the page that asks for it. */
/** @type {HTMLMetaElement | null} */
const first = document.querySelector('meta[name="scenes"]');
const firstScene = first && sceneAt(first.content, askedOf(location.search));
if (firstScene && firstScene.length < LONGEST) foresee(firstScene);

/* Asks for the scene of a link's query, and begins it. */
export const askScene = search => gate.push(askedOf(search ?? ''));

const gate = createGate(async (asked, still) => {
  const [response] = await Promise.all([sceneOf(asked, still), Promise.race([learnPrograms(), late()])]);
  const answer = response?.ok ? await response.json() : null;
  if (!answer || !(await isMounted(still))) return; // another is asked for, on this page or another one
  const { opened: scene } = answer;
  const { dimensions, theme } = scene.view;
  const specs = scene.panels.map(({ spec }) => spec);
  const equal = scene.panels.map(isEqual);
  keepPictures(answer, specs, { dimensions, theme: theme ?? asked.theme, size: asked.size }, equal);
  arrived.tell();
  beginScene(scene);
});

/* Whether the page that asked is there: the answer may be here before React has put it up. */
const isMounted = async still => {
  for (let frame = 0; still() && frame < MOUNTING; frame++) {
    if (byId('race-page')) return true;
    await new Promise(requestAnimationFrame);
  }
  return false;
};

/* The programs are asked for with the page: if they are late, the scene begins without. */
const late = () =>
  new Promise(resolve => {
    setTimeout(resolve, PATIENCE);
  });

/* Another scene, from its start. */
export const beginScene = scene => {
  clearPictures();
  openScene(scene);
  opened.tell();
};

/* No scene: nobody races, and the link is that of before. */
export const endScene = () => {
  clearPictures();
  Object.assign(state, { panels: [], queries: [] });
};

/* The state of `scene`, {panels: [{spec, zoom, own, facts}], view, problems: of its link}. */
export const openScene = scene => {
  scene.panels.forEach(({ spec, facts }) => facts && keepFacts(groundText(spec), facts));
  state.panels = scene.panels.map(withMemory);
  keepCaptions(scene);
  Object.assign(state, { view: scene.view, scope: 'all', queries: [] });
  state.roster = rosterOf(state.panels);
  trustState();
  renewed.tell();
  clock.speed = state.view.speed;
  clock.loop = state.view.loop === 'on';
  adoptTheme(state.view.theme);
  const unread = 'This link has parts that could not be read; the default stands in for each:';
  notify(scene.problems.length ? unread : '', { items: scene.problems, kind: 'unread' }); // until it is read
  edited.tell();
};

/* Settings of every method, also of those switched off. */
function withMemory(panel, origin) {
  Object.assign(panel, { origin, known: {} }); // `origin`: which one of those that were opened
  for (const name of Object.keys(catalog.optimizers)) {
    panel.known[name] = { ...tunedSettings(panel, name), ...panel.spec.optimizers[name] };
  }
  forgetRates(panel);
  return linked(panel);
}

/* The classics, if nobody else races; else those who do. A lesson shows only who races; recorded trainings are
   offered. */
function rosterOf(panels) {
  const names = Object.keys(catalog.optimizers);
  const { classics } = catalog;
  const trained = panels.flatMap(panel => Object.keys(surfaceIn(panel).tuned.settings ?? {}));
  const isAlone = storyNow().query || !names.filter(isOn).every(name => classics.includes(name));
  return isAlone || trained.length ? names.filter(name => isOn(name) || trained.includes(name)) : classics;
}
