"""The base class of all autoencoders: fitting, and helpers for the variants.

Parameters and the hooks of a variant are declared in `parameters.py`. The methods of a
fitted model are in `coding.py` (`transform`, `score`, ...) and `generation.py`
(`sample`, ...).
"""

from collections.abc import Generator
from contextlib import closing
from typing import Any, Self

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.arrays import Array, Samples
from autoencode.errors import TrainingDivergedError
from autoencode.losses import LOSSES
from autoencode.models import learning, setup
from autoencode.models.checks import check_samples
from autoencode.models.overflow import check_size
from autoencode.models.parameters import AutoencoderParameters
from autoencode.models.pretraining import (
    check_pretraining,
    number_of_stages,
    pretraining_of,
)
from autoencode.nn.activations import OUTPUT_ACTIVATIONS
from autoencode.nn.mlp import EncoderDecoder
from autoencode.params import check_params
from autoencode.training.batches import batch_bounds, split_rows
from autoencode.training.devices import (
    Stream,
    choose_device,
    derived_seed,
    own_random_state,
)
from autoencode.training.fitting import PartialFit, fit_epochs
from autoencode.training.loop import OnStep, Plan, Record, epochs
from autoencode.training.pretraining import OnLayer, pretrain
from autoencode.training.progress import LayerProgress, Progress


class BaseAutoencoder(AutoencoderParameters):
    """Base class of all autoencoders.

    Parameters and fitted attributes are those of `AutoencoderParameters`.
    """

    def fit_epochs(
        self,
        X: Any,
        *,
        on_step: OnStep | None = None,
        on_layer: OnLayer | None = None,
    ) -> Generator[Record, None, None]:
        """Train as `fit` does, one epoch for each record that is requested.

        The model can be used between epochs. If the caller stops early, it keeps the
        best weights so far.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            As in `fit`.

        on_step : callable or None, default=None
            Called after each step with the epoch, the number of samples processed in it
            and the number of all samples; for showing progress.

        on_layer : callable or None, default=None
            Called after each epoch of pretraining with its entry of
            ``pretraining_history_`` and the number of layers.

        Returns
        -------
        generator of dict
            The entries of ``history_``, one after each epoch.

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
        """Validate and prepare a fit to ``X``, or to the rows ``among`` of it.

        Returns the arguments of `_train`: the samples, the training rows and the
        held-out rows, and the plan.
        """
        check_params(self)
        with setup.unchanged_if_refused(self):
            X = check_samples(self, X, reset=True, at_least=2)
            seed = setup.draw_seed(self.random_state)
            n_rows = X.shape[0] if among is None else len(among)
            rows = split_rows(n_rows, self.validation_fraction, seed)
            if among is not None:
                rows = among[rows[0]], among[rows[1]]
            setup.validate(self, X, len(rows[0]))
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
        """Run the epochs of a fit that has been validated and prepared."""
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
                monitor="reconstruction" if self._discriminator_terms else "loss",
                patience=self.patience,
                on_step=on_step or progress.on_step,
            )
            # When the generator is closed, the network has the best weights.
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
        """Initialize the weights, layer by layer."""
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
        """Set the fitted attributes to their state before the first step."""
        device = choose_device(self.device)
        with own_random_state(device):
            torch.default_generator.manual_seed(derived_seed(seed, Stream.WEIGHTS))
            network = self._make_network(X.shape[1]).to(device)
        self.mean_, self.scale_ = setup.center(self, X, rows)
        check_size(self, X)
        self.network_: Any = network.eval()
        self.n_components_ = self.n_components
        self.history_: list[Record] = []
        self.pretraining_history_: list[Record] = []
        if self._prior_terms:
            self.prior_history_: list[Record] = []
        self.precision_ = setup.runtime(self, device).precision
        # The parameters of the network, whatever `set_params` changes later.
        self._fitted_parameters = self.get_params(deep=False)
        self._partial = None

    def _make_network(self, n_features: int) -> nn.Module:
        """Return the untrained network, with its output activation, in float32."""
        network = self._build_network(n_features).to(torch.float32)
        output = OUTPUT_ACTIVATIONS[setup.output_name(self)]
        network.output = output.make(self.negative_slope)
        return network

    def partial_fit(self, X: Any, y: object = None) -> Self:
        """Train for one epoch on ``X``, starting from the current weights.

        The first call initializes the model; mean and scale are those of its ``X``. The
        learning rate is constant, and no samples are held out.

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
            rows = np.arange(X.shape[0])
            setup.validate(self, X, len(rows))
            if is_first:
                setup.warn_out_of_reach(self, X)
                setup.warn_not_sparse(self)
                self._start(X, rows, setup.draw_seed(self.random_state))
                self.validation_rows_ = np.arange(0)
            check_size(self, X)
        if self._partial is None:
            seed = setup.draw_seed(self.random_state)
            self._partial = PartialFit(seed, learning.optimizers(self))
        plan = setup.make_plan(self, len(rows), self._partial.seed, one_epoch=True)
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

        Its encoder returns ``n_code_statistics`` numbers for each number of the code.
        """
        return setup.encoder_decoder(self, n_features, n_code_statistics)

    def _reconstruction_loss(self, logits: Tensor, x: Tensor) -> Tensor:
        """Return the loss of each sample, shape (batch,), in float32."""
        loss = LOSSES[setup.loss_of_fit(self)]
        logits = logits.float()
        if not loss.takes_logits:
            logits = self.network_.output(logits)
        return loss.per_sample(logits, x)
