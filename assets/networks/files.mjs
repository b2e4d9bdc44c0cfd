/* The curves of the network page as a file: the stored ones of the experiment, and one's own. */
import { downloadBlob } from '../ui/download.mjs';
import { kindShown, lastRun, page, trains } from './page.mjs';

const HEADS = {
  spectrum: ['curve', 'singular value', 'quantity', 'value'],
  usual: ['curve', 'epoch', 'quantity', 'value'],
};

const cellOf = value => {
  const text = String(value ?? '');
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

function storedRows({ meta, x, y, yaxis, xaxis }) {
  const panel = (xaxis || 'x').slice(1) || 1;
  const name = meta.method ? `stored ${meta.method}` : `adam ${meta.correction} correction, panel ${panel}`;
  const cost = page.shown.experiment === 'spectrum' ? `share of the largest at epoch ${page.epoch}` : 'cost';
  return x.map((place, i) => [name, place, yaxis === 'y2' ? 'accuracy' : cost, y[i]]);
}

const ownRows = ([name, curve]) =>
  ['cost', 'accuracy'].flatMap(key => curve[key].map((value, epoch) => [`yours ${name}`, epoch, key, value]));

export const downloadCurves = () => {
  const { figure, experiment } = page.shown;
  const { curves } = (trains() && lastRun()) || { curves: {} };
  const stored = figure.data.filter(({ meta, fill }) => meta && !fill);
  const rows = [
    HEADS[experiment] ?? HEADS.usual,
    ...stored.flatMap(storedRows),
    ...Object.entries(curves).flatMap(ownRows),
  ];
  const text = rows.map(cells => `${cells.map(cellOf).join()}\n`).join('');
  downloadBlob(
    new Blob([text], { type: 'text/csv' }),
    `ravine-networks-${experiment}${kindShown() === 'today' ? '-today' : ''}.csv`,
  );
};
