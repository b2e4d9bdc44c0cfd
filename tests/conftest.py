"""Hypothesis draws the same examples every time; the files are dealt to the processes longest first; nothing is
skipped in silence, nor run again in silence; who waits in vain is told how long the others may."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import patience
import pytest
from hypothesis import settings
from weights import SECONDS

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when NumPy is loaded: the processes share the processors
HERE = Path(__file__).parent
#: Where CI runs, a skip is red but for what begins so: of another system than this.
ALLOWED = ("Windows",)

gc.disable()  # until all checks are collected

settings.register_profile("seeded", derandomize=True, deadline=None)
settings.load_profile("seeded")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Each file is a group, which one process has: what its checks share is made once. The longest are dealt first."""
    names = {item.path: item.path.relative_to(HERE).as_posix() for item in items if item.path.is_relative_to(HERE)}
    for item in items:
        item.add_marker(pytest.mark.xdist_group(names.get(item.path, item.path.name)))
    items.sort(key=lambda item: -SECONDS.get(names.get(item.path), 0))
    yield  # pytest-xdist writes the group into the node's id
    if hasattr(config, "workerinput") and not all("@" in item.nodeid for item in items):
        raise pytest.UsageError("this pytest-xdist does not keep the groups of checks with this pytest")


def pytest_collection_finish() -> None:
    """What has been collected stays: it is not looked through for garbage again and again, a tenth of the time."""
    gc.freeze()
    gc.enable()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.outcome in ("failed", "rerun") and report.duration >= patience.seconds():
        patience.spend()


def forbidden(config: pytest.Config) -> list[str]:
    """Why something was skipped that CI must run."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter and os.environ.get("CI") else []
    reasons = [report.longrepr[2].removeprefix("Skipped: ") for report in skipped]
    return sorted({reason for reason in reasons if not reason.startswith(ALLOWED)})


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.exitstatus == pytest.ExitCode.OK and forbidden(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if reasons := forbidden(config):
        terminalreporter.section("skipped, where CI must run all")
        for reason in reasons:
            terminalreporter.line(reason)
    if again := terminalreporter.stats.get("rerun"):
        terminalreporter.section("run once more: each is a fault, of the check or of the page")
        for report in again:
            terminalreporter.line(f"{report.nodeid}\n{report.longreprtext}\n")
