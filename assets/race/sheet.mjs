/* A phone: tabs choose the panel that is seen, a name in the legend the method whose controls the sheet has. */
import { catalog } from '../core/catalog.mjs';
import { seenAt, swiped } from '../core/swipe.mjs';
import { atFrame } from '../player/loop.mjs';
import { all, byId, element, found, press, write } from '../ui/elements.mjs';
import { hearMedia } from '../ui/media.mjs';
import { arrived, loaded, viewed } from './news.mjs';
import { rankIn } from './ranking.mjs';
import { isHere, isOn, state, surfaceOf } from './state.mjs';

const PHONE = window.matchMedia('(max-width: 900px), (max-height: 500px)'); // as assets/phone.css has it
const DOUBLE = 600; // ms from a tap to the second of a double one

let shown = 0; // the panel
let picked = ''; // the method
let pickedAt = 0; // when, in ms of events

const sheet = () => [...all('#desk, #story, #landscape-story')].find(node => node.checkVisibility());

/* ---- which panel ---- */

const showPanel = index => {
  shown = index;
  showTabs();
  rankIn(index);
};

const showTabs = () => {
  const place = byId('tabs');
  if (!place) return;
  shown = Math.min(shown, Math.max(state.panels.length - 1, 0));
  const count = state.panels.length > 1 ? state.panels.length : 0;
  while (place.childElementCount > count) place.lastElementChild?.remove();
  while (place.childElementCount < count) place.append(tab(place.childElementCount));
  [...place.children].forEach((node, index) => {
    write(node, `${index + 1} ${surfaceOf(index).label}`);
    press(node, index === shown);
  });
  all('#panels > .panel').forEach((node, index) => node.classList.toggle('shown', index === shown));
};

const tab = index => {
  const node = Object.assign(element('button'), { type: 'button' });
  node.onclick = () => showPanel(index);
  return node;
};

/* A finger that goes sideways; not where it drags something, as the start, a slider or a scene that turns. */
const DRAGGED = '.start-ring, input, .rates-all, #legend, .scoreboard';
const isDragged = target => target.closest(DRAGGED) || (state.view.dimensions === '3' && target.closest('.picture'));

let finger = null; // where it came down
/* On stage they scroll. */
const isTurned = () => PHONE.matches && isHere() && !byId('race-page').classList.contains('presenting');

document.addEventListener(
  'touchstart',
  event => {
    const { touches, target } = event;
    const isOne = isTurned() && touches.length === 1 && target instanceof Element && target.closest('#panels');
    finger = isOne && !isDragged(target) ? [touches[0].clientX, touches[0].clientY] : null;
  },
  { passive: true },
);

document.addEventListener(
  'touchend',
  ({ changedTouches: [{ clientX, clientY }] }) => {
    const next = finger ? shown + swiped(finger, [clientX, clientY]) : shown;
    finger = null;
    if (next !== shown && state.panels[next]) showPanel(next);
  },
  { passive: true },
);

/* On stage they lie side by side, and scroll: the ranks are those of the one that is seen. */
document.addEventListener(
  'scroll',
  ({ target }) => {
    const place = byId('panels');
    if (!isHere() || target !== place || isTurned() || !PHONE.matches) return;
    const seen = seenAt(place.scrollLeft, place.clientWidth, state.panels.length);
    if (seen !== shown) showPanel(seen);
  },
  { capture: true, passive: true },
);

/* Whoever comes to the stage, or turns the phone there, sees the panel of before. */
window.addEventListener('resize', () => {
  const place = byId('panels');
  if (place && isHere() && !isTurned() && PHONE.matches) place.scrollLeft = shown * place.clientWidth;
});

/* ---- whose controls ---- */

const pick = name => {
  picked = name;
  all('.legend-item, #desk .racer').forEach(node => node.classList.toggle('picked', node.dataset.name === picked));
  const around = [];
  for (let node = document.querySelector('#desk .racer.picked')?.parentElement; node && node.id !== 'desk'; ) {
    around.push(node);
    node = node.parentElement;
  }
  all('.around-picked').forEach(node => around.includes(node) || node.classList.remove('around-picked'));
  around.forEach(node => node.classList.add('around-picked'));
};

/* On a phone the first tap on a name brings its controls (and the racer, if it was off); the next one is the switch. */
document.addEventListener(
  'click',
  event => {
    const node = PHONE.matches && isHere() && found(event, '#race-page:not(.lesson) .legend-item');
    if (!node || node.dataset.name === picked) return;
    pickedAt = event.timeStamp;
    pick(node.dataset.name);
    if (node.getAttribute('aria-pressed') === 'false') return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

document.addEventListener(
  'dblclick',
  event => {
    if (event.timeStamp - pickedAt < DOUBLE) event.stopPropagation(); // the first of the two has chosen
  },
  true,
);

const followRoster = () => {
  const { roster } = state;
  if (!roster.includes(picked)) pick(roster.find(isOn) ?? roster[0] ?? Object.keys(catalog.optimizers)[0]);
  else pick(picked);
};

/* ---- the sheet ---- */

/* The whole desk, or the controls of the method alone. */
export const toggleSheet = () => {
  const open = byId('race-page').classList.toggle('sheet');
  byId('sheet-handle').setAttribute('aria-expanded', String(open));
};

/* What the picture has above and below it; it takes the rest of the screen. */
const measuring = new ResizeObserver(() => {
  const { style } = document.documentElement;
  const top = byId(`picture-${shown}`)?.getBoundingClientRect().top;
  if (top === undefined) return;
  style.setProperty('--above', `${Math.ceil(top + window.scrollY)}px`);
  style.setProperty('--sheet', `${sheet()?.offsetHeight ?? 0}px`);
});

const measure = () => {
  measuring.disconnect();
  if (PHONE.matches)
    all('#head, #tabs, #legend, #desk, #story, #landscape-story').forEach(node => measuring.observe(node));
};

arrived.listen(measure);
hearMedia(PHONE.media, measure);
loaded.listen(() =>
  atFrame(() => {
    showTabs();
    followRoster();
  }),
);
viewed.listen(key => {
  if (key === 'scope' && state.scope !== 'all') showPanel(state.scope);
});
