"""The deep belief network: Boltzmann machines, one upon the other."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from sklearn.utils.validation import check_is_fitted
from torch import nn

from autoencode.arrays import Array, Samples
from autoencode.errors import InvalidParameterError
from autoencode.losses import LOSSES
from autoencode.models.checks import check_numbers
from autoencode.models.visible import VisibleModel
from autoencode.nn.mlp import Layers, dense_autoencoder, layer_pairs
from autoencode.nn.rbm import BoltzmannMachine
from autoencode.nn.sizes import n_dense_weights
from autoencode.params import choice, number, random_source, sizes, text
from autoencode.training.devices import (
    PRECISIONS,
    choose_runtime,
)
from autoencode.training.loop import OnStep, Record
from autoencode.training.pretraining import (
    BATCH_SIZE,
    WEIGHT_STD,
    Pretraining,
    pretrain,
)
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

    def _lengths(self, n_samples: int) -> tuple[int, int]:
        return min(BATCH_SIZE, n_samples), self.max_epochs * self._n_machines()

    def _records(self, X: Samples, seed: int, on_step: OnStep) -> Iterator[Record]:
        is_binary = self.visible_units_ == "binary"
        n_machines = self._n_machines()
        how = Pretraining(
            kind="rbm",
            max_epochs=(self.max_epochs,) * n_machines,
            learning_rates=(self.learning_rate,) * n_machines,
            weight_stds=(WEIGHT_STD,) * n_machines,
            mask_fraction=0.0,
            has_binary_samples=is_binary,
            loss=LOSSES["cross_entropy" if is_binary else "squared_error"],
        )
        source = self._source(X)
        runtime = choose_runtime(source.device, self.precision, self.network_)
        rows = np.arange(X.shape[0])
        return pretrain(
            self.network_, source, rows, how, runtime, seed, on_step=on_step
        )

    def _n_machines(self) -> int:
        return len(self._widths()) + 1

    def _widths(self) -> tuple[int, ...]:
        """Return the widths below the code, with None made definite."""
        sizes = self.hidden_layer_sizes
        return DEFAULT_WIDTHS if sizes is None else tuple(sizes)

    def _make_network(self, n_features: int) -> nn.Module:
        """Return the network before it has learned."""
        try:
            check_fits(n_dense_weights(n_features, *self._widths(), self.n_components))
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

        Raises
        ------
        InvalidDataError
            If ``n_samples`` or ``n_gibbs_steps`` is below 1.
        """
        check_is_fitted(self)
        check_numbers(n_samples=n_samples, n_gibbs_steps=n_gibbs_steps)
        generator = self._generator(random_state)
        pairs = layer_pairs(self.network_) or []
        top = self._machine(len(pairs) - 1)
        with torch.no_grad():
            at_rest = top.weight.new_zeros(n_samples, top.weight.shape[1])
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
