/* A choice of one of several: buttons side by side, or, where they are many, a list that opens. */
import { element } from './elements.mjs';

/**
 * @typedef {object} ChoiceOptions
 * @property {string} label the accessible name
 * @property {[string, string][]} options what can be chosen, each with its name on the page
 * @property {() => string} value what is chosen now
 * @property {(value: string) => void} take
 */

/** Buttons side by side, one of them pressed; in `node`, if there is a place already.
 * @param {ChoiceOptions & {node?: HTMLElement}} options */
export const choiceLine = ({ label, options, value, take, node = element('div') }) => {
  node.classList.add('choice-line');
  node.setAttribute('role', 'group');
  node.setAttribute('aria-label', label);
  const buttons = options.map(([key, text]) => {
    const button = Object.assign(element('button', '', text), { type: 'button' });
    button.onclick = () => {
      take(key);
      show();
    };
    return button;
  });
  const show = () => {
    options.forEach(([key], i) => buttons[i].setAttribute('aria-pressed', String(key === value())));
  };
  node.replaceChildren(...buttons);
  show();
  return { node, show };
};

/** A list that opens.
 * @param {ChoiceOptions} options */
export const choiceList = ({ label, options, value, take }) => {
  const node = element('select');
  node.setAttribute('aria-label', label);
  node.append(...options.map(([key, text]) => new Option(text, key)));
  node.onchange = () => take(node.value);
  const show = () => {
    node.value = value();
  };
  show();
  return { node, show };
};
