/* The basin page's state as a text, and back: all that an edit can change. */
import { changed } from './edits.mjs';
import { methods, page, surfaceKey } from './page.mjs';

/* What is known of your own function belongs to the state only where it is that. */
export const stateText = () => {
  const { own, spec } = page;
  return JSON.stringify({ spec, own: spec.surface === 'own' ? own : null });
};

/* Nobody is told. The desk holds the spec: it stays, with other content. */
export const readState = text => {
  const { spec, own } = JSON.parse(text);
  page.own = own ?? page.own;
  Object.assign(page.spec, spec);
};

/* As an edit. */
export const putState = text => {
  const [ground, names] = [surfaceKey(), String(methods())];
  const { surface } = page.spec;
  readState(text);
  const isOther = page.spec.surface !== surface || (surface === 'own' && surfaceKey() !== ground);
  changed({ surface: isOther, methods: isOther || String(methods()) !== names });
};
