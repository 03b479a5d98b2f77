"""Evaluation of clusters: their sizes, silhouettes, and agreement with labels."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.metrics import (
    adjusted_rand_score,
    normalized_mutual_info_score,
    silhouette_samples,
)
from sklearn.metrics.cluster import contingency_matrix

from autoencode.arrays import Array, Samples, plain_transform, subsample
from autoencode.class_labels import has_label, label_array, of_one_type
from autoencode.errors import InvalidDataError, counted
from autoencode.tasks.cluster_number import CHANCE, MOST_ROWS, is_structured
from autoencode.tasks.cluster_summaries import ClusterSummary
from autoencode.tasks.evaluation_text import PrintedEvaluation

MOST_FOR_KMEANS = 10_000  # samples that k-means of the samples is fitted to
N_STARTS = 10


def clustering_accuracy(y: Any, labels: Any) -> float:
    """Return the share of samples whose cluster is matched with their class.

    Clusters are matched with classes one to one so that the share is largest (the
    Hungarian method).

    Parameters
    ----------
    y : array of shape (n_samples,)
        Classes. Samples with None or NaN, which have no label, are left out.

    labels : array of int of shape (n_samples,)
        Clusters; samples with -1 count as wrong.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InvalidDataError
        If the lengths differ, or there are no samples, or none with a label, or labels
        are texts and numbers.

    Examples
    --------
    >>> clustering_accuracy(["a", "a", "b", "b"], [1, 1, 0, 1])
    0.75
    """
    y, labels = _with_label(y, labels)
    members = labels >= 0
    if not members.any():
        return 0.0
    counts = contingency_matrix(y[members], labels[members])
    rows, columns = linear_sum_assignment(counts, maximize=True)
    return float(counts[rows, columns].sum() / len(y))


def agreement_with_labels(y: Any, labels: Any) -> dict[str, float]:
    """Return accuracy, normalised mutual information and adjusted Rand index.

    Parameters and errors are those of `clustering_accuracy`.
    """
    y, labels = _with_label(y, labels)
    return {
        "accuracy": clustering_accuracy(y, labels),
        "nmi": float(normalized_mutual_info_score(y, labels)),
        "ari": float(adjusted_rand_score(y, labels)),
    }


def _with_label(y: Any, labels: Any) -> tuple[Array, Array]:
    """Return classes and clusters of the samples that have a class."""
    y, labels = label_array(y), np.asarray(labels)
    if y.shape != labels.shape or y.ndim != 1 or not len(y):
        raise InvalidDataError(
            f"y and labels must be of the same length, and not empty; got the shapes "
            f"{y.shape} and {labels.shape}."
        )
    known = has_label(y)
    if not known.any():
        raise InvalidDataError(
            "y has no label, to compare clusters with. Give classes other than None "
            "and NaN."
        )
    return np.unique(of_one_type(y[known]), return_inverse=True)[1], labels[known]


@dataclass(frozen=True)
class ClusteringEvaluation(PrintedEvaluation):
    """Results of clusters on samples.

    Attributes
    ----------
    rows : list of dict
        One for each cluster, and one of the samples in no cluster, if any: ``cluster``,
        ``n_samples``, ``probability`` (the mean of its members), ``silhouette``,
        ``columns`` that differ most, as text, and with labels ``most_frequent``.

    silhouette : float or None
        Mean silhouette of the codes, in [-1, 1]; None where it is not defined, as of a
        single cluster.

    stability, separation : float or None
        Of the fit: see `AutoencoderClustering`.

    scores : dict of str to dict
        With labels, ``accuracy``, ``nmi`` and ``ari`` by method, the model first.

    compared : list of dict
        Measures of other numbers of clusters: see `suggest_n_clusters`.

    summaries : list of ClusterSummary
        One for each cluster.

    part : str
        "test" or "training".

    notes : list of str
        How the numbers were computed, as sentences.
    """

    rows: list[dict[str, Any]]
    silhouette: float | None
    stability: float | None
    separation: float | None
    scores: dict[str, dict[str, float]]
    compared: list[dict[str, float]]
    summaries: list[ClusterSummary]
    part: str
    notes: list[str]
    pca: ClassVar[None] = None

    @property
    def heading(self) -> str:
        """Description of the numbers."""
        n_samples = sum(row["n_samples"] for row in self.rows)
        return f"Clusters of {n_samples:,} {self.part} samples:"

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text."""
        has_labels = any("most_frequent" in row for row in self.rows)
        header = ["cluster", "samples", "probability", "silhouette"]
        header += ["most frequent label"] * has_labels + ["columns that differ most"]
        cells = [
            [
                str(row["cluster"]) if row["cluster"] >= 0 else "none",
                f"{row['n_samples']:,}",
                *(_cell(row[name]) for name in ("probability", "silhouette")),
                *([row.get("most_frequent", "–")] if has_labels else []),
                row["columns"],
            ]
            for row in self.rows
        ]
        return header, cells

    @property
    def has_structure(self) -> bool:
        """Whether the fit found structure, as far as it is known."""
        measured = (self.stability, self.separation)
        return is_structured(*(np.nan if m is None else m for m in measured))

    def verdict(self) -> str:
        """Return the number of clusters, how clear they are, and the agreement."""
        n_clusters = sum(row["cluster"] >= 0 for row in self.rows)
        measures = []
        if self.silhouette is not None:
            measures.append(f"mean silhouette {self.silhouette:.3f}")
        if self.stability is not None:
            measures.append(f"agreement of two halves {self.stability:.2f}")
            if self.stability < CHANCE:
                measures[-1] += ", hardly more than by chance: no structure was found"
            elif not self.has_structure:
                measures.append(
                    "hardly more separated than normal samples: no structure was found"
                )
        text = f"{n_clusters} cluster{'' if n_clusters == 1 else 's'}"
        text += f": {'; '.join(measures)}" if measures else ""
        for name, scores in self.scores.items():
            text += (
                f". {name}: accuracy {scores['accuracy']:.3f}, NMI "
                f"{scores['nmi']:.3f}, ARI {scores['ari']:.3f}"
            )
        return f"{text}."

    def to_json(self) -> dict[str, Any]:
        """Return all results as plain values."""
        return {
            "rows": self.rows,
            "silhouette": self.silhouette,
            "stability": self.stability,
            "separation": self.separation,
            "scores": self.scores,
            "compared": self.compared,
            "part": self.part,
            "notes": list(self.notes),
            "verdict": self.verdict(),
        }


def evaluate_clusters(
    model: Any,
    X: Samples,
    y: Any = None,
    *,
    training: Samples | None = None,
    part: str = "test",
    feature_names: Any = None,
) -> ClusteringEvaluation:
    """Evaluate a fitted `AutoencoderClustering` on samples.

    Parameters
    ----------
    model : AutoencoderClustering
        Fitted.

    X : array or sparse matrix of shape (n_samples, n_features)
        Samples.

    y : array of shape (n_samples,) or None, default=None
        Labels of classes; None or NaN for samples without any, which are left out of
        the agreement.

    training : array or sparse matrix or None, default=None
        With labels, the samples that k-means is fitted to for comparison; None
        compares with nothing.

    part : str, default="test"
        Which samples these are, "test" or "training".

    feature_names : sequence of str or None, default=None
        Names of the columns.
    """
    if y is not None and not has_label(y).any():
        y = None
    codes = plain_transform(model, X)
    labels, probabilities = assigned(model, codes)
    some = subsample(len(labels), MOST_ROWS, 0)
    some = some[labels[some] >= 0]
    silhouettes = np.full(len(labels), np.nan)
    if 2 <= len(np.unique(labels[some])) < len(some):
        silhouettes[some] = silhouette_samples(codes[some], labels[some])
    summaries = model.describe(X)
    names = feature_names if feature_names is not None else range(X.shape[1])
    scores = {}
    if y is not None:
        scores[type(model).__name__] = agreement_with_labels(y, labels)
        if training is not None and model.n_clusters_ > 0:
            others = _kmeans_of_samples(training, X, model.n_clusters_)
            scores["k-means of the samples"] = agreement_with_labels(y, others)
    found = silhouettes[some]
    separation = getattr(model, "separation_", np.nan)  # not in earlier runs
    return ClusteringEvaluation(
        rows=_rows(probabilities, labels, silhouettes, y, summaries, names),
        silhouette=float(found.mean()) if np.isfinite(found).any() else None,
        stability=model.stability_ if np.isfinite(model.stability_) else None,
        separation=separation if np.isfinite(separation) else None,
        scores=scores,
        compared=model.compared_,
        summaries=summaries,
        part=part,
        notes=_notes(model, y, len(labels)),
    )


def assigned(model: Any, codes: Array) -> tuple[Array, Array]:
    """Return the clusters of codes, and the probability of each cluster.

    ``model`` is a fitted `AutoencoderClustering`; ``codes`` are those of its
    `transform`, so that samples are encoded once for both.
    """
    clusters = model._clustering
    labels = clusters.predict(codes, model.codes_)
    return labels, clusters.probabilities(codes, model.codes_)


def _notes(model: Any, y: Any, n_samples: int) -> list[str]:
    notes = []
    if y is not None:
        notes.append(
            "Accuracy matches clusters with labels one to one in the best way. Labels "
            "were not used for training."
        )
        n_without = int((~has_label(y)).sum())
        if n_without:
            notes.append(
                f"{counted(n_without, 'sample')} without a label: left out of the "
                f"agreement with labels."
            )
    if n_samples > MOST_ROWS:
        notes.append(f"Silhouettes are those of {MOST_ROWS:,} samples.")
    return notes


def _rows(
    probabilities: Array,
    labels: Array,
    silhouettes: Array,
    y: Any,
    summaries: list[ClusterSummary],
    names: Any,
) -> list[dict[str, Any]]:
    """Return the row of each cluster, and that of no cluster."""
    rows = []
    for k in [*range(len(summaries)), *([-1] if (labels < 0).any() else [])]:
        members = labels == k
        known = silhouettes[members]
        known = known[np.isfinite(known)]
        columns = summaries[k].columns if k >= 0 else []
        row: dict[str, Any] = {
            "cluster": k,
            "n_samples": int(members.sum()),
            "probability": None,
            "silhouette": float(known.mean()) if len(known) else None,
            "columns": ", ".join(
                f"{names[j] if isinstance(j, int) else j} {value:+.1f}"
                for j, value in columns[:3]
            ),
        }
        if k >= 0 and members.any():
            row["probability"] = float(probabilities[members, k].mean())
        if y is not None:
            own = label_array(y)[members]
            own = own[has_label(own)]
            if len(own):
                row["most_frequent"] = _most_frequent(own)
        rows.append(row)
    return rows


def _most_frequent(y: Array) -> str:
    """Return the most frequent label, and its share."""
    classes, counts = np.unique(y, return_counts=True)
    best = counts.argmax()
    return f"{classes[best]} ({100 * counts[best] / len(y):.0f} %)"


def _kmeans_of_samples(training: Samples, X: Samples, n_clusters: int) -> Array:
    """Return clusters of ``X`` by k-means of the training samples themselves."""
    rows = subsample(training.shape[0], MOST_FOR_KMEANS, 0)
    n_clusters = min(n_clusters, len(rows))
    model = KMeans(n_clusters, n_init=N_STARTS, random_state=0).fit(training[rows])
    return np.asarray(model.predict(X))


def _cell(value: float | None) -> str:
    """Return one number as text."""
    return "–" if value is None else f"{value:.2f}"
