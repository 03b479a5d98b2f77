"""Pictures of the command line are empty, except where a test builds or draws them."""

import pytest
import trainings
from pictures import blank_pictures, built_figures, drawn_pictures, empty_figures

from autoencode.tasks import own_rows


@pytest.fixture(scope="module", autouse=True)
def _blank_pictures():
    """Write blank pictures, without building them.

    Those of other data than most are built by a test with ``built_pictures``; those of
    every estimator are in `test_report_page`.
    """
    with blank_pictures(), empty_figures():
        yield


@pytest.fixture(scope="module")
def short_training():
    """Train for few epochs, where their number is not given, and in two folds."""
    with trainings.short_training(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(own_rows, "N_FOLDS", 2)
        yield


@pytest.fixture
def built_pictures():
    """Build the figures of this test, whose data are of another shape than most."""
    with built_figures():
        yield


@pytest.fixture
def real_pictures():
    """Draw the pictures of this test."""
    with drawn_pictures():
        yield
