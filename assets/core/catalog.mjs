/* What Python declares: methods, surfaces, schedules, noises, limits and paths (components/catalog.py). Empty until a page
   that needs it is opened. */
export const catalog = {};

export const learnCatalog = told => Object.assign(catalog, told);

export const isLearned = () => 'optimizers' in catalog;
