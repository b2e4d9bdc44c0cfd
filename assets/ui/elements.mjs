/* Elements of the page: made by tag, and text that is Markdown or LaTeX. */

/** An element with a class and a text, '' and undefined for none.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {string} [className] @param {string} [text]
 * @returns {HTMLElementTagNameMap[Tag]} */
export const element = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

/** An element that the page has, of a kind.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id @param {new () => T} [kind] @returns {T} */
export const byId = (id, kind) => {
  const node = document.getElementById(id);
  if (node && kind && !(node instanceof kind)) throw new TypeError(`#${id} is no ${kind.name}`);
  return /** @type {T} */ (node);
};

/** What an event is about, or what holds it, if a selector finds that; else null.
 * @param {Event} event @param {string} selector @returns {HTMLElement | null} */
export const found = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null);

/** The elements that a selector finds.
 * @param {string} selector @returns {NodeListOf<HTMLElement>} */
export const all = selector => document.querySelectorAll(selector);

/** Whether a button that stays pressed is.
 * @param {Element} node @param {boolean | string} on */
export const press = (node, on) => {
  if (node.getAttribute('aria-pressed') !== String(on)) node.setAttribute('aria-pressed', String(on));
};

/** A text where another one stands: what is the same costs the browser no layout, and another one little.
 * @param {Element} node @param {string} text */
export const write = (node, text) => {
  if (node.textContent === text) return;
  const { firstChild, childNodes } = node;
  if (text && firstChild instanceof Text && childNodes.length === 1) firstChild.data = text;
  else node.textContent = text;
};

/** Whether an element is shown. Set to what it was, the attribute alone would have the browser style it anew.
 * @param {HTMLElement} node @param {boolean} on */
export const reveal = (node, on) => {
  if (node.hidden === on) node.hidden = !on;
};

/** What Dash knows of a component. Of an id that is a pattern it has no answer but an error, while nothing has one.
 * @param {DashId} id */
const knownOf = id => {
  try {
    return dash_component_api.getLayout(id)?.props;
  } catch {
    return undefined;
  }
};

/** Tells a Dash component what it does not know yet, if it is there: at each telling Dash goes through the whole page.
 * @param {DashId} id @param {Record<string, unknown>} props @returns {boolean} whether there was something to tell */
export const inform = (id, props) => {
  const known = knownOf(id);
  if (!known) return false;
  const news = Object.entries(props).filter(([name, value]) => JSON.stringify(known[name]) !== JSON.stringify(value));
  if (news.length) dash_clientside.set_props(id, Object.fromEntries(news));
  return news.length > 0;
};

/** Markdown with formulas in the element `id`. The component comes with the first one: MathJax is a third of the page.
 * @param {string} id @param {string} text */
export const writeMarkdown = (id, text) =>
  dash_clientside.set_props(id, {
    children: { namespace: 'dash_core_components', type: 'Markdown', props: { children: text, mathjax: true } },
  });

/** Typesets LaTeX in the element `id`.
 * @param {string} id @param {string} latex */
export const typeset = (id, latex) => writeMarkdown(id, `$$\n${latex}\n$$`);
