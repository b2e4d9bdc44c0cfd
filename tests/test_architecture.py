"""The house: imports run one way, Dash stays upstairs, and every room says what is in it."""

import ast
from functools import cache
from pathlib import Path

import pytest

from optimizers import OPTIMIZERS
from surfaces import SURFACES

ROOT = Path(__file__).parents[1]
#: From the ground up. A room imports from floors below its own, never from a neighbour.
FLOORS = (
    ("caches",),
    ("hyperparameters", "progress", "tracing"),
    ("optimizers", "surfaces"),
    ("schedules",),
    ("networks",),
    ("races",),
    ("lessons", "figures"),
    ("exports",),
    ("jobs",),
    ("components",),
    ("pages",),
    ("app",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
DASH = ("components", "pages", "app")
CORE = tuple(room for room in FLOOR if room not in DASH)


def name_of(file):
    return file.relative_to(ROOT).as_posix()


def files(room):
    """The Python files of a room, which is a folder or a single file."""
    alone = ROOT / f"{room}.py"
    return [alone] if alone.exists() else sorted((ROOT / room).rglob("*.py"))


@cache
def parsed(file):
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def imports(file):
    """The first name of everything that a file imports, wherever in the file; relative imports are its own room's."""
    found = set()
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.ImportFrom):
            assert node.level <= len(file.relative_to(ROOT).parts) - 1, f"{file}: reaches out of its room"
    return found


#: (room, file). Each check looks at all of them: as a check for each they would cost more than what they look at.
FILES = [(room, file) for room in FLOOR for file in files(room)]


def test_every_room_is_on_a_floor():
    rooms = {path.parent.name for path in ROOT.glob("[a-z]*/*.py")} | {path.stem for path in ROOT.glob("*.py")}
    assert rooms <= {*FLOOR, "tests", "benchmarks"}
    assert {room for room, _ in FILES} == set(FLOOR)


def test_imports_run_one_way():
    def upstairs(room, file):
        return {name for name in imports(file) - {room} if FLOOR.get(name, -1) >= FLOOR[room]}

    never = {"tests", "benchmarks"}
    found = {name_of(file): upstairs(room, file) | imports(file) & never for room, file in FILES}
    assert {file: names for file, names in found.items() if names} == {}


def test_nothing_is_imported_by_name_but_what_a_notebook_shows_and_the_kind_of_a_job():
    found = {name_of(file) for _, file in FILES if "importlib" in imports(file)}
    assert found == {"races/showing.py", "jobs/child.py", "app.py"}
    assert "import_module" not in (ROOT / "app.py").read_text(encoding="utf-8")  # it looks whether packages are there


def test_only_pages_components_and_app_know_dash():
    def knows(file):
        return {name for name in imports(file) if name.startswith(("dash", "flask"))}

    assert {name_of(file): knows(file) for room, file in FILES if room in CORE and knows(file)} == {}


@pytest.mark.parametrize(("room", "table"), [("optimizers", OPTIMIZERS), ("surfaces", SURFACES)])
def test_every_module_is_in_its_contents_page(room, table):
    modules = {file.stem for file in files(room) if file.parent.name == room} - {"__init__"}
    assert (
        modules - set(table)
        <= {
            "optimizers": {
                "block",
                "elementwise",
                "formula",
                "line_search",
                "matrix",
                "drawn",
                "needs",
                "optimizer",
                "program",
            }
            | {"vector", "wrapper"},
            "surfaces": {"surface", "program", "elementary", "minima", "sampled", "datasets", "quadratic", "logistic"}
            | {"scatter"},
        }[room]
    )
    contents = ast.parse((ROOT / room / "__init__.py").read_text())
    named = {alias.name for node in ast.walk(contents) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert set(table) <= named


# Docstrings

FORMULAS = {
    "value",
    "gradient",
    "hessian",
    "residuals",
    "batches",
    "batch_loss",
    "accuracy",
    "scatter",
}  # of a surface: `Surface` says what they are
FUNCTIONS = {"sin", "cos", "exp", "sqrt"}  # named as in mathematics
BASES = {"Layer"}  # what their docstrings say holds for every class on them, in whichever file


def is_rule(node):
    """Whether a function is declared as a method, by one of these: that says all that a docstring could."""
    return any(
        isinstance(d, ast.Call) and getattr(d.func, "id", "") in ("block", "elementwise", "matrix", "vector")
        for d in node.decorator_list
    )


def undocumented(body, before=""):
    """What has no docstring; a method of a class with a base in the same file, or in BASES, has that one's."""
    here = BASES | {node.name for node in body if isinstance(node, ast.ClassDef)}
    for node in body:
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node) and not is_rule(node):
            yield before + node.name
        if isinstance(node, ast.ClassDef) and not here & {getattr(base, "id", "") for base in node.bases}:
            yield from undocumented(node.body, f"{node.name}.")


def test_everything_public_has_a_docstring():
    left = {}
    for room, file in FILES:
        if room not in CORE:
            continue
        missing = {*undocumented(parsed(file).body), *([] if ast.get_docstring(parsed(file)) else ["the module"])}
        left[name_of(file)] = missing - ((FORMULAS | FUNCTIONS) if room == "surfaces" else set())
    assert {file: names for file, names in left.items() if names} == {}
