"""Evaluation of an autoencoder against PCA and the mean.

`evaluate` takes any fitted object with ``transform`` and ``inverse_transform``: an
autoencoder, a pipeline that ends in one, or PCA itself. Rows are reconstructed in
blocks, so memory maps and sparse matrices need the memory of one block.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.decomposition import PCA

from autoencode.arguments import seed_of
from autoencode.arrays import Samples, moments, variance_share
from autoencode.errors import InvalidDataError, counted, warn
from autoencode.files import json_value
from autoencode.metrics import knn_accuracy, knn_accuracy_within, trustworthiness
from autoencode.metrics.rows import as_rows
from autoencode.models.pca import fit_pca
from autoencode.nn.counts import CountProfile
from autoencode.tasks.baselines import Mean
from autoencode.tasks.blocks import encode, mean_error, sliceable
from autoencode.tasks.pipelines import (
    first_steps,
    last_step,
    model_name,
    transformed,
)
from autoencode.training import inference

PARTS = ("train", "validation", "test")
_WITHOUT_TRAINING = {
    True: "PCA was fitted when the model was trained.",
    False: "PCA was fitted on the evaluated samples, which favours it: the training "
    "samples of the model are not given.",
}
_KEPT_PCA = (
    "Training did not lower the error on held-out samples significantly below that of "
    "PCA, so that the model kept PCA."
)
MAX_RAW_WORK = 1e11  # n_features * n_train * n_test: some seconds


@dataclass(frozen=True)
class Evaluation:
    """Results of the compared methods.

    Attributes
    ----------
    rows : list of dict
        One per method, the model first, all with the same keys: ``method``,
        ``n_components``; ``<part>_error`` (mean reconstruction error) and
        ``<part>_share`` (share of variance, at most 1) for each part given;
        ``knn_accuracy`` (if classes were given) and ``trustworthiness``, both in
        [0, 1]; ``n_active_units`` of a variational model. None where a number does
        not apply.
    notes : list of str
        How the numbers were computed, as sentences.
    pca : sklearn.decomposition.PCA
        The fitted PCA, for plots.
    scaling : str
        How the samples were scaled: the class of a scaler, or "none".
    """

    rows: list[dict[str, Any]]
    notes: list[str]
    pca: PCA
    scaling: str = "none"

    @property
    def heading(self) -> str:
        """Description of the numbers."""
        units = "" if self.scaling == "none" else f", of scaled data ({self.scaling})"
        return (
            f"Reconstruction error (squared difference summed over features, mean over "
            f"samples{units}) and share of variance explained:"
        )

    @property
    def best_part(self) -> str:
        """The part that the verdict refers to: test, else validation, else train."""
        return [part for part in PARTS if f"{part}_error" in self.rows[0]][-1]

    def to_json(self) -> dict[str, Any]:
        """Return rows, notes and verdict as plain values, None for NaN and infinity."""
        rows = [
            {key: json_value(value) for key, value in row.items()} for row in self.rows
        ]
        return {
            "rows": rows,
            "notes": list(self.notes),
            "verdict": self.verdict(),
            "scaling": self.scaling,
        }

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text; see `text_table`."""
        return text_table(self.rows)

    def verdict(self) -> str:
        """Return one sentence: whether the model beats PCA, and by how much."""
        model, pca = self.rows[0], self.rows[1]
        name, part = model["method"], self.best_part
        error, pca_error = model[f"{part}_error"], pca[f"{part}_error"]
        ours, theirs = _number(error), _number(pca_error)
        components = counted(pca["n_components"], "component")
        if not math.isfinite(error):
            return f"{name}: its {part} error is not finite; PCA's is {theirs}."
        if math.isclose(error, pca_error, rel_tol=5e-4, abs_tol=1e-12):
            return f"{name}: {part} error {ours}, equal to PCA's with {components}."
        if error < pca_error:
            percent = 100 * (1 - error / pca_error)
            return (
                f"{name}: {part} error {ours}, {percent:.1f} % below PCA's {theirs} "
                f"with {components}."
            )
        excess = ""
        if pca_error > 1e-9 * error:
            excess = f", {100 * (error / pca_error - 1):,.1f} % above"
        return (
            f"PCA is better here: {part} error {theirs} with {components}; "
            f"{name} {ours}{excess}. Use PCA, or train longer or with more samples."
        )


def text_table(rows: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of text for `Evaluation.rows`, or those of `to_json`.

    A cell has the error and the share of variance of a part; missing numbers are
    dashes.
    """
    parts = [part for part in PARTS if f"{part}_error" in rows[0]]
    extra = {"knn_accuracy": "kNN", "trustworthiness": "trust"}
    extra |= {"n_active_units": "active units"}
    extra = {key: word for key, word in extra.items() if key in rows[0]}
    header = ["method", "components", *parts, *extra.values()]
    cells = [
        [
            row["method"],
            f"{row['n_components']:,}",
            *(_errors(row[f"{p}_error"], row[f"{p}_share"]) for p in parts),
            *(_cell(key, row[key]) for key in extra),
        ]
        for row in rows
    ]
    return header, cells


def evaluate(
    model: Any,
    X_train: Samples | None,
    X_test: Samples | None = None,
    *,
    X_validation: Samples | None = None,
    y_train: ArrayLike | None = None,
    y_test: ArrayLike | None = None,
    pca: PCA | None = None,
    random_state: int | np.random.RandomState | None = 0,
) -> Evaluation:
    """Compare a fitted model with PCA with as many components, and with the mean.

    Parameters
    ----------
    model : object with ``transform`` and ``inverse_transform``, fitted
        An autoencoder, a pipeline or another transformer. A pipeline is evaluated by
        its last step, on samples as its other steps transform them, all at once:
        errors have the units of scaled data, and PCA is fitted to it too.
    X_train : {array-like, sparse matrix} of shape (n_train, n_features) or None
        Samples the model was fitted on; PCA and the mean are fitted on them too. With
        None, ``X_test`` is required.
    X_test, X_validation : {array-like, sparse matrix} or None, default=None
        Held-out samples with the same features.
    y_train, y_test : array-like of integers or strings, or None, default=None
        Classes. With both, codes are also evaluated by the accuracy of nearest
        neighbours, and raw features too if they are not too large. Without training
        samples, neighbours are searched among the other test samples.
    pca : sklearn.decomposition.PCA or None, default=None
        Fitted PCA to compare with; None fits one. With a pipeline, it is of samples as
        the last step takes them.
    random_state : int, RandomState or None, default=0
        Seed of the subsamples that are used if data are too large.

    Returns
    -------
    Evaluation
        ``rows`` has errors and shares of variance for each method, ``verdict()`` is a
        sentence about model and PCA, ``table()`` the rows as text, and ``notes`` say
        how the numbers were computed.

    Raises
    ------
    InvalidDataError
        If a part is empty, has other features, or ``y`` has another length.

    Examples
    --------
    >>> import numpy as np
    >>> from autoencode import Autoencoder, evaluate
    >>> X = np.random.default_rng(0).normal(size=(50, 4))
    >>> model = Autoencoder(n_components=2, max_epochs=2, random_state=0).fit(X[:40])
    >>> result = evaluate(model, X[:40], X[40:])
    >>> [row["method"] for row in result.rows[:3]]
    ['Autoencoder', 'PCA', 'mean']
    >>> result.rows[0]["test_error"] < result.rows[2]["test_error"]
    True
    """
    seed = seed_of(random_state)
    steps, model = first_steps(model), last_step(model)
    given = {"train": X_train, "validation": X_validation, "test": X_test}
    given = {part: transformed(steps, X) for part, X in given.items()}
    parts = {name: _flat(sliceable(X)) for name, X in given.items() if X is not None}
    _check_parts(parts)
    y = _check_classes(parts, y_train, y_test)
    codes = {part: encode(model, X) for part, X in parts.items()}
    notes: list[str] = []
    parts = {part: as_rows(X) for part, X in parts.items()}
    first = next(iter(parts))
    if first != "train":
        notes.append(_WITHOUT_TRAINING[pca is not None])
    if pca is None:
        pca = fit_pca(parts[first], codes[first].shape[1], seed, notes)
    variances = {part: moments(X).total_variance for part, X in parts.items()}
    measured = _Measurement(parts, variances, y, seed)
    rows = [measured.row(model_name(model), model, codes)]
    n_active = getattr(model, "n_active_units_", None)
    if getattr(model, "kept_pca_", False):
        notes.append(_KEPT_PCA)
    for name, method in (("PCA", pca), ("mean", Mean(pca.mean_))):
        codes = {part: encode(method, X) for part, X in parts.items()}
        rows.append(measured.row(name, method, codes))
    rows += measured.row_of_raw_features(list(rows[0]), notes)
    if n_active is not None:
        for number, row in enumerate(rows):
            row["n_active_units"] = None if number else n_active
    scaling = ", ".join(type(step).__name__ for step in steps) or "none"
    return Evaluation(rows=rows, notes=notes, pca=pca, scaling=scaling)


def _flat(X: Any) -> Any:
    """Return images as rows of pixels, other samples as they are."""
    return X.reshape(len(X), -1) if len(X.shape) > 2 else X


def _check_parts(parts: dict[str, Any]) -> None:
    """Raise if a part is empty or has other features than the first one."""
    if not parts:
        raise InvalidDataError(
            "There are no samples to evaluate on; give X_train or X_test."
        )
    n_features = next(iter(parts.values())).shape[-1]
    for name, X in parts.items():
        if len(X.shape) != 2 or X.shape[0] == 0 or X.shape[1] != n_features:
            raise InvalidDataError(
                f"X_{name} must be of shape (at least 1, {n_features}); got shape "
                f"{tuple(X.shape)}."
            )


def _check_classes(
    parts: dict[str, Any], y_train: ArrayLike | None, y_test: ArrayLike | None
) -> dict[str, NDArray[Any]] | None:
    """Return classes by part; None if ``y`` is continuous, or missing for a part."""
    y = {
        part: np.asarray(values)
        for part, values in (("train", y_train), ("test", y_test))
        if values is not None and part in parts
    }
    for part, values in y.items():
        if values.shape != (parts[part].shape[0],):
            raise InvalidDataError(
                f"y_{part} must have shape ({parts[part].shape[0]},), one class per "
                f"sample; got {values.shape}."
            )
    classes = all(values.dtype.kind in "biuUSO" for values in y.values())
    needed = {"test", "train"} & set(parts)
    return y if "test" in y and classes and set(y) == needed else None


@dataclass(frozen=True)
class _Measurement:
    """Measurement of a method on the given parts of the data."""

    parts: dict[str, Any]
    variances: dict[str, float]
    y: dict[str, NDArray[Any]] | None
    seed: int

    def row(self, name: str, method: Any, codes: dict[str, Any]) -> dict[str, Any]:
        """Return all numbers of one method."""
        row: dict[str, Any] = {"method": name, "n_components": _width(codes)}
        for part, X in self.parts.items():
            error = _mean_error(method, X, codes[part])
            row[f"{part}_error"] = error
            row[f"{part}_share"] = variance_share(error, self.variances[part])
        return row | self._neighbour_numbers(codes)

    def row_of_raw_features(
        self, keys: list[str], notes: list[str]
    ) -> list[dict[str, Any]]:
        """Return one row with the accuracy of the raw features, if affordable."""
        if self.y is None:
            return []
        n_test, n_features = self.parts["test"].shape
        n_train = self.parts.get("train", self.parts["test"]).shape[0]
        work = n_features * min(n_train, 60_000) * min(n_test, 10_000)
        if work >= MAX_RAW_WORK:
            notes.append("The raw features are too large for a neighbour search.")
            return []
        row = dict.fromkeys(keys) | {"method": "raw features"}
        accuracy = self._accuracy(self.parts)
        return [row | {"n_components": n_features, "knn_accuracy": accuracy}]

    def _neighbour_numbers(self, codes: dict[str, Any]) -> dict[str, Any]:
        """Return accuracy and trustworthiness, None without (finite) codes."""
        finite = all(np.isfinite(c).all() for c in codes.values())
        usable = finite and _width(codes) > 0
        numbers: dict[str, Any] = {}
        if self.y is not None:
            numbers["knn_accuracy"] = self._accuracy(codes) if usable else None
        part = list(self.parts)[-1]
        trust = math.nan
        if usable:
            trust = trustworthiness(
                self.parts[part], codes[part], random_state=self.seed
            )
        numbers["trustworthiness"] = None if math.isnan(trust) else trust
        return numbers

    def _accuracy(self, codes: dict[str, Any]) -> float:
        """Return the accuracy of test classes, by neighbours among training codes."""
        y = self.y or {}
        if "train" not in codes:
            return knn_accuracy_within(codes["test"], y["test"], random_state=self.seed)
        return knn_accuracy(
            codes["train"], y["train"], codes["test"], y["test"], random_state=self.seed
        )


def _mean_error(method: Any, X: Any, codes: Any) -> float:
    """Return the mean reconstruction error of samples, given their codes."""
    network = getattr(method, "network_", None)
    if isinstance(getattr(network, "output", None), CountProfile):
        # Codes do not contain the total of counts, which reconstructions keep.
        return float(inference.squared_errors(network, method._source(X)).mean())

    def decode(codes: Any) -> Any:
        decoded = method.inverse_transform(codes)
        return decoded.reshape(len(decoded), -1)  # images too

    return mean_error(X, codes, decode)


def _width(codes: dict[str, Any]) -> int:
    """Return the number of components of codes."""
    return int(next(iter(codes.values())).shape[1])


def _errors(error: float | None, share: float | None) -> str:
    """Return an error and its share of variance as text."""
    if error is None or share is None:
        return "–"
    percent = round(100 * share, 1) + 0.0  # no minus sign before zero
    return f"{_number(error)} ({percent:.1f} %)"


def _cell(key: str, value: Any) -> str:
    """Return one number as text."""
    if value is None or math.isnan(value):
        return "–"
    if key == "n_active_units":
        return f"{value:,}"
    return f"{100 * value:.1f} %" if key == "knn_accuracy" else f"{value:.3f}"


def _number(value: float) -> str:
    """Return a number as text with three or four significant digits."""
    size = abs(value)
    if value == 0 or not math.isfinite(size):
        return f"{value:g}"
    if size >= 1000:
        return f"{value:,.0f}"
    if size >= 1:
        return f"{value:.1f}" if size >= 100 else f"{value:.2f}"
    return f"{value:#.3g}"


def judge(*arguments: Any, **parts: Any) -> Evaluation:
    """Call `evaluate`, under its name in version 0.1."""
    warn(
        "judge is renamed evaluate and will be removed in version 0.3; use evaluate.",
        FutureWarning,
    )
    return evaluate(*arguments, **parts)
