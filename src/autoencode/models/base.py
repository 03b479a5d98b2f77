"""The base class of all autoencoders: fitting, and helpers for the variants.

Parameters and the hooks of a variant are declared in `parameters.py`. The methods of a
fitted model are in `coding.py` (`transform`, `score`, ...) and `generation.py`
(`sample`, ...).
"""

from collections.abc import Generator
from contextlib import closing
from functools import partial
from typing import Any, Self

import numpy as np
import torch
from torch import Tensor

from autoencode.arrays import Array, Samples
from autoencode.models import learning, networks, reconstruction, setup, streamed
from autoencode.models.checks import check_samples
from autoencode.models.collapse import warn_collapsed
from autoencode.models.docstrings import with_shared
from autoencode.models.notebook import ShownInNotebooks
from autoencode.models.overflow import check_size
from autoencode.models.parameters import AutoencoderParameters
from autoencode.models.pretraining import check_pretraining, pretrain_layers
from autoencode.models.sparse_samples import (
    dense_again,
    prepare_for_sparse,
    takes_sparse,
)
from autoencode.models.start import (
    TrainingData,
    find_start,
    new_network,
    reference_of,
    training_data,
)
from autoencode.models.trial import n_trial_epochs, on_trial, without_paths
from autoencode.models.validation import check_validation
from autoencode.nn.mlp import EncoderDecoder
from autoencode.nn.skip import InCoordinates, trained_part
from autoencode.params import check_params
from autoencode.training.batches import BatchSource, batch_bounds, split_rows
from autoencode.training.checkpoints import replays
from autoencode.training.contexts import independent
from autoencode.training.devices import choose_device
from autoencode.training.explicit import Objective
from autoencode.training.fitting import PartialFit, fit_epochs
from autoencode.training.loop import OnStep, Plan, Record, epochs
from autoencode.training.pretraining import OnLayer
from autoencode.training.progress import Progress
from autoencode.training.resume import with_checkpoints


class BaseAutoencoder(ShownInNotebooks, AutoencoderParameters):
    """Base class of all autoencoders.

    Parameters and fitted attributes are those of `AutoencoderParameters`.
    """

    def __init_subclass__(cls, **options: Any) -> None:
        """Describe the shared parameters in the docstring of a variant too."""
        super().__init_subclass__(**options)
        shared = AutoencoderParameters.__doc__
        if cls.__doc__ and shared:  # there are none with python -OO
            cls.__doc__ = with_shared(cls.__doc__, shared)

    @with_checkpoints
    def fit(self, X: Any, y: object = None, X_val: Any = None) -> Self:
        """Train on ``X``.

        If it fails, the model is as before. Ctrl-C is no failure: the model then has
        the best weights so far.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers. Sparse and memory-mapped samples are read in batches. Or
            images: an array of shape (n_samples, height, width) or (n_samples, height,
            width, channels), which all methods then accept and return. Or rows on disk,
            of any number: see `open_rows`.

        y : object, default=None
            Ignored.

        X_val : array, data frame or sparse matrix, or None, default=None
            Validation samples, with the features of ``X``, in place of a random part of
            ``X``: training uses all of ``X``, and ``validation_fraction`` is not used.

        Returns
        -------
        self

        Raises
        ------
        InvalidParameterError, InvalidDataError
            Before any training.

        TrainingDivergedError
            If the loss becomes infinite or NaN.
        """
        with setup.unchanged_if_refused(self, on=Exception):
            for _ in self.fit_epochs(X, X_val=X_val):
                pass
        return self

    @independent
    def fit_epochs(
        self,
        X: Any,
        *,
        X_val: Any = None,
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

        X_val : array, data frame or sparse matrix, or None, default=None
            As in `fit`.

        on_step : callable or None, default=None
            Called after each step with the epoch, the number of samples processed in it
            and the number of all samples; for showing progress. While two networks are
            trained (see ``linear_skip``), a sample of each counts half.

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
        return self._train(*self._set_up(X, X_val=X_val), on_step, on_layer)

    def _set_up(
        self, X: Any, among: Array | None = None, X_val: Any = None
    ) -> tuple[Samples, tuple[Array, Array], Plan, Samples | None]:
        """Validate and prepare a fit to ``X``, or to the rows ``among`` of it.

        Returns the arguments of `_train`: the samples, the training rows and the
        held-out rows, the plan, and the user's own validation samples if any.
        """
        check_params(self)
        with setup.unchanged_if_refused(self):
            self._streamed = on_disk = streamed.sample_of(self, X)
            X = X if on_disk is None else on_disk.drawn.X
            X = check_samples(self, X, reset=True, at_least=2)
            seed = setup.draw_seed(self.random_state)
            n_rows = X.shape[0] if among is None else len(among)
            X_val = check_validation(self, X_val)
            held_out = self.validation_fraction if X_val is None else 0.0
            if on_disk is not None:
                held_out = on_disk.held_out_share(held_out)
            rows = split_rows(n_rows, held_out, seed)
            if among is not None:
                rows = among[rows[0]], among[rows[1]]
            self.validation_rows_, n_training = rows[1], len(rows[0])
            if on_disk is not None:
                self.validation_rows_ = on_disk.hold_out(rows[1])
                n_training = on_disk.stream.n_samples
            setup.validate(self, X, n_training)
            setup.warn_out_of_reach(self, X)
            setup.warn_not_sparse(self)
            in_coordinates = n_training == len(rows[0])
            self._start(X, rows[0], seed, in_coordinates=in_coordinates)
            setup.check_trainable(self)
            prepare_for_sparse(self, X)
            check_pretraining(self)
            plan = setup.make_plan(self, n_training, seed)
            setup.check_memory(self, plan, n_training)
            if on_disk is not None:
                on_disk.plan_memory(self, plan)
        self.batch_size_, self.max_epochs_ = plan.batch_size, plan.max_epochs
        self.steps_per_epoch_ = len(batch_bounds(n_training, plan.batch_size))
        n_held_out = len(rows[1]) if X_val is None else X_val.shape[0]
        self._trial_epochs = n_trial_epochs(self, plan, n_training, n_held_out)
        return X, rows, plan, X_val

    def _train(
        self,
        X: Samples,
        rows: tuple[Array, Array],
        plan: Plan,
        X_val: Samples | None,
        on_step: OnStep | None,
        on_layer: OnLayer | None,
    ) -> Generator[Record, None, None]:
        """Run the epochs of a fit that has been validated and prepared."""
        pretrain_layers(self, X, rows[0], plan, on_layer)
        first_line = streamed.first_line(self, plan)
        progress = Progress(plan.max_epochs, first_line, silent=self.verbose == 0)
        progress.trial_epochs = self._trial_epochs
        enough_memory = setup.enough_memory(self, plan, len(rows[0]))
        data = training_data(self, X, rows, X_val)
        reference = reference_of(self, X, rows, X_val)
        train = partial(self._epochs, X, rows[0], data, plan)
        on_step = on_step or progress.on_step
        ready = self._ready_to_sample(X, rows[0], plan.seed)
        after = dense_again(self)
        released = streamed.released(self)
        with released, self._unfitted_if_diverged(), ready, enough_memory, after:
            if self._trial_epochs:
                other = without_paths(self, X, rows[0], plan.seed)
                records = on_trial(self, other, train, on_step, self._trial_epochs)
            else:
                records = train(on_step)
            # When the generator is closed, the network has the best weights.
            with progress, closing(records):
                for record in records:
                    self.history_.append(record)
                    self.n_steps_ = len(self.history_) * self.steps_per_epoch_
                    progress.on_epoch(record)
                    yield record
            if self._prior_terms:
                source = self._source(X)
                self.prior_history_ += learning.prior_records(
                    self, source, rows[0], plan
                )
            if reference is not None:
                reference.keep_unless_better()
        warn_collapsed(self)

    def _epochs(
        self,
        X: Samples,
        rows: Array,
        data: TrainingData,
        plan: Plan,
        on_step: OnStep,
    ) -> Generator[Record, None, None]:
        """Train the present network, which has its best weights in the end."""
        with learning.step_of_fit(self, plan) as step:
            records = fit_epochs(
                trained_part(self.network_),
                self._loss_terms,
                step,
                data.source,
                data.rows,
                plan,
                validation=data.validation,
                monitor=self._monitor,
                patience=self.patience,
                on_step=on_step,
                keeps_start=self.linear_skip_ and self._starts_at_pca,
                early_end=learning.early_end(self, plan, len(rows)),
            )
            with closing(records):
                for record in records:
                    if not replays():  # else they are in the record
                        record |= setup.measures(self, X, rows)
                    yield data.complete(record)

    def _start(
        self, X: Samples, rows: Array, seed: int, *, in_coordinates: bool = False
    ) -> None:
        """Set the fitted attributes to their state before the first step."""
        device = choose_device(self.device)  # an unknown one is refused first
        self.mean_, self.scale_ = setup.center(self, X, rows)
        check_size(self, X)
        begin = find_start(self, X, rows, in_coordinates=in_coordinates)
        self.linear_skip_ = begin is not None
        self.n_coordinates_ = 0 if begin is None else begin.n_coordinates
        self.kept_pca_ = False
        self.network_: Any = new_network(self, X, rows, seed, device, begin)
        self.n_components_ = self.n_components
        self.history_: list[Record] = []
        self.n_steps_ = self.steps_per_epoch_ = 0
        self.pretraining_history_: list[Record] = []
        if self._prior_terms:
            self.prior_history_: list[Record] = []
        runtime = setup.runtime(self, len(rows))
        self.precision_, self.arithmetic_ = runtime.precision, runtime.reason
        # The parameters of the network, whatever `set_params` changes later.
        self._fitted_parameters = self.get_params(deep=False)
        self._partial = None
        reconstruction.try_own_loss(self, X, rows)

    def _make_network(self, n_features: int) -> Any:
        """Return the untrained network, with its output activation, in float32."""
        n_coordinates = getattr(self, "n_coordinates_", 0)
        network: Any = self._build_network(n_coordinates or n_features)
        name = networks.output_name(self)
        network.output = reconstruction.output_module(self, name, n_features)
        if n_coordinates:
            network = InCoordinates(network, n_features, n_coordinates)
        return network.to(torch.float32)

    @independent
    def partial_fit(self, X: Any, y: object = None) -> Self:
        """Train for one epoch on ``X``, starting from the current weights.

        The first call initializes the model; mean and scale are those of its ``X``. The
        learning rate is constant, and no samples are held out. After `fit`, and after
        `load`, the optimizer begins anew; weight decay and warm-up go on.

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
            else:
                check_size(self, X)
            setup.check_trainable(self)
        if self._partial is None:
            seed = setup.draw_seed(self.random_state)
            self._partial = PartialFit(seed, learning.optimizers(self))
        plan = setup.make_plan(self, len(rows), self._partial.seed, one_epoch=True)
        n_steps = len(batch_bounds(len(rows), plan.batch_size))
        if is_first:
            self.steps_per_epoch_ = n_steps
        ready = self._ready_to_sample(X, rows, plan.seed, goes_on=not is_first)
        with self._unfitted_if_diverged(), ready:
            self.history_ += epochs(
                self.network_,
                learning.autograd_step(
                    self, plan, self._partial.optimizers, self.network_
                ),
                self._training_source(X, rows),
                rows,
                plan,
                steps_done=self.n_steps_,
                epochs_done=int(self.history_[-1]["epoch"]) if self.history_ else 0,
            )
        self.n_steps_ += n_steps
        return self

    def _training_source(self, X: Samples, rows: Array) -> BatchSource:
        """Return the batches to train on, of the ``rows`` of ``X``."""
        source = self._source(X, setup.augment(self))
        source.trains_on_sparse = takes_sparse(self.network_, X)
        return source

    def _objective(self) -> Objective | None:
        """Return what steps without autograd minimize; None if there are none.

        Dense networks are trained by such steps (`training.steps.ExplicitStep`).
        """
        return reconstruction.objective(self) if self._reconstruction_only else None

    def _zero(self, x: Tensor) -> Tensor:
        """Return what 0 in the data is in samples as the network takes them."""
        return torch.as_tensor(-self.mean_ / self.scale_).to(x)

    def _encoder_decoder(
        self, n_features: int, n_code_statistics: int = 1
    ) -> EncoderDecoder:
        """Return the network that the parameters describe, for `_build_network`.

        Its encoder returns ``n_code_statistics`` numbers for each number of the code.
        """
        return networks.encoder_decoder(self, n_features, n_code_statistics)

    def _reconstruction_loss(self, logits: Tensor, x: Tensor) -> Tensor:
        """Return the loss of each sample, shape (batch,), in float32."""
        loss = reconstruction.loss_of_fit(self)
        return reconstruction.per_sample(self, loss, logits, x)
