"""The ranking page: performance profiles of the stored ranking (races/ranking.py), for any group of methods on any
group of surfaces, beside what such a comparison cannot say."""

from __future__ import annotations

import math

import dash
from dash import ClientsideFunction, Input, Output, State, clientside_callback, dcc, html
from flask import Response, request

from components.catalog import catalog
from components.head import head
from components.panel import CONFIG
from components.scripts import opens
from components.shapes import RankingAnswer, RankingRow
from figures import empty_figure, profile_chart
from hyperparameters import shown
from optimizers import CLASSICS, GROUPS, OPTIMIZERS
from pages.answers import as_json, look_of
from races import TOLERANCE
from races.profiles import standings
from races.ranking import BUDGET, RANKED, STARTS, ranking
from races.tuning import LONGEST_STEP, RATES
from races.tuning import STEPS as TUNING_STEPS
from surfaces import GROUPS as SURFACE_GROUPS
from surfaces import SURFACES

RANKING_PATH = "/rankings"

dash.register_page(__name__, path="/ranking", title="Ravine: the ranking, and its limits", name="Ranking", order=4)

#: The choices, each with its label and what it stands for.
METHODS = {
    "classics": ("First page", CLASSICS),
    **{
        group: (group[0].upper() + group[1:], tuple(n for n, m in OPTIMIZERS.items() if m.group == group))
        for group in GROUPS
    },
    "all": ("All", tuple(OPTIMIZERS)),
}
PLACES = {
    "all": ("All", RANKED),
    **{
        group: (group.capitalize(), chosen)
        for group in SURFACE_GROUPS
        if (chosen := tuple(name for name in RANKED if SURFACES[name].group == group))
    },
}


#: What was tuned, on what budget, and what follows from that.
CAVEATS = (
    (
        "What was tuned.",
        "The learning rate, and nothing else: everything else is at its default. Methods without a learning rate "
        "were not tuned at all. There is one rate for each method and surface.",
    ),
    (
        "By which criterion.",
        f"For a race that one can watch: of {len(RATES)} rates from {RATES[0]:g} to {RATES[-1]:g}, the one that "
        "arrives first among those whose racer never leaves the picture and takes no step longer than "
        f"{LONGEST_STEP:.0%} of its diagonal, within {TUNING_STEPS[-1]} steps. Faster rates may exist; those "
        "who would profit from long steps are held back.",
    ),
    (
        "From where.",
        f"It was tuned for the surface’s own start, and is judged here from {STARTS} others, drawn evenly from "
        "the picture with a fixed seed. A method that is robust gains by that.",
    ),
    (
        "What counts as solved.",
        f"A loss within {TOLERANCE:g} of the way from the start down to the lowest minimum (Moré & Wild 2009). "
        "Who rests in another minimum has not solved it, so on surfaces with many minima luck has its part.",
    ),
    (
        "Within which budget.",
        f"{BUDGET} gradient evaluations. A product with the Hessian counts as one, a whole Hessian as two, and a "
        "line search pays for every look. On two coordinates a Hessian is cheap; on a network it is not.",
    ),
    (
        "What a profile says.",
        "At the left edge, how often a method was the fastest; at the right, how much it solved at all (Dolan & "
        "Moré 2002). Who leads may change with who else takes part (Gould & Scott 2016): choose another group.",
    ),
)


def layout(**_: str) -> html.Div:
    """The page; assets/ranking/ranking.mjs asks for the profiles of what is chosen."""
    page = opens("/ranking", "ranking/ranking.mjs") | {"ranking_path": dash.get_relative_path(RANKING_PATH)}
    return html.Div(
        [
            dcc.Location(id="ranking-location", refresh=False),
            dcc.Store(id="ranking-catalog", data=catalog() | page),
            dcc.Store(id="ranking-opened"),
            head(
                "Ranking",
                html.Span("How many problems a method solves, and how fast, each at its tuned rate.", className="hint"),
                skips={"ranking-card": "profiles", "ranking-best": "table"},
            ),
            html.Div(id="notices", **{"aria-live": "polite"}),
            html.Main(
                [
                    html.Div(
                        [_choice("methods", "Methods", METHODS), _choice("surfaces", "Surfaces", PLACES)],
                        className="ranking-choices",
                    ),
                    _profiles(),
                    html.Section(
                        html.Table(id="ranking-table", className="scoreboard"),
                        id="ranking-best",
                        **{"aria-label": "Ranking"},
                    ),
                    _caveats(),
                ],
                id="ranking-stage",
            ),
        ],
        id="ranking-page",
    )


def _profiles() -> html.Section:
    return html.Section(
        [
            html.Div(
                dcc.Graph(figure=empty_figure(), responsive=True, config=CONFIG),
                id="ranking-chart",
                role="img",
                **{"aria-label": "Performance profiles; the table says the same in numbers"},
            ),
            html.P(id="ranking-said", **{"aria-live": "polite"}),
        ],
        id="ranking-card",
        **{"aria-label": "Performance profiles"},
    )


def _choice(name: str, label: str, options: dict[str, tuple[str, tuple[str, ...]]]) -> html.Div:
    buttons = [
        html.Button(text, type="button", **{"data-choice": name, "data-value": key})
        for key, (text, _) in options.items()
    ]
    return html.Div(
        [
            html.Span(label, className="heading"),
            html.Div(buttons, className="choice-line", role="group", **{"aria-label": label}),
        ]
    )


def _caveats() -> html.Section:
    return html.Section(
        [
            html.H2("Read this with it"),
            html.P(
                "These are two-dimensional surfaces without noise. A comparison at tuned rates shows the character of "
                "methods; it does not say which one to take for a network."
            ),
            html.Dl([html.Div([html.Dt(title), html.Dd(text)]) for title, text in CAVEATS]),
        ],
        id="ranking-caveats",
        **{"aria-label": "Read this with it"},
    )


@dash.get_app().server.post(RANKING_PATH)
def rank() -> Response:
    """POST /rankings, JSON {"methods": of METHODS, "surfaces": of PLACES, "theme", "size"}: {"figure", "rows", "said"}.

    400 with JSON {"problems"} for other choices.
    """
    asked = request.get_json(silent=True)
    asked = asked if isinstance(asked, dict) else {}
    problems = [
        f"{part}: {shown(asked.get(part))}; allowed: {', '.join(table)}"
        for part, table in (("methods", METHODS), ("surfaces", PLACES))
        if not (isinstance(asked.get(part), str) and asked[part] in table)
    ]
    if problems:
        return as_json({"problems": problems}, 400)
    chosen = METHODS[asked["methods"]][1], PLACES[asked["surfaces"]][1]
    methods, surfaces = ranking().ranked(*chosen)
    left_out = [name for name in (*chosen[0], *chosen[1]) if name not in (*methods, *surfaces)]
    missing = f"Not ranked yet: {', '.join(left_out)}; `make data ONLY=name` ranks it." if left_out else ""
    if not methods:
        return as_json({"figure": empty_figure(), "rows": [], "said": missing})
    costs = ranking().table(methods, surfaces)
    rows: list[RankingRow] = [
        {"name": name, "solved": row.solved, "wins": row.wins, "ratio": row.ratio if math.isfinite(row.ratio) else None}
        for name, row in standings(costs, methods).items()
    ]
    nobody = int((~(costs < math.inf).any(axis=1)).sum())
    said = f"{len(costs)} problems: {len(surfaces)} surfaces, {STARTS} starts on each. Nobody solved {nobody} of them."
    figure = profile_chart(costs, methods, **look_of(asked))
    return as_json(RankingAnswer(figure=figure, rows=rows, said=f"{said} {missing}".rstrip()))


clientside_callback(
    ClientsideFunction("ravine", "openPage"),
    Output("ranking-opened", "data"),
    Input("ranking-location", "search"),
    State("ranking-catalog", "data"),
)
