/* As much of a page as the modules need that ask for its elements: so their rules are tested without a browser. To be
   imported before them, as a block of its own: imports are sorted within theirs. */

const camel = name => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/* Finds by tag, class and one attribute, such as '.choice' or '[data-kind="own"]'. */
const fits = (node, selector) => {
  const [, tag, className, key, value] = selector.match(/^(\w*)(?:\.([\w-]+))?(?:\[([\w-]+)(?:="([^"]*)")?\])?$/) ?? [];
  if (tag === undefined) return false;
  const attribute = key?.startsWith('data-') ? node.dataset[camel(key.slice(5))] : node.attributes[key];
  return (
    (!tag || node.tag === tag) &&
    (!className || node.className.split(' ').includes(className)) &&
    (!key || (attribute !== undefined && (value === undefined || attribute === value)))
  );
};

class Element {
  constructor(tag = 'div') {
    Object.assign(this, { tag, className: '', dataset: {}, attributes: {}, children: [], parent: null, value: '' });
    Object.assign(this, { style: { setProperty() {} }, hidden: false, open: false, placeholder: '', text: '' });
  }

  get textContent() {
    return this.text + this.children.map(child => child.textContent ?? child).join('');
  }

  set textContent(text) {
    this.replaceChildren();
    this.text = text;
  }

  get classList() {
    const names = () => this.className.split(' ').filter(Boolean);
    const toggle = (name, on = !names().includes(name)) => {
      this.className = [...names().filter(other => other !== name), ...(on ? [name] : [])].join(' ');
    };
    return {
      toggle,
      contains: name => names().includes(name),
      add: name => toggle(name, true),
      remove: name => toggle(name, false),
    };
  }

  get isConnected() {
    return true;
  }

  get childElementCount() {
    return this.children.length;
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  toggleAttribute() {}

  removeAttribute(name) {
    delete this.attributes[name];
  }

  append(...nodes) {
    for (const node of nodes) if (node instanceof Element) node.parent = this;
    this.children.push(...nodes);
  }

  prepend(...nodes) {
    const { children } = this;
    this.children = [];
    this.append(...nodes, ...children);
  }

  appendChild(node) {
    this.append(node);
    return node;
  }

  replaceChildren(...nodes) {
    this.children = [];
    this.text = '';
    this.append(...nodes);
  }

  remove() {
    const { parent } = this;
    if (parent) parent.children = parent.children.filter(child => child !== this);
  }

  get all() {
    return this.children.filter(child => child instanceof Element).flatMap(child => [child, ...child.all]);
  }

  querySelectorAll(selector) {
    return this.all.filter(node => fits(node, selector));
  }

  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  closest(selectors) {
    const here = selectors.split(', ').some(selector => fits(this, selector));
    return here ? this : (this.parent?.closest(selectors) ?? null);
  }

  contains(node) {
    return this === node || this.all.includes(node);
  }

  matches() {
    return false;
  }

  getClientRects() {
    return [this];
  }

  addEventListener() {}

  click() {
    this.onclick?.({ preventDefault() {} });
  }

  focus() {
    if (document.activeElement === this) return;
    document.activeElement = this;
    this.focusedAt = this.value;
  }

  select() {}

  /* As in a browser, a text that was typed is a change when its field is left. */
  blur() {
    if (document.activeElement !== this) return;
    document.activeElement = document.body;
    if (this.typed && this.value !== this.focusedAt) this.onchange?.();
    this.typed = false;
  }

  /* What a reader does in a field. */
  fill(text) {
    this.focus();
    this.typed = true;
    this.value = text;
    this.oninput?.();
  }

  press(key) {
    this.onkeydown?.({ key, preventDefault() {} });
  }

  showModal() {
    this.open = true;
  }

  close() {
    this.open = false;
  }
}

/* The tray of jobs looks for silence for ever, and a server that does not answer is asked again: no test waits for
   that. */
const { setInterval, setTimeout } = globalThis;

const places = new Map();
const heard = new Map(); // event -> listeners
const frames = [];

/* The element of an id, made when it is first asked for. */
export const place = id => {
  if (!places.has(id)) {
    places.set(id, new Element());
    document.body.append(places.get(id));
  }
  return places.get(id);
};

/* Does what waits for the next frame, as often as asked. */
export const drawFrames = (count = 1) => {
  for (let k = 0; k < count; k++) for (const task of frames.splice(0)) task(0);
};

export const dispatch = (kind, event) => heard.get(kind)?.forEach(hear => hear(event));

/* Lets what has been answered be taken. */
export const settled = () => new Promise(setImmediate);

/* What Dash was told: [component, properties]. */
export const told = [];

const listener = {
  addEventListener: (kind, listen) => heard.set(kind, [...(heard.get(kind) ?? []), listen]),
};

const known = new Map(); // what Dash's components have been told, by their ids
const tell = (id, props) => {
  told.push([id, props]);
  known.set(JSON.stringify(id), { ...known.get(JSON.stringify(id)), ...props });
};

Object.defineProperty(globalThis, 'navigator', { value: {} }); // from node 21 on it has one, without a setter
Object.assign(globalThis, {
  Element,
  HTMLElement: Element,
  HTMLInputElement: Element,
  HTMLButtonElement: Element,
  HTMLDialogElement: Element,
  MutationObserver: class {
    observe() {}
  },
  ResizeObserver: class {
    observe() {}
  },
  CustomEvent: class {},
  Option: class extends Element {},
  getComputedStyle: () => ({ getPropertyValue: () => '1' }),
  setInterval: (...given) => setInterval(...given).unref(),
  setTimeout: (...given) => setTimeout(...given).unref(),
  requestAnimationFrame: task => frames.push(task),
  location: { origin: '', pathname: '/', search: '' },
  history: { replaceState: (_state, _title, address) => Object.assign(location, { search: address }) },
  dash_clientside: { no_update: undefined, set_props: tell },
  dash_component_api: {
    getLayout(id) {
      if (id.type === 'missing') throw new TypeError('undefined');
      return id === 'missing' ? undefined : { props: known.get(JSON.stringify(id)) ?? {} };
    },
  },
  document: {
    ...listener,
    body: new Element(),
    documentElement: new Element(),
    createElement: tag => new Element(tag),
    createElementNS: (_, tag) => new Element(tag),
    getElementById: place,
    querySelector: selector => document.body.querySelector(selector),
    querySelectorAll: selector => document.body.querySelectorAll(selector),
    dispatchEvent() {},
  },
});
globalThis.window = Object.assign(globalThis, listener, {
  matchMedia: media => ({
    media,
    matches: false,
    addEventListener: (_, listen) => listener.addEventListener('scheme', listen),
  }),
  dispatchEvent() {},
});
document.activeElement = document.body;
