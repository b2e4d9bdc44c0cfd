/* The start as a thing: a ring with ticks, like a gun's sight, around the point where everybody begins. It is taken
   with mouse or finger, and moved with the arrows. Black in white, so that it is seen on every colour; open and with
   ticks, so that it is no head and no minimum. */
import { short } from '../core/numbers.mjs';

/** @typedef {import('../core/ranges.mjs').Range} Range */
/** @typedef {[number, number]} Point */

/** What a ring asks of the picture that it is on, and tells it; pixels are those of the element that holds it.
 * @typedef {object} Ground
 * @property {() => Point | null} start in the surface's own numbers; null where nobody can be started elsewhere
 * @property {() => [Range, Range]} seen what the picture shows of both axes
 * @property {(point: Point) => Point} project to pixels, NaN where it is not to be seen
 * @property {(px: number, py: number) => Point | null} unproject
 * @property {() => [number, number, number, number]} clip left, top, width and height in pixels
 * @property {(point: Point) => void} take everybody is to start there */

const SEEN = 34; // px across, at type of the standard size
const TOUCHED = 44; // that a finger finds
const STILL = 4; // px that a tap may move
const FINE = 0.1; // of an arrow's way, with shift
const WAY = 0.01; // of the picture
const DIGITS = 6; // of a start

/** @type {Record<string, Point>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

const SHAPE = 'M0-11a11 11 0 1 0 0 22a11 11 0 1 0 0-22M0-16v5M0 11v5M-16 0h5M11 0h5';
const LOOK =
  '<svg viewBox="-17 -17 34 34" aria-hidden="true" style="pointer-events:none;overflow:visible;display:block">' +
  `<path d="${SHAPE}" fill="none" stroke="#fff" stroke-width="5.5" stroke-linecap="round"/>` +
  `<path d="${SHAPE}" fill="none" stroke="#111" stroke-width="2.25" stroke-linecap="round"/></svg>`;

/** Whether an event is about a ring.
 * @param {Event} event */
export const isOnRing = ({ target }) => target instanceof Element && Boolean(target.closest('.start-ring'));

/** @param {Point} point
 * @returns {Point} */
const rounded = ([x, y]) => [Number(x.toPrecision(DIGITS)), Number(y.toPrecision(DIGITS))];

/** @param {number} value @param {Range} range */
const within = (value, [low, high]) => Math.min(Math.max(value, low), high);

/** @param {number} px @param {number} py @param {[number, number, number, number]} clip */
const isIn = (px, py, [left, top, width, height]) =>
  px >= left && px <= left + width && py >= top && py <= top + height;

export class StartRing {
  shown = ''; // what is written

  /** @param {string} label its accessible name
   * @param {Ground} ground
   * @param {(event: PointerEvent) => boolean} takes whether this press is the ring's, not the picture's */
  constructor(label, ground, takes = () => true) {
    this.ground = ground;
    this.takes = takes;
    this.node = document.createElement('div');
    this.node.className = 'start-ring';
    this.node.tabIndex = 0;
    this.node.title = 'Everybody starts here: drag it, or move it with the arrows';
    const told = { role: 'slider', 'aria-label': label, 'aria-roledescription': 'start, in x and y' };
    for (const [name, value] of Object.entries(told)) this.node.setAttribute(name, value);
    Object.assign(this.node.style, {
      position: 'absolute', zIndex: '1', display: 'grid', placeItems: 'center', translate: '-50% -50%',
      borderRadius: '50%', cursor: 'move', touchAction: 'none',
    }); // biome-ignore format: one line
    this.node.innerHTML = LOOK;
    this.node.style.display = 'none';
    this.listen();
  }

  /** @param {HTMLElement} host */
  mount(host) {
    if (this.node.parentElement !== host) host.append(this.node);
  }

  /** Lets what is below have the pointer: a hand that turns a picture or scrolls comes over the ring, too.
   * @param {boolean} isOff */
  makeWay(isOff) {
    this.node.style.pointerEvents = isOff ? 'none' : '';
  }

  /** Where the start is now, `size` times as large as usual. */
  show(size = 1) {
    const start = this.ground.start();
    const [px, py] = start ? this.ground.project(start) : [Number.NaN, Number.NaN];
    const isSeen = isIn(px, py, this.ground.clip());
    const text = isSeen ? [px.toFixed(2), py.toFixed(2), size, start].join() : '';
    if (text === this.shown) return;
    this.shown = text;
    const display = isSeen && start ? 'grid' : 'none';
    Object.assign(this.node.style, { display, left: `${px}px`, top: `${py}px` });
    if (!isSeen || !start) return;
    const across = SEEN * size;
    const reach = matchMedia('(pointer: coarse)').matches ? Math.max(across, TOUCHED) : across;
    Object.assign(this.node.style, { width: `${reach}px`, height: `${reach}px` });
    const drawn = /** @type {SVGElement} */ (this.node.firstElementChild);
    Object.assign(drawn.style, { width: `${across}px`, height: `${across}px` });
    const [[low, high]] = this.ground.seen();
    const [x, y] = start.map(value => short(Number(value.toPrecision(4))));
    const told = { 'aria-valuenow': start[0], 'aria-valuemin': low, 'aria-valuemax': high };
    for (const [name, value] of Object.entries(told)) this.node.setAttribute(name, String(value));
    this.node.setAttribute('aria-valuetext', `x ${x}, y ${y}`);
  }

  /* ---- the hand ---- */

  listen() {
    const { node } = this;
    /** @type {{ from: Point, off: Point, moves: boolean } | null} */
    let held = null;
    node.addEventListener('mousedown', event => event.preventDefault()); // the keyboard stays where it is
    node.addEventListener('pointerdown', event => {
      if (event.button !== 0 || !this.takes(event)) return;
      const start = this.ground.start();
      if (!start) return;
      const [px, py] = this.ground.project(start);
      const [x, y] = this.pixelOf(event);
      held = { from: [x, y], off: [px - x, py - y], moves: false };
      node.setPointerCapture(event.pointerId);
      event.stopPropagation();
    });
    node.addEventListener('pointermove', event => {
      if (!held) return;
      const [x, y] = this.pixelOf(event);
      held.moves ||= Math.hypot(x - held.from[0], y - held.from[1]) >= STILL;
      if (held.moves) this.takeAt(x + held.off[0], y + held.off[1]);
    });
    node.addEventListener('pointerup', event => {
      if (held && !held.moves) this.takeAt(...this.pixelOf(event)); // a tap, as beside the ring
      held = null;
    });
    node.addEventListener('pointercancel', () => {
      held = null;
    });
    node.addEventListener('keydown', event => this.press(event));
  }

  /** @param {PointerEvent} event
   * @returns {Point} */
  pixelOf({ clientX, clientY }) {
    const host = /** @type {HTMLElement} */ (this.node.offsetParent);
    const { left, top } = host.getBoundingClientRect();
    return [clientX - left + host.scrollLeft, clientY - top + host.scrollTop];
  }

  /** A hand that has left the picture moves along its edge.
   * @param {number} px
   * @param {number} py */
  takeAt(px, py) {
    const [left, top, width, height] = this.ground.clip();
    const point = this.ground.unproject(within(px, [left, left + width]), within(py, [top, top + height]));
    if (point) this.ground.take(rounded(point));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const start = this.ground.start();
    const to = ARROWS[event.key];
    if (!to || !start || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const share = WAY * (event.shiftKey ? FINE : 1);
    const moved = this.ground.seen().map((range, axis) => {
      const [low, high] = range;
      return within(start[axis] + to[axis] * share * (high - low), [Math.min(low, high), Math.max(low, high)]);
    });
    this.ground.take(rounded(/** @type {Point} */ (moved)));
  }
}
