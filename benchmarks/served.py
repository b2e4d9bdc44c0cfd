"""What the benchmarks of pages share: servers on free ports, of this tree or a commit before, and pages in Chromium."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psutil
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-background-networking"]
INSTRUMENTS = Path(__file__).with_name("instruments.js")

#: `module(path)`: one of the page's own modules, of a bundle or, at older commits, as it is served by itself.
MODULES = """async () => {
  const { modules } = await import(document.querySelector('script[src*="/main.mjs"]').src);
  window.module = async path => modules?.[path] ?? import(`/assets/${path}`);
}"""
STATE = "async () => { window.state = (await module('race/state.mjs')).state; }"
BEGUN = "window.state.begun"
SEEK = "async step => (await module('core/clock.mjs')).clock.seek(step)"
RESTART = "async () => (await module('core/clock.mjs')).clock.restart()"


@dataclass(frozen=True)
class Server:
    """A server of this project, and its address."""

    process: psutil.Popen
    address: str

    @property
    def seconds(self) -> float:
        """The processor's time that it has spent, children included."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(time for each in family for time in each.cpu_times()[:4])


@contextmanager
def served(*command: str, tree: Path = ROOT) -> Iterator[Server]:
    """`python COMMAND PORT`, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = psutil.Popen([sys.executable, *command, str(port)], cwd=tree, stdout=subprocess.DEVNULL)
    try:
        yield Server(process, answered(f"http://127.0.0.1:{port}/", command))
    finally:
        process.terminate()
        process.wait()


def answered(address: str, command: tuple[str, ...]) -> str:
    """The address, once it answers."""
    for _ in range(300):
        try:
            urlopen(address).close()
            return address
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{command} does not answer")


@contextmanager
def tree_of(commit: str) -> Iterator[Path]:
    """A work tree of a commit, for a while."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / commit
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, commit], cwd=ROOT, check=True)
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


def opened(browser: Browser, address: str, ready: str) -> Page:
    """A page in a context of its own, a while after it is `ready`, with the instruments at hand."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True).new_page()
    page.add_init_script(path=INSTRUMENTS)
    page.goto(address)
    if "main.mjs" in page.content():
        page.evaluate(MODULES)
    if ready == BEGUN:
        page.evaluate(STATE)
    page.wait_for_function(ready, timeout=120_000)
    page.wait_for_timeout(1500)
    return page


def delay(page: Page, milliseconds: float) -> None:
    """From now on every answer comes so much later."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    unlimited = {"offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
    wire.send("Network.emulateNetworkConditions", {**unlimited, "latency": milliseconds})
