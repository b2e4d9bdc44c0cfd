/* What Dash's clientside callbacks call; the work is done in the other files. */
window.dash_clientside = Object.assign({}, window.dash_clientside, {
  ravine: {
    ask: search => ({ search, theme: Ravine.systemTheme(), size: Ravine.size() }),
    open(opened, catalog) {
      if (!opened) return; // nothing has been asked for yet
      Ravine.catalog = catalog;
      Ravine.forgetChoices();
      Ravine.mountFields();
      Ravine.mountTransport();
      if (document.getElementById('inside').hidden) Ravine.closeInside(); // of the page before
      Ravine.begin(opened);
    },
    lesson: lesson => Ravine.openLesson(lesson),
    landscape: (search, page, catalog) => Ravine.openLandscape(search, page, catalog),
    backgroundGate(busy) {
      if (busy === false) Ravine.gates.background.done();
    },
    choices: () => Ravine.choices(),
    jobs: () => Ravine.jobNews(dash_clientside.callback_context.triggered),
  },
});
