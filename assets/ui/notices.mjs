/* Messages to the reader: what was given, what is allowed. Each stands beside what it is about, takes room of its own
   there, and ends when its cause ends. */
import { all, byId, element } from './elements.mjs';

/** @typedef {ReturnType<typeof import('../core/signal.mjs').createSignal>} Signal */

/**
 * @typedef {object} NoticeOptions
 * @property {string[]} [items] a list below
 * @property {string} [kind] the message before it of the same kind goes
 * @property {boolean} [stays] an `info` that takes longer to read does not go by itself
 * @property {'warning' | 'info' | 'quiet'} [tone] an `info` goes by itself; one that is `quiet` does not interrupt
 * @property {Element | number | null} [near] what it is about: a control, or a panel's number from 0
 * @property {Signal} [until] tells that its cause has ended
 */

const MOST = 40; // items of a list
const BRIEF = 4000; // ms that an information is shown
const ROWS = '.desk-line, .racer, .sweep-method, .parameter, .panel-foot, summary'; // below which there is room
const PAGE = '[id$="-page"]'; // of the app; a page that plays offline has one place for all

/** Shows a message; an empty title only clears those of its kind.
 * @param {string} title @param {NoticeOptions} [options] */
export const notify = (
  title,
  { items = [], kind = 'problem', tone = 'warning', stays = false, near = null, until } = {},
) => {
  for (const node of all(`.notice[data-kind="${kind}"]`)) node.remove();
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
  place(box, tone, near);
  if (tone === 'info' && !stays) setTimeout(() => box.remove(), BRIEF);
  if (until) endWith(until, box);
};

/** Below what it is about, if that is seen, in a dialog below its head; what is quiet in the transport, which has room;
 * else above the page.
 * @param {HTMLElement} box @param {NoticeOptions['tone']} tone @param {NoticeOptions['near']} near */
function place(box, tone, near) {
  const about = typeof near === 'number' ? document.querySelector(`#panel-${near}`) : near;
  const foot = about?.closest('.panel')?.querySelector('.panel-foot');
  const head = about?.closest('dialog[open]')?.querySelector('.dialog-head');
  const row = about?.closest(PAGE) ? (about.closest(ROWS) ?? head ?? foot) : null;
  const menu = about?.closest('.menu');
  const transport = tone === 'quiet' ? document.querySelector('#transport #scrub') : null;
  if (menu) menu.append(box);
  else if (row?.checkVisibility()) beside(row, box);
  else if (transport) transport.after(box);
  else byId('notices').append(box);
}

/** @param {Element} row @param {HTMLElement} box */
function beside(row, box) {
  row.after(box);
  box.scrollIntoView({ block: 'nearest' }); // the desk has more than it shows
}

const ends = /** @type {Map<Signal, Set<HTMLElement>>} */ (new Map()); // what ends when a signal tells

/** @param {Signal} signal @param {HTMLElement} box */
function endWith(signal, box) {
  const known = ends.get(signal);
  if (known) return void known.add(box);
  const boxes = new Set([box]);
  ends.set(signal, boxes);
  signal.listen(() => {
    for (const each of boxes) each.remove();
    boxes.clear();
  });
}

let used = /** @type {Element | null} */ (null);
for (const kind of ['input', 'change', 'click']) {
  const note = (/** @type {Event} */ { target }) => {
    if (target instanceof Element) used = target.closest('button, input, .panel, [role="option"]') ?? used;
  };
  document.addEventListener(kind, note, true);
}

/** The control that was used last, if it is still there. */
export const lastUsed = () => (used?.isConnected ? used : null);

/** @param {string[]} items */
function listOf(items) {
  const list = element('ul');
  items.slice(0, MOST).forEach(item => list.append(element('li', '', item)));
  if (items.length > MOST) list.append(element('li', '', `and ${items.length - MOST} more`));
  return list;
}
