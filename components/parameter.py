"""One hyperparameter as a row: symbol, slider and number field, or a switch. Derived from its declaration."""

from __future__ import annotations

from typing import Any

from dash import html

from hyperparameters import Hyperparameter


def place(control: str, label: str, **data: Any) -> html.Div:
    """The place of a native input (assets/ui/controls.mjs): what it controls, its name, and what it belongs to."""
    attributes = {f"data-{key}": str(value) for key, value in data.items()}
    return html.Div(className="control", **{"data-control": control, "data-label": label, **attributes})


def control(group: str, group_label: str, parameter: Hyperparameter) -> html.Div:
    """The slider and number field of a hyperparameter of an optimizer, surface or schedule (`group`), or its switch."""
    return place("hyperparameter", f"{group_label} {parameter.label}", group=group, name=parameter.name)


def parameter_row(group: str, group_label: str, parameter: Hyperparameter) -> html.Div:
    """A row: the hyperparameter's name, explained by a tooltip, and its control."""
    heading = html.Span(
        parameter.label,
        className="symbol",
        title=f"{parameter.symbol.replace('_', ' ')}: {parameter.help} ({parameter.allowed})",
    )
    key = f"{group}.{parameter.name}"
    return html.Div(
        [heading, control(group, group_label, parameter)],
        className="parameter",
        **{"data-group": group, "data-key": key},
    )
