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
  const answer = await response?.json();
  if (!answer || !isHere()) return; // the page may be left while an answer comes
  if (opens) take(answer);
  else if (answer.problems) return void notify('These curves cannot be shown:', { items: answer.problems });
  page.shown = { ...(opens ? answer.shown : answer), of: opens ? page.of : wanted.of };
  if (isShown()) arrived.tell(); // else another experiment was chosen since, and is asked for next
});

export const askFor = search => gate.push({ search });

export const ask = () => {
  const { experiment, scale, of, curves, epoch } = page;
  gate.push({ experiment, scale, of, curves, epoch });
};

function take({ setup: { experiment, scale, of, curves, epoch, methods, ...rest }, problems }) {
  if (problems.length)
    notify('This link has parts that could not be read; the default stands in for each:', { items: problems });
  const told = Object.keys(methods).length > 0;
  Object.assign(page, { experiment, scale, of, curves, epoch });
  if (told) page.side = 'train';
  else if (!lastRun()) page.side = 'results';
  Object.entries(page.catalog.experiments).forEach(([name, { settings, first, schedule }]) => {
    const usual = Object.fromEntries(first.map(method => [method, { ...settings[method] }]));
    if (name === experiment && told) page.setups[name] = { methods, ...rest };
    else {
      const plain = { data: 'digits', normalization: 'none', schedule, schedule_parameters: {}, warmup: 1 };
      page.setups[name] ??= { methods: usual, ...page.catalog.standard, ...plain };
    }
  });
  opened.tell();
}
