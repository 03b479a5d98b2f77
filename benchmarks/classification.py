"""Classification errors with all labels, and with few, beside other classifiers.

Each classifier is given the labelled samples; `AutoencoderClassifier` also the others,
whose label is -1. Pixels are in [0, 1]. With few labels, as many of each class are
drawn for each seed. With --codes, for MNIST, `AutoencoderClassifier` is replaced by an
SVC of the codes of a convolutional denoising autoencoder, trained without labels.
With --held-out, errors are those on the last training samples, to choose settings.

python -m benchmarks.classification
python -m benchmarks.classification mnist --labels 100 --seeds 1
python -m benchmarks.classification mnist --labels 0 --seeds 1 --codes --others
"""

import argparse
import time
import warnings
from dataclasses import replace

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.frozen import FrozenEstimator
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC

from autoencode import AutoencoderClassifier, DenoisingAutoencoder, load_dataset
from benchmarks.measure import save

N_ENCODER = 50_000  # images: the others of MNIST were held out to choose settings
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


def of_codes(X, seed):
    """Return an unfitted classifier of the codes of an encoder, which is fitted to X.

    The encoder is to remove small rotations, shifts and shears, so that codes represent
    what a digit is like, not how it is placed. Labels are not used.
    """
    encoder = DenoisingAutoencoder(
        network="convolutional",
        image_shape=(28, 28),
        hidden_layer_sizes=(32, 64, 128),
        n_components=64,
        mask_fraction=0,
        affine_size=1,
        batch_size=128,
        max_epochs=6,
        validation_fraction=0,
        random_state=seed,
    )
    return make_pipeline(FrozenEstimator(encoder.fit(X)), SVC(C=10))


def without_last(dataset, n_rows):
    """Return a data set whose test samples are the last rows of the training ones."""
    return replace(
        dataset,
        X=dataset.X[:-n_rows],
        y=dataset.y[:-n_rows],
        X_test=dataset.X[-n_rows:],
        y_test=dataset.y[-n_rows:],
    )


def errors(dataset, n_labels, seed, names, *, codes=False):
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
    if codes:
        rows = dataset.X[:N_ENCODER]
        makes = {"codes, SVC": (lambda seed: of_codes(rows, seed), X, known)}
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
    parser.add_argument(
        "--codes", action="store_true", help="an SVC of codes in place of ours"
    )
    parser.add_argument("--held-out", type=int, help="test on so many last rows")
    parser.add_argument("--save", action="store_true", help="into docs/benchmarks")
    given = parser.parse_args()
    rows = []
    for name in given.data:
        dataset = load_dataset(name)
        if given.held_out:
            dataset = without_last(dataset, given.held_out)
        for n_labels in given.labels:
            for seed in range(given.seeds):
                for who, error, seconds in errors(
                    dataset, n_labels, seed, given.others, codes=given.codes
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
