"""Pictures of the command line are empty, except where a test builds or draws them."""

import pytest
import trainings
from pictures import blank_pictures, drawn_pictures, empty_figures

from autoencode.tasks import own_rows


@pytest.fixture(scope="module", autouse=True)
def _blank_pictures(request):
    """Write blank pictures; build them first where a module has ``BUILDS_FIGURES``.

    Such a module fits to data of many shapes. In the others a test draws the pictures,
    or they are those of an estimator in `test_report_page`.
    """
    with blank_pictures():
        if getattr(request.module, "BUILDS_FIGURES", False):
            yield
        else:
            with empty_figures():
                yield


@pytest.fixture(scope="module")
def short_training():
    """Train for few epochs, where their number is not given, and in two folds."""
    with trainings.short_training(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(own_rows, "N_FOLDS", 2)
        yield


@pytest.fixture
def real_pictures():
    """Draw the pictures of this test."""
    with drawn_pictures():
        yield
