/* The one clock of a page: a step, running at some steps a second. Knows nothing of what is drawn; `advance` is
   called at every frame. */
import { createSignal } from './signal.mjs';

const RATE = 30; // steps a second at speed 1
const HOLD = 1000; // ms that the last frame stays before the loop
const LONGEST = 100; // ms that count of one frame: a sleeping tab does not jump

export class Clock {
  step = 0; // a real number: heads move between steps
  last = 0; // the longest race
  playing = false;
  speed = 1;
  loop = true;
  #changed = createSignal();
  /** @type {number | null} */
  #before = null; // ms, of the last frame that played
  #held = 0; // ms at the end

  /** Calls listener(clock) after every change of step or of playing.
   * @param {(clock: Clock) => void} listener */
  listen(listener) {
    this.#changed.listen(listener);
  }

  #tell() {
    this.#changed.tell(this);
  }

  get rate() {
    return RATE;
  }

  /** Steps a second. */
  pace() {
    return RATE * this.speed;
  }

  /** A race that is there from now on: stopped at `step` where a link says one, at its end where a reader wants to see
   * things `still`, else playing.
   * @param {number | null} step
   * @param {boolean} still */
  begin(step, still) {
    if (step !== null) this.seek(step);
    else if (still) this.seek(this.last);
    else this.play();
  }

  play() {
    if (this.playing) return;
    if (this.step >= this.last) this.step = 0;
    this.playing = true;
    this.#held = 0;
    this.#before = null;
    this.#tell();
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.#tell();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Stops at a step: where a scrub, an arrow key or a link says.
   * @param {number} step */
  seek(step) {
    this.playing = false;
    this.move(step);
  }

  /** One step forward or back, from a whole step: the one before or the one after where the clock is between two.
   * @param {1 | -1} by */
  nudge(by) {
    this.seek((by > 0 ? Math.floor(this.step) : Math.ceil(this.step)) + by);
  }

  restart() {
    this.step = 0;
    if (this.playing) this.#tell();
    else this.play();
  }

  /** Goes on from another step.
   * @param {number} step */
  move(step) {
    this.step = Math.min(Math.max(step, 0), this.last);
    this.#tell();
  }

  /** A race of another length; the step stays if it can.
   * @param {number} last */
  resize(last) {
    this.last = last;
    this.move(this.step);
  }

  /** Runs on to the time `now`, in ms.
   * @param {number} now */
  advance(now) {
    if (!this.playing) return;
    const passed = Math.min(Math.max(now - (this.#before ?? now), 0), LONGEST);
    this.#before = now;
    if (this.step < this.last) this.step = Math.min(this.last, this.step + (passed / 1000) * this.pace());
    else if (!this.loop) this.playing = false;
    else if ((this.#held += passed) > HOLD) this.#held = this.step = 0;
    this.#tell();
  }
}

export const clock = new Clock();
