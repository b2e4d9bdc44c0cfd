/* The transport: the scrubber, the step and the button that plays. */
import { clock } from '../core/clock.mjs';
import { wholeStep } from '../core/racer.mjs';
import { clockText } from '../core/slider_keys.mjs';
import { drawings } from '../player/loop.mjs';
import { byId, element, write } from '../ui/elements.mjs';
import { showLink } from './link.mjs';
import { state } from './state.mjs';

export const mountTransport = () => {
  const place = byId('scrub');
  if (place.childElementCount) return;
  const range = Object.assign(element('input'), { type: 'range', min: 0, step: 1, id: 'scrubber' });
  range.setAttribute('aria-label', 'Step of the race');
  range.oninput = () => clock.seek(Number(range.value));
  place.append(range);
};

let wasPlaying;
const showClock = () => {
  const range = byId('scrubber', HTMLInputElement);
  if (!range) return;
  range.max = String(clock.last);
  range.value = String(clock.step);
  range.style.setProperty('--done', String(clock.last ? clock.step / clock.last : 0));
  const byEvaluations = state.view.axis === 'evaluations';
  const text = `${wholeStep(clock.step)} / ${clock.last}${byEvaluations ? ' ∇' : ''}`;
  const step = byId('step');
  if (step.textContent !== text) {
    write(step, text);
    range.setAttribute('aria-valuetext', clockText(wholeStep(clock.step), clock.last, byEvaluations));
  }
  if (clock.playing !== wasPlaying) showPlaying((wasPlaying = clock.playing));
  if (!clock.playing) showLink();
};

function showPlaying(playing) {
  /** @type {HTMLElement} */
  const button = document.querySelector('[data-action="play"]');
  button.title = playing ? 'Pause' : 'Play';
  button.setAttribute('aria-label', button.title);
  button.firstElementChild.className = `icon ${playing ? 'pause' : 'play'}`;
}

drawings.listen(showClock);
