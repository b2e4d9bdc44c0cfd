/* Canvases that lie above something, and the part of them that is drawn on. */

/** @typedef {import('./tracks.mjs').Box} Box */

/** A canvas that nobody reads to the blind: what is on it is told elsewhere.
 * @param {string} className */
export const sheet = className => {
  const canvas = document.createElement('canvas');
  canvas.className = className;
  canvas.setAttribute('aria-hidden', 'true');
  return canvas;
};

/** Gives a canvas a size in CSS pixels at the screen's own resolution; what draws on it in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {[number, number]} size */
export const fit = (canvas, [width, height]) => {
  const ratio = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    Object.assign(canvas, { width: wide, height: high });
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = 'round';
  return context;
};

/** Paints in a box only.
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {() => void} paint */
export const within = (context, box, paint) => {
  context.save();
  context.beginPath();
  context.rect(...box);
  context.clip();
  paint();
  context.restore();
};
