"""Whether a browser finds what Python finds: a table of races, Python's numbers, and a server of both for a page.

`python -m tests.agreement` serves them for any browser that is opened on it by hand, and says how its engine does;
`python -m tests.agreement FOLDER` writes the programs, and a short table of what must be the same to the bit, for node.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import numpy as np

from figures import sweep_numbers
from optimizers import OPTIMIZERS, Elementwise
from races import RaceSpec, race
from races.course import SAME_UNITS, path_of
from races.draws import draws_of
from races.loss_modules import loss_module
from races.noise import NOISES
from races.noise.samples import samples_of
from races.programs import operations_of, script, untraced
from races.seen import seen_program
from races.sweeps import SweepSpec, sweep
from races.tuning import stored
from schedules import SCHEDULES
from surfaces import SURFACES

ROOT = Path(__file__).parents[1]

STEPS = 250
RANDOM = 500  # races with random settings
DOMAIN = ((-2.0, 2.0), (-1.0, 3.0))
METHODS = [name for name, method in OPTIMIZERS.items() if isinstance(method, Elementwise) and name not in untraced()]
LOSSES = [name for name in SURFACES if name not in untraced()]
#: What IEEE leaves to libraries: with all other operations, every machine finds the same bits.
LOOSE = {"exp", "log", "log2", "log10", "log1p", "expm1", "pow", "tanh", "sinh", "cosh"} | {
    f"{arc}{name}" for arc in ("", "a") for name in ("sin", "cos", "tan")
}


@dataclass(frozen=True)
class Case:
    """A race of the table: what it is there for, its spec, and the methods that must be the same to the bit."""

    kind: str
    spec: RaceSpec
    exact: tuple[str, ...]


def case(kind: str, spec: RaceSpec) -> Case:
    """The case of a spec: a method is exact if nothing in its race is left open by IEEE."""
    seen = path_of(spec.bound_surface).seen
    programs = seen_program(seen, spec.noise, spec.units != SAME_UNITS), SCHEDULES[spec.schedule].program
    shared = operations_of(programs[0]) | operations_of(programs[1])
    own = {name: shared | operations_of(OPTIMIZERS[name].program) for name in spec.optimizers}
    return Case(kind, spec, tuple(name for name, operations in own.items() if not LOOSE & operations))


def everything(steps: int = STEPS) -> list[Case]:
    """Every method on every surface, at its tuned rate and at its default."""
    cases = []
    for name in LOSSES:
        tuned = stored()[name]["learning_rates"]
        at_tuned = {method: {"learning_rate": tuned[method]} if method in tuned else {} for method in METHODS}
        for kind, settings in (("tuned", at_tuned), ("default", {method: {} for method in METHODS})):
            cases.append(case(kind, RaceSpec(surface=name, optimizers=settings, steps=steps)))
    return cases


def at_random(count: int = RANDOM, steps: int = STEPS) -> list[Case]:
    """Methods with random settings, the ends of their ranges among them, on random surfaces from random starts."""
    random = np.random.default_rng(12)

    def some(declared: Any) -> dict[str, float]:
        places = random.choice([0.0, 1.0, *random.random(8)], len(declared))
        return {name: each.value_at(place) for (name, each), place in zip(declared.items(), places, strict=True)}

    cases = []
    for _ in range(count):
        name, method = str(random.choice(LOSSES)), str(random.choice(METHODS))
        parameters = some(SURFACES[name].hyperparameters)
        spec = RaceSpec(
            surface=name,
            surface_parameters=parameters,
            optimizers={method: some(OPTIMIZERS[method].hyperparameters)},
            start=tuple(random.uniform(*np.transpose(SURFACES[name].bind(**parameters).domain))),
            steps=steps,
        )
        cases.append(case("random", spec))
    return cases


def conditions(steps: int = 150) -> list[Case]:
    """Every method under every kind of noise, schedule and units, on a surface that is drawn elsewhere than where it
    runs, and on your own function."""
    back = {"surface": "whitened_regression", "surface_parameters": {"epsilon": 0.1, "drawn_back": 1.0}}
    units = {"units": (3.0, 0.02, 7.0)}
    own = {"surface": "own", "expression": "(1 - x)^2 + 3 (y - x^2)^2 + max(x, y) / 4 + sin(3 x)", "domain": DOMAIN}
    given: list[dict[str, Any]] = [{"schedule": name} for name in SCHEDULES if name != "constant"]
    given += [{"warmup": 40.0}, {"schedule": "cosine", "warmup": 40.0}]
    for noise, kind in NOISES.items():
        surface = "linear_regression" if kind.needs == "samples" else "beale"
        given += [{"surface": surface, "noise": noise}, {"surface": surface, "noise": noise, **units}]
        given += [own | {"noise": noise}] if not kind.needs else []
        given += [back | {"noise": noise}, back | {"noise": noise, **units}] if kind.needs != "squares" else []
    everybody: dict[str, Any] = {method: {} for method in METHODS}
    return [case("conditions", RaceSpec(**each, optimizers=everybody, steps=steps, seed=5)) for each in given]


def rows_of(spec: RaceSpec) -> list[float] | None:
    """What the noise of a race draws, a step after the other."""
    path = path_of(spec.bound_surface, spec.units)
    assert spec.start
    place = path.there(spec.start)
    samples = samples_of(spec.noise, tuple(spec.noise_parameters.items()), spec.seed, path.seen, place, spec.steps)
    return samples and samples.rows.ravel().tolist()


def facts_of(spec: RaceSpec) -> dict[str, Any]:
    """What a page knows of the surface of a race."""
    surface = spec.bound_surface
    course = surface.course
    return {
        "domain": surface.domain,
        "start": surface.start,
        "minima": surface.minima,
        "course": course and {"matrix": course.matrix, "domain": course.surface.domain},
    }


def table_of(cases: Iterable[Case]) -> tuple[list[dict[str, Any]], bytes]:
    """What a page is told of the cases, and Python's numbers, float64: x, y, loss and gradient norm of each racer."""
    told, numbers = [], []
    for each in cases:
        racers, facts = race(each.spec).values(), facts_of(each.spec)
        said = [[t.diverged_at, t.status, t.steps_to_tolerance] for t in racers]
        panel = each.spec.to_dict()
        told.append({"kind": each.kind, "panel": panel, "exact": each.exact, "facts": facts, "said": said})
        told[-1]["rows"] = rows_of(each.spec)
        numbers += [part for t in racers for part in (*t.positions.T, t.losses, t.gradient_norms)]
    return told, np.concatenate(numbers).astype("<f8").tobytes()


#: What a browser that is opened here by hand says.
PAGE = """<!doctype html><meta charset="utf-8"><title>Agreement</title><pre></pre><script type="module">
import { asked, summary } from '/tests/js/agree.mjs';
document.querySelector('pre').textContent = summary(await asked());
</script>"""


def _loss(surface: str, expression: str = "", noise: str = "none", units: str = "") -> str:
    return loss_module(surface, expression, noise, bool(units))


@contextmanager
def served(cases: Iterable[Case], port: int = 0) -> Iterator[str]:
    """The address of a server of the scripts, the programs, the table and its numbers."""
    told, numbers = table_of(cases)
    made = {"/programs.mjs": script(), "/table.json": json.dumps(told), "/": "<!doctype html>", "/summary": PAGE}
    bodies = {path: text.encode() for path, text in made.items()} | {"/numbers": numbers}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            file = ROOT / path[1:]
            known = path in bodies or path == "/loss.mjs" or (file.suffix == ".mjs" and file.is_file())
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "text/javascript" if path.endswith(".mjs") else "text/html")
            self.end_headers()
            if query:
                self.wfile.write(_loss(**dict(parse_qsl(query))).encode())
            elif known:
                self.wfile.write(bodies.get(path) or file.read_bytes())

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def exact_cases(steps: int = 60) -> list[Case]:
    """Short races at tuned rates of those methods that must be the same to the bit."""
    whole = [each for each in everything(steps) if each.kind == "tuned" and each.exact]
    chosen = ({name: each.spec.optimizers[name] for name in each.exact} for each in whole)
    return [replace(each, spec=replace(each.spec, optimizers=own)) for each, own in zip(whole, chosen, strict=True)]


def noisy_sweeps(steps: int = 60) -> list[dict[str, Any]]:
    """Sweeps of races with each kind of noise, in other units and drawn elsewhere, too: what a page is told of them,
    the draws as it is sent them, and Python's numbers."""
    told = []
    for spec in (each.spec for each in conditions(steps) if each.spec.noise != "none"):
        some = replace(
            spec, optimizers={name: {} for name in ("sgd", "momentum", "rmsprop", "vsgd", "svrg", "langevin")}
        )
        high = 0.03 if spec.expression else 1.0  # beyond it a sine that ends in another bit becomes another race
        whole, draws = SweepSpec(some, low=1e-4, high=high, count=7), draws_of(some)
        assert draws
        parts = {"surface": spec.surface, "expression": spec.expression}
        told.append(
            {
                "panel": some.to_dict(),
                "facts": facts_of(some),
                "rows": draws.rows.ravel().tolist(),
                "rates": whole.rates.tolist(),
                "numbers": sweep_numbers(sweep(whole))["methods"],
                "seen": _loss(**parts, noise=spec.noise, units="1" if spec.units != SAME_UNITS else ""),
                "shown": _loss(**parts) if spec.expression else None,
            }
        )
    return told


def write(folder: Path) -> None:
    """The programs, and the table of exact races with its numbers, as files."""
    told, numbers = table_of(exact_cases())
    (folder / "programs.mjs").write_text(script(), encoding="utf-8")
    (folder / "table.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "numbers").write_bytes(numbers)
    (folder / "sweeps.json").write_text(json.dumps(noisy_sweeps()), encoding="utf-8")


def main(arguments: list[str]) -> None:
    if arguments:
        write(Path(arguments[0]))
        return
    with served([*everything(), *at_random(), *conditions()]) as address:
        input(f"{address}/summary says how a browser's engine does that is opened there; Enter ends this.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
