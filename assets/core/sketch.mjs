/* What a pen has drawn: strokes of points, which are shares of the width and the height of what they lie on: so they
   follow it when it gets another size. */

/** x, y and width, as shares of a box and as a factor.
 * @typedef {[number, number, number]} Point */
/** @typedef {{ color: string, points: Point[] }} Stroke */
/** @typedef {[number, number]} Size of a box, in pixels */

export class Sketch {
  /** @type {Stroke[]} */
  strokes = [];

  get isEmpty() {
    return this.strokes.length === 0;
  }

  /** @param {string} color */
  begin(color) {
    this.strokes.push({ color, points: [] });
  }

  /** The newest stroke goes on to a pixel of a box.
   * @param {[number, number]} place
   * @param {number} weight
   * @param {Size} size */
  add([x, y], weight, [width, height]) {
    this.strokes.at(-1)?.points.push([x / width, y / height, weight]);
  }

  clear() {
    this.strokes = [];
  }
}

/** The lines of a stroke in a box, each with the factor on its width: from point to point, the first a dot.
 * @param {Stroke} stroke
 * @param {Size} size
 * @param {number} since the number of a point
 * @returns {{ from: [number, number], to: [number, number], weight: number }[]} */
export const linesOf = ({ points }, [width, height], since = 0) =>
  points.slice(since).map(([x, y, weight], k) => {
    const [beforeX, beforeY] = points[Math.max(since + k - 1, 0)];
    return { from: [beforeX * width, beforeY * height], to: [x * width, y * height], weight };
  });
