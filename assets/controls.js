/* Shows the state in the controls, and takes what the reader does with them. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const NEAR = 0.004; // a slider nearer than this to its value is left alone: it may be under a finger

  /* What each control shows now, so that only changes are written and our own writing is not taken for an edit. */
  const shown = new Map();
  const keyOf = id => (typeof id === 'string' ? id : JSON.stringify(id, Object.keys(id).sort()));

  function show(id, prop, value) {
    const key = `${keyOf(id)}.${prop}`, before = shown.get(key);
    if (before === value || (prop === 'value' && id.type === 'slider' && Math.abs(before - value) < NEAR)) return;
    shown.set(key, value);
    dash_clientside.set_props(id, { [prop]: value });
  }

  /* The edits in a callback's trigger, as [id, value], without our own. */
  Ravine.edits = () => dash_clientside.callback_context.triggered.flatMap(({ prop_id: name, value }) => {
    const cut = name.lastIndexOf('.'), text = name.slice(0, cut);
    const id = text.startsWith('{') ? JSON.parse(text) : text;
    const key = `${keyOf(id)}.${name.slice(cut + 1)}`;
    if (value === undefined || value === null || shown.get(key) === value) return [];
    shown.set(key, value);
    return [[id, value]];
  });

  /* ---- showing ---- */

  let asked = false;
  Ravine.showControls = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      showHyperparameters();
      showPanels();
      showChoices();
      Ravine.showLegends();
    });
  };

  const common = values => (new Set(values.map(value => JSON.stringify(value))).size === 1 ? values[0] : undefined);

  function showHyperparameters() {
    const { optimizers, surfaces, schedules } = Ravine.catalog;
    const groups = { ...optimizers, ...surfaces, ...schedules };
    for (const [group, { hyperparameters }] of Object.entries(groups)) {
      const settings = Ravine.scoped().map(panel => Ravine.settings(panel, group)).filter(Boolean);
      document.querySelectorAll(`.parameter[data-group="${group}"]`).forEach(node => { node.hidden = !settings.length; });
      if (!settings.length) continue;
      for (const [name, parameter] of Object.entries(hyperparameters)) {
        const values = settings.map(each => each[name]), value = common(values), id = type => ({ type, group, name });
        if (parameter.scale === 'switch') {
          show(id('switch'), 'checked', Boolean(values[0]));
          continue;
        }
        const positions = values.map(each => Ravine.position(parameter, each));
        show(id('slider'), 'value', positions.reduce((sum, each) => sum + each, 0) / positions.length);
        show(id('field'), 'value', value === undefined ? '' : Ravine.plain(value));
        show(id('field'), 'placeholder', value === undefined ? 'differ' : '');
      }
    }
    document.querySelectorAll('.racer').forEach(node => {
      const on = Ravine.scoped().map(({ spec }) => node.dataset.name in spec.optimizers);
      const state = on.every(Boolean) ? 'true' : on.some(Boolean) ? 'mixed' : 'false';
      node.querySelector('.racer-switch').setAttribute('aria-pressed', state);
    });
  }

  function showPanels() {
    const { panels, scope } = Ravine.state;
    document.getElementById('panels').dataset.count = panels.length;
    for (let index = 0; index < Ravine.catalog.max_panels; index++) {
      const root = document.getElementById(`panel-${index}`), panel = panels[index];
      root.hidden = !panel;
      root.classList.toggle('chosen', scope === index);
      if (!panel) continue;
      show({ type: 'surface', panel: index }, 'value', panel.spec.surface);
      ['x', 'y'].forEach((name, i) => {
        show({ type: 'start', panel: index, name }, 'value', Ravine.plain(Number(panel.spec.start[i].toPrecision(6))));
      });
    }
    if (shown.get('scope.data') !== panels.length) {
      shown.set('scope.data', panels.length);
      const each = panels.map((_, index) => ({ value: String(index), label: String(index + 1) }));
      dash_clientside.set_props('scope', { data: [{ value: 'all', label: 'All panels' }, ...each] });
    }
  }

  function showChoices() {
    const { view, scope, rates, master } = Ravine.state;
    show('scope', 'value', String(scope));
    show('rates', 'value', rates === 'own' ? '' : rates);
    show('master', 'value', Math.log10(master));
    document.getElementById('master-value').textContent = `× ${Ravine.short(Number(master.toPrecision(3)))}`;
    const specs = Ravine.scoped().map(({ spec }) => spec), steps = common(specs.map(spec => spec.steps));
    show('steps', 'value', steps === undefined ? '' : String(steps));
    show('steps', 'placeholder', steps === undefined ? 'differ' : '');
    show('schedule', 'value', common(specs.map(spec => spec.schedule)) ?? null);
    ['dimensions', 'chart', 'axis'].forEach(key => show(key, 'value', view[key]));
    show('speed', 'value', String(view.speed));
    document.querySelector('[data-action="loop"]').setAttribute('aria-pressed', view.loop === 'on');
  }

  /* ---- taking: Dash's clientside callbacks come here ---- */

  const HYPERPARAMETER = {
    slider: ({ group, name }, position) => Ravine.setPosition(group, name, position),
    switch: ({ group, name }, checked) => Ravine.setValue(group, name, Number(checked)),
    field: (id, text) => {
      const parameter = Ravine.declared(id.group, id.name), known = Ravine.catalog.optimizers[id.group];
      const label = `${known ? `${known.label}: ` : ''}${parameter.label}`;
      take(id, `${label}: `, Ravine.parse(parameter, text), value => Ravine.setValue(id.group, id.name, value));
    },
  };

  /* A typed value goes on, or a message says why not; the state stays as it was. */
  function take(id, label, { value, error }, accept) {
    Ravine.notice(error ? label + error : '', [], keyOf(id));
    show(id, 'error', Boolean(error));
    if (!error) accept(value);
  }

  Ravine.takeHyperparameters = () => Ravine.edits().forEach(([id, value]) => HYPERPARAMETER[id.type](id, value));

  Ravine.takePanels = () => Ravine.edits().forEach(([id, value]) => {
    if (id.type === 'surface') {
      Ravine.setSurface(id.panel, value);
      return;
    }
    const { spec } = Ravine.state.panels[id.panel], which = ['x', 'y'].indexOf(id.name);
    const [minimum, maximum] = Ravine.catalog.surfaces[spec.surface].domain[which];
    take(id, `Start ${id.name}: `, Ravine.parse({ minimum, maximum }, value), coordinate => {
      Ravine.setStart(id.panel, ...(which ? [spec.start[0], coordinate] : [coordinate, spec.start[1]]));
    });
  });

  const CHOICES = {
    scope: value => Ravine.setScope(value === 'all' ? 'all' : Number(value)),
    rates: value => value && Ravine.chooseRates(value),
    master: value => Ravine.setMaster(10 ** value),
    schedule: value => Ravine.setSchedule(value),
    speed: value => Ravine.setView('speed', Number(value)),
    dimensions: value => Ravine.setView('dimensions', value),
    chart: value => Ravine.setView('chart', value),
    axis: value => Ravine.setView('axis', value),
    steps: text => {
      const parsed = Ravine.parse({ minimum: 1, maximum: Ravine.catalog.max_steps }, text);
      const whole = parsed.error || Number.isInteger(parsed.value);
      take('steps', 'Steps: ', whole ? parsed : { error: `“${text}” is not a whole number` }, Ravine.setSteps);
    },
  };

  Ravine.takeChoices = () => Ravine.edits().forEach(([id, value]) => CHOICES[id](value));

  /* ---- light and dark ---- */

  Ravine.applyTheme = () => {
    dash_clientside.set_props('theme', { forceColorScheme: Ravine.theme() });
    document.documentElement.dataset.theme = Ravine.theme();
  };

  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    if (!Ravine.catalog || Ravine.state.view.theme) return;
    Ravine.applyTheme();
    Ravine.askBackgrounds();
  });
})();
