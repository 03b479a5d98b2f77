"""Pictures of the command line are blank, except where a test draws them."""

import pytest
from pictures import blank_pictures, drawn_pictures


@pytest.fixture(scope="module", autouse=True)
def _blank_pictures():
    with blank_pictures():
        yield


@pytest.fixture(scope="module")
def short_training():
    """Train for few epochs, where their number is not given."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autoencode.models.setup.AUTO_STEPS", 50)
        patch.setattr("autoencode.tasks.members.N_STEPS", 50)  # of detectors
        yield


@pytest.fixture
def real_pictures():
    """Draw the pictures of this test."""
    with drawn_pictures():
        yield
