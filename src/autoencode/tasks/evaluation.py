"""Evaluation of an autoencoder against PCA and the mean.

`evaluate` takes any fitted object with ``transform`` and ``inverse_transform``: an
autoencoder, a pipeline that ends in one, or PCA itself. Rows are reconstructed in
blocks, so memory maps and sparse matrices need the memory of one block.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
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
from autoencode.tasks.denoising import Denoising, evaluate_denoising, removes_noise
from autoencode.tasks.evaluation_checks import Classes, check_parts, checked_classes
from autoencode.tasks.evaluation_text import (
    PARTS,
    PrintedEvaluation,
    number_text,
    text_table,
)
from autoencode.tasks.pipelines import (
    first_steps,
    last_step,
    model_name,
    transformed,
)
from autoencode.training import inference

_WITHOUT_TRAINING = {
    True: "PCA was fitted when the model was trained.",
    False: "PCA was fitted on the evaluated samples, which favours it: the training "
    "samples of the model are not given.",
}
_KEPT_PCA = (
    "The model kept PCA: the error on held-out samples was not significantly lower, or "
    "none could be held out."
)
NO_ERROR = 1e-9  # share of the variance, or of a direction, that is rounding
MAX_BOUNDS = 2_000  # samples of which the density is bounded
MAX_RAW_WORK = 1e11  # n_features * n_train * n_test: some seconds


@dataclass(frozen=True)
class Evaluation(PrintedEvaluation):
    """Results of the compared methods.

    Attributes
    ----------
    rows : list of dict
        One per method, the model first, all with the same keys: ``method``,
        ``n_components``; ``<part>_error`` (mean reconstruction error) and
        ``<part>_share`` (share of variance, at most 1) for each part given;
        ``knn_accuracy`` (if classes were given) and ``trustworthiness``, both in
        [0, 1]; ``n_active_units`` and ``elbo`` (mean bound on the log density of the
        last part, nats) of a variational model. None where a number does not apply.
    notes : list of str
        How the numbers were computed, as sentences.
    pca : sklearn.decomposition.PCA
        The fitted PCA, for plots.
    scaling : str
        How the samples were scaled: the class of a scaler, or "none".
    denoising : Denoising or None
        How well a denoising model restores samples from noisy ones.
    """

    rows: list[dict[str, Any]]
    notes: list[str]
    pca: PCA
    scaling: str = "none"
    denoising: Denoising | None = None

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
        found: dict[str, Any] = {
            "rows": rows,
            "notes": list(self.notes),
            "verdict": self.verdict(),
            "scaling": self.scaling,
        }
        if self.denoising is not None:
            found["denoising"] = [
                {key: json_value(value) for key, value in row.items()}
                for row in self.denoising.rows
            ]
        return found

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text; see `text_table`."""
        return text_table(self.rows)

    @property
    def pca_has_no_error(self) -> bool:
        """Whether PCA's error is rounding: only fewer components can be compared."""
        share = self.rows[1].get(f"{self.best_part}_share")
        return share is not None and bool(share >= 1 - NO_ERROR)

    @property
    def pca_keeps_all(self) -> bool:
        """Whether PCA compresses nothing, so that its error is no measure for others.

        It has as many components as there are features that vary, or as the samples
        that it was fitted to can have.
        """
        if not self.pca_has_no_error:
            return False
        n_varying = int((np.abs(self.pca.components_) > NO_ERROR).any(axis=0).sum())
        most = min(n_varying, getattr(self.pca, "n_samples_", math.inf) - 1)
        return bool(self.rows[1]["n_components"] >= most)

    def verdict(self) -> str:
        """Return one sentence: whether the model beats PCA, and by how much.

        Of a denoising model, how well it removes noise, beside other methods.
        """
        model, pca = self.rows[0], self.rows[1]
        name, part = model["method"], self.best_part
        error, pca_error = model[f"{part}_error"], pca[f"{part}_error"]
        ours, theirs = number_text(error), number_text(pca_error)
        components = counted(pca["n_components"], "component")
        if not math.isfinite(error):
            return f"{name}: its {part} error is not finite; PCA's is {theirs}."
        if self.denoising is not None:
            return self.denoising.verdict()
        if math.isclose(error, pca_error, rel_tol=5e-4, abs_tol=1e-12):
            return f"{name}: {part} error {ours}, equal to PCA's with {components}."
        if error < pca_error:
            percent = 100 * (1 - error / pca_error)
            return (
                f"{name}: {part} error {ours}, {percent:.1f} % below PCA's {theirs} "
                f"with {components}."
            )
        if self.pca_keeps_all:
            return (
                f"{name}: {part} error {ours}. PCA with {components} keeps all of "
                f"these samples: there is nothing to compare."
            )
        # The loss of a model of the density is not the error.
        only = " if only errors matter" if "elbo" in model else ""
        excess = ""
        if pca_error > 1e-9 * error:
            excess = f", {100 * (error / pca_error - 1):,.1f} % above"
        way = "train longer or with more samples"
        if self.pca_has_no_error:
            way = "choose fewer components"
        return (
            f"PCA is better here: {part} error {theirs} with {components}; "
            f"{name} {ours}{excess}. Use PCA{only}, or {way}."
        )


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
    y_train, y_test : array-like of shape (n_samples,), or None, default=None
        Classes: texts, whole numbers or booleans; samples with None or NaN have none.
        With both, codes are also evaluated by the accuracy of nearest neighbours, and
        raw features too if they are not too large. Without training samples, neighbours
        are searched among the other test samples. Fractions are no classes, and floats
        only if they are whole and have at most 30 different values.
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
        If a part is empty, has other features, or ``y`` has another length; or if
        labels are texts and numbers.

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
    check_parts(parts)
    notes: list[str] = []
    classes = checked_classes(parts, y_train, y_test, notes)
    codes = {part: encode(model, X) for part, X in parts.items()}
    own_numbers = _own_numbers(model, parts, seed, notes)
    parts = {part: as_rows(X) for part, X in parts.items()}
    first = next(iter(parts))
    if first != "train":
        notes.append(_WITHOUT_TRAINING[pca is not None])
    if pca is None:
        pca = fit_pca(parts[first], codes[first].shape[1], seed, notes)
    variances = {part: moments(X).total_variance for part, X in parts.items()}
    measured = _Measurement(parts, variances, classes, seed)
    rows = [measured.row(model_name(model), model, codes)]
    if getattr(model, "kept_pca_", False):
        notes.append(_KEPT_PCA)
    for name, method in (("PCA", pca), ("mean", Mean(pca.mean_))):
        codes = {part: encode(method, X) for part, X in parts.items()}
        rows.append(measured.row(name, method, codes))
    rows += measured.row_of_raw_features(list(rows[0]), notes)
    for number, row in enumerate(rows):
        row |= dict.fromkeys(own_numbers) if number else own_numbers
    restored = None
    if removes_noise(model):
        restored = evaluate_denoising(model, parts, pca, seed, notes)
    scaling = ", ".join(type(step).__name__ for step in steps) or "none"
    return Evaluation(
        rows=rows, notes=notes, pca=pca, scaling=scaling, denoising=restored
    )


def _own_numbers(
    model: Any, parts: dict[str, Any], seed: int, notes: list[str]
) -> dict[str, Any]:
    """Return the numbers that a variational model has, and no other method."""
    n_active = getattr(model, "n_active_units_", None)
    found = {} if n_active is None else {"n_active_units": n_active}
    if hasattr(model, "elbo"):
        part, X = list(parts.items())[-1]
        some = X[: min(X.shape[0], MAX_BOUNDS)]
        try:
            found["elbo"] = float(model.elbo(some, random_state=seed).mean())
        except InvalidDataError:  # values that are impossible under the likelihood
            return found | {"elbo": None}
        notes.append(
            f"ELBO: a lower bound on the log density of "
            f"{counted(some.shape[0], part + ' sample')}, mean in nats."
        )
    return found


def _flat(X: Any) -> Any:
    """Return images as rows of pixels, other samples as they are."""
    return X.reshape(len(X), -1) if len(X.shape) > 2 else X


@dataclass(frozen=True)
class _Measurement:
    """Measurement of a method on the given parts of the data."""

    parts: dict[str, Any]
    variances: dict[str, float]
    classes: Classes | None
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
        if self.classes is None:
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
        if self.classes is not None:
            numbers["knn_accuracy"] = self._accuracy(codes) if usable else None
        part = list(self.parts)[-1]
        trust = math.nan
        if usable:
            trust = trustworthiness(
                self.parts[part], codes[part], random_state=self.seed
            )
        numbers["trustworthiness"] = None if math.isnan(trust) else trust
        return numbers

    def _accuracy(self, codes: dict[str, Any]) -> float | None:
        """Return the accuracy of test classes, by neighbours among training codes."""
        if self.classes is None:
            return None
        y = self.classes.y
        known = {part: codes[part][rows] for part, rows in self.classes.rows.items()}
        if "train" not in known:
            return knn_accuracy_within(known["test"], y["test"], random_state=self.seed)
        return knn_accuracy(
            known["train"], y["train"], known["test"], y["test"], random_state=self.seed
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


def judge(*arguments: Any, **parts: Any) -> Evaluation:
    """Call `evaluate`, under its name in version 0.1."""
    warn(
        "judge is renamed evaluate and will be removed in version 0.3; use evaluate.",
        FutureWarning,
    )
    return evaluate(*arguments, **parts)
