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

  /** Where a mouse takes a slider: [left, width, middle] of its track, in pixels of the window. */
  const track = row => {
    sliderOf(row).scrollIntoView({ block: 'center' });
    const { left, top, width, height } = sliderOf(row).getBoundingClientRect();
    return [left, width, top + height / 2];
  };

  /** While a mouse drags a slider for `seconds`: {frames: ms of each, asked: its `input` events, drawn: those whose
   * trails were on `canvas` before the next event came}. A browser brings a mouse's moves together, at most one event
   * a frame; what it brings must be drawn. */
  const drag = async (row, seconds, canvas) => {
    const frames = [];
    let [asked, drawn, isDue] = [0, 0, false];
    const ask = () => {
      asked++;
      isDue = true;
    };
    heard = wipedOne => {
      if (wipedOne !== canvas || !isDue) return;
      isDue = false;
      drawn++;
    };
    sliderOf(row).addEventListener('input', ask, true);
    const began = performance.now();
    let last = await frame();
    while (performance.now() - began < 1000 * seconds) {
      const now = await frame();
      frames.push(now - last);
      last = now;
    }
    await pause(50);
    sliderOf(row).removeEventListener('input', ask, true);
    heard = () => {};
    return { frames, drawn, asked };
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

  return { canvases, slide, track, drag, play, first: () => first };
})();
