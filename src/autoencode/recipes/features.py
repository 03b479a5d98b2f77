"""Codes as features: classified, clustered and mapped, beside pixels and PCA.

A network of 784-256-128-20 with leaky ReLU of slope 0.2, from notes on autoencoders
without published values. Method "paper" is plain Adam; "modern" are the defaults of the
package, with a linear code. Classifiers and clusters of codes, of PCA's twenty
components and of pixels are fitted to the same training samples, with settings that
were fixed beforehand.
"""

import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import numpy as np
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression
from sklearn.manifold import TSNE
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from autoencode.arrays import Array, subsample
from autoencode.data.dataset import Dataset
from autoencode.models.pca import fit_pca
from autoencode.plots.codes import codes_maps
from autoencode.recipes.recipe import AutoencoderRecipe, Baseline, Extra, Row
from autoencode.tasks.cluster_evaluation import agreement_with_labels

SOURCE = "a network of users, without published values"
N_COMPONENTS = 20
# Samples to fit classifiers and clusters to, and in a map; time grows with the square.
MAX_FITTED, MAX_MAPPED = 10_000, 2000

CLASSIFIERS: dict[str, Callable[[], Any]] = {
    "logistic regression": lambda: make_pipeline(
        StandardScaler(), LogisticRegression(max_iter=1000)
    ),
    "5 nearest neighbours": lambda: KNeighborsClassifier(5),
    "SVM": lambda: SVC(C=10.0),
}


def as_features(model: Any, data: Dataset) -> Extra:
    """Classify, cluster and draw the codes of a model, beside PCA's and pixels."""
    rows = subsample(len(data.X), MAX_FITTED, 0)
    X, y = data.X[rows], np.asarray(data.y)[rows]
    n_components = min(N_COMPONENTS, *X.shape)
    pca = fit_pca(data.X, n_components, 0, [])
    parts = {
        "codes": (model.transform(X), model.transform(data.X_test)),
        f"PCA-{n_components}": (pca.transform(X), pca.transform(data.X_test)),
        "pixels": (X, data.X_test),
    }
    found = []
    for name, (train, test) in parts.items():
        found += list(_classified(name, train, y, test, data.y_test))
    for name, (train, test) in parts.items():
        found += list(_clustered(name, train, y, test, data.y_test))
    shown = subsample(len(data.X_test), MAX_MAPPED, 0)
    maps = {
        f"t-SNE of {name}": _embedding(parts[name][1][shown])
        for name in ("codes", "pixels")
    }
    figure = codes_maps(maps, np.asarray(data.y_test)[shown], data.class_names)
    return Extra(found, {"maps": figure})


def _classified(
    name: str, X: Array, y: Array, X_test: Array, y_test: Any
) -> Iterator[Row]:
    """Yield the test accuracy of each classifier."""
    for title, make in CLASSIFIERS.items():
        started = time.perf_counter()
        accuracy = 100 * float(make().fit(X, y).score(X_test, y_test))
        seconds = time.perf_counter() - started
        yield Row(f"{title}, {name}", accuracy, None, seconds, "% right")


def _clustered(
    name: str, X: Array, y: Array, X_test: Array, y_test: Any
) -> Iterator[Row]:
    """Yield accuracy and mutual information of k-means, as many clusters as classes."""
    started = time.perf_counter()
    kmeans = KMeans(len(np.unique(y)), n_init=10, random_state=0).fit(X)
    scores = agreement_with_labels(y_test, kmeans.predict(X_test))
    seconds = time.perf_counter() - started
    title = f"k-means, {name}"
    yield Row(title, 100 * scores["accuracy"], None, seconds, "% in the right cluster")
    yield Row(title, scores["nmi"], None, seconds, "mutual information")


def _embedding(X: Array) -> Array:
    """Return t-SNE of samples, by openTSNE if it is installed."""
    if find_spec("openTSNE") is not None:
        from openTSNE import TSNE as OpenTSNE

        return np.asarray(OpenTSNE(random_state=0).fit(X))
    return np.asarray(TSNE(random_state=0).fit_transform(X))


def features(dataset: str, title: str) -> AutoencoderRecipe:
    """Return the recipe of a data set."""
    return AutoencoderRecipe(
        title=f"Features of {title}, 784-256-128-20",
        source=SOURCE,
        dataset=dataset,
        network={
            "n_components": N_COMPONENTS,
            "hidden_layer_sizes": (256, 128),
            "activation": "leaky_relu",
            "negative_slope": 0.2,
        },
        paper={
            "code_activation": "leaky_relu",
            "output_activation": "sigmoid",
            "loss": "squared_error",
            "optimizer": "adam",
            "learning_rate": 1e-3,
            "weight_decay": 0.0,
            "schedule": "constant",
            "batch_size": 128,
            "max_epochs": 20,
        },
        modern={"max_epochs": 40},
        quick={"paper": {"max_epochs": 2}, "modern": {"max_epochs": 3}},
        baselines=(Baseline(n_components=N_COMPONENTS, published=None),),
        extra=as_features,
    )


FEATURES = features("mnist", "MNIST")
FEATURES_FASHION = features("fashion_mnist", "Fashion-MNIST")
