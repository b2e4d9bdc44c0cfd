/* Transport, buttons and keyboard. A button names its action in `data-action`; one listener serves them all. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const { clock } = Ravine;

  const toggle = (key, [one, other]) => Ravine.setView(key, Ravine.state.view[key] === one ? other : one);

  /* Other files add theirs to `Ravine.actions` and `Ravine.keys`. */
  const ACTIONS = (Ravine.actions = Object.assign(Ravine.actions || {}, {
    play: () => clock.toggle(),
    restart: () => clock.restart(),
    back: () => clock.nudge(-1),
    forward: () => clock.nudge(1),
    loop: () => toggle('loop', ['on', 'off']),
    theme: () => Ravine.setView('theme', Ravine.theme() === 'dark' ? 'light' : 'dark'),
    share: () => Ravine.copyLink(),
    help: () => dash_clientside.set_props('help', { opened: true }),
    desk: () => {
      document.getElementById('race-page').classList.toggle('wide');
      window.dispatchEvent(new Event('resize')); // Plotly follows the window
    },
    duplicate: ({ panel }) => Ravine.duplicatePanel(Number(panel)),
    remove: ({ panel }) => Ravine.removePanel(Number(panel)),
    'surface-card': ({ panel }) => {
      const { spec } = Ravine.state.panels[panel];
      const { surface: name, surface_parameters: parameters, expression, domain } = spec;
      dash_clientside.set_props('card-request', { data: { kind: 'surface', name, parameters: { ...parameters }, expression, domain } });
    },
    'zoom-in': ({ panel }) => Ravine.zoom(Number(panel), 1 / 2),
    'zoom-out': ({ panel }) => Ravine.zoom(Number(panel), 2),
    whole: ({ panel }) => Ravine.showWhole(Number(panel)),
    methods: () => Ravine.openChooser(),
    units: () => Ravine.openUnits(),
    choose: ({ name }) => Ravine.chooseMethod(name),
    close: (_, button) => Ravine.closeDialog(button),
    'own-edit': ({ panel }) => Ravine.editOwn(Number(panel)),
    'own-example': ({ text }) => {
      Ravine.changeDraft({ expression: text });
      Ravine.showFields();
    },
    'own-use': () => Ravine.useOwn(),
    inside: ({ name }) => Ravine.lookInside(name, Ravine.state.scope === 'all' ? undefined : Number(Ravine.state.scope)),
    'inside-close': () => Ravine.closeInside(),
    'optimizer-card': ({ name }) => dash_clientside.set_props('card-request', { data: { kind: 'optimizer', name } }),
    reset: ({ name }) => Ravine.resetHyperparameters(name),
    more: (_, button) => {
      const open = button.closest('.racer').classList.toggle('open');
      button.setAttribute('aria-expanded', open);
    },
    scoreboard: () => dash_clientside.set_props('scoreboard-request', { data: {
      panels: Ravine.state.panels.map(({ spec }) => spec),
      [Ravine.state.view.axis]: Math.floor(clock.step),
      at: Date.now(),
    } }),
  }));

  const KEYS = (Ravine.keys = Object.assign(Ravine.keys || {}, {
    ' ': () => clock.toggle(),
    ArrowLeft: () => clock.nudge(-1),
    ArrowRight: () => clock.nudge(1),
    Home: () => clock.seek(0),
    End: () => clock.seek(clock.last),
    '?': ACTIONS.help,
    l: ACTIONS.loop,
    c: ACTIONS.desk,
    d: ACTIONS.theme,
    3: () => toggle('dimensions', ['2', '3']),
  }));

  /* After the mouse the keyboard belongs to the clock again; who came by the keyboard stays where he is. */
  Ravine.leaveToClock = () => { if (Ravine.byPointer) setTimeout(() => document.querySelector(':modal') || document.activeElement?.blur()); };

  ['pointerdown', 'keydown'].forEach(kind => document.addEventListener(kind, () => {
    Ravine.byPointer = kind === 'pointerdown';
  }, true));
  document.addEventListener('pointerup', event => {
    if (event.target.closest?.('input[type="range"], input[type="checkbox"]')) Ravine.leaveToClock();
  });

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-action]');
    if (!button || !Ravine.catalog || !document.getElementById('race-page')) return;
    ACTIONS[button.dataset.action]?.(button.dataset, button);
    if (event.detail) button.blur();
  });

  document.addEventListener('keydown', event => {
    if (!Ravine.catalog || !document.getElementById('race-page')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key; // whatever Caps Lock says
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[key]) return;
    if (event.target.closest('input, textarea, select, [role="slider"], [role="listbox"], [role="dialog"], dialog')) return;
    if (event.key === ' ' && event.target.closest('button, a')) return; // the button's own key
    event.preventDefault();
    KEYS[key]();
  });

  /* ---- scrubber and step ---- */

  Ravine.mountTransport = () => {
    const place = document.getElementById('scrub');
    if (place.childElementCount) return;
    const range = document.createElement('input');
    Object.assign(range, { type: 'range', min: 0, step: 1, id: 'scrubber' });
    range.setAttribute('aria-label', 'Step of the race');
    range.oninput = () => clock.seek(Number(range.value));
    place.append(range);
    document.querySelectorAll('.racer, .choice').forEach(node => {
      const { look } = Ravine.catalog.optimizers[node.dataset.name];
      node.style.setProperty('--light', look.light);
      node.style.setProperty('--dark', look.dark);
      (node.querySelector('.racer-switch') || node).prepend(Ravine.markerSvg(look));
    });
    document.querySelectorAll('.racer').forEach(node => {
      const { name } = node.dataset, { label } = Ravine.catalog.optimizers[name];
      const button = node.querySelector('.racer-switch');
      button.title = `${label}: click to switch on or off, double-click to see it alone`;
      Ravine.asSwitch(button, name);
    });
  };

  let wasPlaying;
  Ravine.showClock = () => {
    const range = document.getElementById('scrubber');
    if (!range) return;
    range.max = clock.last;
    range.value = clock.step;
    range.style.setProperty('--done', clock.last ? clock.step / clock.last : 0);
    const unit = Ravine.state.view.axis === 'evaluations' ? ' ∇' : '';
    const text = `${Math.floor(clock.step + 1e-9)} / ${clock.last}${unit}`, step = document.getElementById('step');
    if (step.textContent !== text) step.textContent = text;
    if (clock.playing !== wasPlaying) {
      wasPlaying = clock.playing;
      const button = document.querySelector('[data-action="play"]');
      button.setAttribute('aria-label', clock.playing ? 'Pause' : 'Play');
      button.firstChild.className = `icon ${clock.playing ? 'pause' : 'play'}`;
    }
    if (!clock.playing) Ravine.showLink();
  };
})();
