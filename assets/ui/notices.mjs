/* Messages to the reader, above the panels: what was given, what is allowed; one place, one look. */

export const element = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

/* Markdown with formulas in the element `id`. The component comes with the first one: MathJax is a third of the page. */
export const writeMarkdown = (id, text) => dash_clientside.set_props(id, { children: {
  namespace: 'dash_core_components', type: 'Markdown', props: { children: text, mathjax: true },
} });

/* Typesets LaTeX in the element `id`. */
export const typeset = (id, latex) => writeMarkdown(id, `$$\n${latex}\n$$`);

const MOST = 40; // items of a list

/* Shows a message with a list; the one before it of the same kind goes. An empty title only clears. */
export const notice = (title, items = [], kind = 'problem', tone = 'warning') => {
  const place = document.getElementById('notices');
  place.querySelectorAll(`[data-kind="${kind}"]`).forEach(node => node.remove());
  if (!title) return;
  const box = element('div', `notice ${tone}`);
  box.dataset.kind = kind;
  box.setAttribute('role', tone === 'info' ? 'status' : 'alert');
  const body = element('div');
  body.append(element('strong', '', title));
  if (items.length) {
    const list = element('ul');
    items.slice(0, MOST).forEach(item => list.append(element('li', '', item)));
    if (items.length > MOST) list.append(element('li', '', `and ${items.length - MOST} more`));
    body.append(list);
  }
  const close = element('button', 'close', '×');
  close.setAttribute('aria-label', 'Dismiss this message');
  close.onclick = () => box.remove();
  box.append(body, close);
  place.append(box);
  if (tone === 'info') setTimeout(() => box.remove(), 4000);
};
