/* Units of the update: the factors on x, y and f, and the table of who minds. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});

  Ravine.setUnit = (axis, factor) => {
    Ravine.scoped().forEach(({ spec }) => { spec.units = spec.units.map((old, i) => (i === axis ? factor : old)); });
    Ravine.changed();
  };

  Ravine.openUnits = () => {
    document.getElementById('units').show();
    Ravine.leaveToClock();
    Ravine.followUnits();
  };

  /* The table is about the first panel in scope. */
  Ravine.followUnits = () => {
    if (!document.getElementById('units').open) return;
    Ravine.gates.units.push({ panels: [Ravine.scoped()[0].spec] });
  };

  Ravine.askUnits = async wanted => {
    try {
      const response = await Ravine.post(Ravine.catalog.units_path, wanted);
      if (response?.ok) show(await response.json(), wanted.panels[0].units.some(factor => factor !== 1));
    } finally {
      Ravine.gates.units.done();
    }
  };

  const exponent = value => (value === null ? '–' : Ravine.short(Number(value.toFixed(2))));

  function show(reports, changed) {
    document.getElementById('units-rows').replaceChildren(...Object.entries(reports).map(([name, report]) => {
      const { label, look } = Ravine.catalog.optimizers[name], line = Ravine.element('tr');
      line.dataset.name = name;
      line.style.setProperty('--light', look.light);
      line.style.setProperty('--dark', look.dark);
      const head = Ravine.element('th');
      head.scope = 'row';
      head.append(Ravine.markerSvg(look), label);
      const percent = 100 * report.deviation, away = percent < 1000 ? `${Number(percent.toPrecision(2))} %` : '> 1000 %';
      const words = [exponent(report.exponent), exponent(report.exponent_f), !changed ? '' : report.same ? 'the same' : away];
      line.append(head, ...words.map(word => Ravine.element('td', '', word)));
      line.classList.toggle('same', changed && report.same);
      return line;
    }));
  }
})();
