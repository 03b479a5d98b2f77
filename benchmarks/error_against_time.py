"""Validation error by training time, for several optimizers and a tutorial's loop.

Data: MNIST, Fashion-MNIST and a table. All have one clock: from before the fit, with
setting up and the evaluation of the held-out samples after each epoch. Numbers of
epochs are chosen by a short trial, so that all take about as long, with complete
schedules; the page compares them at the end of the shortest. This package has its
defaults, except for what is named: the tutorial's loop has another activation, learning
rate and schedule, and no linear paths.

    python -m benchmarks.error_against_time [mnist fashion table]
"""

import sys
import time

import numpy as np
import torch

from autoencode import Autoencoder
from benchmarks import tutorial_loop
from benchmarks.measure import images, save

MNIST_NET = {"n_components": 30, "hidden_layer_sizes": (1000, 500, 250)}
OPTIMIZERS = {
    "AdamW": {"optimizer": "adamw"},
    "AdamW, no decay": {"optimizer": "adamw", "weight_decay": 0.0},
    "Muon": {"optimizer": "muon", "batch_size": 1024},
}


def epochs_for(seconds, X, **parameters):
    """Return the number of epochs that take about so many seconds."""
    trial = Autoencoder(random_state=0, max_epochs=10_000, **parameters).fit_epochs(X)
    next(trial)  # imports, setting up
    started, n_epochs, passed = time.perf_counter(), 0, 0.0
    while passed < seconds / 10:
        next(trial)
        n_epochs, passed = n_epochs + 1, time.perf_counter() - started
    trial.close()
    return max(1, round(seconds * n_epochs / passed))


def ours(X, seconds, **parameters):
    """Return [(seconds, validation error)] after each epoch."""
    parameters["max_epochs"] = epochs_for(seconds, X, **parameters)
    model = Autoencoder(random_state=0, **parameters)
    started, curve = time.perf_counter(), []
    for record in model.fit_epochs(X):
        error = 2 * record["validation_loss"]
        curve.append((time.perf_counter() - started, error))
    return curve


def tutorial(X, seconds, sizes):
    """Return the same for the tutorial's loop, with the same training rows."""
    model = Autoencoder(max_epochs=1, hidden_layer_sizes=(), random_state=0).fit(X)
    held_out = torch.from_numpy(X[model.validation_rows_])
    training = X[model.training_rows(len(X))]

    def train(X, epochs):
        started, curve = time.perf_counter(), []

        def after_epoch(network):
            with torch.inference_mode():
                errors = (network(held_out) - held_out).square().sum(dim=1)
            curve.append((time.perf_counter() - started, float(errors.mean())))

        tutorial_loop.train(
            X,
            sizes,
            epochs=epochs,
            batch_size=256,
            learning_rate=1e-3,
            seed=0,
            after_epoch=after_epoch,
        )
        return curve

    train(training[:1000], 1)  # imports
    ((for_one, _),) = train(training, 1)
    return train(training, max(1, round(seconds / for_one)))


def on_images(name, seconds):
    X, _ = images(name)
    sizes = (784, *MNIST_NET["hidden_layer_sizes"], MNIST_NET["n_components"])
    curves = {"tutorial loop": tutorial(X, seconds, sizes)}
    for label, parameters in OPTIMIZERS.items():
        curves[label] = ours(X, seconds, **MNIST_NET, **parameters)
        print(name, label, curves[label][-1], flush=True)
    return curves


def on_a_table(seconds):
    """Breast cancer, standardised: 569 x 30."""
    from sklearn.datasets import load_breast_cancer
    from sklearn.preprocessing import StandardScaler

    X = StandardScaler().fit_transform(load_breast_cancer().data).astype(np.float32)
    curves = {}
    for optimizer in ("adamw", "muon"):
        for rate in (1e-3, 3e-3, 1e-2):
            label = f"{optimizer}, {rate:g}"
            parameters = {"optimizer": optimizer, "learning_rate": rate}
            curves[label] = ours(X, seconds, n_components=5, **parameters)
            print("table", label, curves[label][-1], flush=True)
    return curves


BENCHMARKS = {
    "mnist": lambda: on_images("mnist", 60),
    "fashion": lambda: on_images("fashion_mnist", 60),
    "table": lambda: on_a_table(2),
}

if __name__ == "__main__":
    for chosen in sys.argv[1:] or BENCHMARKS:
        curves = BENCHMARKS[chosen]()
        save(
            f"error_against_time_{chosen}",
            {
                "command": f"python -m benchmarks.error_against_time {chosen}",
                "clock": "from before the fit, with setting up and evaluation",
                "seconds_and_validation_error": curves,
            },
        )
