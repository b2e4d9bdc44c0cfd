/* Plotly. A page begins with the part of it that draws planes; the whole, three times as large, is fetched where
   something in space is wanted. What one of them has drawn must not be given to the other: their modules are not the
   same. So the page keeps the part until `adoptWhole`, before which it takes down what the part has drawn. */
import { createSignal } from '../core/signal.mjs';

/** The whole draws from now on; with the part, to take down what it has drawn. */
export const adopted = createSignal();

/** @type {HTMLMetaElement | null} */
const given = document.querySelector('meta[name="whole-plotly"]'); // none where a page begins with the whole
let isWhole = !given;

/** @type {Promise<typeof Plotly | null> | null} */
let coming = null;

/** Whether what is in space can be drawn now. */
export const drawsSpace = () => isWhole;

/** The whole, once it is here; null if it cannot be had: who asks again then tries again. */
export const fetchWhole = () => {
  coming ??= loaded().then(whole => {
    if (!whole) coming = null;
    return whole;
  });
  return coming;
};

/** @returns {Promise<typeof Plotly | null>} */
const loaded = async () => {
  const part = await firstPlotly();
  return new Promise(resolve => {
    const script = document.createElement('script');
    script.src = given?.content ?? '';
    script.onload = () => {
      const whole = window.Plotly ?? null;
      window.Plotly = part;
      resolve(whole);
    };
    script.onerror = () => {
      script.remove();
      resolve(null);
    };
    document.head.append(script);
  });
};

/** What Dash loads with the first graph: it would come in the place of the whole. */
const firstPlotly = async () => {
  while (!window.Plotly) await new Promise(requestAnimationFrame);
  return window.Plotly;
};

/** From now on the whole draws.
 * @param {typeof Plotly} whole */
export const adoptWhole = whole => {
  const part = window.Plotly;
  window.Plotly = whole;
  isWhole = true;
  adopted.tell(part);
};
