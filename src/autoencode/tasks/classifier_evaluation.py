"""Evaluation of a classifier: errors by class, beside two simple classifiers."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (
    accuracy_score,
    confusion_matrix,
    log_loss,
    precision_recall_fscore_support,
)

from autoencode.arrays import Array, Samples, subsample
from autoencode.class_labels import UNLABELLED, has_no_label, label_array
from autoencode.errors import InvalidDataError, counted, listed
from autoencode.tasks.evaluation_text import PrintedEvaluation
from autoencode.tasks.labels import Labels
from autoencode.warning_filters import ignored_warnings

MOST_LINEAR = 20_000  # samples that the logistic regression is fitted on
N_MISTAKES = 18


@dataclass(frozen=True)
class ClassifierEvaluation(PrintedEvaluation):
    """Results of a classifier on labelled samples.

    Attributes
    ----------
    rows : list of dict
        One for each class: ``class``, ``n_samples``, ``precision``, ``recall`` and
        ``f1`` in [0, 1], or None where they are not defined: the precision of a class
        that is never predicted, the recall of one without samples.

    errors : dict of str to float
        Share of samples with another predicted class, by classifier, the model first.

    log_loss : float
        Mean cross-entropy of the model's probabilities, in nats.

    confusion : array of int of shape (n_classes, n_classes)
        Number of samples by class (rows) and predicted class (columns).

    classes : array of shape (n_classes,)
        The labels.

    part : str
        "test" or "training".

    mistakes : list of (int, str, float)
        The most certain mistakes: row, predicted class and its probability.

    notes : list of str
        How the numbers were computed, as sentences.
    """

    rows: list[dict[str, Any]]
    errors: dict[str, float]
    log_loss: float
    confusion: Array
    classes: Array
    part: str
    mistakes: list[tuple[int, str, float]]
    notes: list[str]
    pca: None = None

    @property
    def heading(self) -> str:
        """Description of the numbers."""
        n_samples = int(self.confusion.sum())
        return f"Classes of {n_samples:,} {self.part} samples:"

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text."""
        cells = [
            [
                str(row["class"]),
                f"{row['n_samples']:,}",
                *(
                    "–" if row[name] is None else f"{row[name]:.3f}"
                    for name in ("precision", "recall", "f1")
                ),
            ]
            for row in self.rows
        ]
        return ["class", "samples", "precision", "recall", "F1"], cells

    def verdict(self) -> str:
        """Return one sentence: the error, and those of the simple classifiers."""
        (name, error), *others = self.errors.items()
        text = f"{name}: {100 * error:.2f} % of the {self.part} samples are wrong"
        if others:
            text += "; " + ", ".join(
                f"{100 * other:.2f} % with {what}" for what, other in others
            )
        return f"{text}. Log loss {self.log_loss:.3f}."

    def to_json(self) -> dict[str, Any]:
        """Return all results as plain values."""
        return {
            "rows": self.rows,
            "errors": self.errors,
            "log_loss": self.log_loss,
            "confusion": self.confusion.tolist(),
            "classes": [str(each) for each in self.classes],
            "part": self.part,
            "notes": list(self.notes),
            "verdict": self.verdict(),
        }


def evaluate_classifier(
    model: Any, X: Samples, y: Any, training: tuple[Samples, Any] | None, part: str
) -> ClassifierEvaluation:
    """Evaluate a fitted classifier on samples with labels.

    Parameters
    ----------
    model : AutoencoderClassifier
        Fitted.

    X : {array-like, sparse matrix} of shape (n_samples, n_features)
        Samples.

    y : array of shape (n_samples,)
        Labels; samples without a label, or with one that was not in `fit`, are left
        out, and a note gives the number of the latter.

    training : (samples, labels) or None
        What the model was fitted on: a logistic regression and the most frequent class
        of its labelled samples are compared.

    part : str
        Which samples these are, "test" or "training".

    Raises
    ------
    InvalidDataError
        If no sample has a label of `fit`.
    """
    y = np.asarray(y)
    known, left_out = known_rows(model, y), _unknown_classes(model, y)
    if not len(known):
        raise InvalidDataError(
            "No sample has a label that the classifier was trained on. Give data with "
            "the column of labels."
        )
    X, y = X[known], y[known].astype(model.classes_.dtype)
    probabilities = model.predict_proba(X)
    predicted = model.classes_[probabilities.argmax(axis=1)]
    counts = precision_recall_fscore_support(
        y, predicted, labels=model.classes_, zero_division=np.nan
    )
    rows = [
        {
            "class": str(name),
            "n_samples": int(n_samples),
            "precision": _defined(precision),
            "recall": _defined(recall),
            "f1": _defined(f1),
        }
        for name, precision, recall, f1, n_samples in zip(
            model.classes_, *counts, strict=True
        )
    ]
    errors = {type(model).__name__: 1 - float(accuracy_score(y, predicted))}
    if training is not None:
        errors |= _errors_of_others(*training, X, y)
    return ClassifierEvaluation(
        rows=rows,
        errors=errors,
        log_loss=float(log_loss(y, probabilities, labels=model.classes_)),
        confusion=confusion_matrix(y, predicted, labels=model.classes_),
        classes=model.classes_,
        part=part,
        mistakes=_mistakes(model.classes_, known, y, probabilities),
        notes=[
            *left_out,
            *_without_samples(model.classes_[counts[-1] == 0], training, part),
            *_notes(model),
        ],
    )


def known_rows(model: Any, y: Any) -> Array:
    """Return the rows whose label a fitted classifier was trained on.

    Parameters
    ----------
    model : AutoencoderClassifier
        Fitted.

    y : array of shape (n_samples,) or None
        Labels; None if there are none.
    """
    if y is None:
        return np.arange(0)
    return np.flatnonzero(np.isin(np.asarray(y), model.classes_))


def _unknown_classes(model: Any, y: Array) -> list[str]:
    """Return a note of labels that were not in the fit; none if there are none."""
    other = y[~np.isin(y, model.classes_) & ~has_no_label(y)]
    if not len(other):
        return []
    names = listed(sorted({str(each) for each in other}))
    what = counted(len(other), "sample")
    return [
        f"Left out: {what} of classes that the classifier was not trained on "
        f"({names}). It cannot predict them."
    ]


def _without_samples(
    classes: Array, training: tuple[Samples, Any] | None, part: str
) -> list[str]:
    """Return a note of classes without samples; none if there are none."""
    if not len(classes):
        return []
    known = ""
    if training is not None:
        labels = label_array(training[1])
        n_training = int(np.isin(labels[~has_no_label(labels)], classes).sum())
        known = f" ({counted(n_training, 'training sample')})"
    return [
        f"Classes without a {part} sample: {listed(classes)}{known}. Their recall is "
        f"not measured."
    ]


def _notes(model: Any) -> list[str]:
    if not model.label_spreading_:
        return []
    return ["Samples without label got labels by spreading among the codes."]


def _defined(share: float) -> float | None:
    return None if np.isnan(share) else float(share)


def _errors_of_others(
    X_train: Samples, y_train: Any, X: Samples, y: Array
) -> dict[str, float]:
    """Return the errors of simple classifiers, fitted on the labelled samples."""
    labels = Labels.of(y_train, X_train.shape[0])
    rows = np.flatnonzero(labels.y != UNLABELLED)
    rows = rows[subsample(len(rows), MOST_LINEAR, 0)]
    known = labels.classes[labels.y[rows]]
    others = {
        "logistic regression": LogisticRegression(max_iter=500),
        "the most frequent class": DummyClassifier(),
    }
    with ignored_warnings(ConvergenceWarning):  # nearly converged is enough
        return {
            name: 1 - float(other.fit(X_train[rows], known).score(X, y))
            for name, other in others.items()
        }


def _mistakes(
    classes: Array, rows: Array, y: Array, probabilities: Array
) -> list[tuple[int, str, float]]:
    """Return the samples that are wrong, those with the least probable labels first."""
    numbers, best = np.searchsorted(classes, y), probabilities.argmax(axis=1)
    of_label = probabilities[np.arange(len(y)), numbers]
    order = np.argsort(of_label, kind="stable")
    order = order[best[order] != numbers[order]][:N_MISTAKES]
    return [
        (int(rows[i]), str(classes[best[i]]), float(probabilities[i].max()))
        for i in order
    ]
