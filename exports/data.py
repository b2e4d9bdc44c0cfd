"""The numbers of a take: one tidy row for each panel, racer and step, as CSV or JSON, and back.

Both begin with the link, from which the races can be run again. Numbers are written so that they read back exactly.
"""

from __future__ import annotations

import io
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hyperparameters import shown

from .options import ExportError
from .take import Take

if TYPE_CHECKING:
    import pandas as pd

KEYS = {"panel": int, "surface": str, "optimizer": str, "step": int, "status": str}  # all other columns are numbers
SIGN = "# Ravine: "  # how the first line of a CSV begins; the link follows


def frame_of(take: Take) -> pd.DataFrame:
    """One row for each panel, racer and step.

    Columns: panel (from 1), surface, optimizer, step, x, y, loss, gradient_norm, distance (to the nearest minimum),
    evaluations (gradients so far), status, accuracy where a loss is a classifier's, and the state of each method, such
    as v.x and v.y; missing where a method has no such state.
    """
    import pandas as pd

    frames = []
    for panel, result in enumerate(take.results, start=1):
        frame = result.to_frame(states=True)
        frame.insert(0, "panel", panel)
        frames.append(frame)
    return _typed(pd.concat(frames, ignore_index=True))


def csv_of(take: Take) -> str:
    """The frame as CSV; its first line is a comment with the link."""
    text = io.StringIO()
    text.write(f"{SIGN}{take.link}\n")
    frame_of(take).to_csv(text, index=False, lineterminator="\n")
    return text.getvalue()


def json_of(take: Take) -> str:
    """The frame as JSON: {"link", "specs", "view", "columns", "rows"}; infinity is text, what is missing is null."""
    frame = frame_of(take)
    columns = [[_plain(value) for value in frame[name].tolist()] for name in frame]
    header = {
        "link": take.link,
        "specs": [panel.spec.to_dict() for panel in take.scene.panels],
        "view": dict(take.scene.view),
        "columns": list(frame),
    }
    rows = ",\n".join(json.dumps(row) for row in zip(*columns, strict=True))
    return f'{json.dumps(header)[:-1]}, "rows": [\n{rows}\n]}}\n'


def read_frame(path: str | Path) -> tuple[pd.DataFrame, str]:
    """The frame and the link of a CSV or JSON file that was exported. Raises ExportError for any other file."""
    import pandas as pd

    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix.lower() == ".csv":
            first, _, table = text.partition("\n")
            if not first.startswith(SIGN):
                raise ValueError(f"its first line does not begin with {SIGN!r}")
            cells = pd.read_csv(io.StringIO(table), dtype=str, keep_default_na=False)
            numbers = {name: [float(text or "nan") for text in cells[name]] for name in cells if name not in KEYS}
            return _typed(cells.assign(**numbers)), first.removeprefix(SIGN)
        read = json.loads(text)
        return _typed(pd.DataFrame(read["rows"], columns=read["columns"])), read["link"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExportError(f"{shown(path.name)} cannot be read as an exported table ({error})") from None


def _plain(value: Any) -> Any:
    if not isinstance(value, float) or math.isfinite(value):
        return value
    return None if math.isnan(value) else str(value)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype({name: KEYS.get(name, float) for name in frame})
