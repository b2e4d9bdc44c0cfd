/* What Dash's clientside callbacks call; the work is done in the other files. */
window.dash_clientside = Object.assign({}, window.dash_clientside, {
  ravine: {
    ask: search => ({ search, theme: Ravine.systemTheme(), size: Ravine.size() }),
    open(opened, catalog) {
      Ravine.panels.length = 0;
      Ravine.clock.pause();
      Ravine.clock.step = 0;
      Ravine.begun = false;
      Ravine.catalog = catalog;
      Ravine.forgetChoices();
      Ravine.mountFields();
      Ravine.mountTransport();
      Ravine.open(opened);
    },
    backgroundGate(busy) {
      if (busy === false) Ravine.gates.background.done();
    },
    choices: () => Ravine.choices(),
    jobs: () => Ravine.jobNews(dash_clientside.callback_context.triggered),
  },
});
