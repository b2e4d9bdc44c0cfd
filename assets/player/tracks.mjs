/* Draws the tracks of several racers on canvas, up to a step. Knows neither Plotly nor Dash: points come in as pixels.

   Three canvases lie above the host: `future`, the whole course, faint; `past`, the trails, which only ever get new
   segments while time runs forward; `heads`, cleared at every frame. */

const BLOCK = 64; // steps drawn of one racer before the next has its turn: newest on top, as when playing
const FADED = 0.12;
const CALM = 120; // ms without new tracks before the future is drawn: not during a drag
const NEAR = 0.6; // px; points nearer than this to the last one are skipped

const paths = new Map(); // marker outline -> Path2D
const outline = d => paths.get(d) || paths.set(d, new Path2D(d)).get(d);

export class Tracks {
  /* style: {width, head, casing, rim, ghost (opacity of the future), arrows, whole: all of the course is `past`, for
     curves that something else uncovers} */
  constructor(host, style) {
    this.host = host;
    this.style = style;
    this.tracks = [];
    this.clip = [0, 0, 0, 0];
    this.focus = null; // name of the racer that is highlighted
    this.drawn = 0;
    this.canvases = ['future', 'past', 'heads'].map(name => {
      const canvas = document.createElement('canvas');
      canvas.className = `tracks ${name}`;
      if (name === 'future') canvas.style.opacity = style.ghost;
      canvas.setAttribute('aria-hidden', 'true');
      return canvas;
    });
    this.mount(host);
  }

  /* Puts the canvases above `host`, also after React has made it anew. */
  mount(host) {
    this.host = host;
    this.canvases.forEach(canvas => canvas.parentNode === host || host.appendChild(canvas));
  }

  /* tracks: [{name, color, marker, xy: Float32Array of pixels (x0, y0, x1, ...), divergedAt, stepAt: from the clock to
     the racer's own real step}]; clip: the plot area, [left, top, width, height] in CSS pixels of the host; below: tracks
     whose whole course is dashed below the trails. */
  load(tracks, clip, below = []) {
    const ratio = window.devicePixelRatio || 1, width = this.host.clientWidth, height = this.host.clientHeight;
    this.tracks = tracks;
    this.below = below;
    this.clip = clip;
    this.size = [width, height]; // reading it from the host at every frame would force a layout
    this.contexts = this.canvases.map(canvas => {
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
      }
      const context = canvas.getContext('2d');
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.lineJoin = 'round';
      return context;
    });
    this.stale = this.staleFuture = true;
    this.loaded = performance.now();
    clearTimeout(this.calm);
    if (!this.style.whole) this.calm = setTimeout(this.style.redraw, CALM + 20);
  }

  highlight(name) {
    if (this.focus === name) return;
    this.focus = name;
    this.stale = this.staleFuture = true;
  }

  /* Draws everybody at the clock's `step`, a real number; while not `playing` also the whole course, faintly. */
  draw(step, playing) {
    if (!this.contexts) return;
    const [ahead, past, heads] = this.contexts, { whole } = this.style;
    const goal = whole ? Math.max(...this.tracks.map(({ xy }) => xy.length / 2 - 1), 0) : step;
    if (this.stale || goal < this.drawn) {
      this.wipe(past);
      this.within(past, () => this.below.forEach(track => this.dash(past, track)));
      this.drawn = 0;
      this.stale = false;
    }
    if (goal > this.drawn) {
      this.within(past, () => {
        for (let from = this.drawn; from < goal;) {
          const to = whole ? goal : Math.min(goal, (Math.floor(from / BLOCK) + 1) * BLOCK);
          this.tracks.forEach(track => this.stroke(past, track, ...(whole ? [from, to] : [from, to].map(track.stepAt)), false));
          from = to;
        }
      });
      this.drawn = goal;
    }
    this.show(0, !playing && !whole);
    if (!playing && !whole && this.staleFuture && performance.now() - this.loaded > CALM) {
      this.wipe(ahead);
      this.within(ahead, () => this.tracks.forEach(track => this.stroke(ahead, track, 0, track.xy.length / 2 - 1, true)));
      this.staleFuture = false;
    }
    this.show(2, !playing || !whole);
    if (playing && whole) return;
    this.wipe(heads);
    this.tracks.forEach(track => this.drawHead(heads, track, track.stepAt(step)));
  }

  /* A canvas that shows nothing is taken out: the browser hands over each visible one at every frame. */
  show(canvas, visible) { this.canvases[canvas].hidden = !visible; }

  wipe(context) { context.clearRect(0, 0, ...this.size); }

  within(context, paint) {
    context.save();
    context.beginPath();
    context.rect(...this.clip);
    context.clip();
    paint();
    context.restore();
  }

  faded(track) { return this.focus && this.focus !== track.name; }

  /* One racer from a step to a step (real numbers): casing below, colour above. */
  stroke(context, track, from, to, thin) {
    const { xy } = track, last = Math.min(to, xy.length / 2 - 1);
    if (last <= from) return;
    context.beginPath();
    let down = false, lastX = 0, lastY = 0;
    const visit = (x, y, must) => {
      if (Number.isNaN(x + y)) {
        down = false;
        return;
      }
      if (!down) context.moveTo(x, y);
      else if (must || Math.abs(x - lastX) + Math.abs(y - lastY) > NEAR) context.lineTo(x, y);
      else return;
      [down, lastX, lastY] = [true, x, y];
    };
    visit(...at(xy, from), true);
    for (let k = Math.floor(from) + 1; k < last; k++) visit(xy[2 * k], xy[2 * k + 1], false);
    visit(...at(xy, last), true);
    context.globalAlpha = this.faded(track) ? FADED : 1;
    if (!thin && !this.style.whole) {
      context.lineCap = 'butt';
      context.lineWidth = this.style.width + 2.5;
      context.strokeStyle = this.style.casing;
      context.stroke();
    }
    context.lineCap = 'round';
    context.lineWidth = thin ? this.style.width * 0.6 : this.style.width;
    context.strokeStyle = track.color;
    context.stroke();
    context.globalAlpha = 1;
  }

  dash(context, track) {
    context.save();
    context.setLineDash([3 * this.style.width, 3 * this.style.width]);
    this.stroke(context, track, 0, track.xy.length / 2 - 1, true);
    context.restore();
  }

  /* The marker at the head; an arrow at the edge for a racer that is out of the picture, a cross where it diverged. */
  drawHead(context, track, step) {
    const { xy } = track, last = xy.length / 2 - 1;
    let at_ = Math.min(step, last), [x, y] = at(xy, at_);
    const [left, top, width, height] = this.clip, margin = this.style.head + 3;
    const nowhere = () => Number.isNaN(x + y);
    let away = nowhere();
    while (nowhere() && at_ > 0) [x, y] = at(xy, (at_ = Math.ceil(at_) - 1));
    if (nowhere()) return;
    away = away || x < left - 1 || x > left + width + 1 || y < top - 1 || y > top + height + 1;
    context.globalAlpha = this.faded(track) ? FADED : 1;
    const diverged = track.divergedAt !== null && step >= track.divergedAt;
    if (!away) {
      this.shape(context, diverged ? CROSS : track.marker, track.color, x, y, 0);
    } else if (this.style.arrows) {
      const edgeX = Math.min(Math.max(x, left + margin), left + width - margin);
      const edgeY = Math.min(Math.max(y, top + margin), top + height - margin);
      const angle = Math.atan2(y - edgeY, x - edgeX) || Math.atan2(edgeY - top - height / 2, edgeX - left - width / 2);
      this.shape(context, diverged ? CROSS : ARROW, track.color, edgeX, edgeY, diverged ? 0 : angle);
    }
    context.globalAlpha = 1;
  }

  shape(context, d, color, x, y, angle) {
    const { head } = this.style;
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    context.scale(head, head);
    context.lineWidth = 5 / head;
    context.strokeStyle = this.style.casing || color;
    context.lineJoin = 'round';
    context.stroke(outline(d));
    context.lineWidth = 1.4 / head;
    context.fillStyle = color;
    context.fill(outline(d));
    context.strokeStyle = this.style.rim;
    context.stroke(outline(d));
    context.restore();
  }
}

const ARROW = 'M1.5 0L-.7 1.15L-.2 0L-.7-1.15Z';
const CROSS = 'M-1.2-1.2L1.2 1.2M1.2-1.2L-1.2 1.2M-.9 0A.9 .9 0 1 0 .9 0A.9 .9 0 1 0-.9 0Z';

/* The pixel of a real step, between its neighbours. */
function at(xy, step) {
  const k = Math.floor(step), part = step - k;
  if (part === 0) return [xy[2 * k], xy[2 * k + 1]];
  return [
    xy[2 * k] + part * (xy[2 * k + 2] - xy[2 * k]),
    xy[2 * k + 1] + part * (xy[2 * k + 3] - xy[2 * k + 1]),
  ];
}
