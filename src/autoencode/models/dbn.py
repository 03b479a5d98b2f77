"""The deep belief network: Boltzmann machines, one upon the other."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import torch
from sklearn.utils.validation import check_is_fitted
from torch import nn

from autoencode.arrays import Array
from autoencode.errors import InvalidParameterError, TrainingDivergedError
from autoencode.losses import LOSSES
from autoencode.models import setup
from autoencode.models.checks import check_samples
from autoencode.models.visible import VisibleModel
from autoencode.nn.mlp import Layers, dense_autoencoder, layer_pairs
from autoencode.nn.rbm import BoltzmannMachine
from autoencode.params import check_params, choice, number, random_source, sizes, text
from autoencode.training import inference
from autoencode.training.devices import (
    PRECISIONS,
    Stream,
    choose_device,
    choose_runtime,
    derived_seed,
    own_random_state,
)
from autoencode.training.loop import OnStep, Record, has_finite_weights
from autoencode.training.pretraining import BATCH_SIZE, Pretraining, pretrain
from autoencode.training.progress import Progress
from autoencode.training.resources import check_fits

DEFAULT_WIDTHS = (512, 512)


@dataclass(kw_only=True, eq=False, repr=False)
class DeepBeliefNetwork(VisibleModel):
    """Deep belief network: a stack of Boltzmann machines, learned layer by layer.

    Each machine learns what the hidden units below it do [1]_. Codes are the means of
    the uppermost hidden units; `sample` draws from the uppermost machine and goes down.
    For an autoencoder that starts from such a stack and is then trained as a whole, use
    ``Autoencoder(pretraining="rbm")``.

    Parameters
    ----------
    n_components : int, default=256
        Number of the uppermost hidden units; at least 1.

    hidden_layer_sizes : tuple of int or None, default=None
        Numbers of hidden units below, from the samples up. ``()`` leaves one machine,
        None takes (512, 512).

    visible_units : str, default="auto"
        Kind of visible units: "binary" for values in [0, 1], "gaussian" for any
        numbers. "auto" is binary if all samples lie in [0, 1], else Gaussian.

    learning_rate : float or "auto", default="auto"
        Step size; above 0. "auto" is 0.1 between binary units, 0.001 from Gaussian
        ones.

    max_epochs : int, default=10
        Passes over the samples for each machine; at least 1.

    device : str, default="auto"
        "cpu", "cuda", "cuda:1", "mps"; "auto" takes the fastest kind there is.

    precision : str, default="auto"
        Type of matrix products in training: "float32", "bfloat16", or "auto": bfloat16
        where the device has it and there are weights enough to gain.

    random_state : int, RandomState or None, default=None
        Determines weights, order and draws.

    verbose : int, default=0
        1, or True, shows progress on standard error.

    Attributes
    ----------
    network_ : torch.nn.Module
        Encoder, and the decoder that goes down the same weights.

    history_ : list of dict
        One per epoch of each machine: "epoch", counted through, "layer", "loss" (half
        the squared error of that machine's reconstructions), "learning_rate",
        "seconds".

    max_epochs_ : int
        Epochs of all machines together.

    visible_units_, mean_, scale_, frequencies_, n_components_, n_features_in_
        As of `RBM`.

    References
    ----------
    .. [1] G. E. Hinton, S. Osindero, Y.-W. Teh. "A fast learning algorithm for deep
       belief nets". Neural Computation 18, 2006.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import DeepBeliefNetwork
    >>> X = load_digits().data / 16
    >>> model = DeepBeliefNetwork(
    ...     hidden_layer_sizes=(32,), n_components=16, max_epochs=3, random_state=0
    ... ).fit(X)
    >>> model.sample(5, random_state=0).shape
    (5, 64)
    """

    n_components: int = number(256, whole=True, at_least=1)
    hidden_layer_sizes: tuple[int, ...] | None = sizes(None)
    visible_units: str = choice("auto", ["auto", "binary", "gaussian"])
    learning_rate: float | str = number("auto", above=0, auto=True)
    max_epochs: int = number(10, whole=True, at_least=1)
    device: str = text("auto")
    precision: str = choice("auto", PRECISIONS)
    random_state: int | np.random.RandomState | None = random_source(None)
    verbose: int = number(0, whole=True, at_least=0, switch=True)

    def fit(self, X: Any, y: object = None) -> Self:
        """Learn from ``X``, one machine after the other.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers that suit the visible units.

        y : object, default=None
            Ignored.

        Returns
        -------
        self

        Raises
        ------
        InvalidParameterError, InvalidDataError
            Before any training.

        TrainingDivergedError
            If the weights became infinite or NaN.
        """
        for _ in self.fit_epochs(X):
            pass
        return self

    def fit_epochs(
        self, X: Any, *, on_step: OnStep | None = None
    ) -> Generator[Record, None, None]:
        """Learn as `fit` does, an epoch each time the next record is asked for.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            As in `fit`.

        on_step : callable or None, default=None
            Called after each step with the epoch, the samples seen in it and the
            samples in all; for showing progress.

        Returns
        -------
        generator of dict
            The entries of `history_`, as they come.
        """
        check_params(self)
        with setup.unchanged_if_refused(self):
            X = check_samples(self, X, reset=True, at_least=2)
            seed = setup.draw_seed(self.random_state)
            self._set_units(X)
            device = choose_device(self.device)
            with own_random_state(device):
                torch.default_generator.manual_seed(derived_seed(seed, Stream.WEIGHTS))
                network = self._make_network(X.shape[1]).to(device)
        self.network_: Any = network.eval()
        self.n_components_ = self.n_components
        self.history_: list[Record] = []
        self.validation_rows_ = np.arange(0)
        self.batch_size_ = min(BATCH_SIZE, X.shape[0])
        self.max_epochs_ = self.max_epochs * (len(self._widths()) + 1)
        self.precision_ = choose_runtime(device, self.precision, network).precision
        self._fitted_parameters = self.get_params(deep=False)
        return self._train(X, seed, on_step)

    def _train(
        self, X: Any, seed: int, on_step: OnStep | None
    ) -> Generator[Record, None, None]:
        """Go through the layers of a fit that has been checked and set up."""
        is_binary = self.visible_units_ == "binary"
        how = Pretraining(
            kind="rbm",
            max_epochs=self.max_epochs,
            learning_rate=self.learning_rate,
            mask_fraction=0.0,
            has_binary_samples=is_binary,
            loss=LOSSES["cross_entropy" if is_binary else "squared_error"],
        )
        source = self._source(X)
        runtime = choose_runtime(source.device, self.precision, self.network_)
        progress = Progress(self.max_epochs_, silent=self.verbose == 0)
        records = pretrain(
            self.network_,
            source,
            np.arange(X.shape[0]),
            how,
            runtime,
            seed,
            on_step=on_step or progress.on_step,
        )
        try:
            with progress:
                for number, record in enumerate(records, start=1):
                    record["epoch"] = number
                    self.history_.append(record)
                    progress.on_epoch(record)
                    yield record
        except TrainingDivergedError:
            if not has_finite_weights(self.network_):
                del self.network_  # nothing good came of it: not fitted
            raise

    def _widths(self) -> tuple[int, ...]:
        """Return the widths below the code, with None made definite."""
        sizes = self.hidden_layer_sizes
        return DEFAULT_WIDTHS if sizes is None else tuple(sizes)

    def _make_network(self, n_features: int) -> nn.Module:
        """Return the network before it has learned."""
        try:
            check_fits(n_features, *self._widths(), self.n_components)
        except MemoryError as error:
            raise InvalidParameterError(
                "The network is larger than the memory of this machine: lower "
                "n_components, or the widths in hidden_layer_sizes."
            ) from error
        layers = Layers(
            hidden_layer_sizes=self._widths(),
            activation="sigmoid",
            code_activation="sigmoid",
        )
        network = dense_autoencoder(n_features, self.n_components, layers)
        is_binary = self.visible_units_ == "binary"
        network.output = nn.Sigmoid() if is_binary else nn.Identity()
        return network

    def sample(
        self,
        n_samples: int = 1,
        *,
        n_gibbs_steps: int = 1000,
        random_state: int | np.random.RandomState | None = None,
    ) -> Array:
        """Draw from the uppermost machine, and go down to the samples.

        Parameters
        ----------
        n_samples : int, default=1
            How many; each has a chain of its own.

        n_gibbs_steps : int, default=1000
            Steps of the uppermost machine, from units that are on by halves.

        random_state : int, RandomState or None, default=None
            Determines the draws.

        Returns
        -------
        array of shape (n_samples, n_features)
            Means of the visible units, in data units, given drawn units above.
        """
        check_is_fitted(self)
        device = inference.device_of(self.network_)
        generator = torch.Generator(device)
        generator.manual_seed(setup.draw_seed(random_state))
        pairs = layer_pairs(self.network_) or []
        top = self._machine(len(pairs) - 1)
        with torch.no_grad():
            at_rest = torch.zeros(n_samples, top.weight.shape[1], device=device)
            state = top.visible.sample(at_rest, generator)
            for _ in range(n_gibbs_steps):
                h = top.hidden.sample(top.hidden_input(state), generator)
                z = top.visible_input(h)
                state = top.visible.sample(z, generator)
            for number in reversed(range(len(pairs) - 1)):
                machine = self._machine(number)
                z = machine.visible_input(state)
                state = machine.visible.sample(z, generator)
            mean = self.network_.output(z)
        return np.asarray(mean.cpu().numpy() * self.scale_ + self.mean_)

    def _machine(self, number: int) -> BoltzmannMachine:
        """Return a layer as a machine whose weights are those of the decoder."""
        pairs = layer_pairs(self.network_) or []
        pair = pairs[number]
        visible = self.visible_units_ if number == 0 else "binary"
        n_hidden, n_visible = pair.encoder.weight.shape
        machine = BoltzmannMachine(n_visible, n_hidden, visible, "binary", 0.0)
        machine.weight.data = pair.encoder.weight.detach()
        machine.hidden_bias.data = pair.encoder.bias.detach()
        machine.visible_bias.data = pair.decoder.bias.detach()
        return machine
