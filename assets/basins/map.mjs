/* One map of the basin page: a canvas with a pixel for each start, contour lines and minima above it, and a cursor.

   What a pixel's byte means, and every colour, comes from figures/basins.py. */
import { app } from '../core/app.mjs';
import { measured, short } from '../core/scales.mjs';
import { atFrame } from '../player/frame.mjs';
import { typeSize } from '../race/controls.mjs';
import { markerSvg } from '../race/legend.mjs';
import { element } from '../ui/elements.mjs';

const HATCH = 9; // CSS pixels between two lines of what diverged
const MANY = 12; // minima: then their marks are small

/* `page` tells spec(), surface(), colors(), shades() (how many, and of how many tones a colour has), `legend` and
   `lines` (Path2D on 1000 x 1000), and does say(text) and race(start, elsewhere). */
export class BasinMap {
  constructor(name, { label, look }, page) {
    Object.assign(this, { name, label, page, cursor: null, data: null });
    this.root = element('section', 'basin');
    this.root.dataset.name = name;
    this.root.style.setProperty('--light', look.light);
    this.root.style.setProperty('--dark', look.dark);
    this.root.setAttribute('aria-label', label);
    const title = element('h2', '', label), line = element('div', 'basin-head');
    this.rate = element('span', 'rate');
    this.grid = element('span', 'grid');
    line.append(markerSvg(look), title, this.rate, this.grid);
    this.plot = element('div', 'basin-plot');
    this.canvas = element('canvas');
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'application');
    this.canvas.setAttribute('aria-roledescription', 'map of starts');
    this.mark = element('div', 'basin-cursor');
    this.mark.hidden = true;
    this.plot.append(this.canvas, this.mark);
    this.shares = element('div', 'basin-shares');
    this.root.append(line, this.plot, this.shares);
    this.listen();
    new ResizeObserver(() => atFrame(this.task)).observe(this.plot);
  }

  task = () => this.draw();

  /* ---- pointer and keyboard ---- */

listen() {
    const { canvas } = this;
    canvas.onpointermove = event => this.point(this.at(event));
    canvas.onpointerleave = () => this.point(null);
    canvas.onclick = event => {
      this.point(this.at(event));
      this.go(event.ctrlKey || event.metaKey);
    };
    canvas.onauxclick = event => {
      if (event.button !== 1) return;
      this.point(this.at(event));
      this.go(true);
    };
    canvas.onfocus = () => { if (!this.cursor && this.data && !app.byPointer) this.point(this.middle()); };
    canvas.onblur = () => this.point(null);
    canvas.onkeydown = event => {
      const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (!this.data || !(move || ['Enter', 'Home', 'End'].includes(event.key))) return;
      event.preventDefault();
      const { size } = this.data, far = event.shiftKey ? Math.max(1, Math.round(size / 10)) : 1;
      const [column, row] = this.cursor || this.middle(), inside = place => Math.min(Math.max(place, 0), size - 1);
      if (event.key === 'Enter') this.go(event.ctrlKey || event.metaKey);
      else if (event.key === 'Home') this.point([0, row]);
      else if (event.key === 'End') this.point([size - 1, row]);
      else this.point([inside(column + far * move[0]), inside(row + far * move[1])]);
    };
  }

  middle() { return [this.data.size >> 1, this.data.size >> 1]; }

  at({ clientX, clientY }) {
    if (!this.data) return null;
    const { left, top, width, height } = this.canvas.getBoundingClientRect(), { size } = this.data;
    const place = share => Math.min(Math.max(Math.floor(share * size), 0), size - 1);
    return [place((clientX - left) / width), place(1 - (clientY - top) / height)];
  }

  /* The start of a pixel: as races/basins.py has it, to the last bit. */
  start([column, row]) {
    const [[left, right], [bottom, top]] = this.page.surface().domain, { size } = this.data;
    return [left + (column + 0.5) * ((right - left) / size), bottom + (row + 0.5) * ((top - bottom) / size)];
  }

  point(cursor) {
    this.cursor = cursor;
    this.showCursor();
    this.page.say(cursor && this.told(cursor));
  }

  go(elsewhere) {
    if (this.cursor) this.page.race(this.start(this.cursor), elsewhere);
  }

  showCursor() {
    const { cursor, mark } = this;
    mark.hidden = !cursor;
    if (!cursor) return;
    const { clientWidth: width, clientHeight: height } = this.canvas, { size } = this.data;
    const [x, y] = [((cursor[0] + 0.5) / size) * width, (1 - (cursor[1] + 0.5) / size) * height];
    mark.style.transform = `translate(${x}px, ${y}px)`;
  }

  /* What becomes of the start under the cursor, in words. */
  told([column, row]) {
    const { size, ends, steps, shades } = this.data, index = row * size + column;
    const { length, tones } = this.page.shades(), shade = shades[index], count = steps[index];
    const point = (x, y) => `(${measured(x)}, ${measured(y)})`;
    const from = `${this.label}: from ${point(...this.start([column, row]))}`;
    if (shade === length - 1) return `${from} it diverges at step ${count}`;
    const end = point(ends[2 * index], ends[2 * index + 1]);
    if (shade === length - 2) return `${from} to ${end}: at no minimum after ${this.page.spec().steps} steps`;
    const { label } = this.page.legend[Math.floor(shade / tones)];
    return `${from} to ${label} in ${count} step${count === 1 ? '' : 's'}`;
  }

  /* ---- data ---- */

load(data) {
    const before = this.data?.size;
    this.data = data;
    this.root.classList.remove('stale');
    if (this.cursor && before !== data.size) {
      this.cursor = this.cursor.map(place => Math.floor(((place + 0.5) / before) * data.size));
    }
    if (this.cursor) this.point(this.cursor);
    this.draw();
    this.showShares();
  }

  showShares() {
    const { shares } = this.data, colors = this.page.colors(), parts = [];
    const percent = share => (share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(100 * share)} %`);
    shares.forEach((share, place) => {
      if (!share) return;
      const group = this.page.legend[place], gone = place === shares.length - 1, plain = place === shares.length - 2;
      const label = gone ? 'diverged' : plain ? 'not arrived' : group.label;
      const node = element('span', `share${gone ? ' gone' : ''}`, percent(share));
      node.title = `${label}: ${(100 * share).toFixed(1)} % of the starts`;
      node.style.setProperty('--swatch', plain ? colors.table.at(-2) : gone ? colors.table.at(-1) : group.color);
      node.style.setProperty('--hatch', colors.hatch);
      parts.push({ share, node, text: `${label} ${percent(share)}` });
    });
    parts.sort((a, b) => b.share - a.share);
    this.shares.replaceChildren(...parts.slice(0, 7).map(({ node }) => node));
    if (parts.length > 7) this.shares.append(element('span', 'more-shares', `and ${parts.length - 7} more`));
    const summary = parts.slice(0, 7).map(({ text }) => text).join(', ');
    this.canvas.setAttribute('aria-label', `Starts of ${this.label}, by where they end: ${summary}. Arrows move, Enter races.`);
  }

  /* ---- drawing ---- */

draw() {
    const { canvas, data, plot } = this, ratio = window.devicePixelRatio || 1;
    const width = Math.round(plot.clientWidth * ratio), height = Math.round(plot.clientHeight * ratio);
    if (!width || !height) return;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const pen = canvas.getContext('2d');
    pen.clearRect(0, 0, width, height);
    if (data) {
      pen.imageSmoothingEnabled = false;
      pen.drawImage(this.pixels(), 0, 0, width, height);
      if (data.shares.at(-1)) this.hatch(pen, width, height, ratio);
    }
    const unit = ratio * Math.max(0.6, Math.min(1.6, plot.clientWidth / 400)) * typeSize();
    if (this.page.lines) this.contours(pen, width, height, ratio);
    this.minima(pen, width, height, unit);
    this.ticks(pen, width, height, ratio * typeSize());
    this.showCursor();
  }

  /* The map as an image of one pixel a start; `only` the diverged ones, opaque. */
  pixels(only = false) {
    const { size, shades } = this.data, { table } = this.page.colors();
    const image = new ImageData(size, size), words = new Uint32Array(image.data.buffer);
    const colors = Uint32Array.from(table, color => {
      const [r, g, b] = [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
      return 0xff000000 + (b << 16) + (g << 8) + r;
    });
    for (let row = 0; row < size; row++) {
      const from = (size - 1 - row) * size;
      for (let column = 0; column < size; column++) {
        const shade = shades[from + column];
        words[row * size + column] = only ? (shade === table.length - 1 ? 0xff000000 : 0) : colors[shade];
      }
    }
    const small = Object.assign(document.createElement('canvas'), { width: size, height: size });
    small.getContext('2d').putImageData(image, 0, 0);
    return small;
  }

  hatch(pen, width, height, ratio) {
    const layer = Object.assign(document.createElement('canvas'), { width, height }), ink = layer.getContext('2d');
    ink.imageSmoothingEnabled = false;
    ink.drawImage(this.pixels(true), 0, 0, width, height);
    ink.globalCompositeOperation = 'source-in';
    const side = Math.round(HATCH * ratio), tile = Object.assign(document.createElement('canvas'), { width: side, height: side });
    const line = tile.getContext('2d');
    line.strokeStyle = this.page.colors().hatch;
    line.lineWidth = side / 5;
    for (const shift of [-side, 0, side]) {
      line.beginPath();
      line.moveTo(shift - 1, side + 1);
      line.lineTo(shift + side + 1, -1);
      line.stroke();
    }
    ink.fillStyle = ink.createPattern(tile, 'repeat');
    ink.fillRect(0, 0, width, height);
    pen.drawImage(layer, 0, 0);
  }

  contours(pen, width, height, ratio) {
    const path = new Path2D();
    path.addPath(this.page.lines, new DOMMatrix().scale(width / 1000, height / 1000));
    pen.lineWidth = ratio;
    pen.strokeStyle = 'rgb(0 0 0 / .22)';
    pen.stroke(path);
  }

  /* The lowest minima as stars, the others as rings, as in figures/background.py. */
  minima(pen, width, height, unit) {
    const { legend } = this.page, [[left, right], [bottom, top]] = this.page.surface().domain;
    const { casing, ink } = this.page.colors(), all = legend.flatMap(({ points }) => points), many = all.length > MANY;
    pen.fillStyle = casing;
    pen.strokeStyle = ink;
    pen.lineWidth = (many ? 1 : 2) * unit;
    const lowest = legend.filter(group => group.lowest).flatMap(({ points }) => points).length > MANY;
    for (const group of legend) {
      for (const [x, y] of group.points) {
        const at = [((x - left) / (right - left)) * width, (1 - (y - bottom) / (top - bottom)) * height];
        const radius = (group.lowest ? (lowest ? 2.2 : 8.5) : many ? 1.8 : 3.8) * unit;
        pen.beginPath();
        if (group.lowest && !lowest) star(pen, ...at, radius);
        else pen.arc(...at, radius, 0, 7);
        pen.fill();
        pen.stroke();
      }
    }
  }

  /* A few numbers along the left and the lower edge, where there is room. */
  ticks(pen, width, height, unit) {
    if (this.plot.clientWidth < 240 || this.plot.clientHeight < 170) return;
    const sides = this.page.surface().domain, { ink, casing } = this.page.colors();
    pen.font = `600 ${12 * unit}px ${getComputedStyle(document.body).fontFamily}`;
    Object.assign(pen, { fillStyle: ink, strokeStyle: casing, lineWidth: 3.5 * unit, lineJoin: 'round' });
    sides.forEach(([low, high], side) => {
      for (const value of ticksOf(low, high)) {
        const share = (value - low) / (high - low), text = short(Number(value.toPrecision(6)));
        if (share < 0.05 || share > 0.95) continue;
        const [x, y] = side ? [5 * unit, (1 - share) * height] : [share * width, height - 5 * unit];
        Object.assign(pen, { textAlign: side ? 'left' : 'center', textBaseline: side ? 'middle' : 'alphabetic' });
        pen.strokeText(text, x, y);
        pen.fillText(text, x, y);
      }
    });
  }
}

function star(pen, x, y, radius) {
  for (let k = 0; k < 10; k++) {
    const angle = (k * Math.PI) / 5, r = k % 2 ? radius * 0.42 : radius;
    pen[k ? 'lineTo' : 'moveTo'](x + r * Math.sin(angle), y - r * Math.cos(angle));
  }
  pen.closePath();
}

function ticksOf(low, high) {
  const raw = (high - low) / 5, power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].find(each => each * power >= raw) || 10);
  return Array.from({ length: Math.floor(high / step) - Math.ceil(low / step) + 1 }, (_, k) => (Math.ceil(low / step) + k) * step);
}
