"""A sweep in the explorer: one fit is shown, others are chosen from the curve."""

import json
import warnings

import numpy as np
import pytest
from browser import Page, launched, needs_chromium
from httpx import Client
from pictures import blank_pictures
from playwright.sync_api import expect
from scenes import served

from autoencode import Autoencoder, sweep
from autoencode.data.dataset import Dataset
from autoencode.errors import InvalidParameterError, RunFolderError
from autoencode.explorer.shown import Shown
from autoencode.explorer.swept import Swept
from autoencode.scenes.scene import Scene
from autoencode.storage import load_run

X = np.random.default_rng(0).normal(size=(60, 5)).astype(np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("sweeps") / "sweep"
    model = Autoencoder(hidden_layer_sizes=(4,), max_epochs=2, random_state=0)
    with blank_pictures(), warnings.catch_warnings(action="ignore"):
        sweep(model, X, [1, 2, 3], folder=path, n_jobs=1, verbose=0)
    return path


def opened(path):
    run = load_run(path)
    return Scene(run, Dataset(name="noise", X=X, source=""), path.name)


def test_the_suggested_fit_is_shown_first(folder):
    swept = Swept(folder, opened)
    suggested = json.loads((folder / "sweep.json").read_text())["suggestions"]
    values = {each["value"] for each in suggested}
    assert swept.rows[swept.current]["value"] in values
    assert swept.scene().codes.shape[1] == swept.rows[swept.current]["value"]


def test_errors_are_those_of_the_table(folder):
    told = Swept(folder, opened).describe()
    rows = json.loads((folder / "sweep.json").read_text())["rows"]
    part = told["part"]
    assert [row["error"] for row in told["rows"]] == [r[f"{part}_error"] for r in rows]
    assert [row["pca_error"] for row in told["rows"]] == [
        row[f"pca_{part}_error"] for row in rows
    ]
    assert [row["label"] for row in told["rows"]] == ["1", "2", "3"]


def test_what_is_no_fit_is_refused(folder):
    swept = Swept(folder, opened)
    with pytest.raises(InvalidParameterError, match="no fit of number 3"):
        Shown([], sweep=swept).choose(swept, 3)


@pytest.mark.parametrize(
    "changes", [{"rows": [{"run": "../other", "value": 1}]}, {"rows": 3}, {"rows": []}]
)
def test_a_damaged_table_is_refused_in_one_line(folder, tmp_path, changes):
    table = json.loads((folder / "sweep.json").read_text()) | changes
    (tmp_path / "sweep.json").write_text(json.dumps(table))
    with pytest.raises(RunFolderError) as error:
        Swept(tmp_path, opened)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("message", "table"),
    [
        ("holds a search.*search-best", {"settings": {"parameter": "search"}}),
        ("not finished. Run the same", {"settings": {"parameter": "n_components"}}),
    ],
)
def test_searches_and_unfinished_sweeps_are_named(message, table, tmp_path):
    (tmp_path / "sweep.json").write_text(json.dumps(table))
    with pytest.raises(RunFolderError, match=message):
        Swept(tmp_path, opened)


@needs_chromium
def test_a_click_on_a_size_shows_its_fit(folder):
    swept = Swept(folder, opened)
    with launched() as browser, served(swept.scene(), sweep=swept) as address:
        page = Page(browser, address)
        fits = page.page.locator("#sweep-fits button")
        expect(fits).to_have_count(3)
        expect(page.page.locator("#sweep-curve polyline")).to_have_count(2)
        assert page.serious_faults() == []
        page.page.select_option("#color", label="column 3")
        fits.nth(2).click()
        expect(fits.nth(2)).to_have_attribute("aria-current", "true")
        page.page.wait_for_selector("body[data-ready]")
        expect(page.page.locator("#sliders input")).to_have_count(3)
        expect(page.page.locator("#color option:checked")).to_have_text("column 3")
        assert page.errors == []
        page.close()


@needs_chromium
def test_a_page_that_shows_another_fit_loads_the_chosen_one(folder):
    swept = Swept(folder, opened)
    with launched() as browser, served(swept.scene(), sweep=swept) as address:
        page = Page(browser, address)
        other = page.context.new_page()
        other.goto(address.split("/?")[0])
        other.wait_for_selector("body[data-ready]")
        page.page.locator("#sweep-fits button").nth(2).click()
        expect(page.page.locator("#sliders input")).to_have_count(3)
        other.locator(".over").click()
        expect(other.locator("#sliders input")).to_have_count(3)
        expect(other.locator("#message")).to_be_empty()
        other.wait_for_selector("body[data-ready]")
        other.locator(".over").click()
        expect(other.locator("#place")).to_contain_text("nearest")
        assert page.errors == []
        page.close()


def test_a_question_about_another_fit_is_refused_in_one_line(folder):
    swept = Swept(folder, opened)
    with served(swept.scene(), sweep=swept) as address:
        base = address.split("/?")[0]
        with Client(base_url=base, follow_redirects=True) as client:
            client.get(address)
            first = client.get("/api/state").json()["version"]
            shown = {"x-shown": str(first)}
            assert client.get("/api/runs", headers=shown).status_code == 200
            client.post("/api/sweep/0", headers={"Origin": base})
            for path in ("/api/runs", "/api/runs/0/samples/1", "/api/runs/0/film"):
                answer = client.get(path, headers=shown)
                assert answer.status_code == 409
                (line,) = answer.json()["error"].splitlines()
                assert line.startswith("Another fit of the sweep was chosen")
            assert client.get("/api/runs").status_code == 200
            shown["x-shown"] = "one"
            assert client.get("/api/runs", headers=shown).status_code == 422


def test_a_run_of_no_sweep_has_no_curve(folder):
    with served(opened(folder / "n_components-2")) as address:
        base = address.split("/?")[0]
        with Client(base_url=base, follow_redirects=True) as client:
            client.get(address)
            assert client.get("/api/sweep").json() is None
            refused = client.post("/api/sweep/0", headers={"Origin": base})
            assert refused.status_code == 404
            assert Shown([]).sweep is None
