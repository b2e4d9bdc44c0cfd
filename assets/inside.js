/* Looking inside one racer: arrows at its head, its state against the step, and its update in numbers. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const COLORS = { gradient: '#e8590c', velocity: '#1c7ed6', step: '#2f9e44' };
  const LONGEST = 76, POWER = 0.4; // px of the longest arrow of a race, and how the others shrink: small ones stay visible
  const PACE = 300; // ms between two equations while playing

  let looked = null; // {panel, name}
  let found = null; // the server's answer
  let spec = ''; // of that answer
  let written = 0; // the step whose equation is asked for
  let asked = 0;

  const same = () => looked && Ravine.state.panels[looked.panel];
  const racer = () => Ravine.panels[looked.panel]?.racers.find(({ name }) => name === looked.name);

  async function post(path, body) {
    const response = await fetch(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    });
    return response.ok ? response.json() : null;
  }

  Ravine.askInside = async wanted => {
    try {
      const answer = await post(Ravine.catalog.inside_path, wanted);
      if (answer && looked) {
        found = { ...answer, longest: longest(answer.arrows) };
        spec = JSON.stringify(wanted.spec);
        const place = document.getElementById('inside-charts');
        await Plotly.react(place, answer.figure.data, answer.figure.layout, { displayModeBar: false, responsive: true });
        Ravine.redraw();
      }
    } finally {
      Ravine.gates.inside.done();
    }
  };

  Ravine.askEquation = async wanted => {
    try {
      const answer = await post(Ravine.catalog.equation_path, wanted);
      if (answer && looked) {
        ['x', 'y'].forEach(axis => Ravine.typeset(`equation-${axis}`, answer[axis]));
      }
    } finally {
      Ravine.gates.equation.done();
    }
  };

  const longest = arrows => Object.fromEntries(Object.entries(arrows).map(([kind, rows]) =>
    [kind, rows ? Math.max(...rows.map(([x, y]) => Math.hypot(x, y)).filter(Number.isFinite), 1e-300) : 1]));

  /* Begins or ends the look at a racer. */
  Ravine.lookInside = (name, panel) => {
    const chosen = panel ?? Ravine.state.panels.findIndex(({ spec: { optimizers } }) => name in optimizers);
    if (chosen < 0) {
      Ravine.notice(`${Ravine.catalog.optimizers[name].label} does not race: switch it on first.`);
      return;
    }
    looked = { panel: chosen, name };
    [found, spec, written] = [null, '', 0];
    document.getElementById('inside').hidden = false;
    const { label } = Ravine.catalog.optimizers[name];
    document.getElementById('inside-title').textContent = `Inside ${label}, panel ${chosen + 1}`;
    Ravine.followInside();
    document.getElementById('inside').scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  };

  Ravine.closeInside = () => {
    looked = found = null;
    document.getElementById('inside').hidden = true;
    Ravine.redraw();
  };

  /* After an answer: the racer may have changed, or be gone. */
  Ravine.followInside = () => {
    if (!looked) return;
    const panel = same();
    if (!panel || !(looked.name in panel.spec.optimizers)) return Ravine.closeInside();
    if (JSON.stringify(panel.spec) !== spec) {
      written = 0;
      Ravine.gates.inside.push({ spec: panel.spec, optimizer: looked.name, theme: Ravine.theme(), size: Ravine.size() });
    }
    Ravine.showInside();
  };

  /* With the clock: the equation of the step, and the cursor on the charts. */
  Ravine.showInside = () => {
    if (!looked || !racer()) return;
    const step = Math.max(1, Math.floor(racer().stepAt(Ravine.clock.step) + 1e-9)), now = performance.now();
    if (step !== written && !(Ravine.clock.playing && now - asked < PACE)) {
      [written, asked] = [step, now];
      Ravine.gates.equation.push({ spec: same().spec, optimizer: looked.name, step });
    }
    moveCursors(step);
  };

  function moveCursors(step) {
    const place = document.getElementById('inside-charts'), layout = place._fullLayout;
    if (!layout) return;
    const axes = Object.keys(layout).filter(key => /^xaxis\d*$/.test(key)).map(key => layout[key]);
    const lines = place.querySelectorAll('.inside-cursor');
    axes.forEach((axis, i) => {
      const line = lines[i] || place.appendChild(Ravine.element('div', 'inside-cursor'));
      const { t, h } = layout._size;
      line.style.cssText = `left:${axis._offset + axis.c2p(step)}px;top:${t}px;height:${h}px`;
    });
    [...lines].slice(axes.length).forEach(line => line.remove());
  }

  /* Arrows at the head of the racer, drawn by the panel after the heads. */
  Ravine.drawArrows = (panel, { tracks, projection }, now) => {
    if (!looked || !found || panel.index !== looked.panel || !racer()) return;
    const step = Math.min(Math.floor(racer().stepAt(now) + 1e-9) + 1, racer().x.length - 1);
    const x = racer().x[step - 1], y = racer().y[step - 1], context = tracks.contexts[2], size = Ravine.size();
    const lift = (a, b) => (projection.unproject && panel.layers.picture.plot._fullLayout.scene ? panel.heightAt(a, b) : undefined);
    const [[left, right], [bottom, top]] = Ravine.surfaceOf(panel.index).domain;
    const [px, py] = projection.project(x, y, lift(x, y)), near = 1e-3 * Math.min(right - left, top - bottom);
    for (const kind of ['gradient', 'velocity', 'step']) {
      const [u, v] = found.arrows[kind]?.[step] ?? [0, 0], long = Math.hypot(u, v);
      if (!long || !Number.isFinite(long)) continue;
      const [a, b] = [x + (u / long) * near, y + (v / long) * near], [qx, qy] = projection.project(a, b, lift(a, b));
      const length = size * (18 + (LONGEST - 18) * (long / found.longest[kind]) ** POWER);
      arrow(context, px, py, Math.atan2(qy - py, qx - px), length, COLORS[kind], size);
    }
  };

  function arrow(context, x, y, angle, length, color, size) {
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    for (const [width, style] of [[6.5 * size, '#ffffff'], [3.2 * size, color]]) {
      context.lineWidth = width;
      context.strokeStyle = context.fillStyle = style;
      context.beginPath();
      context.moveTo(0, 0);
      context.lineTo(length - 7 * size, 0);
      context.stroke();
      context.beginPath();
      context.moveTo(length, 0);
      context.lineTo(length - 11 * size, 5.5 * size);
      context.lineTo(length - 11 * size, -5.5 * size);
      context.closePath();
      if (style !== color) context.stroke();
      context.fill();
    }
    context.restore();
  }
})();
