"""Maps of new samples: neighbours kept, classes apart, beside other methods.

Each method is fitted to the training samples in two dimensions; what is evaluated is
the map of the test samples, which it has not seen: trustworthiness and the accuracy of
5 nearest training samples on the map, seconds of both, and the squared error of what
is decoded, over that of `Autoencoder` in the same run. Labels are not used in training.
Methods that are not installed are left out.

All methods have one thread: umap-learn has no more with a seed. Each is fitted briefly
to few samples before its time is measured, which imports and compiles its code.

python -m benchmarks.maps
python -m benchmarks.maps mnist --rows 10000 --methods ParametricMap umap-learn
"""

import argparse
import json
import os
import time
import warnings
from importlib.util import find_spec

# Before the libraries are imported that read it.
os.environ.update(OMP_NUM_THREADS="1", MKL_NUM_THREADS="1", NUMBA_NUM_THREADS="1")

import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness
from sklearn.neighbors import KNeighborsClassifier

from autoencode import Autoencoder, ParametricMap, load_dataset
from autoencode.data.dataset import take
from benchmarks.measure import save

N_NEIGHBORS = 5
N_FEW = 300  # samples before the time is measured
FROM_APPROXIMATE = 4096  # samples, umap-learn searches neighbours approximately


def umap_learn(seed, **options):
    """Return umap-learn's estimator."""
    from umap import UMAP

    return UMAP(random_state=seed, n_jobs=1, **options)


def open_tsne(seed, **options):
    """Return openTSNE as an estimator that embeds new samples."""
    from openTSNE import TSNE

    class Embedding:
        def fit(self, X):
            self.found = TSNE(random_state=seed, n_jobs=1, **options).fit(X)
            return self

        def transform(self, X):
            return np.asarray(self.found.transform(X))

    return Embedding()


def parametric_umap(seed, **options):
    """Return parametric-umap's estimator."""
    from parametric_umap import ParametricUMAP

    class Seeded(ParametricUMAP):
        def fit(self, X):
            return super().fit(X, random_state=seed, verbose=False)

    return Seeded(**options)


def torch_dr(seed, **options):
    """Return TorchDR's UMAP, which places new samples among those of the fit."""
    from torchdr import UMAP

    class Embedding:
        def fit(self, X):
            self.X = np.asarray(X, dtype=np.float32)
            self.found = UMAP(random_state=seed, verbose=False, **options)
            self.found.fit_transform(self.X)
            return self

        def transform(self, X):
            X = np.asarray(X, dtype=np.float32)
            is_of_fit = np.array_equal(X, self.X)
            given = {} if is_of_fit else {"X": X, "X_train": self.X}
            found = self.found.transform(**given)
            return found.detach().numpy() if hasattr(found, "detach") else found

    return Embedding()


METHODS = {
    "Autoencoder": (
        "autoencode",
        lambda seed, **o: Autoencoder(random_state=seed, **o),
    ),
    "ParametricMap": (
        "autoencode",
        lambda seed, **o: ParametricMap(random_state=seed, **o),
    ),
    "PCA": ("sklearn", lambda seed, **o: PCA(2, random_state=seed, **o)),
    "umap-learn": ("umap", umap_learn),
    "openTSNE": ("openTSNE", open_tsne),
    "parametric-umap": ("parametric_umap", parametric_umap),
    "TorchDR": ("torchdr", torch_dr),
}


# Few epochs, of each method's own.
BRIEFLY = {
    "Autoencoder": {"max_epochs": 1},
    "ParametricMap": {"max_epochs": 1},
    "umap-learn": {"n_epochs": 5},
    "openTSNE": {"early_exaggeration_iter": 5, "n_iter": 5},
    "parametric-umap": {"n_epochs": 1},
    "TorchDR": {"max_iter": 5},
}


def warm_up(method, data, options):
    """Fit a method briefly to few samples, and transform some."""
    options = options | BRIEFLY.get(method, {})
    if method == "umap-learn" and len(data.X) >= FROM_APPROXIMATE:
        options["force_approximation_algorithm"] = True
    _, make = METHODS[method]
    with warnings.catch_warnings(action="ignore"):
        make(0, **options).fit(data.X[:N_FEW]).transform(data.X_test[:N_FEW])


def evaluate(model, data):
    """Return the figures of a map as a dict."""
    started = time.perf_counter()
    with warnings.catch_warnings(action="ignore"):
        model.fit(data.X)
    fitted = time.perf_counter()
    codes = model.transform(data.X_test)
    transformed = time.perf_counter()
    known = model.transform(data.X)
    near = KNeighborsClassifier(N_NEIGHBORS).fit(known, data.y)
    figures = {
        "trustworthiness": trustworthiness(data.X_test, codes, n_neighbors=N_NEIGHBORS),
        "accuracy": near.score(codes, data.y_test),
        "fit_seconds": fitted - started,
        "transform_seconds": transformed - fitted,
    }
    if hasattr(model, "inverse_transform") and "umap" not in type(model).__module__:
        decoded = model.inverse_transform(codes)
        error = np.square(data.X_test - decoded).sum(axis=1).mean()
        figures["squared_error"] = float(error)
    return {name: float(value) for name, value in figures.items()}


def main():
    """Print and save the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="*", default=["digits"])
    parser.add_argument("--rows", type=int, help="training samples, drawn at random")
    parser.add_argument("--methods", nargs="*", default=list(METHODS))
    parser.add_argument("--options", type=json.loads, default={}, help="of ours, JSON")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--save", action="store_true", help="into docs/benchmarks")
    given = parser.parse_args()
    rows = []
    for name in given.data:
        data = load_dataset(name)
        if given.rows is not None:
            drawn = np.random.default_rng(0).permutation(len(data.X))[: given.rows]
            data = type(data)(
                **{**vars(data), "X": take(data.X, drawn), "y": take(data.y, drawn)}
            )
        for method in given.methods:
            module, make = METHODS[method]
            if find_spec(module) is None:
                print(f"{method} is not installed.")
                continue
            options = given.options if method == "ParametricMap" else {}
            warm_up(method, data, options)
            found = evaluate(make(given.seed, **options), data)
            rows.append({"data": name, "rows": len(data.X), "method": method, **found})
            print(json.dumps(rows[-1]), flush=True)
    if given.save:
        save("maps", {"rows": rows})


if __name__ == "__main__":
    main()
