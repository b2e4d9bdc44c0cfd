/* On stage: full screen, a spotlight at the pointer, and the link for the class. */
import { catalog } from '../core/catalog.mjs';
import { openDialog } from '../ui/dialogs.mjs';
import { byId, element } from '../ui/elements.mjs';
import { post } from '../ui/server.mjs';
import { pageQuery } from './link.mjs';
import { showPins } from './pins.mjs';
import { confirmed } from './server.mjs';

const IDLE = 3000; // ms after which a pointer that rests is hidden
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

const page = () => byId('race-page');
const presenting = () => Boolean(page()?.classList.contains('presenting'));
let timer, lock;

/* ---- full screen ---- */

/* A browser may refuse the full screen (in a frame, or by policy): the window is then filled all the same. */
async function show(on) {
  if (presenting() === on) return;
  page().classList.toggle('presenting', on);
  followPage();
  showPins();
  wake();
  if (on) await document.documentElement.requestFullscreen?.().catch(() => {});
  else if (document.fullscreenElement) await document.exitFullscreen().catch(() => {});
  keepAwake(on);
  if (on)
    navigator.keyboard?.lock?.(['Escape']).catch(() => {}); // a short press is then the page's: it wipes the pen
  else navigator.keyboard?.unlock?.();
  window.dispatchEvent(new Event('resize')); // Plotly and the size of type follow the window
}

/* What the stage, or a page without a transport, means for what is around the page. */
export const followPage = () => {
  const { classList } = document.documentElement;
  classList.toggle('on-stage', presenting());
  classList.toggle('no-transport', !byId('transport'));
};

export const present = () => show(!presenting());

async function keepAwake(on) {
  if (!on) lock?.release();
  lock = on ? await navigator.wakeLock?.request('screen').catch(() => null) : null;
}

document.addEventListener('fullscreenchange', () => {
  if (!document.fullscreenElement) show(false);
});

document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && presenting() && !document.querySelector('dialog[open]')) show(false);
});

/* ---- pointer ---- */

function wake() {
  page()?.classList.remove('idle');
  clearTimeout(timer);
  if (presenting()) timer = setTimeout(() => page()?.classList.add('idle'), IDLE);
}

let light = null;
let pointerAt = null;
document.addEventListener('pointermove', ({ clientX, clientY }) => {
  if (presenting()) wake();
  pointerAt = { x: clientX, y: clientY };
  if (light) aim();
});

const aim = () => {
  light.style.setProperty('--x', `${pointerAt?.x ?? innerWidth / 2}px`);
  light.style.setProperty('--y', `${pointerAt?.y ?? innerHeight / 2}px`);
};

export function spotlight() {
  if (light) {
    light.remove();
    light = null;
    return;
  }
  light = element('div');
  light.id = 'spotlight';
  document.body.append(light);
  aim();
}

/* ---- the link for the class ---- */

export async function showClassLink() {
  const dialog = byId('class-link', HTMLDialogElement);
  const note = dialog.querySelector('.note');
  dialog.querySelector('.address').textContent = '';
  dialog.querySelector('img').removeAttribute('src');
  dialog.querySelector('a').hidden = true;
  note.textContent = '';
  openDialog('class-link');
  await confirmed();
  const path = `${location.pathname}?${pageQuery(true)}`;
  const response = await post(catalog.links_path, { origin: location.origin, path }, () => dialog.open);
  const answer = response?.ok ? await response.json() : null;
  if (!answer) {
    note.textContent = 'The server could not make a short link; “Copy the link” still copies the long one.';
    return;
  }
  Object.assign(dialog.querySelector('img'), { src: answer.qr, alt: `QR code of ${answer.address}` });
  dialog.querySelector('.address').textContent = answer.address.replace(/^https?:\/\//, '');
  Object.assign(dialog.querySelector('a'), { href: answer.qr, hidden: false });
  note.textContent = LOCAL.includes(location.hostname)
    ? 'Only this machine can open this address. For the class, start Ravine with --host 0.0.0.0 and open it by the ' +
      'name or number of this machine in the network.'
    : howLong(answer);
}

/* What is true of a short link. */
function howLong({ until, lasting }) {
  const day = new Date(until).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return lasting
    ? `Works until ${day}, also after Ravine was started anew, as long as it has this address.`
    : `Works until ${day}, but no longer than this machine runs: links are in its temporary folder. Another one can ` +
        'be named in RAVINE_CACHE.';
}
