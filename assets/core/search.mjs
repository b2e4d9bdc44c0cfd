/* How methods are found: by words of their names, sources and needs, and by a need as a whole. */

/** What is written in several ways as one: accents, dashes, capitals.
 * @param {string} text */
const plain = text =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[‐-―−]/g, '-')
    .toLowerCase();

/** A need, with other words for it. @typedef {{need: string, words: string[]}} Need */

/** What a text looks for: the needs that it names as a whole, and other words.
 * @param {string} text
 * @param {Need[]} known
 * @returns {{needs: string[], words: string[]}} */
export const lookedFor = (text, known) => {
  let rest = ` ${plain(text)
    .replace(/[\s,;]+/g, ' ')
    .trim()} `;
  const phrases = known.flatMap(({ need, words }) => [need, ...words].map(phrase => ({ need, phrase: plain(phrase) })));
  const needs = new Set();
  for (const { need, phrase } of phrases.sort((a, b) => b.phrase.length - a.phrase.length)) {
    // a single word may be part of a name, and is found in the text
    if (!phrase.includes(' ') || !rest.includes(` ${phrase} `)) continue;
    needs.add(need);
    rest = rest.replace(` ${phrase} `, ' ');
  }
  return { needs: [...needs], words: rest.split(' ').filter(Boolean) };
};

/** @param {ReturnType<typeof lookedFor>} looked
 * @param {string} text of a method @param {string[]} needs its own */
export const isFound = (looked, text, needs) =>
  looked.needs.every(need => needs.includes(need)) && looked.words.every(word => plain(text).includes(word));
