"""A surface beyond its domain: what a picture shows whose axes have the same scale, and more room along one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from caches import MB, kept
from surfaces import Surface

from .height import height_map, lifted

Range = tuple[float, float]

WIDE = 151  # points a side
FLATTEST, TALLEST = 2.4, 0.42  # width over height of the plot areas that it fills
LEVELS = 22  # in the domain
MOST = 30  # on either side of these, beyond it


@kept(500_000)
def widened(surface: Surface) -> Surface:
    """The surface with a domain that fills, at equal scale, whatever plot area the domain is shown in whole."""
    (x_min, x_max), (y_min, y_max) = surface.domain
    wide, high = x_max - x_min, y_max - y_min
    more_x, more_y = (max(FLATTEST * high - wide, 0) / 2, max(wide / TALLEST - high, 0) / 2)
    return replace(surface, domain=((x_min - more_x, x_max + more_x), (y_min - more_y, y_max + more_y)))


@kept(6 * MB)
def wide_map(surface: Surface, domain: tuple[Range, Range], points: int = WIDE) -> dict[str, Any]:
    """As `height_map`, over another domain, with the surface's own transform: what is beyond its domain changes no
    colour in it."""
    x, y, f = replace(surface, domain=domain).grid(points)
    own = height_map(surface)
    transform = {key: own[key] for key in ("scale", "floor", "offset")}
    return {"x": x, "y": y, "z": lifted(np.where(np.isfinite(f), f, np.nan), transform), **transform}


def levels_of(surface: Surface) -> dict[str, Any]:
    """Plotly's levels and colours of a widened surface: those of the domain, and lines as close beyond it."""
    z = height_map(surface)["z"]
    low, high = float(np.nanmin(z)), float(np.nanmax(z))
    size = (high - low) / LEVELS or 1.0
    beyond = wide_map(surface, widened(surface).domain)["z"]
    ends = [max(float(np.nanmin(beyond)), low - MOST * size), min(float(np.nanmax(beyond)), low + MOST * size)]
    first = low - size * np.floor((low - ends[0]) / size)
    levels = {"start": first, "end": ends[1], "size": size}
    return {"autocontour": False, "contours": levels, "zauto": False, "zmin": low, "zmax": high}
