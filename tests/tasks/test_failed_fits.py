"""What a fit of a task leaves behind if it fails."""

import numpy as np
import pandas as pd
import pytest
from sklearn.exceptions import NotFittedError
from sklearn.utils.validation import check_is_fitted

from autoencode import (
    AnomalyDetector,
    Autoencoder,
    AutoencoderClassifier,
    AutoencoderClustering,
    DocumentRetriever,
    ItemRecommender,
    RatingRecommender,
    TableDetector,
)
from autoencode.errors import TrainingDivergedError

RNG = np.random.default_rng(0)
X = RNG.normal(size=(40, 3))
COUNTS = RNG.poisson(1.0, (30, 6)) + np.eye(30, 6)
FRAME = pd.DataFrame({"a": X[:, 0], "b": np.where(X[:, 1] > 0, "x", "y")})
SMALL = Autoencoder(n_components=2, hidden_layer_sizes=(4,), max_epochs=1)
DETECTOR = AnomalyDetector(autoencoder=SMALL, n_members=1, random_state=0)
# An estimator, samples, and the last function of its fit that may fail.
TASKS = {
    "classifier": (
        AutoencoderClassifier(autoencoder=SMALL, max_epochs=1, random_state=0),
        (X, X[:, 0] > 0),
        "fine_tuning.fine_tune",
    ),
    "clustering": (
        AutoencoderClustering(autoencoder=SMALL, n_clusters=1, random_state=0),
        (X,),
        "clustering.fit_clusters",
    ),
    "detector": (DETECTOR, (X,), "ensemble.train_members"),
    "table": (TableDetector(detector=DETECTOR), (FRAME,), "ensemble.train_members"),
    "items": (ItemRecommender(method="ease"), (COUNTS,), "recommender.ease_weights"),
    "ratings": (
        RatingRecommender(n_components=2, max_epochs=1, random_state=0),
        (COUNTS,),
        "rating_recommender.fit_factors",
    ),
    "documents": (
        DocumentRetriever(autoencoder=SMALL, random_state=0),
        (COUNTS,),
        "retriever.network_of",
    ),
}


def diverge(*args, **kwargs):
    raise TrainingDivergedError("The training loss became nan.")


@pytest.mark.parametrize("name", TASKS)
def test_a_fit_that_fails_leaves_a_task_as_it_was(name, monkeypatch):
    model, data, failing = TASKS[name]
    model.fit(*data)
    before = dict(vars(model))
    monkeypatch.setattr(f"autoencode.tasks.{failing}", diverge)
    others = [part[::2] for part in data]
    if isinstance(others[0], np.ndarray):
        others[0] = others[0][:, 1:]
    with pytest.raises(TrainingDivergedError):
        model.fit(*others)
    assert vars(model).keys() == before.keys()
    assert all(vars(model)[key] is value for key, value in before.items())
    new = type(model)(**model.get_params(deep=False))
    with pytest.raises(TrainingDivergedError):
        new.fit(*data)
    with pytest.raises(NotFittedError):
        check_is_fitted(new)
