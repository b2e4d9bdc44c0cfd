"""Planes of real trainings, small ones: grid, tracks, divergence, and their files."""

import os
import time
from dataclasses import replace

import numpy as np
import pytest
from each import each

from networks import EXPERIMENTS, digits, plane_files
from networks.plane import measured, plane, title_of
from networks.plane_files import PlaneMissingError, find, keep, missing, name_of, packed, shipped, unpacked
from networks.plane_spec import PlaneError, PlaneSpec, read_plane
from networks.recording import Recording, record
from networks.shipped_planes import PLANES

SMALL = PlaneSpec("logistic", {"adam": {}, "nesterov": {}, "scaled_conjugate_gradient": {}}, epochs=2, grid=21)


@pytest.fixture(scope="module")
def small():
    told = []
    found = plane(SMALL, lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1, abs=0.001)
    return found


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """A folder without planes."""
    monkeypatch.setenv("RAVINE_CACHE", str(tmp_path))
    monkeypatch.setattr(plane_files, "_recent", {})
    return tmp_path


# ---- the plane ----


def test_the_grid_has_the_network_s_loss(small):
    network, data, spec = EXPERIMENTS["logistic"].network, digits(), small.spec
    recordings = record(spec, lambda done, total: None)
    centre = recordings[spec.centre].weights[-1].astype(float)
    everything = np.concatenate([recording.weights for recording in recordings.values()]) - centre
    _, _, rows = np.linalg.svd(everything, full_matrices=False)
    corner = np.array([small.domain[0][0], small.domain[1][1]])
    start = rows[:2] @ (recordings[spec.centre].weights[0] - centre)
    axes = rows[:2] * np.where(start * [-1, 1] < 0, -1, 1)[:, None]
    assert small.losses[-1, 0] == pytest.approx(
        network.loss(centre + corner @ axes, data.train_x, data.train_y), rel=1e-4
    )


def test_the_centre_ends_at_the_origin_and_all_begin_together(small):
    tracks = small.tracks
    assert list(tracks) == list(SMALL.racers)
    assert (tracks[SMALL.centre].positions[-1] == 0).all()
    assert len({tuple(track.positions[0]) for track in tracks.values()}) == 1
    assert all(track.losses[0] == pytest.approx(np.log(10), abs=1e-5) for track in tracks.values())
    assert all(len(track.losses) == small.steps + 1 == 2 * 12 + 1 for track in tracks.values())
    for track in tracks.values():
        x, y = track.positions.T
        (left, right), (bottom, top) = small.domain
        assert ((left < x) & (x < right) & (bottom < y) & (y < top)).all()


def test_tracks_have_the_real_losses_and_say_what_the_plane_makes_of_them(small):
    adam = small.tracks["adam"]
    weights = record(SMALL, lambda done, total: None)["adam"].weights[-1].astype(float)
    loss, gradient = EXPERIMENTS["logistic"].network.loss_and_gradient(weights, digits().train_x, digits().train_y)
    assert adam.losses[-1] == pytest.approx(loss, rel=1e-4)
    assert adam.gradient_norms[-1] == pytest.approx(np.linalg.norm(gradient), rel=1e-3)
    assert adam.evaluations[-1] == 24
    assert 0 < adam.lost < 1
    assert 0 < sum(adam.explained) <= 1
    centre = small.tracks[SMALL.centre]
    assert centre.plane_losses[-1] == pytest.approx(centre.losses[-1], rel=1e-6)
    assert adam.plane_losses[-1] == pytest.approx(small.surface.value(*adam.positions[-1]), rel=0.05)


def test_random_directions_show_a_whole_filter_s_length():
    found = plane(PlaneSpec("logistic", {"adam": {}}, epochs=1, directions="random", grid=21))
    assert all(low <= -1 and high >= 1 for low, high in found.domain)
    assert found.tracks["adam"].lost > 0.5


class Bowl:
    """A loss of which all is known: |w|²/2."""

    def value(self, weights):
        return float(weights @ weights) / 2

    def value_and_slope(self, weights):
        return self.value(weights), float(np.linalg.norm(weights))


def drawn(spec, diverged=None, points=13):
    """A made-up recording of `points` points, in the plane of the first two weights."""
    path = np.zeros((points, 6), np.float32)
    path[:, 0], path[:, 1] = np.linspace(3, 1, points), np.linspace(2, -1, points) ** 2
    return Recording(path, spec.times[:points], np.arange(points), diverged)


def test_a_plane_of_a_known_loss():
    spec = PlaneSpec("logistic", {"sgd": {}, "adam": {}}, epochs=1, grid=21, directions="pca_one")
    found = measured(spec, {"sgd": drawn(spec), "adam": drawn(spec)}, Bowl(), ())
    assert sum(found.together) == pytest.approx(1)
    for track in found.tracks.values():
        assert track.lost == pytest.approx(0, abs=1e-6)
        np.testing.assert_allclose(track.plane_losses, track.losses, rtol=1e-5)
        np.testing.assert_allclose(track.gradient_norms**2 / 2, track.losses, rtol=1e-5)
    x, y = found.tracks["sgd"].positions.T
    np.testing.assert_allclose(found.surface.value(x, y), found.tracks["sgd"].losses, rtol=1e-4)  # a quadratic


def test_who_diverges_stays_where_he_was():
    spec = PlaneSpec("logistic", {"sgd": {}, "adam": {}}, epochs=1, grid=21, centre="adam")
    recordings = {"sgd": drawn(spec, diverged=5 / 12, points=5), "adam": drawn(spec)}
    found = measured(spec, recordings, Bowl(), ())
    gone = found.tracks["sgd"]
    assert gone.diverged_at == 5
    assert (gone.positions[4:] == gone.positions[4]).all()
    assert found.tracks["adam"].diverged_at is None


def test_who_diverges_is_no_origin():
    spec = PlaneSpec("logistic", {"sgd": {}, "adam": {}}, epochs=1, grid=21)
    recordings = {"sgd": drawn(spec, diverged=5 / 12, points=5), "adam": drawn(spec)}
    with pytest.raises(ValueError, match="SGD diverges, so its end is no origin"):
        measured(spec, recordings, Bowl(), ())


@each("experiment", EXPERIMENTS)
@each("epochs", [1, 7, 29, 45])
def test_the_end_is_among_the_points(experiment, epochs):
    spec = PlaneSpec(experiment, epochs=epochs, grid=21)
    assert spec.times[0] == 0
    assert spec.times[-1] == epochs
    assert 12 < len(spec.times) <= 301


# ---- its text ----


@each(
    "spec",
    [
        SMALL,
        *PLANES.values(),
        PlaneSpec("mlp", {"sgd": {"learning_rate": 0.25}, "momentum": {"momentum": 0.5}}, 3, 7, "random", "sgd", 31),
        PlaneSpec("convnet", {"adam": {}}, epochs=1, grid=21, directions="pca_one"),
    ],
)
def test_a_text_reads_back(spec):
    assert read_plane(spec.text) == spec
    assert hash(read_plane(spec.text)) == hash(spec)
    assert spec.seconds <= 480
    assert len(spec.times) <= 301


@each(
    "text, problem",
    [
        ("", "experiment: ''; allowed: logistic, mlp, convnet"),
        ("moon/adam", "experiment: 'moon'"),
        ("mlp/adamant", "unknown optimizer 'adamant'"),
        ("mlp/adam,learning_rate:fast", "learning_rate: 'fast' is not a number"),
        ("mlp/adam,speed:1", "unknown hyperparameter 'speed'"),
        ("mlp,epochs:0/adam", "epochs: '0' is out of range; allowed: a whole number from 1 to 45"),
        ("mlp,epochs:9999999999999999999999/adam", "epochs:"),
        ("mlp,grid:5/adam", "grid: '5' is out of range; allowed: a whole number from 21 to 121"),
        ("mlp,directions:up/adam", "directions: 'up'; allowed: pca, pca_one, random"),
        ("mlp,centre:sgd/adam", "centre: 'sgd' does not race; allowed: adam"),
        ("mlp,colour:red/adam", "unknown 'colour'; allowed: directions"),
        ("mlp/adam/adam", "a method is given twice"),
        ("mlp/adam,learning_rate", "'learning_rate' is not understood"),
        ("mlp", "allowed: 1 to 9 methods"),
        ("convnet,grid:121,epochs:45/adam", "would take about"),
        ("convnet,epochs:20/hessian_free", "would take about"),  # 37 s an epoch
        ("x" * 5000, "allowed: up to 4000 characters"),
        (None, "None is no plane"),
    ],
)
def test_a_bad_text_is_named(text, problem):
    with pytest.raises(PlaneError) as error:
        read_plane(text)
    assert problem in str(error.value)


# ---- its file ----


def test_the_form_s_numbers_may_have_a_decimal_comma():
    typed = PlaneSpec(optimizers={"adam": {"learning_rate": "0,05"}}, epochs="3")
    assert typed == PlaneSpec(optimizers={"adam": {"learning_rate": 0.05}}, epochs=3)


def test_a_file_reads_back(small):
    found = unpacked(packed(small))
    assert (found.spec, found.domain, found.together, found.weights) == (SMALL, small.domain, small.together, 650)
    np.testing.assert_allclose(found.losses, small.losses, rtol=1e-6)
    for name, track in small.tracks.items():
        np.testing.assert_allclose(found.tracks[name].positions, track.positions, rtol=1e-6)
        assert found.tracks[name].lost == track.lost
    assert packed(found) == packed(unpacked(packed(found)))


@each("content", [b"", b"PK\3\4", b"x" * 100, b"\x93NUMPY" + b"0" * 90, bytes(2_000_000)])
def test_what_is_no_plane_is_refused(content):
    with pytest.raises(ValueError, match="plane"):
        unpacked(content)


def test_a_damaged_file_is_refused(small):
    content = packed(small)
    for place in range(40, len(content), 997):
        damaged = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        try:
            unpacked(damaged)
        except ValueError:
            continue
    with pytest.raises(ValueError, match="plane"):
        unpacked(content[: len(content) // 2])


def test_what_ships_is_what_the_script_makes():
    assert shipped() == tuple(sorted(PLANES))
    for name, spec in PLANES.items():
        found = find(name)
        assert found.spec == spec
        assert name_of(spec.text) == name
        assert find(spec.text) is found
        assert (plane_files.FOLDER / f"{name}.npz").stat().st_size < 150_000


def test_random_directions_lose_the_paths_that_pca_keeps():
    assert find("mlp").tracks["adam"].lost < 0.3 < 0.9 < find("mlp-random").tracks["adam"].lost


def test_a_plane_that_was_made_is_kept_for_all_processes(small, empty, monkeypatch):
    with pytest.raises(PlaneMissingError, match="make it on the page Landscape"):
        find(SMALL.text)
    assert missing([SMALL.text, "mlp", "nonsense", SMALL.text]) == [SMALL]
    assert not list(empty.iterdir())  # looking leaves nothing behind
    keep(small)
    monkeypatch.setattr(plane_files, "_recent", {})  # as another process
    assert find(SMALL.text).spec == SMALL
    assert missing([SMALL.text]) == []


def test_who_is_used_is_kept_longer(small, empty, monkeypatch):
    keep(small)
    file = plane_files.folder() / f"{SMALL.key}.npz"
    os.utime(file, (1, 1))
    monkeypatch.setattr(plane_files, "_recent", {})
    find(SMALL.text)
    assert time.time() - file.stat().st_mtime < 60


def test_only_the_latest_are_kept(small, empty, monkeypatch):
    monkeypatch.setattr(plane_files, "MOST", 2)
    (folder := plane_files.folder()).joinpath("old.npz").write_bytes(b"")
    os.utime(folder / "old.npz", (1, 1))
    keep(small)
    assert [file.name for file in folder.iterdir()] == [f"{SMALL.key}.npz"]
    (folder / f"{SMALL.key}.npz").write_bytes(b"damaged")
    monkeypatch.setattr(plane_files, "_recent", {})
    with pytest.raises(PlaneMissingError):
        find(SMALL.text)


def test_a_plane_that_ships_is_what_its_text_makes_now():
    """`make data` if it is not. With OpenBLAS' kernels from Nehalem to SkylakeX, and from pixels disturbed in the last
    bit, losses and norms differed by up to 4e-7, the 32 bits of what ships included: a faulty step is seen, another
    processor is not."""
    shipped = find("logistic")
    coarse = (len(shipped.losses) - 1) // 3
    made = plane(replace(shipped.spec, grid=coarse + 1))
    np.testing.assert_allclose(made.losses, shipped.losses[::3, ::3], rtol=1e-5)
    np.testing.assert_allclose(made.domain, shipped.domain, rtol=1e-4)
    np.testing.assert_allclose(made.together, shipped.together, rtol=1e-4)
    assert list(made.tracks) == list(shipped.tracks)
    width = np.ptp(shipped.domain, axis=1).max()
    for name, track in made.tracks.items():
        stored = shipped.tracks[name]
        np.testing.assert_allclose(track.positions, stored.positions, atol=1e-5 * width)
        for rows in ("losses", "gradient_norms", "plane_losses"):
            np.testing.assert_allclose(getattr(track, rows), getattr(stored, rows), rtol=1e-5)
        assert track.evaluations.tolist() == stored.evaluations.tolist()
        assert (track.diverged_at, track.lost) == (stored.diverged_at, pytest.approx(stored.lost, abs=1e-5))


def test_titles_are_short_and_tell_other_lengths():
    assert title_of(PLANES["mlp-random"]) == "Random plane: multilayer network"
    assert title_of(SMALL) == "PCA plane: logistic regression, 2 epochs"
    assert title_of(PlaneSpec("logistic", epochs=1)).endswith(", 1 epoch")
