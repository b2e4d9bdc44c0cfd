/* Where everything lies in a window: cells of panels, and in each its title, surface, legend and chart.
   exports/places.py does the same for pictures; here the type has a least size, and what does not fit into the window's
   height is scrolled to. All in px; boxes are [left, top, width, height]. */

const ASIDE = [0, 0.4, 0.45, 0.5, 0.55, 0.6]; // shares of a cell's width for legend and chart beside the surface
const SMALL = [1, 0.88]; // a legend's type, against the other
const ROW = 1.75; // the height of a legend's row, in sizes of its type
const LEAST = 11; // px of type
const HIGHER = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6]; // windows, until the surfaces are large enough

/* Sizes of type and gaps in a window of that size. */
const sizesOf = (width, height) => {
  const unit = Math.sqrt((width * height) / (1280 * 672));
  const type = Math.max(14 * unit, LEAST);
  return { type, title: Math.max(19 * unit, 1.25 * LEAST), gap: Math.min(14 * unit, type), unit: type / 14 };
};

/* The surface of a cell should be as wide and as high as this. */
const enough = (width, height) => (width < Math.min(height, 600) ? 0.5 * width : Math.min(110, 0.4 * height));

/* `items` is the number of items of the longest legend, `widest` the width of its widest, `told` that of the widest
   title with its facts, all in sizes of type; `axes` says whether surfaces have axes around them. Returns how high all
   is, and the cells. */
export const arranged = (panels, { width, height }) => {
  for (const factor of HIGHER) {
    const found = best(panels, { width, height: factor * height });
    const [, , wide, high] = found.cells[0].surface;
    if (Math.min(wide, high) >= enough(width, height) || factor === HIGHER.at(-1)) return found;
  }
  return null;
};

const best = (panels, { width, height }) => {
  const { count } = panels;
  let found = { worth: -Infinity };
  for (let columns = 1; columns <= count; columns++) {
    for (const [aside, small] of ASIDE.flatMap(share => SMALL.map(size => [share, size]))) {
      const { type, ...others } = sizesOf(width, Math.min(height, 1.5 * width));
      const sizes = { ...others, type, letters: Math.max(small * type, LEAST) };
      const grid = gridOf(panels, { width, height }, { columns, aside, sizes });
      const empty = Math.ceil(count / columns) * columns;
      const worth = worthOf(grid[0], sizes) * Math.sqrt(count / empty) * (sizes.letters / type);
      if (worth > found.worth) found = { worth, height, sizes, cells: grid };
    }
  }
  return found;
};

const gridOf = (panels, { width, height }, { columns, aside, sizes }) => {
  const { gap } = sizes;
  const rows = Math.ceil(panels.count / columns);
  const wide = (width - (columns + 1) * gap) / columns;
  const high = (height - (rows + 1) * gap) / rows;
  return Array.from({ length: panels.count }, (_, k) => {
    const left = gap + (k % columns) * (wide + gap);
    const top = gap + Math.floor(k / columns) * (high + gap);
    return cellOf([left, top, wide, high], panels, sizes, aside);
  });
};

/* How well a cell is seen: the size of its surface, less where it is a strip or its chart is low. */
const worthOf = ({ surface: [, , width, height], legend, chart, bottom }, { type }) => {
  if (legend[1] + legend[3] > bottom) return -1;
  if (Math.min(width, height) <= 0 || (chart && Math.min(chart[2], chart[3]) <= 0)) return -1;
  const low = chart ? Math.min(chart[3] / (9 * type), chart[2] / (12 * type), 1) : 1;
  return Math.sqrt(width * height * Math.min(width / height, height / width) * low);
};

const legendHeight = ({ items, widest }, { letters }, width) => {
  const columns = Math.max(Math.floor(width / (widest * letters)), 1);
  return items && Math.ceil(items / columns) * ROW * letters;
};

/** @typedef {import('./film.mjs').Box} Box */

/* One cell; `aside` is the share of its width beside the surface, 0 for legend and chart below it. */
/** @type {(box: Box, panels: any, sizes: any, aside: number) => any} */
const cellOf = ([left, over, width, all], panels, sizes, aside) => {
  const { type, title: large, gap } = sizes;
  const two = panels.told * type > width; // the facts stand below the title
  const title = [left, over, width, two ? 1.3 * large + 1.6 * type : 1.6 * large];
  const top = over + title[3];
  const height = all - title[3];
  const apart = 0.6 * type;
  const margins = panels.axes ? [2.9 * type, 0.3 * type, 0.8 * type, 1.7 * type] : [0, 0, 0, 0];
  const around = [4.1 * type, 0.5 * type, 0.8 * type, 2.8 * type];
  const chartIn = box => (panels.chart ? within(box, around) : null);
  if (aside && (panels.items || panels.chart)) {
    const beside = left + (1 - aside) * width;
    const wide = aside * width;
    const used = legendHeight(panels, sizes, wide);
    /** @type {Box} */
    const surface = [left, top, (1 - aside) * width - gap, height];
    const below = [beside, top + used + apart, wide, height - used - apart];
    return {
      title,
      two,
      bottom: over + all,
      surface: within(surface, margins),
      legend: [beside, top, wide, used],
      chart: chartIn(below),
    };
  }
  const used = legendHeight(panels, sizes, width);
  const high = panels.chart ? Math.max(0.27 * height, 9 * type) : 0;
  /** @type {Box} */
  const surface = [left, top, width, height - used - high - apart];
  return {
    title,
    two,
    bottom: over + all,
    surface: within(surface, margins),
    legend: [left, top + surface[3] + apart, width, used],
    chart: chartIn([left, top + height - high, width, high]),
  };
};

/** Where the samples of a surface of data lie in its picture, as exports/places.py says.
 * @type {(surface: Box, unit: number) => Box} */
export const corner = ([left, top, width, height], unit) => {
  const side = Math.min(0.36 * width, 0.5 * height, 256 * unit);
  const gap = 8 * unit;
  return [left + gap, top + height - side - gap, side, side];
};

/** What is left of a box within margins.
 * @type {(box: Box, margins: number[]) => Box} */
const within = ([left, top, width, height], [before, above, after, under]) => [
  Math.round(left + before),
  Math.round(top + above),
  Math.round(width - before - after),
  Math.round(height - above - under),
];
