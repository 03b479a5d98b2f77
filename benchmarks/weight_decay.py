"""Test error by weight decay, with other parameters at their defaults.

Of networks without linear paths; their default of ``weight_decay`` was chosen by this.

python -m benchmarks.weight_decay
"""

import statistics

import numpy as np
from sklearn.datasets import (
    load_breast_cancer,
    load_diabetes,
    load_digits,
    load_iris,
    load_wine,
)
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

from autoencode import Autoencoder
from benchmarks.measure import save

DECAYS = (0.0, 0.03, 0.1, 0.3, 1.0)
SEEDS = range(3)
TABLES = {  # with the number of components
    "breast cancer": (load_breast_cancer, 5),
    "digits": (load_digits, 8),
    "wine": (load_wine, 3),
    "iris": (load_iris, 2),
    "diabetes": (load_diabetes, 3),
}


def unexplained(model, X_test):
    """Return the share of unexplained variance."""
    errors = np.square(X_test - model.inverse_transform(model.transform(X_test)))
    return float(errors.sum() / np.square(X_test - X_test.mean(axis=0)).sum())


def on_a_table(load, n_components):
    """Return the unexplained share by weight decay, and PCA's; medians over splits."""
    found = {str(decay): [] for decay in DECAYS} | {"PCA": []}
    for seed in SEEDS:
        parts = train_test_split(load().data, test_size=0.25, random_state=seed)
        scaler = StandardScaler().fit(parts[0])
        X, X_test = (scaler.transform(part) for part in parts)
        found["PCA"].append(unexplained(PCA(n_components).fit(X), X_test))
        for decay in DECAYS:
            model = Autoencoder(
                n_components=n_components,
                weight_decay=decay,
                linear_skip=False,
                random_state=seed,
            ).fit(X)
            found[str(decay)].append(unexplained(model, X_test))
    return {key: statistics.median(values) for key, values in found.items()}


if __name__ == "__main__":
    results = {}
    for name, (load, n_components) in TABLES.items():
        results[name] = on_a_table(load, n_components)
        print(name, {k: round(v, 4) for k, v in results[name].items()}, flush=True)
    save(
        "weight_decay",
        {"command": "python -m benchmarks.weight_decay", "unexplained": results},
    )
