"""Validation error by training time, for several optimizers and a tutorial's loop.

Time for evaluation is excluded. Data: MNIST, Fashion-MNIST and a table.

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


def ours(X, **parameters):
    """Return [(seconds, validation error)] after each epoch."""
    model = Autoencoder(random_state=0, **parameters)
    seconds, curve = 0.0, []
    for record in model.fit_epochs(X):
        seconds += record["seconds"]
        curve.append((seconds, 2 * record["validation_loss"]))
    return curve


def tutorial(X, sizes, epochs):
    """Return the same for the tutorial's loop, with the same training rows."""
    model = Autoencoder(max_epochs=1, hidden_layer_sizes=(), random_state=0).fit(X)
    held_out = model.validation_rows_
    training = X[model.training_rows(len(X))]
    clock = {"used": 0.0, "since": time.perf_counter()}
    curve = []

    def after_epoch(network):
        clock["used"] += time.perf_counter() - clock["since"]
        with torch.inference_mode():
            x = torch.from_numpy(X[held_out])
            error = float((network(x) - x).square().sum(dim=1).mean())
        curve.append((clock["used"], error))
        clock["since"] = time.perf_counter()

    tutorial_loop.train(
        training,
        sizes,
        epochs=epochs,
        batch_size=256,
        learning_rate=1e-3,
        seed=0,
        after_epoch=after_epoch,
    )
    return curve


def on_images(name, epochs):
    X, _ = images(name)
    curves = {"tutorial loop": tutorial(X, (784, 1000, 500, 250, 30), 6)}
    settings = {
        "AdamW": {"optimizer": "adamw", "max_epochs": epochs},
        "AdamW, no decay": {
            "optimizer": "adamw",
            "max_epochs": epochs,
            "weight_decay": 0.0,
        },
        "Muon": {
            "optimizer": "muon",
            "batch_size": 1024,
            "max_epochs": epochs // 2,
        },
    }
    for label, parameters in settings.items():
        curves[label] = ours(X, **MNIST_NET, **parameters)
        print(name, label, curves[label][-1], flush=True)
    return curves


def on_a_table():
    """Breast cancer, standardised: 569 x 30."""
    from sklearn.datasets import load_breast_cancer
    from sklearn.preprocessing import StandardScaler

    X = StandardScaler().fit_transform(load_breast_cancer().data).astype(np.float32)
    curves = {}
    for label in ("adamw", "muon"):
        for rate in (1e-3, 3e-3, 1e-2):
            curves[f"{label}, {rate:g}"] = ours(
                X,
                n_components=5,
                optimizer=label,
                learning_rate=rate,
                max_epochs=100,
            )
            print("table", label, rate, min(e for _, e in curves[f"{label}, {rate:g}"]))
    return curves


BENCHMARKS = {
    "mnist": lambda: on_images("mnist", 36),
    "fashion": lambda: on_images("fashion_mnist", 24),
    "table": on_a_table,
}

if __name__ == "__main__":
    for chosen in sys.argv[1:] or BENCHMARKS:
        curves = BENCHMARKS[chosen]()
        save(
            f"error_against_time_{chosen}",
            {
                "command": f"python -m benchmarks.error_against_time {chosen}",
                "seconds_and_validation_error": curves,
            },
        )
