"""Pretraining by the parameters of an estimator: checks, plan and the work itself."""

from typing import Any

from autoencode.arrays import Array, Samples
from autoencode.errors import InvalidParameterError, TrainingDivergedError
from autoencode.losses import LOSSES, as_loss
from autoencode.models.networks import output_name
from autoencode.models.parameters import AutoencoderParameters
from autoencode.nn.dropout import NoisySigmoid
from autoencode.nn.mlp import layer_pairs
from autoencode.training.loop import Plan
from autoencode.training.pretraining import (
    UNITS_OF_ACTIVATION,
    OnLayer,
    Pretraining,
    pretrain,
)
from autoencode.training.progress import LayerProgress

# Parameters that may have a value for each layer.
BY_LAYER = ("pretraining_epochs", "pretraining_learning_rate", "pretraining_weight_std")

# Visible units of the first layer, whose means are the outputs of an activation;
# Gaussian for others.
UNITS_OF_OUTPUT = {"sigmoid": "binary", "clip": "binary", "softmax": "counts"}


def check_pretraining(model: AutoencoderParameters) -> None:
    """Raise for a network that cannot be pretrained by the chosen method.

    Raises
    ------
    InvalidParameterError
    """
    if model.pretraining == "none":
        return
    if model.pretraining != "isomap":
        _check_loss(model)
        _check_layers(model)
    _check_lengths(model)


def _check_loss(model: AutoencoderParameters) -> None:
    """Raise for a loss of counts, whose logarithms no layer reconstructs."""
    if as_loss(model.loss).is_of_counts:
        raise InvalidParameterError(
            f"pretraining must be 'none' or 'isomap' with loss={model.loss!r}; got "
            f"{model.pretraining!r}."
        )


def _check_layers(model: AutoencoderParameters) -> None:
    """Raise for layers that cannot be pretrained one by one."""
    pairs = layer_pairs(model.network_)
    if pairs is None:
        raise InvalidParameterError(
            f"pretraining={model.pretraining!r} needs dense layers without "
            f"normalization and without your own modules. Set batch_norm=False and "
            f"layer_norm=False, or pretraining='none'."
        )
    kinds = {type(pair.activation) for pair in pairs}
    if model.pretraining == "autoencoder" and NoisySigmoid in kinds:
        raise InvalidParameterError(
            "pretraining must be 'none' or 'rbm' with code_activation='noisy_sigmoid'; "
            "got 'autoencoder'."
        )
    if model.pretraining == "rbm" and not kinds <= set(UNITS_OF_ACTIVATION):
        raise InvalidParameterError(
            f"activation and code_activation must be 'sigmoid', 'relu' or 'identity' "
            f"with pretraining='rbm': the means of a Boltzmann machine's units; got "
            f"{model.activation!r} and {model.code_activation!r}. Change them, or set "
            f"pretraining='autoencoder'."
        )


def _check_lengths(model: AutoencoderParameters) -> None:
    """Raise for tuples that do not have one number for each layer."""
    n_layers = number_of_stages(model)
    for name in BY_LAYER:
        value = getattr(model, name)
        if isinstance(value, tuple | list) and len(value) != n_layers:
            rule = f"a number, or one for each of the {n_layers} layers"
            if model.pretraining == "isomap":
                rule = "a single number with pretraining='isomap'"
            raise InvalidParameterError(f"{name} must be {rule}; got {len(value)}.")


def pretraining_of(model: AutoencoderParameters) -> Pretraining:
    """Return how the model's layers are pretrained."""
    epochs, rates, stds = (_by_layer(model, getattr(model, name)) for name in BY_LAYER)
    loss = as_loss(model.loss)
    return Pretraining(
        kind=model.pretraining,
        max_epochs=epochs,
        learning_rates=rates,
        weight_stds=stds,
        mask_fraction=model.pretraining_mask_fraction,
        visible_units=UNITS_OF_OUTPUT.get(output_name(model), "gaussian"),
        # An own loss takes values in data units, which layers do not have.
        loss=LOSSES["squared_error"] if loss.is_own else loss,
    )


def pretrain_layers(
    model: Any, X: Samples, rows: Array, plan: Plan, on_layer: OnLayer | None = None
) -> None:
    """Initialize the weights layer by layer, if the model has a ``pretraining``."""
    if model.pretraining == "none":
        return
    n_layers = number_of_stages(model)
    progress = LayerProgress(model.pretraining_epochs, silent=model.verbose == 0)
    records = pretrain(
        model.network_,
        model._source(X),
        rows,
        pretraining_of(model),
        plan.runtime,
        plan.seed,
    )
    try:
        for record in records:
            model.pretraining_history_.append(record)
            (on_layer or progress.on_layer)(record, n_layers)
    except TrainingDivergedError:
        del model.network_
        raise
    model.network_.eval()


def _by_layer(model: AutoencoderParameters, value: Any) -> tuple[Any, ...]:
    """Return a value for each layer that is pretrained."""
    is_by_layer = isinstance(value, tuple | list)
    return tuple(value) if is_by_layer else (value,) * number_of_stages(model)


def number_of_stages(model: AutoencoderParameters) -> int:
    """Return the number of layers pretrained one by one; "isomap" has one stage."""
    if model.pretraining == "isomap":
        return 1
    return len(layer_pairs(model.network_) or ())
