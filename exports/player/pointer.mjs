/* The pointer on a panel: the loss under it; a drag turns a surface in three dimensions, a click plays. */
import { clock } from '../../assets/core/clock.mjs';
import { heightBetween, lossOf } from '../../assets/core/heights.mjs';
import { element, lay, sizes, stage } from './stage.mjs';
import { underPointer } from './words.mjs';

const STILL = 4; // px that a click may move
const ROUND = 0.008; // radians a px of a drag

/* The loss of the picture at a point. */
/** @type {(panel: import('./panel.mjs').Panel, point: import('./film.mjs').Point) => number} */
const lossAt = ({ told: { map } }, [x, y]) => lossOf(heightBetween(map.z, map.domain, x, y), map);

/* The point of a panel's surface under the pointer, or null beside it. */
const pointAt = ({ ground }, { clientX, clientY }) => {
  const box = stage.getBoundingClientRect();
  const [px, py] = [clientX - box.left + stage.scrollLeft, clientY - box.top + stage.scrollTop];
  const [left, top, width, height] = ground.clip;
  const inside = px >= left && px <= left + width && py >= top && py <= top + height;
  return inside ? ground.unproject(px, py) : null;
};

/* `turn(around, over)` turns all surfaces by these angles. */
export const mountPointer = (panel, turn) => {
  const { node, ground } = panel;
  const area = element(node, 'div', 'area');
  const words = element(node, 'output', 'told');
  /** @type {{ at: number[], from: number[] } | null} */
  let pressed = null;

  panel.fitted.listen(() => {
    const [left, top, , height] = ground.clip;
    lay(area, ground.clip);
    Object.assign(words.style, { left: `${left + 0.5 * sizes.type}px`, top: `${top + height - 2.2 * sizes.type}px` });
  });

  const say = event => {
    const point = pointAt(panel, event);
    words.textContent = point ? underPointer(point, lossAt(panel, point)) : '';
  };

  area.classList.toggle('turns', ground.canTurn);
  area.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    pressed = { at: [event.clientX, event.clientY], from: [event.clientX, event.clientY] };
    if (ground.canTurn) area.setPointerCapture(event.pointerId);
  });
  area.addEventListener('pointermove', event => {
    say(event);
    if (!pressed || !ground.canTurn) return;
    turn(-ROUND * (event.clientX - pressed.at[0]), ROUND * (event.clientY - pressed.at[1]));
    pressed.at = [event.clientX, event.clientY];
  });
  area.addEventListener('pointerleave', () => {
    words.textContent = '';
  });
  area.addEventListener('pointerup', event => {
    const still = pressed && Math.hypot(event.clientX - pressed.from[0], event.clientY - pressed.from[1]) < STILL;
    pressed = null;
    if (still) clock.toggle();
  });
};
