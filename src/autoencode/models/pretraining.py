"""From an estimator's parameters to how its layers are pretrained."""

from typing import TYPE_CHECKING

from autoencode.errors import InvalidParameterError
from autoencode.losses import LOSSES
from autoencode.models.setup import output_name
from autoencode.nn.mlp import layer_pairs
from autoencode.training.pretraining import UNITS_OF_ACTIVATION, Pretraining

if TYPE_CHECKING:
    from autoencode.models.base import BaseAutoencoder

# Outputs that give means of binary units; their inverse is nearly that of sigmoids.
IN_UNIT_INTERVAL = ("sigmoid", "clip")


def check_pretraining(model: "BaseAutoencoder") -> None:
    """Raise for a network that cannot be pretrained in the way asked for.

    Raises
    ------
    InvalidParameterError
    """
    if model.pretraining in ("none", "isomap"):
        return
    pairs = layer_pairs(model.network_)
    if pairs is None:
        raise InvalidParameterError(
            f"pretraining={model.pretraining!r} needs dense layers without batch_norm "
            f"and without modules of your own. Set batch_norm=False, or "
            f"pretraining='none'."
        )
    kinds = {type(pair.activation) for pair in pairs}
    if model.pretraining == "rbm" and not kinds <= set(UNITS_OF_ACTIVATION):
        raise InvalidParameterError(
            f"pretraining='rbm' needs activation and code_activation to be 'sigmoid', "
            f"'relu' or 'identity': means of a Boltzmann machine's units; got "
            f"{model.activation!r} and {model.code_activation!r}. Change them, or set "
            f"pretraining='autoencoder'."
        )


def pretraining_of(model: "BaseAutoencoder") -> Pretraining:
    """Return how the model's layers are pretrained."""
    return Pretraining(
        kind=model.pretraining,
        max_epochs=model.pretraining_epochs,
        learning_rate=model.pretraining_learning_rate,
        mask_fraction=model.pretraining_mask_fraction,
        has_binary_samples=output_name(model) in IN_UNIT_INTERVAL,
        loss=LOSSES[model.loss],
    )


def number_of_stages(model: "BaseAutoencoder") -> int:
    """Return how many layers are pretrained one by one; a map is one for all."""
    if model.pretraining == "isomap":
        return 1
    return len(layer_pairs(model.network_) or ())
