/* What the schedule does to the learning rates of the panels in scope: a small line over the steps, under its list. */
import { linePath, lineText } from '../core/rate_line.mjs';
import { factorOf } from '../engine/ground.mjs';
import { byId } from '../ui/elements.mjs';
import { programsNow } from './programs.mjs';
import { scopedPanels } from './state.mjs';

const SVG = 'http://www.w3.org/2000/svg';

const drawn = (tag, attributes) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};

/* Of panels that have the same there is one line. */
const lines = programs => {
  const found = new Map();
  for (const { spec } of scopedPanels()) {
    const factor = factorOf(spec, programs);
    const { schedule, schedule_parameters: settings, warmup, steps } = spec;
    if (factor) found.set(JSON.stringify([schedule, settings, warmup, steps]), { factor, steps });
  }
  return found;
};

/* Nothing is drawn of what is constant. */
export const showRateSketch = () => {
  const place = byId('rate-sketch');
  const programs = programsNow();
  const found = programs ? lines(programs) : new Map();
  const key = [...found.keys()].join();
  if (!place || place.dataset.shown === key) return;
  place.dataset.shown = key;
  place.hidden = !found.size;
  const texts = [...found.values()].map(({ factor, steps }) => lineText(factor, steps));
  place.ariaLabel = `Factor on the learning rates over the race: ${texts.join('; ')}`;
  place.title = place.ariaLabel;
  const svg = drawn('svg', { viewBox: '0 -0.04 1 1.08', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  for (const { factor, steps } of found.values()) {
    svg.append(drawn('path', { d: linePath(factor, steps), 'vector-effect': 'non-scaling-stroke' }));
  }
  place.replaceChildren(svg);
};
