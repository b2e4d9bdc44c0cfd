/* The pointer on a panel: the loss under it, and where everybody starts; a drag turns a surface in three dimensions.
   Where nothing can be run here, a click plays. */
import { clock } from '../../assets/core/clock.mjs';
import { heightBetween, lossOf as pictured } from '../../assets/core/heights.mjs';
import { isWithin } from '../../assets/core/ranges.mjs';
import { StartRing } from '../../assets/player/ring.mjs';
import { lossOf } from './live.mjs';
import { Plane } from './plane.mjs';
import { element, lay, sizes, stage } from './stage.mjs';
import { underPointer } from './words.mjs';

/** @typedef {import('./panel.mjs').Panel} Panel */
/** @typedef {import('./film.mjs').Point} Point */

const STILL = 4; // px that a click may move
const ROUND = 0.008; // radians a px of a drag
const DIGITS = 6; // of a start
const TYPE = 14; // px, the standard size

/* The loss of a panel at a point: as a race knows it, else as the picture has it. */
const lossOn = (/** @type {Panel} */ { told }) =>
  lossOf(told) ?? ((x, y) => pictured(heightBetween(told.picture.z, told.picture.domain, x, y), told.picture));

/** The point of what is drawn of a panel's surface under the pointer, or null beside it.
 * @param {Panel} panel @param {PointerEvent} event @returns {Point | null} */
const pointAt = ({ ground }, { clientX, clientY }) => {
  const box = stage.getBoundingClientRect();
  const [px, py] = [clientX - box.left + stage.scrollLeft, clientY - box.top + stage.scrollTop];
  const [left, top, width, height] = ground.clip;
  const inside = px >= left && px <= left + width && py >= top && py <= top + height;
  return inside ? ground.unproject(px, py) : null;
};

/** A point that is seen, if everybody can start there: beside a surface's domain nobody can.
 * @param {Panel} panel @param {Point | null} point */
const startFrom = ({ told }, point) => (point && isWithin(point, told.known.domain) ? point : null);

/** @param {Panel} panel @param {PointerEvent} event */
const startAt = (panel, event) => {
  const point = startFrom(panel, pointAt(panel, event));
  if (!point) return;
  const [x, y] = point.map(value => Number(value.toPrecision(DIGITS)));
  panel.setStart([x, y]);
};

/** Calls `move(event, before)` while the pointer that came down on a node is down, and `click(event)` if it has not
 * moved; `begin(event)` says whether it is a drag at all.
 * @param {HTMLElement} node
 * @param {{ begin?: (event: PointerEvent) => boolean, move: (event: PointerEvent, before: number[]) => void,
 *   click?: (event: PointerEvent) => void }} what */
const listenToDrags = (node, { begin = () => true, move, click }) => {
  /** @type {{ at: number[], from: number[], drags: boolean } | null} */
  let held = null;
  node.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    const at = [event.clientX, event.clientY];
    held = { at, from: at, drags: begin(event) };
    if (held.drags) node.setPointerCapture(event.pointerId);
  });
  node.addEventListener('pointermove', event => {
    if (!held?.drags) return;
    move(event, held.at);
    held.at = [event.clientX, event.clientY];
  });
  node.addEventListener('pointerup', event => {
    const moved = held ? Math.hypot(event.clientX - held.from[0], event.clientY - held.from[1]) : STILL;
    held = null;
    if (moved < STILL) click?.(event);
  });
  node.addEventListener('pointercancel', () => {
    held = null;
  });
};

/** `turn(around, over)` turns all surfaces by these angles.
 * @param {Panel} panel
 * @param {(around: number, over: number) => void} turn */
export const mountPointer = (panel, turn) => {
  const { node, ground } = panel;
  const lossAt = lossOn(panel);
  const area = element(node, 'div', 'area');
  const words = element(node, 'output', 'told');
  /** Not a finger, which scrolls.
   * @param {PointerEvent} event */
  const drags = event => !ground.canTurn && event.pointerType !== 'touch';
  const ring = new StartRing(`Start of ${panel.told.label}`, startOn(panel), event => !drags(event));
  ring.mount(node);
  const drawsStart = (/** @type {PointerEvent} */ event) => {
    const starts = panel.canStart && drags(event);
    if (starts) startAt(panel, event);
    return starts || ground.canTurn;
  };

  area.classList.toggle('turns', ground.canTurn);
  area.classList.toggle('starts', panel.canStart && !ground.canTurn);
  const place = () => {
    const [left, top, , height] = ground.clip;
    lay(area, ground.clip);
    Object.assign(words.style, { left: `${left + 0.5 * sizes.type}px`, top: `${top + height - 2.2 * sizes.type}px` });
    ring.show(sizes.type / TYPE);
  };
  panel.fitted.listen(place);

  listenToDrags(area, {
    begin: drawsStart,
    move(event, [x, y]) {
      if (ground.canTurn) turn(-ROUND * (event.clientX - x), ROUND * (event.clientY - y));
      else startAt(panel, event);
    },
    click(event) {
      if (panel.canStart) startAt(panel, event);
      else clock.toggle();
    },
  });
  listenToDrags(ring.node, { begin: drags, move: event => startAt(panel, event) });
  const say = (/** @type {PointerEvent} */ event) => {
    const point = pointAt(panel, event);
    words.textContent = point ? underPointer(point, lossAt(...point)) : '';
  };
  for (const part of [area, ring.node]) {
    part.addEventListener('pointermove', say);
    part.addEventListener('pointerleave', () => {
      words.textContent = '';
    });
  }
};

/** @type {(range: readonly [number, number], other: readonly [number, number]) => Point} */
const common = ([low, high], [least, most]) => [Math.max(low, least), Math.min(high, most)];

/** What the ring at the start asks.
 * @param {Panel} panel
 * @returns {import('../../assets/player/ring.mjs').Ground} */
const startOn = panel => ({
  start: () => /** @type {Point | null} */ (panel.canStart ? panel.start : null),
  seen: () => {
    const { domain } = panel.told.known;
    const [x, y] = panel.ground instanceof Plane ? panel.ground.ranges : domain;
    return [common(x, domain[0]), common(y, domain[1])];
  },
  project: ([x, y]) => /** @type {Point} */ (panel.ground.project(x, y)),
  unproject: (px, py) => startFrom(panel, panel.ground.unproject(px, py)),
  clip: () => panel.ground.clip,
  take: point => panel.setStart(point),
});
