/* The race page: who hears of what. */
import { clock } from '../core/clock.mjs';
import { atFrame, redraw } from '../player/loop.mjs';
import { byId } from '../ui/elements.mjs';
import { notify } from '../ui/notices.mjs';
import { adopted } from '../ui/plotly.mjs';
import { typeSize } from '../ui/size.mjs';
import { chosenTheme } from '../ui/theme.mjs';
import { showBackgrounds } from './backgrounds.mjs';
import { showControls } from './controls.mjs';
import { setView } from './edits.mjs';
import { followInside } from './inside.mjs';
import { showLink } from './link.mjs';
import { answered, edited, flattened, ripened, viewed } from './news.mjs';
import { fitPictures, loadCurves, showRaces } from './pictures.mjs';
import { followPredict } from './predict.mjs';
import { showRateSketch } from './rate_sketch.mjs';
import { confirm } from './server.mjs';
import { isHere, state } from './state.mjs';

const UNREACHED =
  'What draws three dimensions could not be fetched, so the pictures stay flat. Press 3-D to try again.';

edited.listen(() => {
  showBackgrounds();
  showRaces();
  confirm();
  showControls();
  atFrame(fitPictures); // once the controls have given each panel its place
});

ripened.listen(() => {
  if (!isHere() || !state.panels.length) return;
  showRaces();
  showRateSketch();
});

answered.listen(showControls);

const FOLLOWS = {
  // what else follows from a key of the view
  speed: value => {
    clock.speed = value;
  },
  loop: value => {
    clock.loop = value === 'on';
  },
  dimensions: () => showBackgrounds(),
  chart: () => loadCurves(),
  axis: () => loadCurves(),
  shared: () => loadCurves(),
  names: redraw,
  average: () => showRaces(),
  average_from: () => showRaces(),
  average_decay: () => showRaces(),
  average_of: () => showRaces(),
  predict: () => followPredict(),
};

flattened.listen(() => {
  notify(UNREACHED, { kind: 'space', near: byId('dimensions'), until: adopted });
  setView('dimensions', '2');
});

viewed.listen(key => {
  FOLLOWS[key]?.(state.view[key]);
  showControls();
  showLink();
});

/* Another theme, or another size of type, needs other pictures. */
document.addEventListener('ravine:theme', () => {
  if (!isHere()) return;
  state.view.theme = chosenTheme();
  showBackgrounds();
  followInside();
  viewed.tell('theme');
});

let size = typeSize();
window.addEventListener('resize', () => {
  if (typeSize() === size || !isHere()) return;
  size = typeSize();
  showBackgrounds();
});
