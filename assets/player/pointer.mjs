/* The pointer on a picture: value and coordinates under it, and click or drag to start there. */
import { isWithin } from '../core/ranges.mjs';
import { projectionOf } from './projection.mjs';
import { isOnRing } from './ring.mjs';
import { lossText } from './told.mjs';

/** @typedef {import('./picture.mjs').Picture} Picture */

const STILL = 4; // px that a click may move where a drag means something else
const DIGITS = 6; // of a start

/** The point of what is drawn at a pixel of the plot, or null beside it.
 * @param {Picture} picture
 * @param {PlotlyElement} plot
 * @param {number} px
 * @param {number} py
 * @returns {[number, number] | null} */
const drawnAt = (picture, plot, px, py) => {
  const projection = projectionOf(plot);
  if (!projection) return null;
  const [left, top, width, height] = projection.clip;
  if (!(px >= left && px <= left + width && py >= top && py <= top + height)) return null;
  const point = projection.unproject(px, py, (x, y) => picture.heightAt(x, y));
  return point && isWithin(point, picture.shown) ? point : null;
};

/** The point of the surface there, or null beside its domain.
 * @param {Picture} picture
 * @param {PlotlyElement} plot
 * @param {number} px
 * @param {number} py */
export const pointAt = (picture, plot, px, py) => {
  const point = drawnAt(picture, plot, px, py);
  return point && isWithin(point, picture.domain) ? point : null;
};

/** The point under the pointer.
 * @param {Picture} picture
 * @param {PlotlyElement} plot
 * @param {MouseEvent} event */
const locate = (picture, plot, event) => {
  const { left, top } = plot.getBoundingClientRect();
  return drawnAt(picture, plot, event.clientX - left, event.clientY - top);
};

/** Whether a drag on a picture drags the start along; in three dimensions it turns the camera, and a finger scrolls the
 * page.
 * @param {Picture} picture
 * @param {PointerEvent} event */
export const drags = (picture, event) => !picture.isSolid && event.pointerType !== 'touch';

/** @param {Picture} picture
 * @param {PlotlyElement} plot */
export const listenToPointer = (picture, plot) => {
  const { panel } = picture;
  let dragging = false;
  /** @type {[number, number] | null} */
  let pressed = null;

  /** @param {MouseEvent} event */
  const start = event => {
    const point = locate(picture, plot, event);
    if (!point) return;
    if (!isWithin(point, picture.domain)) {
      panel.host.say(panel.index, 'beside the surface: no start');
      return;
    }
    const [x, y] = point.map(value => Number(value.toPrecision(DIGITS)));
    panel.host.start(panel.index, x, y);
  };

  /** @param {PointerEvent} event */
  const press = event => {
    if (event.button !== 0 || (isOnRing(event) && !drags(picture, event))) return;
    pressed = [event.clientX, event.clientY];
    dragging = drags(picture, event);
    picture.ring.makeWay(!dragging);
    if (dragging) start(event);
  };

  /** @param {PointerEvent} event */
  const release = event => {
    const still = pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) < STILL;
    if (event.type === 'pointerup' && still && plot.isConnected && !drags(picture, event)) start(event);
    dragging = false;
    pressed = null;
    picture.ring.makeWay(false);
  };

  plot.addEventListener('pointerdown', press, true);
  window.addEventListener('pointermove', event => {
    if (dragging && plot.isConnected) start(event);
  });
  window.addEventListener('pointerup', release, true);
  window.addEventListener('pointercancel', release, true);
  plot.addEventListener('pointermove', event => {
    const { left, top } = plot.getBoundingClientRect();
    const symbol = picture.symbolAt(event.clientX - left, event.clientY - top);
    const point = locate(picture, plot, event);
    panel.host.say(panel.index, symbol || (point ? lossText(point, picture.lossAt(...point)) : ''));
    if (plot.title !== symbol) plot.title = symbol; // beside the pointer, also on stage
  });
  plot.addEventListener('pointerleave', () => panel.host.say(panel.index, ''));
};
