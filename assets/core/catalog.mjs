/* What Python declares: methods, surfaces, schedules, noises, limits and paths (components/catalog.py). Empty until
   a page that needs it is opened. */

/** @typedef {import('../types.d.ts').StageCatalog} StageCatalog */

/* A page that is no race has less of it: the paths to races and the desk's rows are then missing. */
export const catalog = /** @type {StageCatalog} */ ({});

/** @param {Partial<StageCatalog>} told */
export const learnCatalog = told => Object.assign(catalog, told);

export const isLearned = () => 'rows' in catalog;
