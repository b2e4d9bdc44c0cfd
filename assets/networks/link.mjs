/* The network page's address: what is shown, and beside it what would be trained. */
import { defaultsOf } from '../core/defaults.mjs';
import { settingsText } from '../core/settings_text.mjs';
import { createAddress } from '../ui/address.mjs';
import { shareLink } from '../ui/share.mjs';
import { chosenTheme } from '../ui/theme.mjs';
import { isHere, offered, page, setupNow, trains } from './page.mjs';

const STANDARD = {
  of: 'adam',
  scale: 'log',
  normalization: 'none',
  data: 'digits',
  warmup: 1,
  schedule_parameters: '',
};

const query = () => {
  const { catalog, experiment, scale, side, of, curves, epoch } = page;
  const parts = { experiment, scale };
  if (trains()) parts.of = of;
  if (trains() && of === 'today') parts.curves = curves.join();
  if (experiment === 'spectrum') parts.epoch = epoch;
  if (trains() && side === 'train') Object.assign(parts, training(setupNow()));
  if (chosenTheme()) parts.theme = chosenTheme();
  const { schedule } = catalog.experiments[experiment] ?? {};
  const { first, epochs } = catalog.today;
  const usual = { ...catalog.standard, ...STANDARD, schedule, curves: first.join(), epoch: epochs[0] };
  const told = Object.entries(parts).filter(([key, value]) => value !== usual[key]);
  return told.map(([key, value]) => `${key}=${value}`).join('&');
};

/* What would be trained. */
const training = ({ methods, schedule_parameters: parameters, ...whole }) => ({
  ...Object.fromEntries(
    Object.entries(methods).map(([name, settings]) => [name, settingsText(settings, offered()[name])]),
  ),
  ...whole,
  schedule_parameters: settingsText(parameters, defaultsOf(page.catalog.schedules[whole.schedule].hyperparameters)),
});

const write = createAddress(() => (isHere() ? query() : null));

export const showAddress = () => {
  page.left = `?${query()}`;
  write();
};

export const share = () => shareLink(query(), 'this picture and these settings; what you trained is trained anew');
