"""Links: every scene survives the way through the address bar, and nothing typed there can do harm."""

import numpy as np
import pytest
from each import each
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import VIEWS, scenes, specs

from lessons import FIRST_VIEW
from optimizers import CLASSICS, OPTIMIZERS
from races import MAX_STEPS, RaceSpec, race
from races.query import (
    MAX_CLOCK,
    MAX_LENGTH,
    MAX_PANELS,
    VIEW,
    Panel,
    Scene,
    scene_from_query,
    spec_from_query,
    spec_to_query,
)
from races.query.reader import PANEL_KEYS
from races.tuning import tuned_spec
from surfaces import SURFACES

DEFAULTS = {key: default for key, (default, _) in VIEW.items()}

# There and back


@settings(max_examples=100)
@given(specs())
def test_any_spec_comes_back(spec):
    assert spec_from_query(spec_to_query(spec)) == (spec, [])


@settings(max_examples=60)
@given(scenes())
def test_any_scene_comes_back(scene):
    query = scene.to_query()
    assert len(query) <= MAX_LENGTH
    assert scene_from_query(query) == (scene, [])
    assert scene_from_query("?" + query)[0].to_query() == query


def test_the_strategy_draws_every_part_of_the_view():
    assert set(VIEWS) == set(VIEW)


def test_a_scene_of_all_methods_in_all_panels_fits():
    """With all of their settings to the last bit in one of them, and in the others those of the field that all have."""
    numbers = (1 / 3, 2 / 3, 0.1 + 0.2)

    def spec(count: int) -> RaceSpec:
        racers = {
            name: {
                key: p.value_at(numbers[i % 3]) for i, (key, p) in [*enumerate(each.hyperparameters.items())][:count]
            }
            for name, each in OPTIMIZERS.items()
        }
        return RaceSpec("rotated_quadratic", racers, (-1 / 3, 2 / 3), surface_parameters={"angle": 200 / 3})

    zoom = (-1 / 3, 1 / 3, -2 / 3, 2 / 3)
    scene = Scene([Panel(spec(10), zoom), *[Panel(spec(1), zoom)] * (MAX_PANELS - 1)])
    assert 2000 < len(scene.to_query()) < MAX_LENGTH
    assert scene_from_query(scene.to_query()) == (scene, [])


@each("spec", [*FIRST_VIEW, *map(tuned_spec, SURFACES)])
def test_the_specs_of_the_page_come_back(spec):
    assert spec_from_query(spec_to_query(spec)) == (spec, [])


@each("value", [1e-6, 0.1, 0.30000000000000004, 1 / 3, 1.0, 9.999999999999998, 1e-6 * (1 + 2**-52)])
def test_numbers_come_back_to_the_last_bit(value):
    spec = RaceSpec(optimizers={"sgd": {"learning_rate": value}})
    assert spec_from_query(spec_to_query(spec))[0].optimizers["sgd"]["learning_rate"] == value


# How a link is written


def test_a_link_can_be_read():
    first = RaceSpec(start=(1, 1.6), steps=198, optimizers={"sgd": {"learning_rate": 0.001}, "adam": {"beta1": 0.5}})
    second = RaceSpec(
        surface="rotated_quadratic",
        surface_parameters={"angle": 45},
        optimizers={},
        schedule="exponential",
        schedule_parameters={"ratio": 0.95},
    )
    scene = Scene([Panel(first), Panel(second, (-1.0, 0.5, 0.0, 2.0))], DEFAULTS | {"step": 57, "theme": "dark"})
    assert scene.to_query() == (
        "surface=beale&start=1,1.6&steps=198&sgd=learning_rate:0.001&adam=learning_rate:0.1,beta1:0.5"
        "&surface=rotated_quadratic,condition_number:100,angle:45&start=-3,1&steps=200"
        "&schedule=exponential,ratio:0.95&optimizers=none&zoom=-1,0.5,0,2&step=57&theme=dark"
    )


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("schedule=warmup,length:30", "warmup=30"),
        ("schedule=warmup", "warmup=30"),
        ("schedule=warmup,length:2.5", "warmup=2.5"),
    ],
)
def test_links_of_when_warm_up_was_a_schedule_mean_the_same_race(then, now):
    """As they were written then: the rate of step t is α t/w until step w."""
    old, problems = spec_from_query(f"?surface=sphere&start=-4,3&steps=60&{then}&sgd=learning_rate:0.1")
    assert problems == []
    assert f"&steps=60&{now}&sgd" in spec_to_query(old)
    length = float(now.partition("=")[2])
    left = np.cumprod([1.0, *(1 - 0.1 * min(1.0, t / length) for t in range(1, 61))])
    np.testing.assert_allclose(race(old)["sgd"].positions, np.outer(left, (-4.0, 3.0)), rtol=1e-12)


def test_of_a_warm_up_that_was_a_schedule_what_is_wrong_is_told():
    _, problems = spec_from_query("?surface=sphere&schedule=warmup,length:0,speed:3")
    assert problems == [
        "panel 1: constant: unknown hyperparameter 'speed'; allowed: none",
        "panel 1: schedule: warmup: '0' is out of range; allowed: 1 to 500",
    ]


def test_a_pin_on_the_warm_up_is_found_under_its_old_name():
    scene, problems = scene_from_query("?surface=beale&warmup=20&pins=warmup.length,master")
    assert (scene.view["pins"], problems) == (("race.warmup", "master"), [])


def test_the_rate_is_always_told_other_settings_where_they_differ():
    for name, optimizer in OPTIMIZERS.items():
        rate = optimizer.hyperparameters.get("learning_rate")
        told = f"learning_rate:{rate.default:g}" if rate else ""
        assert spec_to_query(RaceSpec(optimizers={name: {}})).endswith(f"&{name}={told}")
    assert spec_to_query(RaceSpec(optimizers={"vsgd": {"samples": 3}})).endswith("&vsgd=samples:3")


@each("surface", SURFACES)
def test_what_is_left_out_is_taken_from_the_tuned_race(surface):
    everybody = tuned_spec(surface)
    assert spec_from_query(f"surface={surface}") == (tuned_spec(surface, CLASSICS), [])
    spec, problems = spec_from_query(f"surface={surface}&adam=beta1:0.5&sgd=")
    assert not problems
    assert spec.steps == everybody.steps
    assert list(spec.optimizers) == ["sgd", "adam"]
    assert spec.optimizers["sgd"] == everybody.optimizers["sgd"]
    assert spec.optimizers["adam"] == {**everybody.optimizers["adam"], "beta1": 0.5}
    named = spec_from_query(f"surface={surface}&" + "&".join(f"{name}=" for name in OPTIMIZERS))
    assert named == (everybody, [])


@each("query", ["", "?", "&&&", "step=5", "theme=dark"])
def test_without_panels_the_scene_is_empty(query):
    scene, problems = scene_from_query(query)
    assert (list(scene.panels), problems) == ([], [])
    assert spec_from_query(query) == (RaceSpec(), [])


def test_a_panel_may_begin_without_its_surface():
    assert scene_from_query("adam=") == scene_from_query("surface=beale&adam=")


# What cannot be understood

BAD = [  # the query, the beginning of its one message, and what the message allows
    ("surface=moon", "panel 1: unknown surface 'moon'", "names, all in"),
    ("surface=", "panel 1: unknown surface ''", "names, all in"),
    ("surface=bealo", "panel 1: unknown surface 'bealo'; did you mean beale or easom? ", "names, all in"),
    ("surface=beale&sdg=", "unknown key 'sdg'; did you mean sgd or ", "surface, f, domain, plane, start, steps"),
    ("surface=beale,angle:3", "panel 1: beale: unknown hyperparameter 'angle'", "none"),
    ("surface=rotated_quadratic,angle:91", "panel 1: rotated_quadratic: angle: '91' is out of range", "0 to 90"),
    ("surface=rotated_quadratic,steep", "panel 1: rotated_quadratic: 'steep' is not understood", "name:value"),
    ("start=1", "panel 1: start: ['1'] is not a pair of numbers", "allowed on beale: x -4.5"),
    ("start=a,b", "panel 1: start: ['a', 'b'] is not a pair of numbers", "x -4.5"),
    ("start=1,9", "panel 1: start: (1, 9) is outside the domain", "allowed on beale: x -4.5"),
    ("steps=0", "panel 1: steps: '0' is out of range; allowed: a whole number", f"1 to {MAX_STEPS}"),
    ("steps=1.5", "panel 1: steps: '1.5' is not a whole number; allowed: a whole number", f"1 to {MAX_STEPS}"),
    ("schedule=lunar", "panel 1: unknown schedule 'lunar'", "constant, inverse_sqrt"),
    ("schedule=cosine,final:2", "panel 1: cosine: final: '2' is out of range", "0 to 1"),
    ("schedule=cosine,slow", "panel 1: cosine: 'slow' is not understood", "name:value"),
    ("adam=learning_rate:1e9", "panel 1: adam: learning_rate: '1e9' is out of range", "1e-6 to 10"),
    ("adam=learning_rate:quick", "panel 1: adam: learning_rate: 'quick' is not a number", "1e-6 to 10"),
    ("adam=speed:1", "panel 1: adam: unknown hyperparameter 'speed'", "learning_rate, beta1"),
    ("adam=quick", "panel 1: adam: 'quick' is not understood", "name:value"),
    ("optimizers=all", "panel 1: optimizers: 'all'", "none, or one key for each method"),
    ("zoom=0,1", "panel 1: zoom: '0,1' is not understood", "4 numbers from -1000000 to 1000000"),
    ("zoom=0,1,0,nan", "panel 1: zoom: '0,1,0,nan' is not understood", "4 numbers"),
    ("zoom=1,0,0,1", "panel 1: zoom: '1,0,0,1' is not understood", "each minimum below its maximum"),
    ("zoom=0,1,1,1", "panel 1: zoom: '0,1,1,1' is not understood", "each minimum below its maximum"),
    ("step=-1", "step: '-1' is not understood", f"a whole number from 0 to {MAX_CLOCK}"),
    (f"step={MAX_CLOCK + 1}", f"step: '{MAX_CLOCK + 1}' is not understood", "a whole number"),
    ("step=" + "9" * 9999, "step: '9999", f"a whole number from 0 to {MAX_CLOCK}"),
    ("step=²", "step: '²' is not understood", "a whole number"),
    ("speed=3", "speed: '3' is not understood", "0.25, 0.5, 0.8333, 1, 2, 4, 8"),
    ("loop=maybe", "loop: 'maybe' is not understood", "on, off"),
    ("dimensions=4", "dimensions: '4' is not understood", "2, 3"),
    ("camera=1,2", "camera: '1,2' is not understood", "3 numbers from -10 to 10"),
    ("camera=1,2,11", "camera: '1,2,11' is not understood", "3 numbers from -10 to 10"),
    ("chart=pie", "chart: 'pie' is not understood", "loss, distance"),
    ("axis=y", "axis: 'y' is not understood", "step, evaluations"),
    ("theme=pink", "theme: 'pink' is not understood", "light, dark"),
    ("noise=loud", "panel 1: unknown noise 'loud'", "none, additive, multiplicative"),
    ("noise=additive,sigma:-1", "panel 1: additive: sigma: '-1' is out of range", "0 to 100"),
    ("surface=sphere&noise=minibatch", "panel 1: noise minibatch: needs a loss that is a sum", "rosenbrock"),
    ("seed=1.5", "panel 1: seed: '1.5'", "a whole number from 0 to"),
    ("units=1,2", "panel 1: units: ['1', '2']", "three factors (x, y, f)"),
    ("units=0,1,1", "panel 1: units: ['0', '1', '1']", "three factors (x, y, f)"),
    ("f=x^2", "panel 1: f: only the surface own has it", ""),
    ("surface=own", "panel 1: your function:", ""),
    ("surface=own&f=x+q", "panel 1: your function:", "q"),
    ("surface=own&f=x^2&domain=1,0,0,1", "panel 1: your function: domain", ""),
    ("colour=red", "unknown key 'colour'", "surface, f, domain, plane, start, steps"),
    ("surface=beale&start=1,1&start=2,2", "panel 1: start is given twice", "the first is used"),
    ("sgd=learning_rate:1&sgd=learning_rate:2", "panel 1: sgd is given twice", "the first is used"),
    ("&".join(["surface=beale"] * 5), "5 panels", "1 to 4; the first 4 are shown"),
    ("x" * (MAX_LENGTH + 1), f"the link has {MAX_LENGTH + 1} characters", f"{MAX_LENGTH}"),
]


@each("query, begins, allowed", BAD)
def test_a_bad_part_is_named(query, begins, allowed):
    _, (problem,) = scene_from_query(query)
    assert problem.startswith(begins)
    assert allowed in problem[len(begins) :]
    assert len(problem) < 800  # all keys are allowed ones


def test_what_is_given_twice_is_named_everywhere():
    twice = ("step=1&step=2", "loop=on&loop=on", "sgd=learning_rate:1,learning_rate:2", "surface=rosenbrock,b:2,b:3")
    assert [query for query in twice if len(scene_from_query(query)[1]) != 1] == []


@each("bad", ["surface=moon", "steps=0", "start=9,9", "schedule=lunar", "optimizers=all", "zoom=1"])
def test_the_default_stands_in_for_a_bad_part(bad):
    """Without a surface a panel is Beale's; its steps and rates are the tuned ones of the surface that is shown."""
    scene, _ = scene_from_query(bad)
    assert scene.panels == [Panel(tuned_spec("beale", CLASSICS))]
    assert scene_from_query("speed=3&loop=x")[0].view == DEFAULTS


def test_all_bad_parts_are_named_and_the_good_ones_kept():
    scene, problems = scene_from_query(
        "surface=sphere&steps=0&start=1,1&adam=learning_rate:-1,beta1:0.5&theme=dark&foo=1&surface=saddle&zoom=1&speed=2"
    )
    assert [problem.split(":")[0] for problem in problems] == [
        "unknown key 'foo'; allowed",
        *["panel 1"] * 2,
        "panel 2",
    ]
    first, second = scene.panels
    assert (first.spec.surface, first.spec.start, first.spec.optimizers["adam"]["beta1"]) == ("sphere", (1, 1), 0.5)
    assert second == Panel(tuned_spec("saddle", CLASSICS))
    assert (scene.view["theme"], scene.view["speed"]) == ("dark", 2)


def test_the_first_four_panels_are_kept():
    names = list(SURFACES)[:6]
    scene, problems = scene_from_query("&".join(f"surface={name}" for name in names))
    assert [panel.spec.surface for panel in scene.panels] == names[:MAX_PANELS]
    assert len(problems) == 1


SIGNS = "&=,:;?#%+ .0159-\x00é²٣\ud800"
WORDS = ["surface=beale", "learning_rate", "beta1", "none", "true", "1e400", "nan", "inf", "%ff", "%2C", "9" * 400]
FRAGMENTS = st.sampled_from([*PANEL_KEYS, *VIEW, *SURFACES, *WORDS, *SIGNS])


def assert_sound(query):
    """Whatever was read can be run, and written as a link that is read back as the same."""
    scene, problems = scene_from_query(query)
    assert len(scene.panels) <= MAX_PANELS
    assert all(isinstance(problem, str) and len(problem) < 800 for problem in problems)
    for panel in scene.panels:
        assert RaceSpec(**panel.spec.to_dict()) == panel.spec
    assert scene_from_query(scene.to_query()) == (scene, [])
    spec, _ = spec_from_query(query)
    assert isinstance(spec, RaceSpec)


@settings(max_examples=100)
@given(st.text() | st.lists(FRAGMENTS | st.text(max_size=3), max_size=30).map("".join))
@example("surface=" + "," * 5000)
@example("adam=" + ":" * 5000)
@example("start=" + "1," * 5000)
@example("&" * MAX_LENGTH)
@example("surface=beale&" * 1000)
def test_any_text_is_read_without_harm(text):
    assert_sound(text)


@settings(max_examples=60)
@given(scenes(), st.data())
def test_any_damaged_link_is_read_without_harm(scene, data):
    query = scene.to_query()
    at, cut = data.draw(st.integers(0, len(query))), data.draw(st.integers(0, 20))
    assert_sound(query[:at] + data.draw(FRAGMENTS) + query[at + cut :])


@each(
    "twice, field, value",
    [
        ("steps=10&steps=20", "steps", 10),
        ("seed=1&seed=2", "seed", 1),
        ("start=0,1&start=1,0", "start", (0.0, 1.0)),
        ("schedule=cosine&schedule=linear", "schedule", "cosine"),
        ("sgd=learning_rate:0.1&sgd=learning_rate:0.2", "optimizers", {"sgd": {"learning_rate": 0.1}}),
        ("sgd=learning_rate:0.1,learning_rate:0.2", "optimizers", {"sgd": {"learning_rate": 0.1}}),
    ],
)
def test_of_what_is_given_twice_the_first_is_used(twice, field, value):
    spec, (problem,) = spec_from_query(f"?surface=beale&{twice}")
    found = getattr(spec, field)
    assert (dict(found) if isinstance(value, dict) else found) == value
    assert problem.endswith("is given twice; the first is used")


def test_of_a_view_that_is_given_twice_the_first_is_used():
    scene, problems = scene_from_query("?surface=beale&speed=2&speed=4&step=7&step=8")
    assert (scene.view["speed"], scene.view["step"]) == (2.0, 7)
    assert problems == [f"{key} is given twice; the first is used" for key in ("speed", "step")]


@each(
    "text, told",
    [
        ("adam.zap", "'adam.zap' is none; allowed: master, or method.hyperparameter as adam.beta1; adam has learn"),
        ("zap.beta1", "'zap.beta1' is none"),
        ("adam", "'adam' is none"),
        ("master,master", "allowed: up to 2, each once"),
        ("master,adam.beta1,adam.beta2", "allowed: up to 2, each once"),
    ],
)
def test_what_is_no_pin_is_told(text, told):
    scene, (problem,) = scene_from_query(f"surface=beale&adam=&pins={text}")
    assert told in problem
    assert scene.view["pins"] == ()


@each(
    "text, of, told",
    [
        ("", (), None),
        ("adam", ("adam",), None),
        ("adam,lion,sgd", ("sgd", "adam", "lion"), None),  # in the order of the methods; lion does not race
        ("adam,adma", (), "'adma' is none; did you mean adam"),
        ("all", (), f"'all' is none; allowed: {len(OPTIMIZERS)} names, those of the methods in a link, such as adam"),
        ("adam,", (), "'' is none; "),
        ("adam,adam", (), "'adam,adam' is not understood; allowed: each once"),
    ],
)
def test_a_link_says_whose_averages_are_drawn(text, of, told):
    scene, problems = scene_from_query(f"surface=beale&sgd=&adam=&average=mean&average_of={text}")
    assert scene.view["average_of"] == of
    assert len(problems) == (told is not None)
    assert all(problem.startswith("average_of: ") and told in problem for problem in problems)


def test_any_declared_hyperparameter_can_be_pinned():
    for name in ("rosenbrock.b", "exponential.ratio", "master"):
        scene, problems = scene_from_query(f"surface=beale&adam=&pins={name}")
        assert (scene.view["pins"], problems) == ((name,), [])
