/* The player of an exported page: the app's clock and tracks above surfaces that it draws itself. */
import { clock } from '../../assets/core/clock.mjs';
import { drawings } from '../../assets/player/loop.mjs';
import { drawBar, mountBar, resets } from './bar.mjs';
import { lookBehind } from './curtain.mjs';
import { film } from './film.mjs';
import { mountKeys } from './keys.mjs';
import { changed, Panel } from './panel.mjs';
import { arranged } from './places.mjs';
import { mountPointer } from './pointer.mjs';
import { mountSettings } from './settings.mjs';
import { sizes, stage } from './stage.mjs';

const REST = 150; // ms after which a surface that was turned has come to rest

const panels = film.panels.map(told => new Panel(told));

const fit = () => {
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  if (!(width && height)) return;
  const wide = panels.map(panel => panel.widths);
  const found = arranged(
    {
      count: panels.length,
      items: film.legend ? Math.max(...panels.map(({ racers }) => racers.length)) : 0,
      widest: Math.max(...wide.map(({ item }) => item)),
      told: Math.max(...wide.map(({ title }) => title)),
      chart: film.chart,
      axes: !film.solid,
    },
    { width, height },
  );
  Object.assign(sizes, found.sizes);
  document.documentElement.style.setProperty('--type', `${sizes.type}px`);
  stage.classList.toggle('scrolls', found.height > height);
  panels.forEach((panel, place) => panel.fit(found.cells[place]));
};

let resting;

/* All surfaces are turned alike: roughly, then well. */
const turn = (around, over) => {
  clearTimeout(resting);
  panels.forEach(panel => panel.turn(around, over, true));
  resting = setTimeout(() => panels.forEach(panel => panel.turn(0, 0, false)), REST);
};

drawings.listen(() => {
  drawBar();
  lookBehind();
  panels.forEach(panel => panel.draw());
});
clock.loop = film.loop;
const resize = () => clock.resize(Math.max(...panels.map(({ last }) => last)));
resize();
changed.listen(resize);
changed.listen(() => film.shared && panels.forEach(panel => panel.load()));
resets.listen(() => panels.forEach(panel => panel.reset()));
mountBar();
mountKeys();
panels.forEach(panel => mountPointer(panel, turn));
mountSettings(panels);
Object.assign(stage, { panels }); // for who looks at the page with scripts of their own: its checks
fit();
new ResizeObserver(fit).observe(stage);
document.fonts.ready.then(fit); // the widths of texts
clock.begin(film.now ?? (film.predict ? 0 : null), window.matchMedia('(prefers-reduced-motion: reduce)').matches);
