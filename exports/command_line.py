"""The command line: `export` writes files, `race` prints tables, `train` trains, `list` says what there is.

The options of `export` are derived from `SETTINGS`. A wrong word ends the program with one message and status 2.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hyperparameters import Hyperparameter, shown
from lessons import FIRST_VIEW, LESSONS
from networks import EXPERIMENTS
from networks.plane import plane
from networks.plane_files import keep, missing, shipped
from optimizers import GROUPS, OPTIMIZERS
from progress import progress_bar, silent
from races.query import planes_in, query_of
from races.scoreboard import as_text, scoreboard
from surfaces import GROUPS as SURFACE_GROUPS
from surfaces import SURFACES

from .data import csv_of
from .formats import FORMATS
from .options import SETTINGS, SIZES, ExportError, Options, read_options
from .save import save
from .take import Exportable, take_of
from .train_command import add_train


def add_commands(commands: Any) -> None:
    """Adds `export`, `race`, `train` and `list` to the subparsers of argparse; each sets `run`."""
    where = "a link, its query (?surface=beale&adam=), the name of a lesson, or one of its steps (adam/3)"
    export = commands.add_parser(
        "export",
        help="write a race to a file",
        description=f"Write a race to a file; its ending says the format: .{', .'.join(FORMATS)}.",
    )
    export.add_argument("what", metavar="LINK_OR_LESSON", help=where)
    export.add_argument("-o", "--output", required=True, metavar="FILE", help="for instance race.mp4")
    export.add_argument("--size", choices=SIZES, help="instead of --width and --height")
    export.add_argument("--quiet", action="store_true", help="no progress bar")
    for name, setting in SETTINGS.items():
        default = getattr(Options, name)
        told = setting.help if default is None else f"{setting.help} (default: {default})"
        told += f"; {setting.allowed}"
        export.add_argument(f"--{name}", help=told, metavar="VALUE")
    export.set_defaults(run=_export)

    race = commands.add_parser("race", help="print the scoreboard of a race, or all its steps as CSV")
    race.add_argument("what", metavar="LINK_OR_LESSON", help=where)
    race.add_argument("--csv", action="store_true", help="all steps, as `export -o race.csv` writes them")
    race.set_defaults(run=_race)

    add_train(commands)

    contents = commands.add_parser("list", help="list methods, surfaces and more, with their defaults")
    contents.add_argument("room", nargs="?", choices=ROOMS, help="default: all of them")
    contents.set_defaults(run=_list)


def run(arguments: argparse.Namespace) -> int:
    """Runs the chosen command; returns the status of the program."""
    try:
        arguments.run(arguments)
    except ExportError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped; nothing is left behind", file=sys.stderr)
        return 130
    except BrokenPipeError:  # `| head`
        sys.stderr.close()
    return 0


def _export(arguments: argparse.Namespace) -> None:
    given = {name: getattr(arguments, name) for name in SETTINGS if getattr(arguments, name) is not None}
    if arguments.size:
        given = dict(zip(("width", "height"), SIZES[arguments.size], strict=True)) | given
    link = arguments.what if "://" in arguments.what else None
    with progress_bar("frames", show=not arguments.quiet) as progress:
        path = save(
            exportable(arguments.what, arguments.quiet), Path(arguments.output), read_options(given), link, progress
        )
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB", file=sys.stderr)


def _race(arguments: argparse.Namespace) -> None:
    take = take_of(exportable(arguments.what))
    if arguments.csv:
        sys.stdout.write(csv_of(take))
    else:
        step = take.scene.view["step"]
        at = {"evaluations": step} if take.by_evaluations and step is not None else {"step": step}
        print(as_text(scoreboard(take.results, **at)))


def exportable(text: str, quiet: bool = False) -> Exportable:
    """What a word of the command line means: a lesson, one of its steps (adam/3), or a link, whose networks' planes are
    then made if need be, with a progress bar unless `quiet`. Raises ExportError."""
    if text == "first_view":
        return FIRST_VIEW
    name, _, place = text.partition("/")
    if name in LESSONS and not place:
        return LESSONS[name].scene
    if name in LESSONS:
        scenes = [scene for scene, _ in LESSONS[name].shown]
        if place.isdecimal() and 1 <= int(place) <= len(scenes):
            return scenes[int(place) - 1]
        raise ExportError(f"{shown(text)} is no step of {name}; allowed: {name}/1 to {name}/{len(scenes)}")
    if "=" not in text:
        raise ExportError(f"{shown(text)} is no lesson and no link; lessons: first_view, {', '.join(LESSONS)}")
    _make_planes(text, quiet)
    return text


def _make_planes(link: str, quiet: bool) -> None:
    """Make the networks' planes of a link that are not on this machine. Raises ExportError."""
    for spec in missing(planes_in(query_of(link))):
        try:
            keep(plane(spec, progress=silent if quiet else None))
        except ValueError as error:
            raise ExportError(str(error)) from None


def _lessons() -> list[str]:
    first = f"{'first_view':26}{'':10}what the page shows without a link"
    return [first, *(f"{name:26}{len(one.steps)} steps   {one.title}" for name, one in LESSONS.items())]


def _list(arguments: argparse.Namespace) -> None:
    for room in [arguments.room] if arguments.room else ROOMS:
        print(f"{room}\n" if not arguments.room else "", end="")
        for line in ROOMS[room]():
            print(f"  {line}")
        print()


def _values(parameters: Sequence[Hyperparameter]) -> str:
    return "  ".join(f"{one.name}:{one.default:g}" for one in parameters)


def _methods() -> list[str]:
    lines = []
    for group in GROUPS:
        lines.append(f"[{group}]")
        lines += [
            f"{name:26}{method.label:22}{_values(list(method.hyperparameters.values()))}"
            for name, method in OPTIMIZERS.items()
            if method.group == group
        ]
    return lines


def _surfaces() -> list[str]:
    lines = []
    for group in SURFACE_GROUPS:
        lines.append(f"[{group}]")
        lines += [
            f"{name:26}{surface.label:26}start:{surface.start[0]:g},{surface.start[1]:g}  "
            f"{_values(list(surface.hyperparameters.values()))}"
            for name, surface in SURFACES.items()
            if surface.group == group
        ]
    return lines


#: What can be listed, and the lines of each.
ROOMS = {
    "methods": _methods,
    "surfaces": _surfaces,
    "lessons": _lessons,
    "planes": lambda: [f"?surface=network&plane={name}" for name in shipped()],
    "experiments": lambda: [f"{name:26}{each.label:36}{each.model}" for name, each in EXPERIMENTS.items()],
    "formats": lambda: [f".{name:25}{kind.label}" for name, kind in FORMATS.items()],
}
