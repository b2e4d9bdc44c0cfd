"""The scripts: modules import one way, export what others import, and no more; none is too long; nothing is global."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "assets"
#: From the ground up: a room imports from itself and from floors below its own. What is not named is a page's own room.
FLOORS = (("core",), ("engine",), ("player", "ui"))
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
PAGES = len(FLOORS)
#: Pages that are the race page with something beside it, and the first script, which opens them.
GUESTS = {"lessons": ("race",), "landscape": ("race",), "main.mjs": ("race",)}
#: Dash calls these by name, the first's functions and Plotly: the only modules that may write a global.
BRIDGES = {"main.mjs", "plotly.mjs"}
#: Modules in the order of their names, and those elsewhere that import from them.
MODULES = sorted(ASSETS.rglob("*.mjs"))
CHECKS = [*(ROOT / "tests" / "browser").rglob("*.py"), ROOT / "tests" / "browser" / "helpers.js"]
OTHERS = [*(ROOT / "tests" / "js").glob("*.mjs"), *(ROOT / "exports" / "player").glob("*.mjs")]

COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"`])//[^\n]*", re.DOTALL)
IMPORT = re.compile(r"^import\s+(?:\{([^}]*)\}\s+from\s+)?'([^']+)';", re.MULTILINE)
DECLARED = re.compile(r"^export\s+(?:async\s+)?(?:const|class|function\*?)\s+([A-Za-z_$][\w$]*)", re.MULTILINE)
LISTED = re.compile(r"^export\s+\{([^}]*)\}", re.MULTILINE)
OTHER_FORM = re.compile(r"^(?:import|export)\b(?!\().*", re.MULTILINE)
WORKER = re.compile(r"new Worker\(new URL\('([^']+)', import\.meta\.url\)")
GLOBAL = re.compile(r"\bRavine\.|\b(?:window|globalThis|self)\.[\w$.]+\s*(?:\?\?|\|\||&&)?=(?!=)")


def name_of(path):
    return path.relative_to(ASSETS).as_posix() if path.is_relative_to(ASSETS) else path.relative_to(ROOT).as_posix()


@cache
def code_of(path):
    """A module without its comments."""
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


@cache
def imports_of(path):
    """What a module imports, by module: the names, as they are exported."""
    found = {}
    for names, target in IMPORT.findall(code_of(path)):
        wanted = {name.split(" as ")[0].strip() for name in names.split(",")} - {""}
        found.setdefault((path.parent / target).resolve(), set()).update(wanted)
    return found


@cache
def exports_of(path):
    listed = [part.split(" as ")[-1].strip() for group in LISTED.findall(code_of(path)) for part in group.split(",")]
    return {*DECLARED.findall(code_of(path)), *filter(None, listed)}


def floor_of(path):
    return FLOOR.get(path.relative_to(ASSETS).parts[0], PAGES)


def room_of(path):
    return path.relative_to(ASSETS).parts[0]


@pytest.fixture(params=MODULES, ids=name_of)
def module(request):
    return request.param


def test_there_are_modules_in_every_room():
    assert {"core", "engine", "player", "ui", "race"} <= {room_of(path) for path in MODULES}
    scripts = [path for path in ASSETS.rglob("*.js") if path.parent.name not in ("plotly", "regenerator")]
    assert not scripts, "scripts are modules: .mjs"


def test_imports_and_exports_have_the_form_that_is_read_here(module):
    left = OTHER_FORM.findall(LISTED.sub("", DECLARED.sub("", IMPORT.sub("", code_of(module)))))
    assert not left, "import { a } from './b.mjs'; export const, function, class; export { a }"


def test_imports_run_one_way(module):
    """Core knows nobody; player and ui know core and engine, but not each other; pages know all of them, no page."""
    for target in imports_of(module):
        assert target.is_relative_to(ASSETS), f"{target} is not among the assets"
        below = floor_of(target) < floor_of(module)
        beside = room_of(target) == room_of(module) or room_of(target) in GUESTS.get(room_of(module), ())
        assert below or beside, f"{name_of(module)} imports {name_of(target)}"


def test_nothing_imports_itself(module):
    seen, waiting = set(), [*imports_of(module)]
    while waiting:
        target = waiting.pop()
        assert target != module, f"{name_of(module)} is imported by what it imports"
        if target not in seen:
            seen.add(target)
            waiting += imports_of(target)


def test_what_is_imported_is_exported(module):
    for target, names in imports_of(module).items():
        assert target.exists(), f"{name_of(module)} imports {target.name}, which is not there"
        assert names <= exports_of(target), f"{target.name} does not export {sorted(names - exports_of(target))}"


def test_what_is_exported_is_imported(module):
    used = set()
    for other in [*MODULES, *OTHERS]:
        used |= imports_of(other).get(module, set()) if other != module else set()
    if module.stem == module.parent.name:  # a page's own, which `openPage` calls
        used |= {"open", "surface"}
    if f"'{name_of(module).removesuffix('.mjs')}'" in CHECKS[-1].read_text():  # what browser checks look at
        used |= {name for path in CHECKS for name in re.findall(r"Ravine\??\.(\w+)", path.read_text(encoding="utf-8"))}
    assert exports_of(module) <= used, f"nobody imports {sorted(exports_of(module) - used)}"


def test_every_module_is_reached():
    reached, waiting = (
        set(),
        [ASSETS / "main.mjs", *(path for path in MODULES if path.stem == path.parent.name), *OTHERS],
    )
    while waiting:
        path = waiting.pop()
        if path not in reached and path.exists():
            reached.add(path)
            waiting += [*imports_of(path), *((path.parent / name).resolve() for name in WORKER.findall(code_of(path)))]
    assert set(MODULES) <= reached, [name_of(path) for path in set(MODULES) - reached]


def test_no_template_stands_in_a_template(module):
    """What leaves out superfluous blanks would take those of the inner one for code."""
    assert not re.findall(r"\$\{[^}`]*`.*", code_of(module))


def test_nothing_is_global(module):
    found = [match[0] for match in GLOBAL.finditer(code_of(module))]
    assert not found or module.name in BRIDGES, found


def test_no_module_and_no_line_is_too_long(module):
    lines = module.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 250
    assert not [f"line {number}: {len(line)}" for number, line in enumerate(lines, start=1) if len(line) > 120]


def test_no_style_asks_what_an_element_holds():
    """A browser answers `:has()` anew for whatever comes into the page: the many texts that Plotly puts in to measure
    them then have the whole page styled again each."""
    sheets = sorted(ASSETS.rglob("*.css"))
    assert len(sheets) > 5
    assert [sheet.name for sheet in sheets if ":has(" in sheet.read_text(encoding="utf-8")] == []
