/* The curtain before what is to come: predict, then run. It is shut before a race that nobody has seen, and opens when
   somebody asks or when the race has run to its end. */

export class Curtain {
  #isWanted = false;
  #isOpen = false;
  #race = '';

  get isShut() {
    return this.#isWanted && !this.#isOpen;
  }

  /** Whether there is to be a curtain at all; a new one is shut.
   * @param {boolean} on */
  want(on) {
    if (on === this.#isWanted) return;
    this.#isWanted = on;
    this.#isOpen = false;
  }

  /** Another race, told by what determines it, has another end.
   * @param {string} race */
  begin(race) {
    if (race === this.#race) return;
    this.#race = race;
    this.#isOpen = false;
  }

  /** Somebody asks. */
  open() {
    this.#isOpen = true;
  }

  /** Where the clock is: at the end nothing is to come.
   * @param {{ step: number, last: number }} clock */
  look({ step, last }) {
    if (last > 0 && step >= last) this.#isOpen = true;
  }
}
