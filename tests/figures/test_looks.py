"""The looks of the racers and of the themes: told apart by every eye, and seen on every background."""

import re
from itertools import combinations

import numpy as np
import pytest

from figures import LOOKS, MARKERS, THEMES
from optimizers import CLASSICS, OPTIMIZERS

COLOR = re.compile(r"#[0-9a-f]{6}")
VISIONS = {  # Machado, Oliveira & Fernandes (2009), severity 1, on linear RGB
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
#: The least CIEDE2000 difference between two colours. Okabe & Ito's own eight keep 21.7, 12.2 and 11.6.
FIRST_PAGE = {"normal": 15, "protanopia": 8, "deuteranopia": 8}
GROUPS_APART = {
    "the lecture": {"normal": 11, "protanopia": 5.5, "deuteranopia": 6.5},  # eighteen methods
    "modern": {"normal": 13.5, "protanopia": 12, "deuteranopia": 9.5},
    "second order": {"normal": 14, "protanopia": 11, "deuteranopia": 10.5},
}
#: Two methods that differ in colour by less than this, under some vision, differ in their markers.
APART = 10


def linear(color):
    rgb = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def cielab(rgb):
    """L*, a*, b* of linear sRGB under D65."""
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    t = np.array(to_xyz) @ rgb / (0.95047, 1, 1.08883)
    x, y, z = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def ciede2000(one, other):
    """In the notation of Sharma, Wu & Dalal (2005), The CIEDE2000 color-difference formula."""
    (L1, a1, b1), (L2, a2, b2) = one, other
    C = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    a1, a2 = (a * (1.5 - 0.5 * np.sqrt(C**7 / (C**7 + 25**7))) for a in (a1, a2))
    C1, C2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.arctan2(b1, a1), np.arctan2(b2, a2)
    turn = (h2 - h1 + np.pi) % (2 * np.pi) - np.pi if C1 * C2 else 0.0
    h = h1 + turn / 2 if C1 * C2 else h1 + h2
    L, C, dH = (L1 + L2) / 2, (C1 + C2) / 2, 2 * np.sqrt(C1 * C2) * np.sin(turn / 2)
    degree = np.pi / 180
    T = 1 - 0.17 * np.cos(h - 30 * degree) + 0.24 * np.cos(2 * h)
    T += 0.32 * np.cos(3 * h + 6 * degree) - 0.20 * np.cos(4 * h - 63 * degree)
    S_L, S_C, S_H = 1 + 0.015 * (L - 50) ** 2 / np.sqrt(20 + (L - 50) ** 2), 1 + 0.045 * C, 1 + 0.015 * C * T
    bend = 60 * degree * np.exp(-(((h / degree % 360 - 275) / 25) ** 2))
    R_T = -2 * np.sqrt(C**7 / (C**7 + 25**7)) * np.sin(bend)
    parts = (L2 - L1) / S_L, (C2 - C1) / S_C, dH / S_H
    return float(np.sqrt(np.square(parts).sum() + R_T * parts[1] * parts[2]))


@pytest.mark.parametrize(
    ("one", "other", "difference"),  # from the paper's table
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_colour_difference_is_the_published_one(one, other, difference):
    assert ciede2000(one, other) == pytest.approx(difference, abs=5e-5)


def difference(colors, vision):
    """How far apart each two of the colours look: {(name, other name): CIEDE2000}."""
    seen = {name: cielab(np.clip(VISIONS[vision] @ linear(color), 0, 1)) for name, color in colors.items()}
    return {(a, b): ciede2000(seen[a], seen[b]) for a, b in combinations(seen, 2)}


def colors_of(names, theme):
    return {name: getattr(LOOKS[name], theme) for name in names}


def contrast(one, other):
    """The contrast ratio of WCAG 2."""
    dark, light = sorted(float(linear(color) @ (0.2126, 0.7152, 0.0722)) for color in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_every_racer_has_a_look():
    assert set(OPTIMIZERS) <= set(LOOKS)
    assert {look.marker for look in LOOKS.values()} <= set(MARKERS)
    assert len(set(MARKERS.values())) == len(MARKERS)
    for theme in THEMES:
        colors = [getattr(look, theme) for look in LOOKS.values()]
        assert len(set(colors)) == len(colors)
        assert all(COLOR.fullmatch(color) for color in colors)


@pytest.mark.parametrize("theme", THEMES)
def test_any_two_racers_differ_in_colour_under_every_vision_or_in_their_markers(theme):
    for vision in VISIONS:
        alike = [pair for pair, apart in difference(colors_of(LOOKS, theme), vision).items() if apart < APART]
        assert not [(a, b) for a, b in alike if LOOKS[a].marker == LOOKS[b].marker], vision


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_colours_are_told_apart_on_the_first_page_and_within_a_group(theme, vision):
    apart = difference(colors_of(LOOKS, theme), vision)
    assert not {p: d for p, d in apart.items() if {*p} <= {*CLASSICS} and d < FIRST_PAGE[vision]}
    group = {name: optimizer.group for name, optimizer in OPTIMIZERS.items()}
    group |= dict.fromkeys(LOOKS.keys() - group, "second order")
    least = {p: GROUPS_APART[group[p[0]]][vision] for p in apart if group[p[0]] == group[p[1]]}
    assert not {pair: apart[pair] for pair in least if apart[pair] < least[pair]}


@pytest.mark.parametrize(("theme", "stops"), [("light", 2), ("dark", 4)])
def test_colours_stand_out_from_the_background(theme, stops):
    """At least 3:1, where it is palest in the light theme, and but for its highest part in the dark one. Beyond, the
    casing of trails and the rim of markers help; two light colours of the first page they help everywhere."""
    for name in LOOKS.keys() - ({"rprop", "adadelta"} if theme == "light" else set()):
        for _, behind in THEMES[theme].scale[:stops]:
            assert contrast(getattr(LOOKS[name], theme), behind) >= 3, name


@pytest.mark.parametrize("theme", THEMES)
def test_the_background_goes_evenly_from_its_lowest_to_its_highest_colour(theme):
    lightness = [cielab(linear(color))[0] for _, color in THEMES[theme].scale]
    assert [place for place, _ in THEMES[theme].scale] == [0, 0.25, 0.5, 0.75, 1]
    assert lightness == sorted(lightness, reverse=theme == "light")
