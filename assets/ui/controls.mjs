/* Sliders, number fields and switches of a page are native inputs, put where it has a `data-control`.

   They are not Dash components on purpose: with fifty of them Dash's callback graph takes seconds at the start and tens
   of milliseconds at every move of a slider. */
import { all } from './elements.mjs';

/** @typedef {{show: () => void}} Shown what shows the value of now */

/**
 * Makes the inputs in their places.
 * @param {Record<string, (place: HTMLElement, data: any) => Shown[]>} kinds by the name in `data-control`; `data`: the
 * place's other attributes
 * @returns {Shown[]}
 */
export const mountControls = kinds =>
  Object.entries(kinds).flatMap(([kind, make]) => {
    const places = [...all(`[data-control="${kind}"]`)];
    return places.flatMap(place => {
      place.replaceChildren();
      return make(place, place.dataset);
    });
  });

/** Puts parts into a place.
 * @template {{node: HTMLElement}} Part @param {HTMLElement} place @param {...Part} parts */
export const put = (place, ...parts) => {
  place.append(...parts.map(({ node }) => node));
  return parts;
};
