"""One hyperparameter as a row: symbol, slider and number field, or a switch. Derived from its declaration."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html

from hyperparameters import Hyperparameter


def parameter_row(group: str, group_label: str, parameter: Hyperparameter, name: str | None = None) -> html.Div:
    """The row of `parameter` of an optimizer, surface or schedule (`group`); `name` replaces its symbol."""
    heading = html.Span(
        name or parameter.symbol.replace("_", " "),
        className="symbol",
        title=f"{parameter.label}: {parameter.help} ({parameter.allowed})",
    )
    return html.Div(
        [heading, *control(group, group_label, parameter)],
        className="parameter",
        **{"data-group": group, "data-name": parameter.name},
    )


def control(group: str, group_label: str, parameter: Hyperparameter) -> list:
    """The slider and number field of a hyperparameter, or its switch."""
    label = f"{group_label} {parameter.label}"
    place = {"group": group, "name": parameter.name}
    if parameter.scale == "switch":
        return [
            dmc.Switch(
                id={"type": "switch", **place},
                checked=bool(parameter.default),
                label=parameter.label,
                size="sm",
                **{"aria-label": label},
            )
        ]
    return [
        dmc.Slider(
            id={"type": "slider", **place},
            min=0,
            max=1,
            step=0.002,
            value=parameter.position(parameter.default),
            label=None,
            updatemode="drag",
            thumbLabel=label,
            size="sm",
            className="slider",
        ),
        dmc.TextInput(
            id={"type": "field", **place},
            value="",
            debounce=True,
            size="xs",
            className="field",
            **{"aria-label": label},
            inputProps={"inputMode": "decimal", "autoComplete": "off"},
        ),
    ]
