/* One map of the basin page: a canvas, a cursor on it, and below it the share of the starts that end at each
   minimum. */
import { measured } from '../core/numbers.mjs';
import { badge } from '../ui/badge.mjs';
import { element } from '../ui/elements.mjs';
import { typeSize } from '../ui/size.mjs';
import { drawMap } from './drawing.mjs';
import { colors, page, shades, surface, surfaceKey } from './page.mjs';
import { listenTo } from './pointing.mjs';

const LISTED = 7; // shares of a map

export class BasinMap {
  /* `say(text)` shows what becomes of the start under the cursor, '' for none; `go(start, elsewhere)` races from it. */
  constructor(name, { label, look }, { say, go }) {
    this.label = label;
    this.say = say;
    this.goFrom = go;
    this.cursor = null; // a [column, row] of the grid
    this.data = null;
    this.root = element('section', 'basin');
    this.root.dataset.name = name;
    this.root.setAttribute('aria-label', label);
    const title = element('h2', '', label);
    const line = element('div', 'basin-head');
    this.rate = element('span', 'rate');
    this.grid = element('span', 'grid');
    line.append(badge(this.root, look), title, this.rate, this.grid);
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
    listenTo(this.canvas, this);
    new ResizeObserver(() => this.draw()).observe(this.plot);
  }

  /* ---- the cursor ---- */

  get size() {
    return this.data?.size ?? 0;
  }

  /* The start of a pixel: as races/basins.py has it, to the last bit. */
  start([column, row]) {
    const [[left, right], [bottom, top]] = surface().domain;
    const { size } = this;
    return [left + (column + 0.5) * ((right - left) / size), bottom + (row + 0.5) * ((top - bottom) / size)];
  }

  point(cursor) {
    this.cursor = cursor;
    this.showCursor();
    this.say(cursor ? this.told(cursor) : '');
  }

  go(elsewhere) {
    if (this.cursor) this.goFrom(this.start(this.cursor), elsewhere);
  }

  showCursor() {
    const { cursor, mark, size } = this;
    mark.hidden = !cursor;
    if (!cursor) return;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const [x, y] = [((cursor[0] + 0.5) / size) * width, (1 - (cursor[1] + 0.5) / size) * height];
    mark.style.transform = `translate(${x}px, ${y}px)`;
  }

  /* What becomes of the start under the cursor, in words. */
  told([column, row]) {
    const { size, ends, steps, shades: found } = this.data;
    const index = row * size + column;
    const { length, tones } = shades();
    const shade = found[index];
    const count = steps[index];
    const point = (x, y) => `(${measured(x)}, ${measured(y)})`;
    const from = `${this.label}: from ${point(...this.start([column, row]))}`;
    if (shade === length - 1) return `${from} it diverges at step ${count}`;
    const end = point(ends[2 * index], ends[2 * index + 1]);
    if (shade === length - 2) return `${from} to ${end}: at no minimum after ${page.spec.steps} steps`;
    const { label } = page.legend[Math.floor(shade / tones)];
    return `${from} to ${label} in ${count} step${count === 1 ? '' : 's'}`;
  }

  /* ---- data ---- */

  load(data) {
    const before = this.size;
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
    const parts = sharesOf(this.data);
    const listed = parts.slice(0, LISTED);
    const more = parts.length - listed.length;
    this.shares.replaceChildren(...listed.map(shareNode));
    if (more) this.shares.append(element('span', 'more-shares', `and ${more} more`));
    const summary = listed.map(({ label, text }) => `${label} ${text}`).join(', ');
    const words = `Starts of ${this.label}, by where they end: ${summary}. Arrows move, Enter races.`;
    this.canvas.setAttribute('aria-label', words);
  }

  draw() {
    const { canvas, data, plot } = this;
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(plot.clientWidth * ratio);
    const height = Math.round(plot.clientHeight * ratio);
    if (!width || !height) return;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const { legend, lines } = page;
    const pen = canvas.getContext('2d');
    const place = { pen, width, height, ratio, size: typeSize(), domain: surface().domain };
    drawMap({ ...place, colors: colors(), legend, lines: lines?.key === surfaceKey() ? lines.path : null }, data);
    this.showCursor();
  }
}

/* Where the starts end, the most first: [{share, label, text, color, gone}]. */
function sharesOf({ shares }) {
  const { table } = colors();
  const percent = share => (share < 0.005 ? '< 1 %' : `${Math.round(100 * share)} %`);
  const others = {
    [shares.length - 2]: { label: 'not arrived', color: table.at(-2) },
    [shares.length - 1]: { label: 'diverged', color: table.at(-1), gone: true },
  };
  const parts = shares.map((share, place) => ({
    share,
    text: percent(share),
    ...(others[place] ?? page.legend[place]),
  }));
  return parts.filter(({ share }) => share).sort((a, b) => b.share - a.share);
}

function shareNode({ share, label, text, color, gone }) {
  const node = element('span', `share${gone ? ' gone' : ''}`, text);
  node.title = `${label}: ${(100 * share).toFixed(1)} % of the starts`;
  node.style.setProperty('--swatch', color);
  node.style.setProperty('--hatch', colors().hatch);
  return node;
}
