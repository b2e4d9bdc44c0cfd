/* What a point of a surface of data draws among its samples, as surfaces/scatter.py says. */

/** @typedef {readonly [number, number]} Span */
/** @typedef {[[number, number], [number, number]]} Segment */

/** The range of the samples and a tenth more on each side, u and v.
 * @param {readonly (readonly number[])[]} points @returns {[Span, Span]} */
export const frameOf = points => {
  const span = (/** @type {number} */ axis) => {
    const values = points.map(point => point[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const margin = (high - low || 1) / 10;
    return /** @type {Span} */ ([low - margin, high + margin]);
  };
  return [span(0), span(1)];
};

/** Where a u + b v = c crosses a frame; null where it does not.
 * @param {readonly [number, number, number]} line @param {readonly [Span, Span]} frame @returns {Segment | null} */
export const crossing = ([a, b, c], [[left, right], [bottom, top]]) => {
  const found = /** @type {[number, number][]} */ ([]);
  if (b) {
    for (const u of [left, right]) found.push([u, (c - a * u) / b]);
  }
  if (a) {
    for (const v of [bottom, top]) found.push([(c - b * v) / a, v]);
  }
  const slack = 1e-9;
  const inside = found.filter(
    ([u, v]) =>
      u >= left - slack * (right - left) &&
      u <= right + slack * (right - left) &&
      v >= bottom - slack * (top - bottom) &&
      v <= top + slack * (top - bottom),
  );
  const [first] = inside;
  const away = inside.findLast(([u, v]) => u !== first[0] || v !== first[1]);
  return first && away ? [first, away] : null;
};

/** The lines that weights (x, y) draw in a frame, one for each level that crosses it.
 * @param {{ line: string, levels: readonly number[] }} scatter @param {number} x @param {number} y
 * @param {readonly [Span, Span]} frame @returns {{ level: number, segment: Segment }[]} */
export const linesOf = ({ line, levels }, x, y, frame) =>
  levels.flatMap(level => {
    const segment = crossing(line === 'fit' ? [x, -1, -y] : [x, y, level], frame);
    return segment ? [{ level, segment }] : [];
  });
