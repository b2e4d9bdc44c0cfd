/* The controls of one hyperparameter: slider and number field, or a switch; with a heading, a row. */
import { parse } from '../core/numbers.mjs';
import { positionOf, valueAt } from '../core/scales.mjs';
import { keyedPosition, valueText } from '../core/slider_keys.mjs';
import { element } from './elements.mjs';
import { NumberField } from './number_field.mjs';

/** @typedef {{show: () => void}} Shown what shows the value of now */
/** @typedef {import('../core/scales.mjs').Scaled} Scaled */

const POSITIONS = 1000; // steps of a slider
const NEAR = 4; // so many of them a value may be away, as it is rounded, before the thumb follows

/** A slider over the range of a parameter; several values it moves alike, from where they are in the mean.
 * @param {{label: string, parameter: Scaled, values: () => number[], move: (position: number) => void,
 *   text?: (values: number[]) => string}} options `values`: those that it stands for, none while it is not in use;
 *   `text`: what it says of them
 * @returns {Shown & {node: HTMLInputElement}} */
export const slider = ({ label, parameter, values, move, text = given => valueText(given, parameter.unit) }) => {
  const node = element('input');
  Object.assign(node, { type: 'range', min: 0, max: 1, step: 1 / POSITIONS });
  node.setAttribute('aria-label', label);
  let painted = '';
  const paint = () => {
    const done = String(Number(node.value));
    if (done !== painted) node.style.setProperty('--done', done);
    painted = done;
  };
  let said = '';
  const tell = () => {
    const words = text(values());
    if (words !== said) node.setAttribute('aria-valuetext', words);
    said = words;
  };
  const position = () => {
    const all = values();
    return all.reduce((sum, value) => sum + positionOf(parameter, value), 0) / all.length;
  };
  /** @param {number} place */
  const moveTo = place => {
    paint();
    move(place);
    tell();
  };
  node.oninput = () => moveTo(Number(node.value));
  node.onkeydown = event => {
    const { key, altKey, ctrlKey, metaKey } = event;
    const place = altKey || ctrlKey || metaKey ? null : keyedPosition(parameter, position(), key);
    if (place === null) return;
    event.preventDefault(); // the browser's own step is a thousandth of the slider
    node.value = String(place);
    moveTo(place);
  };
  const show = () => {
    const wanted = position();
    if (Math.abs(Number(node.value) - wanted) >= NEAR / POSITIONS) node.value = String(wanted);
    paint();
    tell();
  };
  return { node, show };
};

/**
 * @param {{label: string, values: () => number[], take: (on: boolean) => void}} options `values`: 0 or 1; where they
 *   differ, neither is shown
 * @returns {Shown & {node: HTMLLabelElement}}
 */
const onOff = ({ label, values, take }) => {
  const node = element('label', 'switch');
  const box = Object.assign(element('input'), { type: 'checkbox' });
  box.setAttribute('aria-label', label);
  box.onchange = () => take(box.checked);
  node.append(box, element('span', '', 'on'));
  const show = () => {
    box.checked = values().every(Boolean);
    box.indeterminate = !box.checked && values().some(Boolean);
  };
  return { node, show };
};

/**
 * @typedef {object} ControlOptions
 * @property {string} label the accessible name
 * @property {Scaled} parameter
 * @property {() => number[]} values those that it stands for, one or several
 * @property {(value: number) => void} take
 * @property {(position: number) => void} [move] the slider is moved; else it takes the value there
 * @property {(text: string) => import('../core/numbers.mjs').Read} [read] where less is allowed than the slider shows
 */

/**
 * @param {ControlOptions} options
 * @returns {Shown & {nodes: HTMLElement[]}}
 */
export const hyperparameter = ({ label, parameter, values, take, move, read }) => {
  if (parameter.scale === 'switch') {
    const box = onOff({ label, values, take: on => take(Number(on)) });
    return { nodes: [box.node], show: box.show };
  }
  const thumb = slider({ label, parameter, values, move: move ?? (place => take(valueAt(parameter, place))) });
  const field = new NumberField({ label, values, read: read ?? (text => parse(parameter, text)), take });
  const show = () => {
    thumb.show();
    field.show();
  };
  return { nodes: [thumb.node, field.node], show };
};

/** A heading, explained by its tooltip, and what belongs to it.
 * @param {string} title @param {string} help @param {...HTMLElement} nodes */
export const row = (title, help, ...nodes) => {
  const line = element('div', 'parameter');
  const heading = element('span', 'symbol', title);
  heading.title = help;
  line.append(heading, ...nodes);
  return line;
};

/** The controls side by side, without a heading.
 * @param {ControlOptions} options
 * @returns {Shown & {node: HTMLElement}} */
export const control = options => {
  const { nodes, show } = hyperparameter(options);
  const node = element('div', 'control');
  node.append(...nodes);
  return { node, show };
};

/**
 * @param {ControlOptions & {title: string, help?: string}} options
 * @returns {Shown & {node: HTMLElement}}
 */
export const sliderRow = ({ title, help = '', ...options }) => {
  const { node, show } = control(options);
  return { node: row(title, help, node), show };
};
