/* Messages to the reader, above the panels: what was given, what is allowed; one place, one look. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});

  Ravine.element = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  /* Markdown with formulas in the element `id`. The component comes with the first one: MathJax is a third of the page. */
  Ravine.write = (id, text) => dash_clientside.set_props(id, { children: {
    namespace: 'dash_core_components', type: 'Markdown', props: { children: text, mathjax: true },
  } });

  /* Typesets LaTeX in the element `id`. */
  Ravine.typeset = (id, latex) => Ravine.write(id, `$$\n${latex}\n$$`);

  const MOST = 40; // items of a list

  /* Shows a message with a list; the one before it of the same kind goes. An empty title only clears. */
  Ravine.notice = (title, items = [], kind = 'problem', tone = 'warning') => {
    const place = document.getElementById('notices');
    place.querySelectorAll(`[data-kind="${kind}"]`).forEach(node => node.remove());
    if (!title) return;
    const box = Ravine.element('div', `notice ${tone}`);
    box.dataset.kind = kind;
    box.setAttribute('role', tone === 'info' ? 'status' : 'alert');
    const body = Ravine.element('div');
    body.append(Ravine.element('strong', '', title));
    if (items.length) {
      const list = Ravine.element('ul');
      items.slice(0, MOST).forEach(item => list.append(Ravine.element('li', '', item)));
      if (items.length > MOST) list.append(Ravine.element('li', '', `and ${items.length - MOST} more`));
      body.append(list);
    }
    const close = Ravine.element('button', 'close', '×');
    close.setAttribute('aria-label', 'Dismiss this message');
    close.onclick = () => box.remove();
    box.append(body, close);
    place.append(box);
    if (tone === 'info') setTimeout(() => box.remove(), 4000);
  };
})();
