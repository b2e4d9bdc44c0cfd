/* Edits of what would be trained that are more than one number. */
import { createSignal } from '../core/signal.mjs';
import { lastUsed, notify } from '../ui/notices.mjs';
import { offered, page, setupNow } from './page.mjs';

export const edited = createSignal();

export const toggleMethod = name => {
  const { methods } = setupNow();
  const { max_methods: most } = page.catalog;
  const count = Object.keys(methods).length;
  if (name in methods && count === 1)
    return void notify('The last method stays.', { kind: 'methods', tone: 'info', near: lastUsed() });
  if (!(name in methods) && count >= most) {
    return void notify(`At most ${most} methods train side by side; remove one first.`, {
      kind: 'methods',
      near: lastUsed(),
    });
  }
  if (name in methods) delete methods[name];
  else methods[name] = { ...offered()[name] };
  edited.tell();
};

/* The curves of today that are drawn have changed. */
export const chosen = createSignal();

export const toggleCurve = name => {
  const { most } = page.catalog.today;
  const { curves } = page;
  const said = curves.includes(name)
    ? curves.length === 1 && 'The last curve stays.'
    : curves.length >= most && `At most ${most} curves are drawn at once; take one away first.`;
  if (said) return void notify(said, { kind: 'curves', tone: 'info', near: lastUsed() });
  page.curves = curves.includes(name) ? curves.filter(other => other !== name) : [...curves, name];
  chosen.tell();
};

export const useTuned = () => {
  Object.entries(setupNow().methods).forEach(([name, settings]) => {
    Object.assign(settings, offered()[name]);
  });
  edited.tell();
};
