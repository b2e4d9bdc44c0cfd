/* The pointer on a picture: value and coordinates under it, and click or drag to start there. */
import { measured } from '../core/scales.mjs';
import { projectionOf } from './projection.mjs';
import { listenToView } from './zoom.mjs';
import { setStart, surfaceOf } from '../race/state.mjs';

const STILL = 4; // px that a click may move where a drag means something else

const within = ([x, y], [[left, right], [bottom, top]]) => x >= left && x <= right && y >= bottom && y <= top;

export const listenToPointer = (panel, plot) => {
  let dragging = false, pressed = null;

  /* The point of the surface under the pointer, or null beside it. */
  const locate = event => {
    const box = plot.getBoundingClientRect(), px = event.clientX - box.left, py = event.clientY - box.top;
    const { clip, unproject } = projectionOf(plot) || {};
    if (!clip || px < clip[0] || px > clip[0] + clip[2] || py < clip[1] || py > clip[1] + clip[3]) return null;
    const point = unproject(px, py, (x, y) => panel.heightAt(x, y));
    return point && within(point, surfaceOf(panel.index).domain) ? point : null;
  };

  const start = event => {
    const point = locate(event);
    if (point) setStart(panel.index, ...point.map(value => Number(value.toPrecision(6))));
  };

  /* Here a drag drags the start along; in three dimensions it turns the camera, and a finger scrolls the page. */
  const drags = event => !plot._fullLayout.scene && event.pointerType !== 'touch';

  plot.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    pressed = [event.clientX, event.clientY];
    dragging = drags(event);
    if (dragging) start(event);
  }, true);

  window.addEventListener('pointermove', event => { if (dragging && plot.isConnected) start(event); });

  const release = event => {
    const still = pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) < STILL;
    if (event.type === 'pointerup' && still && plot.isConnected && !drags(event)) start(event);
    dragging = false;
    pressed = null;
  };
  window.addEventListener('pointerup', release, true);
  window.addEventListener('pointercancel', release, true);

  plot.addEventListener('pointermove', event => {
    const point = locate(event), readout = document.getElementById(`readout-${panel.index}`);
    readout.textContent = point
      ? `f(${measured(point[0])}, ${measured(point[1])}) ≈ ${measured(panel.lossAt(...point))}` : '';
  });
  plot.addEventListener('pointerleave', () => {
    document.getElementById(`readout-${panel.index}`).textContent = '';
  });

  listenToView(panel, plot);
};
