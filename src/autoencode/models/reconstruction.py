"""What the reconstruction loss of a model needs beyond its name.

Losses of counts need a network that knows the total of a sample, and a loss of the
user's own is tried before training.
"""

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.arrays import Array, Samples, dense, moments
from autoencode.errors import InvalidParameterError, one_line
from autoencode.losses import Loss, as_loss
from autoencode.models.parameters import AutoencoderParameters
from autoencode.nn.activations import OUTPUT_ACTIVATIONS
from autoencode.nn.counts import CountProfile, LogCounts, set_mean_total
from autoencode.nn.mlp import EncoderDecoder
from autoencode.training.explicit import Objective

N_TRIED = 32  # samples that an own loss is tried on


def for_loss(network: EncoderDecoder, model: AutoencoderParameters) -> EncoderDecoder:
    """Return a network that takes counts as their logarithms, if the loss is of counts.

    Not if the encoder is the user's own, which takes samples as they are.
    """
    if as_loss(model.loss).is_of_counts and model.encoder is None:
        own = network.encoder
        layers = [*own] if isinstance(own, nn.Sequential) else [own]
        network.encoder = nn.Sequential(LogCounts(), *layers)
    return network


def output_module(
    model: AutoencoderParameters, name: str, n_features: int
) -> nn.Module:
    """Return the module from logits to a reconstruction, an activation by its name."""
    loss = as_loss(model.loss)
    if loss.is_of_counts:
        return CountProfile(n_features, has_dispersion=loss.has_dispersion)
    return OUTPUT_ACTIVATIONS[name].make(model.negative_slope)


def learn_totals(network: nn.Module, loss: Loss, X: Samples, rows: Array) -> None:
    """Set the mean total of the rows listed in a network of counts."""
    if loss.is_of_counts:
        mean = moments(X, None if len(rows) == X.shape[0] else rows).mean
        set_mean_total(network, float(mean.sum()) or 1.0)


def per_sample(model: Any, loss: Loss, logits: Tensor, x: Tensor) -> Tensor:
    """Return the loss of each sample, shape (batch,), in float32."""
    output, logits = model.network_.output, logits.float()
    if loss.has_dispersion:
        return loss.per_sample(logits, x, output.log_dispersion)
    if loss.takes_logits:
        return loss.per_sample(logits, x)
    reconstruction = output(logits)
    if loss.is_own and model.scale_ != 1.0:
        mean = torch.as_tensor(model.mean_).to(x)
        reconstruction = reconstruction * model.scale_ + mean
        x = x * model.scale_ + mean
    return loss.per_sample(reconstruction, x)


def loss_of_fit(model: Any) -> Loss:
    """Return the loss that a fitted model was trained with.

    `set_params` may have changed ``loss`` since, but not the network.
    """
    return as_loss(model._fitted_parameters["loss"])


def objective(model: Any) -> Objective | None:
    """Return the reconstruction loss of a fit for steps without autograd.

    None if its gradient is found by autograd alone.
    """
    loss = loss_of_fit(model)
    mean_with_gradient = loss.mean_with_gradient
    if mean_with_gradient is None:
        return None

    def of_output(output: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
        mean, gradient = mean_with_gradient(output, x)
        return mean.reshape(1), gradient

    return Objective(("reconstruction",), of_output, loss.takes_logits)


def try_own_loss(model: Any, X: Samples, rows: Array) -> None:
    """Raise for an own loss that cannot be trained, by its values for a few samples.

    Raises
    ------
    InvalidParameterError
    """
    loss = as_loss(model.loss)
    if not loss.is_own:
        return
    drawn = rows[:N_TRIED]
    source = model._source(dense(X, drawn))
    x = source.rows(slice(None))
    logits = torch.zeros_like(x, requires_grad=True)
    is_wrong = "loss must be a function of reconstruction and sample that returns"
    try:
        found = per_sample(model, loss, logits, x)
        shape = tuple(getattr(found, "shape", ()))
    except Exception as error:
        raise InvalidParameterError(
            f"loss must be a function of reconstruction and sample, two tensors of "
            f"shape (batch, {X.shape[1]}); it raised {type(error).__name__}: "
            f"{one_line(error)}"
        ) from error
    if not isinstance(found, Tensor) or shape != (len(drawn),):
        got = shape if isinstance(found, Tensor) else type(found).__name__
        raise InvalidParameterError(
            f"{is_wrong} one value per sample, shape (batch,); for {len(drawn)} "
            f"samples it returned {got}. Sum over features: .sum(dim=1)."
        )
    if not found.requires_grad:
        raise InvalidParameterError(
            f"{is_wrong} a tensor with a gradient. Compute it from the reconstruction "
            f"by PyTorch's operations, without detach, numpy or item."
        )
    if not torch.isfinite(found).all():
        row = int(drawn[int(np.flatnonzero(~torch.isfinite(found).cpu().numpy())[0])])
        raise InvalidParameterError(
            f"{is_wrong} finite numbers; for row {row} of X it is not finite."
        )
