"""Test error of the default autoencoder over PCA's, on small and large data.

Both have as many components and are fitted on the same rows: 70 % of a table, drawn
with ``random_state=0`` and standardized, or the training images. Anomalies of the
anomaly detection tables are left out. ``--max-rows`` limits the rows of a table.

python -m benchmarks.pca_grid
"""

import argparse
import os
import statistics
import time
import warnings
from pathlib import Path

import numpy as np
from sklearn.datasets import (
    load_breast_cancer,
    load_diabetes,
    load_digits,
    load_wine,
)
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

from autoencode import Autoencoder, load_dataset
from benchmarks.measure import machine, save

SIZES = (2, 10, 30)  # of codes; those below the number of features
IMAGE_ROWS = (1_000, 10_000, 60_000)


def halves(X, *, standardize):
    """Return training and test rows, float32."""
    X, X_test = train_test_split(X, test_size=0.3, random_state=0)
    if standardize:
        scaler = StandardScaler().fit(X)
        X, X_test = scaler.transform(X), scaler.transform(X_test)
    return X.astype(np.float32), X_test.astype(np.float32)


def normal_rows(path, max_rows):
    """Return the normal rows of an anomaly detection table, or some of them."""
    with np.load(path) as table:
        X = table["X"][table["y"] == 0].astype(float)
    if len(X) > max_rows:
        X = X[np.random.default_rng(0).choice(len(X), max_rows, replace=False)]
    return X


def faces():
    """Return the Olivetti faces at 32 x 32 pixels."""
    dataset = load_dataset("olivetti_faces")
    images = np.concatenate([dataset.X, dataset.X_test]).reshape(-1, 32, 2, 32, 2)
    return images.mean(axis=(2, 4)).reshape(len(images), -1)


def images(name, n_rows):
    """Return ``n_rows`` training images and the test images, in [0, 1]."""
    dataset = load_dataset(name)
    rows = np.random.default_rng(0).permutation(len(dataset.X))[:n_rows]
    return dataset.X[rows].astype(np.float32), dataset.X_test.astype(np.float32)


def data_sets(max_rows):
    """Return functions that load (training rows, test rows), by name."""
    found = {
        "wine": lambda: halves(load_wine().data, standardize=True),
        "breast cancer": lambda: halves(load_breast_cancer().data, standardize=True),
        "diabetes": lambda: halves(load_diabetes().data, standardize=True),
        "digits": lambda: halves(load_digits().data / 16, standardize=False),
        "olivetti faces": lambda: halves(faces(), standardize=False),
    }
    folder = Path(os.environ["AUTOENCODE_DATA"]) / "adbench"
    for path in sorted(folder.glob("*.npz")):
        found[path.stem] = lambda path=path: halves(
            normal_rows(path, max_rows), standardize=True
        )
    for name in ("mnist", "fashion_mnist"):
        for n_rows in IMAGE_ROWS:
            found[f"{name}, {n_rows:,} rows"] = lambda name=name, n=n_rows: images(
                name, n
            )
    return found


def mean_error(model, X):
    """Return the squared error summed over features, averaged over rows."""
    X_hat = model.inverse_transform(model.transform(X))
    return float(np.square(X - X_hat, dtype=float).sum(axis=1).mean())


def compare(X, X_test, n_components):
    """Return the ratio of the test errors, and how the fit ended."""
    pca = PCA(n_components, random_state=0).fit(X)
    started = time.perf_counter()
    model = Autoencoder(n_components=n_components, random_state=0)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PCA is kept")
        model.fit(X)
    return {
        "n_rows": len(X),
        "n_features": X.shape[1],
        "n_components": n_components,
        "ratio": mean_error(model, X_test) / mean_error(pca, X_test),
        "kept_pca": model.kept_pca_,
        "n_coordinates": model.n_coordinates_,
        "seconds": time.perf_counter() - started,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="data sets; all without any")
    parser.add_argument("--max-rows", type=int, default=10**9)
    parser.add_argument("--save", action="store_true", help="into docs/benchmarks")
    options = parser.parse_args()
    rows = []
    for name, load in data_sets(options.max_rows).items():
        if options.names and name not in options.names:
            continue
        X, X_test = load()
        for n_components in SIZES:
            if n_components >= X.shape[1]:
                continue
            row = {"data": name, **compare(X, X_test, n_components)}
            rows.append(row)
            print(
                f"{name:22} {len(X):6,} x {X.shape[1]:<5} {n_components:2} "
                f"{row['ratio']:.3f} {row['seconds']:6.1f} s"
                f"{'  PCA kept' if row['kept_pca'] else ''}",
                flush=True,
            )
    ratios = [row["ratio"] for row in rows]
    print(f"median {statistics.median(ratios):.3f}, largest {max(ratios):.3f}")
    if options.save:
        command = f"python -m benchmarks.pca_grid --max-rows {options.max_rows}"
        result = {"command": command, "machine": machine(), "rows": rows}
        save("pca_grid", result)
