/* What a benchmark reads off a page, whatever the page is made of: its sliders move, and its canvases are watched. A
   canvas of trails so far ("past") is wiped where there are other trails to be drawn, and only there. */
window.Instruments = (() => {
  const wiped = new Map(); // canvas: how often
  let [heard, first] = [() => {}, 0];
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (this.canvas.classList.contains('past')) {
      first ||= performance.now();
      wiped.set(this.canvas, (wiped.get(this.canvas) ?? 0) + 1);
      heard(this.canvas);
    }
    return clearRect.apply(this, box);
  };

  const frame = () => new Promise(requestAnimationFrame);
  const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
  const sliderOf = row => document.querySelector(`.racer[data-name="${row}"] input[type="range"]`);
  const move = (row, share) => {
    const slider = sliderOf(row);
    slider.value = Number(slider.min) + share * (slider.max - slider.min);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const touch = (row, kind) => sliderOf(row).dispatchEvent(new PointerEvent(kind, { bubbles: true, button: 0 }));

  /** The canvases that hold trails: those that are wiped when a slider moves. */
  const canvases = async row => {
    wiped.clear();
    touch(row, 'pointerdown');
    move(row, 0.55);
    await pause(3000);
    return [...wiped.keys()];
  };

  /** ms from a slider's event until all of `expected` hold the new trails. */
  const slide = (row, share, expected) =>
    new Promise(resolve => {
      const waiting = new Set(expected);
      let began = 0;
      heard = canvas => {
        waiting.delete(canvas);
        if (waiting.size) return;
        heard = () => {};
        Promise.resolve().then(() => resolve(performance.now() - began)); // when the frame's drawing is done
      };
      began = performance.now();
      move(row, share);
    });

  /** A slider is dragged for `seconds` at 60 events a second: {frames: ms of each, drawn: new trails on a canvas}. An
   * event that is not yet due to be seen when the next one comes is lost, as in the browser. */
  const drag = async (row, seconds, canvas) => {
    wiped.clear();
    touch(row, 'pointerdown');
    const frames = [];
    const began = performance.now();
    const isOver = () => performance.now() - began > 1000 * seconds;
    const watch = async () => {
      let last = await frame();
      while (!isOver()) {
        const now = await frame();
        frames.push(now - last);
        last = now;
      }
    };
    const pull = async () => {
      for (let count = 1; !isOver(); count = Math.floor((performance.now() - began) * 0.06) + 1) {
        await pause(began + count / 0.06 - performance.now());
        move(row, 0.5 + 0.2 * Math.sin((performance.now() - began) / 300));
      }
    };
    await Promise.all([watch(), pull()]);
    await pause(50);
    const drawn = wiped.get(canvas) ?? 0;
    touch(row, 'pointerup');
    sliderOf(row).dispatchEvent(new Event('change', { bubbles: true }));
    return { frames, drawn, asked: 60 * seconds };
  };

  /** Frames a second, and ms of work in each, while nobody touches the page. */
  const play = async seconds => {
    const began = performance.now();
    let [frames, busy] = [0, 0];
    while (performance.now() - began < 1000 * seconds) {
      const from = await frame();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        busy += performance.now() - from;
      };
      channel.port2.postMessage(0);
      frames++;
    }
    return [(1000 * frames) / (performance.now() - began), busy / frames];
  };

  return { canvases, slide, drag, play, first: () => first };
})();
