"""What the tests of the explorer share: explored runs, servers, the address to open."""

import shutil
import threading
import warnings
from contextlib import contextmanager

import numpy as np
import pytest
from run_folders import samples_for, small

from autoencode.data.dataset import Dataset
from autoencode.estimators import ESTIMATORS
from autoencode.explorer import prepare
from autoencode.explorer.shown import Shown
from autoencode.scenes.scene import Scene
from autoencode.storage import Run

SIDE = 4  # of the images
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="needs the browser chromium: apt-get install chromium"
)
# Without a GPU the browser draws in software.
BROWSER = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


def run_of(name, X=None, y=None):
    """A tiny fitted run of an estimator of the table, and its data."""
    estimator = small(name)
    X = samples_for(estimator) if X is None else X
    labels = np.arange(len(X)) % 2
    y = labels if y is None else y
    needs_labels = ESTIMATORS[name].__name__ == "AutoencoderClassifier"
    with warnings.catch_warnings(action="ignore"):  # fitted too briefly
        model = estimator.fit(X, y) if needs_labels else estimator.fit(X)
    dataset = Dataset(
        name=name, X=X, y=y, class_names=("even", "odd"), source="", label_name="parity"
    )
    return Run(estimator=model), dataset


def scene_of(name):
    """An explored tiny run of an estimator of the table."""
    run, dataset = run_of(name)
    return Scene(run, dataset, f"{name} on numbers")


def image_scene(n=60, **changes):
    """An explored autoencoder of small images."""
    X = np.random.default_rng(0).uniform(size=(n, SIDE * SIDE))
    run, dataset = run_of("autoencoder", X)
    run.input = {"image_shape": [SIDE, SIDE]}
    return Scene(run, dataset, "images", **changes)


@contextmanager
def served(*scenes):
    """Serve scenes; yields the address that the browser opens."""
    server, address, listener = prepare(Shown(list(scenes)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield address
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()
        assert not thread.is_alive()
