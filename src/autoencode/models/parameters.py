"""What defines an autoencoder: its parameters, and the hooks of a variant.

A variant is a final subclass of `BaseAutoencoder` in its own file. It adds its own
parameters and implements two hooks, `_build_network` and `_loss_terms`. Where a part of
its network minimises other terms, in turn with the rest or afterwards, it implements
`_opponent_terms` or `_prior_terms` too. Class variables state where new samples come
from and in which units the loss is; nothing else is overridden.
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.losses import LOSSES
from autoencode.models.generation import GenerativeModel
from autoencode.nn import NETWORKS
from autoencode.nn.activations import (
    ACTIVATIONS,
    CODE_ACTIVATIONS,
    OUTPUT_ACTIVATIONS,
)
from autoencode.nn.augment import AUGMENTATIONS
from autoencode.nn.initialization import WEIGHT_INITS
from autoencode.params import (
    choice,
    flag,
    instance,
    number,
    random_source,
    sizes,
    text,
)
from autoencode.training.devices import PRECISIONS
from autoencode.training.optimizers import OPTIMIZERS, SCHEDULES
from autoencode.training.pretraining import PRETRAININGS, WEIGHT_STD


@dataclass(kw_only=True, eq=False, repr=False)
class AutoencoderParameters(GenerativeModel):
    """What all autoencoders share: parameters, learned attributes, and hooks.

    Parameters
    ----------
    n_components : int, default=2
        Size of a code; at least 1.

    hidden_layer_sizes : tuple of int or None, default=None
        Widths of the encoder's hidden layers from input to code, code not included; the
        decoder mirrors them. ``()`` gives a linear autoencoder. None takes three widths
        that suit the number of features, such as (1024, 512, 256) for 784. In networks
        of images these are numbers of channels, such as (32, 64, 128).

    n_hidden_layers : int or None, default=None
        Number of the encoder's hidden layers, whose widths shrink evenly from input to
        code. Give this or ``hidden_layer_sizes``, not both.

    activation : str, default="silu"
        Activation of hidden layers: a name in `autoencode.nn.activations.ACTIVATIONS`.

    negative_slope : float, default=0.01
        Slope of "leaky_relu" below zero; at least 0.

    code_activation : str, default="identity"
        Activation of the code: a name in `autoencode.nn.activations.CODE_ACTIVATIONS`.
        With "root_length" neighbours are the samples whose codes have the same
        direction: to retrieve and classify images by codes of many numbers.

    output_activation : str, default="auto"
        Activation of the reconstruction. "auto" is the identity for squared error, the
        logistic function for cross-entropy, and for a multinomial likelihood "softmax",
        which is for outputs alone. "clip" suits pixels in [0, 1].

    tied_weights : bool, default=False
        Whether the decoder uses the encoder's weights, transposed.

    batch_norm : bool, default=False
        Whether batch normalization follows the activation of each hidden layer.

    dropout : float, default=0.0
        Chance that a hidden unit is dropped in a training step; in [0, 1).

    weight_init : str, default="auto"
        First weights: "xavier", "he", "uniform" (PyTorch's), "normal" (standard
        deviation 0.1), or "auto": Xavier or He, as the activation asks for.

    network : str, default="dense"
        Kind of network: "dense"; or, for images, "convolutional", whose layers halve
        them by a stride of 2, or "pooling", whose layers halve them by their maxima,
        which the decoder puts back where they mostly were. A name in
        `autoencode.nn.NETWORKS`. The numbers of channels are ``hidden_layer_sizes``.

    dense_layer_sizes : tuple of int, default=()
        Widths of dense layers between the images of a convolutional network and its
        code. Codes of two or three numbers gain by one, such as (256,).

    image_shape : tuple of int or None, default=None
        (height, width) or (height, width, channels) of samples that are images. None
        takes a sample for one row of pixels.

    augment : str, default="none"
        Random changes of samples while training: "affine" turns, shifts, stretches and
        shears three fifths of the images a little, and needs ``image_shape``, and
        "affine_or_shift" two fifths, and moves the others by whole pixels, for when
        training learns them by heart; "binarize" makes values in [0, 1] binary, each
        time anew. A name in `autoencode.nn.augment.AUGMENTATIONS`.

    encoder, decoder : torch.nn.Module or None, default=None
        Your own module in place of the encoder or decoder; a copy of it is trained. The
        decoder gives logits, to which ``output_activation`` is applied; the encoder of
        a variational autoencoder means of the code, and then log variances.

    pretraining : str, default="none"
        How `fit` makes the first weights before it trains the whole: layer by layer
        with "rbm", by Boltzmann machines (of sigmoid or ReLU units), or with
        "autoencoder", by shallow autoencoders; with "isomap" from the coordinates that
        Isomap gives to 3,000 samples at most, for data that lie on a bent sheet; with
        "none" by ``weight_init``.

    pretraining_epochs : int or tuple of int, default=10
        Passes over the samples for each layer; of a tuple, for the first, the second
        and so on, down to the code. "isomap" takes one number.

    pretraining_learning_rate : float, "auto" or tuple of them, default="auto"
        Step size in pretraining, of a tuple for each layer. "auto" is 0.1 for machines
        of binary units, 0.003 with "isomap", else 0.001.

    pretraining_weight_std : float or tuple of float, default=0.1
        Standard deviation of the first weights of Boltzmann machines, of a tuple for
        each layer; above 0. The default is the paper's; take 0.01 where hidden units
        above a wide layer saturate.

    pretraining_mask_fraction : float, default=0.0
        Chance, in [0, 1), that an input of a shallow autoencoder is set to 0, which it
        then learns to undo.

    loss : str, default="squared_error"
        What is minimised: "squared_error" for any numbers, "cross_entropy" for numbers
        in [0, 1], "multinomial" for counts, or shares of them; it reconstructs shares,
        which sum to 1. A name in `autoencode.losses.LOSSES`.

    optimizer : str, default="adamw"
        How weights are changed: a name in `autoencode.training.optimizers.OPTIMIZERS`.

    learning_rate : float, default=0.003
        Largest step size; above 0. Where training of a network of 100,000 weights or
        more runs away, gradients are shortened until it has settled.

    schedule : str, default="cosine"
        Course of the step size: "cosine" or "linear" (warm-up, then a fall to zero), or
        "constant".

    weight_decay : float or "auto", default="auto"
        Pull of weights towards zero, as the optimizer defines it; biases are left out.
        "auto" is 0.1 with "adamw" and 0.3 with "muon", which lower the error on new
        samples, and 0 with other optimizers and without hidden layers.

    batch_size : int or "auto", default="auto"
        Samples per optimizer step. "auto" grows from 32 to 256 with the number of
        samples.

    max_epochs : int or "auto", default="auto"
        Passes over the training data. "auto" makes about 8,000 steps: 5 to 200
        epochs, or up to 1,000 without hidden layers.

    validation_fraction : float, default=0.1
        Share of the samples, in [0, 1), held out; the weights of the epoch with the
        lowest loss on them are kept. With 0, or too few samples to hold one out, those
        of the last epoch are.

    patience : int or None, default=None
        Epochs without progress after which training stops; None trains to the end.

    device : str, default="auto"
        "cpu", "cuda", "cuda:1", "mps"; "auto" takes the fastest kind there is.

    precision : str, default="auto"
        Type of matrix products in training: "float32", "bfloat16", or "auto": bfloat16
        where the device has it and the network is large enough to gain. Weights, losses
        and codes are float32 always.

    random_state : int, RandomState or None, default=None
        Determines weights, held-out samples, order and noise. The same int gives the
        same bits on the same machine.

    verbose : int, default=0
        1, or True, shows progress on standard error.

    Attributes
    ----------
    network_ : torch.nn.Module
        The trained network; its ``encode`` and ``decode`` work on tensors.

    history_ : list of dict
        One per epoch: "epoch", "loss" and each of its terms on the training data, the
        same with the prefix "validation_" on the held-out data, "learning_rate",
        "seconds". Losses are means over samples, in data units; what an opponent pays,
        "opponent", has none, and is no part of "loss".

    pretraining_history_ : list of dict
        One per layer and epoch of pretraining, with "layer" besides.

    n_components_ : int
        Size of a code.

    mean_ : array of shape (n_features,)
        Subtracted from samples before they are encoded.

    scale_ : float
        The centred samples are divided by it: the root mean square over all features.

    validation_rows_ : array of int
        Rows of ``X`` that were held out.

    batch_size_, max_epochs_ : int
        What "auto" came to.

    precision_ : str
        The type of matrix products that was used in training.

    n_features_in_, feature_names_in_
        Number, and names where ``X`` had them, of the features seen in `fit`.
    """

    n_components: int = number(2, whole=True, at_least=1)
    hidden_layer_sizes: tuple[int, ...] | None = sizes(None)
    n_hidden_layers: int | None = number(None, whole=True, at_least=0, optional=True)
    activation: str = choice("silu", ACTIVATIONS)
    negative_slope: float = number(0.01, at_least=0)
    code_activation: str = choice("identity", CODE_ACTIVATIONS)
    output_activation: str = choice("auto", ["auto", *OUTPUT_ACTIVATIONS])
    tied_weights: bool = flag(False)
    batch_norm: bool = flag(False)
    dropout: float = number(0.0, at_least=0, below=1)
    weight_init: str = choice("auto", ["auto", *WEIGHT_INITS])
    network: str = choice("dense", NETWORKS)
    dense_layer_sizes: tuple[int, ...] = sizes(())
    image_shape: tuple[int, ...] | None = sizes(None, lengths=(2, 3))
    augment: str = choice("none", ["none", *AUGMENTATIONS])
    encoder: nn.Module | None = instance(None, nn.Module)
    decoder: nn.Module | None = instance(None, nn.Module)
    pretraining: str = choice("none", ["none", *PRETRAININGS])
    pretraining_epochs: Any = number(10, whole=True, at_least=1, several=True)
    pretraining_learning_rate: Any = number("auto", above=0, auto=True, several=True)
    pretraining_weight_std: Any = number(WEIGHT_STD, above=0, several=True)
    pretraining_mask_fraction: float = number(0.0, at_least=0, below=1)
    loss: str = choice("squared_error", LOSSES)
    optimizer: str = choice("adamw", OPTIMIZERS)
    learning_rate: float = number(3e-3, above=0)
    schedule: str = choice("cosine", SCHEDULES)
    weight_decay: float | str = number("auto", at_least=0, auto=True)
    batch_size: int | str = number("auto", whole=True, at_least=1, auto=True)
    max_epochs: int | str = number("auto", whole=True, at_least=1, auto=True)
    validation_fraction: float = number(0.1, at_least=0, below=1)
    patience: int | None = number(None, whole=True, at_least=1, optional=True)
    device: str = text("auto")
    precision: str = choice("auto", PRECISIONS)
    random_state: int | np.random.RandomState | None = random_source(None)
    verbose: int = number(0, whole=True, at_least=0, switch=True)

    # Whether the loss is that of the reconstruction alone, with nothing random in it.
    # Steps of a dense network are then written out (`training.steps.DenseStep`).
    _reconstruction_only: ClassVar[bool] = False
    # Whether the loss is minus a log likelihood, and not in squared data units.
    _in_nats: ClassVar[bool] = False
    # Whether samples go into the network neither centred nor scaled.
    _samples_as_they_are: ClassVar[bool] = False
    # A second hook like `_loss_terms`, where the network has an ``opponent``: a module
    # that learns by these terms, in turn with all the rest.
    _opponent_terms: ClassVar[Any] = None
    # And one by which the network's ``prior`` learns, once all the rest has.
    _prior_terms: ClassVar[Any] = None
    _steps_per_epoch = 0  # as `fit` or the first `partial_fit` had them; not stored

    @abstractmethod
    def _build_network(self, n_features: int) -> nn.Module:
        """Return an untrained module with the methods ``encode`` and ``decode``."""

    @abstractmethod
    def _loss_terms(
        self, network: nn.Module, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        """Return ``{name: scalar}``, means over a batch; their sum is minimised."""
