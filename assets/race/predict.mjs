/* Predict, then run: what is to come, and who is in front, are hidden until somebody asks or the race has run. Moving
   the clock forward by hand runs it. */
import { clock } from '../core/clock.mjs';
import { Curtain } from '../core/curtain.mjs';
import { drawings, redraw } from '../player/loop.mjs';
import { all, byId, press } from '../ui/elements.mjs';
import { setView } from './edits.mjs';
import { loaded, opened } from './news.mjs';
import { state } from './state.mjs';

const curtain = new Curtain();

export const isHidden = () => curtain.isShut;

export const reveal = () => {
  curtain.open();
  redraw();
};

/* Asks, where the clock is; at the end there is nothing left to predict. */
export const togglePredict = () => {
  const on = state.view.predict !== 'on';
  if (on) clock.seek(clock.step >= clock.last ? 0 : clock.step);
  setView('predict', on ? 'on' : 'off');
};

/* To the start: what is hidden waits there, until somebody lets it run. */
export const restart = () => {
  if (isHidden()) clock.seek(0);
  else clock.restart();
};

/* After the view has changed, or the races have. */
export const followPredict = () => {
  curtain.want(state.view.predict === 'on');
  curtain.begin(JSON.stringify(state.panels.map(({ spec }) => spec)));
  redraw();
};

/* A scene that asks waits at its start. */
opened.listen(() => {
  curtain.want(false);
  followPredict();
});
loaded.listen(followPredict);

/* Before the panels are drawn: they ask. */
drawings.listen(() => {
  const page = byId('race-page');
  const control = page?.querySelector('[data-action="predict"]');
  if (!control) return; // another page, or one that is being put up
  curtain.look(clock);
  press(control, state.view.predict === 'on');
  if (page.classList.contains('hiding') === curtain.isShut) return;
  page.classList.toggle('hiding', curtain.isShut);
  all('[data-action="reveal"]').forEach(button => {
    button.hidden = !curtain.isShut;
  });
});
