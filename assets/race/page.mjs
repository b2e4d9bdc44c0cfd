/* The race page: who hears of what. */
import { clock } from '../core/clock.mjs';
import { typeSize } from '../ui/size.mjs';
import { chosenTheme } from '../ui/theme.mjs';
import { showControls } from './controls.mjs';
import { followInside } from './inside.mjs';
import { showLink } from './link.mjs';
import { answered, edited, viewed } from './news.mjs';
import { loadCurves } from './pictures.mjs';
import { askBackgrounds, askRaces } from './server.mjs';
import { isHere, state } from './state.mjs';

edited.listen(({ surfaces = false, panels = false } = {}) => {
  askRaces();
  if (surfaces || panels) askBackgrounds(panels);
  showControls();
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
  dimensions: () => askBackgrounds(),
  chart: () => loadCurves(),
  axis: () => loadCurves(),
};

viewed.listen(key => {
  FOLLOWS[key]?.(state.view[key]);
  showControls();
  showLink();
});

/* Another theme, or another size of type, needs other pictures. */
document.addEventListener('ravine:theme', () => {
  if (!isHere()) return;
  state.view.theme = chosenTheme();
  askBackgrounds(true);
  followInside();
  showControls();
  showLink();
});

let size = typeSize();
window.addEventListener('resize', () => {
  if (typeSize() === size || !isHere()) return;
  size = typeSize();
  askBackgrounds(true);
});
