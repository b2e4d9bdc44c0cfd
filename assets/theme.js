/* Dark or light, on every page: as the link or the reader says, else as the system does. A page that draws by the theme
   listens for 'ravine:theme' on the document; the race page follows its view. */
(() => {
  const Ravine = window.Ravine;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const onRacePage = () => Boolean(document.getElementById('race-page'));

  Ravine.systemTheme = () => (dark.matches ? 'dark' : 'light');

  Ravine.theme = () => Ravine.state.view.theme || Ravine.systemTheme();

  Ravine.applyTheme = () => {
    dash_clientside.set_props('theme', { forceColorScheme: Ravine.theme() });
    document.documentElement.dataset.theme = Ravine.theme();
    document.dispatchEvent(new CustomEvent('ravine:theme'));
  };

  dark.addEventListener('change', () => {
    if (Ravine.state.view.theme) return;
    Ravine.applyTheme();
    if (Ravine.catalog && onRacePage()) Ravine.askBackgrounds(true);
  });

  document.addEventListener('click', ({ target }) => {
    if (onRacePage() || !target.closest('[data-action="theme"]')) return;
    Ravine.state.view.theme = Ravine.theme() === 'dark' ? 'light' : 'dark';
    Ravine.applyTheme();
  });

  const given = new URLSearchParams(location.search).get('theme');
  if (['dark', 'light'].includes(given)) Ravine.state.view.theme = given;
  document.documentElement.dataset.theme = Ravine.theme();
  const drawn = new MutationObserver(() => { // Dash can be told when the first page is there
    if (!document.getElementById('head')) return;
    drawn.disconnect();
    if (Ravine.state.view.theme) Ravine.applyTheme();
  });
  drawn.observe(document.documentElement, { childList: true, subtree: true });
})();
