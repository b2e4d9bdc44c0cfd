/* The key of a picture's symbols: each is explained once, when it is first seen. */

/** What the symbols mean, in the order in which they are told: what has happened first, as it may not last. */
export const KEY = {
  cross: '⊗ and a name struck through: a racer has diverged; here it was last',
  arrow: '➤ a racer outside the picture, in this direction',
  dashed: 'Dashed: the same race in the surface’s own units',
  average: 'Small and hollow: where a racer has been on average',
  start: '◎ the start: drag it, or pick another point',
  star: '☆ a lowest minimum of the surface',
  pale: 'Pale trails and curves: what is still to come',
};

/** @typedef {keyof typeof KEY} SymbolName */

/** What a picture shows now: the shapes of its heads, whether minima are in it, whether it has a start, whether trails
 * go on beyond the clock and are seen to, whether there are trails of the same race in other units, and averages.
 * @typedef {{ shapes: Set<string>, hasMinima: boolean, hasStart: boolean, goesOn: boolean, hasReference: boolean,
 *   hasAverages: boolean }} Shown */

/** The first symbol that is seen and has not been told; null if there is none.
 * @param {Shown} shown @param {{ cross: string, arrow: string }} shapes @param {readonly string[]} told
 * @returns {SymbolName | null} */
export const nextSymbol = (
  { shapes, hasMinima, hasStart, goesOn, hasReference, hasAverages },
  { cross, arrow },
  told,
) => {
  const isSeen = {
    cross: shapes.has(cross),
    arrow: shapes.has(arrow),
    dashed: hasReference,
    average: hasAverages,
    start: hasStart,
    star: hasMinima,
    pale: goesOn,
  };
  const names = /** @type {SymbolName[]} */ (Object.keys(KEY));
  return names.find(name => isSeen[name] && !told.includes(name)) ?? null;
};
