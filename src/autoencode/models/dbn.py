"""The deep belief network: a stack of Boltzmann machines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from sklearn.utils.validation import check_is_fitted
from torch import nn

from autoencode.arguments import check_numbers
from autoencode.arrays import Array, Samples
from autoencode.errors import InvalidParameterError
from autoencode.losses import LOSSES
from autoencode.models.visible import VisibleModel
from autoencode.nn.mlp import Layers, dense_autoencoder, layer_pairs
from autoencode.nn.rbm import BoltzmannMachine
from autoencode.nn.sizes import n_dense_weights
from autoencode.params import choice, number, random_source, sizes, text
from autoencode.training import contexts
from autoencode.training.devices import PRECISIONS, choose_runtime
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
    """Deep belief network: a stack of Boltzmann machines, trained layer by layer.

    Each machine learns the distribution of the hidden units of the one below [1]_.
    Codes are the means of the top hidden units. `sample` draws from the top machine and
    propagates the states down. For an autoencoder that starts from such a stack and is
    then trained as a whole, use ``Autoencoder(pretraining="rbm")``.

    Parameters
    ----------
    n_components : int, default=256
        Number of hidden units in the top layer; at least 1.

    hidden_layer_sizes : tuple of int or None, default=None
        Numbers of hidden units in the layers below, from the samples up. ``()`` gives a
        single machine, None is (512, 512).

    visible_units : str, default="auto"
        Type of visible units: "binary", "gaussian" or "auto". "binary" is for values in
        [0, 1], "gaussian" for any numbers. "auto" is "binary" if all samples are in
        [0, 1], else "gaussian".

    learning_rate : float or "auto", default="auto"
        Learning rate; above 0. "auto" is 0.1 for binary visible units, and 0.001 for
        Gaussian ones.

    max_epochs : int, default=10
        Number of epochs for each machine; at least 1.

    device : str, default="auto"
        Device: "cpu", "cuda", "cuda:1", "mps" or "auto". "auto" selects the fastest one
        available.

    precision : str, default="auto"
        Data type of matrix products in training. "float32", "bfloat16", or "auto",
        which is bfloat16 where that is faster, as in `Autoencoder`. Weights are always
        float32.

    random_state : int, RandomState or None, default=None
        Seed of weights, order of samples and Markov chains.

    verbose : int, default=0
        Whether to show progress on standard error: 1 or True, or 0 or False.

    Attributes
    ----------
    network_ : torch.nn.Module
        The encoder, and the decoder with the same weights.

    history_ : list of dict
        One entry per epoch of each machine: "epoch", counted over all machines,
        "layer", "loss" and "reconstruction" (half the squared error of that machine's
        reconstructions), "learning_rate", "seconds".

    max_epochs_ : int
        Number of epochs of all machines together.

    visible_units_, mean_, scale_, frequencies_, n_components_, n_features_in_
        As in `RBM`.

    batch_size_, precision_, arithmetic_, validation_rows_
        As in `RBM`.

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
    hidden_layer_sizes: tuple[int, ...] | list[int] | None = sizes(None)
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
            visible_units=self.visible_units_,
            loss=LOSSES["cross_entropy" if is_binary else "squared_error"],
        )
        source = self._source(X)
        runtime = choose_runtime(
            source.device, self.precision, self.network_, self.batch_size_
        )
        rows = np.arange(X.shape[0])
        return pretrain(
            self.network_, source, rows, how, runtime, seed, on_step=on_step
        )

    def _n_machines(self) -> int:
        return len(self._widths()) + 1

    def _widths(self) -> tuple[int, ...]:
        """Return the widths below the code, with None resolved."""
        sizes = self.hidden_layer_sizes
        return DEFAULT_WIDTHS if sizes is None else tuple(sizes)

    def _make_network(self, n_features: int) -> nn.Module:
        """Return the untrained network."""
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
        return network.to(torch.float32)

    def sample(
        self,
        n_samples: int = 1,
        *,
        n_gibbs_steps: int = 1000,
        random_state: int | np.random.RandomState | None = None,
    ) -> Array:
        """Draw samples: Gibbs sampling in the top machine, then down the layers.

        Parameters
        ----------
        n_samples : int, default=1
            Number of samples, each from its own Markov chain; at least 1.

        n_gibbs_steps : int, default=1000
            Number of steps in the top machine; at least 1. Chains start with random
            units, each on with probability 0.5.

        random_state : int, RandomState or None, default=None
            Seed of the chains.

        Returns
        -------
        array of shape (n_samples, n_features)
            Means of the visible units given the sampled units above, in data units.

        Raises
        ------
        InvalidParameterError
            If ``n_samples`` or ``n_gibbs_steps`` is less than 1.
        """
        check_is_fitted(self)
        check_numbers(n_samples=n_samples, n_gibbs_steps=n_gibbs_steps)
        generator = self._generator(random_state)
        pairs = layer_pairs(self.network_) or []
        top = self._machine(len(pairs) - 1)
        with contexts.inference(self.network_):
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
        """Return a layer as a Boltzmann machine, with the weights of the network."""
        pairs = layer_pairs(self.network_) or []
        pair: Any = pairs[number]
        visible = self.visible_units_ if number == 0 else "binary"
        n_hidden, n_visible = pair.encoder.weight.shape
        machine = BoltzmannMachine(n_visible, n_hidden, visible, "binary", 0.0)
        machine.weight = pair.encoder.weight
        machine.hidden_bias = pair.encoder.bias
        machine.visible_bias = pair.decoder.bias
        return machine
