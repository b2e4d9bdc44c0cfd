/* Draws the tracks of several racers on canvas, up to a step. Knows neither Plotly nor Dash: points come in as pixels.

   Three canvases lie above the host: `future`, the whole course, faint; `past`, the trails, which only ever get new
   segments while time runs forward; `heads`, cleared at every frame. While other tracks come at every frame, and the
   trails are drawn anew anyway, the heads are drawn on their canvas: each canvas costs the browser the same, however
   little is on it. */
import { drawHeads, drawSeconds, headOf } from './heads.mjs';
import { fit, sheet, within } from './sheets.mjs';
import { BEHIND, lastOf, strokeOutline, strokeTrack } from './strokes.mjs';

/** @typedef {import('./marks.mjs').Strokes} Strokes */
/** @typedef {[number, number, number, number]} Box left, top, width, height */

/** Line width and size of heads in pixels, the colours around them, the opacity of the future; whether a racer that
 * is out of the picture is an arrow at its edge; `whole`: all of the course is `past`, for curves that something
 * else uncovers.
 * @typedef {object} Style
 * @property {number} width
 * @property {number} head
 * @property {string} casing
 * @property {string} rim
 * @property {Strokes} strokes
 * @property {number} [ghost]
 * @property {boolean} [arrows]
 * @property {boolean} [whole]
 * @property {() => void} [redraw] called when there is more to draw although the clock stands still */

/** @typedef {object} Track
 * @property {string} name
 * @property {string} [label]
 * @property {string} color
 * @property {string} marker SVG path
 * @property {Float32Array} xy pixels of the host: x0, y0, x1, ...
 * @property {Uint8Array | null} [behind] 1 at each step at which it is behind the surface: it is faint there
 * @property {((step: number) => Float32Array | null) | null} [outline] pixels of what its method draws around it
 * @property {boolean} [dotted] the corners of that are dots
 * @property {boolean} [quiet] the average of a racer's path: a thin, faint trail and a small, hollow head
 * @property {number | null} divergedAt
 * @property {(now: number) => number} stepAt from the clock to the racer's own real step */

const BLOCK = 64; // steps drawn of one racer before the next has its turn: newest on top, as when playing
const FADED = 0.12;
const CALM = 120; // ms without new tracks after which nothing moves them, and the future is drawn: not during a drag
const STREAK = 6; // such loads in a row tell of a drag

export class Tracks {
  /** @type {Track[]} */
  tracks = [];
  /** @type {Track[]} */
  below = [];
  /** @type {Box} */
  clip = [0, 0, 0, 0];
  /** @type {string | null} */
  focus = null; // name of the racer that is highlighted
  isNamed = false; // names stand at the heads
  isConcealed = false; // what is to come is not drawn, nor the courses below
  drawn = 0;
  stale = true;
  staleFuture = true;
  loaded = 0; // ms
  streak = 0; // times that it was loaded just after the time before
  place = ''; // of the canvases, with `sized`, the host that had it
  /** @type {HTMLElement | null} */
  sized = null;
  /** @type {[number, number]} */
  size = [0, 0];
  /** @type {CanvasRenderingContext2D[]} */
  contexts = [];
  /** @type {import('./heads.mjs').Head[]} */
  heads = []; // as they were drawn last
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  calm;

  /** @param {HTMLElement} host
   * @param {Style} style */
  constructor(host, style) {
    this.host = host;
    this.style = style;
    this.canvases = ['future', 'past', 'heads'].map(name => sheet(`tracks ${name}`));
    this.canvases[0].style.opacity = String(style.ghost ?? 1);
    this.mount(host);
  }

  /** Puts the canvases above `host`, also after React has made it anew.
   * @param {HTMLElement} host */
  mount(host) {
    this.host = host;
    for (const canvas of this.canvases) {
      if (canvas.parentNode !== host) host.appendChild(canvas);
    }
  }

  /** `clip` is the plot area in CSS pixels of the host; of `below` the whole course is dashed below the trails.
   * @param {Track[]} tracks
   * @param {Box} clip
   * @param {Track[]} below */
  load(tracks, clip, below = []) {
    const place = `${clip} ${window.devicePixelRatio}`;
    const now = performance.now();
    this.streak = now - this.loaded < CALM ? this.streak + 1 : 0;
    Object.assign(this, { tracks, clip, below, stale: true, staleFuture: true, loaded: now });
    if (this.place !== place || this.sized !== this.host || !this.size[0]) {
      // reading the size at every event would force a layout
      Object.assign(this, { place, sized: this.host, size: [this.host.clientWidth, this.host.clientHeight] });
      this.contexts = this.canvases.map(canvas => fit(canvas, this.size));
    }
    clearTimeout(this.calm);
    if (!this.style.whole && this.style.redraw) this.calm = setTimeout(this.style.redraw, CALM + 20);
  }

  /** Leaves the canvases empty. */
  clear() {
    Object.assign(this, { tracks: [], below: [], stale: true, staleFuture: true });
    this.contexts.forEach(context => this.wipe(context));
  }

  /** @param {string | null} name */
  highlight(name) {
    if (this.focus === name) return;
    this.focus = name;
    this.stale = this.staleFuture = true;
  }

  /** @param {boolean} on whether nothing may tell what is to come */
  conceal(on) {
    if (this.isConcealed === on) return;
    this.isConcealed = on;
    this.stale = true;
  }

  /** Draws everybody at the clock's `step`, a real number; while not `playing` also the whole course, faintly.
   * @param {number} step
   * @param {boolean} playing */
  draw(step, playing) {
    if (!this.contexts.length) return;
    const { whole } = this.style;
    this.drawPast(whole ? Math.max(...this.tracks.map(lastOf), 0) : step);
    const ahead = !(playing || whole || this.isConcealed);
    this.show(0, ahead);
    if (ahead && this.staleFuture && performance.now() - this.loaded > CALM) this.drawFuture();
    const joined = this.isMoving;
    this.show(2, !(joined || (playing && whole)));
    if (playing && whole) return;
    const heads = this.contexts[joined ? 1 : 2];
    if (joined) this.stale = true;
    else this.wipe(heads);
    const shown = this.tracks.flatMap(track => {
      const at = track.stepAt(step);
      const head = headOf(track, at, this.clip, this.style);
      const opacity = this.opacity(track) * (track.behind?.[Math.floor(at)] ? BEHIND : 1);
      return head ? { ...head, opacity } : [];
    });
    within(heads, this.clip, () => {
      for (const track of this.tracks) {
        const outline = track.outline?.(Math.floor(track.stepAt(step)));
        if (outline) strokeOutline(heads, outline, track, this.style, this.opacity(track));
      }
    });
    const loud = shown.filter(({ track }) => !track.quiet);
    const quiet = shown.filter(({ track, shape }) => track.quiet && shape === track.marker);
    this.heads = drawHeads(heads, loud, this.style, { box: this.clip, playing, named: this.isNamed });
    this.heads.push(...drawSeconds(heads, quiet, this.style));
    heads.globalAlpha = 1;
  }

  /** Whether other tracks come one after the other: while a slider is dragged. */
  get isMoving() {
    return this.streak > STREAK && !this.style.whole && performance.now() - this.loaded < CALM;
  }

  /** The trails up to `goal`: what is new of them, all of them where the clock has gone back or something else is to be
   * seen.
   * @param {number} goal */
  drawPast(goal) {
    const past = this.contexts[1];
    if (this.stale || goal < this.drawn) {
      this.wipe(past);
      const below = this.isConcealed ? [] : this.below;
      within(past, this.clip, () => below.forEach(track => this.dash(past, track)));
      this.drawn = 0;
      this.stale = false;
    }
    if (goal <= this.drawn) return;
    within(past, this.clip, () => {
      const { whole } = this.style;
      for (let from = this.drawn; from < goal; ) {
        const to = whole ? goal : Math.min(goal, (Math.floor(from / BLOCK) + 1) * BLOCK);
        for (const track of this.tracks) {
          if (whole) this.stroke(past, track, from, to);
          else this.stroke(past, track, track.stepAt(from), track.stepAt(to));
        }
        from = to;
      }
    });
    this.drawn = goal;
  }

  drawFuture() {
    const future = this.contexts[0];
    this.wipe(future);
    within(future, this.clip, () => this.tracks.forEach(track => this.stroke(future, track, 0, lastOf(track), true)));
    this.staleFuture = false;
  }

  /** A canvas that shows nothing is taken out: the browser hands over each visible one at every frame.
   * @param {number} place
   * @param {boolean} visible */
  show(place, visible) {
    const canvas = this.canvases[place];
    if (canvas.hidden === visible) canvas.hidden = !visible;
  }

  /** @param {CanvasRenderingContext2D} context */
  wipe(context) {
    context.clearRect(0, 0, ...this.size);
  }

  /** @param {Track} track */
  opacity({ name }) {
    return this.focus && this.focus !== name ? FADED : 1;
  }

  /** One racer from a step to a step (real numbers).
   * @param {CanvasRenderingContext2D} context
   * @param {Track} track
   * @param {number} from
   * @param {number} to
   * @param {boolean} thin */
  stroke(context, track, from, to, thin = false) {
    const opacity = this.opacity(track) * (track.quiet ? this.style.strokes.quiet : 1);
    const how = { thin: thin || Boolean(track.quiet), opacity };
    strokeTrack(context, track, from, Math.min(to, lastOf(track)), this.style, how);
  }

  /** @param {CanvasRenderingContext2D} context
   * @param {Track} track */
  dash(context, track) {
    const length = this.style.strokes.dash * this.style.width;
    context.save();
    context.setLineDash([length, length]);
    this.stroke(context, track, 0, lastOf(track), true);
    context.restore();
  }
}
