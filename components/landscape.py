"""The story of the page Landscape: which plane, what it keeps of the paths, what it cannot say, and a form for another.

assets/landscape/landscape.mjs fills it: the tables from :func:`words`, the form from :func:`options`.
"""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from networks.experiments import EXPERIMENTS
from networks.plane import Plane, title_of
from networks.plane_files import shipped
from networks.plane_spec import DIRECTIONS, GRIDS, MAX_EPOCHS, MAX_RACERS, MAX_SEED, PlaneSpec
from networks.training import Training, refusals
from optimizers import OPTIMIZERS

from .shapes import PlaneWords

#: What is offered at once: a label and the planes beside each other.
CHOICES = (
    ("Logistic regression", ["logistic"]),
    ("Multilayer network", ["mlp"]),
    ("PCA beside random directions", ["mlp", "mlp-random"]),
)
SAME = 0.005  # losses nearer than this are told as the same
CANNOT_SAY = (
    "A high share says little about the network: two principal axes keep most of the variance even of a random walk in "
    "many dimensions, 61 % along the first and 15 % along the second (Antognini & Sohl-Dickstein 2018).",
    "A valley that is seen may be one of the projection: off the plane there are thousands of directions, and two "
    "points that lie on each other here may be far apart.",
    "The lines are of the loss over all training data, without dropout; the racers saw mini-batches, and dropout where "
    "the network has it. So a path may cross the lines uphill.",
    "Random directions are almost at right angles to every path, which then seems not to move (Li et al. 2018, section "
    "7.1).",
)


def landscape_story() -> html.Aside:
    """The text beside the panels."""
    choices = [
        html.Button(label, type="button", className="example", **{"data-planes": "|".join(planes)})
        for label, planes in CHOICES
        if set(planes) <= set(shipped())
    ]
    return html.Aside(
        [
            dcc.Store(id="landscape-opened"),
            html.H2("From network to surface"),
            html.P(
                "The loss of a network on one plane through all its weights, and the way that each method took in "
                "training, projected on it."
            ),
            html.Div(choices, id="landscape-choices", role="group", **{"aria-label": "Planes"}),
            html.Div(id="landscape-said", **{"aria-live": "polite"}),
            html.Details([html.Summary("Make another plane"), html.Div(id="landscape-form")], id="landscape-make"),
            html.Section(
                [html.H3("What a projection cannot say"), dcc.Markdown("\n".join(f"- {text}" for text in CANNOT_SAY))]
            ),
        ],
        id="landscape-story",
        **{"aria-label": "From network to surface"},
    )


def options() -> dict[str, Any]:
    """What the form offers: experiments with the methods that are tuned for them, directions, limits, defaults."""
    return {
        "experiments": {
            name: {
                "label": experiment.label,
                "settings": {
                    method: dict(Training(name, method).settings)
                    for method in OPTIMIZERS
                    if not refusals(method, experiment.network)
                },
                "tuned": {method: next(iter(settings)) for method, settings in experiment.rates.items()},
                "table": list(experiment.grids),
            }
            for name, experiment in EXPERIMENTS.items()
        },
        "directions": DIRECTIONS,
        "limits": {"epochs": [1, MAX_EPOCHS], "seed": [0, MAX_SEED], "grid": list(GRIDS), "racers": MAX_RACERS},
        "defaults": {name: getattr(PlaneSpec, name) for name in ("experiment", "epochs", "seed", "directions", "grid")},
    }


def words(found: Plane | PlaneSpec) -> PlaneWords:
    """What is said of a plane: title, facts, and a row for each racer with the shares that are kept; of a spec, only
    the title and facts."""
    spec = found.spec if isinstance(found, Plane) else found
    span = DIRECTIONS[spec.directions]
    facts = f"{span[0].upper()}{span[1:]}; {spec.epochs} epoch{'s' if spec.epochs > 1 else ''}, seed {spec.seed}."
    said: PlaneWords = {"title": title_of(spec), "facts": facts, "spec": spec.to_dict()}
    if isinstance(found, PlaneSpec):
        racers = ", ".join(OPTIMIZERS[name].label for name in spec.racers)
        return {**said, "facts": f"{facts} {racers}.", "seconds": spec.seconds}
    said["facts"] += f" Origin: the end of {OPTIMIZERS[spec.centre].label}. {found.weights:,} weights."
    said["rows"] = [
        {
            "name": name,
            "axes": [percent(share) for share in track.explained],
            "lost": percent(track.lost),
            "own": f"{track.losses[-1]:.3g}",
            "below": f"{track.plane_losses[-1]:.3g}",
        }
        for name, track in found.tracks.items()
    ]
    said["together"] = [percent(share) for share in found.together]
    said["distortion"] = distortion(found)
    every = spec.every
    said["clock"] = f"One step of the clock is {every} update{'s' if every > 1 else ''} of the weights."
    return said


def distortion(plane: Plane) -> str:
    """How far the plane is from the truth, in a sentence or two."""
    apart = [track.plane_losses - track.losses for track in plane.tracks.values()]
    low, high = min(float(each.min()) for each in apart), max(float(each.max()) for each in apart)
    least, most = (percent(choose(track.lost for track in plane.tracks.values())) for choose in (min, max))
    lost = least if least == most else f"{least} to {most}"
    parts = [f"{-low:.2g} lower" if low < -SAME else "", f"{high:.2g} higher" if high > SAME else ""]
    gap = f"up to {' and up to '.join(filter(None, parts))} than" if any(parts) else f"within {SAME:g} of"
    return (
        f"The two axes explain {percent(sum(plane.together))} of the variance of all paths. The plane loses {lost} of "
        f"a path’s squared distance from the origin. The loss drawn below a racer is {gap} the one that it really "
        "had; chart and scoreboard show the real one."
    )


def percent(share: float) -> str:
    """A share in per cent, to a digit that says something."""
    if 0 < share < 0.0005:
        return "< 0.1\u00a0%"
    if 0.995 <= share < 0.9995:
        return "> 99\u00a0%"
    return f"{100 * share:.{0 if share >= 0.0995 or share == 0 else 1}f}\u00a0%"
