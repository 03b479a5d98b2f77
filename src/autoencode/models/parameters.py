"""What defines an autoencoder: its parameters, and the hooks of a variant.

A variant is a final subclass of `BaseAutoencoder` in its own file. It adds its own
parameters and implements two hooks, `_build_network` and `_loss_terms`. If a part of
its network minimises other terms, in turn with the rest or afterwards, it implements
`_discriminator_terms` or `_prior_terms` too. Class variables state where new samples
come from and in which units the loss is. Few variants need more: `MixedAutoencoder` has
a network of its own (`_make_network`), `DenoisingAutoencoder` decides by its noise
whether it takes sparse batches, and `ParametricMap` trains on pairs
(`_training_source`), with labels in `fit`.
"""

from abc import abstractmethod
from collections.abc import Callable
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
    """Parameters, fitted attributes and hooks that all autoencoders share.

    Parameters
    ----------
    n_components : int, default=2
        Size of a code; at least 1.

    hidden_layer_sizes : tuple of int or None, default=None
        Widths of the encoder's hidden layers, from input to code. The code is not
        included, and the decoder mirrors them. ``()`` gives a linear autoencoder. None
        chooses three widths by the number of features, such as (1024, 512, 256) for
        784. In networks for images these are numbers of channels, such as
        (32, 64, 128).

    n_hidden_layers : int or None, default=None
        Number of hidden layers of the encoder. Their widths decrease evenly from input
        to code. Set either this or ``hidden_layer_sizes``, not both.

    activation : str, default="silu"
        Activation of hidden layers: a name in `autoencode.nn.activations.ACTIVATIONS`.

    negative_slope : float, default=0.01
        Slope of "leaky_relu" for negative inputs; at least 0.

    code_activation : str, default="identity"
        Activation of the code: a name in `autoencode.nn.activations.CODE_ACTIVATIONS`.
        "root_length" makes samples whose codes have the same direction neighbours; it
        suits image retrieval and classification with large codes. "noisy_sigmoid" is
        the logistic function after Gaussian noise in training, for codes that are
        rounded to bits.

    output_activation : str, default="auto"
        Activation of the reconstruction. "auto" is the identity for squared error, the
        logistic function for cross-entropy, and "softmax" for losses of counts.
        "softmax" is available for outputs only. "clip" suits pixels in [0, 1].

    linear_skip : bool or "auto", default="auto"
        Whether a linear path, which starts with the weights of PCA, is added to the
        hidden layers of the encoder and of the decoder. Training then starts from PCA,
        and weight decay leads back to it; if the error on held-out samples is not below
        PCA's in the end, `fit` keeps PCA. With few samples of many features, the
        network works in the leading principal coordinates. "auto" is True in an
        `Autoencoder` with dense layers, linear outputs and a linear code, else False.
        With at most 5 components, or 10 and at least 5,000 training samples, "auto"
        trains a second network without the paths for the first fifth of the epochs, and
        goes on with the better one.

    tied_weights : bool, default=False
        Whether the decoder uses the transposed weights of the encoder.

    batch_norm : bool, default=False
        Whether batch normalization follows the activation of each hidden layer.

    layer_norm : bool or "auto", default="auto"
        Whether layer normalization follows the activation of each hidden layer: of an
        image, over all its channels and pixels. "auto" is True in a `ParametricMap`
        without batch_norm and pretraining, else False.

    dropout : float, default=0.0
        Probability that a hidden unit is dropped in a training step; in [0, 1).

    weight_init : str, default="auto"
        Initialization of the weights. "xavier", "he", "uniform" (PyTorch's default),
        "normal" (standard deviation 0.1), or "auto", which is Xavier or He depending on
        the activation.

    network : str, default="dense"
        Type of network: a name in `autoencode.nn.NETWORKS`. "dense" suits any data. For
        images, "convolutional" halves them by layers of stride 2, and "pooling" by
        maxima, which the decoder puts back at the positions where they are most often
        found. The numbers of channels are ``hidden_layer_sizes``.

    dense_layer_sizes : tuple of int, default=()
        Widths of dense layers before the code of a convolutional network. Codes of 2 or
        3 components benefit from one, such as (256,).

    image_shape : tuple of int or None, default=None
        Shape of images: (height, width) or (height, width, channels). None reads it
        from ``X`` if that is an array of images, of shape (n_samples, height, width) or
        (n_samples, height, width, channels), and else treats a sample as one row of
        pixels.

    augment : str, default="none"
        Random changes of samples in training: a name in
        `autoencode.nn.augment.AUGMENTATIONS`. "affine" rotates, shifts, stretches and
        shears three fifths of the images slightly; it needs ``image_shape``.
        "affine_or_shift" does so to two fifths and shifts the others by whole pixels,
        for small data sets that training overfits. "binarize" draws binary values whose
        probabilities are the values in [0, 1].

    encoder, decoder : torch.nn.Module or None, default=None
        Your own module instead of the encoder or decoder. A copy of it is trained. The
        decoder returns logits, to which ``output_activation`` is applied; the encoder
        of a variational autoencoder returns the means of the code, then the log
        variances.

    pretraining : str, default="none"
        Method to initialize the weights before training. "rbm" trains each layer as a
        restricted Boltzmann machine (sigmoid or ReLU units), "autoencoder" as a shallow
        autoencoder. "isomap" fits the codes of at most 3,000 samples to their Isomap
        coordinates, for data on a curved surface. "none" uses ``weight_init``.

    pretraining_epochs : int or tuple of int, default=10
        Epochs of pretraining for each layer. A tuple has one number for each layer,
        from the first one to the code. "isomap" takes a single number.

    pretraining_learning_rate : float, "auto" or tuple of them, default="auto"
        Learning rate of pretraining, for all layers or for each. "auto" is 0.1 for
        Boltzmann machines with binary units, 0.1 divided by the mean total of a sample
        for counts, 0.003 for "isomap", else 0.001.

    pretraining_weight_std : float or tuple of float, default=0.1
        Standard deviation of the initial weights of Boltzmann machines; above 0. A
        tuple has one for each layer. The default is that of the paper; use 0.01 if
        hidden units above a wide layer saturate.

    pretraining_mask_fraction : float, default=0.0
        Probability that an input of a shallow autoencoder is set to 0; in [0, 1). The
        autoencoder then learns to restore it.

    loss : str or callable, default="squared_error"
        Reconstruction loss: a name in `autoencode.losses.LOSSES`. "squared_error" is
        for any numbers; "absolute_error" and "huber" for numbers with outliers, which
        they weight less; "cross_entropy" for numbers in [0, 1]; "multinomial" for
        counts or proportions, which it reconstructs as proportions that sum to 1;
        "poisson" and "negative_binomial" for counts. Of these two the mean counts of a
        sample sum to its total, and the encoder takes logarithms of the counts;
        "negative_binomial" learns a dispersion for each feature. Or your own function
        of reconstruction and sample, two tensors of shape (batch, n_features) in data
        units, that returns one value per sample, shape (batch,).

    optimizer : str, default="adamw"
        Optimizer of the weights: a name in
        `autoencode.training.optimizers.OPTIMIZERS`.

    learning_rate : float, default=0.003
        Largest learning rate of the schedule; above 0. If training of a network of
        100,000 weights or more becomes unstable, gradients are clipped until it is
        stable again.

    schedule : str, default="cosine"
        Schedule of the learning rate. "cosine" and "linear" warm up and then decrease
        to 0; "constant" does not change.

    weight_decay : float or "auto", default="auto"
        Decay of weights towards 0, as the optimizer defines it. Biases do not decay.
        "auto" is 0.1 with "adamw" and 0.3 with "muon", which lower the error on new
        samples, and 0 with other optimizers and without hidden layers. With linear
        paths, which do not decay, it is up to 10 times larger in fits of less than
        8,000 steps, so that the product of both stays the same, and up to twice as
        large for codes of more than 2 components.

    batch_size : int or "auto", default="auto"
        Samples per optimizer step. "auto" grows from 32 to 256 with the number of
        samples.

    max_epochs : int or "auto", default="auto"
        Number of epochs. "auto" gives about 8,000 steps: 5 to 200 epochs, or up to
        1,000 without hidden layers. There are fewer if training that starts from PCA
        (see ``linear_skip``) does not help: the error of held-out samples was not 1 %
        below PCA's in half of the epochs; or it is 5 % above its lowest value, while
        that of training samples has fallen by 20 %. With fewer than ten samples for
        each principal coordinate, the latter counts also after lower errors, if none
        was found in a tenth of the epochs.

    validation_fraction : float, default=0.1
        Fraction of the samples held out for validation; in [0, 1). The weights of the
        epoch with the lowest validation loss are kept. With 0, or too few samples to
        hold one out, those of the last epoch are kept. Not used if `fit` is given
        validation samples, ``X_val``.

    patience : int or None, default=None
        Epochs without improvement after which training stops. None trains for all
        epochs.

    device : str, default="auto"
        Device: "cpu", "cuda", "cuda:1", "mps" or "auto". "auto" selects the fastest one
        available.

    precision : str, default="auto"
        Data type of matrix products in training. "float32", "bfloat16", or "auto",
        which is bfloat16 in large networks where products of this size, measured on
        this processor, are at least 1.3 times as fast; on a GPU that supports it.
        Weights, losses and codes are always float32.

    random_state : int, RandomState or None, default=None
        Seed of weights, held-out samples, order of samples and noise. The same int
        gives the same bits on the same machine.

    verbose : int, default=0
        Whether to show progress on standard error: 1 or True, or 0 or False.

    Attributes
    ----------
    network_ : torch.nn.Module
        The trained network itself, not a copy: what changes its weights changes the
        model. It takes tensors of samples minus ``mean_``, divided by ``scale_``, and
        returns their reconstructions in the same units; its methods are ``encode`` and
        ``decode``. The methods of the model use it in evaluation mode, and leave its
        mode as it is.

    history_ : list of dict
        One entry per epoch: "epoch", "loss" and each of its terms on the training data,
        the same with the prefix "validation_" on the held-out data, "learning_rate",
        "seconds". Losses are means over samples, in squared data units, or data units
        with "absolute_error"; likelihoods are in nats. The loss of a discriminator,
        "discriminator", has no units and is not part of "loss".

    code_sample_ : array of shape (n_codes, n_components)
        Codes of up to 2,000 training samples, from which new ones are drawn.

    pretraining_history_ : list of dict
        One entry per layer and epoch of pretraining, with the key "layer" in addition.

    n_components_ : int
        Size of a code.

    mean_ : array of shape (n_features,)
        Subtracted from samples before they are encoded.

    scale_ : float
        Divisor of the centred samples: the root mean square over all features.

    validation_rows_ : array of int
        Rows of ``X`` that were held out; none if `fit` was given ``X_val``. Of a stream
        they are the numbers of its rows, see `open_rows`.

    batch_size_, max_epochs_ : int
        Values used, with "auto" resolved.

    n_steps_, steps_per_epoch_ : int
        Number of training steps so far, and in an epoch of `fit` or of the first
        `partial_fit`.

    linear_skip_ : bool
        Whether the network has linear paths.

    n_coordinates_ : int
        Number of principal coordinates that the network works in; 0 if it works on the
        features.

    kept_pca_ : bool
        Whether `fit` kept PCA, as the autoencoder's error on held-out samples was not
        lower (one-sided paired t-test at a confidence of 0.9), or fewer than two
        samples were held out. The network then reconstructs as PCA of all samples in
        `fit` does.

    precision_ : str
        Data type of matrix products used in training.

    image_shape_ : tuple of int or None
        Shape of the images if `fit` was given an array of images, which decoded codes
        then are too; None if it was given rows.

    arithmetic_ : str
        Data type, library and number of threads used in training, with the measured
        speeds that decided: "float32 by MKL, 2 threads: 310 GFLOP/s; bfloat16 166".

    n_features_in_, feature_names_in_
        Number of features seen in `fit`, and their names if ``X`` has any.
    """

    n_components: int = number(2, whole=True, at_least=1)
    hidden_layer_sizes: tuple[int, ...] | list[int] | None = sizes(None)
    n_hidden_layers: int | None = number(None, whole=True, at_least=0, optional=True)
    activation: str = choice("silu", ACTIVATIONS)
    negative_slope: float = number(0.01, at_least=0)
    code_activation: str = choice("identity", CODE_ACTIVATIONS)
    output_activation: str = choice("auto", ["auto", *OUTPUT_ACTIVATIONS])
    linear_skip: bool | str = flag("auto", auto=True)
    tied_weights: bool = flag(False)
    batch_norm: bool = flag(False)
    layer_norm: bool | str = flag("auto", auto=True)
    dropout: float = number(0.0, at_least=0, below=1)
    weight_init: str = choice("auto", ["auto", *WEIGHT_INITS])
    network: str = choice("dense", NETWORKS)
    dense_layer_sizes: tuple[int, ...] | list[int] = sizes(())
    image_shape: tuple[int, ...] | list[int] | None = sizes(None, lengths=(2, 3))
    augment: str = choice("none", ["none", *AUGMENTATIONS])
    encoder: nn.Module | None = instance(None, nn.Module)
    decoder: nn.Module | None = instance(None, nn.Module)
    pretraining: str = choice("none", ["none", *PRETRAININGS])
    pretraining_epochs: Any = number(10, whole=True, at_least=1, several=True)
    pretraining_learning_rate: Any = number("auto", above=0, auto=True, several=True)
    pretraining_weight_std: Any = number(WEIGHT_STD, above=0, several=True)
    pretraining_mask_fraction: float = number(0.0, at_least=0, below=1)
    loss: str | Callable[[Tensor, Tensor], Tensor] = choice(
        "squared_error", LOSSES, function_of="reconstruction and sample"
    )
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

    # Whether the loss is the reconstruction loss alone, without random numbers.
    _reconstruction_only: ClassVar[bool] = False
    # Whether the loss is a negative log likelihood, not in squared data units.
    _in_nats: ClassVar[bool] = False
    # Whether samples enter the network neither centred nor scaled.
    _uses_raw_samples: ClassVar[bool] = False
    # Optional hook like `_loss_terms`, for a network with a ``discriminator``: the
    # terms that this module minimises, in turn with the rest of the network.
    _discriminator_terms: ClassVar[Any] = None
    # Optional hook: the terms that the ``prior`` of a network minimises after the rest.
    _prior_terms: ClassVar[Any] = None
    # Whether `_loss_terms` takes batches of sparse samples with loss="poisson".
    _takes_sparse_batches: ClassVar[bool] = False
    _for_tables: ClassVar[str] = "TableAutoencoder"  # takes text and missing values
    _takes_streams: ClassVar[bool] = True  # whether `fit` can read rows from disk
    # Whether linear paths, which start as PCA, suit the variant.
    _starts_at_pca: ClassVar[bool] = False  # with linear_skip="auto"
    # Of sparse samples, how many features a step computes; 0 is all. Not stored.
    _n_sampled_outputs = 0
    _trial_epochs = 0  # of `fit`, in which two networks are trained; not stored

    @property
    def _monitor(self) -> str | None:
        """The loss, or loss term, on held-out samples whose lowest epoch is kept.

        None if there is none that training lowers.
        """
        return "reconstruction" if self._discriminator_terms else "loss"

    @property
    def _normalizes_layers(self) -> bool:
        """The value that ``layer_norm`` stands for."""
        return self.layer_norm != "auto" and bool(self.layer_norm)

    @abstractmethod
    def _build_network(self, n_features: int) -> nn.Module:
        """Return an untrained module with the methods ``encode`` and ``decode``."""

    @abstractmethod
    def _loss_terms(
        self, network: nn.Module, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        """Return ``{name: scalar}``, means over a batch; their sum is minimised."""
