/* The ground of a sweep, with the start on it. */
import { byId } from '../ui/elements.mjs';
import { typeSize } from '../ui/size.mjs';
import { changed } from './asking.mjs';
import { page, race, surfaceText } from './page.mjs';
import { CONFIG, once, plotIn, whenPlotted } from './plots.mjs';

const START = '#e8590c';

let isGround = false; // whether there is a picture to move the start on
let drawnFor = ''; // the surface of that picture, as a text

export const forgetGround = () => {
  isGround = false;
};

/* A picture of another surface is faint. */
export const showGround = () => byId('sweep-ground').classList.toggle('other', drawnFor !== surfaceText(race()));

export const drawGround = ({ ground, sweep }) =>
  whenPlotted('sweep-ground', plot => {
    const [x, y] = sweep.race.start;
    const size = typeSize();
    const ink = getComputedStyle(document.documentElement).getPropertyValue('--ink');
    const head = {
      type: 'scatter',
      mode: 'markers',
      x: [x],
      y: [y],
      hoverinfo: 'skip',
      cliponaxis: false,
      marker: { size: 16 * size, color: START, line: { width: 3 * size, color: ink } },
    };
    Plotly.react(plot, [...ground.data, head], { ...ground.layout, autosize: true }, CONFIG);
    isGround = true;
    drawnFor = surfaceText(sweep.race);
    showGround();
    once(plot, () => plot.addEventListener('click', event => startAt(plot, event)));
  });

/* Plotly has no events on empty plot area: so the pixel is read. */
function startAt(plot, { clientX, clientY }) {
  const { xaxis, yaxis } = plot._fullLayout;
  const area = plot.querySelector('.nsewdrag').getBoundingClientRect();
  const shares = [(clientX - area.left) / area.width, (area.bottom - clientY) / area.height];
  if (shares.some(share => share < 0 || share > 1)) return;
  const at = ({ range: [low, high] }, share) => Number((low + share * (high - low)).toPrecision(4));
  setStart([at(xaxis, shares[0]), at(yaxis, shares[1])]);
}

export const setStart = start => {
  page.follows = false;
  race().start = start;
  showStart();
  changed();
};

/* The start of now, on the picture that is there. */
export const showStart = () => {
  const [x, y] = race().start;
  const plot = plotIn('sweep-ground');
  if (plot && isGround) Plotly.restyle(plot, { x: [[x]], y: [[y]] }, [plot.data.length - 1]);
};
