/* The bar below the panels: the app's transport, speed, and the full screen. */
import { clock } from '../../assets/core/clock.mjs';
import { wholeStep } from '../../assets/core/racer.mjs';
import { createSignal } from '../../assets/core/signal.mjs';
import { clockText } from '../../assets/core/slider_keys.mjs';
import { found } from '../../assets/ui/elements.mjs';
import { film } from './film.mjs';

/** @returns {HTMLInputElement} */
const input = name => /** @type {HTMLInputElement} */ (document.getElementById(name));
/** @returns {HTMLElement} */
const button = action => document.querySelector(`[data-action="${action}"]`);

/** Tells that all is to be as it was exported. */
export const resets = createSignal();

export const ACTIONS = {
  restart: () => clock.restart(),
  back: () => clock.nudge(-1),
  play: () => clock.toggle(),
  forward: () => clock.nudge(1),
  loop() {
    clock.loop = !clock.loop;
    button('loop').setAttribute('aria-pressed', String(clock.loop));
  },
  reset: () => resets.tell(),
  settings() {
    const place = input('settings');
    place.hidden = !place.hidden;
    button('settings').setAttribute('aria-expanded', String(!place.hidden));
  },
  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  },
};

export const drawBar = () => {
  const scrubber = input('scrubber');
  scrubber.max = String(Math.ceil(clock.last));
  scrubber.value = String(clock.step);
  scrubber.setAttribute('aria-valuetext', clockText(wholeStep(clock.step), Math.ceil(clock.last), film.byEvaluations));
  input('step').textContent = `${wholeStep(clock.step)} / ${clock.last}${film.byEvaluations ? ' ∇' : ''}`;
  const play = button('play');
  const [playing, paused] = play.querySelectorAll('svg');
  const title = clock.playing ? 'Pause' : 'Play';
  play.setAttribute('aria-label', title);
  play.title = title;
  playing.style.display = clock.playing ? 'none' : '';
  paused.style.display = clock.playing ? '' : 'none';
};

export const mountBar = () => {
  document.addEventListener('click', event => {
    const clicked = found(event, '[data-action]');
    if (!clicked) return;
    ACTIONS[clicked.dataset.action]();
    if (event.detail) clicked.blur();
  });
  button('full').hidden = !document.fullscreenEnabled; // a phone has none, nor has a frame that may not
  input('scrubber').oninput = () => clock.seek(Number(input('scrubber').value));
  const pace = () => {
    clock.speed = (film.pace / clock.rate) * Number(input('speed').value);
  };
  input('speed').onchange = pace;
  pace();
};
