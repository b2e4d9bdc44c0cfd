/* The one loop of the page. At every frame the clock runs on, new pictures of Plotly's are found, and what has changed is
   shown, once, however many asked for it. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const tasks = new Set();
  Ravine.panels = []; // of the last answer

  /* Calls `task` at the next frame, once. */
  Ravine.atFrame = task => tasks.add(task);

  const draw = () => {
    Ravine.panels.forEach(panel => panel.draw(Ravine.clock));
    Ravine.showStandings();
    Ravine.showClock();
    Ravine.showInside();
  };

  Ravine.redraw = () => Ravine.atFrame(draw);

  /* All other racers step back; a racer that does not run is nobody to step back for. */
  Ravine.highlight = wanted => {
    const name = Ravine.state.panels.some(({ spec }) => wanted in spec.optimizers) ? wanted : null;
    Ravine.highlighted = name;
    document.querySelectorAll('.legend-item, .racer-switch').forEach(node => {
      node.classList.toggle('faded', Boolean(name) && node.closest('[data-name]').dataset.name !== name);
    });
    Ravine.redraw();
  };

  /* Data and pictures are here: play, or stop where the link says; a reader who asked for less motion starts it. */
  const begin = () => {
    const { clock, firstStep } = Ravine;
    Ravine.begun = true;
    if (firstStep !== null) clock.seek(firstStep);
    else if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) clock.seek(clock.last);
    else clock.play();
  };

  /* Plotly and React draw when they can, and a scene turns without an event at every frame: so look. */
  const look = () => {
    if (!document.getElementById('race-page')) { // another page: nothing runs there
      Ravine.panels.length = 0;
      Ravine.clock.pause();
      return;
    }
    const ready = Ravine.panels.map(panel => panel.attach()).every(Boolean);
    if (ready && Ravine.panels.length && !Ravine.begun) begin();
    if (Ravine.state?.view.dimensions === '3') Ravine.panels.forEach(panel => panel.align('picture'));
  };

  const frame = now => {
    requestAnimationFrame(frame);
    Ravine.clock.advance(now);
    look();
    const due = [...tasks];
    tasks.clear();
    due.forEach(task => task());
  };

  Ravine.clock.listen(Ravine.redraw);
  requestAnimationFrame(frame);
})();
