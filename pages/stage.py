"""The stage that the race page and the lessons share: head, panels, desk, transport and dialogs, without a state.

`beginScene` (assets/race/opening.mjs) brings that; the callbacks are those of pages/race.py on both.
"""

from __future__ import annotations

from typing import Any

import dash
from dash import dcc, html

from components.cards import card
from components.choice import segments
from components.desk import desk
from components.dialog import later
from components.head import head
from components.icon import icon_button
from components.inside import inside_section
from components.known import dialogs, known_path
from components.legend import legend
from components.markup import lighten
from components.own import own_editor
from components.panel import panel
from components.programs import loss_path, methods_path, programs_path
from components.qr_dialog import qr_dialog
from components.scenes import scenes_path
from components.shapes import StageTold
from components.share import share_menu
from components.short_links import LINKS_PATH
from components.stage_bar import stage_bar
from components.transport import transport
from components.undo import undo_buttons
from components.welcome import welcome
from pages.answers import FUNCTIONS_PATH, RACES_PATH, UNITS_PATH
from pages.exporting import ESTIMATE_PATH, EXPORT_PATH
from pages.inside import EQUATION_PATH, INSIDE_PATH
from pages.pictures import PICTURES_PATH
from pages.scatters import SCATTERS_PATH
from races.query import MAX_PANELS

STORES = ("card-request", "card-shown", "scoreboard-request")


def stage(page: str, hint: str, *sources: Any, beside: Any = None, class_name: str = "") -> html.Div:
    """The whole page named `page`. `sources` are the components that bring its state; `beside` stands beside the
    panels in the place of the desk, which is then hidden (assets/lessons.css)."""
    known = dcc.Store(id="catalog")
    whole = html.Div(
        [
            *sources,
            known,
            *(dcc.Store(id=name) for name in STORES),
            _head(page, hint, "desk" if beside is None else beside.id),
            welcome() if beside is None else None,
            html.Div(id="notices", **{"aria-live": "polite"}),
            html.Main(
                [
                    legend(),
                    html.Div(id="tabs", role="toolbar", **{"aria-label": "Panels"}),
                    html.Div([panel(index) for index in range(MAX_PANELS)], id="panels", **{"data-count": "0"}),
                    transport(),  # always in reach: also by the keyboard it comes before the many controls
                    desk(),
                    beside,
                    inside_section(),
                    _standings(),
                ],
                id="stage",
            ),
            stage_bar(),
            html.Div(id="said", className="unseen", role="status"),
            own_editor(),
            qr_dialog(),
            *map(later, dialogs()),
            card(),
            dcc.Download(id="scoreboard-file"),
        ],
        id="race-page",
        className=class_name,
    )
    texts: dict[str, str] = {}
    lighten(whole, texts)
    known.data = _told(texts)
    return whole


def _told(texts: dict[str, str]) -> StageTold:
    return {
        "known_path": known_path(),
        "race_path": dash.get_relative_path("/"),
        "scenes_path": scenes_path(),
        "pictures_path": dash.get_relative_path(PICTURES_PATH),
        "races_path": dash.get_relative_path(RACES_PATH),
        "scatters_path": dash.get_relative_path(SCATTERS_PATH),
        "functions_path": dash.get_relative_path(FUNCTIONS_PATH),
        "units_path": dash.get_relative_path(UNITS_PATH),
        "inside_path": dash.get_relative_path(INSIDE_PATH),
        "equation_path": dash.get_relative_path(EQUATION_PATH),
        "links_path": dash.get_relative_path(LINKS_PATH),
        "export_path": dash.get_relative_path(EXPORT_PATH),
        "estimate_path": dash.get_relative_path(ESTIMATE_PATH),
        "programs_path": programs_path(),
        "methods_path": methods_path(),
        "loss_path": loss_path(),
        "texts": texts,
    }


def _head(page: str, hint: str, controls: str) -> html.Header:
    """`controls` is the id of what stands beside the pictures."""
    return head(
        page,
        html.Span(hint, className="hint"),
        segments("dimensions", "Dimensions", {"2": "2-D", "3": "3-D"}, class_name="large"),
        undo_buttons(),
        share_menu(),
        icon_button("present", "Present: full screen", "present", word="Present"),
        icon_button("desk", "Show or hide the controls", "desk", word="Controls"),
        icon_button("help", "Help: keys and gestures", "help", "late", word="Help"),
        skips={"panels": "pictures", "transport": "transport", controls: "controls" if controls == "desk" else "text"},
    )


def _standings() -> html.Section:
    return html.Section(
        [
            html.Div(
                [
                    html.H2("Scoreboards"),
                    html.Span("hidden until the race has run, or “Reveal”", className="standings-hidden"),
                    icon_button("table", "Download the scoreboards at this step (CSV)", "scoreboard"),
                ],
                className="standings-head",
            ),
            html.Div(id="scoreboards"),
        ],
        id="standings",
        **{"aria-label": "Scoreboards"},
    )
