/* Settings of a method as links write them, "learning_rate:0.1,momentum:0.9": spec_to_query of
   races/query/writer.py. */
import { plain } from './numbers.mjs';

/** What differs from `usual`, and those that are `always` told.
 * @param {Record<string, number>} settings @param {Record<string, number>} usual @param {string[]} [always] */
export const settingsText = (settings, usual, always = []) =>
  Object.entries(settings)
    .filter(([key, value]) => always.includes(key) || value !== usual[key])
    .map(([key, value]) => `${key}:${plain(value)}`)
    .join();
