"""The editor of your own function."""

from __future__ import annotations

from dash import html

from .dialog import dialog
from .parameter import place

EXAMPLES = (
    "(1-x)^2 + 100*(y-x^2)^2",
    "x^2 + 10*y^2 + 3*sin(3x)*cos(2y)",
    "(x^2+y^2-1)^2 + 0.3*x",
    "log(1 + (x*y-1)^2 + 0.1*(x-y)^2)",
)


def own_editor() -> html.Dialog:
    """An expression, the domain, and the formula as it was understood, while it is typed."""
    examples = [
        html.Button(text, type="button", className="example", **{"data-action": "own-example", "data-text": text})
        for text in EXAMPLES
    ]
    bounds = [place("own-bound", f"Domain {name}", name=name) for name in ("x from", "x to", "y from", "y to")]
    return dialog(
        "own",
        "Your own function",
        [
            html.Div([html.Span("f(x, y) =", className="heading"), place("own-expression", "Expression in x and y")]),
            html.Div(
                [html.Pre(id="own-message", role="status"), html.Div(id="own-formula", className="formula")],
                className="own-answer",
            ),
            html.Div([_interval("x", *bounds[:2]), _interval("y", *bounds[2:])], className="own-bounds"),
            html.Div(id="own-refused", role="status"),
            html.Div([html.Span("for example", className="symbol"), *examples], className="own-examples"),
            html.Button("Race on it", id="own-use", type="button", className="primary", **{"data-action": "own-use"}),
        ],
    )


def _interval(name: str, low: html.Div, high: html.Div) -> html.Div:
    return html.Div([html.Span(f"{name} from", className="symbol"), low, html.Span("to", className="symbol"), high])
