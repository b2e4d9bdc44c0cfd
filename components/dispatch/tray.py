"""The tray: what each job of this page is doing, its cancel button, and its file when it is ready.

Dash allows one job at a time to a callback, and no pattern in the ids of `progress` and `cancel`; so there is one
callback to each of PER_PAGE slots, and assets/ui/jobs.mjs puts a new job into a slot that is free and draws its row.
"""

from __future__ import annotations

from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html

from hyperparameters import shown
from jobs.kinds import KINDS
from jobs.limits import PER_PAGE

from .leaving import LEFT_PATH

#: The Stores of a slot: its order, a count that cancels, the latest progress, and the end.
PARTS = ("run", "cancel", "progress", "end")
SLOTS = range(PER_PAGE)
POLL = 500  # ms


def tray() -> html.Section:
    """For the layout of the app, around its pages: a job goes on when the reader turns to another page."""
    stores = [dcc.Store(id=f"job-{part}-{slot}") for slot in SLOTS for part in PARTS]
    return html.Section(
        [
            *stores,
            html.Details([html.Summary("Files", id="jobs-head"), html.Ul(id="jobs-list")], id="jobs-fold", open=True),
            html.Div(id="jobs-said", className="unseen", **{"aria-live": "polite"}),
        ],
        id="jobs",
        hidden=True,
        **{"aria-label": "Long jobs", "data-slots": str(PER_PAGE), "data-left": dash.get_relative_path(LEFT_PATH)},
    )


def order_of(asked: Any) -> dict[str, Any]:
    """The work order for what the page asks, {"kind", "request"}. Raises ValueError."""
    kind, request = (asked.get("kind"), asked.get("request")) if isinstance(asked, dict) else (None, None)
    if not isinstance(kind, str) or kind not in KINDS:
        raise ValueError(f"{shown(kind)} is no kind of job; allowed: {', '.join(KINDS)}")
    if not isinstance(request, dict):
        raise ValueError(f"{shown(request)} is not the request of a job")
    return {"module": KINDS[kind].module, "kind": kind, "request": request}


def _register(slot: int) -> None:
    """The callback of a slot; its function runs in the request and returns what the manager has done elsewhere."""
    callback(
        Output(f"job-end-{slot}", "data"),
        Input(f"job-run-{slot}", "data"),
        background=True,
        progress=Output(f"job-progress-{slot}", "data"),
        cancel=Input(f"job-cancel-{slot}", "data"),
        interval=POLL,
        prevent_initial_call=True,
    )(order_of)
    for part in ("progress", "end"):  # one for each: Dash holds back a callback while any of its inputs is being made
        news = Input(f"job-{part}-{slot}", "data")
        clientside_callback(ClientsideFunction("ravine", "jobs"), news, prevent_initial_call=True)


for _slot in SLOTS:
    _register(_slot)
