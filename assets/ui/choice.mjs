/* A choice of one of several: buttons side by side, or, where they are many, a list that opens. */
import { all, element } from './elements.mjs';

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

/** One that the page has declared (components/choice.py), once it is filled: what is chosen, null for nothing; what can
 * be chosen, each with its name on the page and whether it can only come about; what stands there for nothing.
 * @typedef {{ show: (value: string | null) => void, offer: (options: [string, string, boolean?][]) => void,
 *   stand: (placeholder: string) => void }} Declared */

/** Fills those that the page has declared, by their ids.
 * @param {(id: string, value: string) => void} take
 * @returns {Map<string, Declared>} */
export const fillChoices = take =>
  new Map(
    [...all('[data-choice]')].map(node => {
      const declared = node instanceof HTMLSelectElement ? list(node) : segments(node);
      node.onchange = ({ target }) => take(node.id, /** @type {HTMLInputElement} */ (target).value);
      return [node.id, declared];
    }),
  );

/** Side by side: radio buttons.
 * @param {HTMLElement} node
 * @returns {Declared} */
const segments = node => {
  /** @type {string | null} */
  let chosen = null;
  /** @param {string | null} value */
  const show = value => {
    chosen = value;
    for (const input of node.querySelectorAll('input')) input.checked = input.value === value;
  };
  /** @param {[string, string, boolean?][]} options */
  const offer = options => {
    const items = options.map(([value, text, disabled = false]) => {
      const item = element('label');
      item.append(Object.assign(element('input'), { type: 'radio', name: node.id, value, disabled }));
      item.append(element('span', '', text));
      return item;
    });
    node.replaceChildren(...items);
    show(chosen);
  };
  offer(JSON.parse(node.dataset.choice ?? '[]'));
  return { show, offer, stand: () => {} };
};

/** A list that opens, with an option that cannot be chosen for what is nothing of it.
 * @param {HTMLSelectElement} node
 * @returns {Declared} */
const list = node => {
  const nothing = Object.assign(new Option('', ''), { hidden: true });
  /** @type {string | null} */
  let chosen = null;
  let standing = '';
  const write = () => {
    node.value = chosen ?? '';
    nothing.text = chosen === null ? standing : ''; // else there would be two of that name
  };
  /** @param {string | null} value */
  const show = value => {
    chosen = value;
    write();
  };
  /** @param {[string, string, boolean?][]} options */
  const offer = options => {
    node.replaceChildren(nothing, ...options.map(([key, text]) => new Option(text, key)));
    write();
  };
  offer(JSON.parse(node.dataset.choice ?? '[]'));
  return {
    show,
    offer,
    stand: placeholder => {
      standing = placeholder;
      write();
    },
  };
};
