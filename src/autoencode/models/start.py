"""Start of a fit at PCA, and the comparison with PCA at its end.

In a network with linear paths (`autoencode.nn.skip`) the encoder's path projects onto
the leading principal axes and the decoder's projects back, while the last of the hidden
layers of each part give 0: untrained, the network is PCA. Where samples are few and
features many, the whole network works in the leading principal coordinates, which keep
squared distances; its decoder turns these back into features.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import torch
from scipy.special import stdtrit
from torch import Tensor

from autoencode.arrays import Array, Samples, standard_error
from autoencode.errors import InvalidParameterError, counted, warn
from autoencode.losses import as_loss
from autoencode.models import networks, reconstruction, setup
from autoencode.models.checks import has_own_modules
from autoencode.models.pca import fit_pca
from autoencode.nn.skip import InCoordinates, set_to_projection
from autoencode.training import inference
from autoencode.training.batches import BatchSource
from autoencode.training.devices import Stream, derived_seed, own_random_state
from autoencode.training.loop import Record

MAX_PCA_VALUES = 2**24  # 128 MiB of float64: enough for a start
# Coordinates: at most one for so many training samples, but at least so many, unless
# fewer leave only a small part of the variance that PCA with n_components leaves.
SAMPLES_PER_COORDINATE, MIN_COORDINATES, NEGLIGIBLE = 3, 64, 0.01
MAX_COORDINATES = 1024  # the width of the first hidden layer
# PCA is kept unless the held-out error is lower at this level of confidence. Of 0.8 to
# 0.975, errors of new rows are lowest with it (`benchmarks.keeping_pca`).
CONFIDENCE = 0.9
MIN_PERCENT = 0.05  # a smaller difference of errors is not put in numbers
NO_ERROR = 1e-9  # mean loss for each feature, of variance 1 on average: rounding
KEPT_PCA = "PCA is kept: {}. {}; with linear_skip=False the trained weights are kept."
_NONE_HELD_OUT = "of {} samples none can be held out, to compare with it"


class Start(NamedTuple):
    """Where the training of a network with linear paths starts."""

    axes: Array  # (n_features, n_axes)
    n_coordinates: int = 0  # 0: the network works on the features


def has_linear_skip(model: Any) -> bool:
    """Return ``linear_skip``, with the value that "auto" stands for.

    Raises
    ------
    InvalidParameterError
        If it is True, and the network cannot start as PCA.
    """
    if model.linear_skip is False:
        return False
    needs = {
        "network": (model.network, "dense"),
        "pretraining": (model.pretraining, "none"),
        "tied_weights": (model.tied_weights, False),
        "code_activation": (model.code_activation, "identity"),
        "output_activation": (networks.output_name(model), "identity"),
        "encoder and decoder": (None if not has_own_modules(model) else "given", None),
    }
    other = [name for name, (value, needed) in needs.items() if value != needed]
    if model.linear_skip == "auto":
        return model._starts_at_pca and not other and not networks.is_linear(model)
    if model._uses_raw_samples:
        raise InvalidParameterError(
            f"linear_skip must be 'auto' or False in {type(model).__name__}, which "
            f"cannot start as PCA; got True."
        )
    if other:
        value, needed = needs[other[0]]
        raise InvalidParameterError(
            f"linear_skip=True needs {other[0]}={needed!r}, to start as PCA; got "
            f"{value!r}. Change it, or use linear_skip='auto'."
        )
    return not networks.is_linear(model)


def find_start(
    model: Any, X: Samples, rows: Array, *, in_coordinates: bool
) -> Start | None:
    """Return the start of a fit to some rows of ``X``; None without linear paths.

    ``in_coordinates`` states whether the network may work in principal coordinates, as
    where ``rows`` are all the samples that there will be.
    """
    if not has_linear_skip(model):
        return None
    n_axes = model.n_components
    # Rotations keep squared distances; other losses are those of the features.
    is_squared = model._reconstruction_only and model.loss == "squared_error"
    if in_coordinates and is_squared:
        limit = max(MIN_COORDINATES, len(rows) // SAMPLES_PER_COORDINATE)
        if 2 * limit <= X.shape[1]:
            n_axes = max(n_axes, min(limit, MAX_COORDINATES))
    axes, variances = principal_axes(X, rows, n_axes)
    k = model.n_components
    if axes.shape[1] <= k:
        return Start(axes)
    total = model.scale_**2 * X.shape[1]
    left = np.maximum(total - np.cumsum(variances), 0.0)
    n_needed = int((left > NEGLIGIBLE * left[k - 1]).sum()) + 1  # ``left`` decreases
    axes = axes[:, : max(n_needed, k)]
    return Start(axes, axes.shape[1])


def principal_axes(X: Samples, rows: Array, n_axes: int) -> tuple[Array, Array]:
    """Return the leading principal axes of some rows, and the variances along them.

    The axes have shape (n_features, n_axes), or fewer columns if there are fewer
    directions.
    """
    pca = fit_pca(X, n_axes, 0, [], rows=rows, max_values=MAX_PCA_VALUES)
    found = np.nan_to_num(pca.explained_variance_) > 0
    n_found = max(1, int(found.sum()))
    return pca.components_[:n_found].T, np.nan_to_num(pca.explained_variance_[:n_found])


def set_start(network: Any, start: Start) -> None:
    """Set the weights of a network with linear paths to those of PCA."""
    axes = torch.tensor(np.ascontiguousarray(start.axes), dtype=torch.float32)
    if isinstance(network, InCoordinates):
        network.set_axes(axes)
        axes = torch.eye(network.axes.shape[1])
    set_to_projection(network, axes)


def new_network(
    model: Any,
    X: Samples,
    rows: Array,
    seed: int,
    device: torch.device,
    start: Start | None = None,
) -> Any:
    """Return the untrained network of a model, in evaluation mode on a device.

    Its random weights are a function of the seed; ``start`` replaces some of them.
    """
    with own_random_state(device):
        torch.default_generator.manual_seed(derived_seed(seed, Stream.WEIGHTS))
        network = model._make_network(X.shape[1])
        if start is not None:
            set_start(network, start)
        network = network.to(device)
    reconstruction.learn_totals(network, as_loss(model.loss), X, rows)
    return network.eval()


class TrainingData(NamedTuple):
    """What a network is trained on."""

    source: BatchSource
    rows: tuple[Any, Array]  # training rows and validation rows of the source
    validation: BatchSource | None  # the user's own samples; of a stream those held out
    # Completes the losses of a record: in coordinates, they leave out the part of the
    # samples outside of the subspace, which does not change in training.
    complete: Callable[[Record], Record]


def training_data(
    model: Any, X: Samples, rows: tuple[Any, Array], X_val: Samples | None
) -> TrainingData:
    """Return the samples to train and to validate on, as features or coordinates."""
    source = model._training_source(X, rows[0])
    validation = None if X_val is None else model._source(X_val)
    on_disk = model._streamed
    if validation is None and on_disk is not None and len(rows[1]):
        validation = model._source(X[rows[1]])
    if not isinstance(model.network_, InCoordinates):
        if on_disk is not None:
            source = on_disk.source(source)
            rows = range(on_disk.stream.n_samples), rows[1]
        return TrainingData(source, rows, validation, lambda record: record)
    source, outside = _projected(model, source)
    rest = {"": outside[rows[0]], "validation_": outside[rows[1]]}
    if validation is not None:
        validation, rest["validation_"] = _projected(model, validation)
    half = model.scale_**2 / 2
    means = {prefix: half * each.mean() for prefix, each in rest.items() if len(each)}

    def complete(record: Record) -> Record:
        whole = dict(record)  # the record of a checkpoint stays as it is
        for prefix, mean in means.items():
            for name in ("loss", "reconstruction"):
                if prefix + name in whole:
                    whole[prefix + name] += float(mean)
        return whole

    return TrainingData(source, rows, validation, complete)


def _projected(model: Any, source: BatchSource) -> tuple[BatchSource, Array]:
    """Return coordinates as samples, and each sample's squared distance from these."""
    axes = model.network_.axes
    coordinates, outside = [], []
    with torch.inference_mode():
        for x in source.in_order():
            c = x @ axes
            rest = (x - c @ axes.T).square().sum(dim=1)
            coordinates.append(c.cpu().numpy())
            outside.append(rest.cpu().numpy())
    C = np.concatenate(coordinates)
    centre = np.zeros(C.shape[1], C.dtype)
    return BatchSource(C, centre, 1.0, source.device), np.concatenate(outside)


def reference_of(
    model: Any, X: Samples, rows: tuple[Array, Array], X_val: Samples | None
) -> "Reference | None":
    """Return the losses at the start of a fit; None if it is not compared with PCA.

    It is also if too few samples are given to hold one out, and then keeps PCA.
    """
    is_compared = model.validation_fraction > 0 or X_val is not None
    if not (model.linear_skip_ and model._starts_at_pca and is_compared):
        return None
    return Reference(model, X, rows, X_val)


class Reference:
    """The losses of held-out samples before training, when the network is PCA."""

    def __init__(
        self, model: Any, X: Samples, rows: tuple[Array, Array], X_val: Samples | None
    ) -> None:
        self.model, self.X = model, X
        self.network = model.network_  # training may choose another one
        self.rows = np.concatenate(rows)
        self.source = model._source(X if X_val is None else X_val)
        self.held_out = rows[1] if X_val is None else None  # None: all of the source
        self.losses = self._losses()

    def _losses(self) -> Array:
        if self.held_out is not None and not len(self.held_out):
            return np.empty(0)
        model, network = self.model, self.model.network_

        def of_block(x: Tensor) -> Tensor:
            logits = network.decode(network.encode(x))
            loss: Tensor = model._reconstruction_loss(logits, x)
            return loss

        return inference.numbers(network, self.source, of_block, self.held_out)

    def keep_unless_better(self) -> None:
        """Replace the trained weights by those of PCA, if they are not better.

        They are better if the mean of the differences between the losses of held-out
        samples is positive at the level of confidence `CONFIDENCE` (one-sided paired
        t-test). PCA is then that of all samples.
        """
        model = self.model
        before, after = self.losses, self._losses()
        gain, n = before - after, len(before)
        model.kept_pca_ = True  # of a single sample nothing can be told
        if n > 1:
            least = stdtrit(n - 1, CONFIDENCE) * standard_error(gain)
            model.kept_pca_ = bool(gain.mean() <= least)
        if not model.kept_pca_:
            return
        network = model.network_ = self.network
        model.linear_skip_ = True
        n_axes = max(model.n_coordinates_, model.n_components_)
        axes, _ = principal_axes(self.X, self.rows, n_axes)
        model.mean_, _ = setup.center(model, self.X, self.rows)
        set_start(network, Start(axes))
        advice = "Use PCA, or more samples"
        if model.max_epochs != "auto":
            advice = "Use PCA, or more samples or epochs"
        if not n:
            warn(KEPT_PCA.format(_NONE_HELD_OUT.format(len(self.rows)), advice))
            return
        of_pca = before.mean()
        if of_pca <= NO_ERROR * self.X.shape[1]:
            of_pca, advice = 0.0, "Choose fewer components"
        compared = _compared(after.mean(), of_pca)
        warn(KEPT_PCA.format(f"on {counted(n, 'held-out sample')} {compared}", advice))


def _compared(own: float, of_pca: float) -> str:
    """Return in words how the autoencoder's error compares with PCA's."""
    if of_pca == 0:
        return "PCA has no error"
    change = 100 * (own / of_pca - 1)
    if abs(change) < MIN_PERCENT:
        how = "not significantly" if change < 0 else "no"
        return f"the error of the autoencoder is {how} lower than PCA's"
    size = f"{abs(change):,.0f}" if abs(change) >= 10 else f"{abs(change):.2g}"
    found = f"the error of the autoencoder is {size} %"
    if change < 0:
        return f"{found} below PCA's, which is not significant"
    return f"{found} above PCA's"
