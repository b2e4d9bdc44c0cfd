"""The picture: what is where, for every number of panels and every size."""

import numpy as np
import pytest
from each import each
from matplotlib.text import Text

from exports import SIZES, Options, save, take_of
from exports.chart import Chart
from exports.drawn_legend import Legend, rate_of
from exports.drawn_tracks import Style, Track, Tracks
from exports.facts import facts_of
from exports.film import Film
from exports.lettering import BOLD, fitted, width_of
from exports.options import ExportError
from exports.pen import outline
from exports.places import ROW, Sizes, cells
from exports.reel import reel_of
from exports.sheet import Sheet
from figures import MARKERS
from figures.strokes import STROKES
from races import RaceSpec, race
from races.query import Panel, Scene
from races.spec import plane_race

LINK = "?surface=beale&steps=40&adam=&sgd=&surface=rosenbrock&steps=60&momentum="


@each("size", SIZES.values())
@each("count", [1, 2, 3, 4])
@each("chart, items", [(True, 9), (True, 0), (False, 9), (False, 0)])
def test_nothing_overlaps_and_nothing_is_outside(count, size, chart, items):
    sizes = Sizes(*size)
    grid = cells([items] * count, 10, sizes, chart, (3 * sizes.type, 4, 8, 1.7 * sizes.type))
    boxes = []
    for cell in grid:
        legend = [(x, y - ROW * cell.letters / 2, 10 * cell.letters, ROW * cell.letters) for x, y in cell.legend]
        boxes += [cell.title, cell.surface, *legend, *([cell.chart] if chart else [])]
        assert len(cell.legend) == items
        assert min(cell.surface[2:]) > 0.15 * min(size)
        if chart:
            assert min(cell.chart[2:]) > 3.5 * sizes.type
    for k, (left, top, width, height) in enumerate(boxes):
        assert left >= 0
        assert top >= 0
        assert left + width <= size[0] + 1e-6
        assert top + height <= size[1] - sizes.footer + 1e-6
        for x, y, wide, high in boxes[k + 1 :]:
            apart = (
                x >= left + width - 1e-6
                or left >= x + wide - 1e-6
                or y >= top + height - 1e-6
                or top >= y + high - 1e-6
            )
            assert apart


@each("marker", [pytest.param(path, id=name) for name, path in MARKERS.items()])
def test_every_marker_is_a_path_around_the_origin(marker):
    box = outline(marker).get_extents()
    assert box.x0 < 0 < box.x1
    assert box.y0 < 0 < box.y1
    assert max(box.width, box.height) < 3.6


def test_long_names_are_cut():
    text = "a function with a very long formula"
    assert fitted(text, BOLD, 20, 1e4) == text
    short = fitted(text, BOLD, 20, 200)
    assert short.endswith("…")
    assert width_of(short, BOLD, 20) <= 200


def test_rates_are_short():
    spec = RaceSpec(optimizers={"sgd": {"learning_rate": 1e-5}, "adam": {"learning_rate": 0.123456}, "bfgs": {}})
    assert [rate_of(spec, name) for name in spec.optimizers] == ["1e−5", "0.1235", ""]


MOONS = "surface=noisy_moons&steps=30&noise=data_batches&sgd=&adam=&chart=accuracy"


@pytest.mark.parametrize("link", [LINK, f"{LINK}&axis=evaluations", f"{LINK}&chart=distance", MOONS])
def test_charts_hold_what_happens_in_the_picture(link):
    take = take_of(link)
    for index, result in enumerate(take.results):
        view = take.scene.view
        surface = result.spec.bound_surface
        clip = (100.0, 200.0, 300.0, 150.0)
        chart = Chart(result, surface, view["chart"], take.by_evaluations, take.lasts[index], "light", clip, 14)
        for trajectory in result.values():
            points = chart.pixels(trajectory)
            assert points[0, 0] == 100
            assert points[:, 0].max() <= 400
            assert np.diff(points[:, 0]).min() >= 0
            assert points[0, 1] >= 200  # the start is in the picture, so it is on the chart


def test_an_accuracy_is_on_a_linear_axis_and_there_is_none_where_nothing_is_classified():
    for link, there in ((MOONS, True), (f"{LINK}&chart=accuracy", False)):
        result = take_of(link).results[0]
        surface, clip = result.spec.bound_surface, (100.0, 200.0, 300.0, 150.0)
        chart = Chart(result, surface, "accuracy", False, float(result.spec.steps), "light", clip, 14)
        assert not chart.logarithmic
        for trajectory in result.values():
            heights = chart.pixels(trajectory)[:, 1]
            assert np.isfinite(heights).all() if there else np.isnan(heights).all()


def test_drawing_step_by_step_is_drawing_at_once():
    """Which segments are drawn does not depend on the frames in between."""

    class Recorder:
        def __init__(self):
            self.drawn = 0.0

        def line(self, points, color, width, clip, **_):
            self.drawn += np.hypot(*np.diff(points, axis=0).T).sum()

    points = np.cumsum(np.random.default_rng(1).normal(size=(201, 2)), axis=0)
    lengths = []
    for times in ([200.0], np.linspace(0, 200, 77), np.arange(201.0)):
        track = Track("#000000", MARKERS["circle"], points, None, lambda now: now)
        tracks, pen = Tracks([track], (0, 0, 1, 1), Style(1, 1, "#ffffff", "#000000", cased=False)), Recorder()
        for now in times:
            tracks.advance(pen, now)
        lengths.append(pen.drawn)
    np.testing.assert_allclose(lengths, np.hypot(*np.diff(points, axis=0).T).sum())


def test_a_film_at_any_frame_is_the_picture_at_that_time():
    options = Options(width=480, height=320)
    take = take_of(LINK)
    slow, fast = Film(take, options), Film(take, options)
    for now in np.linspace(0, 35, 36):
        slow.show(now)
    difference = np.abs(slow.show(36.0).astype(int) - fast.show(36.0)).max(axis=2)
    assert (difference > 60).mean() < 0.01  # overlapping trails lie in another order


def test_what_a_film_has_drawn_stays():
    """Frame after frame, as much is drawn over what stands still as at once."""
    options, take = Options(width=480, height=320), take_of(LINK)
    drawn = []
    for times in (np.linspace(0, 36, 37), [36.0]):
        film = Film(take, options)
        ground = film.past.copy()
        for now in times:
            picture = film.show(now)
        drawn.append((np.abs(picture.astype(int) - ground).max(axis=2) > 60).sum())
    assert drawn[0] == pytest.approx(drawn[1], rel=0.05)


class Shapes:
    """A pen that counts what it is asked for."""

    def __init__(self):
        self.boxes, self.shapes = 0, []

    def box(self, *_):
        self.boxes += 1

    def shape(self, d, *_):
        self.shapes.append(d)


def test_the_legend_strikes_out_who_diverged_at_that_step_and_once():
    spec = RaceSpec("beale", {"sgd": {"learning_rate": 1.0}, "adam": {}}, steps=30)
    result = race(spec)
    gone = result["sgd"].diverged_at
    legend = Legend(result, "light", [(0.0, 10.0), (0.0, 30.0)], 12.0, None)
    pen = Shapes()
    for step, told in ((0, 0), (gone - 0.01, 0), (gone, 1), (gone + 1, 1), (30, 1)):
        legend.draw_news(pen, lambda _, step=step: step)
        assert pen.shapes == [MARKERS["cross"]] * told


def test_too_many_frames_are_refused():
    with pytest.raises(ExportError, match="12061 frames; allowed: 3600"):
        reel_of(take_of("?surface=beale&steps=200&adam="), Options(pace=1, fps=60))


def test_the_ghost_and_the_legend_tell_the_future_only_in_stills(tmp_path):
    link = "?surface=rosenbrock&steps=50&sgd=learning_rate:5&adam=&step=1"
    sheet = Sheet(take_of(link), Options())
    assert [part.legend.told for part in sheet.parts] == [set()]
    save(link, tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_size > 10_000


@pytest.mark.parametrize("link", ["?surface=beale&optimizers=none", "?surface=own&f=1&domain=0,1,0,1&optimizers=none"])
def test_nobody_and_nothing_can_be_drawn(link, tmp_path):
    for dimensions in ("2", "3"):
        save(link, tmp_path / "a.png", Options(dimensions=dimensions, width=320, height=240))


def test_the_facts_of_a_race_are_words():
    facts = facts_of(RaceSpec("normalized_regression", surface_parameters={"drawn_back": 1.0}))
    assert {"data seed 0", "drawn back on", "correlation 0.9", "start −1, 8"} <= set(facts)
    assert facts_of(plane_race("mlp")) == []


AVERAGED = "surface=rotated_quadratic&start=3,2&steps=80&noise=additive&sgd=learning_rate:0.015&adam=&average=mean"


@pytest.mark.parametrize("link", [AVERAGED, f"{AVERAGED}&dimensions=3", f"{AVERAGED}&names=on&average_from=30"])
def test_averages_are_drawn_beside_their_racers_and_nobody_counts_them(link):
    take = take_of(link)
    part = Sheet(take, Options()).parts[0]
    loud, quiet = ([t for t in part.trails.tracks if t.quiet == which] for which in (False, True))
    assert [t.label for t in loud] == [t.label for t in quiet] == ["SGD", "Adam"]
    assert [t.color for t in loud] == [t.color for t in quiet]
    for track, curve, trajectory in zip(quiet, part.curves.tracks[2:], take.averages[0].values(), strict=True):
        np.testing.assert_array_equal(track.points, part.ground.pixels(trajectory))
        np.testing.assert_array_equal(curve.points, part.chart.pixels(trajectory))
        assert curve.quiet
    assert "mean of the path since step" in take.average_texts[0]
    alone = Sheet(take_of(link.replace("&average=mean", "")), Options()).parts[0]
    assert len(alone.trails.tracks) == len(alone.curves.tracks) == 2


def test_only_those_are_drawn_that_are_chosen_and_each_panel_says_its_own():
    two = f"{AVERAGED}&average_of=adam&surface=beale&steps=9&sgd="
    take = take_of(two)
    sheet = Sheet(take, Options())
    assert [[t.label for t in part.trails.tracks if t.quiet] for part in sheet.parts] == [["Adam"], []]
    assert [[t.quiet for t in part.curves.tracks] for part in sheet.parts] == [[False, False, True], [False]]
    assert take.average_texts == ("mean of the path since step 0 (Adam)", "")
    alone = Sheet(take_of(f"{AVERAGED}&average_of=adam"), Options())
    said = [text.get_text() for text in alone.figure.findobj(Text)]
    assert [text.rpartition(" · ")[2] for text in said if "of the path" in text] == [take.average_texts[0]]
    plane = plane_race("mlp")
    assert [text.partition(", ")[2] for text in take_of(Scene([Panel(plane)], take.scene.view)).average_texts] == [
        "its loss not known"
    ]


def test_a_quiet_head_is_hollow_and_small_and_a_quiet_trail_thin_and_faint():
    """What a pen is told of a racer and of its average."""

    class Pen:
        def __init__(self):
            self.lines, self.shapes = [], []

        def line(self, points, color, width, clip, **how):
            self.lines.append((color, width, how.get("alpha", 1.0)))

        def shape(self, d, at, size, angle, fill, edge=None):
            self.shapes.append((fill, size))

    points = np.array([[10.0, 10.0], [40.0, 30.0]])
    style = Style(4.0, 8.0, "#fff", "#000")
    told = {}
    for quiet in (False, True):
        pen = Pen()
        tracks = Tracks([Track("#123456", "M0 0", points, None, float, quiet=quiet)], (0, 0, 100, 100), style)
        tracks.advance(pen, 1)
        tracks.heads(pen, 1)
        told[quiet] = pen
    assert told[True].lines == [("#123456", 4 * STROKES["thin"], STROKES["quiet"])]
    assert [width for _, width, _ in told[False].lines] == [4 * (1 + STROKES["casing"]), 4]
    assert [fill for fill, _ in told[True].shapes] == ["#fff", "none"]  # a casing, and no colour above it
    assert {size for _, size in told[True].shapes} == {8 * STROKES["second"]}
    assert "#123456" in {fill for fill, _ in told[False].shapes}


def test_the_axis_of_a_chart_holds_the_averages():
    """Where a racer jumps to and fro across the minimum, its loss stays, and that of its mean falls."""
    one = "surface=sphere&start=1,1&steps=101&sgd=learning_rate:1.99"
    for link in (f"{one}&average=mean", f"{one}&surface=sphere&steps=9&sgd=&shared=on&average=mean"):
        take = take_of(link)
        lowest = float(np.log10(take.averages[0]["sgd"].losses.min()))
        for part in Sheet(take, Options()).parts:
            assert part.chart.range[0] <= lowest < float(np.log10(take.results[0]["sgd"].losses.min())) - 0.5


def test_points_that_a_method_draws_are_dots_and_an_outline_has_none():
    for name, dots in (("schedule_free_sgd", True), ("prodigy", False), ("dogleg", False), ("adam", False)):
        part = Sheet(take_of(f"surface=booth&steps=20&{name}="), Options()).parts[0]
        (track,) = part.trails.tracks
        assert track.dotted == dots, name

        class Pen:
            def __init__(self):
                self.marks = 0

            def line(self, *given, **how):
                pass

            def shape(self, *given):
                self.marks += 1

        pen = Pen()
        part.trails.heads(pen, 10)
        assert pen.marks == (6 if dots else 2), name  # two for the head, and for each point
