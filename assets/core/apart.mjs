/* Heads that meet, and their names, told apart. exports/apart.py does the same for files; tests/shared/apart.json holds
   both to it. */

/** @typedef {[number, number]} Pair */
/** @typedef {readonly [number, number, number, number]} Box left, top, width, height */

const MEET = 0.6; // of a head's size: nearer than that one hides the other
const MOST = 9; // heads that are fanned out; more would cover the picture
const ROUND = 0.45; // of a head's size: how much of a ring's radius each head takes
const LEAST = 1.3; // sizes: the radius of the smallest ring
const BESIDE = 1.5; // sizes from a head to its name
const FAR = 0.6; // lines that a name may be off before a line leads to it

const FEW = 4; // racers whose names stand at their heads unless somebody chooses

/** Whether names stand at the heads of so many racers.
 * @param {string} choice 'auto', 'on' or 'off'
 * @param {number} count */
export const areNamed = (choice, count) => choice === 'on' || (choice === 'auto' && count <= FEW);

/** Where heads of a size are drawn that would hide each other: on a ring around where they meet.
 * @param {Pair[]} places
 * @param {number} size
 * @returns {Pair[]} */
export const fanned = (places, size) => {
  /** @type {number[][]} */
  const groups = [];
  places.forEach(([x, y], each) => {
    const near = groups.find(([first]) => Math.hypot(places[first][0] - x, places[first][1] - y) < MEET * size);
    if (near) near.push(each);
    else groups.push([each]);
  });
  const found = [...places];
  for (const group of groups) {
    if (group.length < 2 || group.length > MOST) continue;
    const [x, y] = places[group[0]];
    const radius = size * Math.max(LEAST, ROUND * group.length);
    group.forEach((each, turn) => {
      const angle = (2 * Math.PI * turn) / group.length - Math.PI / 2;
      found[each] = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
  }
  return found;
};

/** Which of two starts a name takes: the right one, if it is in the box there, and covers no other head, or covers one
 * on the left, too.
 * @param {number} each
 * @param {number[]} starts
 * @param {Pair[]} heads
 * @param {number} wide
 * @param {{ size: number, line: number, box: Box }} room
 * @returns {number} */
const sideOf = (each, starts, heads, wide, { size, line, box: [left, , width] }) => {
  const [fits, fitsLeft] = starts.map(start => left <= start && start + wide <= left + width);
  const [covers, coversLeft] = starts.map(start =>
    heads.some(
      ([x, y], other) =>
        other !== each && Math.abs(y - heads[each][1]) < size + line / 2 && start < x + size && x - size < start + wide,
    ),
  );
  return !fits || (covers && fitsLeft && !coversLeft) ? 1 : 0;
};

/** Where names stand beside heads of a size, `widths` wide in lines of a height: the left end and the middle of each,
 * and whether a line must lead to it from its head. All of them in the box, none over another, or over another's head,
 * while there is room.
 * @param {Pair[]} heads
 * @param {number[]} widths
 * @param {{ size: number, line: number, box: Box }} room
 * @returns {{ x: number, y: number, leads: boolean }[]} */
export const namePlaces = (heads, widths, { size, line, box: [left, top, width, height] }) => {
  const places = heads.map(([x, y], each) => {
    const starts = [x + BESIDE * size, x - BESIDE * size - widths[each]];
    const start = starts[sideOf(each, starts, heads, widths[each], { size, line, box: [left, top, width, height] })];
    return {
      x: Math.max(Math.min(start, left + width - widths[each]), left),
      y: Math.max(Math.min(y, top + height - line / 2), top + line / 2),
      leads: false,
    };
  });
  const order = places.map((_, each) => each).sort((a, b) => places[a].y - places[b].y || a - b);
  /** @type {(a: number, b: number) => boolean} */
  const isBeside = (a, b) => places[a].x < places[b].x + widths[b] && places[b].x < places[a].x + widths[a];
  order.forEach((each, rank) => {
    for (const above of order.slice(0, rank)) {
      if (isBeside(each, above)) places[each].y = Math.max(places[each].y, places[above].y + line);
    }
  });
  let lowest = order.length;
  for (const each of [...order].reverse()) {
    lowest--;
    places[each].y = Math.min(places[each].y, top + height - line / 2);
    for (const below of order.slice(lowest + 1)) {
      if (isBeside(each, below)) places[each].y = Math.min(places[each].y, places[below].y - line);
    }
  }
  return places.map((place, each) => ({ ...place, leads: Math.abs(place.y - heads[each][1]) > FAR * line }));
};
