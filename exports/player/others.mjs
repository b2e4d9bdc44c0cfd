/* Losses with noise, in other units, or of an own function: in an exported page exports/live.py puts those that it
   needs here. */

/** @type {import('../../assets/engine/programs.d.ts').LossProgram[]} */
export const others = [];
