/* Added to every page under test: its modules, whether it has come to rest, what is on its canvases, where Plotly
   draws. */

/* What the page's modules export, by name: `Ravine.clock`, `Ravine.state` ... The page itself has no such object: its
   first bundle exports all modules that have run, by their paths in assets. Those of a page that is no race have one,
   `page`, which is called as its room. `Ravine.module(path)` has one module alone. */
document.addEventListener('DOMContentLoaded', async () => {
  const first = document.querySelector('script[src*="/main.mjs"]');
  if (!first) return; // not a page of the app
  const rooms = [
    'core/catalog', 'core/clock', 'core/ground_text', 'core/numbers', 'core/scales', 'player/projection',
    'race/backgrounds', 'race/edits', 'race/export', 'race/highlight', 'race/link', 'race/opening', 'race/own',
    'race/pictures', 'race/predict', 'race/racers', 'race/rates', 'race/server', 'race/snapshot', 'race/state',
    'race/units', 'ui/chooser', 'ui/dialogs', 'ui/elements', 'ui/entries', 'ui/jobs', 'ui/notices', 'ui/size',
    'ui/theme',
  ];
  const { modules } = await import(first.src), kept = { module: path => modules[path] }; // and what checks keep
  const find = name => kept[name] ?? modules[`${String(name)}/page.mjs`]?.page
    ?? modules[rooms.map(room => `${room}.mjs`).find(path => name in modules[path])]?.[name];
  window.Ravine = new Proxy(kept, { get: (_, name) => find(name) });
});

/* A window that fills the screen cannot be resized, for a moment after it was left, too: on stage the page fills its
   window. Exported pages, which are files, do fill the screen. */
if (location.protocol === 'http:') {
  Element.prototype.requestFullscreen = async function() { Look.whole = this.tagName; };
}

/* A page that is deaf does not hear of its window's size: this listener comes before its own. */
addEventListener('resize', event => { if (Look.deaf) event.stopImmediatePropagation(); });

window.Look = (() => {
  /* ---- rest: nothing asked and not answered, everything drawn, for some frames ---- */

  let flying = 0, calm = 0;
  const original = window.fetch, posts = []; // [path, body] of each
  window.fetch = async (...given) => {
    const [address, { method, body } = {}] = given;
    if (method === 'POST') posts.push([new URL(address, location).pathname, body ?? '']);
    flying++;
    try { return await original(...given); } finally { flying--; calm = 0; }
  };

  /* One that is folded away Plotly does not follow. */
  const follows = plot => !plot.offsetParent
    || ['Width', 'Height'].every(side => Math.abs(plot._fullLayout[side.toLowerCase()] - plot[`client${side}`]) <= 1);
  const fits = ({ plot, key }) => plot?.isConnected && key && follows(plot);
  const drawn = ({ layers: { picture, curve }, racers }, index) => {
    const { spec } = Ravine.state.panels[index];
    return fits(picture) && fits(curve)
      && picture.ground === Ravine.groundText(spec)
      && Boolean(picture.plot._fullLayout.scene) === (Ravine.state.view.dimensions === '3')
      && !picture.tracks?.canvases[2].hidden // which the heads leave while a slider is dragged
      && racers.map(({ name }) => name).sort().join() === Object.keys(spec.optimizers).sort().join();
  };

  /* Where the pictures lie, and how they are turned: a scene comes to that some frames after its layout. */
  let places = '';
  const lie = () => {
    const before = places;
    places = Ravine.panels.map((_, index) => Ravine.projectionOf(plot(index))?.key ?? Math.random()).join(';');
    return places === before;
  };

  const settled = () => {
    const { panels, state } = window.Ravine || {};
    const rests = flying === 0 && state?.begun && panels.length === state.panels.length && panels.every(drawn) && lie();
    calm = rests ? calm + 1 : 0;
    return calm > (state?.view.dimensions === '3' ? 12 : 2);
  };

  /* ---- sleep: a page that no check looks at asks for no frames, which would take a twentieth of a processor ---- */

  let asleep = false;
  const waiting = [], ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = task => asleep ? -waiting.push(task) : ask(task);
  const sleep = () => { asleep = true; };
  const wake = () => {
    asleep = false;
    waiting.splice(0).forEach(ask);
  };

  /* Resolves when the page has nothing else to do: what was clicked has reached Dash's callbacks. */
  const idle = async () => {
    const rest = () => new Promise(resolve => requestIdleCallback(resolve, { timeout: 5000 }));
    for (let times = 0; times < 2; times++) await rest();
  };

  /* Resolves when the next frame is drawn. */
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));

  /* ---- canvases ---- */

  const scratch = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const canvas = (panel, name, kind) => document.querySelector(`#${kind}-${panel} canvas.tracks.${name}`);

  const pixels = (panel, name, kind) => {
    const source = canvas(panel, name, kind), { width, height } = source;
    Object.assign(scratch.canvas, { width, height });
    if (!source.hidden) scratch.drawImage(source, 0, 0);
    return scratch.getImageData(0, 0, width, height);
  };

  const kept = {};
  const keep = (label, panel, name = 'past', kind = 'picture') => { kept[label] = pixels(panel, name, kind); };

  /* The share of the inked pixels that are not what they were when kept under `label`. */
  const difference = (label, panel, name = 'past', kind = 'picture') => {
    const { data: before } = kept[label], { data: now } = pixels(panel, name, kind);
    if (before.length !== now.length) return 1;
    let ink = 0, differs = 0;
    for (let i = 0; i < now.length; i += 4) {
      if (!before[i + 3] && !now[i + 3]) continue;
      ink++;
      if ([0, 1, 2, 3].some(channel => Math.abs(before[i + channel] - now[i + channel]) > 24)) differs++;
    }
    return ink ? differs / ink : 0;
  };

  const ink = (...where) => pixels(...where).data.filter((value, i) => i % 4 === 3 && value > 0).length;

  /* The centre of what `weight(red, green, blue, alpha)` finds, in pixels of the image; null where there is nothing. */
  const centre = ({ data, width }, weight) => {
    let sum = 0, x = 0, y = 0;
    for (let i = 0; i < data.length; i += 4) {
      const heavy = weight(data[i], data[i + 1], data[i + 2], data[i + 3]);
      if (!heavy) continue;
      sum += heavy;
      x += heavy * (((i / 4) % width) + 0.5);
      y += heavy * (Math.floor(i / 4 / width) + 0.5);
    }
    return sum ? [x / sum, y / sum] : null;
  };

  /* The centre of all that is drawn on a canvas, in pixels of the window: with one racer, its head. */
  const inkCentre = (panel, name, kind) => {
    const found = centre(pixels(panel, name, kind), (red, green, blue, alpha) => alpha);
    const box = canvas(panel, name, kind).getBoundingClientRect();
    return found && [box.left + found[0] / devicePixelRatio, box.top + found[1] / devicePixelRatio];
  };

  /* The centre of all that is magenta in a screenshot (base64 of a PNG). */
  const magentaCentre = async png => {
    const bytes = Uint8Array.from(atob(png), character => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    Object.assign(scratch.canvas, { width: image.width, height: image.height });
    scratch.drawImage(image, 0, 0);
    const data = scratch.getImageData(0, 0, image.width, image.height);
    return centre(data, (red, green, blue) => Number(red > 180 && blue > 180 && green < 90));
  };

  /* ---- plots ---- */

  const plot = (panel, kind = 'picture') => document.querySelector(`#${kind}-${panel} .js-plotly-plot`);
  const middle = node => {
    const { left, top, width, height } = node.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const racer = (panel, name) => Ravine.panels[panel].racers.find(each => each.name === name);

  /* The pixel of the window where the player draws a racer's step. */
  const tracked = (panel, name, step, kind = 'picture') => {
    const { tracks } = Ravine.panels[panel].layers[kind], { xy } = tracks.tracks.find(track => track.name === name);
    const { left, top } = canvas(panel, 'past', kind).getBoundingClientRect();
    return [left + xy[2 * step], top + xy[2 * step + 1]];
  };

  /* The pixel where Plotly itself draws a marker at data coordinates. */
  const marked = async (panel, x, y, kind = 'picture') => {
    const on = plot(panel, kind);
    const point = { type: 'scatter', mode: 'markers', x: [x], y: [y], marker: { size: 10 }, cliponaxis: false };
    await Plotly.addTraces(on, point);
    const points = on.querySelectorAll('.scatterlayer .point'), place = middle(points[points.length - 1]);
    await Plotly.deleteTraces(on, -1);
    return place;
  };

  /* The plot area, in pixels of the window: [left, top, width, height]. */
  const area = (panel, kind = 'picture') => {
    const { left, top, width, height } = plot(panel, kind).querySelector('.nsewdrag').getBoundingClientRect();
    return [left, top, width, height];
  };

  const height = (panel, loss) => {
    const { scale, floor, offset } = plot(panel)._fullLayout.meta;
    return scale === 'log' ? Math.log10(Math.max(loss - floor, 0) + offset) : loss;
  };

  /* What a message should call an element. */
  const name = node => node.getAttribute('aria-label') || node.id || node.getAttribute('class') || node.tagName;

  /* A racer's colour in the light theme: [red, green, blue]. */
  const colour = racer => {
    const hex = Ravine.catalog.optimizers[racer].look.light;
    return [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
  };

  return {
    posts, name, colour, sleep, wake, settled, idle, frame, keep, difference, ink, inkCentre, magentaCentre, plot,
    racer, tracked, marked, area, height, pixels,
  };
})();
