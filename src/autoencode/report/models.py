"""Pictures of an autoencoder: training, codes and reconstructions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autoencode.arrays import Array, dense, moments, plain_transform, subsample
from autoencode.data.dataset import Dataset
from autoencode.errors import InvalidParameterError
from autoencode.models.pca import fit_pca
from autoencode.models.validation import kept_epoch
from autoencode.plots.codes import codes_map, codes_map_3d
from autoencode.plots.images import image_sheet
from autoencode.plots.reconstructions import (
    error_map,
    reconstructions,
    reconstructions_through_epochs,
)
from autoencode.plots.training import learning_curve, scree
from autoencode.plots.units import code_units
from autoencode.report.units import inputs_figure
from autoencode.storage import Run
from autoencode.tasks.sensitivity import sensitivities
from autoencode.tasks.units import traverse, unit_shares

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MAX_MAPPED = 10_000  # samples in a map of codes
MAX_SCREE = 100  # components of PCA in the scree plot
N_SHEET = 20  # rows and columns of decoded codes
MAX_TRAVERSED = 1_000  # samples to measure the effect of each code unit on
MAX_DIFFERENTIATED = 200  # samples at which each unit is differentiated


def pictures(run: Run, dataset: Dataset) -> Iterator[tuple[str, str, "Figure"]]:
    """Yield (file name, caption, figure) of every picture.

    ``dataset`` has samples in the units of the model (scaled). Pictures show the test
    part, or the training part if there is none.
    """
    model, is_scaled = run.model, bool(run.scalers)
    if model.history_:
        yield (
            "learning_curve",
            f"Loss by epoch. {_kept(model)}",
            learning_curve(model.history_, kept_epoch=kept_epoch(model)),
        )
    yield from _sample_figures(run, dataset)
    is_test = dataset.X_test is not None
    X, y = (dataset.X_test, dataset.y_test) if is_test else (dataset.X, dataset.y)
    rows = subsample(X.shape[0], MAX_MAPPED, seed=0)
    X, y = dense(X, rows), None if y is None else np.asarray(y)[rows]
    codes = plain_transform(model, X)
    traversed = subsample(len(X), MAX_TRAVERSED, seed=0)
    shares = unit_shares(model, X[traversed], codes[traversed])
    part = "test" if is_test else "training"
    yield from _maps(run, dataset, X, y, codes, shares)
    if dataset.X is not None:
        pca_shares = _pca_shares(dataset, X, codes.shape[1])
        yield (
            "scree",
            f"Share of the variance of {part} samples explained by the components of "
            f"PCA and by the autoencoder.",
            scree(pca_shares, model.score(X), codes.shape[1]),
        )
    yield (
        "error_map",
        f"Squared error by feature, mean over {part} samples.",
        error_map(
            np.square(model.inverse_transform(codes) - X).mean(axis=0),
            image_shape=dataset.image_shape,
            feature_names=dataset.feature_names,
            is_scaled=is_scaled,
        ),
    )
    yield from _unit_figures(run, dataset, X[traversed], codes[traversed], shares)


def _unit_figures(
    run: Run, dataset: Dataset, X: Array, codes: Array, shares: Array
) -> Iterator[tuple[str, str, "Figure"]]:
    """Yield the pictures of the effect of code units."""
    model = run.model
    yield (
        "code_units",
        "Decoded codes: each unit varies from its 5th to its 95th percentile, the "
        "others are at their median. The bars show the share of variance lost when the "
        "unit is held at its mean.",
        code_units(
            traverse(model, codes),
            shares,
            image_shape=dataset.image_shape,
            feature_names=dataset.feature_names,
            is_scaled=bool(run.scalers),
        ),
    )
    slopes = sensitivities(model, X[:MAX_DIFFERENTIATED])
    if slopes is not None:
        yield (
            "unit_inputs",
            "Derivative of each unit of the code with respect to the features, in "
            "standard deviations. More: autoencode units.",
            inputs_figure(
                slopes,
                np.argsort(-shares, kind="stable").tolist(),
                X.std(axis=0, dtype=np.float64),
                codes.std(axis=0, dtype=np.float64),
                image_shape=dataset.image_shape,
                feature_names=dataset.feature_names,
            ),
        )
    if dataset.image_shape and codes.shape[1] == 2 and hasattr(model, "manifold"):
        yield (
            "manifold",
            "A grid of decoded codes: the first unit increases to the right, the "
            "second upwards, from the 1st to the 99th percentile of training samples.",
            image_sheet(model.manifold(N_SHEET), dataset.image_shape, N_SHEET),
        )


def _pca_shares(dataset: Dataset, X: Array, n_components: int) -> Array:
    """Return the share of the variance of ``X`` that each component of PCA explains.

    PCA is fitted on training samples, with more components than the code, so that the
    plot shows how many components match the autoencoder.
    """
    rows = subsample(dataset.X.shape[0], MAX_MAPPED, seed=0)
    n_shown = min(max(20, 2 * n_components), MAX_SCREE)
    pca = fit_pca(dense(dataset.X, rows), min(n_shown, X.shape[1]), 0, [])
    variance = moments(X).total_variance or 1.0
    scores = plain_transform(pca, X)
    shares = np.square(scores, dtype=np.float64).mean(axis=0) / variance
    # PCA is centred at the training mean, the variance at that of these samples.
    shares[0] += 1 - np.square(X - pca.mean_).sum(axis=1).mean() / variance
    return np.asarray(shares)


def _maps(
    run: Run, dataset: Dataset, X: Array, y: Any, codes: Array, shares: Array
) -> Iterator[tuple[str, str, "Figure"]]:
    """Yield the maps of codes and of raw features, in two and in three dimensions.

    Two or three pixels say nothing about images.
    """
    names = dataset.feature_names
    part = "training" if dataset.X_test is None else "test"
    units = np.argsort(-shares, kind="stable")
    X, kind = _raw(run, X)
    features = np.argsort(-X.var(axis=0, dtype=np.float64), kind="stable")
    for n_axes, draw in ((2, codes_map), (3, codes_map_3d)):
        if len(units) >= n_axes or n_axes == 2:
            chosen = sorted(units[:n_axes].tolist())
            yield (
                f"codes_{n_axes}d",
                "Codes: the units with the largest shares of the variance.",
                draw(
                    codes[:, chosen],
                    y,
                    dataset.class_names,
                    title=f"Codes of {len(codes):,} {part} samples",
                    names=[f"unit {unit}" for unit in chosen],
                ),
            )
        if len(features) >= n_axes and not dataset.image_shape:
            chosen = sorted(features[:n_axes].tolist())
            yield (
                f"features_{n_axes}d",
                f"For comparison: the {n_axes} {kind} with the largest variance.",
                draw(
                    X[:, chosen],
                    y,
                    dataset.class_names,
                    title=kind.capitalize(),
                    names=[names[j] if names else f"feature {j}" for j in chosen],
                ),
            )


def _raw(run: Run, X: Array) -> tuple[Array, str]:
    """Return scaled samples in the units of the data if they can be, and in words."""
    if run.scalers:
        try:
            raw = run.unscale(X)
        except InvalidParameterError:
            return X, "scaled features"
        # Rows of a mixed table have text.
        if not isinstance(raw, np.ndarray) or raw.shape != X.shape:
            return X, "scaled features"
        X = raw
    return X, "raw features"


def _kept(model: Any) -> str:
    """Return a sentence about the epoch whose weights are kept."""
    epoch = kept_epoch(model)
    if epoch == 0:
        return "The weights of the start, PCA's, are kept."
    return f"The weights of epoch {epoch} are kept."


def _sample_figures(run: Run, dataset: Dataset) -> Iterator[tuple[str, str, "Figure"]]:
    """Yield the pictures of the samples kept in the run."""
    samples, pca = run.samples, run.pca
    if "X_hat" not in samples or pca is None:
        return
    X = run.scale(samples["X"])
    y = dataset.y if dataset.y_test is None else dataset.y_test
    labels = None
    # Rows of samples of the user's own, and of old sweeps, are not known.
    if y is not None and dataset.class_names is not None and "rows" in samples:
        names = [*dataset.class_names, "no label"]  # the last one is that of `MISSING`
        labels = [names[y[row]] for row in samples["rows"]]
    yield (
        "reconstructions",
        "Samples, their reconstructions, and those of PCA with as many components.",
        reconstructions(
            X,
            run.model.reconstruct(X),
            pca.inverse_transform(plain_transform(pca, X)),
            image_shape=dataset.image_shape,
            class_labels=labels,
            feature_names=dataset.feature_names,
            is_scaled=bool(run.scalers),
        ),
    )
    yield (
        "through_epochs",
        "The same samples, reconstructed after the given epochs.",
        reconstructions_through_epochs(
            X,
            np.stack([run.scale(X_hat) for X_hat in samples["X_hat"]]),
            samples["epoch"].tolist(),
            image_shape=dataset.image_shape,
            feature_names=dataset.feature_names,
            is_scaled=bool(run.scalers),
        ),
    )
