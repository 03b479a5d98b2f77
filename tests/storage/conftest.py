"""What the tests of run folders share: a fitted estimator of each kind, and its run."""

import shutil

import pytest
from run_folders import fitted

from autoencode.storage import save


@pytest.fixture(scope="session")
def fits():
    """Give a fitted estimator, and its samples, by name; each is fitted once."""
    known = {}

    def fit(name):
        if name not in known:
            known[name] = fitted(name)
        return known[name]

    return fit


@pytest.fixture(scope="session")
def saved(fits, tmp_path_factory):
    """Give a run folder of an estimator by name; it is not to be changed."""
    place = tmp_path_factory.mktemp("saved")

    def save_once(name):
        if not (place / name).exists():
            save(fits(name)[0], place / name)
        return place / name

    return save_once


@pytest.fixture
def copy_of(saved, tmp_path):
    """Give a run folder of an estimator by name, to be changed."""
    return lambda name: shutil.copytree(saved(name), tmp_path / "run")
