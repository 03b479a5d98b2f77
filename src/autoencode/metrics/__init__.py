"""Metrics: arrays in, numbers out.

`METRICS` lists them by name. Every function accepts dense arrays, memory maps and SciPy
sparse matrices of any numeric type, computes in float64, and reads rows in blocks, so
that memory is bounded. Squared errors are summed over features and are in squared units
of the data. Random subsamples depend on ``seed`` only.
"""

from collections.abc import Callable
from typing import Any

from autoencode.metrics.neighbors import (
    continuity,
    knn_accuracy,
    knn_accuracy_within,
    trustworthiness,
)
from autoencode.metrics.reconstruction import (
    explained_variance,
    peak_signal_to_noise,
    reconstruction_error,
)
from autoencode.metrics.two_samples import frechet_distance, two_sample_accuracy

__all__ = [
    "METRICS",
    "continuity",
    "explained_variance",
    "frechet_distance",
    "knn_accuracy",
    "knn_accuracy_within",
    "peak_signal_to_noise",
    "reconstruction_error",
    "trustworthiness",
    "two_sample_accuracy",
]

METRICS: dict[str, Callable[..., Any]] = {
    "reconstruction_error": reconstruction_error,
    "explained_variance": explained_variance,
    "peak_signal_to_noise": peak_signal_to_noise,
    "trustworthiness": trustworthiness,
    "continuity": continuity,
    "knn_accuracy": knn_accuracy,
    "knn_accuracy_within": knn_accuracy_within,
    "frechet_distance": frechet_distance,
    "two_sample_accuracy": two_sample_accuracy,
}
