"""Boltzmann machines compared with scikit-learn: seconds per epoch, and likelihood.

784-1000, batches of 100, CD-1 (scikit-learn: persistent), MNIST's 60,000 images. Five
alternating rounds; then the log likelihood of test images after three epochs, by
annealed importance sampling.

    python -m benchmarks.rbm
"""

import statistics
import time

import torch
from sklearn.neural_network import BernoulliRBM

from autoencode import RBM
from benchmarks.measure import images, save

N_HIDDEN, BATCH_SIZE, ROUNDS, EPOCHS = 1000, 100, 5, 3


def ours(max_epochs, **parameters):
    return RBM(
        n_components=N_HIDDEN,
        batch_size=BATCH_SIZE,
        learning_rate=0.05,
        max_epochs=max_epochs,
        random_state=0,
        **parameters,
    )


def theirs(max_epochs):
    return BernoulliRBM(
        N_HIDDEN,
        batch_size=BATCH_SIZE,
        learning_rate=0.05,
        n_iter=max_epochs,
        random_state=0,
    )


CONTESTANTS = {
    "autoencode": ours,
    "autoencode, float32": lambda n: ours(n, precision="float32"),
    "autoencode, persistent": lambda n: ours(n, persistent=True, momentum=0.9),
    "BernoulliRBM": theirs,
}


def likelihood(model, X):
    """Return the mean log likelihood of samples under our or scikit-learn's model."""
    if isinstance(model, RBM):
        return float(model.score_samples(X).mean())
    converted = ours(1).fit(X[:200])
    machine = converted.network_
    for weights, values in (
        (machine.weight, model.components_),
        (machine.hidden_bias, model.intercept_hidden_),
        (machine.visible_bias, model.intercept_visible_),
    ):
        weights.copy_(torch.from_numpy(values))
    return float(converted.score_samples(X).mean())


if __name__ == "__main__":
    X, X_test = images()
    seconds = {name: [] for name in CONTESTANTS}
    for number in range(ROUNDS):
        for name, make in CONTESTANTS.items():
            started = time.perf_counter()
            make(1).fit(X)
            seconds[name].append(time.perf_counter() - started)
            print(
                f"round {number + 1} {name:24} {seconds[name][-1]:6.2f} s", flush=True
            )
    found = {
        name: likelihood(make(EPOCHS).fit(X), X_test)
        for name, make in CONTESTANTS.items()
    }
    print(found)
    save(
        "rbm",
        {
            "command": "python -m benchmarks.rbm",
            "seconds": seconds,
            "median": {name: statistics.median(v) for name, v in seconds.items()},
            "log_likelihood_of_new_images": found,
            "epochs": EPOCHS,
        },
    )
