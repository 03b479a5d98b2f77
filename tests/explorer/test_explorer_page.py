"""The explorer in a browser: Debian's chromium, driven by Playwright.

Scripts of the page may not evaluate texts (its content policy), so that the tests wait
for elements instead of expressions.
"""

from urllib.parse import parse_qs, urlsplit

import numpy as np
import pandas as pd
import pytest
from browser import PIXELS, Page, needs_chromium
from forms import OPENED, OTHERS, form
from numpy.testing import assert_allclose, assert_array_equal
from playwright.sync_api import expect
from runs import SIDE
from scenes import image_scene, scene_of, served

from autoencode.explorer.answers import describe
from autoencode.explorer.shown import Shown

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def scene():
    return image_scene()


class Explorer(Page):
    """An opened explorer."""

    def numbers_of_address(self, name):
        """The numbers that the address keeps by this name, or None."""
        found = parse_qs(urlsplit(self.page.url).fragment).get(name)
        return found and [float(value) for value in found[0].split(",")]

    def code_of_address(self):
        """The code that the address keeps, as text, or None."""
        found = parse_qs(urlsplit(self.page.url).fragment).get("code")
        return found and found[0]

    def place_of(self, row):
        """The place of a row on the screen."""
        script = """row => { const { maps, pointOf } = explorer;
            return maps[0].toScreen(...maps[0].at(pointOf[0][row])); }"""
        box = self.page.locator(".over").first.bounding_box()
        x, y = self.page.evaluate(script, row)
        return box["x"] + x, box["y"] + y


@pytest.fixture(scope="module")
def opened(browser, scene):
    with served(scene) as address:
        page = Explorer(browser, address)
        page.address = address.split("/?")[0]
        yield page
        assert page.errors == []
        assert {url.split("/")[2] for url in page.requests} == {
            page.address.split("/")[2]
        }
        page.close()


@pytest.fixture(scope="module")
def explorer(browser):
    """A page in which tests open addresses of their own."""
    page = Explorer(browser)
    yield page
    page.close()


def test_the_token_is_not_in_the_address(opened):
    assert "token" not in opened.page.url


def assert_decoded(opened, scene):
    """Check the decoded image against `inverse_transform`; returns its code."""
    code = opened.code_of_address()
    # The answer arrives later than the address changes.
    shown = opened.page.locator("#decoded-shown")
    expect(shown).to_have_attribute("data-code", code)
    code = np.array([[float(value) for value in code.split(",")]])
    pixels = shown.locator("canvas").evaluate(PIXELS)
    pixels = np.array(pixels).reshape(SIDE * SIDE, 4)
    expected = scene.run.estimator.inverse_transform(code.astype(np.float32))
    assert_allclose(pixels[:, 0], 255 * np.clip(expected[0], 0, 1), atol=0.51)
    assert_array_equal(pixels[:, 3], 255)
    return code[0]


def test_a_click_on_an_empty_place_shows_what_inverse_transform_gives(opened, scene):
    page = opened.page
    box = page.locator(".over").bounding_box()
    page.mouse.click(box["x"] + 0.9 * box["width"], box["y"] + 0.1 * box["height"])
    expect(page.locator("#place")).to_contain_text("nearest")
    code = assert_decoded(opened, scene)
    assert np.abs(scene.codes - code).sum(axis=1).min() > 0  # where no point is


def test_the_legend_is_below_the_map_and_covers_no_point(opened):
    expect(opened.page.locator(".legend")).to_contain_text("even")
    legend, points = (
        opened.page.locator(each).bounding_box() for each in (".legend", ".over")
    )
    assert legend["y"] >= points["y"] + points["height"]
    window = opened.page.viewport_size["height"]
    assert legend["y"] + legend["height"] <= window


def test_hovering_shows_a_sample_beside_its_reconstruction(opened, scene):
    page = opened.page
    page.mouse.move(*opened.place_of(7))
    tip = page.locator(".tip")
    expect(tip).to_contain_text("row 7")
    pixels = tip.locator("canvas").first.evaluate(PIXELS)
    expected = 255 * scene.dataset.X[7]
    assert_allclose(np.array(pixels).reshape(-1, 4)[:, 0], expected, atol=0.51)
    assert tip.locator("canvas").count() == 2


def test_a_lasso_selects_rows_and_exports_exactly_those(opened, scene, tmp_path):
    page = opened.page
    page.check("input[value=select]")
    order = np.argsort(scene.codes[:, 0])
    edge = (scene.codes[order[49], 0] + scene.codes[order[50], 0]) / 2
    x, _ = page.evaluate("x => explorer.maps[0].toScreen(x, 0)", float(edge))
    box = page.locator(".over").bounding_box()
    left, top, bottom = box["x"] + 1, box["y"] + 1, box["y"] + box["height"] - 2
    page.mouse.move(left, top)
    page.mouse.down()
    for at in ((box["x"] + x, top), (box["x"] + x, bottom), (left, bottom)):
        page.mouse.move(*at)
    page.mouse.up()
    expect(page.locator("#selection-shown")).to_contain_text("50 rows")
    for format, read in (("csv", pd.read_csv), ("parquet", pd.read_parquet)):
        with page.expect_download() as download:
            page.click(f"#export-{format}")
        path = tmp_path / f"selection.{format}"
        download.value.save_as(path)
        frame = read(path)
        assert sorted(frame["row"]) == sorted(order[:50])
        rows = frame["row"].to_numpy()
        assert_allclose(frame[scene.names], scene.codes[rows], rtol=1e-6)
    page.click("#deselect")
    page.check("input[value=decode]")


def test_a_slider_moves_one_unit(opened, scene):
    page = opened.page
    where = opened.code_of_address()
    page.mouse.click(*opened.place_of(3))
    opened.until(lambda: opened.code_of_address() != where)
    expect(page.locator("#sample-title")).to_contain_text("row 3")
    before = assert_decoded(opened, scene)
    slider = page.locator("#sliders input").first
    where = opened.code_of_address()
    slider.fill(slider.get_attribute("max"))
    opened.until(lambda: opened.code_of_address() != where)
    code = assert_decoded(opened, scene)
    assert code[0] == pytest.approx(float(slider.input_value()), rel=1e-6)
    assert code[1] == before[1]


def test_a_path_is_decoded_and_played(opened):
    page = opened.page
    page.check("input[value=path]")
    box = page.locator(".over").bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 300, steps=4)
    page.mouse.up()
    expect(page.locator("#path-strip canvas")).to_have_count(24)
    expect(page.locator("#path-shown canvas")).to_have_count(1)
    expect(page.locator("#path-step")).to_have_value("23", timeout=20_000)
    expect(page.locator("#path-play")).to_have_text("Play")
    page.check("input[value=decode]")


def test_the_address_restores_the_view(opened, browser, scene):
    page = opened.page
    page.select_option("#color", "2")
    page.locator(".over").focus()
    for key in ("+", "+", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator("#place")).to_contain_text("nearest")
    window = "['x', 'y', 'k'].map(name => explorer.maps[0].window[name])"
    opened.until(
        lambda: (
            opened.numbers_of_address("window")
            == pytest.approx(page.evaluate(window), rel=1e-6)
        )
    )
    kept = "({ window: explorer.maps[0].window, mark: explorer.maps[0].mark })"
    before, url = page.evaluate(kept), page.url
    page.goto("about:blank")
    opened.open(url)
    expect(page.locator("#place")).to_contain_text("nearest")
    after = page.evaluate(kept)
    for name in ("x", "y", "k"):
        assert after["window"][name] == pytest.approx(before["window"][name], rel=1e-6)
    assert after["mark"] == pytest.approx(before["mark"], rel=1e-6)
    assert page.locator("#color").input_value() == "2"


def test_anomalies_learning_and_search_answer(opened):
    page = opened.page
    page.click("#extremes summary")
    expect(page.locator("#extremes-rows li")).to_have_count(20)
    page.click("#learning summary")
    expect(page.locator("#history polyline").first).to_be_attached()
    page.fill("#query", "12")
    page.press("#query", "Enter")
    expect(page.locator("#sample-title")).to_have_text("row 12")


def test_an_error_of_the_server_is_one_line_on_the_page(opened):
    page = opened.page
    page.set_input_files(
        "#upload",
        files=[{"name": "odd.png", "mimeType": "image/png", "buffer": b"no image"}],
    )
    message = "The file is no image that can be read."
    expect(page.locator("#message")).to_have_text(message)
    opened.errors[:] = [each for each in opened.errors if "400" not in each]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 390])
def test_the_page_is_accessible_and_fits_narrow_screens(explorer, scene, scheme, width):
    page = explorer.page
    with served(scene) as address, explorer.screen(width, scheme):
        explorer.open(address)
        page.mouse.click(*explorer.place_of(3))
        expect(page.locator("#sample-title")).to_contain_text("row 3")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert explorer.serious_faults() == []
        assert explorer.errors == []


def test_two_runs_are_shown_side_by_side(explorer, scene):
    with served(scene, scene_of("variational")) as address:
        explorer.open(address)
        assert explorer.page.locator(".map").count() == 2
        explorer.page.mouse.move(*explorer.place_of(5))
        expect(explorer.page.locator(".tip").first).to_contain_text("row 5")
        script = "explorer.rowOf[1][explorer.maps[1].hovered]"
        assert explorer.page.evaluate(script) == 5


def assert_explored(explorer, name):
    """Open a run of an estimator, and look at a row."""
    scene = scene_of(name)
    with served(scene) as address:
        explorer.open(address)
        page = explorer.page
        page.mouse.click(*explorer.place_of(2))
        expect(page.locator("#place")).to_contain_text("nearest")
        expect(page.locator("#sample-title")).to_contain_text("row")
        assert page.evaluate("explorer.maps[0].n") == scene.n_rows
        if name == "classifier":  # a row that is not decoded: its values
            heads = page.locator("#sample-shown th")
            expect(heads).to_have_text(["column", "value"])
        assert explorer.errors == []


@pytest.mark.parametrize("name", OPENED)
def test_runs_of_every_form_open_in_the_browser(explorer, name):
    assert_explored(explorer, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_every_other_estimator_opens_in_the_browser(explorer, name):
    assert_explored(explorer, name)


def form_of(name):
    """The form of what the page is given of a run, but for the names of losses."""
    scene = scene_of(name)
    facts = describe(scene)
    for losses in facts.pop("history"):
        assert form(list(losses.values())) == ["number"]
    decoded = scene.decode(scene.codes[3].tolist())
    answers = {"facts": facts, "sample": scene.sample(2), "decoded": decoded}
    return form(answers), hasattr(scene.run.model, "count_stems")


def test_every_other_estimator_has_a_form_that_is_opened():
    opened = [form_of(name) for name in OPENED]
    assert [name for name in OTHERS if form_of(name) not in opened] == []


def test_in_training_the_map_shows_all_points_until_it_is_moved(explorer):
    # In training codes move far from where they were after the first epoch.
    states = [image_scene() for _ in range(3)]
    for state, away in zip(states, (0, 50, 100), strict=True):
        state.codes = state.codes + away
    shown, page = Shown(states[:1], is_training=True), explorer.page
    middle, window = "explorer.maps[0].middle()[0]", "explorer.maps[0].window"
    with served(shown=shown) as address:
        explorer.open(address)
        shown.replace(states[1:2])
        explorer.until(lambda: page.evaluate(middle) > 25)
        explorer.until(lambda: page.evaluate(f"{window}.x") > 25)
        page.reload()
        page.wait_for_selector("body[data-ready]")
        assert page.evaluate(f"{window}.x") == pytest.approx(page.evaluate(middle))
        page.locator(".over").focus()
        page.keyboard.press("+")
        kept = page.evaluate(f"{window}.x")
        shown.replace(states[2:])
        explorer.until(lambda: page.evaluate(middle) > 75)
        explorer.until(
            lambda: page.evaluate(f"{window}.x") == pytest.approx(kept, rel=1e-4)
        )
    assert explorer.errors == []


def test_the_page_reports_that_training_has_ended(explorer):
    scene = image_scene()
    scene.run.model.history_ = [{"epoch": n, "loss": 1 / n} for n in range(1, 1201)]
    shown = Shown([scene], is_training=True)
    message = explorer.page.locator("#message")
    with served(shown=shown) as address:
        explorer.open(address)
        expect(message).to_have_text("In training: epoch 1200.")
        shown.is_training = False
        expect(message).to_have_text("Trained: 1200 epochs.")
    assert explorer.errors == []
