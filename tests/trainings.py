"""Short trainings: the number of epochs, where it is not given, is for few steps."""

from contextlib import contextmanager

import pytest


@contextmanager
def short_training(n_steps=50):
    """Train for few epochs, where their number is not given."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autoencode.models.setup.AUTO_STEPS", n_steps)
        patch.setattr("autoencode.tasks.members.N_STEPS", n_steps)  # of detectors
        # Of planted faults: each is explained by all members, column by column.
        patch.setattr("autoencode.tasks.detector_evaluation.MAX_EXPLAINED", 20)
        yield
