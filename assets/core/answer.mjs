/* The server's binary answers, as `packed` of figures/block.py writes them: the length of a JSON header (uint32), the
   header, then numbers. JSON, base64 and Dash's store would take longer than the races themselves. */

/** @typedef {Float64ArrayConstructor | Float32ArrayConstructor} Real
 * @typedef {Real | Int16ArrayConstructor | Uint8ArrayConstructor} Numbers */

/** The header of an answer, and `take(Type, count)`: the next numbers, aligned as their type asks, without a copy.
 * @param {ArrayBuffer} body */
export const readAnswer = body => {
  const length = new DataView(body).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(body, 4, length)));
  let at = 4 + length;
  /** @template {Numbers} Type @param {Type} Type @param {number} count @returns {InstanceType<Type>} */
  const take = (Type, count) => {
    const size = Type.BYTES_PER_ELEMENT;
    const numbers = new Type(body, Math.ceil(at / size) * size, count);
    at = numbers.byteOffset + numbers.byteLength;
    return /** @type {InstanceType<Type>} */ (numbers);
  };
  return { header, take };
};
