/* The page's own dialogs: how they open and close, the chooser of methods and the editor of your own function. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const PAUSE = 250; // ms after the last key before the server is asked

  /* With the keyboard in its first field, or on what `first` selects; after the mouse it is the clock's again when the
     dialog closes. */
  Ravine.openDialog = (name, first = 'input') => {
    if (Ravine.byPointer) document.activeElement?.blur();
    const dialog = document.getElementById(name);
    dialog.showModal();
    const field = dialog.querySelector(first);
    field?.focus();
    field?.select?.();
  };
  Ravine.closeDialog = button => button.closest('dialog').close();

  document.addEventListener('pointerdown', event => { // beside the dialog, on its backdrop
    if (event.target.nodeName !== 'DIALOG') return;
    const { left, right, top, bottom } = event.target.getBoundingClientRect(), { clientX: x, clientY: y } = event;
    if (x < left || x > right || y < top || y > bottom) event.target.close();
  });

  document.addEventListener('keydown', event => { // the browser closes only those that hold the keyboard
    if (event.key === 'Escape' && !event.target.closest('input')) document.querySelector('.dialog.aside[open]')?.close();
  });

  /* ---- methods ---- */

  Ravine.openChooser = () => {
    document.querySelector('#chooser input').value = '';
    Ravine.searchMethods('');
    Ravine.openDialog('chooser');
  };

  /* Enter in the search: the only one found. */
  Ravine.chooseFound = () => {
    const found = document.querySelectorAll('.choice:not([hidden])');
    if (found.length === 1) found[0].click();
  };

  Ravine.searchMethods = text => {
    const words = text.toLowerCase().split(/\s+/);
    document.querySelectorAll('.choice').forEach(node => {
      node.hidden = !words.every(word => node.dataset.text.includes(word));
    });
    document.querySelectorAll('.choice-group').forEach(group => {
      group.hidden = !group.querySelector('.choice:not([hidden])');
    });
  };

  Ravine.showChooser = () => document.querySelectorAll('.choice').forEach(node => {
    node.setAttribute('aria-pressed', Ravine.state.roster.includes(node.dataset.name));
  });

  /* ---- your own function ---- */

  let edited, draft, timer; // the panel; {expression, domain}
  let understood, waiting; // what the server made of the draft, null while it is asked; whether it is used then
  Ravine.askOwn = async asked => {
    const response = await Ravine.post(Ravine.catalog.functions_path, asked);
    const answer = response?.ok ? await response.json() : { problem: 'The server does not answer.' };
    if (asked === draft) show(answer);
    Ravine.gates.own.done();
  };

  function show(answer) {
    understood = answer.problem ? null : answer;
    document.getElementById('own-message').textContent = answer.problem || '';
    document.getElementById('own-formula').hidden = Boolean(answer.problem);
    document.getElementById('own-use').disabled = Boolean(answer.problem);
    if (answer.formula) Ravine.typeset('own-formula', answer.formula);
    if (waiting) Ravine.useOwn();
  }

  Ravine.ownDraft = () => draft;

  Ravine.changeDraft = change => {
    draft = { ...draft, ...change };
    understood = null;
    waiting = false;
    document.getElementById('own-use').disabled = true;
    clearTimeout(timer);
    timer = setTimeout(() => Ravine.gates.own.push(draft), PAUSE);
  };

  Ravine.editOwn = index => {
    const { spec } = Ravine.state.panels[index], own = spec.surface === 'own';
    edited = index;
    Ravine.changeDraft(own ? { expression: spec.expression, domain: spec.domain } : draft ?? Ravine.catalog.own);
    Ravine.showFields();
    Ravine.openDialog('own');
  };

  Ravine.useOwn = () => {
    waiting = !understood;
    if (waiting) return;
    Ravine.setOwn(edited, draft.expression, understood);
    document.getElementById('own').close();
  };
})();
