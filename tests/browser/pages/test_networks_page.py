"""The network page: curves that follow what is chosen, training while one watches, and what cannot be trained."""

import json

import number_fields
import pytest
from playwright.sync_api import expect

from networks import EXPERIMENTS
from networks.spectrum import METHODS
from networks.today import ENTRIES
from networks.today_claims import CLAIMS
from pages.networks_today import FIRST

PLOT = "document.querySelector('#networks-chart .js-plotly-plot')"
OWN = f"{PLOT}.data.filter(({{ meta }}) => meta?.own)"  # what one has trained
OWN += ".map(({ meta, yaxis, x, y }) => [meta.method, yaxis, x.length, y])"
PALE = f"{PLOT}.data.filter(({{ fill, meta }}) => !fill && meta)"
PALE += ".map(({ meta, opacity }) => [meta.method, opacity < 0.2])"
BANDS = f"{PLOT}.data.filter(({{ fill }}) => fill).length"


@pytest.fixture(scope="module")
def page(opened):
    """The page, once for all checks."""
    with opened(None) as race:
        race.page.goto(f"{race.address}/networks")
        drawn(race.page, "logistic")
        yield race.page


def drawn(page, experiment):
    page.wait_for_function(
        f"name => window.Ravine?.networks?.shown?.experiment === name && {PLOT}?.layout?.meta?.theme", arg=experiment
    )


def press(page, name):
    page.locator(f"named=button {name}").click()


def show(page, query):
    """The page as another link opens it, without loading it again."""
    page.evaluate("search => dash_clientside.set_props('networks-location', { search })", f"?{query}")


def trained(page, words="Trained"):
    expect(page.locator("#networks-said")).to_contain_text(words)


def test_curves_table_and_link_follow_the_experiment(page):
    for name, one in list(EXPERIMENTS.items())[::-1]:
        press(page, one.label)
        drawn(page, name)
        expect(page.locator("#networks-table tbody tr")).to_have_count(len(one.tuned))
        page.wait_for_function(f"count => {BANDS} === 2 * count", arg=len(one.tuned))
        page.wait_for_function("name => location.search === `?experiment=${name}`", arg=name)
        expect(page.locator("#networks-claims .claim")).to_have_count(len(one.claims))
    press(page, "Bias correction")
    drawn(page, "bias_correction")
    expect(page.locator("#networks-table tbody tr")).to_have_count(3)
    expect(page.get_by_role("group", name="Beside the chart")).to_be_hidden()


def test_its_number_fields(page):
    for experiment in ("bias_correction", "logistic"):  # two: a page that shows the second already is drawn anew later
        show(page, f"experiment={experiment}")
        drawn(page, experiment)
    for name in number_fields.fields_of("networks"):
        number_fields.assert_works(page, name)


def test_logistic_regression_trains_while_one_watches(page):
    show(page, "experiment=logistic&adam=learning_rate:0.2&sgd=&epochs=2&seed=4")
    drawn(page, "logistic")
    with page.expect_request("**/networks/train") as asked:
        press(page, "Train")
    sent = asked.value.post_data_json
    assert (sent["seed"], sent["epochs"], sent["methods"]["adam"]["learning_rate"]) == (4, 2, 0.2)
    trained(page)
    page.wait_for_function(f"{OWN}.every(([,, length]) => length === 3)")
    assert [[method, axis] for method, axis, *_ in page.evaluate(OWN)] == [
        [method, axis] for method in ("adam", "sgd") for axis in ("y", "y2")
    ]
    assert all(costs[0] > costs[2] for _, axis, _, costs in page.evaluate(OWN) if axis == "y")
    page.wait_for_function("location.search === '?experiment=logistic&adam=learning_rate:0.2&sgd=&seed=4&epochs=2'")
    press(page, "Results")
    expect(page.locator("#networks-table .networks-yours")).to_have_text("yours, seed 4")
    with page.expect_download() as download:
        press(page, "Download these curves (CSV)")
    lines = download.value.path().read_text().splitlines()
    assert lines[0] == "curve,epoch,quantity,value"
    assert [line.rpartition(",")[0] for line in lines if line.startswith("yours sgd")] == [
        f"yours sgd,{epoch},{key}" for key in ("cost", "accuracy") for epoch in range(3)
    ]


def test_methods_of_today_are_drawn_as_chosen_and_the_spectrum_by_its_epoch(page):
    show(page, "experiment=mlp&of=today")
    drawn(page, "mlp")
    rows = page.locator("#networks-table tbody tr")
    expect(rows).to_have_count(len(ENTRIES))
    page.wait_for_function(f"count => {BANDS} === 2 * count", arg=len(FIRST))
    expect(page.locator("#networks-claims .networks-claim")).to_have_count(len(CLAIMS))
    page.get_by_role("checkbox", name="Draw Muon").uncheck()
    page.wait_for_function(f"count => {BANDS} === 2 * count", arg=len(FIRST) - 1)
    page.get_by_role("checkbox", name="Draw AdamW, cosine").check()
    dashed = f"{PLOT}.data.filter(({{ line }}) => line?.dash === 'dash').map(({{ meta }}) => meta.method).join()"
    page.wait_for_function(f"{dashed} === 'adamw-cosine,adamw-cosine'")
    told = [name for name in FIRST if name != "muon"] + ["adamw-cosine"]
    page.wait_for_function("names => location.search.endsWith(`&curves=${names}`)", arg=",".join(told))
    press(page, "Adam’s paper")
    expect(rows).to_have_count(len(EXPERIMENTS["mlp"].tuned))
    press(page, "Spectrum of an update")
    drawn(page, "spectrum")
    expect(rows).to_have_count(len(METHODS))
    before = page.evaluate(f"{PLOT}.data[0].y[9]")
    press(page, "epoch 15")
    page.wait_for_function(f"before => {PLOT}.data[0].y[9] !== before", arg=before)
    page.wait_for_function("location.search === '?experiment=spectrum&epoch=15'")
    with page.expect_download() as download:
        press(page, "Download these curves (CSV)")
    lines = download.value.path().read_text().splitlines()
    assert lines[:2] == ["curve,singular value,quantity,value", "stored sgd,1,share of the largest at epoch 15,1"]


def test_a_schedule_trains_and_stands_in_the_link(page):
    show(page, "experiment=logistic&schedule=wsd&schedule_parameters=decay_share:0.5&warmup=5&sgd=&epochs=2")
    drawn(page, "logistic")
    expect(page.get_by_label("Schedule", exact=True)).to_have_value("wsd")
    with page.expect_request("**/networks/train") as asked:
        press(page, "Train")
    sent = asked.value.post_data_json
    assert [sent[key] for key in ("schedule", "schedule_parameters", "warmup")] == ["wsd", {"decay_share": 0.5}, 5]
    trained(page)
    page.get_by_label("Schedule", exact=True).select_option("cosine")
    page.wait_for_function("location.search.endsWith('&epochs=2&schedule=cosine&warmup=5')")
    expect(page.locator("named=slider Schedule: final")).to_be_visible()
    press(page, "Clear")


def test_training_goes_on_while_the_curves_of_a_new_choice_are_on_their_way(page):
    press(page, "Bias correction")
    drawn(page, "bias_correction")
    held = []
    page.route("**/networks/curves", lambda route: held.append(route))
    press(page, EXPERIMENTS["logistic"].label)
    press(page, "Train it yourself")
    press(page, "Train")
    trained(page)
    assert page.evaluate("Ravine.networks.runs.logistic.state") == "done"
    (route,) = held
    route.continue_()
    drawn(page, "logistic")
    page.unroute("**/networks/curves")
    page.wait_for_function(f"() => {OWN}.length > 0")
    press(page, "Clear")


def test_a_job_s_curves_grow_and_it_can_be_cancelled(page):
    show(page, "experiment=mlp&adam=&epochs=100&batch_size=8")
    drawn(page, "mlp")
    press(page, "Train")
    page.wait_for_function(f"{OWN}.length && {OWN}.every(([,, length]) => length > 1)")
    press(page, "Cancel")
    trained(page, "Cancelled")
    assert 1 < page.evaluate("Ravine.networks.runs.mlp.curves.adam.cost.length") < 101
    expect(page.locator("named=button Train")).to_be_visible()
    press(page, "Clear")
    page.wait_for_function(f"{OWN}.length === 0")


def test_a_row_shows_its_curve_and_the_theme_is_followed(page):
    show(page, "experiment=convnet&scale=linear")
    drawn(page, "convnet")
    page.locator("#networks-table [data-name=adam]").first.focus()
    page.wait_for_function(f"{PALE}.every(([name, pale]) => pale === (name !== 'adam'))")
    theme = f"{PLOT}.layout.meta.theme"
    before = page.evaluate(theme)
    press(page, "Dark or light")
    page.wait_for_function(f"{theme} !== '{before}' && {PLOT}.layout.yaxis.type === 'linear'")


def test_nothing_runs_off_the_screen(page):
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(
            "width => innerWidth === width && document.documentElement.scrollWidth <= width", arg=width
        )


def test_what_cannot_be_had_is_said(page):
    server = page.url.split("/networks")[0]

    def ask(path, asked):
        answer = page.request.post(f"{server}/networks/{path}", data=json.dumps(asked), headers=JSON)
        return answer.status, answer.json()

    status, told = ask("train", {"experiment": "mlp", "methods": {"adam": {"beta1": 2}}, "epochs": 0})
    assert (status, told["problems"]) == (400, ["epochs: 0 is out of range; allowed: a whole number from 1 to 100"])
    status, told = ask("train", {"experiment": "logistic", "methods": {"adam": {"beta1": 2}}})
    assert (status, told["problems"]) == (400, ["adam: beta1: 2 is out of range; allowed: 0 to 0.9999"])
    assert ask("train", {"experiment": "convnet", "methods": {"adam": {}}}) == (200, {"job": True})
    for junk in (None, [], "x", {"experiment": [], "scale": {}}):
        assert ask("curves", junk)[0] == ask("train", junk)[0] == 400
    _, told = ask(
        "open",
        {"search": "?experiment=mlp&scale=round&epochs=x&bfgs=&adam=beta9:1&huh=1&of=all&curves=muon,x&schedule=a"},
    )
    starts = [
        "scale: 'round'; ",
        "of: 'all'; allowed: adam, today",
        "curves: 'x'; allowed: sgd, ",
        "epochs: 'x' is not a number; ",
        "schedule: 'a'; allowed: constant, ",
        "bfgs forms",
        "adam: unknown hyperparameter 'beta9'; ",
        "'huh'; ",
    ]
    assert len(told["problems"]) == len(starts)
    assert all(map(str.startswith, told["problems"], starts)), told["problems"]
    assert (told["setup"]["experiment"], told["setup"]["epochs"]) == ("mlp", 45)


JSON = {"Content-Type": "application/json"}
