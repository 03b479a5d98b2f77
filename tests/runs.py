"""Tiny fitted runs of every estimator, with their data, for report and explorer."""

import warnings

import numpy as np
from run_folders import samples_for, small

from autoencode.data.dataset import Dataset
from autoencode.estimators import ESTIMATORS
from autoencode.storage import Run

SIDE = 4  # of images


def run_of(name, X=None, y=None, **changes):
    """A tiny fitted run of an estimator of the table, with changes, and its data."""
    estimator = small(name, **changes)
    X = samples_for(estimator) if X is None else X
    labels = np.arange(len(X)) % 2
    y = labels if y is None else y
    needs_labels = ESTIMATORS[name].__name__ == "AutoencoderClassifier"
    with warnings.catch_warnings(action="ignore"):  # fitted too briefly
        model = estimator.fit(X, y) if needs_labels else estimator.fit(X)
    dataset = Dataset(
        name=name, X=X, y=y, class_names=("even", "odd"), source="", label_name="parity"
    )
    return Run(estimator=model), dataset
