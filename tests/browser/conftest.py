"""One server and one browser for all checks. `race` is the page that they share: `race.show(link)` gives it another
scene without loading it again. `visit` loads the page in a context of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import patience
import pytest
import waiting
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

from lessons import FIRST_VIEW
from races.query import scene_from_query

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
HELPERS = HERE / "helpers.js"
#: What a new window would cost in Chromium, half a second of the processor, and what Playwright, whose flag this
#: replaces, leaves out, too.
LEFT_OUT = [
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    "AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync", "AvoidCorsURLLoaderRestartOnRedirect",
    "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter",
    "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "ThirdPartyStoragePartitioning",
]  # fmt: skip
FLAGS = ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-background-networking"]
#: The surface in space has no smooth edges: without a graphics card they take a quarter of what it costs.
FLAGS += ["--webgl-antialiasing-mode=none"]
FLAGS += [f"--disable-features={','.join(LEFT_OUT)}"]
#: No page has anything from another host: there is none, and the console says so. To listen to all requests instead
#: costs a twentieth of each load.
FLAGS += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
SCREEN = {"width": 1280, "height": 720}
SLOWER = float(os.environ.get("RAVINE_SLOWER", "1"))  # times that scripts run slower, to see what hangs on timing
FROZEN = 2  # times the patience for any one thing: a check's browser is then ended, as a page that hangs says nothing

REOPEN = """async opened => {
    document.activeElement.blur();
    const list = () => [...document.querySelectorAll('[role=listbox]')].find(node => node.checkVisibility());
    if (list()) await Look.frame();
    if (list()) throw new Error(`a list is open, above the scene: ${list().textContent}`);
    document.querySelectorAll('.notice .close').forEach(button => button.click());
    document.querySelectorAll('.racer.open [data-action="more"]').forEach(button => button.click());
    document.querySelectorAll('#desk details[open]').forEach(section => { section.open = false; });
    const pictures = (panels, { dimensions, theme, camera }) => JSON.stringify([
        panels.map(({ spec, zoom }) => [spec.surface, spec.surface_parameters, spec.expression, spec.domain, zoom]),
        dimensions, theme, camera]);
    const there = pictures(Ravine.state.panels, Ravine.state.view);
    const fits = pictures(opened.panels, opened.view) === there;
    for (const [index, panel] of opened.panels.entries()) {
        if (panel.spec.surface !== 'own') continue;
        if (!fits) return false; // the server has to read its function
        const { own, facts } = Ravine.state.panels[index];
        Object.assign(panel, { own, facts });
    }
    if (fits) Ravine.openScene(opened);
    else if (opened.view.dimensions === '3' || Ravine.state.view.dimensions === '3') return false;
    else Ravine.beginScene(opened);
    return true;
}"""

#: A selector `named=ROLE NAME`: what is visible with that role and that whole name. Playwright's own by role works out
#: the names of all that is on the page; this one, of the few that can be meant. That names are right is axe's to say.
NAMED = """{
    queryAll(root, selector) {
        const [role, ...words] = selector.split(' '), name = words.join(' ');
        const plain = text => (text ?? '').replace(/\\s+/g, ' ').trim();
        const said = ids => (ids ?? '').split(' ').map(id => document.getElementById(id)?.textContent).join(' ');
        const nameOf = node => plain(node.getAttribute('aria-label'))
            || plain(said(node.getAttribute('aria-labelledby')))
            || plain([...(node.labels ?? [])].map(label => label.textContent).join(' '))
            || plain(/^(BUTTON|A|DIV|LI)$/.test(node.tagName) ? node.textContent : '') || plain(node.title);
        const own = {
            button: 'button:not([role])',
            slider: 'input[type=range]:not([role])',
            textbox: 'textarea:not([role]), input:not([role]):is(:not([type]), [type=text])',
        }[role];
        const found = root.querySelectorAll([`[role=${role}]`, own].filter(Boolean).join());
        return [...found].filter(node => nameOf(node) === name && node.checkVisibility({ visibilityProperty: true }));
    },
    query(root, selector) { return this.queryAll(root, selector)[0] ?? null; },
}"""

UNFOLD = """name => {
    for (const node of document.querySelectorAll(`[aria-label="${name}"], [id="${name}"]`)) {
        const section = node.closest('#desk details');
        if (section) section.open = true;
    }
}"""

#: What a browser remembers of a reader who has seen what is said on a first visit.
BEEN_HERE = """if (location.protocol === 'http:') {
    for (const key of ['welcome', 'dragged']) localStorage.setItem(`ravine.${key}`, 'yes');
    localStorage.setItem('ravine.told', 'cross,arrow,dashed,average,start,star,pale');
}"""

#: The bytes that a page has had over the wire since it was opened.
TRANSFERRED = "performance.getEntries().reduce((sum, { transferSize = 0 }) => sum + transferSize, 0)"

OPEN = """search => {
    Look.before = Ravine.state.panels;
    Ravine.askScene(search);
}"""


class Race:
    """A page of Ravine: how checks look at it and wait for it."""

    def __init__(self, page: Page, address: str) -> None:
        self.address = address
        self._take(page)

    def _take(self, page: Page) -> None:
        self.page = page
        if SLOWER > 1:
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def renew(self) -> None:
        """A new page in the place of one that may have stopped."""
        old = self.page
        self._take(old.context.new_page())
        old.close()
        self.load()

    # ---- asking and waiting ----

    def js(self, expression: str, given: Any = None) -> Any:
        return self.page.evaluate(expression, given)

    def until(self, expression: str, given: Any = None) -> None:
        """Wait until an expression, or a function of `given`, is true."""
        waiting.until(self.page, expression, given)

    def settle(self) -> None:
        """Wait until all that was asked for is answered and drawn."""
        self.until("() => Look.settled()")

    # ---- scenes ----

    def load(self, query: str = "") -> None:
        """The page of a link; a race that plays by itself stands still then, as it takes the machine from its check."""
        self.page.goto(f"{self.address}/?{query}" if query else self.address)
        self.until("() => window.Ravine?.state?.begun")
        self.plays = self.js("() => [Ravine.clock.playing, Ravine.clock.pause()][0]")
        self.settle()

    def show(self, query: str = "") -> None:
        """The scene of another link, as when the address changes without a load; what was open is closed, and a scene
        without a step of its own stands at its first: one that plays takes the machine from its check.

        Where the pictures on screen fit, only the state is set anew: that spares the time that Plotly takes. In a plane
        the page is told the scene, and asks for its pictures only; the server reads the link where it must.
        """
        self.page.mouse.move(2, 2)
        self.js("scrollTo(0, 0)")
        scene, problems = scene_from_query(query)
        panels = [{"spec": panel.spec.to_dict(), "zoom": panel.zoom, "equal": panel.equal} for panel in scene.panels]
        panels = panels or [{"spec": spec.to_dict(), "zoom": None} for spec in FIRST_VIEW]
        if self.js(REOPEN, {"panels": panels, "view": dict(scene.view), "problems": problems}):
            self.settle()
        else:
            self.js(OPEN, query and f"?{query}")
            self.until("() => Ravine.state.panels !== Look.before")
            self.settle()
        self.seek(scene.view["step"] or 0)

    def link(self) -> str:
        """The query that the address bar holds, once it has caught up with the page."""
        self.until("() => decodeURIComponent(location.search) === decodeURIComponent(`?${Ravine.linkQuery()}`)")
        return self.page.url.partition("?")[2]

    # ---- state ----

    @property
    def step(self) -> float:
        return self.js("Ravine.clock.step")

    def seek(self, step: float) -> None:
        self.js("step => (Ravine.clock.seek(step), Look.frame())", step)

    def press(self, key: str) -> None:
        """Press a key, and wait until what it does is drawn."""
        self.page.keyboard.press(key)
        self.js("() => Look.frame()")

    def posts(self) -> list[tuple[str, str]]:
        """(path, body) of all that the page has posted by fetch since it was loaded."""
        return [(path, body) for path, body in self.js("Look.posts")]

    def specs(self) -> list[dict[str, Any]]:
        return self.js("Ravine.state.panels.map(({ spec }) => spec)")

    def spec(self, panel: int = 0) -> dict[str, Any]:
        return self.specs()[panel]

    def paths(self) -> list[dict[str, list[list[float]]]]:
        """What is drawn: {racer: [x, y]} of each panel."""
        return self.js(
            """Ravine.panels.map(({ racers }) => Object.fromEntries(
                racers.map(({ name, x, y }) => [name, [Array.from(x), Array.from(y)]])))"""
        )

    # ---- parts of the page ----

    def named(self, role: str, name: str) -> Locator:
        return self.page.locator(f"named={role} {name}")

    def button(self, name: str) -> Locator:
        return self.named("button", name)

    def row(self, name: str) -> Locator:
        """The button of a racer in the desk, which is a switch like its name in the legend."""
        return self.page.locator(f'#desk .racer[data-name="{name}"] .racer-switch')

    def unfold(self, name: str) -> None:
        """Open the sections of the desk that hold what has this label or id."""
        self.js(UNFOLD, name)

    def labelled(self, label: str) -> Locator:
        self.unfold(label)
        return self.page.get_by_label(label, exact=True)

    def slider(self, label: str) -> Locator:
        self.unfold(label)
        return self.named("slider", label)

    def field(self, label: str) -> Locator:
        self.unfold(label)
        return self.named("textbox", label)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list that opens."""
        self.unfold(label)
        native = self.page.locator(f'select[aria-label="{label}"]')
        if native.count():
            native.select_option(label=option)
            self.js("() => Look.idle()")
            return
        self.named("combobox", label).or_(self.field(label)).click()
        self.named("option", option).click()
        self.js("() => Look.idle()")

    def segment(self, group: str, text: str) -> None:
        """Choose one of several that lie side by side."""
        self.unfold(group)
        self.page.locator(f"#{group}").get_by_text(text, exact=True).click()
        self.js("() => Look.idle()")

    def share(self, way: str) -> None:
        """One of the ways to share what is on screen."""
        self.button("Share: link, QR code, export").click()
        self.named("menuitem", way).click()

    def switch(self, name: str) -> Locator:
        """A racer's entry in the legend."""
        return self.page.locator(f"#legend [data-name={name}]")

    def rate(self, panel: int, name: str) -> Locator:
        """A racer's entry in a panel's line of rates."""
        return self.page.locator(f"#rates-{panel} .rate-item[data-name={name}]")

    def type(self, label: str, text: str) -> None:
        self.field(label).fill(text)
        self.field(label).press("Enter")

    def more(self, label: str) -> None:
        """Unfold a racer's other hyperparameters."""
        self.button(f"More of {label}").click()

    @contextmanager
    def grab(self, slider: Locator) -> Iterator[Callable[[float], None]]:
        """A slider held by its thumb; what is given moves it to a place from 0 to 1. Let go at the end."""
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        share = slider.evaluate("node => (node.value - node.min) / (node.max - node.min)")
        mouse, height = self.page.mouse, box["y"] + box["height"] / 2

        def move(to: float) -> None:
            mouse.move(box["x"] + 8 + to * (box["width"] - 16), height)

        move(share)
        mouse.down()
        try:
            yield move
        finally:
            mouse.up()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict, playwright: Playwright) -> dict:
    """Chromium as it is found: $RAVINE_BROWSER, on the PATH, or Playwright's own."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = (os.environ.get("RAVINE_BROWSER"), *map(shutil.which, names), playwright.chromium.executable_path)
    path = next(filter(None, found))
    if not os.path.exists(path):
        pytest.fail(
            f"No browser for these checks: there is no {path}. Put Chromium on the PATH, set RAVINE_BROWSER to its "
            f"path, or run `{sys.executable} -m playwright install chromium`.",
            pytrace=False,
        )
    return browser_type_launch_args | {"executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """`python app.py` on a free port: its address, port and a file with what it prints."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("w") as output:
        command = [sys.executable, "app.py", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + patience.seconds()
        while time.monotonic() < end:
            try:
                urlopen(address).close()
                break
            except URLError:
                if process.poll() is not None:
                    break
                time.sleep(0.1)
        else:
            pytest.fail(f"The server does not answer: {log.read_text()}", pytrace=False)
        if process.poll() is not None:
            pytest.fail(f"The server ended at once: {log.read_text()}", pytrace=False)
        yield SimpleNamespace(address=address, port=port, log=log)
    finally:
        process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)  # at once, without ceremony
        process.wait(patience.seconds())


@pytest.fixture(scope="session")
def troubles() -> list[str]:
    """What no page may do: errors in the console, a request to another host among them, uncaught exceptions, frames."""
    return []


Opened = Callable[..., AbstractContextManager[Race]]


@pytest.fixture(scope="session")
def opened(playwright: Playwright, browser: Browser, server: SimpleNamespace, troubles: list[str]) -> Opened:
    """`with opened(query, **options) as race`: the page, loaded by a reader who has been here, in a page that is new or
    has forgotten everything but what scripts were compiled to, which is half of what a load costs. `fresh`: not even
    that."""
    playwright.selectors.register("named", NAMED)
    resting: dict[str, list[Race]] = {}  # by what they are for

    def context_for(first_visit: bool, options: dict[str, Any]) -> BrowserContext:
        context = browser.new_context(**options)
        context.add_init_script(path=HELPERS)
        if not first_visit:
            context.add_init_script(BEEN_HERE)
        context.on(
            "console",
            lambda said: said.type == "error" and troubles.append(f"console: {said.text} {said.location['url']}"),
        )
        context.on("weberror", lambda error: troubles.append(f"uncaught: {error.error}"))
        context.on("page", lambda page: page.on("frameattached", lambda frame: troubles.append(f"frame: {frame.name}")))
        return context

    def forget(race: Race, options: dict[str, Any]) -> None:
        page, context = race.page, race.page.context
        page.unroute_all()
        page.goto(f"{server.address}/healthz")  # a page would write what it stores when it is left
        page.evaluate("localStorage.clear(), sessionStorage.clear()")
        for other in context.pages:
            if other != page:
                other.close()
        context.clear_cookies()
        context.clear_permissions()
        context.set_offline(False)
        page.set_viewport_size(options["viewport"])
        usual = {"color_scheme": "light", "reduced_motion": "no-preference"}
        page.emulate_media(**{name: options.get(name, value) for name, value in usual.items()})

    @contextmanager
    def open_page(
        query: str | None = "", *, first_visit: bool = False, fresh: bool = False, **options: Any
    ) -> Iterator[Race]:
        options = {"viewport": SCREEN, "locale": "en-GB", "bypass_csp": True} | options  # or no page could be asked
        alike = resting.setdefault(repr((first_visit, sorted(options.items()))), [])
        if alike and not fresh:
            race = alike.pop()
        else:
            race = Race(context_for(first_visit, options).new_page(), server.address)
        context = race.page.context
        context.set_default_timeout(patience.milliseconds())
        try:
            if query is not None:
                race.load(query)
            yield race
            forget(race, options)
        except BaseException:
            context.close()  # who knows what state it is in
            raise
        alike.append(race)

    return open_page


@pytest.fixture(scope="session")
def race(opened: Opened) -> Iterator[Race]:
    """The page that most checks share."""
    with opened(fresh=True) as race:
        race.first_load = {"bytes": race.js(TRANSFERRED), "plays": race.plays}
        shared.append(race)
        yield race
        shared.clear()


shared: list[Race] = []  # that page, once it is loaded


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What fails in a browser is run once more: on a busy machine a check may have looked too early."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for race in shared:
        if "race" not in item.fixturenames:
            continue
        if getattr(item, "execution_count", 1) > 1:
            race.renew()
        race.js("Look.wake()")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    """The page that most checks share sleeps while others are looked at."""
    yield
    for race in shared:
        if nextitem and "race" not in nextitem.fixturenames and not race.page.is_closed():
            race.js("Look.sleep()")


@pytest.fixture
def visit(opened: Opened) -> Iterator[Callable[..., Race]]:
    """`visit(query, **options)`: the page, loaded in a context of its own, until the check ends."""
    with ExitStack() as stack:
        yield lambda *given, **options: stack.enter_context(opened(*given, **options))


@pytest.fixture(autouse=True)
def rest(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each check its pages are still: one that plays takes the machine from the next check."""
    yield
    for page in request.node.funcargs.values():
        if isinstance(page, Race):
            page.js("window.Ravine?.clock?.pause()")


@pytest.fixture(autouse=True)
def no_trouble(troubles: list[str]) -> Iterator[None]:
    """No check leaves an error behind, but for a connection that the server had let go of while nobody used it: what
    was asked is asked again, and each check waits for its answer."""
    yield
    found = [trouble for trouble in troubles if "ERR_SOCKET_NOT_CONNECTED" not in trouble]
    troubles.clear()
    assert not found


@pytest.fixture
def alone(troubles: list[str]) -> Iterator[Callable[[Page], AbstractContextManager[None]]]:
    """`with alone(page):` nothing is answered; what the browser says of that in its console is no trouble."""

    @contextmanager
    def offline(page: Page) -> Iterator[None]:
        page.context.set_offline(True)
        try:
            yield
        finally:
            page.context.set_offline(False)

    yield offline
    troubles[:] = [trouble for trouble in troubles if "ERR_INTERNET_DISCONNECTED" not in trouble]


@pytest.fixture(scope="session")
def browser_process(browser: Browser) -> int:
    """The browser's process id."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return next(process["id"] for process in processes if process["type"] == "browser")


@pytest.fixture(autouse=True)
def patient(browser: Browser, browser_process: int) -> Iterator[None]:
    """What Playwright waits for has the time that a check has, too. A page whose script never ends would block the run
    for ever; without its browser the check fails."""
    expect.set_options(timeout=patience.milliseconds())
    for context in browser.contexts:
        context.set_default_timeout(patience.milliseconds())
    death = getattr(signal, "SIGKILL", signal.SIGTERM)
    timer = threading.Timer(FROZEN * patience.seconds(), os.kill, (browser_process, death))
    timer.start()
    yield
    timer.cancel()
