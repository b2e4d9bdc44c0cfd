/* Edits of what would be trained that are more than one number. */
import { createSignal } from '../core/signal.mjs';
import { notice } from '../ui/notices.mjs';
import { offered, page, setupNow } from './page.mjs';

export const edited = createSignal();

export const toggleMethod = name => {
  const { methods } = setupNow();
  const { max_methods: most } = page.catalog;
  const count = Object.keys(methods).length;
  if (name in methods && count === 1) return void notice('The last method stays.', [], 'methods', 'info');
  if (!(name in methods) && count >= most) {
    return void notice(`At most ${most} methods train side by side; remove one first.`, [], 'methods');
  }
  if (name in methods) delete methods[name];
  else methods[name] = { ...offered()[name] };
  edited.tell();
};

export const useTuned = () => {
  Object.entries(setupNow().methods).forEach(([name, settings]) => {
    Object.assign(settings, offered()[name]);
  });
  edited.tell();
};
