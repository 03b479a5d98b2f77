"""Iris: 150 flowers of three species, four lengths each; part of scikit-learn."""

import numpy as np

from autoencode.data.dataset import Dataset


def load_iris() -> Dataset:
    """Load the flowers; 20 % of each species are test samples.

    Returns
    -------
    Dataset
        Lengths in centimetres, float64 of shape (120, 4) and (30, 4); three classes.
    """
    from sklearn import datasets

    iris = datasets.load_iris()
    return Dataset(
        name="iris",
        X=iris.data,
        y=iris.target.astype(np.int64),
        class_names=tuple(str(name) for name in iris.target_names),
        feature_names=tuple(iris.feature_names),
        label_name="species",
        source=(
            "scikit-learn; R. A. Fisher, 'The use of multiple measurements in "
            "taxonomic problems', Annals of Eugenics 7, 1936"
        ),
    ).split(test=0.2, seed=0)
