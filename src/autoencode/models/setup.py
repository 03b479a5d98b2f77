"""Setup of a fit by the parameters of an estimator: checks, centring, plan.

These functions do not change the estimator.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from math import prod
from typing import Any

import numpy as np

from autoencode.arguments import random_numbers
from autoencode.arrays import Array, Samples, dense, moments, subsample
from autoencode.errors import InvalidParameterError, warn
from autoencode.losses import as_loss
from autoencode.models.checks import (
    check_is_of_images,
    check_limits,
    has_own_modules,
    outside_interval,
)
from autoencode.models.image_arrays import image_shape_of
from autoencode.models.networks import is_linear, output_name
from autoencode.models.overflow import check_spread, overflow_error
from autoencode.models.parameters import AutoencoderParameters
from autoencode.models.sparse_samples import takes_sparse
from autoencode.nn.augment import AUGMENTATIONS, Augment
from autoencode.training import contexts, resources
from autoencode.training.batches import ROWS_PER_BLOCK, batch_bounds, sparse_tensor
from autoencode.training.checkpoints import remembered_seed
from autoencode.training.devices import (
    Runtime,
    choose_runtime,
)
from autoencode.training.inference import device_of
from autoencode.training.loop import Plan, Record
from autoencode.training.optimizers import SCHEDULES

# Steps after which more training gains little; "auto" epochs make about so many.
AUTO_STEPS = 8_000
MIN_MEASURED_ROWS = 256

# Ranges of the output activations that are bounded.
OUTPUT_RANGES = {
    "sigmoid": (0.0, 1.0),
    "softmax": (0.0, 1.0),
    "clip": (0.0, 1.0),
    "tanh": (-1.0, 1.0),
    "relu": (0.0, np.inf),
    "elu": (-1.0, np.inf),
    "silu": (-0.2785, np.inf),
    "gelu": (-0.17, np.inf),
}


@contextmanager
def unchanged_if_refused(model: Any, on: Any = BaseException) -> Iterator[None]:
    """Restore the attributes of a model if the block raises an exception.

    Those of type ``on`` count: with `Exception`, Ctrl-C changes the model.
    """
    attributes = model.__dict__
    before = dict(attributes)
    try:
        yield
    except on:
        attributes.clear()
        attributes.update(before)
        raise


def validate(model: AutoencoderParameters, X: Samples, n_training: int) -> None:
    """Raise for parameters that are incompatible with each other or with the samples.

    ``n_training`` is the number of training samples.

    Raises
    ------
    InvalidParameterError, InvalidDataError
    """
    if model.hidden_layer_sizes is not None and model.n_hidden_layers is not None:
        raise InvalidParameterError(
            f"hidden_layer_sizes and n_hidden_layers cannot both be set; got "
            f"{model.hidden_layer_sizes!r} and {model.n_hidden_layers!r}. Set one and "
            f"leave the other None."
        )
    if model.tied_weights and has_own_modules(model):
        raise InvalidParameterError(
            "tied_weights must be False with your own encoder or decoder; got True."
        )
    loss = as_loss(model.loss)
    if loss.takes_logits and output_name(model) != loss.output_activation:
        raise InvalidParameterError(
            f"output_activation must be 'auto' or {loss.output_activation!r} with "
            f"loss={model.loss!r}; got {model.output_activation!r}."
        )
    if model.image_shape is not None and prod(model.image_shape) != X.shape[1]:
        raise InvalidParameterError(
            f"image_shape must multiply to the number of features, {X.shape[1]}; got "
            f"{model.image_shape!r}, which is {prod(model.image_shape)}."
        )
    if model.dense_layer_sizes and model.network == "dense":
        raise InvalidParameterError(
            f"dense_layer_sizes must be () with network='dense'; got "
            f"{model.dense_layer_sizes!r}. Put them into hidden_layer_sizes."
        )
    rule = AUGMENTATIONS.get(model.augment)
    if rule is not None and rule.needs_images:
        check_is_of_images(model, "augment")
    if model.batch_norm and model._normalizes_layers:
        raise InvalidParameterError(
            "batch_norm and layer_norm exclude each other; set one of them to False."
        )
    sizes = [stop - start for start, stop in _batches(model, n_training)]
    if model.batch_norm and min(sizes) == 1:
        raise InvalidParameterError(
            "batch_norm needs at least 2 samples in each batch; got 1. Use more "
            "samples, increase batch_size, or set batch_norm=False."
        )
    check_within_loss(model, X, model.loss)
    names = getattr(model, "feature_names_in_", None)
    if rule is not None and rule.needs_unit_interval and loss.limits != (0, 1):
        reason = f"augment={model.augment!r}"
        check_limits(X, None, names, reason, "use augment='none'")


def check_trainable(model: AutoencoderParameters) -> None:
    """Raise InvalidParameterError if the user has frozen all weights."""
    if not any(weights.requires_grad for weights in model.network_.parameters()):
        raise InvalidParameterError(
            "encoder and decoder have no weights to train: none requires a gradient. "
            "Call requires_grad_(True) of the network, or of one of its modules."
        )


def check_within_loss(model: AutoencoderParameters, X: Samples, loss: Any) -> None:
    """Raise InvalidDataError for the first value for which a loss is undefined."""
    names = getattr(model, "feature_names_in_", None)
    instead = "use loss='squared_error' with output_activation='identity'"
    check_limits(X, None, names, f"loss={loss!r}", instead, as_loss(loss).limits)


def warn_out_of_reach(model: AutoencoderParameters, X: Samples) -> None:
    """Warn of values outside the range of the output activation."""
    name = output_name(model)
    if as_loss(model.loss).takes_logits or name not in OUTPUT_RANGES:
        return
    low, high = OUTPUT_RANGES[name]
    found = outside_interval(X, None, low, high)
    if found is not None:
        warn(
            f"output_activation={model.output_activation!r} gives values from {low:g} "
            f"to {high:g}, but column {found[0]} of X holds {found[1]:g}, which no "
            f"reconstruction can reach. Scale the data, or use "
            f"output_activation='identity'.",
        )


def warn_not_sparse(model: AutoencoderParameters) -> None:
    """Warn of a sparse code in which no unit is ever set to 0."""
    n_active = getattr(model, "n_active", None)
    is_top_k = getattr(model, "sparsity", None) == "top_k"
    if is_top_k and n_active is not None and n_active >= model.n_components:
        warn(
            f"n_active={n_active} with n_components={model.n_components} sets no unit "
            f"of the code to 0: the model is a plain autoencoder. Decrease n_active or "
            f"increase n_components.",
        )


def center(
    model: AutoencoderParameters, X: Samples, rows: Array
) -> tuple[Array, float]:
    """Return the mean that is subtracted from samples, and the scale to divide by.

    Samples are neither centred nor scaled if the output activation is not linear, since
    it could not reach negative values, nor for the user's own modules, nor for variants
    that use raw samples.
    """
    dtype = np.result_type(X.dtype, np.float32)
    mean, total_variance = moments(X, None if len(rows) == X.shape[0] else rows)
    if not np.isfinite(total_variance):
        raise overflow_error(X, getattr(model, "feature_names_in_", None))
    is_linear_output = output_name(model) == "identity"
    if not is_linear_output or has_own_modules(model) or model._uses_raw_samples:
        return np.zeros(X.shape[1], dtype), 1.0
    check_spread(X, rows, total_variance)
    return mean.astype(dtype), float(np.sqrt(total_variance / X.shape[1])) or 1.0


def measures(model: AutoencoderParameters, X: Samples, rows: Array) -> Record:
    """Return the network's own measures besides the loss, on randomly drawn rows."""
    measure = getattr(model.network_, "measures", None)
    if measure is None:
        return {}
    # A quarter of them: the epochs of small data should not be much longer.
    n_drawn = min(ROWS_PER_BLOCK, max(MIN_MEASURED_ROWS, len(rows) // 4))
    drawn = rows[subsample(len(rows), n_drawn, 0)]
    if takes_sparse(model.network_, X):
        x = sparse_tensor(X[drawn])
    else:
        x = next(model._source(dense(X, drawn)).in_order())
    with contexts.inference(model.network_):
        found = measure(x)
    return {name: float(value) for name, value in found.items()}


def augment(model: AutoencoderParameters) -> Augment | None:
    """Return the augmentation of training samples, or None."""
    if model.augment == "none":
        return None
    return Augment(model.augment, image_shape_of(model))


def runtime(model: AutoencoderParameters, n_samples: int) -> Runtime:
    """Return device and arithmetic of training with so many samples.

    Line searches compare losses whose differences are below the precision of bfloat16.
    """
    needs_float32 = model.optimizer == "cg" and model.precision == "auto"
    precision = "float32" if needs_float32 else model.precision
    network, batch_size = model.network_, _batch_size(model, n_samples)
    return choose_runtime(device_of(network), precision, network, batch_size)


def check_memory(model: AutoencoderParameters, plan: Plan, n_training: int) -> None:
    """Raise TooLittleMemoryError if training does not fit into the memory."""
    batch_size = min(plan.batch_size, n_training)
    resources.check_memory(model.network_, batch_size, plan.runtime.device)


def enough_memory(
    model: AutoencoderParameters, plan: Plan, n_training: int
) -> AbstractContextManager[None]:
    """Return a context whose error states what would fit if the memory runs out."""
    batch_size = min(plan.batch_size, n_training)
    return resources.enough_memory(model.network_, batch_size, plan.runtime.device)


def draw_seed(random_state: Any) -> int:
    """Return the seed of a fit, which is a new one for each call with None.

    Unlike in scikit-learn, None does not use NumPy's global generator. A resumed fit
    has the seed of its first start.
    """
    if random_state is None:
        return remembered_seed(
            lambda: int(np.random.SeedSequence().generate_state(1)[0]) >> 1
        )
    return int(random_numbers(random_state).randint(2**31 - 1))


def _batch_size(model: AutoencoderParameters, n_samples: int) -> int:
    if isinstance(model.batch_size, str):
        return auto_batch_size(n_samples)
    return int(model.batch_size)


def _batches(model: AutoencoderParameters, n_samples: int) -> list[tuple[int, int]]:
    """Return the (start, stop) of each batch of an epoch."""
    return batch_bounds(n_samples, _batch_size(model, n_samples))


def make_plan(
    model: AutoencoderParameters, n_samples: int, seed: int, *, one_epoch: bool = False
) -> Plan:
    """Return the plan of a fit, or of a single epoch, with "auto" resolved."""
    max_epochs = model.max_epochs
    if isinstance(max_epochs, str):
        max_epochs = auto_max_epochs(
            len(_batches(model, n_samples)),
            is_linear=is_linear(model),
        )
    return Plan(
        batch_size=_batch_size(model, n_samples),
        max_epochs=1 if one_epoch else int(max_epochs),
        learning_rate=model.learning_rate,
        schedule=SCHEDULES["constant" if one_epoch else model.schedule],
        seed=seed,
        runtime=runtime(model, n_samples),
        units=1.0 if model._in_nats else model.scale_ ** as_loss(model.loss).power,
    )


def auto_batch_size(n_samples: int) -> int:
    """Return a power of two from 32 to 256, at most a 64th of the samples beyond 32."""
    size = 32
    while size < 256 and 2 * size <= n_samples / 64:
        size *= 2
    return size


def auto_max_epochs(
    steps_per_epoch: int,
    *,
    is_linear: bool = False,
    share: float = 1.0,
    most: int = 200,
) -> int:
    """Return the epochs for a share of 8,000 steps: from 5 to ``most``.

    A linear network has up to 1,000.

    With few samples an epoch has few steps. A network with hidden layers would overfit
    them; a linear one cannot, and needs the steps to converge to PCA.
    """
    most = 1000 if is_linear else most
    return min(most, max(5, round(share * AUTO_STEPS / steps_per_epoch)))
