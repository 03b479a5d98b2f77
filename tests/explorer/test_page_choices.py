"""What the explorer's page keeps of choices: by the address, of runs, of fits."""

import pytest
from browser import Page, launched, needs_chromium
from playwright.sync_api import expect
from scenes import scene_of, served

pytestmark = needs_chromium
CHOSEN = "#color option:checked"


@pytest.fixture(scope="module")
def opened():
    """A page with two runs, whose colours have other numbers."""
    scenes = [scene_of("autoencoder"), scene_of("anomaly_detector")]
    numbers = [
        [each.name for each in scene.colorings].index("column 0") for scene in scenes
    ]
    assert numbers[0] != numbers[1]
    with launched() as browser, served(*scenes) as address:
        page = Page(browser, address)
        yield page
        assert page.errors == []


def test_a_selection_of_the_second_run_is_summarized_by_the_chosen_colour(opened):
    opened.page.select_option("#color", label="column 0")
    opened.page.evaluate("explorer.maps[1].on.select([0, 1, 2])")
    expect(opened.page.locator("#selection-shown")).to_contain_text("Median column 0:")


def test_the_address_of_the_second_run_restores_its_colour(opened):
    page = opened.page
    page.select_option("#color", label="column 0")
    page.evaluate("explorer.maps[1].on.decode([0, 0], -1)")
    opened.until(lambda: "run=1" in page.url and "color=column+0" in page.url)
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(page.locator(CHOSEN)).to_have_text("column 0")
    names = page.locator(".legend strong")
    expect(names).to_have_text(["column 0", "column 0"])


def test_an_address_with_an_unknown_colour_shows_the_first_one(opened):
    page = opened.page
    page.evaluate("history.replaceState(null, '', '#color=none&run=1')")
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(page.locator(CHOSEN)).to_have_text("parity")
