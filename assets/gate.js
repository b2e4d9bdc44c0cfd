/* How the page asks: `post` sends JSON, and a gate keeps the pace.

   A gate lets one request be in flight and keeps only the newest value that came meanwhile: however fast a slider is
   dragged, the server is asked as often as it can answer, and the last answer is the one for the last value. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const PATIENCE = 5000; // ms; a gate that hears nothing for so long opens by itself

  /* POSTs JSON; the Response, or null with a message if the server does not answer. */
  Ravine.post = async (path, body) => {
    try {
      return await fetch(path, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
      });
    } catch {
      Ravine.notice('The server does not answer; the picture is the last one that it sent.', [], 'server');
      return null;
    }
  };

  /* send(value) begins a request; `done()` is to be called when it has ended, well or badly. */
  Ravine.gate = send => {
    let busy = false, since = 0, waiting = null; // [value]
    const go = value => {
      busy = true;
      since = performance.now();
      send(value);
    };
    return {
      push(value) {
        if (busy && performance.now() - since < PATIENCE) waiting = [value];
        else go(value);
      },
      done() {
        busy = false;
        if (!waiting) return;
        const [value] = waiting;
        waiting = null;
        go(value);
      },
    };
  };
})();
