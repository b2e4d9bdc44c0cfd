/* The programs of methods, surfaces and schedules: in an exported page exports/live.py puts those that it needs
   here. */

/** @type {import('../../assets/engine/programs.d.ts').Programs['methods']} */
export const methods = {};

/** @type {import('../../assets/engine/programs.d.ts').Programs['losses']} */
export const losses = {};

/** @type {import('../../assets/engine/programs.d.ts').Programs['schedules']} */
export const schedules = {};
