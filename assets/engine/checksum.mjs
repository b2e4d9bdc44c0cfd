/* The key of a racer, as races/checksum.py has it: what the page has computed and the server finds too is not sent. */

/** A word mixed as MurmurHash3 ends: less would give mirrored paths the same sums, where two signs cancel.
 * @param {number} word */
const mix = word => {
  const first = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
};

/** The method's name and 16 hex digits: two sums over the bits of its positions, x then y by step, each half of a
 * number mixed with its place.
 * @param {string} name
 * @param {Float64Array} x
 * @param {Float64Array} y */
export const keyOf = (name, x, y) => {
  const numbers = new Float64Array(2 * x.length);
  for (let k = 0; k < x.length; k++) {
    numbers[2 * k] = x[k] + 0; // -0 is 0
    numbers[2 * k + 1] = y[k] + 0;
  }
  const words = new Uint32Array(numbers.buffer);
  let a = 0;
  let b = 0;
  for (let i = 0; i < words.length; i++) {
    const mixed = mix(words[i] ^ Math.imul(i, 0x9e3779b1));
    a = (a + mixed) | 0;
    b = (b + Math.imul(mixed, 2 * i + 1)) | 0;
  }
  return `${name}-${[a, b].map(sum => (sum >>> 0).toString(16).padStart(8, '0')).join('')}`;
};
