/* What Dash's clientside callbacks call; the work is done in the other files. */
window.dash_clientside = Object.assign({}, window.dash_clientside, {
  ravine: {
    open(opened, catalog) {
      if (!opened) return;
      Ravine.panels.length = 0;
      Ravine.clock.last = 0;
      Ravine.open(catalog, opened);
      Ravine.mountTransport();
    },
    answered(answer) { if (answer) Ravine.answered(answer); },
    raceGate(busy) { if (busy === false) Ravine.gates?.race.done(); },
    backgroundGate(busy) {
      if (busy !== false) return;
      Ravine.gates?.background.done();
      setTimeout(Ravine.applyView, 50);
    },
    hyperparameters() { if (Ravine.catalog) Ravine.takeHyperparameters(); },
    panels() { if (Ravine.catalog) Ravine.takePanels(); },
    choices() { if (Ravine.catalog) Ravine.takeChoices(); },
  },
});
