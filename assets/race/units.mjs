/* Units of the update: the factors on x, y and f, and the table of who minds. */
import { catalog } from '../core/catalog.mjs';
import { createGate } from '../core/gate.mjs';
import { short } from '../core/numbers.mjs';
import { atFrame } from '../player/loop.mjs';
import { badge } from '../ui/badge.mjs';
import { byId, element } from '../ui/elements.mjs';
import { leaveToClock } from '../ui/hand.mjs';
import { post, sayProblems } from '../ui/server.mjs';
import { loaded } from './news.mjs';
import { scopedPanels } from './state.mjs';

export const openUnits = () => {
  byId('units', HTMLDialogElement).show();
  leaveToClock();
  followUnits();
};

const isOpen = () => Boolean(byId('units', HTMLDialogElement)?.open); // the page may be left

/* The table is about the first panel in scope. */
const followUnits = () => {
  if (!isOpen()) return;
  gate.push({ panels: [scopedPanels()[0].spec] });
};

const gate = createGate(async (wanted, still, signal) => {
  const response = await post(catalog.units_path, wanted, () => still() && isOpen(), signal);
  if (response?.ok)
    show(
      await response.json(),
      wanted.panels[0].units.some(factor => factor !== 1),
    );
  else if (response) {
    byId('units-rows').replaceChildren();
    sayProblems('These units cannot be compared:', response);
  }
});

const exponent = value => (value === null ? '–' : short(Number(value.toFixed(2))));

function show(reports, changed) {
  byId('units-rows').replaceChildren(
    ...Object.entries(reports).map(([name, report]) => {
      const { label, look } = catalog.optimizers[name];
      const line = element('tr');
      line.dataset.name = name;
      const head = element('th');
      head.scope = 'row';
      head.append(badge(line, look), label);
      const percent = 100 * report.deviation;
      const away = percent < 1000 ? `${Number(percent.toPrecision(2))} %` : '> 1000 %';
      const words = [
        exponent(report.exponent),
        exponent(report.exponent_f),
        !changed ? '' : report.same ? 'the same' : away,
      ];
      line.append(head, ...words.map(word => element('td', '', word)));
      line.classList.toggle('same', changed && report.same);
      return line;
    }),
  );
}

loaded.listen(() => atFrame(followUnits));
