"""The networks that the parameters of an estimator describe.

These functions do not change the estimator.
"""

import torch

from autoencode.errors import InvalidParameterError
from autoencode.losses import as_loss
from autoencode.models.checks import has_own_modules
from autoencode.models.image_arrays import image_shape_of
from autoencode.models.parameters import AutoencoderParameters
from autoencode.models.reconstruction import for_loss
from autoencode.nn import NETWORKS
from autoencode.nn.custom import custom_autoencoder
from autoencode.nn.mlp import EncoderDecoder, Layers
from autoencode.nn.sizes import n_weights
from autoencode.training import resources


def encoder_decoder(
    model: AutoencoderParameters, n_features: int, n_code_statistics: int = 1
) -> EncoderDecoder:
    """Return the untrained network that the parameters describe.

    Its encoder returns ``n_code_statistics`` numbers for each number of the code.

    Raises
    ------
    InvalidParameterError
        If the network does not fit into the memory.
    """
    try:
        made = _encoder_decoder(model, n_features, n_code_statistics)
        return for_loss(made, model)
    except (MemoryError, OverflowError, RuntimeError, TypeError) as error:
        words = ("allocate", "memory", "overflow", "too large", "too big")
        if any(word in str(error).lower() for word in words):
            raise InvalidParameterError(
                "The network is larger than the memory of this machine: lower "
                "n_components, or the widths in hidden_layer_sizes."
            ) from error
        raise


def _encoder_decoder(
    model: AutoencoderParameters, n_features: int, n_code_statistics: int
) -> EncoderDecoder:
    layers = Layers(
        hidden_layer_sizes=_widths(model, n_features),
        activation=model.activation,
        negative_slope=model.negative_slope,
        code_activation=model.code_activation,
        tied_weights=model.tied_weights,
        batch_norm=model.batch_norm,
        layer_norm=model._normalizes_layers,
        dropout=model.dropout,
        weight_init=model.weight_init,
        image_shape=image_shape_of(model),
        dense_layer_sizes=tuple(model.dense_layer_sizes or ()),
        n_code_statistics=n_code_statistics,
        linear_skip=getattr(model, "linear_skip_", False),
    )
    if not has_own_modules(model):
        build = NETWORKS[model.network].build
        with torch.device("meta"):  # no memory is allocated
            n_needed = n_weights(build(n_features, model.n_components, layers))
        resources.check_fits(n_needed)
        return build(n_features, model.n_components, layers)
    return custom_autoencoder(
        model.encoder, model.decoder, n_features, model.n_components, layers
    )


def _widths(model: AutoencoderParameters, n_features: int) -> tuple[int, ...]:
    if model.hidden_layer_sizes is not None:
        return tuple(model.hidden_layer_sizes)
    return NETWORKS[model.network].auto_sizes(
        n_features, model.n_components, image_shape_of(model), model.n_hidden_layers
    )


def network_like(
    model: AutoencoderParameters, n_features: int, n_outputs: int
) -> EncoderDecoder:
    """Return another untrained network of the same type, with codes of another size."""
    layers = Layers(
        hidden_layer_sizes=_widths(model, n_features),
        activation="leaky_relu",
        negative_slope=0.2,
        image_shape=image_shape_of(model),
        dense_layer_sizes=tuple(model.dense_layer_sizes or ()),
    )
    made = NETWORKS[model.network].build(n_features, n_outputs, layers)
    return for_loss(made, model)


def is_linear(model: AutoencoderParameters) -> bool:
    """Whether there are no hidden layers."""
    is_hidden = model.dense_layer_sizes or _widths(model, model.n_features_in_)
    return not has_own_modules(model) and not is_hidden


def output_name(model: AutoencoderParameters) -> str:
    """Return the name of the output activation, with "auto" resolved."""
    if model.output_activation == "auto":
        return as_loss(model.loss).output_activation
    return model.output_activation
