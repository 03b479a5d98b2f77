"""The explorer's page in time: answers that arrive late, and controls that play."""

import re
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from browser import Page, launched, needs_chromium
from numpy.testing import assert_allclose
from playwright.sync_api import expect
from runs import SIDE
from scenes import scene_of_units, served

pytestmark = needs_chromium

ANY = re.compile(".+")
OF_UNITS = 3  # the view of the last two units; 0 is that of principal components


@pytest.fixture(scope="module")
def scene():
    return scene_of_units(3)


@pytest.fixture(scope="module")
def opened(scene):
    with launched() as browser, served(scene) as address:
        yield Page(browser, address)


@pytest.fixture(autouse=True)
def without_errors(opened):
    yield
    assert opened.errors == []


@contextmanager
def late(opened, pattern):
    """Hold the first answer to an address back until the block has ended."""
    held = []

    def hold(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    opened.page.route(pattern, hold)
    yield lambda: opened.until(lambda: held)
    with opened.page.expect_event("requestfinished", lambda r: r == held[0].request):
        held[0].continue_()
    opened.page.wait_for_timeout(200)  # for the page to take it
    opened.page.unroute(pattern)


def shown_positions(opened, scene):
    """The positions on the map, in the order of the rows."""
    script = "Array.from(explorer.pointOf[0], (point) => explorer.maps[0].at(point))"
    return np.array(opened.page.evaluate(script))


def test_a_colour_that_arrives_late_does_not_replace_a_newer_one(opened):
    page = opened.page
    with late(opened, "**/colors/1") as is_asked:
        page.select_option("#color", "1")
        is_asked()
        page.select_option("#color", "2")
        expect(page.locator(".legend strong")).to_have_text("autoencoder0")
    expect(page.locator(".legend strong")).to_have_text("autoencoder0")
    page.select_option("#color", "0")


def test_a_view_that_arrives_late_does_not_replace_a_newer_one(opened, scene):
    page = opened.page
    with late(opened, f"**/points/{OF_UNITS}") as is_asked:
        page.select_option("#view", str(OF_UNITS))
        is_asked()
        with page.expect_response("**/colors/*"):  # asked for when points are shown
            page.select_option("#view", "0")
    expected = scene.views[0].positions(scene.codes)
    assert_allclose(shown_positions(opened, scene)[:, :2], expected, atol=1e-5)


def test_until_a_view_arrives_a_click_is_in_the_plane_of_the_one_shown(opened, scene):
    page = opened.page
    box = page.locator(".over").bounding_box()
    with late(opened, f"**/points/{OF_UNITS}") as is_asked:
        page.select_option("#view", str(OF_UNITS))
        is_asked()
        page.mouse.click(box["x"] + 0.8 * box["width"], box["y"] + 100)
        expect(page.locator("#decoded-shown")).to_have_attribute("data-code", ANY)
        (code,) = parse_qs(urlsplit(page.url).fragment)["code"]
    view = scene.views[0]
    away = np.array([float(value) for value in code.split(",")]) - view.origin
    assert np.linalg.norm(away) > 0.01
    assert_allclose(away @ view.axes.T @ view.axes, away, atol=1e-6)
    expected = scene.views[OF_UNITS].positions(scene.codes)
    assert_allclose(shown_positions(opened, scene)[:, :2], expected, atol=1e-5)
    page.select_option("#view", "0")


def test_a_row_that_arrives_late_does_not_replace_a_newer_one(opened):
    title = opened.page.locator("#sample-title")
    with late(opened, "**/samples/3") as is_asked:
        found(opened, "3")
        is_asked()
        found(opened, "12")
        expect(title).to_have_text("row 12")
    expect(title).to_have_text("row 12")


def test_a_row_that_arrives_late_does_not_replace_a_place_decoded_meanwhile(opened):
    shown = opened.page.locator("#decoded-shown")
    with late(opened, "**/samples/7") as is_asked:
        found(opened, "7")
        is_asked()
        code = opened.page.evaluate("explorer.codeAt([0.5, 0.5]).join()")
        on_map(opened, "decode", [0.5, 0.5])
        expect(shown).to_have_attribute("data-code", code)
    expect(opened.page.locator("#sample-title")).to_have_text("row 7")
    expect(shown).to_have_attribute("data-code", code)


@pytest.mark.parametrize(("menu", "route"), [("view", "points"), ("color", "colors")])
def test_a_choice_that_fails_leaves_the_menu_at_what_is_shown(opened, menu, route):
    page = opened.page
    before = page.locator(f"#{menu}").input_value()
    other = {"error": "The model is gone."}
    page.route(f"**/{route}/1", lambda held: held.fulfill(json=other, status=500))
    page.select_option(f"#{menu}", "1")
    expect(page.locator("#message")).to_have_text("The model is gone.")
    expect(page.locator(f"#{menu}")).to_have_value(before)
    page.unroute(f"**/{route}/1")
    page.evaluate("document.getElementById('message').textContent = ''")
    opened.errors.clear()  # the browser reports the answer of 500


def found(opened, text):
    opened.page.fill("#query", text)
    opened.page.press("#query", "Enter")


def on_map(opened, what, given):
    """What the pointer does on the map; nothing waits for its answer."""
    script = "([what, given]) => { explorer.maps[0].on[what](given); }"
    opened.page.evaluate(script, [what, given])


def test_a_selection_that_arrives_late_does_not_replace_a_newer_one(opened):
    shown = opened.page.locator("#selection-shown")
    with late(opened, "**/select?*") as is_asked:
        on_map(opened, "select", [0, 1, 2])
        is_asked()
        on_map(opened, "select", [0, 1])
        expect(shown).to_contain_text("2 rows")
    expect(shown).to_contain_text("2 rows")
    opened.page.click("#deselect")


def test_a_path_that_arrives_late_does_not_replace_a_newer_one(opened):
    page = opened.page
    with late(opened, "**/path") as is_asked:
        on_map(opened, "path", [[0, 0], [1, 1]])
        is_asked()
        on_map(opened, "path", [[0, 0], [-1, 1]])
        expect(page.locator("#path-strip canvas")).to_have_count(24)
        first = page.locator("#path-strip canvas").first.element_handle()
    assert first.is_visible()  # a newer strip would have replaced it


def film():
    image = {"type": "image", "values": [0.5] * SIDE * SIDE}
    epochs = list(range(1, 16))
    return {"epochs": epochs, "originals": [image], "frames": [[image]] * len(epochs)}


def test_the_film_and_a_path_play_at_the_same_time(opened):
    page = opened.page
    page.route("**/film", lambda route: route.fulfill(json=film()))
    page.click("#learning summary")
    page.click("#film-play")
    expect(page.locator("#film-play")).to_have_text("Stop")
    on_map(opened, "path", [[0, 0], [1, 1]])
    expect(page.locator("#path-play")).to_have_text("Stop")
    for name, last in (("film", "14"), ("path", "23")):
        expect(page.locator(f"#{name}-play")).to_have_text("Play", timeout=20_000)
        expect(page.locator(f"#{name}-step")).to_have_value(last)


def test_a_path_drawn_while_another_plays_is_played_from_its_start(opened):
    page = opened.page
    on_map(opened, "path", [[0, 0], [1, 1]])
    opened.until(lambda: int(page.locator("#path-step").input_value()) >= 5)
    on_map(opened, "path", [[0, 0], [-1, 1]])
    opened.until(lambda: int(page.locator("#path-step").input_value()) < 5)
    expect(page.locator("#path-play")).to_have_text("Stop")
    expect(page.locator("#path-step")).to_have_value("23", timeout=20_000)
    expect(page.locator("#path-play")).to_have_text("Play")


def test_a_button_stops_what_plays_and_goes_on(opened):
    page, step = opened.page, opened.page.locator("#path-step")
    on_map(opened, "path", [[0, 0], [1, 1]])
    opened.until(lambda: 3 <= int(step.input_value()) < 23)
    page.click("#path-play")
    kept = step.input_value()
    page.wait_for_timeout(400)
    assert step.input_value() == kept
    page.click("#path-play")
    expect(step).to_have_value("23", timeout=20_000)
