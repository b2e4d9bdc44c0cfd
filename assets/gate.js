/* A gate lets one request be in flight and keeps only the newest value that came meanwhile. It is opened again by
   Dash's `running=`, which also fires when the server fails; a gate that hears nothing for PATIENCE opens by itself. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const PATIENCE = 5000; // ms

  Ravine.gate = store => {
    let busy = false, since = 0, waiting, has = false;
    const send = value => {
      busy = true;
      since = performance.now();
      dash_clientside.set_props(store, { data: value });
    };
    return {
      push(value) {
        if (busy && performance.now() - since < PATIENCE) {
          waiting = value;
          has = true;
        } else {
          send(value);
        }
      },
      done() {
        busy = false;
        if (!has) return;
        has = false;
        send(waiting);
      },
    };
  };
})();
