"""The scripts: modules import one way, export what others import, and no more; none is too long; nothing is global."""

import re
from functools import cache
from pathlib import Path

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


def those(found):
    """What `found(module)` finds, by module, of those in which it finds something. One check looks at all modules: as a
    check for each they would cost more than what they look at."""
    return {name_of(module): told for module in MODULES if (told := found(module))}


def test_there_are_modules_in_every_room():
    assert {"core", "engine", "player", "ui", "race"} <= {room_of(path) for path in MODULES}
    scripts = [path for path in ASSETS.rglob("*.js") if path.parent.name not in ("plotly", "regenerator")]
    assert not scripts, "scripts are modules: .mjs"


def test_imports_and_exports_have_the_form_that_is_read_here():
    def left(module):
        return OTHER_FORM.findall(LISTED.sub("", DECLARED.sub("", IMPORT.sub("", code_of(module)))))

    assert those(left) == {}, "import { a } from './b.mjs'; export const, function, class; export { a }"


def test_imports_run_one_way():
    """Core knows nobody; player and ui know core and engine, but not each other; pages know all of them, no page."""

    def may(module, target):
        if not target.is_relative_to(ASSETS):
            return False
        beside = room_of(target) == room_of(module) or room_of(target) in GUESTS.get(room_of(module), ())
        return beside or floor_of(target) < floor_of(module)

    assert those(lambda module: [name_of(target) for target in imports_of(module) if not may(module, target)]) == {}


def test_nothing_imports_itself():
    def is_imported_by_its_own(module):
        seen, waiting = set(), [*imports_of(module)]
        while waiting:
            target = waiting.pop()
            if target not in seen:
                seen.add(target)
                waiting += imports_of(target)
        return module in seen

    assert those(is_imported_by_its_own) == {}


def test_what_is_imported_is_exported():
    def missing(module):
        return {
            name_of(target): sorted(names - exports_of(target)) if target.exists() else "is not there"
            for target, names in imports_of(module).items()
            if not target.exists() or names - exports_of(target)
        }

    assert those(missing) == {}


def test_what_is_exported_is_imported():
    texts = [path.read_text(encoding="utf-8") for path in CHECKS]
    looked_at = {name for text in texts for name in re.findall(r"Ravine\??\.(\w+)", text)}
    users = {}
    for other in [*MODULES, *OTHERS]:
        for target, names in imports_of(other).items():
            if target != other:
                users.setdefault(target, set()).update(names)

    def unused(module):
        used = set(users.get(module, ()))
        if module.stem == module.parent.name:  # a page's own, which `openPage` calls
            used |= {"open", "surface"}
        if f"'{name_of(module).removesuffix('.mjs')}'" in texts[-1]:  # what browser checks look at
            used |= looked_at
        return sorted(exports_of(module) - used)

    assert those(unused) == {}, "nobody imports these"


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


def test_no_template_stands_in_a_template():
    """What leaves out superfluous blanks would take those of the inner one for code."""
    assert those(lambda module: re.findall(r"\$\{[^}`]*`.*", code_of(module))) == {}


def test_nothing_is_global():
    found = those(lambda module: [match[0] for match in GLOBAL.finditer(code_of(module))])
    assert {name: told for name, told in found.items() if Path(name).name not in BRIDGES} == {}


def test_no_module_and_no_line_is_too_long():
    lines = {path: path.read_text(encoding="utf-8").splitlines() for path in [*MODULES, *OTHERS, CHECKS[-1]]}
    assert {name_of(path): len(lines[path]) for path in MODULES if len(lines[path]) > 250} == {}
    long = {name_of(path): [k for k, line in enumerate(told, 1) if len(line) > 120] for path, told in lines.items()}
    assert {name: places for name, places in long.items() if places} == {}


def test_no_style_asks_what_an_element_holds():
    """A browser answers `:has()` anew for whatever comes into the page: the many texts that Plotly puts in to measure
    them then have the whole page styled again each."""
    sheets = sorted(ASSETS.rglob("*.css"))
    assert len(sheets) > 5
    assert [sheet.name for sheet in sheets if ":has(" in sheet.read_text(encoding="utf-8")] == []
