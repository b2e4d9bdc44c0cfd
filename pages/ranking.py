"""The ranking page: every method at its tuned rate, on all surfaces, from many starts; and how fair that is.

The costs ship with the project (races/ranking.json); the page compares those of the chosen methods and surfaces.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import dash
import dash_mantine_components as dmc
import numpy as np
from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html

from components.head import head
from figures import LOOKS
from figures.profiles import profile_figure
from optimizers import GROUPS, OPTIMIZERS
from pages.answers import look_of
from races.profiles import Standing, standings
from races.ranking import BUDGET, RANKED, STARTS, ranking
from races.trajectory import TOLERANCE
from surfaces import GROUPS as SURFACE_GROUPS
from surfaces import SURFACES

dash.register_page(__name__, path="/ranking", title="Ravine: who solves most, and how fast", name="Ranking", order=4)

ALL = "all"
METHODS = {ALL: "all methods"} | {group: group for group in GROUPS}
PROBLEMS = {ALL: "all surfaces"} | {
    group: group for group in SURFACE_GROUPS if any(SURFACES[name].group == group for name in RANKED)
}
ORDERS = {"solved": "most solved", "wins": "most wins", "ratio": "fastest"}


def layout(**_: str) -> html.Div:
    """The page; the callback `rank` fills chart and table."""
    return html.Div(
        [
            dcc.Store(id="ranking-look"),
            head("Ranking", html.Span("Who solves most problems, and how fast?", className="hint")),
            html.Main(
                [
                    html.Section(
                        [
                            html.Div(
                                [
                                    _choice("ranking-methods", "Methods", METHODS, "the lecture"),
                                    _choice("ranking-surfaces", "Surfaces", PROBLEMS, ALL),
                                    _choice("ranking-order", "Order", ORDERS, "solved"),
                                ],
                                className="ranking-choices",
                            ),
                            dcc.Graph(
                                id="ranking-profile",
                                config={"displayModeBar": False, "responsive": True},
                                className="ranking-chart",
                            ),
                            html.P(id="ranking-count", role="status"),
                        ],
                        className="ranking-main",
                        **{"aria-label": "Performance profile"},
                    ),
                    html.Section(html.Div(id="ranking-table"), className="ranking-side", **{"aria-label": "Standings"}),
                    _caveats(),
                ],
                id="ranking",
            ),
        ]
    )


def _choice(name: str, label: str, options: dict[str, str], value: str) -> dmc.Select:
    data = [{"value": key, "label": text} for key, text in options.items()]
    return dmc.Select(id=name, label=label, data=data, value=value, allowDeselect=False, size="sm")


def _caveats() -> html.Section:
    told = [
        f"A problem is a surface and a start: {len(RANKED)} surfaces that have a lowest minimum, {STARTS} starts each, "
        "drawn evenly from the domain from a fixed seed.",
        f"Solved: the loss came within {TOLERANCE:g} of the way from the start down to the lowest minimum, in at most "
        f"{BUDGET} gradient evaluations (Moré & Wild 2009). Another minimum than the lowest is not solved.",
        "What was tuned: the learning rate, for each method on each surface, for the surface’s own start, by how soon "
        "it arrives without a step too long to watch. All other hyperparameters are the defaults. The starts here are "
        "others: a rate may be too bold for them.",
        "Methods with a line search or curvature pay for each evaluation, and need no tuning.",
        "Who leads a profile may depend on who else takes part (Gould & Scott 2016): choose a group and look again.",
        "Two-dimensional test functions without noise say little about training networks. This shows character; it is "
        "not a verdict.",
    ]
    return html.Section(
        [html.H2("How fair is this?"), html.Ul([html.Li(text) for text in told])], className="ranking-caveats"
    )


@callback(
    Output("ranking-profile", "figure"),
    Output("ranking-table", "children"),
    Output("ranking-count", "children"),
    Input("ranking-methods", "value"),
    Input("ranking-surfaces", "value"),
    Input("ranking-order", "value"),
    Input("ranking-look", "data"),
)
def rank(group: Any, surfaces: Any, order: Any, asked: Any) -> tuple[Any, Any, str]:
    """The profile, the table and a sentence for a group of methods on a group of surfaces."""
    methods = tuple(name for name, method in OPTIMIZERS.items() if group not in GROUPS or method.group == group)
    chosen = tuple(name for name in RANKED if surfaces not in SURFACE_GROUPS or SURFACES[name].group == surfaces)
    costs = ranking().table(methods, chosen)
    found = standings(costs, methods)
    keys = {"wins": lambda one: (-one.wins, -one.solved), "ratio": lambda one: (one.ratio, -one.solved)}
    key = keys.get(order, lambda one: (-one.solved, one.ratio))
    ranked = sorted(found, key=lambda name: key(found[name]))
    by_rank = [methods.index(name) for name in ranked]
    look = look_of(asked if isinstance(asked, dict) else {})
    solved = np.isfinite(costs).any(axis=1).sum()
    said = f"{len(costs)} problems on {len(chosen)} surfaces; {solved} of them solved by somebody."
    return profile_figure(costs[:, by_rank], ranked, **look), _table(ranked, found), said


def _table(ranked: list[str], found: Any) -> html.Table:
    names = ("method", "solved", "fastest", "× least")
    titles = ("", "share of problems solved", "share on which nobody was faster", "median multiple of the least cost")
    head_row = html.Tr([html.Th(name, scope="col", title=title) for name, title in zip(names, titles, strict=True)])
    rows = [_row(place, name, found[name]) for place, name in enumerate(ranked, start=1)]
    return html.Table([html.Thead(head_row), html.Tbody(rows)], className="scoreboard")


def _row(place: int, name: str, standing: Standing) -> html.Tr:
    look, method = LOOKS[name], OPTIMIZERS[name]
    query = urlencode({"surface": "beale", name: ""})
    return html.Tr(
        [
            html.Th(
                dcc.Link(
                    [html.Span(className="swatch"), f"{place}. {method.label}"],
                    href=dash.get_relative_path(f"/?{query}"),
                    title=f"{method.label} on Beale’s function",
                ),
                scope="row",
            ),
            html.Td(f"{standing.solved:.0%}"),
            html.Td(f"{standing.wins:.0%}"),
            html.Td(f"{standing.ratio:.3g}" if np.isfinite(standing.ratio) else "–"),
        ],
        style={"--light": look.light, "--dark": look.dark},
        **{"data-name": name},
    )


clientside_callback(
    ClientsideFunction("ravine", "look"),
    Output("ranking-look", "data"),
    Input("ranking-methods", "id"),
)
