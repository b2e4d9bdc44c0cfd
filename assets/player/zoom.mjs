/* Which part of a picture is seen: the ranges of its axes in two dimensions, the eye of its camera in three. */
import { narrowed, zoomed, zoomOf } from '../core/ranges.mjs';

/** @typedef {import('../core/ranges.mjs').Range} Range */
/** @typedef {import('../core/ranges.mjs').Box} Box */
/** @typedef {import('./picture.mjs').Picture} Picture */
/** @typedef {import('./projection.mjs').Eye} Eye */

const REST = 150; // ms after which a turned camera has come to rest: Plotly tells of it a little early

/** Where the eye is, in Plotly's units; undefined in two dimensions.
 * @param {PlotlyElement} plot
 * @returns {Eye | undefined} */
export const eyeOf = plot => {
  const camera = plot._fullLayout?.scene?._scene.getCamera();
  return camera && [camera.eye.x, camera.eye.y, camera.eye.z];
};

/** @param {PlotlyElement} plot
 * @param {Eye} eye */
export const turn = (plot, [x, y, z]) => Plotly.relayout(plot, { 'scene.camera.eye': { x, y, z } });

/** The same while another picture is being turned: at once, and not for ever.
 * @param {PlotlyElement} plot
 * @param {Eye} eye */
export const turnAlong = (plot, eye) => {
  const scene = plot._fullLayout?.scene;
  if (!scene) return;
  const [center, up] = [scene.camera.center, scene.camera.up].map(({ x, y, z }) => [x, y, z]);
  scene._scene.camera?.lookAt([...eye], center, up);
};

/** @param {PlotlyElement} plot
 * @param {[Range, Range]} ranges */
export const showRanges = (plot, [x, y]) => Plotly.relayout(plot, { 'xaxis.range': [...x], 'yaxis.range': [...y] });

/** Shows `factor` times as much of both axes, of the domain only.
 * @param {PlotlyElement} plot
 * @param {number} factor
 * @param {[Range, Range]} domain */
export const zoomBy = (plot, factor, domain) => {
  const layout = plot._fullLayout;
  if (!layout) return;
  showRanges(plot, [zoomed(layout.xaxis.range, factor, domain[0]), zoomed(layout.yaxis.range, factor, domain[1])]);
};

/** A scene in space follows its picture to another shape.
 * @param {PlotlyElement} plot
 * @param {Box | null} box */
const fitBox = (plot, box) => {
  const scene = plot._fullLayout?.scene;
  if (!scene || !box) return;
  const aspectratio = narrowed(box, plot.clientWidth, plot.clientHeight);
  if (Math.abs(scene.aspectratio.x - aspectratio.x) > 0.01) Plotly.relayout(plot, { 'scene.aspectratio': aspectratio });
};

/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;

/** Tells the host what part a reader sees now.
 * @param {Picture} picture
 * @param {PlotlyElement} plot */
export const listenToView = (picture, plot) => {
  const { panel } = picture;
  const rests = () => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const eye = eyeOf(plot);
      if (eye) panel.host.turned(eye, picture);
    }, REST);
  };
  // Plotly does not hear of a hand that lets go beside the picture
  /** @type {Eye | undefined} */
  let before;
  const press = () => {
    before = eyeOf(plot);
  };
  const release = () => {
    if (before && plot.isConnected && String(eyeOf(plot)) !== String(before)) rests();
    before = undefined;
  };
  plot.addEventListener('pointerdown', press, true);
  for (const type of ['pointerup', 'pointercancel']) window.addEventListener(type, release, true);
  plot.on('plotly_relayouting', change => {
    const eye = 'scene.camera' in change && eyeOf(plot);
    if (eye) panel.host.turning(eye, picture);
  });
  plot.on('plotly_update', ({ layout }) => layout?.autosize && fitBox(plot, panel.box));
  plot.on('plotly_relayout', change => {
    const keys = Object.keys(change);
    if (keys.includes('scene.camera')) rests(); // the reader has turned it
    if (keys.includes('autosize')) fitBox(plot, panel.box);
    const layout = plot._fullLayout;
    if (!layout || !panel.isShown || !keys.some(key => /^[xy]axis/.test(key))) return;
    panel.host.zoomed(panel.index, zoomOf([layout.xaxis.range, layout.yaxis.range], picture.domain));
  });
};
