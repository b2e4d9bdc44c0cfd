/* The address bar holds the whole state: the panels as the server wrote them, the view as it is here. A lesson's holds
   the lesson and the step. */
(() => {
  const Ravine = (window.Ravine = window.Ravine || {});
  const PAUSE = 300; // ms; browsers allow only so many changes of the address
  let timer;

  /* `paused`: at the step that is seen now, also while playing. */
  Ravine.query = paused => {
    const { panels, queries, view } = Ravine.state, { clock, catalog } = Ravine;
    const parts = queries.map((query, i) => (panels[i] && panels[i].zoom ? `${query}&zoom=${panels[i].zoom.join()}` : query));
    const shown = { ...view, step: clock.playing && !paused ? null : Math.round(clock.step) };
    Object.entries(catalog.view).forEach(([key, standard]) => {
      if (shown[key] !== standard && shown[key] !== null) parts.push(`${key}=${[].concat(shown[key]).join()}`);
    });
    return parts.join('&');
  };

  Ravine.showLink = () => {
    const { pathname } = location;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!document.getElementById('race-page') || location.pathname !== pathname) return; // the reader has left it
      if (!Ravine.state.queries.length) return; // nothing is opened yet
      history.replaceState(history.state, '', `?${Ravine.lessonPlace() || Ravine.query()}`);
      Ravine.linkToRace();
    }, PAUSE);
  };

  Ravine.copyLink = async () => {
    const link = `${location.origin}${location.pathname}?${Ravine.lessonPlace() || Ravine.query(true)}`;
    try {
      await navigator.clipboard.writeText(link);
      Ravine.notice('The link is copied: it opens exactly this picture.', [], 'link', 'info');
    } catch {
      Ravine.notice('The browser did not allow copying; the link is in the address bar.', [], 'link', 'info');
    }
  };
})();
