/* Messages to the reader, above the panels: what was given, what is allowed; one place, one look. */
import { byId, element } from './elements.mjs';

const MOST = 40; // items of a list
const BRIEF = 4000; // ms that an information is shown

/** Shows a message with a list; the one before it of the same kind goes. An empty title only clears. An `info` goes by
 * itself; one that is `quiet` stays, but does not interrupt.
 * @param {string} title @param {string[]} [items] @param {string} [kind]
 * @param {'warning' | 'info' | 'quiet'} [tone] */
export const notice = (title, items = [], kind = 'problem', tone = 'warning') => {
  const place = byId('notices');
  place.querySelectorAll(`[data-kind="${kind}"]`).forEach(node => node.remove());
  if (!title) return;
  const box = element('div', `notice ${tone}`);
  box.dataset.kind = kind;
  box.setAttribute('role', tone === 'warning' ? 'alert' : 'status');
  const body = element('div');
  body.append(element('strong', '', title));
  if (items.length) body.append(listOf(items));
  const close = element('button', 'close', '×');
  close.setAttribute('aria-label', 'Dismiss this message');
  close.onclick = () => box.remove();
  box.append(body, close);
  place.append(box);
  if (tone === 'info') setTimeout(() => box.remove(), BRIEF);
};

/** @param {string[]} items */
function listOf(items) {
  const list = element('ul');
  items.slice(0, MOST).forEach(item => list.append(element('li', '', item)));
  if (items.length > MOST) list.append(element('li', '', `and ${items.length - MOST} more`));
  return list;
}
