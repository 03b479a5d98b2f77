"""Networks from user-defined torch modules as encoder, decoder or both."""

import copy

import torch
from torch import nn

from autoencode.errors import InvalidParameterError, one_line
from autoencode.nn.mlp import EncoderDecoder, Layers, dense_decoder, dense_encoder
from autoencode.nn.modes import evaluation_mode

NO_WEIGHTS = "encoder and decoder have no weights to train. Give one that has some."


def custom_autoencoder(
    encoder: nn.Module | None,
    decoder: nn.Module | None,
    n_features: int,
    n_components: int,
    layers: Layers,
) -> EncoderDecoder:
    """Return a network of copies of the given modules; a dense one replaces None.

    Modules are copied, so that a fit does not change the user's module, and a second
    fit starts from the same weights.

    Raises
    ------
    InvalidParameterError
        If a module cannot be copied, or does not accept its input, or its output has
        the wrong shape, or neither has weights.
    """
    network = EncoderDecoder(
        dense_encoder(n_features, n_components, layers)
        if encoder is None
        else _copy("encoder", encoder),
        dense_decoder(n_features, n_components, layers)
        if decoder is None
        else _copy("decoder", decoder),
        draws_globally=True,
    )
    if encoder is not None:
        meaning, n_outputs = "n_components", n_components
        if layers.n_code_statistics == 2:
            meaning = "the means and then the log variances of n_components"
            n_outputs *= 2
        _check_shape("encoder", network.encoder, n_features, n_outputs, meaning)
    if decoder is not None:
        meaning = "the number of features"
        _check_shape("decoder", network.decoder, n_components, n_features, meaning)
    if next(network.parameters(), None) is None:
        raise InvalidParameterError(NO_WEIGHTS)
    return network


def _copy(name: str, module: nn.Module) -> nn.Module:
    """Return a copy of a module of the user, in float32."""
    try:
        copied = copy.deepcopy(module)
    except Exception as error:  # of a buffer without a shape, as of LazyBatchNorm1d
        raise InvalidParameterError(
            f"{name} cannot be copied: {one_line(error)}. If it has lazy modules, call "
            f"it once with samples before."
        ) from error
    return copied.to(torch.float32)


def _check_shape(
    name: str, module: nn.Module, n_in: int, n_out: int, meaning: str
) -> None:
    """Check the shape of a module's output for two samples."""
    try:
        # A lazy module draws its weights here: they need gradients later.
        with torch.no_grad(), evaluation_mode(module):
            result = module(torch.zeros(2, n_in, dtype=torch.float32))
    except Exception as error:
        raise InvalidParameterError(
            f"{name} must take a float32 tensor of shape (batch, {n_in}); it raised "
            f"{type(error).__name__}: {one_line(error)}"
        ) from error
    shape = tuple(getattr(result, "shape", ()))
    if shape != (2, n_out):
        raise InvalidParameterError(
            f"{name} must give a tensor of shape (batch, {n_out}), {meaning}; for 2 "
            f"samples it gave {shape or type(result).__name__}."
        )
