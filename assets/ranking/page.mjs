/* What the ranking page knows. */
import { byId } from '../ui/elements.mjs';
export const STANDARD = { methods: 'classics', surfaces: 'all' };

export const page = {
  catalog: null, // pages/ranking.py
  chosen: { ...STANDARD },
  sort: 'solved', // the column that the table is sorted by
  up: false, // the least first
  answer: null, // of the server
};

export const isHere = () => Boolean(byId('ranking-page'));
