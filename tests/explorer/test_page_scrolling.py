"""The side panel of the explorer shows the answer to what the user has done."""

import pytest
from browser import Page, needs_chromium
from playwright.sync_api import expect
from scenes import scene_of, served

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def opened(browser):
    """A page whose panel is longer than the window, for users who want no motion."""
    with served(scene_of("autoencoder")) as address:
        screen = {"width": 1200, "height": 420}
        page = Page(browser, address, reduced_motion="reduce", viewport=screen)
        page.page.click("#learning summary")
        page.page.click("#about summary")
        page.page.evaluate("explorer.maps[0].on.select([0, 1, 2, 3, 4, 5])")
        expect(page.page.locator("#selection")).to_be_visible()
        yield page
        assert page.errors == []
        page.close()


@pytest.fixture
def scrolled(opened):
    """The page, with its panel scrolled to the end."""
    opened.page.locator("#side").evaluate("side => { side.scrollTop = 1e6; }")
    expect(opened.page.locator("#decoded")).not_to_be_in_viewport()
    return opened


def click_map(page, x, y):
    box = page.locator(".over").bounding_box()
    page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])


def top_of(page, section):
    """Where a section is on the screen: the panel scrolls if one above it grows."""
    return page.locator(section).bounding_box()["y"]


def test_a_message_is_seen_wherever_the_panel_is_scrolled_to(scrolled):
    odd = {"name": "odd.csv", "mimeType": "text/csv", "buffer": b"x\n1\n"}
    scrolled.page.set_input_files("#upload", files=[odd])
    message = scrolled.page.locator("#message")
    expect(message).to_contain_text("without a reader of files")
    expect(message).to_be_in_viewport(ratio=1)
    scrolled.errors[:] = [each for each in scrolled.errors if "400" not in each]


def test_the_panel_scrolls_to_what_a_click_has_decoded(scrolled):
    click_map(scrolled.page, 0.9, 0.1)
    expect(scrolled.page.locator("#decoded-title")).to_be_in_viewport(ratio=1)
    expect(scrolled.page.locator("#place")).to_be_in_viewport(ratio=1)


def test_the_panel_stays_where_it_is_if_the_answer_is_seen(opened):
    page = opened.page
    click_map(page, 0.9, 0.1)
    expect(page.locator("#decoded-title")).to_be_in_viewport(ratio=1)
    shown, before = page.locator("#decoded-shown"), top_of(page, "#decoded")
    code = shown.get_attribute("data-code")
    click_map(page, 0.8, 0.1)
    expect(shown).not_to_have_attribute("data-code", code)
    page.wait_for_timeout(100)
    assert top_of(page, "#decoded") == pytest.approx(before, abs=1)


def test_the_panel_does_not_scroll_while_the_pointer_moves(scrolled):
    page = scrolled.page
    page.locator("#live").evaluate("box => { box.checked = true; }")
    before, address = top_of(page, "#about"), page.url
    box = page.locator(".over").bounding_box()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.6 * box["height"])
    scrolled.until(lambda: page.url != address)
    page.wait_for_timeout(100)
    assert top_of(page, "#about") == pytest.approx(before, abs=1)
    page.locator("#live").evaluate("box => { box.checked = false; }")


@pytest.mark.parametrize(
    ("text", "title"), [("12", "#sample-title"), ("not an id", "#found-title")]
)
def test_the_panel_scrolls_to_what_a_search_has_found(scrolled, text, title):
    page = scrolled.page
    page.fill("#query", text)
    page.press("#query", "Enter")
    expect(page.locator(title)).to_be_in_viewport(ratio=1)
    page.wait_for_timeout(100)
    expect(page.locator(title)).to_be_in_viewport(ratio=1)


def test_the_panel_scrolls_to_the_steps_of_a_path(scrolled):
    scrolled.page.evaluate("explorer.maps[0].on.path([[0, 0], [1, 1]])")
    expect(scrolled.page.locator("#path-play")).to_be_in_viewport(ratio=1)
