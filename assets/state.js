/* The page's state and every edit of it. The state is what a link holds: panels, each a race's spec, and a view.

   An edit changes the state and calls `changed`, which asks the server for new trails (and backgrounds, where a surface
   changed), and shows the state in the controls and in the address bar. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const copy = value => JSON.parse(JSON.stringify(value));
  let good; // the panels of the last answer without problems

  const state = (Ravine.state = {
    panels: [], // [{spec, zoom, known: {optimizer: settings, also of those switched off}}], and what rates.js adds
    view: {},
    scope: 'all', // which panels the controls edit: 'all' or an index
    roster: [], // the methods that stand in the legends and among the controls
    queries: [], // each panel's part of the link, as the server wrote it
  });

  /* What is known of a panel's surface; `panel.own` is that of your own function. */
  Ravine.surfaceIn = ({ spec, own }) => (spec.surface === 'own' ? own : Ravine.catalog.surfaces[spec.surface]);

  Ravine.surfaceOf = index => Ravine.surfaceIn(state.panels[index]);

  Ravine.scoped = () => (state.scope === 'all' ? state.panels : [state.panels[state.scope]]);

  /* ---- opening and asking ---- */

  /* Another scene, from its start. */
  Ravine.begin = opened => {
    Ravine.panels.length = 0;
    Ravine.clock.pause();
    Ravine.clock.step = 0;
    Ravine.begun = false;
    Ravine.open(opened);
    Ravine.emphasize();
  };

  Ravine.open = opened => {
    state.panels = opened.panels.map(withMemory);
    Object.assign(state, { view: opened.view, scope: 'all', queries: [] });
    const on = Object.keys(Ravine.catalog.optimizers).filter(name => isOn(name)), { classics } = Ravine.catalog;
    const alone = Ravine.lessonPlace() || !on.every(name => classics.includes(name)); // a lesson shows only who races
    state.roster = alone ? on : classics;
    good = copy(state.panels);
    Ravine.clock.speed = state.view.speed;
    Ravine.clock.loop = state.view.loop === 'on';
    Ravine.firstStep = state.view.step;
    Ravine.applyTheme();
    if (opened.problems.length) {
      Ravine.notice('This link has parts that could not be read; the default stands in for each:', opened.problems);
    }
    changed();
  };

  /* Settings of every method, also of those switched off. */
  function withMemory(panel) {
    panel.known = {};
    for (const name of Object.keys(Ravine.catalog.optimizers)) {
      panel.known[name] = { ...Ravine.tunedSettings(panel, name), ...panel.spec.optimizers[name] };
    }
    Ravine.forgetRates(panel);
    return linked(panel);
  }

  /* A racer's settings are one object, in the spec and in the memory: an edit is seen in both. */
  function linked(panel) {
    Object.keys(panel.spec.optimizers).forEach(name => { panel.spec.optimizers[name] = panel.known[name]; });
    return panel;
  }

  const changed = (Ravine.changed = ({ surfaces = false, panels = false } = {}) => {
    Ravine.gates.race.push({ panels: state.panels.map(({ spec }) => spec) });
    if (surfaces || panels) Ravine.askBackgrounds(panels);
    Ravine.showControls();
  });

  /* `curves`: the axes of the charts too, for another theme or another panel. */
  Ravine.askBackgrounds = (curves = false) => Ravine.gates.background.push({
    curves,
    panels: state.panels.map(({ spec: { surface, surface_parameters, expression, domain }, zoom }) =>
      [{ surface, surface_parameters, expression, domain }, zoom]),
    dimensions: state.view.dimensions,
    camera: state.view.camera,
    theme: Ravine.theme(),
    size: Ravine.size(),
  });

  /* The server's answer: new trails, or the reasons why there are none; then the last good state comes back. */
  Ravine.answered = answer => {
    if (!document.getElementById('race-page')) return;
    Ravine.notice('', [], 'server');
    if (answer.problems) {
      Ravine.notice('That race cannot be run:', answer.problems);
      const surfaces = state.panels.length !== good.length
        || state.panels.some(({ spec }, i) => spec.surface !== good[i].spec.surface);
      state.panels = copy(good).map(linked);
      if (state.scope !== 'all' && state.scope >= state.panels.length) state.scope = 'all';
      if (surfaces) Ravine.askBackgrounds(true);
      Ravine.showControls();
      return;
    }
    if (answer.panels.length !== state.panels.length) return; // of a page that is gone
    const races = Ravine.readRaces(answer);
    if (!races) return void changed();
    good = copy(state.panels);
    state.queries = answer.panels.map(({ query }) => query);
    Ravine.loadRaces(races);
    Ravine.showLink();
  };

  /* ---- edits of hyperparameters ----
     `group` is an optimizer, a surface, a schedule or a noise; each knows where its settings are in a panel. */

  Ravine.declared = (group, name) => {
    const { optimizers, surfaces, schedules, noises } = Ravine.catalog;
    return (optimizers[group] || surfaces[group] || schedules[group] || noises[group]).hyperparameters[name];
  };

  Ravine.settings = (panel, group) => {
    if (Ravine.catalog.optimizers[group]) return panel.known[group];
    if (panel.spec.surface === group) return panel.spec.surface_parameters;
    if (panel.spec.schedule === group) return panel.spec.schedule_parameters;
    if (panel.spec.noise === group) return panel.spec.noise_parameters;
    return null; // this panel has another surface, schedule or noise
  };

  const concerned = group => Ravine.scoped().filter(panel => Ravine.settings(panel, group));

  function put(panel, group, name, value) {
    Ravine.settings(panel, group)[name] = value;
    if (name === 'learning_rate') Ravine.ownRate(panel, group);
  }

  /* A number typed, or a switch: the same value in every panel of the scope. */
  Ravine.setValue = (group, name, value) => {
    concerned(group).forEach(panel => put(panel, group, name, value));
    changed({ surfaces: group in Ravine.catalog.surfaces });
  };

  /* A slider dragged: every panel of the scope moves by as much, so that their ratios stay. */
  Ravine.setPosition = (group, name, position) => {
    const parameter = Ravine.declared(group, name), panels = concerned(group);
    const positions = panels.map(panel => Ravine.position(parameter, Ravine.settings(panel, group)[name]));
    const mean = positions.reduce((sum, value) => sum + value, 0) / positions.length;
    const shift = Math.min(Math.max(position - mean, -Math.min(...positions)), 1 - Math.max(...positions));
    const alike = new Set(positions).size === 1;
    panels.forEach((panel, i) => {
      put(panel, group, name, Ravine.valueAt(parameter, alike ? position : positions[i] + shift));
    });
    changed({ surfaces: group in Ravine.catalog.surfaces });
  };

  Ravine.resetHyperparameters = group => {
    concerned(group).forEach(panel => {
      Object.entries(Ravine.tunedSettings(panel, group)).forEach(([name, value]) => put(panel, group, name, value));
    });
    changed();
  };

  /* ---- racers ---- */

  const isOn = name => state.panels.some(({ spec }) => name in spec.optimizers);

  /* In the legends and among the controls, and on; or out of both. */
  Ravine.chooseMethod = name => {
    const chosen = !state.roster.includes(name);
    state.roster = Object.keys(Ravine.catalog.optimizers).filter(other =>
      (other === name ? chosen : state.roster.includes(other)));
    (chosen ? Ravine.scoped() : state.panels).forEach(panel => set(panel, name, chosen));
    changed();
  };

  const others = panel => (state.scope === 'all' ? state.panels : [state.panels[panel]]);

  function set(panel, name, on) {
    if (on) panel.spec.optimizers[name] = panel.known[name];
    else delete panel.spec.optimizers[name];
  }

  /* On or off, as seen from a panel (or from the first in scope): in all panels, or in that one. */
  Ravine.toggleRacer = (name, panel) => {
    const first = panel === undefined ? Ravine.scoped()[0] : state.panels[panel];
    const on = !first.spec.optimizers[name];
    (panel === undefined ? Ravine.scoped() : others(panel)).forEach(each => set(each, name, on));
    changed();
  };

  /* Alone; and again: everybody who was there before. */
  Ravine.soloRacer = (name, panel) => {
    const panels = panel === undefined ? Ravine.scoped() : others(panel);
    const alone = panels.every(({ spec }) => Object.keys(spec.optimizers).join() === name);
    panels.forEach(each => {
      if (!alone) each.before = Object.keys(each.spec.optimizers);
      const wanted = alone ? each.before || Object.keys(each.known) : [name];
      Object.keys(each.known).forEach(other => set(each, other, wanted.includes(other)));
    });
    changed();
  };

  /* ---- panels ---- */

  /* Everybody starts at (x, y) here, and in the other panels with this surface when all are edited together. */
  Ravine.setStart = (index, x, y) => {
    const { surface } = state.panels[index].spec;
    others(index).filter(({ spec }) => spec.surface === surface).forEach(({ spec }) => { spec.start = [x, y]; });
    changed();
  };

  Ravine.setSurface = (index, surface) => {
    const panel = state.panels[index];
    if (surface === 'own') {
      Ravine.showControls(); // the chooser shows the old one until there is a function
      Ravine.editOwn(index);
    } else if (panel.spec.surface !== surface) {
      place(panel, { surface, expression: '', domain: null });
    }
  };

  /* Your own function, as the server has understood it. */
  Ravine.setOwn = (index, expression, own) => {
    const panel = state.panels[index];
    panel.own = own;
    place(panel, { surface: 'own', expression, domain: own.domain });
  };

  function place(panel, surface) {
    Object.assign(panel.spec, surface);
    const { hyperparameters, start, tuned, decomposes } = Ravine.surfaceIn(panel);
    Object.assign(panel.spec, { start, steps: tuned.steps, surface_parameters: defaultsOf(hyperparameters) });
    if (Ravine.catalog.noises[panel.spec.noise].decomposes && !decomposes) {
      Object.assign(panel.spec, { noise: 'none', noise_parameters: {} });
    }
    panel.zoom = null;
    Ravine.moveRates(panel);
    changed({ surfaces: true });
  }

  const defaultsOf = hyperparameters =>
    Object.fromEntries(Object.entries(hyperparameters).map(([name, parameter]) => [name, parameter.default]));

  Ravine.duplicatePanel = index => {
    if (state.panels.length >= Ravine.catalog.max_panels) {
      Ravine.notice(`There can be at most ${Ravine.catalog.max_panels} panels; remove one first.`);
      return;
    }
    state.panels.splice(index + 1, 0, linked(copy(state.panels[index])));
    state.scope = index + 1; // the new one is there to be changed
    changed({ panels: true });
  };

  Ravine.removePanel = index => {
    if (state.panels.length === 1) {
      Ravine.notice('The last panel stays.');
      return;
    }
    state.panels.splice(index, 1);
    state.scope = 'all';
    changed({ panels: true });
  };

  Ravine.setScope = scope => {
    state.scope = scope;
    Ravine.showControls();
  };

  Ravine.setSteps = steps => {
    Ravine.scoped().forEach(({ spec }) => { spec.steps = steps; });
    changed();
  };

  Ravine.setSchedule = schedule => {
    Ravine.scoped().forEach(({ spec }) => {
      if (spec.schedule === schedule) return;
      spec.schedule = schedule;
      spec.schedule_parameters = defaultsOf(Ravine.catalog.schedules[schedule].hyperparameters);
    });
    changed();
  };

  Ravine.setNoise = noise => {
    const { label, decomposes, hyperparameters } = Ravine.catalog.noises[noise], left = [];
    Ravine.scoped().forEach(panel => {
      if (panel.spec.noise === noise) return;
      if (decomposes && !Ravine.surfaceIn(panel).decomposes) left.push(Ravine.surfaceIn(panel).label);
      else Object.assign(panel.spec, { noise, noise_parameters: defaultsOf(hyperparameters) });
    });
    Ravine.notice(left.length ? `“${label}” needs a loss that is a sum over samples; these are none:` : '', left, 'noise');
    changed();
  };

  Ravine.setSeed = seed => {
    Ravine.scoped().forEach(({ spec }) => { spec.seed = seed; });
    changed();
  };

  /* ---- the view ---- */

  Ravine.setView = (key, value) => {
    if (state.view[key] === value) return;
    state.view[key] = value;
    if (key === 'speed') Ravine.clock.speed = value;
    if (key === 'loop') Ravine.clock.loop = value === 'on';
    if (key === 'theme') {
      Ravine.applyTheme();
      Ravine.followInside();
    }
    if (key === 'theme' || key === 'dimensions') Ravine.askBackgrounds(key === 'theme');
    if (key === 'chart' || key === 'axis') Ravine.loadCurves();
    Ravine.showControls();
    Ravine.showLink();
  };
})();
