"""Whether PCA is kept: errors of new rows by the confidence that a gain needs.

Tables of 24 to 700 rows: scikit-learn's, small ones of ADBench, curves, noise, heavy
tails. Each is divided three times into 70 % to fit and 30 % to test. Every fit is made
once, with its trained weights: whether PCA would be kept follows from the losses of its
held-out rows.

AUTOENCODE_DATA=... python -m benchmarks.keeping_pca
"""

import os
import warnings
from pathlib import Path

import numpy as np
from scipy.special import stdtrit
from sklearn import datasets
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from autoencode import Autoencoder
from autoencode.models.start import Reference
from benchmarks.markdown import table

CONFIDENCES = (0.5, 0.8, 0.9, 0.95, 0.975)
SIZES = (24, 40, 60, 90, 120, 200)
MAX_ROWS, MAX_COLUMNS = 700, 60  # of ADBench's tables


def tables():
    """Yield names and samples."""
    rng = np.random.default_rng(0)
    for name in ("wine", "iris", "breast_cancer", "diabetes", "linnerud"):
        X = getattr(datasets, f"load_{name}")().data
        yield name, StandardScaler().fit_transform(X)
    yield "wine, unscaled", datasets.load_wine().data
    yield "digits", datasets.load_digits().data[:300]
    for n in SIZES:
        yield f"noise {n}", rng.normal(size=(n, 5))
        yield f"Cauchy {n}", rng.standard_cauchy(size=(n, 8))
        plane = rng.normal(size=(n, 3)) @ rng.normal(size=(3, 10))
        yield f"plane {n}", plane + 0.3 * rng.normal(size=(n, 10))
        t = rng.uniform(0, 9, n)
        spiral = np.column_stack([t * np.cos(t), t * np.sin(t), np.sin(t), t])
        yield f"spiral {n}", spiral + 0.1 * rng.normal(size=(n, 4))
        yield (
            f"lognormal {n}",
            np.exp(rng.normal(size=(n, 2)) @ rng.normal(size=(2, 6))),
        )
    folder = Path(os.environ["AUTOENCODE_DATA"]) / "adbench"
    for path in sorted(folder.glob("*.npz")):
        X = np.load(path)["X"].astype(np.float64)
        if len(X) <= MAX_ROWS and X.shape[1] <= MAX_COLUMNS:
            yield path.stem, StandardScaler().fit_transform(X)


def fitted(X, n_components, seed):
    """Return the gains of held-out rows, and the error of new rows divided by PCA's."""
    gains = []
    keep = Reference.keep_unless_better

    def record(reference):
        gains.append(reference.losses - reference._losses())

    rows = np.random.default_rng(seed).permutation(len(X))
    n_rows = int(0.7 * len(X))
    training, new = X[rows[:n_rows]], X[rows[n_rows:]]
    Reference.keep_unless_better = record
    try:
        model = Autoencoder(n_components=n_components, random_state=seed).fit(training)
    finally:
        Reference.keep_unless_better = keep
    pca = PCA(n_components).fit(training)
    of_pca = ((pca.inverse_transform(pca.transform(new)) - new) ** 2).sum(axis=1)
    return gains[0], float(model.reconstruction_error(new).mean() / of_pca.mean())


def is_better(gain, confidence):
    """Whether a paired t-test finds a gain."""
    n = len(gain)
    if n < 2:
        return False
    error = gain.std(ddof=1) / np.sqrt(n)
    return bool(gain.mean() > stdtrit(n - 1, confidence) * error)


def main():
    """Print a table of confidences."""
    warnings.simplefilter("ignore")
    found = [
        fitted(X[:, X.std(axis=0) > 0], k, seed)
        for _, X in tables()
        for k in (1, 2, 4)
        if k < X.shape[1]
        for seed in range(3)
    ]
    ratios = np.array([ratio for _, ratio in found])
    rows = []
    for confidence in CONFIDENCES:
        trained = np.array([is_better(gain, confidence) for gain, _ in found])
        kept = np.where(trained, ratios, 1.0)
        rows.append(
            [
                f"{confidence:g}",
                f"{1 - trained.mean():.0%}",
                f"{np.exp(np.log(kept).mean()):.3f}",
                f"{(kept > 1.02).mean():.1%}",
                f"{(kept > 1.1).mean():.1%}",
            ]
        )
    head = ["confidence", "PCA kept", "error / PCA's", "> 2 % worse", "> 10 % worse"]
    print(f"{len(found)} fits; geometric mean of the errors of new rows.\n")
    print(table(head, rows))


if __name__ == "__main__":
    main()
