/* A gate lets one request be in flight and keeps only the newest value that came meanwhile: however fast a slider is
   dragged, the server is asked as often as it can answer, and the last answer is the one for the last value. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const PATIENCE = 5000; // ms; a gate that hears nothing for so long opens by itself

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

  /* Asks for races. The answer is binary: the length of a JSON header (uint32), the header, then float32 numbers; JSON,
     base64 and Dash's store would take longer than the races themselves. */
  const askRaces = async request => {
    try {
      const response = await fetch(Ravine.catalog.races_path, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(request),
      });
      if (response.headers.get('Content-Type').startsWith('application/json')) {
        Ravine.answered(await response.json());
      } else if (response.ok) {
        const body = await response.arrayBuffer(), length = new DataView(body).getUint32(0, true);
        const header = JSON.parse(new TextDecoder().decode(new Uint8Array(body, 4, length)));
        Ravine.answered({ ...header, numbers: new Float32Array(body, 4 + length) });
      } else {
        Ravine.answered({ problems: [`the server answered ${response.status} ${response.statusText}`] });
      }
    } catch {
      Ravine.notice('The server does not answer; the picture is the last one that it sent.', [], 'server');
    } finally {
      Ravine.gates.race.done();
    }
  };

  Ravine.gates = {
    race: Ravine.gate(askRaces),
    background: Ravine.gate(value => dash_clientside.set_props('background-request', { data: value })),
  };
})();
