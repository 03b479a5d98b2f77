"""Agreement of clusters with classes: k-means, codes, DEC and IDEC, beside ClustPy's.

Each method is given all training samples, without labels, and the number of classes.
Accuracy matches clusters with classes one to one in the best way; NMI and ARI are the
normalised mutual information and the adjusted Rand index. Methods on the codes of one
autoencoder share its training: seconds are those of the training and of the clustering.
Methods that are not installed are left out. --options are those of our models, of the
refinement and of ClustPy's, as JSON, the same for all data sets.

python -m benchmarks.clusters
python -m benchmarks.clusters mnist fashion_mnist --seeds 5
python -m benchmarks.clusters mnist --rows 10000 --methods codes idec \\
    --options '{"autoencoder": {"max_epochs": 20}, "refine": {"max_epochs": 10}}'
"""

import argparse
import copy
import json
import sys
import time
import warnings
from contextlib import redirect_stdout
from functools import cached_property
from importlib.util import find_spec

import numpy as np
from sklearn.cluster import KMeans

from autoencode import (
    Autoencoder,
    AutoencoderClustering,
    ParametricMap,
    load_dataset,
)
from autoencode.tasks.cluster_evaluation import agreement_with_labels
from autoencode.tasks.cluster_models import fit_clusters
from autoencode.tasks.cluster_refinement import Refinement
from autoencode.tasks.clustering import N_COMPONENTS as MAP_COMPONENTS
from benchmarks.measure import save

WIDTHS = (500, 500, 2000)  # of the paper of DEC
N_COMPONENTS = 10


class Contest:
    """What the methods are given: samples, number of clusters, seed and options."""

    def __init__(self, X, n_clusters, seed, options):
        self.X, self.n_clusters, self.seed = X, n_clusters, seed
        self.options = options

    @cached_property
    def autoencoder(self):
        """The fitted autoencoder, and the seconds of its training."""
        given = {"hidden_layer_sizes": WIDTHS, "n_components": N_COMPONENTS}
        given |= self.options.get("autoencoder", {})
        return self._fitted(Autoencoder(random_state=self.seed, **given))

    @cached_property
    def map(self):
        """The fitted map, and the seconds of its training."""
        given = {"n_components": MAP_COMPONENTS} | self.options.get("map", {})
        return self._fitted(ParametricMap(random_state=self.seed, **given))

    def _fitted(self, model):
        started = time.perf_counter()
        model.fit(self.X)
        return model, time.perf_counter() - started

    def of_codes(self, method, fitted):
        """Return labels and seconds of a clustering of the codes of a fitted model."""
        model, seconds = fitted
        started = time.perf_counter()
        codes = model.transform(self.X)
        found = fit_clusters(codes, method, self.n_clusters, seed=self.seed)
        return found, seconds + time.perf_counter() - started

    def refined(self, name):
        """Return labels and seconds of DEC or IDEC, as `AutoencoderClustering` has."""
        found, seconds = self.of_codes("kmeans", self.autoencoder)
        usual = AutoencoderClustering()
        given = {
            "max_epochs": usual.refine_epochs,
            "learning_rate": usual.refine_learning_rate,
            "clustering_weight": usual.clustering_weight,
        } | self.options.get("refine", {})
        model = copy.deepcopy(self.autoencoder[0])
        started = time.perf_counter()
        refine = Refinement(name=name, **given, seed=self.seed, verbose=0)
        found, _ = refine(model, self.X, found)
        return found.labels, seconds + time.perf_counter() - started

    def peer(self, name):
        """Return labels and seconds of ClustPy's method."""
        from clustpy import deep

        given = self.options.get("peers", {})
        model = getattr(deep, name)(self.n_clusters, random_state=self.seed, **given)
        started = time.perf_counter()
        with redirect_stdout(sys.stderr):  # results alone are on standard output
            model.fit(self.X)
        return model.labels_, time.perf_counter() - started


def kmeans(contest):
    """Return labels and seconds of k-means of the samples."""
    started = time.perf_counter()
    model = KMeans(contest.n_clusters, n_init=10, random_state=contest.seed)
    labels = model.fit_predict(contest.X)
    return labels, time.perf_counter() - started


def on_codes(method, of):
    """Return a method: a clustering of the codes of a model."""

    def run(contest):
        found, seconds = contest.of_codes(method, getattr(contest, of))
        return found.labels, seconds

    return run


METHODS = {
    "kmeans": ("autoencode", kmeans),
    "codes": ("autoencode", on_codes("kmeans", "autoencoder")),
    "dec": ("autoencode", lambda contest: contest.refined("dec")),
    "idec": ("autoencode", lambda contest: contest.refined("idec")),
    "map-kmeans": ("autoencode", on_codes("kmeans", "map")),
    "map-mixture": ("autoencode", on_codes("mixture", "map")),
    "map-hdbscan": ("autoencode", on_codes("hdbscan", "map")),
    "clustpy-dec": ("clustpy", lambda contest: contest.peer("DEC")),
    "clustpy-idec": ("clustpy", lambda contest: contest.peer("IDEC")),
}


def results(name, given):
    """Yield the figures of each method and seed on a data set."""
    data = load_dataset(name)
    X, y = data.X, np.asarray(data.y)
    if given.rows is not None:
        drawn = np.random.default_rng(0).permutation(len(X))[: given.rows]
        X, y = X[drawn], y[drawn]
    X = np.ascontiguousarray(X, dtype=np.float32)
    for seed in range(given.seeds):
        contest = Contest(X, len(np.unique(y)), seed, given.options)
        for method in given.methods:
            module, run = METHODS[method]
            if find_spec(module) is None:
                print(f"{module} is not installed: {method} is left out.")
                continue
            with warnings.catch_warnings(action="ignore"):
                labels, seconds = run(contest)
            yield {
                "data": name,
                "rows": len(X),
                "seed": seed,
                "method": method,
                **agreement_with_labels(y, labels),
                "clusters": len(set(labels[labels >= 0].tolist())),
                "seconds": seconds,
            }


def main():
    """Print and save the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="*", default=["digits"])
    parser.add_argument("--rows", type=int, help="training samples, drawn at random")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--methods", nargs="*", choices=METHODS, default=list(METHODS))
    parser.add_argument(
        "--options",
        type=json.loads,
        default={},
        help='JSON: {"autoencoder": {}, "map": {}, "refine": {}, "peers": {}}',
    )
    parser.add_argument("--save", action="store_true", help="into docs/benchmarks")
    given = parser.parse_args()
    rows = []
    for name in given.data:
        for row in results(name, given):
            rows.append(row)
            print(json.dumps(row), flush=True)
    if given.save:
        save("clusters", {"command": sys.argv[1:], "rows": rows})


if __name__ == "__main__":
    main()
