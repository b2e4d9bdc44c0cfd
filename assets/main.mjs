/* The first script of every page: what Dash's clientside callbacks call by name, `dash_clientside.ravine`. The work
   is done in the other modules; those that a page alone needs come when it is opened. */
import { catalog, learnCatalog } from './core/catalog.mjs';
import './race/actions.mjs';
import { mountChoices } from './race/controls.mjs';
import { mountDesk, putMarkup } from './race/desk.mjs';
import { mountExport } from './race/export.mjs';
import { closeInside } from './race/inside.mjs';
import './race/key.mjs';
import { mountSwitches } from './race/legend.mjs';
import { arrived } from './race/news.mjs';
import { askScene } from './race/opening.mjs';
import { mountOwn } from './race/own.mjs';
import './race/page.mjs';
import { mountPins } from './race/pins.mjs';
import { followPage } from './race/present.mjs';
import './race/scatter.mjs';
import './race/scoreboard.mjs';
import { mountSections } from './race/sections.mjs';
import './race/summary.mjs';
import { surfaceOption, surfaces } from './race/surfaces.mjs';
import { mountTransport } from './race/transport.mjs';
import './race/undo.mjs';
import './race/way_back.mjs';
import { mountWelcome } from './race/welcome.mjs';
import { arrive } from './ui/address.mjs';
import { mountChooser } from './ui/chooser.mjs';
import { openDialog } from './ui/dialogs.mjs';
import { byId } from './ui/elements.mjs';
import { jobNews, jobRefused } from './ui/jobs.mjs';
import './ui/leaving.mjs';
import './ui/menu.mjs';
import './ui/roving.mjs';
import { load } from './ui/server.mjs';
import './ui/skeleton.mjs';
import './ui/skips.mjs';

let page = null; // the module of a page that is no race: open(search, data), and surface(name) where it chooses one

/* A page is opened: the address is its own from now on, and what is around it follows. */
const come = () => {
  arrive();
  followPage();
};

let known = null; // what all pages of races know, once one was opened

/* Likewise a page of races: only the first one waits, the next are whole at once. Whether it is still there. */
const begin = async told => {
  come();
  if (!known) {
    const { pathname } = location;
    known = (await load(told.known_path))?.known ?? null;
    if (!known || location.pathname !== pathname) return false;
  }
  learnCatalog({ ...known, ...told, rows: { ...known.rows, ...told.texts } });
  putMarkup();
  return true;
};

const isAt = path => location.pathname.replace(/\/$/, '') === path.replace(/\/$/, '');

/* A page of races that is new is filled when its first scene is there. */
arrived.listen(() => {
  mountChoices();
  mountDesk();
  mountSections();
  mountWelcome();
  mountOwn();
  mountExport();
  mountChooser(catalog.optimizers);
  mountTransport();
  mountSwitches();
  mountPins();
  if (byId('inside').hidden) closeInside(); // of the page before
});

window.dashMantineFunctions = { ...window.dashMantineFunctions, surfaceOption };

/* Dash keeps to itself what the server refuses of a callback. */
const ask = window.fetch;
window.fetch = async (...given) => {
  const answer = await ask.apply(window, given);
  if (answer.status === 429) jobRefused(given[1], answer.clone());
  return answer;
};

window.dash_clientside ??= /** @type {DashClientside} */ ({});
window.dash_clientside.ravine = {
  async race(search, told) {
    if (!isAt(told.race_path)) return; // the address is already that of the next page
    if (await begin(told)) askScene(search);
  },
  async lesson(lesson, told) {
    const lessons = import('./lessons/lessons.mjs');
    if (await begin(told)) (await lessons).open(lesson);
    return window.dash_clientside.no_update;
  },
  async landscape(search, data, told) {
    if (!isAt(data.path)) return window.dash_clientside.no_update;
    const landscape = import('./landscape/landscape.mjs');
    return (await begin(told)) ? (await landscape).open(search, data) : window.dash_clientside.no_update;
  },
  surfaces,
  card: shown => shown && openDialog('card'),
  jobs: () => jobNews(window.dash_clientside.callback_context.triggered),

  /* `data` has the page's path, and the address of its script, `module`. */
  async openPage(search, data) {
    if (!isAt(data.path)) return window.dash_clientside.no_update;
    come();
    page = await import(data.module);
    return page.open(search, data);
  },
  chooseSurface(name) {
    page?.surface?.(name);
    return window.dash_clientside.no_update;
  },
};
