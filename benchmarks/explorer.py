"""The explorer with a million points: first picture, frames a second, decoding, memory.

The model is 784-1000-500-250-2, trained for a moment, the data noisy blobs. The browser
is headless Chromium, which draws in software: a GPU is many times as fast.

    python -m benchmarks.explorer --points 1000000 --load-minutes 10
"""

import argparse
import json
import platform
import shutil
import statistics
import threading
import time

import httpx
import numpy as np
from playwright.sync_api import sync_playwright

from autoencode import Autoencoder
from autoencode.data.dataset import Dataset
from autoencode.explorer import prepare
from autoencode.explorer.shown import Shown
from autoencode.scenes.scene import Scene
from autoencode.storage import Run
from benchmarks.measure import anonymous_mb

SIDE = 28
HIDDEN = (1000, 500, 250)
N_DECODED = 200
PAN_SECONDS = 6
DRAWN_IN_SOFTWARE = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
DECODE = """async ({ code, n }) => {
    const times = [];
    for (let k = 0; k < n; k += 1) {
        const start = performance.now();
        const body = JSON.stringify({ code: code.map(v => v + 0.01 * k) });
        const headers = { "content-type": "application/json" };
        const options = { method: "POST", headers, body };
        const answer = await fetch("api/runs/0/decode", options);
        await answer.json();
        times.push(performance.now() - start);
    }
    return times;
}"""


def blobs(n_points: int) -> np.ndarray:
    """Return images of one bright blob each, as uint8: (n_points, 784)."""
    rng = np.random.default_rng(0)
    grid = np.arange(SIDE)
    images = np.empty((n_points, SIDE * SIDE), np.uint8)
    for start in range(0, n_points, 10_000):
        n = min(10_000, n_points - start)
        x, y = rng.uniform(6, 22, size=(2, n, 1))
        across = np.exp(-((grid - x) ** 2) / 18)
        down = np.exp(-((grid - y) ** 2) / 18)
        blob = 255 * down[:, :, None] * across[:, None, :]
        images[start : start + n] = blob.reshape(n, -1)
    return images


def drag(page: object, seconds: float) -> float:
    """Move the map with the pointer; returns frames a second."""
    box = page.locator(".over").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    frames = "explorer.maps[0].painter.frames"
    page.mouse.move(x, y)
    page.mouse.down()
    before, start, step = page.evaluate(frames), time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        step += 1
        page.mouse.move(x + 60 * np.sin(step / 5), y + 40 * np.cos(step / 5))
        page.wait_for_timeout(5)
    rate = (page.evaluate(frames) - before) / (time.perf_counter() - start)
    page.mouse.up()
    return rate


def in_browser(address: str, code: list[float]) -> dict[str, float]:
    """Return what a browser measures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", *DRAWN_IN_SOFTWARE],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        start = time.perf_counter()
        page.goto(address)
        page.wait_for_selector("body[data-ready]", timeout=120_000)
        ready = time.perf_counter() - start
        times = page.evaluate(DECODE, {"code": code, "n": N_DECODED})
        found = {
            "first_picture_s": ready,
            "frames_per_second": drag(page, PAN_SECONDS),
            "decode_median_ms": statistics.median(times),
            "decode_95th_ms": float(np.quantile(times, 0.95)),
        }
        browser.close()
    return found


def load(address: str, code: list[float], minutes: float) -> dict[str, float]:
    """Send requests without a pause; returns the rate and the growth of memory."""
    base = address.split("/?")[0]
    with httpx.Client(base_url=base, follow_redirects=True) as client:
        client.get(address)
        rng, statuses = np.random.default_rng(0), {}
        start, memory = time.perf_counter(), []
        n_rows = client.get("/api/runs").json()[0]["n_points"]
        while (elapsed := time.perf_counter() - start) < 60 * minutes:
            if len(memory) <= 10 * elapsed / (60 * minutes):
                memory.append(anonymous_mb())
            body = {"code": (np.array(code) + rng.normal(size=len(code))).tolist()}
            row = int(rng.integers(n_rows))
            for answer in (
                client.post("/api/runs/0/decode", json=body),
                client.get(f"/api/runs/0/samples/{row}"),
            ):
                statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
    total = sum(statuses.values())
    return {
        "requests": total,
        "requests_per_second": total / elapsed,
        "statuses": {str(k): v for k, v in statuses.items()},
        "memory_mb": [round(each) for each in memory],
    }


def main() -> None:
    """Measure, and print the result as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--load-minutes", type=float, default=0.0)
    options = parser.parse_args()
    X = blobs(options.points)
    model = Autoencoder(
        n_components=2, hidden_layer_sizes=HIDDEN, max_epochs=2, random_state=0
    ).fit(X[:5_000])
    dataset = Dataset(name="blobs", X=X, source="", image_shape=(SIDE, SIDE))
    run = Run(estimator=model, input={"image_shape": [SIDE, SIDE]})
    start = time.perf_counter()
    scene = Scene(run, dataset, "blobs")
    found = {"points": options.points, "encode_s": time.perf_counter() - start}
    code = scene.codes[0].tolist()
    scene.nearest(code)
    found["data_mb"] = X.nbytes / 2**20
    for name in ("browser", "load"):
        server, address, listener = prepare(Shown([scene]))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            if name == "browser":
                found |= in_browser(address, code)
            elif options.load_minutes:
                found["load"] = load(address, code, options.load_minutes)
        finally:
            server.should_exit = True
            thread.join()
    found["machine"] = platform.processor() or platform.machine()
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
