/* Which part of a picture is seen: the zoom of each panel in two dimensions, one camera for all panels in three. */
import { catalog } from '../core/catalog.mjs';
import { showLink } from '../race/link.mjs';
import { state, surfaceOf } from '../race/state.mjs';

const REST = 150; // ms after which a turned camera has come to rest: Plotly tells of it a little early
const CLOSEST = 1e-4; // of the domain's width

const plotOf = index => document.querySelector(`#picture-${index} .js-plotly-plot`);
const rounded = value => Number(value.toPrecision(6));

/* Shows `factor` times as much, around the middle of what is seen; never more than the whole surface. */
export const zoomBy = (index, factor) => {
  const plot = plotOf(index), { domain } = surfaceOf(index), { scene, xaxis, yaxis } = plot._fullLayout;
  if (scene) {
    const { x, y, z } = scene._scene.getCamera().eye;
    setCamera([x, y, z].map(value => value * factor ** 0.5));
    return;
  }
  const ranges = [xaxis.range, yaxis.range].map(([low, high], axis) => {
    const [least, most] = domain[axis], middle = (low + high) / 2;
    const half = Math.max(Math.min((high - low) * factor, most - least), CLOSEST * (most - least)) / 2;
    const shift = Math.max(least - (middle - half), 0) + Math.min(most - (middle + half), 0);
    return [middle - half + shift, middle + half + shift];
  });
  Plotly.relayout(plot, { 'xaxis.range': ranges[0], 'yaxis.range': ranges[1] });
};

export const showWhole = index => {
  const plot = plotOf(index), { domain } = surfaceOf(index);
  if (plot._fullLayout.scene) setCamera(null);
  else Plotly.relayout(plot, { 'xaxis.range': [...domain[0]], 'yaxis.range': [...domain[1]] });
};

/* Null is the camera that the page begins with. */
function setCamera(eye, except) {
  state.view.camera = eye && eye.map(value => Number(value.toPrecision(4)));
  const [x, y, z] = eye || catalog.camera;
  state.panels.forEach((_, index) => {
    const plot = plotOf(index);
    if (plot !== except && plot?._fullLayout?.scene) Plotly.relayout(plot, { 'scene.camera.eye': { x, y, z } });
  });
  showLink();
}

let resting;
export const listenToView = (panel, plot) => plot.on('plotly_relayout', change => {
  const keys = Object.keys(change), { panels } = state;
  if (keys.includes('scene.camera')) { // the reader has turned it
    clearTimeout(resting);
    resting = setTimeout(() => {
      const eye = plot._fullLayout?.scene?._scene.getCamera().eye;
      if (eye) setCamera([eye.x, eye.y, eye.z], plot);
    }, REST);
  }
  if (!panels[panel.index] || !keys.some(key => /^[xy]axis/.test(key))) return;
  const { xaxis, yaxis } = plot._fullLayout, { domain } = surfaceOf(panel.index);
  const range = [...xaxis.range, ...yaxis.range].map(rounded);
  panels[panel.index].zoom = range.join() === domain.flat().map(rounded).join() ? null : range;
  showLink();
});
