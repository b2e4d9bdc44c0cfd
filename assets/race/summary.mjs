/* What is said of the races when they rest, to those who do not see them; and what the pictures are called. */
import { clock } from '../core/clock.mjs';
import { MEASURES } from '../core/measures.mjs';
import { wholeStep } from '../core/racer.mjs';
import { clockText } from '../core/slider_keys.mjs';
import { pictureText, summaryOf } from '../core/summary.mjs';
import { drawings } from '../player/loop.mjs';
import { byId, write } from '../ui/elements.mjs';
import { isPressed, released } from '../ui/hand.mjs';
import { loaded } from './news.mjs';
import { panels } from './pictures.mjs';
import { isHidden } from './predict.mjs';
import { isHere, state } from './state.mjs';

const REST = 600; // ms without a change: then it is said
const NAMES = { ...MEASURES, distance: 'distance to the nearest minimum' };

let timer;

const scenes = () =>
  panels.map(({ index, surface, racers }) => ({
    label: surface.label,
    racers,
    start: state.panels[index]?.spec.start,
  }));

const byEvaluations = () => state.view.axis === 'evaluations';

/* Says how they stand, once nothing has changed for a while. */
const sayLater = () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!isHere() || clock.playing || !panels.length) return;
    if (isPressed() || !panels.every(({ isReady }) => isReady)) sayLater();
    else {
      const when = clockText(wholeStep(clock.step), clock.last, byEvaluations());
      write(byId('said'), isHidden() ? when : summaryOf(scenes(), clock.step, byEvaluations()));
      namePictures(when);
    }
  }, REST);
};

/* @param {string} when '' while the clock runs: a name that changes at every step would be read out without end */
function namePictures(when) {
  const { dimensions, chart } = state.view;
  const chartName = `${NAMES[chart]} by ${byEvaluations() ? 'gradient evaluations' : 'step'}`;
  scenes().forEach((scene, index) => {
    name(`picture-${index}`, `Panel ${index + 1}: ${pictureText(scene, dimensions === '3', when)}`);
    name(`curve-${index}`, `Chart of panel ${index + 1}: ${chartName}`);
  });
}

const name = (id, text) => {
  const node = byId(id);
  if (node.getAttribute('aria-label') !== text) node.setAttribute('aria-label', text);
};

let wasPlaying = false;
drawings.listen(() => {
  if (!clock.playing) sayLater();
  else if (!wasPlaying) {
    clearTimeout(timer);
    write(byId('said'), '');
    namePictures('');
  }
  wasPlaying = clock.playing;
});
loaded.listen(() => (clock.playing ? namePictures('') : sayLater()));
released.listen(() => clock.playing || sayLater());
