/* Edits at random, `count` of them from a seed: every kind once, then any. Gives the states as texts, the first one
   and one after each edit. */
async ([seed, count]) => {
  document.body.click(); // what was clicked before, on a name of the legend, is over: no edit belongs to it
  let now = seed;
  const random = () => {
    now = (1664525 * now + 1013904223) >>> 0;
    return now / 2 ** 32;
  };
  const of = list => list[Math.floor(random() * list.length)];
  const { state, catalog } = Ravine;
  const panel = () => Math.floor(random() * state.panels.length);
  const racer = () => of(catalog.classics);
  const parameter = () => {
    const group = racer();
    const { hyperparameters } = catalog.optimizers[group];
    const names = Object.keys(hyperparameters).filter(name => hyperparameters[name].scale !== 'switch');
    return [group, of(names)];
  };
  const value = (group, name) => Ravine.valueAt(catalog.optimizers[group].hyperparameters[name], random());
  const moving = Object.keys(catalog.surfaces).filter(name => catalog.surfaces[name].moves);
  const few = () => state.panels.length < 3;

  const EDITS = {
    setValue() {
      const [group, name] = parameter();
      Ravine.setValue(group, name, value(group, name));
    },
    setPosition: () => Ravine.setPosition(...parameter(), random()),
    resetHyperparameters: () => Ravine.resetHyperparameters(racer()),
    setStart: () => Ravine.setStart(panel(), random(), random()),
    setSurface: () => Ravine.setSurface(panel(), of(['beale', 'sphere', 'rosenbrock', 'saddle', moving[0]])),
    duplicatePanel: () => few() && Ravine.duplicatePanel(panel()),
    removePanel: () => !few() && Ravine.removePanel(panel()),
    setSteps: () => Ravine.setSteps(20 + Math.floor(20 * random())),
    setSchedule: () => Ravine.setSchedule(of(Object.keys(catalog.schedules))),
    warmUp: () => Ravine.setValue('race', 'warmup', of([1, 5, 30])),
    setNoise: () => Ravine.setNoise(of(['none', 'additive'])),
    setSeed: () => Ravine.setSeed(Math.floor(100 * random())),
    setUnit: () => Ravine.setUnit(of([0, 1, 2]), of([0.5, 1, 2])),
    chooseRates: () => Ravine.chooseRates(of(['tuned', 'paper', 'same'])),
    setMaster: () => Ravine.setMaster(of([0.5, 0.9, 2])),
    toggleRacer: () => Ravine.toggleRacer(racer()),
    soloRacer: () => Ravine.soloRacer(racer()),
    chooseMethod: () => Ravine.chooseMethod(of(catalog.classics)),
    setScope: () => Ravine.setScope(of(['all', ...state.panels.keys()])),
    speed: () => Ravine.setView('speed', of([0.5, 1, 2])),
    axis: () => Ravine.setView('axis', of(['step', 'evaluations'])),
    chart: () => Ravine.setView('chart', of(['loss', 'distance'])),
    loop: () => Ravine.setView('loop', of(['on', 'off'])),
    camera: () => Ravine.setView('camera', [random(), 1, 1]),
  };
  const kinds = Object.keys(EDITS);
  const texts = [Ravine.stateText()];
  let at = Number.NEGATIVE_INFINITY; // when the last step was made, and nothing done since
  for (let k = 0; texts.length <= count; k++) {
    texts[texts.length - 1] = Ravine.stateText(); // with what the server has found since
    EDITS[kinds[k] ?? of(kinds)]();
    const [text, since] = [Ravine.stateText(), performance.now() - at];
    if (text === texts.at(-1)) continue;
    if (text === texts.at(-2) && since < 500) {
      texts.pop(); // done and at once taken back, as by a double click
      at = Number.NEGATIVE_INFINITY;
    } else {
      texts.push(text);
      at = performance.now();
    }
    if (k % 20 === 19) await Ravine.confirmed();
  }
  await Ravine.confirmed();
  texts[count] = Ravine.stateText();
  return texts;
}
