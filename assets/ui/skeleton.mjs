/* What stands behind the page until it is there goes when the page has something to show: its panels, or, if it is one
   without panels, itself. */
import { byId } from './elements.mjs';

const isThere = () =>
  Boolean(byId('head')) && (!byId('panels') || Boolean(document.querySelector('.panel:not([hidden])')));

const drawn = new MutationObserver(() => {
  const skeleton = byId('skeleton');
  skeleton?.classList.toggle('headed', Boolean(byId('head')));
  skeleton?.classList.toggle('desked', Boolean(byId('desk')));
  if (!isThere()) return;
  drawn.disconnect();
  skeleton?.remove();
});
drawn.observe(document.documentElement, {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['hidden'],
});
