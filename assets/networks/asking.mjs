/* What the network page asks the server for: a link, then the stored curves of what is chosen. */
import { createGate } from '../core/gate.mjs';
import { createSignal } from '../core/signal.mjs';
import { notify } from '../ui/notices.mjs';
import { post } from '../ui/server.mjs';
import { typeSize } from '../ui/size.mjs';
import { themeNow } from '../ui/theme.mjs';
import { isHere, isShown, lastRun, page } from './page.mjs';

/* A link is opened: the choice and what would be trained are another's. */
export const opened = createSignal();

/* The stored curves of the choice of now are here. */
export const arrived = createSignal();

const gate = createGate(async (wanted, still) => {
  const opens = 'search' in wanted;
  const path = opens ? page.catalog.paths.open : page.catalog.paths.curves;
  const asked = { ...wanted, theme: themeNow(), size: typeSize() };
  const response = await post(path, asked, () => still() && isHere());
  if (!response || !isHere()) return;
  const answer = await response.json();
  if (opens) take(answer);
  else if (answer.problems) return void notify('These curves cannot be shown:', { items: answer.problems });
  page.shown = opens ? answer.shown : answer;
  if (isShown()) arrived.tell(); // else another experiment was chosen since, and is asked for next
});

export const askFor = search => gate.push({ search });

export const ask = () => gate.push({ experiment: page.experiment, scale: page.scale });

function take({ setup: { experiment, scale, methods, ...rest }, problems }) {
  if (problems.length)
    notify('This link has parts that could not be read; the default stands in for each:', { items: problems });
  const told = Object.keys(methods).length > 0;
  Object.assign(page, { experiment, scale });
  if (told) page.side = 'train';
  else if (!lastRun()) page.side = 'results';
  Object.entries(page.catalog.experiments).forEach(([name, { settings, first }]) => {
    const usual = Object.fromEntries(first.map(method => [method, { ...settings[method] }]));
    if (name === experiment && told) page.setups[name] = { methods, ...rest };
    else page.setups[name] ??= { methods: usual, ...page.catalog.standard, data: 'digits', normalization: 'none' };
  });
  opened.tell();
}
