/* The network page's address: what is shown, and beside it what would be trained. */
import { settingsText } from '../core/settings_text.mjs';
import { createAddress } from '../ui/address.mjs';
import { shareLink } from '../ui/share.mjs';
import { chosenTheme } from '../ui/theme.mjs';
import { isHere, offered, page, setupNow, trains } from './page.mjs';

const STANDARD = { scale: 'log', normalization: 'none', data: 'digits' };

const query = () => {
  const { catalog, experiment, scale, side } = page;
  const parts = { experiment, scale };
  if (trains() && side === 'train') {
    const { methods, data, normalization, ...whole } = setupNow();
    Object.entries(methods).forEach(([name, settings]) => {
      parts[name] = settingsText(settings, offered()[name]);
    });
    Object.assign(parts, whole, { normalization, data });
  }
  if (chosenTheme()) parts.theme = chosenTheme();
  const usual = { ...catalog.standard, ...STANDARD };
  const told = Object.entries(parts).filter(([key, value]) => value !== usual[key]);
  return told.map(([key, value]) => `${key}=${value}`).join('&');
};

const write = createAddress(() => (isHere() ? query() : null));

export const showAddress = () => {
  page.left = `?${query()}`;
  write();
};

export const share = () => shareLink(query(), 'this picture and these settings; what you trained is trained anew');
