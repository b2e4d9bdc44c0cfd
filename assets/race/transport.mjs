/* The transport: the scrubber, the step and the button that plays. */
import { clock } from '../core/clock.mjs';
import { drawings } from '../player/loop.mjs';
import { showLink } from './link.mjs';
import { state } from './state.mjs';

export const mountTransport = () => {
  const place = document.getElementById('scrub');
  if (place.childElementCount) return;
  const range = document.createElement('input');
  Object.assign(range, { type: 'range', min: 0, step: 1, id: 'scrubber' });
  range.setAttribute('aria-label', 'Step of the race');
  range.oninput = () => clock.seek(Number(range.value));
  place.append(range);
};

let wasPlaying;
const showClock = () => {
  const range = document.getElementById('scrubber');
  if (!range) return;
  range.max = clock.last;
  range.value = clock.step;
  range.style.setProperty('--done', clock.last ? clock.step / clock.last : 0);
  const unit = state.view.axis === 'evaluations' ? ' ∇' : '';
  const text = `${Math.floor(clock.step + 1e-9)} / ${clock.last}${unit}`, step = document.getElementById('step');
  if (step.textContent !== text) step.textContent = text;
  if (clock.playing !== wasPlaying) {
    wasPlaying = clock.playing;
    const button = document.querySelector('[data-action="play"]');
    button.setAttribute('aria-label', clock.playing ? 'Pause' : 'Play');
    button.firstChild.className = `icon ${clock.playing ? 'pause' : 'play'}`;
  }
  if (!clock.playing) showLink();
};

drawings.listen(showClock);
