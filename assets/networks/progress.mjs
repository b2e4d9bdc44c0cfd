/* What is said of the training: the bar and the words under its buttons. */
import { byId } from '../ui/elements.mjs';
import { lastRun, page } from './page.mjs';
import { busy, labelOf } from './training.mjs';

const ENDS = { cancelled: 'Cancelled', failed: 'Stopped', done: 'Trained' };

/** @type {(action: string) => HTMLElement} */
const button = action => document.querySelector(`#networks-training [data-action="networks-${action}"]`);

/* Of what runs, whatever is on the chart; else of the last run of the experiment on the page. */
export const showProgress = () => {
  const now = busy();
  const bar = byId('networks-progress', HTMLProgressElement);
  button('train').hidden = Boolean(now);
  button('cancel').hidden = bar.hidden = !now;
  button('clear').hidden = Boolean(now) || !lastRun();
  if (now) bar.value = now.share;
  byId('networks-said').textContent = now ? wordsOf(now) : endOf(lastRun());
};

const wordsOf = ({ run: { request }, words }) =>
  request.experiment === page.experiment ? words : `${labelOf(request)}: ${words}`;

function endOf(last) {
  if (!last) return '';
  const seconds = ((last.ended - last.began) / 1000).toPrecision(2);
  const methods = Object.keys(last.curves).length;
  return `${ENDS[last.state]}: ${methods} methods in ${seconds} s, with seed ${last.request.seed}.`;
}
