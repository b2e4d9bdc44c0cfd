/* The optimal heavy ball, a button in the row of Momentum: its rate and momentum, from the curvatures of the panel's
   loss as the race sees it. A loss that is not here yet, as it is without its noise, is waited for. */
import { curvaturesOf, heavyBallOf } from '../core/heavy_ball.mjs';
import { short } from '../core/numbers.mjs';
import { notify } from '../ui/notices.mjs';
import { groundFor } from './computing.mjs';
import { putSetting } from './edits.mjs';
import { arrived, edited, ripened } from './news.mjs';
import { declaredOf, isHere, scopedPanels, state, surfaceIn } from './state.mjs';

const BALL = 'momentum';

const digits = value => short(Number(value.toPrecision(3)));

/* Of a panel without its noise: {settings, says}, or why not; {waits} where its loss is under way. */
const optimum = panel => {
  const surface = surfaceIn(panel);
  const quiet = { ...panel.spec, noise: 'none', noise_parameters: {} };
  const { label } = surface;
  if (quiet.surface === 'network') return { not: `${label}: recorded trainings cannot be set` };
  if (!surface.live?.includes('none')) return { not: `${label}: its curvature is not known to the page` };
  const ground = groundFor(quiet, surface);
  if (!ground) return { waits: true };
  const curvatures = curvaturesOf(ground.loss, surface.course?.domain ?? surface.domain);
  if (!curvatures) return { not: `${label} is no quadratic: its curvature changes from place to place` };
  const found = heavyBallOf(curvatures);
  if (!found) return { not: `${label} does not curve upward in every direction` };
  const settings = { learning_rate: found.learning_rate, momentum: found.momentum };
  const outside = Object.entries(settings).filter(([name, value]) => {
    const { minimum, maximum } = declaredOf(BALL, name);
    return value < minimum || value > maximum;
  });
  if (outside.length) {
    const told = outside.map(([name, value]) => {
      const { label: title, minimum, maximum } = declaredOf(BALL, name);
      return `${title} ${digits(value)} is best, allowed are ${short(minimum)} to ${short(maximum)}`;
    });
    return { not: `${label}: ${told.join('; ')}` };
  }
  const [m, L] = curvatures.map(digits);
  const [alpha, mu, root] = [found.learning_rate, found.momentum, found.root].map(digits);
  const says =
    `α = ${alpha}, μ = ${mu}: the curvatures go from ${m} to ${L}, so √κ = ${root}. In the end the error ` +
    `shrinks to (√κ − 1)/(√κ + 1) = ${digits(found.shrinks)} a step, gradient descent’s at best to ` +
    `(κ − 1)/(κ + 1) = ${digits(found.plain)}.`;
  return { settings, says };
};

let waiting = null; // {near}, the button, while a loss is under way

/** @param {Element} near the button */
export const setHeavyBall = near => {
  const found = scopedPanels().map(panel => ({ panel, ...optimum(panel) }));
  if (found.some(({ waits }) => waits)) {
    waiting = { near };
    return void tell('The optimal heavy ball is set as soon as the loss is here.', { near, tone: 'info' });
  }
  waiting = null;
  const good = found.filter(({ settings }) => settings);
  for (const { panel, settings } of good) {
    for (const [name, value] of Object.entries(settings)) putSetting(panel, BALL, name, value);
  }
  if (good.length) edited.tell();
  const only = state.panels.length === 1;
  const items = found.map(({ panel, says, not }) => {
    const text = says ?? `${not}.`;
    return only ? text : `${state.panels.indexOf(panel) + 1}: ${text}`;
  });
  const title = good.length
    ? 'The optimal heavy ball'
    : 'The optimal heavy ball is known on quadratics, such as Sphere and Rotated quadratic';
  const tone = good.length ? 'info' : 'warning';
  tell(title, { items: [...new Set(items)], tone, near });
};

const tell = (title, more) => notify(title, { ...more, kind: 'heavy-ball', stays: true, until: edited });

ripened.listen(() => {
  if (waiting && isHere()) setHeavyBall(waiting.near);
});

/* Who edits, or opens another scene, no longer waits. */
const forget = () => {
  waiting = null;
};
edited.listen(forget);
arrived.listen(forget);
