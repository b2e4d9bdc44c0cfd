"""One panel of the race page: surface chooser, rates, picture, start and chart."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from figures import curve_axes
from figures.layout import Figure
from figures.thumbnails import inlined
from surfaces import GROUPS, OWN, SURFACES

from .icon import icon_button
from .packed import asset
from .parameter import place

CONFIG = {"displayModeBar": False, "doubleClick": False, "scrollZoom": False}


def panel(index: int) -> html.Section:
    """Panel number `index`, from 0; the page fills and shows it as the state says."""
    number = index + 1
    return html.Section(
        [
            _head(index, number),
            html.Div(
                id=f"rates-{index}", className="rates", role="group", **{"aria-label": f"Rates of panel {number}"}
            ),
            html.Div(
                id=f"picture-{index}",
                className="picture",
                role="group",
                **{"aria-label": f"Picture of panel {number}"},
            ),
            _foot(index, number),
            html.Div(
                id=f"curve-{index}",
                className="curve",
                role="img",
                **{"aria-label": f"Chart of panel {number}"},
            ),
        ],
        id=f"panel-{index}",
        className="panel",
        hidden=True,
        tabIndex="-1",  # the keyboard can be sent here, where Enter does nothing
        **{"aria-label": f"Panel {number}"},
    )


def _head(index: int, number: int) -> html.Div:
    """Above the picture: the surface, and what is done with the panel."""
    return html.Div(
        [
            html.Span(str(number), className="number"),
            html.Div(id=f"surface-{index}", className="surface"),  # its chooser: assets/race/surfaces.mjs
            html.Div(
                [
                    html.Span(className="plane-title"),
                    icon_button("edit", f"Edit the function of panel {number}", "own-edit", "own-button", panel=index),
                    icon_button("info", f"About the surface of panel {number}", "surface-card", panel=index),
                    icon_button("duplicate", f"Duplicate panel {number}", "duplicate", panel=index),
                    icon_button("remove", f"Remove panel {number}", "remove", panel=index),
                ],
                className="panel-tools",
            ),
        ],
        className="panel-head",
        role="toolbar",
        **{"aria-label": f"Surface and panel {number}"},
    )


def _foot(index: int, number: int) -> html.Div:
    """Below it: :func:`foot`, which the page's script puts there."""
    return html.Div(
        className="panel-foot",
        role="toolbar",
        **{"aria-label": f"View and start of panel {number}", "data-markup": f"foot-{index}"},
    )


def foot(index: int) -> list[Any]:
    """What is seen of the surface, what is under the pointer, and the start."""
    number = index + 1
    return [
        icon_button("zoom-in", f"Zoom into panel {number}", "zoom-in", panel=index),
        icon_button("zoom-out", f"Zoom out of panel {number}", "zoom-out", panel=index),
        icon_button("equal", f"Same scale of x and y in panel {number}", "equal", panel=index),
        icon_button("whole", f"The whole surface in panel {number}", "whole", panel=index),
        html.Span(id=f"readout-{index}", className="readout"),
        html.Span("start", className="start-label"),
        *(place("start", f"Start {name} of panel {number}", panel=index, name=name) for name in "xy"),
    ]


def picture(figure: Figure) -> dcc.Graph:
    """The Plotly graph of a panel's picture."""
    return dcc.Graph(figure=figure, responsive=True, config=CONFIG)


def curve(theme: str, size: float) -> dcc.Graph:
    """The Plotly graph with the axes of a panel's chart."""
    return dcc.Graph(figure=curve_axes(theme, size), responsive=True, config=CONFIG)


def surface_select(name: str | dict[str, Any], label: str, position: str = "bottom-start") -> dmc.Select:
    """The chooser of surfaces with their small pictures, in groups; `label` is its accessible name."""
    return dmc.Select(
        id=name,
        data=_surface_choices(),
        value=None,
        allowDeselect=False,
        searchable=True,
        selectFirstOptionOnChange=True,
        nothingFoundMessage="No such surface",
        renderOption={"function": "surfaceOption"},
        size="sm",
        className="surface",
        maxDropdownHeight=480,
        comboboxProps={"width": 300, "position": position},
        **{"aria-label": label},
    )


def _surface_choices() -> list[dict]:
    """The choices of surfaces by group, each with its small picture (figures/thumbnails.py)."""
    groups = [
        {
            "group": group.capitalize(),
            "items": [
                {
                    "value": name,
                    "label": surface.label,
                    "picture": inlined(name) or asset(f"surfaces/{name}.png"),
                }
                for name, surface in SURFACES.items()
                if surface.group == group
            ],
        }
        for group in GROUPS
    ]
    return [*groups, {"group": "Yours", "items": [{"value": OWN, "label": "Your own function…"}]}]
