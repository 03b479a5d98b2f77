"""A model as it is before the first epoch: set up, and pretrained layer by layer."""

from typing import TypeVar

from autoencode.arrays import Samples
from autoencode.models.base import BaseAutoencoder
from autoencode.models.pretraining import pretrain_layers

Model = TypeVar("Model", bound=BaseAutoencoder)


def initialize(model: Model, X: Samples) -> Model:
    """Set an unfitted model up for ``X``, and pretrain it if it has a ``pretraining``.

    The model can then be used, with an empty ``history_``.

    Raises
    ------
    InvalidParameterError, InvalidDataError
        Before any training.

    TrainingDivergedError
        If a loss of the pretraining became infinite or NaN.
    """
    X, rows, plan, _ = model._set_up(X)
    with model._ready_to_sample(X, rows[0], plan.seed):
        pretrain_layers(model, X, rows[0], plan)
    return model
