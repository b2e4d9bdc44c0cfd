"""The bar of the stage, between the pictures and the transport: pinned sliders in large type, the pen, and the way off
the stage, for a hand without a keyboard."""

from __future__ import annotations

from dash import html

from .icon import icon_button

#: Of the pen; assets/race/pen.mjs and style.css know them by these names.
COLORS = ("red", "blue")


def stage_bar() -> html.Section:
    """Shown on stage alone; the tools of the pen also while it is in the hand elsewhere."""
    return html.Section(
        [
            html.Div(id="pins", role="group", **{"aria-label": "Pinned sliders"}),
            _pen_tools(),
            icon_button("leave", "Leave the stage (Escape)", "present", "leave-stage"),
        ],
        id="stage-bar",
        **{"aria-label": "On stage"},
    )


def _pen_tools() -> html.Div:
    return html.Div(
        [
            icon_button("pen", "Pen: draw over the pictures", "pen"),
            *(_color(name) for name in COLORS),
            icon_button("remove", "Wipe what is drawn", "pen-wipe", "pen-wipe"),
        ],
        id="pen-tools",
        role="group",
        **{"aria-label": "Pen"},
    )


def _color(name: str) -> html.Button:
    label = f"Draw in {name}"
    return html.Button(
        type="button",
        title=label,
        className=f"pen-color {name}",
        **{"data-action": "pen-color", "data-color": name, "aria-label": label, "aria-pressed": "false"},
    )
