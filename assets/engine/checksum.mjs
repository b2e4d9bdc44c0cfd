/* Checksums of numbers, as races/checksum.py has them: what the page has, and the server finds too, is not sent. */

/** A word mixed as MurmurHash3 ends: less would give mirrored paths the same sums, where two signs cancel.
 * @param {number} word */
const mix = word => {
  const first = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
};

/** 16 hex digits: two sums over the bits of the numbers, each half of one mixed with its place.
 * @param {Float64Array} numbers without -0 */
export const checksum = numbers => {
  const words = new Uint32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length);
  let a = 0;
  let b = 0;
  for (let i = 0; i < words.length; i++) {
    const mixed = mix(words[i] ^ Math.imul(i, 0x9e3779b1));
    a = (a + mixed) | 0;
    b = (b + Math.imul(mixed, 2 * i + 1)) | 0;
  }
  return [a, b].map(sum => (sum >>> 0).toString(16).padStart(8, '0')).join('');
};

/** The key of a racer: the method's name, and the checksum of its positions, x then y by step.
 * @param {string} name
 * @param {Float64Array} x
 * @param {Float64Array} y */
export const keyOf = (name, x, y) => {
  const numbers = new Float64Array(2 * x.length);
  for (let k = 0; k < x.length; k++) {
    numbers[2 * k] = x[k] + 0; // -0 is 0
    numbers[2 * k + 1] = y[k] + 0;
  }
  return `${name}-${checksum(numbers)}`;
};
