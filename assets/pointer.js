/* The pointer on a picture: value and coordinates under it, click or drag to start there, zoom and camera to the link. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const STILL = 4; // px that a click in three dimensions may move; more is a turn of the camera
  const REST = 150; // ms after which a turned camera has come to rest: Plotly tells of it a little early

  Ravine.listenToPointer = (panel, plot) => {
    let dragging = false, pressed = null;

    const locate = event => {
      const box = plot.getBoundingClientRect(), px = event.clientX - box.left, py = event.clientY - box.top;
      const { clip, unproject } = Ravine.projection(plot) || {};
      if (!clip || px < clip[0] || px > clip[0] + clip[2] || py < clip[1] || py > clip[1] + clip[3]) return null;
      return unproject(px, py, (x, y) => panel.heightAt(x, y));
    };

    const start = event => {
      const point = locate(event);
      if (point) Ravine.setStart(panel.index, ...point.map(value => Number(value.toPrecision(6))));
    };

    const flat = () => !plot._fullLayout.scene;
    const onControls = event => event.target.closest('.modebar');

    plot.addEventListener('pointerdown', event => {
      if (event.button !== 0 || onControls(event)) return;
      pressed = [event.clientX, event.clientY];
      if (!flat()) return;
      dragging = true;
      start(event);
    }, true);

    window.addEventListener('pointermove', event => { if (dragging && plot.isConnected) start(event); });

    window.addEventListener('pointerup', event => {
      const still = pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) < STILL;
      if (still && plot.isConnected && !flat()) start(event);
      dragging = false;
      pressed = null;
    }, true);

    plot.addEventListener('pointermove', event => {
      const point = locate(event), readout = document.getElementById(`readout-${panel.index}`);
      readout.textContent = point
        ? `f(${Ravine.measured(point[0])}, ${Ravine.measured(point[1])}) ≈ ${Ravine.measured(panel.lossAt(...point))}` : '';
    });
    plot.addEventListener('pointerleave', () => {
      document.getElementById(`readout-${panel.index}`).textContent = '';
    });

    plot.on('plotly_relayout', change => {
      const keys = Object.keys(change), { panels, view } = Ravine.state;
      if (keys.includes('scene.camera')) {
        clearTimeout(resting);
        resting = setTimeout(turned, REST, plot, view);
      }
      if (!panels[panel.index] || !keys.some(key => /^[xy]axis/.test(key))) return;
      const { xaxis, yaxis } = plot._fullLayout, { domain } = Ravine.catalog.surfaces[panels[panel.index].spec.surface];
      const range = [...xaxis.range, ...yaxis.range].map(value => Number(value.toPrecision(6)));
      panels[panel.index].zoom = range.join() === domain.flat().join() ? null : range;
      Ravine.showLink();
    });
  };

  /* One camera for all panels: turning one turns the others. */
  let resting;
  function turned(plot, view) {
    const eye = plot._fullLayout?.scene?._scene.getCamera().eye;
    if (!eye) return;
    view.camera = [eye.x, eye.y, eye.z].map(value => Number(value.toPrecision(4)));
    Ravine.showLink();
    document.querySelectorAll('.picture .js-plotly-plot').forEach(other => {
      if (other !== plot && other._fullLayout?.scene) Plotly.relayout(other, { 'scene.camera.eye': { ...eye } });
    });
  }
})();
