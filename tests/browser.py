"""What the tests of pages share: Debian's chromium, and a page with all its faults."""

import shutil
import time
from contextlib import contextmanager

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="needs the browser chromium: apt-get install chromium"
)
# Without a GPU the browser draws in software.
BROWSER = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
SIZE = {"width": 1200, "height": 800}
# The values of all pixels of a canvas.
PIXELS = """canvas => Array.from(
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data
)"""


@contextmanager
def launched():
    """Start chromium; yields it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER)
        yield browser
        browser.close()


class Page:
    """An opened page, and all that must not happen in it.

    Opening address after address in one page takes half the time of a page for each.
    """

    def __init__(self, browser, address=None, **options):
        self.context = browser.new_context(**{"viewport": SIZE} | options)
        self.page = self.context.new_page()
        self.errors, self.requests = [], []
        self.page.on("console", self._logged)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        if address is not None:
            self.open(address)

    def open(self, address):
        """Open an address; it has no faults but its own."""
        # The page opened before may still ask its server, which is stopped by now: it
        # must be gone before its faults are forgotten.
        self.page.goto("about:blank")
        self.errors.clear()
        self.requests.clear()
        self.page.goto(address)
        self.page.wait_for_selector("body[data-ready]")

    @contextmanager
    def screen(self, width, scheme):
        """Open addresses on a screen of another width, light or dark."""
        self.page.set_viewport_size(SIZE | {"width": width})
        self.page.emulate_media(color_scheme=scheme)
        yield
        self.page.emulate_media(color_scheme="null")
        self.page.set_viewport_size(SIZE)

    def until(self, condition, seconds=20):
        """Wait for ``condition()`` to be true; fail after so many seconds."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "what the test waits for did not happen"
            self.page.wait_for_timeout(20)

    def _logged(self, message):
        # The tests read pixels back, and in software this is slow.
        is_slow = "GPU stall" in message.text or "readback" in message.text
        if message.type in ("error", "warning") and not is_slow:
            self.errors.append(message.text)

    def serious_faults(self):
        """What axe-core finds that keeps people from using the page."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        serious = [v for v in found if v["impact"] in ("serious", "critical")]
        return [(v["id"], v["nodes"][0]["html"]) for v in serious]

    def close(self):
        self.context.close()
