"""How rows of any estimator's data are encoded, and codes decoded.

An estimator that encodes and decodes is taken as it is; one that holds an autoencoder
is read through it. For all others, rows are replaced by their principal components.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.base import is_classifier
from sklearn.decomposition import PCA, TruncatedSVD

from autoencode.arrays import Array, plain_transform, subsample
from autoencode.data.dataset import take
from autoencode.storage import Run
from autoencode.tasks.blocks import row_parts, take_rows
from autoencode.tasks.detection import inner_detector
from autoencode.tasks.detector_scaling import unscaled

N_PRINCIPAL = 10  # components of rows without a code
MAX_FITTED = 20_000  # rows that PCA is fitted to
TEXTS_AT_ONCE = 2_000


class Coder(NamedTuple):
    """Functions from rows to codes and back.

    Parameters
    ----------
    encode : callable
        Rows as read to codes, shape (n_rows, n_components).
    decode : callable or None
        Codes to rows in the units of the data; None if the estimator has no decoder.
    names : list of str
        Names of the components.
    source : str
        What the components are, for people.
    """

    encode: Callable[[Any], Array]
    decode: Callable[[Array], Any] | None
    names: list[str]
    source: str

    def encode_all(
        self, X: Any, report: Callable[[int], object] | None = None
    ) -> Array:
        """Return the codes of all rows as float32, encoded in blocks.

        ``report`` is called with the number of rows of each block.
        """
        blocks = []
        for rows in parts_of(X):
            block = np.asarray(self.encode(take_rows(X, rows)))
            blocks.append(block.astype(np.float32))
            if report is not None:
                report(len(block))
        return np.concatenate(blocks)


def parts_of(X: Any) -> Any:
    """Yield slices of rows, small enough to be made dense."""
    if len(X.shape) == 2:
        return row_parts(X)
    n_rows = X.shape[0]  # texts
    starts = range(0, n_rows, TEXTS_AT_ONCE)
    return [slice(start, min(start + TEXTS_AT_ONCE, n_rows)) for start in starts]


def coder_of(run: Run, X: Any) -> Coder:
    """Return how the rows of a run's estimator are encoded and decoded.

    Parameters
    ----------
    run : Run
        A fitted run.
    X : array, sparse matrix, data frame or array of str
        Rows as the run takes them; PCA is fitted to them if there is no code.
    """
    coder = _found(run, X)
    return coder if run.has_inverse else coder._replace(decode=None)


def _found(run: Run, X: Any) -> Coder:
    """Return the coder of a run whose scalers have an inverse."""
    model = run.model
    if hasattr(model, "transform"):
        decode = getattr(run.estimator, "inverse_transform", None)
        if not hasattr(model, "inverse_transform"):
            decode = _decoder_of_inner(run)
        return _coder(model, run.estimator.transform, decode)
    found = _through_detector(run) or _through_recommender(run)
    return found or _principal(run, X)


def _coder(
    model: Any, encode: Any, decode: Any, source: str = "units of the code"
) -> Coder:
    """Return the coder of a model, which has the names of its codes."""
    names: Any = getattr(model, "get_feature_names_out", tuple)()
    return Coder(encode, decode, [str(name) for name in names], source)


def _decoder_of_inner(run: Run) -> Callable[[Array], Any] | None:
    """Return the decoder of the autoencoder that gives an estimator its codes."""
    inner = getattr(run.model, "autoencoder_", None)
    # Rotated and binary codes are not those of the autoencoder; a classifier's encoder
    # was trained on, away from its decoder.
    decode = getattr(inner, "inverse_transform", None)
    if decode is None or _changes_codes(run.model):
        return None
    return lambda codes: run.unscale(decode(codes))


def _changes_codes(model: Any) -> bool:
    is_binary = getattr(model, "binary", False)
    return bool(is_binary) or is_classifier(model)


def _through_detector(run: Run) -> Coder | None:
    """Return the coder of the first autoencoder of a detector's ensemble."""
    if not hasattr(run.model, "p_values"):
        return None
    detector, table = inner_detector(run.model), None
    if detector is not run.model:
        table = run.model
    inner = detector.estimators_[0]
    if not (hasattr(inner, "transform") and hasattr(inner, "inverse_transform")):
        return None

    def encode(X: Any) -> Array:
        rows = run.scale(X) if table is None else table._rows(X)
        return np.asarray(plain_transform(inner, detector._checked(rows)))

    def decode(codes: Array) -> Any:
        rows = unscaled(inner.inverse_transform(codes), detector.scaler_)
        return (
            run.unscale(rows) if table is None else table.table_.inverse_transform(rows)
        )

    return _coder(inner, encode, decode, "units of the detector's first autoencoder")


def _through_recommender(run: Run) -> Coder | None:
    """Return the coder of a recommender's autoencoder: users to scores of items."""
    inner = getattr(run.model, "autoencoder_", None)
    if not hasattr(run.model, "score_items") or inner is None:
        return None
    return _coder(
        inner,
        lambda X: np.asarray(plain_transform(inner, run.model._likes(X))),
        inner.inverse_transform,
        "units of the recommender's autoencoder",
    )


def _principal(run: Run, X: Any) -> Coder:
    """Return principal components of the rows, for an estimator without a code."""
    sample = take(X, subsample(X.shape[0], MAX_FITTED, seed=0))
    n_components = max(1, min(N_PRINCIPAL, *(side - 1 for side in sample.shape)))
    pca: Any = PCA(n_components, random_state=0)
    if sparse.issparse(sample):
        pca = TruncatedSVD(n_components, random_state=0)
    pca.fit(sample)
    names = [f"component {number + 1}" for number in range(n_components)]
    source = f"principal components, since {type(run.model).__name__} has no code"
    return Coder(pca.transform, pca.inverse_transform, names, source)
