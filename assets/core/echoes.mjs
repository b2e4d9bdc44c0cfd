/* A control of another library tells every value back that is written into it, once or twice and a little later, as if
   a reader had chosen it. By then another one may have been written: what comes back is no edit. A reader's choice
   begins with a hand on the control: what was written before that is forgotten. */

const MOST = 8; // values that may still come back

export class Echoes {
  /** @type {Map<string, unknown[]>} */
  #written = new Map();
  /** @type {Set<string>} */
  #touched = new Set();

  /** @param {string} key of the control @param {unknown} value */
  write(key, value) {
    this.#written.set(key, [...(this.#written.get(key) ?? []), value].slice(-MOST));
  }

  /** A hand, or the keyboard, is on a control.
   * @param {string} key */
  touch(key) {
    this.#written.delete(key);
    this.#touched.add(key);
  }

  /** Whether a value that a control tells is one that was written.
   * @param {string} key
   * @param {unknown} value */
  hears(key, value) {
    return Boolean(this.#written.get(key)?.includes(value)) || !this.#touched.delete(key);
  }

  clear() {
    this.#written.clear();
    this.#touched.clear();
  }
}
