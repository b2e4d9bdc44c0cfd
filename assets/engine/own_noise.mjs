/* The noise that a method adds itself: races/own_noise.py says how, and tests/shared/own_noise.json holds both to the
   bit. */

const SUMMED = 12;

/** @param {number} a of 32 bits, as is the result */
const mixed = a => {
  let b = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  b = Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  return (b ^ (b >>> 16)) >>> 0;
};

/** The numbers of step t, for x and for y, are written into `out`.
 * @param {Float64Array} out
 * @param {number} seed
 * @param {number} t */
export const ownNoise = (out, seed, t) => {
  let state = mixed(Math.imul(seed, 0x9e3779b1) + Math.imul(t, 0x85ebca77));
  for (const i of [0, 1]) {
    let total = 0;
    for (let k = 0; k < SUMMED; k++) {
      state = (state + 0x6d2b79f5) >>> 0;
      total += mixed(state);
    }
    out[i] = total / 2 ** 32 - SUMMED / 2;
  }
};
