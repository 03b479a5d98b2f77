"""What the tests of the explorer share: explored runs, servers, the address to open."""

import threading
import time
from contextlib import contextmanager

import numpy as np
from runs import SIDE, run_of

from autoencode.explorer import prepare
from autoencode.explorer.shown import Shown
from autoencode.scenes.scene import Scene


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


def scene_of_units(n):
    """An explored autoencoder of small images, with so many units in a code."""
    X = np.random.default_rng(0).uniform(size=(60, SIDE * SIDE))
    run, dataset = run_of("autoencoder", X, n_components=n)
    run.input = {"image_shape": [SIDE, SIDE]}
    return Scene(run, dataset, "images")


@contextmanager
def served(*scenes, sweep=None, shown=None):
    """Serve scenes; yields the address that the browser opens."""
    shown = shown or Shown(list(scenes), sweep=sweep)
    server, address, listener = prepare(shown)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.005)
        yield address
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()
        assert not thread.is_alive()
