/* The page's state and every edit of it. The state is what a link holds: panels, each a race's spec, and a view.

   An edit changes the state and calls `changed`, which asks the server for new trails (and backgrounds, where a surface
   changed), and shows the state in the controls and in the address bar. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const copy = value => JSON.parse(JSON.stringify(value));
  let good; // the panels of the last answer without problems

  const state = (Ravine.state = {
    panels: [], // [{spec, zoom, known: {optimizer: settings, also of those switched off}, base: {optimizer: rate}}]
    view: {},
    scope: 'all', // which panels the controls edit: 'all' or an index
    rates: 'own', // the last choice of rates: own, tuned, paper or same
    master: 1, // the factor on all learning rates since that choice
    queries: [], // each panel's part of the link, as the server wrote it
  });

  Ravine.scoped = () => (state.scope === 'all' ? state.panels : [state.panels[state.scope]]);

  /* ---- opening and asking ---- */

  Ravine.open = opened => {
    state.panels = opened.panels.map(({ spec, zoom }) => withMemory({ spec, zoom }));
    Object.assign(state, { view: opened.view, scope: 'all', rates: 'own', master: 1 });
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

  function withMemory(panel) {
    panel.known = {};
    panel.base = {}; // of the methods that have a learning rate
    for (const [name, { hyperparameters }] of Object.entries(Ravine.catalog.optimizers)) {
      const defaults = Object.fromEntries(Object.entries(hyperparameters).map(([key, { default: value }]) => [key, value]));
      const tuned = 'learning_rate' in hyperparameters ? { learning_rate: tunedRate(panel, name) } : {};
      panel.known[name] = { ...defaults, ...tuned, ...panel.spec.optimizers[name] };
      if ('learning_rate' in hyperparameters) panel.base[name] = panel.known[name].learning_rate;
      if (panel.spec.optimizers[name]) panel.spec.optimizers[name] = panel.known[name];
    }
    return panel;
  }

  function changed({ surfaces = false, panels = false } = {}) {
    Ravine.gates.race.push({ panels: state.panels.map(({ spec }) => spec) });
    if (surfaces || panels) Ravine.askBackgrounds(panels);
    Ravine.showControls();
  }

  /* `curves`: the axes of the charts too, for another theme or another panel. */
  Ravine.askBackgrounds = (curves = false) => Ravine.gates.background.push({
    curves,
    panels: state.panels.map(({ spec, zoom }) => [spec.surface, spec.surface_parameters, zoom]),
    dimensions: state.view.dimensions,
    camera: state.view.camera,
    theme: Ravine.theme(),
    size: Ravine.size(),
  });

  /* The server's answer: new trails, or the reasons why there are none; then the last good state comes back. */
  Ravine.answered = answer => {
    Ravine.notice('', [], 'server');
    if (answer.problems) {
      Ravine.notice('That race cannot be run:', answer.problems);
      const surfaces = state.panels.length !== good.length
        || state.panels.some(({ spec }, i) => spec.surface !== good[i].spec.surface);
      state.panels = copy(good);
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
     `group` is an optimizer, a surface or a schedule; each knows where its settings are in a panel. */

  Ravine.declared = (group, name) => {
    const { optimizers, surfaces, schedules } = Ravine.catalog;
    return (optimizers[group] || surfaces[group] || schedules[group]).hyperparameters[name];
  };

  Ravine.settings = (panel, group) => {
    if (Ravine.catalog.optimizers[group]) return panel.known[group];
    if (panel.spec.surface === group) return panel.spec.surface_parameters;
    if (panel.spec.schedule === group) return panel.spec.schedule_parameters;
    return null; // this panel has another surface or schedule
  };

  const concerned = group => Ravine.scoped().filter(panel => Ravine.settings(panel, group));

  function put(panel, group, name, value) {
    Ravine.settings(panel, group)[name] = value;
    if (name === 'learning_rate') panel.base[group] = value / state.master;
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
    const { hyperparameters } = Ravine.catalog.optimizers[group];
    concerned(group).forEach(panel => {
      Object.entries(hyperparameters).forEach(([name, parameter]) => {
        put(panel, group, name, name === 'learning_rate' ? tunedRate(panel, group) : parameter.default);
      });
    });
    changed();
  };

  /* ---- learning rates of all racers ---- */

  /* Where a method's rate is not tuned on a surface, it is at home at its default. */
  const tunedRate = (panel, name) => Ravine.catalog.surfaces[panel.spec.surface].tuned.learning_rates[name]
    ?? Ravine.declared(name, 'learning_rate').default;

  const CHOICES = {
    own: (panel, name) => panel.known[name].learning_rate,
    tuned: tunedRate,
    paper: (panel, name) => Ravine.catalog.optimizers[name].paper_rate
      ?? Ravine.catalog.surfaces[panel.spec.surface].learning_rate,
    same: () => Ravine.catalog.same_rate,
  };

  Ravine.chooseRates = choice => {
    state.rates = choice;
    state.master = 1;
    Ravine.scoped().forEach(panel => rate(panel, name => CHOICES[choice](panel, name)));
    changed();
  };

  function rate(panel, of) {
    Object.keys(panel.base).forEach(name => {
      panel.known[name].learning_rate = of(name);
      panel.base[name] = panel.known[name].learning_rate / state.master;
    });
  }

  /* One factor on the learning rates of every racer; who meets the end of its allowed range is told, not hidden. */
  Ravine.setMaster = factor => {
    const stopped = new Set();
    state.master = factor;
    Ravine.scoped().forEach(panel => {
      Object.entries(panel.base).forEach(([name, base]) => {
        const settings = panel.known[name], { minimum, maximum } = Ravine.declared(name, 'learning_rate');
        const wanted = Number((base * factor).toPrecision(3));
        settings.learning_rate = Math.min(Math.max(wanted, minimum), maximum);
        if (settings.learning_rate !== wanted && panel.spec.optimizers[name]) {
          stopped.add(`${Ravine.catalog.optimizers[name].label} stays at ${Ravine.short(settings.learning_rate)}, `
            + `the end of its range (${Ravine.short(minimum)} to ${Ravine.short(maximum)})`);
        }
      });
    });
    Ravine.notice(stopped.size ? 'The factor takes some learning rates out of range:' : '', [...stopped], 'master');
    changed();
  };

  /* ---- racers ---- */

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
    const panel = state.panels[index], found = Ravine.catalog.surfaces[surface];
    if (panel.spec.surface === surface) return;
    const defaults = Object.entries(found.hyperparameters).map(([name, parameter]) => [name, parameter.default]);
    Object.assign(panel.spec, {
      surface, start: found.start, steps: found.tuned.steps, surface_parameters: Object.fromEntries(defaults),
    });
    panel.zoom = null;
    rate(panel, name => CHOICES[state.rates === 'own' ? 'tuned' : state.rates](panel, name) * state.master);
    changed({ surfaces: true });
  };

  Ravine.duplicatePanel = index => {
    if (state.panels.length >= Ravine.catalog.max_panels) {
      Ravine.notice(`There can be at most ${Ravine.catalog.max_panels} panels; remove one first.`);
      return;
    }
    const twin = copy(state.panels[index]);
    Object.keys(twin.spec.optimizers).forEach(name => { twin.spec.optimizers[name] = twin.known[name]; });
    state.panels.splice(index + 1, 0, twin);
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
    const { hyperparameters } = Ravine.catalog.schedules[schedule];
    Ravine.scoped().forEach(({ spec }) => {
      if (spec.schedule === schedule) return;
      spec.schedule = schedule;
      spec.schedule_parameters = Object.fromEntries(
        Object.entries(hyperparameters).map(([name, parameter]) => [name, parameter.default]));
    });
    changed();
  };

  /* ---- the view ---- */

  Ravine.setView = (key, value) => {
    if (state.view[key] === value) return;
    state.view[key] = value;
    if (key === 'speed') Ravine.clock.speed = value;
    if (key === 'loop') Ravine.clock.loop = value === 'on';
    if (key === 'theme') Ravine.applyTheme();
    if (key === 'theme' || key === 'dimensions') Ravine.askBackgrounds(key === 'theme');
    if (key === 'chart' || key === 'axis') Ravine.loadCurves();
    Ravine.showControls();
    Ravine.showLink();
  };

  Ravine.theme = () => state.view.theme || Ravine.systemTheme();

  Ravine.systemTheme = () => (window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
})();
