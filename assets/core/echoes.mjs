/* A control of another library tells every value back that is written into it, a little later, as if a reader had
   chosen it. By then another one may have been written: what comes back is no edit. */

const LATE = 15_000; // ms that it may take

export class Echoes {
  /** @type {Map<string, { value: unknown, at: number }[]>} */
  #written = new Map();

  /** @param {string} key of the control @param {unknown} value @param {number} now in ms */
  write(key, value, now) {
    this.#written.set(key, [...(this.#written.get(key) ?? []), { value, at: now }]);
  }

  /** Whether a value that a control tells is one that was written: those before it have been passed over, too.
   * @param {string} key
   * @param {unknown} value
   * @param {number} now */
  hears(key, value, now) {
    const waiting = (this.#written.get(key) ?? []).filter(({ at }) => now - at < LATE);
    const place = waiting.findLastIndex(written => written.value === value);
    this.#written.set(key, place < 0 ? [] : waiting.slice(place + 1)); // after a reader's choice nothing comes back
    return place >= 0;
  }

  clear() {
    this.#written.clear();
  }
}
