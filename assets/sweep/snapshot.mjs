/* The sweep page's state as a text, and back: all that an edit can change. */
import { changed } from './asking.mjs';
import { showStart } from './ground.mjs';
import { order } from './methods.mjs';
import { page, race, surfaceText } from './page.mjs';

/* Settings of methods, always in the same order: on and off again is no difference. */
const inOrder = optimizers => Object.fromEntries(order(optimizers).map(name => [name, optimizers[name]]));

/* What is known of a surface belongs to the state only where it is of that. */
export const stateText = () => {
  const { state, plays, known, follows, own, facts } = page;
  const { sweep, measure } = state;
  const { optimizers } = sweep.race;
  return JSON.stringify({
    sweep: { ...sweep, race: { ...sweep.race, optimizers: inOrder(optimizers) } },
    measure,
    plays,
    known: inOrder({ ...known, ...optimizers }),
    follows,
    own: sweep.race.surface === 'own' ? own : null,
    facts: facts?.of === surfaceText(sweep.race) ? facts : null,
  });
};

/* As an edit. */
export const putState = text => {
  const { sweep, measure, own, ...more } = JSON.parse(text);
  const before = surfaceText(race());
  Object.assign(page, { ...more, state: { sweep, measure }, own: own ?? page.own });
  for (const name of Object.keys(sweep.race.optimizers)) sweep.race.optimizers[name] = page.known[name];
  showStart();
  changed({ ground: surfaceText(race()) !== before });
};
