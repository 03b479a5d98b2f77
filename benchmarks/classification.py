"""Classification errors with all labels, and with few, beside other classifiers.

Each classifier is given the labelled samples; `AutoencoderClassifier` also the others,
whose label is -1. Pixels are in [0, 1]. With few labels, as many of each class are
drawn for each seed.

python -m benchmarks.classification
python -m benchmarks.classification mnist --labels 100 --seeds 1
"""

import argparse
import time
import warnings

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.svm import SVC

from autoencode import AutoencoderClassifier, load_dataset
from benchmarks.measure import save

OTHERS = {
    "LogisticRegression": lambda seed: LogisticRegression(max_iter=1000),
    "SVC": lambda seed: SVC(C=10),
    "MLPClassifier": lambda seed: MLPClassifier((256, 128, 64), random_state=seed),
    "HistGradientBoosting": lambda seed: HistGradientBoostingClassifier(
        random_state=seed
    ),
}


def few_labels(y, n_labels, seed):
    """Return labels, -1 except for as many of each class, ``n_labels`` in all."""
    rng = np.random.default_rng(seed)
    classes = np.unique(y)
    kept = np.full(len(y), -1)
    for label in classes:
        rows = rng.permutation(np.flatnonzero(y == label))
        rows = rows[: n_labels // len(classes)]
        kept[rows] = label
    return kept


def errors(dataset, n_labels, seed, names):
    """Yield (name, error, seconds) of each classifier."""
    y = dataset.y if n_labels == 0 else few_labels(dataset.y, n_labels, seed)
    is_labelled = y >= 0
    X, known = dataset.X[is_labelled], y[is_labelled]
    makes = {
        "AutoencoderClassifier": (ours, dataset.X, y),
        "AutoencoderClassifier, labels alone": (ours, X, known),
    }
    if n_labels == 0:
        del makes["AutoencoderClassifier, labels alone"]
    makes |= {name: (make, X, known) for name, make in OTHERS.items() if name in names}
    for name, (make, rows, labels) in makes.items():
        started = time.perf_counter()
        with warnings.catch_warnings(action="ignore"):
            model = make(seed).fit(rows, labels)
        error = 1 - model.score(dataset.X_test, dataset.y_test)
        yield name, float(error), time.perf_counter() - started


def ours(seed):
    """Return our classifier with its defaults."""
    return AutoencoderClassifier(random_state=seed)


def main():
    """Print and save the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="*", default=["digits"])
    parser.add_argument("--labels", type=int, nargs="*", default=[0, 100, 50])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--others", nargs="*", default=list(OTHERS))
    parser.add_argument("--save", action="store_true", help="into docs/benchmarks")
    given = parser.parse_args()
    rows = []
    for name in given.data:
        dataset = load_dataset(name)
        for n_labels in given.labels:
            for seed in range(given.seeds):
                for who, error, seconds in errors(
                    dataset, n_labels, seed, given.others
                ):
                    row = {"data": name, "labels": n_labels or "all", "seed": seed}
                    row |= {"classifier": who, "error": error, "seconds": seconds}
                    rows.append(row)
                    print(
                        f"{name:10} {row['labels']!s:>4} labels, seed {seed}: {who:36}"
                        f"{100 * error:6.2f} %  {seconds:7.1f} s",
                        flush=True,
                    )
    if given.save:
        save("classification", {"rows": rows})


if __name__ == "__main__":
    main()
