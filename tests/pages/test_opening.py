"""What the page loads: bundles and files that are compressed once, small, and kept by their version."""

from __future__ import annotations

import gzip
import importlib
import json
import re
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
from dash._utils import to_json
from rjsmin import jsmin

from components import known, packed, plotly_files
from components.bundles import ASSETS, bundles, entries, version
from components.desk import desk_rows
from components.scripts import REGENERATOR
from components.warm import addresses
from exports.modules import bundled, modules_of
from optimizers import CLASSICS
from races.programs import script

FOR_GOOD = "public, max-age=31536000, immutable"
BANNER = re.compile(r"plotly\.js (?:\(cartesian - minified\) )?v([\d.]+)")
TRACE = re.compile(r'moduleType:"trace",name:"(\w+)"')
#: How Python and scripts write the type of a trace.
TYPE = re.compile(r"""["']?type["']?: (?:"(\w+)"|'(\w+)')""")
SOLID = {"surface", "scatter3d"}


def asked(client, path, way="br", **headers):
    return client.get(path, headers={"Accept-Encoding": way} | headers)


def size(client, path):
    return len(asked(client, path).data)


def test_programs_and_engine_are_12_kb_at_most():
    """Those of the first view, which the others, 60 methods on all surfaces, do not hold up."""
    engine = "".join(path.read_text(encoding="utf-8") for path in sorted((ASSETS / "engine").glob("*.mjs")))
    assert len(packed.WAYS["br"](jsmin(engine + script(CLASSICS)).encode())) < 12_000
    assert len(packed.WAYS["br"](jsmin(script()).encode())) < 8_300


def test_every_module_is_in_a_bundle_and_those_of_the_first_in_no_other_page_s():
    first = set(modules_of(ASSETS / "main.mjs"))
    rest = [set(modules_of(path)) for path in entries()[1:]]
    assert first.union(*rest) == {*ASSETS.rglob("*.mjs")}
    for entry in entries()[1:]:
        text = bundled(entry, ASSETS, modules_of(ASSETS / "main.mjs"))
        made = re.findall(r"^modules\['([^']+)'\] \?\?=", text, re.MULTILINE)
        assert made == [p.relative_to(ASSETS).as_posix() for p in modules_of(entry) if p not in first]


def test_what_bundles_come_from_is_named_from_where_they_lie():
    text = bundles()["sweep/sweep.mjs"].body.decode()
    assert "new URL('../engine/worker.mjs',import.meta.url)" in text
    assert text.startswith("import{modules}from'../main.mjs';")
    assert "import('./lessons/lessons.mjs')" in bundles()["main.mjs"].body.decode()


def test_the_page_loads_one_script_and_one_style_of_ours(client):
    text = client.get("/").text
    ours = set(re.findall(r'(?:src|href)="(/(?:scripts|assets|programs)[^"]*)"', text))
    kinds = sorted(re.sub(r"\?.*|[0-9a-f]{12}/", "", path) for path in ours)
    assert kinds.pop(1) == f"/assets/{plotly_files.PART}"
    assert kinds.pop(1) == f"/assets/{REGENERATOR}"  # before what is written with it
    assert text.index(REGENERATOR) < text.index("/dash_core_components.v")
    assert "polyfill" not in text
    assert kinds == ["/assets/logo.svg", "/programs.mjs", "/scripts/main.mjs", "/scripts/style.css"]
    for path in ours:
        answer = asked(client, path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, FOR_GOOD)
    assert f"/scripts/{version()}/sweep/sweep.mjs" in client.get("/sweep").text
    assert client.get("/scripts/0/main.mjs").headers["Cache-Control"] == "no-cache"
    assert client.get(f"/scripts/{version()}/core/clock.mjs").status_code == 404


def test_styles_need_nothing_that_is_not_kept(client):
    text = bundles()["style.css"].body.decode()
    addresses = {name for name in re.findall(r'url\("([^"]+)"\)', text) if not name.startswith("data:image/svg+xml,")}
    assert len(addresses) == 2, "fonts"
    for address in addresses:
        answer = client.get(address.removeprefix("../.."))
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, FOR_GOOD)
    icons = {*re.findall(r'"(data:image/svg\+xml,[^"]+)"', text)}
    assert len(icons) == len([*(ASSETS / "icons").glob("*.svg")])
    assert "/*" not in text


def test_what_is_the_same_for_everybody_is_compressed_once_for_each_way(client, monkeypatch, tmp_path):
    monkeypatch.setenv("RAVINE_CACHE", str(tmp_path))  # nothing is there from before
    times = []
    for way, pack in packed.WAYS.items():
        monkeypatch.setitem(packed.WAYS, way, lambda body, way=way, pack=pack: times.append(way) or pack(body))
    (path,) = re.findall(r'src="([^"]+/dash_core_components\.v[^"]+)"', client.get("/").text)
    path = path.replace("dash_core_components", "async-datepicker")  # no page loads it: nobody has had it made
    plain = client.get(path).data
    for way, unpack in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        answers = [asked(client, address, way) for address in (path, path, path.replace(".v", ".v9"))]
        assert [answer.headers["Content-Encoding"] for answer in answers] == [way] * 3
        assert [unpack(answer.data) for answer in answers] == [plain] * 3
    assert times == ["gzip", "br"]
    with ThreadPoolExecutor(4) as pool:  # a class that opens the page together
        [*pool.map(lambda _: asked(client.application.test_client(), path.replace("datepicker", "slider")), range(8))]
    assert times == ["gzip", "br", "br"]
    assert asked(client, path).headers["Cache-Control"] == FOR_GOOD


def test_once_the_server_is_warm_nothing_is_made_for_a_visitor(client, monkeypatch):
    known.module.cache_clear()
    desk_rows.cache_clear()
    assert importlib.import_module("app").warm_server() is client.application
    assert desk_rows.cache_info().currsize == 1
    monkeypatch.setattr(packed.Packed, "of", None)
    monkeypatch.setattr(packed, "WAYS", dict.fromkeys(packed.WAYS))
    loaded = addresses(client.application)
    for part in ("plotly", "main.mjs", "/scenes?", "_dash-layout"):
        assert any(part in path for path in loaded), part
    for path in loaded:
        for way in ("br", "gzip"):
            assert asked(client, path, way).status_code == 200, path


def test_who_has_a_file_gets_nothing(client, monkeypatch):
    """Without its name by what is in it, it is asked for again."""
    path = "/_dash-component-suites/dash/dcc/async-graph.js"
    first = asked(client, path)
    assert (first.headers["Cache-Control"], first.headers["Content-Encoding"]) == ("no-cache", "br")
    monkeypatch.setattr(packed.Packed, "of", None)  # nothing is read again
    monkeypatch.setattr(packed, "WAYS", dict.fromkeys(packed.WAYS))
    again = asked(client, path, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_what_dash_loads_later_comes_beside_the_rest(client):
    text = client.get("/").text
    (plotly,) = re.findall(r'rel="preload"[^>]*href="([^"]*plotly[^"]*)"', text)
    assert f'"plotlyjs_url":"{plotly}"' in text
    assert '"serve_locally":false' in text
    assert asked(client, plotly).headers["Cache-Control"] == FOR_GOOD
    assert "dash_table/" not in text.replace("dash_table/bundle.py", "")
    assert "plotly" not in "".join(re.findall('<link[^>]*"preload"[^>]*>', client.get("/lessons").text))


PART, WHOLE = (re.compile(rf'"preload"[^>]*href="[^"]*{name}.min.js') for name in ("plotly-cartesian", "/plotly"))


@pytest.mark.parametrize(
    ("path", "begins"),
    [
        ("/", PART),
        ("/?surface=beale&dimensions=3", WHOLE),
        ("/?dimensions=4", PART),
        ("/landscape", PART),
        ("/landscape?dimensions=3", WHOLE),
        ("/lessons/radford_beale", PART),
        ("/lessons/radford_long_valley?at=9", WHOLE),
        ("/lessons/no", PART),
        ("/sweep", PART),
    ],
)
def test_a_page_begins_with_the_plotly_that_it_needs(client, path, begins):
    text = client.get(path).text
    assert begins.search(text)
    (whole,) = re.findall(r'<meta name="whole-plotly" content="([^"]*)">', text) or [""]
    assert bool(whole) == (begins is PART)
    if whole:
        assert asked(client, whole).headers["Cache-Control"] == FOR_GOOD
    assert len(re.findall(r"<script[^>]*plotly", text)) == 0


def test_part_and_whole_of_plotly_are_of_one_version():
    part, whole = (path.read_text(encoding="utf-8")[:200] for path in (ASSETS / plotly_files.PART, plotly_files.WHOLE))
    assert BANNER.search(part)[1] == BANNER.search(whole)[1]
    assert "MIT License" in (ASSETS / "regenerator" / "LICENSE-regenerator.txt").read_text(encoding="utf-8")
    assert "MIT License" in (ASSETS / "plotly" / "LICENSE-plotly.txt").read_text(encoding="utf-8")


def test_what_pages_draw_the_part_can_draw():
    """Every type of trace that figures and scripts name, but for what lies in space."""
    part, whole = (
        set(TRACE.findall(path.read_text("utf-8"))) for path in (ASSETS / plotly_files.PART, plotly_files.WHOLE)
    )
    assert part < whole
    named = {}
    for path in [*(ASSETS.parent / "figures").rglob("*.py"), *ASSETS.rglob("*.mjs")]:
        for found in TYPE.findall(path.read_text(encoding="utf-8")):
            named.setdefault("".join(found), set()).add(path.name)
    drawn = {kind: files for kind, files in named.items() if kind in whole}
    assert {"contour", "heatmap", "scatter", "bar"} <= set(drawn)
    assert set(drawn) - part == SOLID
    assert [kind for kind in SOLID if "background.py" not in drawn[kind]] == []
    assert {path for kind in SOLID for path in drawn[kind] if path.endswith(".py")} == {"background.py"}


def test_a_scene_is_kept_but_where_it_may_change(client):
    (path,) = re.findall(r'<meta name="scenes" content="([^"]+)"', client.get("/").text)
    assert 'name="scenes"' not in client.get("/sweep").text
    plane = "%3Fsurface%3Dnetwork%26plane%3D" + "mlp"
    for query, says in (
        ("", FOR_GOOD),
        ("%3Fsurface%3Dbeale", FOR_GOOD),
        ("%3Fsurface%3Dno", "no-cache"),
        (plane, "no-cache"),
    ):
        answer = asked(client, f"{path}&search={query}&theme=dark&size=1.25")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, says), query
    assert client.get("/scenes?search=&v=old").headers["Cache-Control"] == "no-cache"
    told = client.post("/scenes", json={"search": "?surface=booth&sgd=", "theme": "dark"})
    assert (told.headers["Cache-Control"], told.json["opened"]["panels"][0]["spec"]["surface"]) == ("no-cache", "booth")
    first, again = (asked(client, f"{path}&search=") for _ in range(2))
    assert first.data == again.data
    assert size(client, f"{path}&search=") < 150_000


@pytest.mark.parametrize(
    ("path", "frames"), [("/", 3), ("/?surface=beale", 1), ("/?surface=beale&sgd=&surface=booth", 2), ("/sweep", 0)]
)
def test_the_page_comes_with_the_frames_of_its_panels(client, path, frames):
    text = client.get(path).text
    assert text.count('<div class="frame"></div>') == frames
    assert text.count("Loading…") == 1


def test_what_is_kept_has_its_bounds(client, monkeypatch):
    monkeypatch.setattr(packed, "MOST", 0)
    path = "/_dash-component-suites/dash/deps/prop-types@15.v0_0_0m0.8.1.min.js"
    assert asked(client, path).data == asked(client, path).data
    assert client.get("/_dash-component-suites/dash/nothing.js").status_code == 404


@pytest.mark.parametrize("room", ["race", "landscape"])
def test_what_is_plain_comes_as_text(client, room):
    """Each place has its text, and there are few components of Dash: each listens to all that happens on the page."""
    with client.application.test_request_context("/"):
        layout = importlib.import_module(f"pages.{room}").layout()
    parts = list(layout._traverse())
    places = [part for part in parts if hasattr(part, "data-markup")]
    (told,) = (part.data for part in parts if getattr(part, "id", None) == "catalog")
    rows = known.known()["rows"] | told["texts"]
    named = [getattr(place, "data-markup") for place in places]
    named += re.findall(r'data-markup="([^"]+)"', "".join(rows.values()))  # places in what is put in others
    assert sorted(named) == sorted(rows)
    assert all(rows.values())
    assert not set(known.known()["rows"]) & set(told["texts"])
    assert all(getattr(place, "children", None) is None for place in places)
    assert len(parts) < 180
    assert not [part for part in parts if type(part).__module__.startswith("dash_mantine_components")]


def test_what_is_the_same_for_everybody_is_kept(client):
    """And what a page of races brings besides is little: it comes with every visit."""
    for room in ("/", "/lessons/adam", "/landscape"):
        (path,) = set(re.findall(r'rel="modulepreload" href="(/known[^"]*)"', client.get(room).text))
    answer = asked(client, path)
    assert answer.headers["Cache-Control"] == FOR_GOOD
    assert client.get(known.KNOWN_PATH).headers["Cache-Control"] == "no-cache"
    (text,) = re.findall(
        r"^export const known = JSON\.parse\('((?:[^'\\]|\\.)*)'\);$", brotli.decompress(answer.data).decode()
    )
    assert json.loads(re.sub(r"\\(.)", r"\1", text)) == json.loads(to_json(known.known()))
    with client.application.test_request_context("/"):
        layout = importlib.import_module("pages.race").layout()
    assert len(brotli.compress(to_json(layout).encode(), quality=6)) < 8_000
    assert layout is importlib.import_module("pages.race").layout()


def test_what_dash_writes_into_is_a_component_of_its_own(client):
    """What callbacks and scripts name is on the page as it comes, not in its texts."""
    with client.application.test_request_context("/"):
        layout = importlib.import_module("pages.race").layout()
    there = {str(part.id) for part in layout._traverse_ids()}
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ASSETS / "race").glob("*.mjs"))
    written = set(re.findall(r"(?:set_props|inform|typeset|writeMarkdown)\('([a-z-]+)'", scripts))
    written |= {f"{kind}-{place}" for kind in ("picture", "curve", "surface") for place in range(4)}
    written |= {"equation-x", "equation-y", "card-title", "card-body"}
    assert len(written) >= 20
    assert written <= there, written - there
