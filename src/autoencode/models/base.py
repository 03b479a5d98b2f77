"""What all autoencoders share: parameters, fitting, encoding and decoding.

A variant is a final subclass in its own file. It adds its parameters and fills in two
hooks, `_build_network` and `_loss_terms`; where a part of its network learns by other
terms, in turn or afterwards, `_opponent_terms` or `_prior_terms` too. It says where new
samples come from, and in what its loss is counted; it overrides nothing else.
"""

from abc import abstractmethod
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.arrays import Array, Samples
from autoencode.errors import TrainingDivergedError
from autoencode.losses import LOSSES
from autoencode.models import learning, setup
from autoencode.models.checks import check_samples
from autoencode.models.generation import GenerativeModel
from autoencode.models.pretraining import (
    check_pretraining,
    number_of_stages,
    pretraining_of,
)
from autoencode.nn import NETWORKS
from autoencode.nn.activations import (
    ACTIVATIONS,
    CODE_ACTIVATIONS,
    OUTPUT_ACTIVATIONS,
)
from autoencode.nn.augment import AUGMENTATIONS
from autoencode.nn.initialization import WEIGHT_INITS
from autoencode.nn.mlp import EncoderDecoder
from autoencode.params import (
    check_params,
    choice,
    flag,
    instance,
    number,
    random_source,
    sizes,
    text,
)
from autoencode.training.batches import batch_bounds, split_rows
from autoencode.training.devices import (
    PRECISIONS,
    Stream,
    choose_device,
    derived_seed,
    own_random_state,
)
from autoencode.training.fitting import PartialFit, fit_epochs
from autoencode.training.loop import OnStep, Plan, Record, epochs
from autoencode.training.optimizers import OPTIMIZERS, SCHEDULES
from autoencode.training.pretraining import (
    PRETRAININGS,
    WEIGHT_STD,
    OnLayer,
    pretrain,
)
from autoencode.training.progress import LayerProgress, Progress


@dataclass(kw_only=True, eq=False, repr=False)
class BaseAutoencoder(GenerativeModel):
    """Base class of all autoencoders.

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
    # A small dense network then has explicit gradients (`training.steps.ExplicitStep`).
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

    def fit_epochs(
        self,
        X: Any,
        *,
        on_step: OnStep | None = None,
        on_layer: OnLayer | None = None,
    ) -> Generator[Record, None, None]:
        """Train as `fit` does, an epoch each time the next record is asked for.

        The model can encode and decode between epochs, and whenever the caller stops it
        keeps the best weights so far.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            As in `fit`.

        on_step : callable or None, default=None
            Called after each step with the epoch, the samples seen in it and the
            samples in all; for showing progress.

        on_layer : callable or None, default=None
            Called after each epoch of pretraining with its entry of
            `pretraining_history_` and the number of layers.

        Returns
        -------
        generator of dict
            The entries of `history_`, as they come.

        Examples
        --------
        >>> import numpy as np
        >>> from autoencode import Autoencoder
        >>> X = np.random.default_rng(0).normal(size=(100, 5))
        >>> model = Autoencoder(max_epochs=50, random_state=0)
        >>> for record in model.fit_epochs(X):
        ...     if record["validation_loss"] < 2.0:
        ...         break
        """
        return self._train(*self._set_up(X), on_step, on_layer)

    def _set_up(
        self, X: Any, among: Array | None = None
    ) -> tuple[Samples, tuple[Array, Array], Plan]:
        """Check a fit to ``X``, or to some of its rows, and set it up.

        Returns what `_train` takes: the samples, those rows that are trained on and
        those held out, and the plan.
        """
        check_params(self)
        with setup.unchanged_if_refused(self):
            X = check_samples(self, X, reset=True, at_least=2)
            seed = setup.draw_seed(self.random_state)
            n_rows = X.shape[0] if among is None else len(among)
            rows = split_rows(n_rows, self.validation_fraction, seed)
            if among is not None:
                rows = among[rows[0]], among[rows[1]]
            setup.check_together(self, X, len(rows[0]))
            setup.warn_out_of_reach(self, X)
            setup.warn_not_sparse(self)
            self._start(X, rows[0], seed)
            check_pretraining(self)
            plan = setup.make_plan(self, len(rows[0]), seed)
            setup.check_memory(self, plan, len(rows[0]))
        self.validation_rows_ = rows[1]
        self.batch_size_, self.max_epochs_ = plan.batch_size, plan.max_epochs
        self._steps_per_epoch = len(batch_bounds(len(rows[0]), plan.batch_size))
        return X, rows, plan

    def _train(
        self,
        X: Samples,
        rows: tuple[Array, Array],
        plan: Plan,
        on_step: OnStep | None,
        on_layer: OnLayer | None,
    ) -> Generator[Record, None, None]:
        """Go through the epochs of a fit that has been checked and set up."""
        if self.pretraining != "none":
            self._pretrain(X, rows[0], plan, on_layer)
        progress = Progress(plan.max_epochs, silent=self.verbose == 0)
        enough_memory = setup.enough_memory(self, plan, len(rows[0]))
        step_of_fit = learning.step_of_fit(self, plan)
        ready = self._ready_to_sample(X, rows[0], plan.seed)
        with self._unfitted_if_diverged(), ready, enough_memory, step_of_fit as step:
            records = fit_epochs(
                self.network_,
                self._loss_terms,
                step,
                self._source(X, setup.augment(self)),
                rows,
                plan,
                monitor="reconstruction" if self._opponent_terms else "loss",
                patience=self.patience,
                on_step=on_step or progress.on_step,
            )
            # Closed, the generator leaves the best weights behind.
            with progress, closing(records):
                for record in records:
                    record |= setup.measures(self, X, rows[0])
                    self.history_.append(record)
                    progress.on_epoch(record)
                    yield record
            if self._prior_terms:
                source = self._source(X)
                self.prior_history_ += learning.prior_records(
                    self, source, rows[0], plan
                )

    def _pretrain(
        self, X: Samples, rows: Array, plan: Plan, on_layer: OnLayer | None
    ) -> None:
        """Make first weights, layer by layer."""
        n_layers = number_of_stages(self)
        progress = LayerProgress(self.pretraining_epochs, silent=self.verbose == 0)
        records = pretrain(
            self.network_,
            self._source(X),
            rows,
            pretraining_of(self),
            plan.runtime,
            plan.seed,
        )
        try:
            for record in records:
                self.pretraining_history_.append(record)
                (on_layer or progress.on_layer)(record, n_layers)
        except TrainingDivergedError:
            del self.network_
            raise
        self.network_.eval()

    def _start(self, X: Samples, rows: Array, seed: int) -> None:
        """Set up what `fit` learns, as it is before the first step."""
        device = choose_device(self.device)
        with own_random_state(device):
            torch.default_generator.manual_seed(derived_seed(seed, Stream.WEIGHTS))
            network = self._make_network(X.shape[1]).to(device)
        self.mean_, self.scale_ = setup.center(self, X, rows)
        self.network_: Any = network.eval()
        self.n_components_ = self.n_components
        self.history_: list[Record] = []
        self.pretraining_history_: list[Record] = []
        if self._prior_terms:
            self.prior_history_: list[Record] = []
        self.precision_ = setup.runtime(self, device).precision
        # What later calls of set_params do not change: the network was made with these.
        self._fitted_parameters = self.get_params(deep=False)
        self._partial = None

    def _make_network(self, n_features: int) -> nn.Module:
        """Return the untrained network, with its output activation, in float32."""
        network = self._build_network(n_features).to(torch.float32)
        output = OUTPUT_ACTIVATIONS[setup.output_name(self)]
        network.output = output.make(self.negative_slope)
        return network

    def partial_fit(self, X: Any, y: object = None) -> Self:
        """Train for one pass over ``X``, going on from the present weights.

        The first call sets the model up; mean and scale are those of its ``X``. The
        step size is constant, and nothing is held out.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers; one row is enough.

        y : object, default=None
            Ignored.

        Returns
        -------
        self
        """
        check_params(self)
        is_first = not hasattr(self, "network_")
        with setup.unchanged_if_refused(self):
            X = check_samples(self, X, reset=is_first)
            rows = np.arange(X.shape[0])
            setup.check_together(self, X, len(rows))
            if is_first:
                setup.warn_out_of_reach(self, X)
                setup.warn_not_sparse(self)
                self._start(X, rows, setup.draw_seed(self.random_state))
                self.validation_rows_ = np.arange(0)
        if self._partial is None:
            seed = setup.draw_seed(self.random_state)
            self._partial = PartialFit(seed, learning.optimizers(self))
        plan = setup.make_plan(self, len(rows), self._partial.seed, one_pass=True)
        n_steps = len(batch_bounds(len(rows), plan.batch_size))
        if is_first:
            self._steps_per_epoch = n_steps
        ready = self._ready_to_sample(X, rows, plan.seed, goes_on=not is_first)
        with self._unfitted_if_diverged(), ready:
            self.history_ += epochs(
                self.network_,
                learning.autograd_step(self, plan, self._partial.optimizers),
                self._source(X, setup.augment(self)),
                rows,
                plan,
                steps_done=self._partial.steps_done,
                epochs_done=int(self.history_[-1]["epoch"]) if self.history_ else 0,
            )
        self._partial.steps_done += n_steps
        return self

    def _encoder_decoder(
        self, n_features: int, n_code_statistics: int = 1
    ) -> EncoderDecoder:
        """Return the network that the parameters describe, for `_build_network`.

        Its encoder gives so many numbers for each number of the code.
        """
        return setup.encoder_decoder(self, n_features, n_code_statistics)

    def _reconstruction_loss(self, logits: Tensor, x: Tensor) -> Tensor:
        """Return the loss of each sample, shape (batch,), in float32."""
        loss = LOSSES[setup.loss_of_fit(self)]
        logits = logits.float()
        if not loss.takes_logits:
            logits = self.network_.output(logits)
        return loss.per_sample(logits, x)
