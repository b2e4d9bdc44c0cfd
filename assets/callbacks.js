/* What Dash's clientside callbacks call; the work is done in the other files. */
window.Ravine = window.Ravine || {};

/* Loads a script, once. */
Ravine.scripts = {};
Ravine.script = address => (Ravine.scripts[address] ??= new Promise((resolve, reject) => {
  const node = document.createElement('script');
  Object.assign(node, { src: address, onload: resolve, onerror: () => { delete Ravine.scripts[address]; reject(new Error(`${address} did not come`)); } });
  document.head.append(node);
}));

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
    /* A page whose scripts are not in the first load: `page` is { scripts: addresses in their order, opens: a namespace }. */
    async openPage(search, page) {
      for (const address of page.scripts) await Ravine.script(address);
      return dash_clientside[page.opens].open(search, page);
    },
    jobs: () => Ravine.jobNews(dash_clientside.callback_context.triggered),
  },
});
