"""The softmax layer on top of an encoder, fitted alone as a logistic regression."""

from typing import Any

import numpy as np
import torch
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from autoencode.arrays import Array, subsample
from autoencode.nn.classification import EncoderClassifier
from autoencode.training.inference import device_of
from autoencode.warning_filters import ignored_warnings

MOST_SAMPLES = 20_000  # fitted on
# Of a unit of the code, in that of the unit that varies most: dividing by a smaller one
# would multiply noise.
MIN_SCALE = 0.05


def linear_model(codes: Array, y: Array, weights: Array | None = None) -> Any:
    """Return a logistic regression fitted on codes."""
    many = "The number of unique classes"  # of which `Labels` warns already
    # Nearly converged is enough.
    with ignored_warnings(ConvergenceWarning), ignored_warnings(start=many):
        return LogisticRegression(max_iter=200).fit(codes, y, sample_weight=weights)


def with_softmax(
    network: Any, n_components: int, n_classes: int, **noise: float
) -> EncoderClassifier:
    """Return an encoder with a softmax layer on top, whose weights are 0."""
    found = EncoderClassifier(network, n_components, n_classes, **noise)
    found.set_top(torch.zeros(n_classes, n_components), torch.zeros(n_classes))
    return found.to(device_of(network))


def fit_softmax(
    network: EncoderClassifier,
    codes: Array,
    labels: tuple[Array, Array],
    rows: Array,
    seed: int,
) -> None:
    """Fit the softmax layer to codes.

    Parameters
    ----------
    network : EncoderClassifier
        Its encoder is not changed.

    codes : array of shape (n_samples, n_components)
        Codes of all samples.

    labels : (array of int, array of float), each of shape (n_samples,)
        Class and weight of each sample. Some classes may have no sample.

    rows : array of int
        Rows to fit on; at most 20,000 of them are used.

    seed : int
        Seed of the subsample.
    """
    some = rows[subsample(len(rows), MOST_SAMPLES, seed)]
    mean, scale = codes[some].mean(axis=0), codes[some].std(axis=0)
    scale = np.maximum(scale, MIN_SCALE * scale.max() or 1.0)
    model = linear_model((codes[some] - mean) / scale, *(each[some] for each in labels))
    coef = np.zeros(network.top.weight.shape)
    intercept = np.zeros(len(coef))
    if len(model.classes_) == 2:  # it has a single row, that of the second class
        coef[model.classes_] = np.vstack([-model.coef_, model.coef_]) / 2
        intercept[model.classes_] = np.array([-0.5, 0.5]) * model.intercept_
    else:
        coef[model.classes_], intercept[model.classes_] = model.coef_, model.intercept_
    coef /= scale
    intercept -= coef @ mean
    network.set_top(torch.from_numpy(coef), torch.from_numpy(intercept))
