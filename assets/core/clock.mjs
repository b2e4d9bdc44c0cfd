/* The one clock of the page: a step, running at some steps a second. Knows nothing of what is drawn; `advance` is called
   at every frame. */

const RATE = 30; // steps a second at speed 1
const HOLD = 1000; // ms that the last frame stays before the loop

const listeners = [];
let before = 0, held = 0;

export const clock = {
  step: 0, // a real number: heads move between steps
  last: 0, // the longest race
  playing: false,
  rate: RATE,
  speed: 1,
  loop: true,

  /* Calls listener(clock) after every change of step or of playing. */
  listen(listener) { listeners.push(listener); },

  /* Steps a second. */
  pace: () => RATE * clock.speed,

  play() {
    if (clock.playing) return;
    if (clock.step >= clock.last) clock.step = 0;
    clock.playing = true;
    held = 0;
    before = performance.now();
    tell();
  },

  pause() { if (clock.playing) { clock.playing = false; tell(); } },

  toggle() { clock.playing ? clock.pause() : clock.play(); },

  /* Stops at a step: where a scrub, an arrow key or a link says. */
  seek(step) {
    clock.playing = false;
    clock.step = Math.min(Math.max(step, 0), clock.last);
    tell();
  },

  /* One step forward or back, from a whole step. */
  nudge(by) { clock.seek((by > 0 ? Math.floor(clock.step) : Math.ceil(clock.step)) + by); },

  restart() { clock.step = 0; clock.playing ? tell() : clock.play(); },

  /* Goes on from another step. */
  move(step) {
    clock.step = Math.min(Math.max(step, 0), clock.last);
    tell();
  },

  /* A race of another length; the step stays if it can. */
  resize(last) {
    clock.last = last;
    clock.step = Math.min(clock.step, last);
    tell();
  },

  /* Runs on to the time `now`, in ms. */
  advance(now) {
    if (!clock.playing) return;
    const passed = Math.min(Math.max(now - before, 0), 100); // a sleeping tab does not jump
    before = now;
    if (clock.step < clock.last) {
      clock.step = Math.min(clock.last, clock.step + (passed / 1000) * RATE * clock.speed);
    } else if (!clock.loop) {
      clock.playing = false;
    } else if ((held += passed) > HOLD) {
      held = clock.step = 0;
    }
    tell();
  },
};

const tell = () => listeners.forEach(listener => listener(clock));
