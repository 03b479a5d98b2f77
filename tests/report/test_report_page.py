"""The report in a browser: Debian's chromium opens it from disk."""

import dataclasses
import json
import re

import numpy as np
import pytest
from browser import PIXELS, Page, needs_chromium
from forms import OPENED, OTHERS, form
from numpy.testing import assert_allclose
from pictures import blank_pictures, empty_figures
from runs import SIDE, run_of
from trainings import short_training

from autoencode.data.dataset import Dataset
from autoencode.report import save_evaluated, write_report
from autoencode.storage import Run

pytestmark = needs_chromium


@pytest.fixture(scope="module", autouse=True)
def _quick():
    with blank_pictures(), short_training():
        yield


class Report(Page):
    """A report opened from disk."""

    def open_folder(self, folder):
        self.open((folder / "report.html").as_uri())

    def place_of(self, point):
        """The place of a point on the screen."""
        canvas = self.page.locator(".over")
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        script = "point => report.map.toScreen(...report.map.at(point))"
        x, y = self.page.evaluate(script, point)
        return box["x"] + x, box["y"] + y

    def assert_sound(self):
        """Nothing failed, and nothing but the page itself was asked for."""
        others = [url for url in self.requests if not url.startswith("data:")]
        assert self.errors == []
        assert others == [self.page.url]


def images(n, side, n_components=2, seed=0):
    """A run of an autoencoder of images, and its data."""
    X = np.random.default_rng(seed).uniform(size=(n, side * side)).astype(np.float32)
    run, dataset = run_of("autoencoder", X)
    run.input = {"image_shape": [side, side], "data": "images"}
    return run, dataclasses.replace(dataset, image_shape=(side, side))


@pytest.fixture(scope="module")
def image_report(tmp_path_factory):
    run, dataset = images(60, SIDE)
    folder = tmp_path_factory.mktemp("images")
    save_evaluated(run, dataset, folder)
    return folder, run, dataset


@pytest.fixture(scope="module")
def report(browser):
    """A page in which tests open reports."""
    page = Report(browser)
    yield page
    page.close()


@pytest.fixture
def opened(report, image_report):
    report.open_folder(image_report[0])
    yield report
    report.assert_sound()


def shown_row(opened):
    return int(opened.page.locator("#sample-title").text_content().split()[1])


def test_hovering_shows_a_sample_beside_its_reconstruction(opened, image_report):
    _, run, dataset = image_report
    opened.page.mouse.move(*opened.place_of(7))
    expected = opened.page.evaluate("report.data.titles[7]")
    opened.page.wait_for_function(
        "title => document.getElementById('sample-title').textContent === title",
        arg=expected,
    )
    row = shown_row(opened)
    codes = run.estimator.transform(dataset.X)
    decoded = run.estimator.inverse_transform(codes)[row]
    canvases = opened.page.locator("#sample-shown canvas")
    for number, values in enumerate((dataset.X[row], decoded)):
        pixels = np.array(canvases.nth(number).evaluate(PIXELS)).reshape(-1, 4)
        assert_allclose(pixels[:, 0], 255 * np.clip(values, 0, 1), atol=0.51)


def test_a_click_keeps_the_sample(opened):
    page = opened.page
    page.mouse.click(*opened.place_of(5))
    kept = page.locator("#sample-title").text_content()
    assert kept == page.evaluate("report.data.titles[5]")
    page.mouse.move(5, 5)
    assert page.locator("#sample-title").text_content() == kept


def test_keys_move_from_sample_to_sample(opened):
    page = opened.page
    page.locator(".over").focus()
    before = page.evaluate("report.map.mark")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    after = page.evaluate("report.map.mark")
    assert after[0] > before[0]
    assert page.evaluate("report.map.hovered") >= 0
    page.locator("#after").press("Enter")
    assert page.evaluate("report.map.mark.length") == 3  # on a sample


def test_buttons_zoom_and_show_the_whole_map(opened):
    page = opened.page
    page.click("#zoom-in")
    assert page.evaluate("report.map.window.k") == pytest.approx(1.4)
    page.click("#whole")
    assert page.evaluate("report.map.window.k") == 1


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(opened):
    page = opened.page
    page.mouse.move(*opened.place_of(0))
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(200)
    assert page.evaluate("report.map.window.k") == 1
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    opened.until(lambda: page.evaluate("report.map.window.k") > 1)
    page.keyboard.up("Control")


def test_colours_are_labels_errors_and_units(opened):
    page = opened.page
    names = page.locator("#color option").all_text_contents()
    assert names[:2] == ["parity", "reconstruction error"]
    page.select_option("#color", "1")
    assert "reconstruction error" in page.locator(".legend").text_content()


def test_three_dimensions_turn_by_drag_and_by_key(report, tmp_path):
    X = np.random.default_rng(0).normal(size=(40, 6))
    run, dataset = run_of("autoencoder", X)
    run = Run(estimator=run.estimator.set_params(n_components=4).fit(X))
    save_evaluated(run, dataset, tmp_path)
    report.open_folder(tmp_path)
    page = report.page
    page.select_option("#view", "1")
    assert page.evaluate("report.map.isSolid")
    before = np.array(page.evaluate("report.map.projected()[0]"))
    page.locator(".over").press("ArrowLeft")
    turned = page.evaluate("report.map.projected()[0]")
    assert turned != before
    x, y = report.place_of(0)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 20, steps=3)
    page.mouse.up()
    assert page.evaluate("report.map.projected()[0]") != turned
    report.assert_sound()


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (390, "dark")])
def test_the_page_is_accessible_and_fits_narrow_screens(
    report, image_report, width, scheme
):
    with report.screen(width, scheme):
        report.open_folder(image_report[0])
        assert report.page.evaluate("document.documentElement.scrollWidth") <= width
        assert report.serious_faults() == []
        report.assert_sound()


def test_without_javascript_the_rest_is_there(browser, image_report):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((image_report[0] / "report.html").as_uri())
    assert page.get_by_text("The interactive map needs JavaScript").is_visible()
    assert page.locator("figure img").count() >= 5
    assert not page.locator("#interactive").is_visible()
    context.close()


def test_texts_of_the_data_are_no_markup(report, tmp_path):
    X = np.random.default_rng(0).normal(size=(20, 3))
    run, _ = run_of("autoencoder", X)
    evil = "</script><img src=x onerror=alert(1)>"
    dataset = Dataset(
        name=evil, X=X, y=np.arange(20) % 2, class_names=(evil, "b"), source="",
        ids=np.array([evil] * 20), feature_names=(evil, "p", "q"), label_name=evil,
    )  # fmt: skip
    save_evaluated(run, dataset, tmp_path)
    report.open_folder(tmp_path)
    assert report.page.locator("#sample-title").text_content() == evil
    assert report.page.locator("h1").text_content() == f"Autoencoder on {evil}"
    report.assert_sound()


def test_a_report_of_large_images_is_below_eight_megabytes(tmp_path):
    # As large as the map of MNIST; noise is the worst case for PNG.
    run, dataset = images(5_000, 28)
    write_report(tmp_path, run, dataset, None)
    assert (tmp_path / "report.html").stat().st_size < 8e6


def assert_opens_from_disk(report, name, folder):
    """Write the report of an estimator, open it and look at a row."""
    run, dataset = run_of(name)
    save_evaluated(run, dataset, folder)
    report.open_folder(folder)
    page = report.page
    assert page.evaluate("report.map.n") == 40
    page.mouse.click(*report.place_of(2))
    assert "row" in page.locator("#sample-title").text_content()
    assert page.locator("#next-title").is_visible()
    assert report.serious_faults() == []
    report.assert_sound()


@pytest.mark.parametrize("name", OPENED)
def test_reports_of_every_form_open_from_disk(report, name, tmp_path):
    assert_opens_from_disk(report, name, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_every_other_report_opens_from_disk(report, name, tmp_path):
    assert_opens_from_disk(report, name, tmp_path)


def form_of(name, folder):
    """The form of the data in a page, of which all numbers are finite."""
    run, dataset = run_of(name)
    with empty_figures():
        save_evaluated(run, dataset, folder)
    page = (folder / "report.html").read_text()
    (data,) = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page)
    return form(json.loads(data, parse_constant=pytest.fail))


def test_every_other_estimator_has_a_report_of_a_form_that_opens(tmp_path):
    opened = [form_of(name, tmp_path / name) for name in OPENED]
    others = [n for n in OTHERS if form_of(n, tmp_path / n) not in opened]
    assert others == []
