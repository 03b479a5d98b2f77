"""Evaluation of predicted ratings on ratings that were not in the fit.

Beside a recommender stand the means of users and items, and the mean of all ratings.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np
from scipy import sparse

from autoencode.arrays import Array, standard_error
from autoencode.errors import InvalidDataError
from autoencode.tasks.evaluation_text import PrintedEvaluation
from autoencode.tasks.rating_inputs import check_within, given_ratings
from autoencode.tasks.rating_means import rows_of
from autoencode.tasks.rating_predictions import SOURCES
from autoencode.tasks.rating_recommender import RatingRecommender

BASELINE, MEAN = "baseline", "mean"
FEW, MANY = 10, 100  # ratings in the fit, at which groups of items begin


class Predicted(NamedTuple):
    """Predictions of ratings: arrays of shape (n_ratings,)."""

    truth: Array  # float64
    by_method: dict[str, Array]  # float64
    source: Array  # int64: places in `SOURCES`
    item_counts: Array  # int64: ratings of the item in the fit


@dataclass(frozen=True)
class RatingEvaluation(PrintedEvaluation):
    """Errors of predicted ratings, by method and group.

    Attributes
    ----------
    rmse, mae : dict of str to dict of str to (float, float)
        By group of ratings and by method, the recommender first: root mean squared and
        mean absolute error, each with its standard error. The first group, "all", has
        all ratings; others are of items with few or many ratings in the fit, and of
        users or items that have none there.

    counts : dict of str to int
        Number of ratings of each group.

    difference, difference_error : float
        RMSE minus that of the baseline, and its standard error; NaN of the baseline.

    predicted : Predicted
        What the errors are of.

    notes : list of str
        How the numbers were computed, as sentences.

    above_mean, above_mean_error : float
        RMSE minus that of the mean of all ratings, and its standard error.
    """

    rmse: dict[str, dict[str, tuple[float, float]]]
    mae: dict[str, dict[str, tuple[float, float]]]
    counts: dict[str, int]
    difference: float
    difference_error: float
    predicted: Predicted
    notes: list[str] = field(default_factory=list)
    above_mean: float = np.nan
    above_mean_error: float = np.nan
    pca: ClassVar[None] = None

    @classmethod
    def of(cls, recommender: Any, train: Any, X: Any) -> Self:
        """Evaluate a fitted `RatingRecommender` beside its baseline.

        Parameters
        ----------
        recommender : RatingRecommender
            Fitted.

        train : array or sparse matrix of shape (n_users, n_items) or None
            Ratings of the fit, which are evaluated if ``X`` is None.

        X : array or sparse matrix or None
            Other ratings, with the rows and columns of the fit first, and perhaps
            further users and items. None evaluates those of the fit, and says so.

        Raises
        ------
        InvalidDataError
            If there are no ratings, or one is outside a ``rating_range`` that was given
            to the recommender.
        """
        notes = []
        if X is None:
            X = train
            notes.append(
                "These are ratings of the fit, which networks predict too well: keep "
                "some out, with --test."
            )
        ratings = given_ratings(X)
        if not ratings.nnz:
            raise InvalidDataError(
                "There are no ratings to evaluate. Give data with ratings other than 0."
            )
        given = recommender.rating_range
        if given is not None:
            ids = recommender.user_ids_, recommender.item_ids_
            check_within(ratings, given, *ids)
        found = predicted(recommender, ratings)
        low, high = recommender.rating_range_
        n_outside = int(((ratings.data < low) | (ratings.data > high)).sum())
        if n_outside:
            notes.append(
                f"{n_outside:,} ratings are outside the range of the fit, {low:g} to "
                f"{high:g}, to which predictions are limited."
            )
        rmse, mae, counts = {}, {}, {}
        for name, mask in _groups(found):
            errors = {
                method: values[mask] - found.truth[mask]
                for method, values in found.by_method.items()
            }
            rmse[name] = {method: _rmse(each) for method, each in errors.items()}
            mae[name] = {method: _mean(np.abs(each)) for method, each in errors.items()}
            counts[name] = int(mask.sum())
        from_baseline, from_mean = (_difference(found, m) for m in (BASELINE, MEAN))
        return cls(rmse, mae, counts, *from_baseline, found, notes, *from_mean)

    @property
    def methods(self) -> list[str]:
        """The methods, the recommender first."""
        return list(self.predicted.by_method)

    @property
    def heading(self) -> str:
        """What is measured."""
        return (
            f"Errors of {self.counts['all']:,} predicted ratings; ± standard error. "
            f"The baseline are means of users and items."
        )

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text."""
        header = ["ratings", "number"]
        header += [f"RMSE {method}" for method in self.methods]
        header += [f"MAE {method}" for method in self.methods if method != MEAN]
        rows = []
        for name, count in self.counts.items():
            cells = [self.rmse[name][method] for method in self.methods]
            others = [method for method in self.methods if method != MEAN]
            cells += [self.mae[name][method] for method in others]
            rows.append([name, f"{count:,}", *map(_in_words, cells)])
        return header, rows

    @property
    def is_exceeded_by_mean(self) -> bool:
        """Whether the error of the mean of all ratings is lower, beyond the noise."""
        return self.above_mean > 2 * self.above_mean_error

    def verdict(self) -> str:
        """Return the errors, and which method is better, as sentences."""
        found, name = self.rmse["all"], self.methods[0]
        parts = [f"{name} {found[name][0]:.4f}" for name in self.methods]
        text = f"RMSE: {', '.join(parts)}."
        gain, error = -self.difference, self.difference_error
        if abs(gain) > 2 * error:
            word = "better" if gain > 0 else "worse"
            text += (
                f" {name} is {word} than the baseline by {abs(gain):.4f} ± {error:.4f}."
            )
        elif np.isfinite(gain):
            text += " The difference from the baseline is within the noise."
        if self.is_exceeded_by_mean:
            text += (
                f" {name} is worse than the mean of all ratings by "
                f"{self.above_mean:.4f} ± {self.above_mean_error:.4f}."
            )
        return text

    def to_json(self) -> dict[str, Any]:
        """Return the measures and the verdict as plain values."""
        differences = self.difference, self.difference_error
        from_mean = self.above_mean, self.above_mean_error
        return {
            "rows": [],
            "notes": self.notes,
            "verdict": self.verdict(),
            "n_ratings": self.counts,
            "rmse": _plain(self.rmse, 0),
            "rmse_standard_errors": _plain(self.rmse, 1),
            "mae": _plain(self.mae, 0),
            "mae_standard_errors": _plain(self.mae, 1),
            **_of_json(("difference_from_baseline", "difference_error"), differences),
            **_of_json(
                ("difference_from_mean", "difference_from_mean_error"), from_mean
            ),
        }


def predicted(recommender: RatingRecommender, ratings: sparse.csr_array) -> Predicted:
    """Return predictions of ratings, by the recommender and by its baseline."""
    users, items = rows_of(ratings), ratings.indices.astype(np.int64)
    found, source = recommender.predict_numbers(users, items)
    by_method = {recommender.method: found.astype(np.float64)}
    if recommender.method != BASELINE:
        means = baseline_of(recommender).predict_numbers(users, items)[0]
        by_method[BASELINE] = means.astype(np.float64)
    by_method[MEAN] = np.full(len(found), recommender.mean_)
    counts = recommender.item_counts_
    is_item = items < len(counts)
    of_item = np.where(is_item, counts[np.where(is_item, items, 0)], 0)
    return Predicted(ratings.data, by_method, source, of_item)


def baseline_of(recommender: RatingRecommender) -> RatingRecommender:
    """Return the fitted recommender of the means of the same ratings."""
    made = RatingRecommender(method=BASELINE)
    for name, value in vars(recommender).items():
        if name[-1] == "_":
            setattr(made, name, value)
    made._keep(None)
    return made


def _groups(found: Predicted) -> Iterator[tuple[str, Array]]:
    """Yield the groups of ratings that are not empty, by name, as masks."""
    known, counts = found.source == 0, found.item_counts
    groups = {
        "all": np.ones(len(counts), dtype=bool),
        f"items with 1 to {FEW - 1}": known & (counts < FEW),
        f"items with {FEW} to {MANY - 1}": known & (counts >= FEW) & (counts < MANY),
        f"items with {MANY} or more": known & (counts >= MANY),
    }
    names = ("new users", "new items", "new users and items")
    for number, name in enumerate(names[: len(SOURCES) - 1], start=1):
        groups[name] = found.source == number
    yield from ((name, mask) for name, mask in groups.items() if mask.any())


def _mean(values: Array) -> tuple[float, float]:
    """Return a mean and its standard error."""
    return float(values.mean()), standard_error(values)


def _rmse(errors: Array) -> tuple[float, float]:
    """Return the root mean squared error, and its standard error to first order."""
    mean, error = _mean(np.square(errors))
    root = float(np.sqrt(mean))
    return root, error / (2 * root) if root > 0 else 0.0


def _difference(found: Predicted, method: str) -> tuple[float, float]:
    """Return the RMSE of the first method minus that of another, with its error.

    The errors of the same ratings are compared, so that much of the noise cancels.
    """
    first, *others = found.by_method
    if method not in others:
        return np.nan, np.nan
    one, other = (
        np.square(found.by_method[name] - found.truth) for name in (first, method)
    )
    roots = np.sqrt(one.mean()), np.sqrt(other.mean())
    if min(roots) == 0:
        return float(roots[0] - roots[1]), np.nan
    _, error = _mean(one / (2 * roots[0]) - other / (2 * roots[1]))
    return float(roots[0] - roots[1]), error


def _in_words(value: tuple[float, float]) -> str:
    mean, error = value
    return f"{mean:.4f}" + (f" ± {error:.4f}" if np.isfinite(error) else "")


def _of_json(
    names: tuple[str, str], values: tuple[float, float]
) -> dict[str, float | None]:
    """Return a difference and its error by name; None if one of them is unknown."""
    is_known = np.isfinite(values).all()
    return dict(zip(names, values if is_known else (None, None), strict=True))


def _plain(
    values: dict[str, dict[str, tuple[float, float]]], place: int
) -> dict[str, dict[str, float | None]]:
    """Return the values, or their standard errors; None for those that are unknown."""
    return {
        group: {
            method: pair[place] if np.isfinite(pair[place]) else None
            for method, pair in of_group.items()
        }
        for group, of_group in values.items()
    }
