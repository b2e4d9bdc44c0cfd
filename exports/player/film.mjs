/* What the page plays: exports/played.py wrote it into it. Numbers are in the coordinates of the surfaces. */
import { stepOf } from '../../assets/core/evaluations.mjs';
import { outlinesFrom } from '../../assets/core/outline.mjs';

/** @typedef {[number, number, number, number]} Box left, top, width, height in px */
/** @typedef {[number, number]} Point x, y */
/** @typedef {{ domain: [Point, Point], size: number, low: number, unit: number, heights: string, z: Float64Array[],
 *   levels: number[], scale: 'linear' | 'log', floor: number, offset: number }} Heights of a surface */
/** @typedef {{ points: number[][], shape: 'star' | 'ring' | 'diamond', side: number }} Marks of minima */
/** By step.
 * @typedef {Record<'x' | 'y' | 'loss' | 'distance' | 'move' | 'accuracy' | 'evaluations', Float32Array>} Columns */
/** @typedef {import('../../assets/core/outline.mjs').Outlines} Outlines */
/** `live`: it can be run here; `rests`: it cannot, but is to be run anew.
 * @typedef {Columns & { name: string, label: string, color: string, marker: string, settings: Record<string, number>,
 *   divergedAt: number | null, numbers: string, live: boolean, shown: boolean, rests: boolean, isAverage?: true,
 *   outlines: Outlines | null, stepAt: (now: number) => number, exported: { settings: Record<string, number>,
 *   divergedAt: number | null, columns: Partial<Columns> | null, outlines: Outlines | null } }} Racer */
/** Places among the others, null for one of the programs.
 * @typedef {{ seen: number | null, shown: number | null }} LossPlaces */
/** `picture`: what is drawn from above, maybe more than the map.
 * @typedef {{ label: string, facts: string[], caption: string, start: Point | null, eye: [number, number, number],
 *   isRecorded: boolean, steps: number, spec: any, known: import('../../assets/engine/ground.mjs').Facts,
 *   losses: LossPlaces, reference: LossPlaces, draws: string | null, map: Heights, picture: Heights,
 *   ranges: [Point, Point], equal: boolean, minima: Marks[],
 *   scatter: { line: string, points: number[][], levels: number[] } | null,
 *   racers: Racer[], references: Racer[], averageLosses: Record<string, Float32Array> }} PanelTold */

export const film = JSON.parse(document.getElementById('film').textContent);

/* Numbers from base64, little-endian. */
export const numbersOf = (Type, text) => new Type(Uint8Array.from(atob(text), letter => letter.charCodeAt(0)).buffer);

/* A map's heights, rows along y: 16-bit numbers, of which the least is a hole. */
const readHeights = ({ size, low, unit, heights }) => {
  const numbers = numbersOf(Int16Array, heights);
  return Array.from({ length: size }, (_, row) =>
    Float64Array.from(numbers.subarray(row * size, (row + 1) * size), value =>
      value === -32768 ? Number.NaN : low + unit * (value + 32767),
    ),
  );
};

/* The recording of a racer, which one that comes out alike everywhere has not. */
const columnsOf = (text, count) => {
  const numbers = numbersOf(Float32Array, text);
  const column = place => numbers.subarray(place * count, (place + 1) * count);
  return text ? Object.fromEntries(film.columns.map((name, place) => [name, column(place)])) : null;
};

/* What it draws around its head, one column after the other. */
const readOutlines = ({ drawn, outlines }, count) => {
  const numbers = drawn ? numbersOf(Float32Array, outlines) : null;
  let place = 0;
  return outlinesFrom(drawn, count, () => numbers.subarray(place, (place += count)));
};

const readRacer = (racer, panel) => {
  const { numbers, settings, divergedAt } = racer;
  const outlines = readOutlines(racer, panel.steps + 1);
  const exported = { settings: { ...settings }, divergedAt, columns: columnsOf(numbers, panel.steps + 1), outlines };
  Object.assign(racer, { exported, shown: true, rests: false, outlines });
  racer.stepAt = now => (film.byEvaluations ? stepOf(racer.evaluations, now) : Math.min(now, panel.steps));
};

film.panels.forEach(panel => {
  for (const part of ['map', 'picture']) panel[part] = film.maps[panel[part]];
  [...panel.racers, ...panel.references].forEach(racer => readRacer(racer, panel));
  const losses = Object.entries(panel.averageLosses);
  panel.averageLosses = Object.fromEntries(losses.map(([name, text]) => [name, numbersOf(Float32Array, text)]));
});
film.draws = Object.fromEntries(Object.entries(film.draws).map(([key, text]) => [key, numbersOf(Float64Array, text)]));
film.maps.forEach(map => {
  map.z = readHeights(map);
});
