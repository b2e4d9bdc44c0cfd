/* The curves of the network page as a file: the stored ones of the experiment, and one's own. */
import { downloadBlob } from '../ui/download.mjs';
import { lastRun, page, trains } from './page.mjs';

const HEAD = ['curve', 'epoch', 'quantity', 'value'];

const cellOf = value => {
  const text = String(value ?? '');
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

function storedRows({ meta, x, y, yaxis, xaxis }) {
  const panel = (xaxis || 'x').slice(1) || 1;
  const name = meta.method ? `stored ${meta.method}` : `adam ${meta.correction} correction, panel ${panel}`;
  return x.map((epoch, i) => [name, epoch, yaxis === 'y2' ? 'accuracy' : 'cost', y[i]]);
}

const ownRows = ([name, curve]) =>
  ['cost', 'accuracy'].flatMap(key => curve[key].map((value, epoch) => [`yours ${name}`, epoch, key, value]));

export const downloadCurves = () => {
  const { figure, experiment } = page.shown;
  const { curves } = (trains() && lastRun()) || { curves: {} };
  const stored = figure.data.filter(({ meta, fill }) => meta && !fill);
  const rows = [HEAD, ...stored.flatMap(storedRows), ...Object.entries(curves).flatMap(ownRows)];
  const text = rows.map(cells => `${cells.map(cellOf).join()}\n`).join('');
  downloadBlob(new Blob([text], { type: 'text/csv' }), `ravine-networks-${experiment}.csv`);
};
