/* The sweep page's address, and the races behind its points. */
import { defaultsOf } from '../core/defaults.mjs';
import { settingsText } from '../core/settings_text.mjs';
import { createAddress } from '../ui/address.mjs';
import { isAtEntry } from '../ui/entries.mjs';
import { shareLink } from '../ui/share.mjs';
import { isCurrent, isHere, page } from './page.mjs';

/* The link of the state of now; '' while the server has not told it. */
export const linkNow = () => (isCurrent(page.answer) ? page.answer.query : '');

export const showAddress = createAddress(() => (isHere() && page.answer && isAtEntry() ? page.answer.query : null));

export const share = () => shareLink(page.answer.query, 'exactly this sweep');

/* The link of the race page with these methods at a rate (an index) of an answer; `value` is that of the second
   hyperparameter. A method is left out where the rate is out of its range. */
export const raceLink = ({ base, rates, values, sweep, runs }, names, rate, value = 0) => {
  const { second } = sweep;
  const methods = names.map(name => {
    const settings = { ...sweep.race.optimizers[name] };
    const rated = 'learning_rate' in settings;
    if (rated && !runs[name][rate]) return null;
    if (rated) settings.learning_rate = rates[rate];
    if (second?.method === name) settings[second.name] = values[value];
    return `${name}=${settingsText(settings, usualOf(name), ['learning_rate'])}`;
  });
  return `${location.pathname.replace(/sweep\/?$/, '')}?${[base, ...methods.filter(Boolean)].join('&')}`;
};

const usualOf = name => defaultsOf(page.catalog.optimizers[name].hyperparameters);
