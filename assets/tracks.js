/* Draws the tracks of several racers on canvas, up to a step. Knows neither Plotly nor Dash: points come in as pixels.

   Three canvases lie above the host: `future`, the whole course, faint; `past`, the trails, which only ever get new
   segments while time runs forward; `heads`, cleared at every frame. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const BLOCK = 32; // steps drawn of one racer before the next has its turn: newest on top, as when playing
  const FADED = 0.12;

  const paths = new Map(); // marker outline -> Path2D
  const outline = d => paths.get(d) || paths.set(d, new Path2D(d)).get(d);

  Ravine.Tracks = class {
    /* style: {width, head, casing, ghost (opacity of the future), arrows} */
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

    /* tracks: [{name, color, marker, xy: Float32Array of pixels (x0, y0, x1, ...), divergedAt}]; clip: the plot area,
       [left, top, width, height] in CSS pixels of the host. */
    load(tracks, clip) {
      const ratio = window.devicePixelRatio || 1, width = this.host.clientWidth, height = this.host.clientHeight;
      this.tracks = tracks;
      this.clip = clip;
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
    }

    highlight(name) {
      if (this.focus === name) return;
      this.focus = name;
      this.stale = true;
    }

    /* Draws everybody at `step`, a real number; `future` shows the whole course, faintly. */
    draw(step, future) {
      if (!this.contexts) return;
      const [ahead, past, heads] = this.contexts;
      this.canvases[0].style.opacity = future ? this.style.ghost : 0;
      if (future && this.staleFuture) {
        this.wipe(ahead);
        this.within(ahead, () => this.tracks.forEach(track => this.stroke(ahead, track, 0, track.xy.length / 2 - 1, true)));
        this.staleFuture = false;
      }
      if (this.stale || step < this.drawn) {
        this.wipe(past);
        this.drawn = 0;
        this.stale = false;
      }
      if (step > this.drawn) {
        this.within(past, () => {
          for (let from = this.drawn; from < step;) {
            const to = Math.min(step, (Math.floor(from / BLOCK) + 1) * BLOCK);
            this.tracks.forEach(track => this.stroke(past, track, from, to, false));
            from = to;
          }
        });
        this.drawn = step;
      }
      this.wipe(heads);
      this.tracks.forEach(track => this.drawHead(heads, track, step));
    }

    wipe(context) { context.clearRect(0, 0, this.host.clientWidth, this.host.clientHeight); }

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
      let down = false;
      const visit = (x, y) => {
        if (Number.isNaN(x)) down = false;
        else if (down) context.lineTo(x, y);
        else { context.moveTo(x, y); down = true; }
      };
      visit(...at(xy, from));
      for (let k = Math.floor(from) + 1; k < last; k++) visit(xy[2 * k], xy[2 * k + 1]);
      visit(...at(xy, last));
      context.globalAlpha = this.faded(track) ? FADED : 1;
      if (!thin && this.style.casing) {
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

    /* The marker at the head; an arrow at the edge for a racer that is out of the picture, a cross where it diverged. */
    drawHead(context, track, step) {
      const { xy } = track, last = xy.length / 2 - 1;
      let at_ = Math.min(step, last), [x, y] = at(xy, at_);
      const [left, top, width, height] = this.clip, margin = this.style.head + 3;
      let away = Number.isNaN(x);
      while (Number.isNaN(x) && at_ > 0) [x, y] = at(xy, (at_ = Math.ceil(at_) - 1));
      if (Number.isNaN(x)) return;
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
  };

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
})();
