"""Density of Boltzmann machines by training: from the samples, or persistent chains.

Mean log likelihood of test images under `RBM`, whose other parameters have their
defaults: digits of 8x8 pixels, black and white or grey, and bars of 3x3 pixels. Two
seeds, averaged. "Independent pixels" is the density with the mean of each pixel.

    python -m benchmarks.persistent_chains
"""

import numpy as np

from autoencode import RBM, load_dataset
from benchmarks.markdown import table

TRAININGS = {
    "CD-1": {},
    "CD-10": {"n_gibbs_steps": 10},
    "persistent": {"persistent": True},
    "persistent, with the settings of CD": {
        "persistent": True,
        "learning_rate": 0.1,
        "momentum": 0.9,
        "schedule": "constant",
    },
}
CASES = [
    ("digits, black and white", 16, 30),
    ("digits, black and white", 16, 100),
    ("digits, black and white", 64, 30),
    ("digits, black and white", 64, 100),
    ("digits, grey", 16, 30),
    ("digits, grey", 16, 100),
    ("bars", 8, 30),
    ("bars", 8, 100),
]
SEEDS = (0, 1)


def bars(n_samples, seed):
    """Return images of 3x3 pixels whose rows are black or white."""
    rows = np.random.default_rng(seed).random((n_samples, 3, 1)) < 0.5
    return np.broadcast_to(rows, (n_samples, 3, 3)).reshape(n_samples, 9) * 1.0


def images():
    """Return the training and the test images of each data set."""
    digits = load_dataset("digits")
    return {
        "digits, black and white": (
            (digits.X > 0.5) * 1.0,
            (digits.X_test > 0.5) * 1.0,
        ),
        "digits, grey": (digits.X, digits.X_test),
        "bars": (bars(500, 0), bars(200, 1)),
    }


def independent(X, X_test):
    """Return the mean log likelihood of test images with independent pixels."""
    p = X.mean(axis=0).clip(0.001, 0.999)
    return float((X_test * np.log(p) + (1 - X_test) * np.log(1 - p)).sum(axis=1).mean())


def likelihood(X, X_test, n_components, max_epochs, **training):
    """Return the mean log likelihood of test images, averaged over seeds."""
    found = []
    for seed in SEEDS:
        machine = RBM(
            n_components=n_components,
            max_epochs=max_epochs,
            random_state=seed,
            **training,
        )
        found.append(machine.fit(X).score_samples(X_test).mean())
    return float(np.mean(found))


if __name__ == "__main__":
    rows, data = [], images()
    for name, n_components, max_epochs in CASES:
        values = {
            training: likelihood(*data[name], n_components, max_epochs, **given)
            for training, given in TRAININGS.items()
        }
        values["independent pixels"] = independent(*data[name])
        rows.append({"data": name, "hidden": n_components, "epochs": max_epochs})
        rows[-1] |= values
        print(rows[-1], flush=True)
    cells = [
        [
            f"{each:.1f}" if isinstance(each, float) else str(each)
            for each in row.values()
        ]
        for row in rows
    ]
    print(table(list(rows[0]), cells))
