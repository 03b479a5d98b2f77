"""What the explorer's page makes of numbers, dates and classes."""

import numpy as np
import pandas as pd
import pytest
from browser import Page, needs_chromium
from playwright.sync_api import expect
from runs import run_of
from scenes import image_scene, scene_of, served

from autoencode.scenes.scene import Scene

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def opened(browser):
    """A page with a table of people."""
    with served(scene_of("table_autoencoder")) as address:
        page = Page(browser, address)
        yield page
        assert page.errors == []
        page.close()


def called(opened, module, name, *given):
    """What a function of one of the page's modules returns."""
    script = """async ([module, name, given]) =>
        (await import(`/static/${module}.js`))[name](...given)"""
    return opened.page.evaluate(script, [module, name, list(given)])


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (12345.67, 4, "12345.67"),
        (98765.5, 7, "98765.5"),
        (123456792, 4, "123456792"),
        (2001.25, 4, "2001.25"),
        (0.123456, 4, "0.1235"),
        (0.12345678, 7, "0.1234568"),
        (1e20, 4, "1.000e+20"),
        (-0.00001234567, 4, "-0.00001235"),
        (None, 4, "–"),
    ],
)
def test_no_number_loses_its_whole_part(opened, value, digits, text):
    assert called(opened, "show", "number", value, digits) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1577836800, "date", "2020-01-01"),
        (1577840400, "date", "2020-01-01 01:00:00"),
        (-62135596800, "date", "0001-01-01"),
        (1e18, "date", "1.000e+18"),  # no browser has such dates
        (90, "s", "90\N{NO-BREAK SPACE}s"),
        (0.5, "", "0.5"),
        (None, "date", "–"),
    ],
)
def test_a_value_is_written_in_its_unit(opened, value, unit, text):
    assert called(opened, "show", "valueText", value, unit) == text


def test_the_legend_of_dates_has_dates(opened):
    opened.page.select_option("#color", label="column since")
    legend = opened.page.locator(".legend")
    expect(legend.locator("strong")).to_have_text("column since")
    expect(legend).to_contain_text("2020-0")
    expect(legend).to_contain_text("2022-0")


def test_thirty_classes_have_colours_that_differ(opened):
    colors = [called(opened, "palette", "categoryColor", n) for n in range(-1, 30)]
    values = np.array([[int(c[k : k + 2], 16) for k in (1, 3, 5)] for c in colors])
    apart = np.linalg.norm(values[:, None] - values[None], axis=2)
    assert apart[np.triu_indices(len(colors), 1)].min() > 20  # of 255


def test_the_learning_of_a_table_is_shown_as_cells(browser):
    scene, rng = scene_of("autoencoder"), np.random.default_rng(0)
    kept = rng.normal(size=(4, 5, 6))  # of four epochs
    scene.run.samples = {"X": kept[0], "epoch": np.array([1, 2, 3, 9]), "X_hat": kept}
    with served(scene) as address:
        page = Page(browser, address)
        page.page.click("#learning summary")
        tables = page.page.locator("#film-shown table")
        expect(tables).to_have_count(3)
        expect(page.page.locator("#film-epoch")).to_have_text("epoch 9")
        cells = tables.nth(1).locator("tbody tr").nth(2).locator("td")
        values = [f"{kept[0, 1, 2]:.7g}", f"{kept[3, 1, 2]:.7g}"]
        expect(cells).to_have_text(["2", *values])
        page.page.locator("#film-step").fill("0")
        expect(cells).to_have_text(["2", values[0], values[0]])
        assert page.serious_faults() == []
        assert page.errors == []
        page.close()


def test_a_training_of_one_epoch_has_a_visible_loss(browser):
    scene = image_scene()
    scene.run.model.history_ = [{"epoch": 1, "loss": 0.5}]
    with served(scene) as address:
        page = Page(browser, address)
        page.page.click("#learning summary")
        expect(page.page.locator("#history circle")).to_have_count(1)
        box = page.page.locator("#history circle").bounding_box()
        assert min(box["width"], box["height"]) > 3
        page.close()


def test_what_marks_a_selection_fits_beside_the_map(opened):
    opened.page.evaluate("explorer.maps[0].on.select([0, 1, 2, 3, 4, 5])")
    table = opened.page.locator("#selection-shown table").last
    expect(table).to_contain_text("2021-")  # a mean of days
    wide = "each => each.scrollWidth <= each.clientWidth"
    assert opened.page.locator("#side").evaluate(wide)


def test_long_names_of_columns_are_broken_to_fit_beside_the_map(browser):
    names = [f"a_name_of_{place}_without_any_space" for place in range(6)]
    X = np.random.default_rng(0).normal(size=(60, 6))
    run, dataset = run_of("autoencoder", pd.DataFrame(X, columns=names))
    with served(Scene(run, dataset, "long names")) as address:
        page = Page(browser, address)
        page.page.evaluate("explorer.maps[0].on.select([0, 1, 2, 3, 4, 5])")
        expect(page.page.locator("#selection-shown")).to_contain_text("a_name_of_0")
        wide = "each => each.scrollWidth <= each.clientWidth"
        assert page.page.locator("#side").evaluate(wide)
        page.close()


def test_the_names_of_lines_are_above_the_lines(browser):
    scene = image_scene()
    scene.run.model.history_ = [
        {"epoch": epoch, "loss": 1 / epoch, "validation_loss": 1.0}
        for epoch in range(1, 9)
    ]
    with served(scene) as address:
        page = Page(browser, address)
        page.page.click("#learning summary")
        lines = page.page.locator("#history polyline")
        expect(lines).to_have_count(2)
        top = min(each.bounding_box()["y"] for each in lines.all())
        for name in ("training loss", "validation loss"):
            box = page.page.locator("#history text", has_text=name).bounding_box()
            assert box["y"] + box["height"] < top
        page.close()


NAMES = ["\u202ename", "\u05d0\u05d1", "\u0627\u0628", "\u2067name", "\u2069\u202ename"]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_direction_of_a_name_ends_with_the_name(opened, name):
    given = {"place": "inside", "nearest": [{"title": name, "distance": 0.2198}]}
    text = called(opened, "show", "placeText", given)
    script = """text => {
        const made = document.body.appendChild(document.createElement("p"));
        made.textContent = text;
        const node = made.firstChild;
        const range = document.createRange();
        const found = Array.from("0.2198", (_, at) => {
            const place = text.indexOf("0.2198") + at;
            range.setStart(node, place);
            range.setEnd(node, place + 1);
            return range.getBoundingClientRect().left;
        });
        made.remove();
        return found;
    }"""
    lefts = opened.page.evaluate(script, text)
    assert lefts == sorted(set(lefts))  # digits from left to right
