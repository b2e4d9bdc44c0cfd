"""The export dialog: formats, sizes and settings as `exports` declares them; assets/race/export.mjs makes it work."""

from __future__ import annotations

from dash import html

from exports import FORMATS, SETTINGS, SIZES
from exports.options import MAX_FRAMES, Setting
from jobs.limits import Limits

from .dialog import dialog
from .parameter import place

#: Of the kinds of format.
GROUPS = {"video": "Video", "page": "Page", "still": "Picture", "data": "Data"}
SIDES = ("width", "height")  # their row has the presets too


def export_dialog() -> html.Dialog:
    """A choice of format, the settings that it has, what will come of it, and the button."""
    return dialog(
        "export",
        "Export what is on screen",
        [
            html.Div([_formats(kind) for kind in GROUPS], className="export-formats"),
            html.Div(
                [_sizes(), *(_row(name, s) for name, s in SETTINGS.items() if name not in SIDES)],
                className="export-settings",
            ),
            html.Div(
                [
                    html.Div([html.P(id="export-words"), html.P(id="export-warning")], role="status"),
                    html.Button("Export", id="export-start", type="button", className="primary", **_do("start")),
                    html.P(limits_text(Limits()), className="export-limits"),
                ],
                className="export-foot",
            ),
        ],
    )


def limits_text(limits: Limits) -> str:
    """What an export may take."""
    duration, kept = limits.times()
    return (
        f"At most {MAX_FRAMES} frames, {limits.largest / 1e6:g} MB and {duration} of work. "
        f"The file is downloaded when it is ready, and kept for {kept}."
    )


def _do(action: str, **data: str) -> dict[str, str]:
    return {"data-action": f"export-{action}", **{f"data-{key}": value for key, value in data.items()}}


def _option(text: str, detail: str, action: str, **data: str) -> html.Button:
    inside = [html.Span(text), html.Span(detail, className="detail")] if detail else text
    return html.Button(inside, type="button", className="option", **{"aria-pressed": "false"}, **_do(action, **data))


def _group(label: str, buttons: list[html.Button]) -> html.Div:
    return html.Div(buttons, className="options", role="group", **{"aria-label": label})


def _formats(kind: str) -> html.Section:
    options = []
    for ending, each in FORMATS.items():
        name, _, detail = each.label.partition(" ")
        if name.lower() != ending:
            name, detail = ending.upper(), each.label
        if each.kind == kind:
            options.append(_option(name, detail, "format", name=ending))
    return html.Section([html.H3(GROUPS[kind]), _group(GROUPS[kind], options)])


def _kinds(*settings: Setting) -> dict[str, str]:
    return {"data-kinds": " ".join(dict.fromkeys(kind for setting in settings for kind in setting.kinds))}


def _field(name: str) -> html.Div:
    """A field and, below, why what it holds is refused."""
    setting = SETTINGS[name]
    control = place("export-setting", setting.label, name=name, allowed=setting.allowed)
    return html.Div([control, html.Span(id=f"export-bad-{name}", className="refused")])


def _sizes() -> html.Div:
    presets = [_option(name, f"{w} × {h}", "size", width=str(w), height=str(h)) for name, (w, h) in SIZES.items()]
    sides = [html.Div([html.Span(SETTINGS[side].label, className="symbol"), _field(side)]) for side in SIDES]
    return html.Div(
        [
            html.Span("Size", className="heading"),
            html.Div([_group("Size", presets), html.Div(sides, className="sides")]),
        ],
        className="export-row whole",
        **_kinds(*(SETTINGS[side] for side in SIDES)),
    )


def _row(name: str, setting: Setting) -> html.Div:
    if setting.choices:
        control = _group(
            setting.label,
            [_option(text, "", "choice", name=name, value=value) for value, text in setting.choices.items()],
        )
    else:
        control = _field(name)
    help = setting.help if setting.choices else f"{setting.help}; {setting.allowed}"
    heading = html.Span(setting.label, className="heading", title=help)
    return html.Div([heading, control], className="export-row", **_kinds(setting))
