/* What the ranking page knows. */
export const STANDARD = { methods: 'classics', surfaces: 'all' };

export const page = {
  catalog: null, // pages/ranking.py
  chosen: { ...STANDARD },
  sort: 'solved', // the column that the table is sorted by
  up: false, // the least first
  answer: null, // of the server
};

export const isHere = () => Boolean(document.getElementById('ranking-page'));
