"""The restricted Boltzmann machine as an estimator."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from autoencode.arrays import Samples
from autoencode.errors import InvalidParameterError
from autoencode.models import setup
from autoencode.models.checks import check_samples
from autoencode.models.density import DensityModel
from autoencode.models.overflow import check_size
from autoencode.nn.rbm import BoltzmannMachine
from autoencode.nn.sizes import n_dense_weights
from autoencode.nn.units import HIDDEN_UNITS, VISIBLE_UNITS
from autoencode.params import check_params, choice, flag, number, random_source, text
from autoencode.training import inference
from autoencode.training.contexts import independent
from autoencode.training.contrastive import (
    FIRST_MOMENTUM,
    ContrastiveRule,
    ContrastiveStep,
    auto_learning_rate,
    auto_momentum,
    auto_persistent_rate,
    auto_schedule,
    n_first_steps,
)
from autoencode.training.devices import PRECISIONS, choose_runtime
from autoencode.training.loop import OnStep, Plan, Record, epochs
from autoencode.training.optimizers import SCHEDULES
from autoencode.training.resources import check_fits


@dataclass(kw_only=True, eq=False, repr=False)
class RBM(DensityModel):
    """Restricted Boltzmann machine: a layer of features and a density of the samples.

    Weights connect visible and hidden units, but no two units of the same layer. They
    are trained by contrastive divergence to make the samples likely [1]_. Codes are the
    means of the hidden units. The machine is a density model of its own
    (`free_energy`, `score_samples`, `sample`), and was first used to pretrain deep
    autoencoders layer by layer [2]_.

    Tune ``learning_rate`` first (use a tenth if reconstructions get worse), then
    ``max_epochs``. For a better density, ``persistent`` costs little more; with
    ``n_gibbs_steps`` of 10 or 25 the cost is proportional. Codes hardly become better
    [3]_. Gaussian visible or hidden units need a hundredth of the learning rate of
    binary ones; "auto" accounts for that.

    Parameters
    ----------
    n_components : int, default=256
        Number of hidden units; at least 1.

    visible_units : str, default="auto"
        Type of visible units: "binary", "gaussian", "counts" or "auto". "binary" is for
        values in [0, 1], which are treated as probabilities; "gaussian" for any
        numbers, which are centred and divided by a common scale; "counts" for whole
        numbers of at least 0, such as the words of a text. "auto" is "binary" if all
        samples are in [0, 1], else "gaussian".

    hidden_units : str, default="binary"
        Type of hidden units: "binary", "gaussian" (linear), or "relu" (noisy rectified
        linear units).

    n_gibbs_steps : int, default=1
        Gibbs steps per update of the weights, the k of CD-k; at least 1.

    persistent : bool, default=False
        Whether Markov chains continue from batch to batch [4]_. Otherwise they start
        from the samples.

    learning_rate : float or "auto", default="auto"
        Initial learning rate; above 0. "auto" is 0.1 if all units are binary, and 0.001
        for Gaussian units, rectified linear units and counts; with ``persistent``
        ``10 * (1 - momentum)`` times as much.

    schedule : str, default="auto"
        Schedule of the learning rate. "constant" does not change; "linear" and "cosine"
        warm up and then decrease to 0. "auto" is "linear" with ``persistent`` if all
        units are binary, and otherwise "constant".

    momentum : float or "auto", default="auto"
        Momentum of the updates; in [0, 1). It is at most 0.5 in the first five epochs.
        "auto" is 0.9, and 0 with ``persistent``, as chains lag behind weights that
        move on by themselves.

    weight_decay : float, default=0.0002
        Decay of weights towards 0, times the learning rate; at least 0.

    sparsity_target : float or None, default=None
        Target for the mean activation of hidden units; between 0 and 1. None sets no
        target.

    sparsity_weight : float, default=0.1
        Factor of the sparsity term; at least 0.

    weight_std : float, default=0.01
        Standard deviation of the initial weights; above 0.

    batch_size : int, default=100
        Samples per update; at least 1.

    max_epochs : int, default=20
        Number of epochs; at least 1.

    device : str, default="auto"
        Device: "cpu", "cuda", "cuda:1", "mps" or "auto". "auto" selects the fastest one
        available.

    precision : str, default="auto"
        Data type of matrix products in training. "float32", "bfloat16", or "auto",
        which is bfloat16 where that is faster, as in `Autoencoder`. Weights are always
        float32.

    random_state : int, RandomState or None, default=None
        Seed of weights, order of samples and Markov chains. The same int gives the same
        bits on the same machine.

    verbose : int, default=0
        Whether to show progress on standard error: 1 or True, or 0 or False.

    Attributes
    ----------
    network_ : BoltzmannMachine
        The machine, with ``weight`` of shape (n_components, n_features),
        ``hidden_bias`` and ``visible_bias``.

    visible_units_ : str
        Type of visible units, with "auto" resolved.

    history_ : list of dict
        One entry per epoch: "epoch", "loss" and "reconstruction" (half the squared
        error of reconstructions, which is not what is minimised), "learning_rate",
        "seconds".

    mean_ : array of shape (n_features,)
        Subtracted from samples for Gaussian visible units; 0 for other units.

    scale_ : float
        Divisor of the centred samples; 1 for other units.

    frequencies_ : array of shape (n_features,)
        Mean of each visible unit over the samples, at which annealing starts.

    n_components_, batch_size_, max_epochs_, precision_, arithmetic_, n_features_in_
        As in autoencoders.

    validation_rows_ : array of int
        Empty: no samples are held out.

    References
    ----------
    .. [1] G. E. Hinton. "Training products of experts by minimizing contrastive
       divergence". Neural Computation 14, 2002.
    .. [2] G. E. Hinton, R. R. Salakhutdinov. "Reducing the dimensionality of data with
       neural networks". Science 313, 2006.
    .. [3] R. Salakhutdinov, I. Murray. "On the quantitative analysis of deep belief
       networks". ICML, 2008.
    .. [4] T. Tieleman. "Training restricted Boltzmann machines using approximations to
       the likelihood gradient". ICML, 2008.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import RBM
    >>> X = load_digits().data / 16
    >>> rbm = RBM(n_components=32, max_epochs=5, random_state=0).fit(X)
    >>> rbm.transform(X).shape
    (1797, 32)
    """

    n_components: int = number(256, whole=True, at_least=1)
    visible_units: str = choice("auto", ["auto", *VISIBLE_UNITS])
    hidden_units: str = choice("binary", HIDDEN_UNITS)
    n_gibbs_steps: int = number(1, whole=True, at_least=1)
    persistent: bool = flag(False)
    learning_rate: float | str = number("auto", above=0, auto=True)
    schedule: str = choice("auto", ["auto", *SCHEDULES])
    momentum: float | str = number("auto", at_least=0, below=1, auto=True)
    weight_decay: float = number(0.0002, at_least=0)
    sparsity_target: float | None = number(None, above=0, below=1, optional=True)
    sparsity_weight: float = number(0.1, at_least=0)
    weight_std: float = number(0.01, above=0)
    batch_size: int = number(100, whole=True, at_least=1)
    max_epochs: int = number(20, whole=True, at_least=1)
    device: str = text("auto")
    precision: str = choice("auto", PRECISIONS)
    random_state: int | np.random.RandomState | None = random_source(None)
    verbose: int = number(0, whole=True, at_least=0, switch=True)

    def _lengths(self, n_samples: int) -> tuple[int, int]:
        return self.batch_size, self.max_epochs

    def _make_network(self, n_features: int) -> BoltzmannMachine:
        """Return the untrained machine."""
        try:
            check_fits(n_dense_weights(n_features, self.n_components))
        except MemoryError as error:
            raise InvalidParameterError(
                "The Boltzmann machine does not fit into the memory: decrease "
                "n_components."
            ) from error
        return BoltzmannMachine(
            n_features,
            self.n_components,
            self.visible_units_,
            self.hidden_units,
            self.weight_std,
        )

    def _momentum(self) -> float:
        """Return the momentum, with "auto" resolved."""
        if isinstance(self.momentum, str):
            return auto_momentum(persistent=self.persistent)
        return self.momentum

    def _plan(self, seed: int, *, one_epoch: bool = False) -> Plan:
        units = self.visible_units_, self.hidden_units
        rate, schedule = self.learning_rate, self.schedule
        own_schedule = auto_schedule(*units, persistent=self.persistent)
        # Where a large rate has to fall, a constant one must not be large.
        is_large = self.persistent and not (one_epoch and own_schedule == "linear")
        if isinstance(rate, str) and is_large:
            rate = auto_persistent_rate(*units, self._momentum())
        elif isinstance(rate, str):
            rate = auto_learning_rate(*units)
        if schedule == "auto":
            schedule = own_schedule
        device = inference.device_of(self.network_)
        return Plan(
            batch_size=self.batch_size,
            max_epochs=1 if one_epoch else self.max_epochs,
            learning_rate=rate,
            schedule=SCHEDULES["constant" if one_epoch else schedule],
            seed=seed,
            runtime=choose_runtime(
                device, self.precision, self.network_, self.batch_size
            ),
            units=self.scale_**2,
        )

    def _step(self, plan: Plan, n_samples: int) -> ContrastiveStep:
        momentum = self._momentum()
        rule = ContrastiveRule(
            n_gibbs_steps=self.n_gibbs_steps,
            persistent=self.persistent,
            first_momentum=min(FIRST_MOMENTUM, momentum),
            n_first_steps=n_first_steps(n_samples, plan.batch_size),
            momentum=momentum,
            weight_decay=self.weight_decay,
            sparsity_target=self.sparsity_target,
            sparsity_weight=self.sparsity_weight,
        )
        return ContrastiveStep(self.network_, rule, plan)

    def _records(self, X: Samples, seed: int, on_step: OnStep) -> Iterator[Record]:
        self._log_partitions = {}  # drop those of an earlier fit
        plan = self._plan(seed)
        return epochs(
            self.network_,
            self._step(plan, X.shape[0]),
            self._source(X),
            np.arange(X.shape[0]),
            plan,
            on_step=on_step,
        )

    @independent
    def partial_fit(self, X: Any, y: object = None) -> Self:
        """Train for one epoch on ``X``, starting from the current weights.

        The first call initializes the machine; type of units, mean and scale are those
        of its ``X``. The learning rate is constant: with ``persistent`` and binary
        units "auto" is 0.1 here. After `fit`, and after `load`, the momentum begins
        anew.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers; at least one row.

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
            if is_first:
                self._log_partitions = {}  # a fit before may have diverged
                self._start(X, setup.draw_seed(self.random_state))
            else:
                check_size(self, X)
                self._check_units(X)
        if self._partial is None:
            seed = setup.draw_seed(self.random_state)
            self._partial = self._step(self._plan(seed), X.shape[0])
        step: ContrastiveStep = self._partial
        with self._unfitted_if_diverged():
            self.history_ += epochs(
                self.network_,
                step,
                self._source(X),
                np.arange(X.shape[0]),
                self._plan(step.seed, one_epoch=True),
                steps_done=step.n_done,
                epochs_done=int(self.history_[-1]["epoch"]) if self.history_ else 0,
            )
        self.network_.eval()
        return self
