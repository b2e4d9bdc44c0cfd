/* A field for a text that somebody else judges: Enter, or leaving it, commits; Escape brings the text of now back. */
import { element } from './elements.mjs';

/** @param {{label: string, value: () => string, take: (text: string) => void, most: number}} options
 * `most`: characters */
export const textField = ({ label, value, take, most }) => {
  const node = element('input');
  Object.assign(node, { type: 'text', autocomplete: 'off', spellcheck: false, maxLength: most });
  node.setAttribute('aria-label', label);
  node.onchange = () => take(node.value);
  node.onkeydown = ({ key }) => {
    if (key === 'Escape') node.value = value();
    if (key === 'Escape' || key === 'Enter') node.blur();
  };
  const show = () => {
    if (node !== document.activeElement) node.value = value();
  };
  show();
  return { node, show };
};
