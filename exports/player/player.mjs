/* The player of an exported page: the app's clock and tracks above one picture of everything that stands still. */
import { clock } from '../../assets/core/clock.mjs';
import { wholeStep } from '../../assets/core/racer.mjs';
import { drawings } from '../../assets/player/loop.mjs';
import { film, sheet } from './film.mjs';
import { buttons } from './legend.mjs';
import { layers, stage } from './stage.mjs';

const LEAST = 32; // px that the bar is high, for fingers

const node = name => document.getElementById(name);
const button = action => document.querySelector(`[data-action="${action}"]`);

const resize = () => {
  const { innerWidth: width, innerHeight: height } = window;
  const bar = Math.max(film.bar * Math.min(width / film.width, height / (film.height + film.bar)), LEAST);
  sheet.unit = Math.min(width / film.width, (height - bar) / film.height);
  document.documentElement.style.setProperty('--unit', `${sheet.unit}px`);
  document.documentElement.style.setProperty('--bar', `${bar}px`);
  Object.assign(stage.style, { width: `${film.width * sheet.unit}px`, height: `${film.height * sheet.unit}px` });
  layers.forEach(layer => layer.fit());
  buttons.forEach(each => each.fit());
};

const draw = () => {
  layers.forEach(layer => layer.draw());
  buttons.forEach(each => each.draw());
  node('scrubber').max = Math.ceil(clock.last);
  node('scrubber').value = clock.step;
  node('step').textContent = `${wholeStep(clock.step)} / ${clock.last}${film.evaluations ? ' ∇' : ''}`;
  const play = button('play');
  const [playing, paused] = play.children;
  const title = clock.playing ? 'Pause' : 'Play';
  play.setAttribute('aria-label', title);
  play.title = title;
  playing.style.display = clock.playing ? 'none' : '';
  paused.style.display = clock.playing ? '' : 'none';
};

const ACTIONS = {
  restart: () => clock.restart(),
  back: () => clock.nudge(-1),
  play: () => clock.toggle(),
  forward: () => clock.nudge(1),
  loop() {
    clock.loop = !clock.loop;
    button('loop').setAttribute('aria-pressed', clock.loop);
  },
};
const KEYS = {
  ' ': ACTIONS.play,
  ArrowLeft: ACTIONS.back,
  ArrowRight: ACTIONS.forward,
  Home: () => clock.seek(0),
  End: () => clock.seek(clock.last),
  l: ACTIONS.loop,
};

const press = event => {
  if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
  if (event.target.closest('input, select') || (event.key === ' ' && event.target.closest('button, a'))) return;
  event.preventDefault();
  KEYS[event.key]();
};

const listen = () => {
  drawings.listen(draw);
  node('bar').addEventListener('click', event => {
    const clicked = event.target.closest('[data-action]');
    if (!clicked) return;
    ACTIONS[clicked.dataset.action]();
    if (event.detail) clicked.blur();
  });
  stage.addEventListener('click', event => {
    if (!event.target.closest('.racer')) clock.toggle();
    else if (event.detail) event.target.closest('.racer').blur();
  });
  document.addEventListener('keydown', press);
  node('scrubber').oninput = () => clock.seek(Number(node('scrubber').value));
  node('speed').onchange = () => {
    clock.speed = (film.pace / clock.rate) * Number(node('speed').value);
  };
  node('speed').onchange();
  window.addEventListener('resize', resize);
};

clock.loop = film.loop;
clock.resize(film.last);
listen();
resize();
clock.begin(film.now, window.matchMedia('(prefers-reduced-motion: reduce)').matches);
