"""The looks of the racers and of the themes: told apart by every eye, and seen on every background."""

import re
from itertools import combinations

import numpy as np
import pytest
from each import each
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from exports.pen import outline
from figures import LOOKS, MARKERS, THEMES, palette
from figures.color import VISIONS, ciede2000, cielab, contrast, differences, linear
from figures.looks import CHOSEN, FREE, Look, plain
from figures.palette import CONTRAST, GROUPS_APART, STOPS, proposed, proposed_color, standing_out
from lessons import LESSONS
from optimizers import CLASSICS, GROUPS, OPTIMIZERS

COLOR = re.compile(r"#[0-9a-f]{6}")
#: The least CIEDE2000 difference between two colours. Okabe & Ito's own eight keep 21.7, 12.2 and 11.6.
FIRST_PAGE = {"normal": 15, "protanopia": 8, "deuteranopia": 8}
#: Two methods that differ in colour by less than this, under some vision, differ in their markers.
APART = 10


@each(
    "one, other, difference",  # from the paper's table
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_colour_difference_is_the_published_one(one, other, difference):
    assert ciede2000(np.array(one), np.array(other)) == pytest.approx(difference, abs=5e-5)


def difference(colors, vision):
    """How far apart each two of the colours look: {(name, other name): CIEDE2000}."""
    rgb, names = linear(*colors.values()), list(colors)
    apart = differences(rgb, rgb, vision)
    return {(names[i], names[j]): float(apart[i, j]) for i, j in combinations(range(len(names)), 2)}


def colors_of(names, theme):
    return {name: getattr(CHOSEN[name], theme) for name in names}


def test_every_racer_has_a_look():
    assert set(OPTIMIZERS) <= set(LOOKS)
    assert {look.marker for look in LOOKS.values()} <= set(MARKERS)
    assert all(COLOR.fullmatch(getattr(look, theme)) for look in LOOKS.values() for theme in THEMES)
    for theme in THEMES:
        colors = [getattr(look, theme) for look in CHOSEN.values()]
        assert len(set(colors)) == len(colors)


def test_a_dozen_markers_are_free():
    """Of as many new methods each has another one."""
    assert len(set(FREE)) == len(FREE) >= 12
    assert not set(FREE) & {look.marker for look in CHOSEN.values()}


@pytest.mark.parametrize("theme", THEMES)
def test_new_methods_are_grey_stand_out_and_differ_in_their_markers(theme):
    looks = plain(["one", "another", "a third"])
    assert len({look.marker for look in looks.values()}) == 3
    assert {look.marker for look in looks.values()} <= set(FREE)
    for look in looks.values():
        assert standing_out([getattr(look, theme)], theme).all()
        assert np.hypot(*cielab(linear(getattr(look, theme)))[0, 1:]) < 10  # hardly any hue
    assert plain([*FREE, "one more"])["one more"].marker == FREE[0]


def filled(marker):
    """A marker as the points of a grid that it covers."""
    figure = Figure((0.5, 0.5), 128)
    artist = PathPatch(outline(marker), facecolor="black", linewidth=0, antialiased=False)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(-1.8, 1.8), ylim=(1.8, -1.8), frame_on=False)
    axes.add_patch(artist)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., 0] < 128


def test_markers_differ_in_outline_and_have_about_the_area_of_the_circle():
    """Of what two cover together, both cover at most 0.92 (circle and hexagon), and 0.76 where one of them is free."""
    grids = {name: filled(marker) for name, marker in MARKERS.items()}
    areas = {name: float(grid.mean()) * 3.6**2 / np.pi for name, grid in grids.items()}
    assert not {name: area for name, area in areas.items() if not 0.75 <= area <= 1.52}
    shared = {(a, b): (grids[a] & grids[b]).sum() / (grids[a] | grids[b]).sum() for a, b in combinations(grids, 2)}
    assert not {p: share for p, share in shared.items() if share > (0.76 if {*p} & {*FREE} else 0.92)}


@pytest.mark.parametrize("theme", THEMES)
def test_any_two_racers_differ_in_colour_under_every_vision_or_in_their_markers(theme):
    for vision in VISIONS:
        alike = [pair for pair, apart in difference(colors_of(CHOSEN, theme), vision).items() if apart < APART]
        assert not [(a, b) for a, b in alike if CHOSEN[a].marker == CHOSEN[b].marker], vision


@each("vision", VISIONS)
@each("theme", THEMES)
def test_colours_are_told_apart_on_the_first_page_and_within_a_group(theme, vision):
    apart = difference(colors_of(CHOSEN, theme), vision)
    assert not {p: d for p, d in apart.items() if {*p} <= {*CLASSICS} and d < FIRST_PAGE[vision]}
    group = {name: optimizer.group for name, optimizer in OPTIMIZERS.items()}
    group |= dict.fromkeys(CHOSEN.keys() - group, "second order")
    least = {p: GROUPS_APART[group[p[0]]][vision] for p in apart if group[p[0]] == group[p[1]]}
    assert not {pair: apart[pair] for pair in least if apart[pair] < least[pair]}


@pytest.mark.parametrize("theme", THEMES)
def test_racers_of_one_picture_of_a_lesson_differ_in_colour(theme):
    """As those of the first page do: a trail has no marker, and the last row sees no marker."""
    shown = {
        pair
        for lesson in LESSONS.values()
        for scene, _ in (*lesson.shown, lesson.shown_with_question)
        for panel in scene.panels
        for pair in combinations([name for name in CHOSEN if name in panel.spec.optimizers], 2)
    }
    apart = difference(colors_of(CHOSEN, theme), "normal")
    assert not {pair: apart[pair] for pair in shown if apart[pair] < FIRST_PAGE["normal"]}


@pytest.mark.parametrize("theme", THEMES)
def test_colours_stand_out_from_the_background(theme):
    """At least 3:1, where it is palest in the light theme, and but for its highest part in the dark one. Beyond, the
    casing of trails and the rim of markers help; two light colours of the first page they help everywhere."""
    names = LOOKS.keys() - ({"rprop", "adadelta"} if theme == "light" else set())
    assert (CONTRAST, STOPS) == (3, {"light": 2, "dark": 4})
    for name in names:
        for _, behind in THEMES[theme].scale[: STOPS[theme]]:
            assert contrast(*linear(getattr(LOOKS[name], theme), behind)) >= 3, name


@pytest.mark.parametrize("theme", THEMES)
def test_the_rim_of_a_marker_stands_out_on_every_part_of_a_picture(theme):
    """At least 3:1 to each colour of the scale, also between its stops, and to the casing beside it; so a marker is
    seen where its own colour is near to the picture's."""
    colors = THEMES[theme]
    places, behind = zip(*colors.scale, strict=True)
    rgb = np.array([list(bytes.fromhex(str(color)[1:])) for color in behind])
    steps = np.linspace(0, 1, 41)
    between = np.column_stack([np.interp(steps, np.array(places, dtype=float), channel) for channel in rgb.T])
    seen = linear(*("#" + bytes(row.astype(np.uint8)).hex() for row in between), colors.casing)
    assert contrast(linear(colors.text), seen).min() >= 3


@pytest.mark.parametrize("name", ["rprop", "yogi", "newton", "adadelta"])
def test_a_proposed_look_keeps_its_distance_and_stands_out(name):
    look = proposed(name)
    assert look.marker in FREE
    for theme in THEMES:
        color = getattr(look, theme)
        assert all(contrast(*linear(color, behind)) >= 3 for _, behind in THEMES[theme].scale[: STOPS[theme]])
        group = [n for n, optimizer in OPTIMIZERS.items() if optimizer.group == OPTIMIZERS[name].group and n != name]
        for vision in VISIONS:
            taken = colors_of(CHOSEN.keys() - {name}, theme) | {"proposed": color}
            apart = {pair: d for pair, d in difference(taken, vision).items() if "proposed" in pair}
            assert min(apart.values()) > 2
            least = GROUPS_APART[OPTIMIZERS[name].group][vision]
            assert min(d for pair, d in apart.items() if set(pair) & set(group)) >= least


@each("group", GROUPS)
@each("theme", THEMES)
def test_beside_all_that_are_there_is_room_for_one_more_in_every_group(group, theme):
    color = proposed_color(group, theme, list(CHOSEN))
    assert standing_out([color], theme).all()
    for vision, least in GROUPS_APART[group].items():
        apart = differences(linear(color), linear(*colors_of(CHOSEN, theme).values()), vision)[0]
        near = [d for name, d in zip(CHOSEN, apart, strict=True) if OPTIMIZERS[name].group == group]
        assert min(near) >= least, f"{vision}: the group is full; what its members keep, GROUPS_APART, must be less"
        assert min(apart) > 2, vision


def test_the_command_prints_the_row(capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["palette", "adam"])
    palette.main()
    row, _, *said = capsys.readouterr().out.splitlines()
    look = proposed("adam")
    assert eval(f"{{{row.strip()}}}", {"Look": Look}) == {"adam": look}
    assert [line.partition(":")[0] for line in said] == list(THEMES)
    for line, theme in zip(said, THEMES, strict=True):
        for vision in VISIONS:
            apart = difference(colors_of(CHOSEN.keys() - {"adam"}, theme) | {"": getattr(look, theme)}, vision)
            pair, least = min(((p, d) for p, d in apart.items() if "" in p), key=lambda found: found[1])
            assert f"{vision}: {''.join(pair)}, {least:.1f} apart" in line
    monkeypatch.setattr("sys.argv", ["palette", "zap"])
    with pytest.raises(SystemExit, match="'zap' is no method; allowed: sgd, momentum"):
        palette.main()


@pytest.mark.parametrize("theme", THEMES)
def test_the_background_goes_evenly_from_its_lowest_to_its_highest_colour(theme):
    lightness = [float(cielab(rgb)[0]) for rgb in linear(*(color for _, color in THEMES[theme].scale))]
    assert [place for place, _ in THEMES[theme].scale] == [0, 0.25, 0.5, 0.75, 1]
    assert lightness == sorted(lightness, reverse=theme == "light")
