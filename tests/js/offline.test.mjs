/* The exported page's own rules: where things lie, what axes say, contours, and the camera. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { times } from '../../assets/core/matrices.mjs';
import { filled } from '../../assets/core/ranges.mjs';
import { lensOf, matrixOf, turned } from '../../exports/player/camera.mjs';
import { createScale, rgba } from '../../exports/player/colors.mjs';
import { levelsOf, levelsOfGrid, paintContours } from '../../exports/player/contours.mjs';
import { arranged } from '../../exports/player/places.mjs';
import { rastered } from '../../exports/player/raster.mjs';
import { decades, powerOfTen, said, ticks } from '../../exports/player/ticks.mjs';

const NINE = { items: 9, widest: 11, told: 20, chart: true, axes: true };
const WINDOWS = [
  [1280, 670],
  [1920, 1020],
  [390, 750],
  [844, 346],
  [640, 312],
  [320, 500],
];

const apart = ([left, top, width, height], [x, y, wide, high]) =>
  left + width <= x + 1 || x + wide <= left + 1 || top + height <= y + 1 || y + high <= top + 1;

for (const [width, height] of WINDOWS) {
  for (const panels of [{}, { chart: false }, { items: 0 }, { axes: false }, { told: 90 }, { items: 31 }]) {
    for (const count of [1, 2, 3, 4]) {
      test(`${count} panels lie apart and within ${width} x ${height}: ${JSON.stringify(panels)}`, () => {
        const found = arranged({ ...NINE, ...panels, count }, { width, height });
        assert.equal(found.cells.length, count);
        assert.ok(found.height >= height);
        const boxes = found.cells.flatMap(({ title, surface, legend, chart }) =>
          [title, surface, legend, chart].filter(box => box?.[3]),
        );
        assert.equal(boxes.length, count * (4 - Number(panels.chart === false) - Number(panels.items === 0)));
        boxes.forEach(([left, top, wide, high], place) => {
          assert.ok(wide > 40 && high > 10, `${boxes[place]}`);
          assert.ok(left >= 0 && top >= 0 && left + wide <= width + 1 && top + high <= found.height + 1);
          boxes.slice(place + 1).forEach(other => {
            assert.ok(apart(boxes[place], other), `${boxes[place]} / ${other}`);
          });
        });
        assert.ok(Math.min(...found.cells[0].surface.slice(2)) >= 0.4 * Math.min(width, height, 275));
      });
    }
  }
}

test('where there is room nothing is scrolled to', () => {
  for (const count of [1, 2, 4]) {
    assert.equal(arranged({ ...NINE, count }, { width: 1280, height: 670 }).height, 670);
  }
  assert.equal(arranged({ ...NINE, count: 1 }, { width: 390, height: 750 }).height, 750);
});

const MARKS = [
  [
    [-4.5, 4.5, 5],
    [-4, -2, 0, 2, 4],
  ],
  [
    [0, 500, 5],
    [0, 100, 200, 300, 400, 500],
  ],
  [
    [0, 2, 5, 1],
    [0, 1, 2],
  ],
  [
    [-1e-7, 3e-7, 4],
    [-1e-7, 0, 1e-7, 2e-7, 3e-7],
  ],
  [[0.31, 0.39, 3], [0.35]],
];
for (const [given, wanted] of MARKS) test(`the marks of ${given}`, () => assert.deepEqual(ticks(...given), wanted));

test('decades, and how marks are written', () => {
  assert.deepEqual(decades(-9, 1.5, 4), [-9, -6, -3, 0]);
  assert.deepEqual([-12, 0, 1, 2].map(powerOfTen), ['10⁻¹²', '1', '10', '10²']);
  assert.deepEqual([-0.30000000000000004, 1e-7, 2000].map(said), ['−0.3', '1e−7', '2000']);
});

test('a scale goes from colour to colour', () => {
  const scale = createScale([
    [0, '#000000'],
    [0.5, '#ff8000'],
    [1, '#ffffff'],
  ]);
  assert.deepEqual(
    [-1, 0, 0.25, 0.5, 0.75, 1, 2].map(share => scale(share)[0]),
    [0, 0, 127.5, 255, 255, 255, 255],
  );
  assert.deepEqual(scale(0.5), [255, 128, 0]);
  assert.deepEqual(rgba('rgba(60, 85, 110, .35)'), [60, 85, 110, 0.35]);
});

test('bands and lines of a slope, its rows upside down, and its hole', () => {
  const domain = [
    [0, 4],
    [0, 4],
  ];
  const z = Array.from({ length: 5 }, (_, row) => Float64Array.from({ length: 5 }, () => row)); // as high as y
  z[4][4] = Number.NaN;
  const look = { bands: [10, 20, 30, 40].map(v => [v, v, v]), line: [0, 0, 0, 1], thick: 1, paper: [99, 99, 99] };
  const pixels = paintContours(levelsOfGrid({ z, domain, levels: [0, 1, 4] }, domain, [40, 40]), [40, 40], look);
  const at = (x, y) => pixels[4 * (y * 40 + x)];
  assert.deepEqual(
    [35, 25, 15, 5].map(y => at(5, y)),
    [10, 20, 30, 40],
  );
  assert.deepEqual(
    [10, 9].map(y => at(5, y)),
    [15, 20],
    'a line at y = 3, half of it on either pixel',
  );
  assert.equal(at(39, 0), 99);
  const corner = [domain[0], domain[1]].map(([low]) => [low, low + 1]);
  const near = paintContours(levelsOfGrid({ z, domain, levels: [0, 1, 4] }, corner, [8, 8]), [8, 8], look);
  assert.ok(
    [...near].every((value, k) => k % 4 === 3 || value <= 10),
    'what is seen is its lowest band',
  );
});

test('levels of a formula are those of its grid where it is bilinear, and end where its levels end', () => {
  const domain = [
    [0, 4],
    [-1, 3],
  ];
  const z = Array.from({ length: 5 }, (_, row) => Float64Array.from({ length: 5 }, (__, column) => column * (row - 1)));
  const map = { z, domain, levels: [-2, 0.5, 40] };
  const ranges = [
    [0.5, 3],
    [-1, 2],
  ];
  const [grid, exact] = [levelsOfGrid(map, ranges, [7, 9]), levelsOf((x, y) => x * y, map.levels, ranges, [7, 9])];
  for (let row = 0; row <= 9; row++) {
    const wanted = grid(row).map(level => Math.min(Math.max(level, 0), 40));
    assert.equal(exact(row).length, 8);
    assert.ok(
      exact(row).every((level, k) => Math.abs(level - wanted[k]) < 1e-9),
      `${row}`,
    );
  }
  assert.ok(Number.isNaN(levelsOf(() => Number.NaN, map.levels, ranges, [7, 9])(0)[0]));
  for (const [height, level] of [
    [-99, -3],
    [-3, -2],
    [99, 43],
  ]) {
    assert.equal(
      levelsOf(() => height, map.levels, ranges, [7, 9], 3)(0)[0],
      level,
      'as many levels more as are wanted',
    );
  }
});

test('at equal scale more is seen of the axis that has room', () => {
  const domain = [
    [-1, 3],
    [0, 2],
  ];
  assert.deepEqual(filled(domain, [9, 9, 400, 200]), domain);
  assert.deepEqual(filled(domain, [9, 9, 400, 400]), [domain[0], [-1, 3]]);
  assert.deepEqual(filled(domain, [9, 9, 600, 200]), [[-2, 4], domain[1]]);
});

/* A grid of two by two points that covers a picture of 10 x 10, and how it is seen. */
const square = (near, level) => ({
  x: Float32Array.of(0, 10, 0, 10),
  y: Float32Array.of(0, 0, 10, 10),
  near: Float32Array.from(near),
  level: Float32Array.from(level),
  light: Float32Array.of(1, 1, 0.5, 0.5),
});
const TONES = {
  colors: Array.from({ length: 11 }, (_, k) => [20 * k, 0, 0]),
  levels: 10,
  line: [0, 0, 0, 0],
  thick: 0,
};

test('a surface has the colour of its height in its light, and a line where a level is passed', () => {
  const pixels = rastered(square([1, 1, 1, 1], [0, 10, 0, 10]), 2, [10, 10], TONES);
  assert.deepEqual([pixels[0], pixels[4 * 9]], [Math.round(20 * 0.975), Math.round(200 * 0.975)]);
  assert.ok(Math.abs(pixels[4 * 95] - 0.525 * 120) < 2 && pixels[3] === 255);
  const lined = rastered(square([1, 1, 1, 1], [0.2, 2.2, 0.2, 2.2]), 2, [10, 10], {
    ...TONES,
    line: [255, 0, 0, 1],
    thick: 1,
  });
  const bright = Array.from({ length: 10 }, (_, x) => lined[4 * (50 + x)]);
  assert.ok(Math.min(bright[3], bright[4], bright[8]) > 100, String(bright));
  assert.ok(Math.max(bright[1], bright[6]) < 60, String(bright));
});

test('what is nearer hides what is farther, and a hole hides nothing', () => {
  const grid = near => ({ ...square([], []), near: Float32Array.from(near), level: Float32Array.of(10, 10, 10, 10) });
  const three = {
    x: Float32Array.of(0, 10, 0, 0, 10, 0, 0, 10, 0),
    y: Float32Array.of(0, 0, 0, 10, 10, 10, 0, 0, 0),
    near: Float32Array.of(1, 1, 2, 1, 1, 2, 1, 1, 1),
    level: Float32Array.of(0, 0, 10, 0, 0, 10, 0, 0, 0),
    light: new Float32Array(9).fill(1),
  };
  // the second column folds back over the first, and comes nearer as it rises
  const pixels = rastered(three, 3, [10, 10], TONES);
  assert.ok(pixels[4 * 50] > 150, 'the fold is seen where it is nearest');
  const holed = rastered({ ...grid([1, 1, 1, 1]), x: Float32Array.of(0, 10, 0, Number.NaN) }, 2, [10, 10], TONES);
  assert.ok(holed.every(value => value === 0));
});

const BOX = [
  [-2, -3, 5],
  [4, 1, 9],
];
const EYE = [1.45, -1.56, 1.2];
const seen = (eye, fits, point, size = [400, 300]) => {
  const [u, v, , w] = times(matrixOf(eye, BOX, size, lensOf(EYE, size, fits)), [...point, 1]);
  return [u / w, v / w];
};

test('the box fits into the plot area, and touches its edge', () => {
  const corners = Array.from({ length: 8 }, (_, k) =>
    [k & 1, k & 2, k & 4].map((bit, i) => {
      const room = (i < 2 ? 0.075 : 0) * (BOX[1][i] - BOX[0][i]);
      return bit ? BOX[1][i] + room : BOX[0][i] - room;
    }),
  );
  const ends = corners.map(corner => seen(EYE, true, corner));
  const most = Math.max(...ends.flat().map(Math.abs));
  assert.ok(Math.abs(most - 1) < 1e-9, `${most}`);
});

test('a drag around turns, one over tilts, and neither brings the eye nearer', () => {
  const far = eye => Math.hypot(eye[0], eye[1], eye[2] + 0.2);
  for (const angles of [
    [0.4, 0],
    [0, -0.3],
    [-2, 5],
    [1, -9],
  ]) {
    const eye = turned(EYE, ...angles);
    assert.ok(Math.abs(far(eye) - far(EYE)) < 1e-9);
    assert.ok(Math.hypot(eye[0], eye[1]) > 0.1, 'never at the pole, where there is no up');
  }
  assert.ok(
    Math.abs(Math.atan2(turned(EYE, 0.4, 0)[1], turned(EYE, 0.4, 0)[0]) - Math.atan2(EYE[1], EYE[0]) - 0.4) < 1e-9,
  );
  assert.ok(turned(EYE, 0, 0.2)[2] > EYE[2]);
});
