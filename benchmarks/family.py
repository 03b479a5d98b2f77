"""Training speed of all models, in samples per second.

784-512-16, batches of 128, 30,000 images of MNIST, one epoch; five alternating rounds.
Pythae's models of the same type are trained by its own trainer with the same sizes. No
network has linear paths, which pythae's lack, and there is no weight decay, as in
pythae's trainers.

    python -m benchmarks.family
"""

import contextlib
import io
import statistics
import tempfile
import time

import numpy as np
import torch

from autoencode.models import MODELS
from autoencode.models.base import BaseAutoencoder
from benchmarks.measure import images, save

N_SAMPLES, BATCH_SIZE, WIDTH, N_COMPONENTS, ROUNDS = 30_000, 128, 512, 16, 5
OURS = {
    name: model for name, model in MODELS.items() if issubclass(model, BaseAutoencoder)
}
# Without categories, the model for mixed tables is equal to the plain autoencoder.
IMAGE_MODELS = {name: model for name, model in OURS.items() if name != "mixed"}
# Pythae's model and its configuration, by our name.
PYTHAE = {
    "autoencoder": ("AE", "AEConfig"),
    "variational": ("VAE", "VAEConfig"),
    "wasserstein": ("WAE_MMD", "WAE_MMD_Config"),
    "adversarial": ("Adversarial_AE", "Adversarial_AE_Config"),
    "vector_quantized": ("VQVAE", "VQVAEConfig"),
}


def ours(name, X):
    """Train one of our models for an epoch, without its prior; return seconds."""
    model = OURS[name](
        n_components=N_COMPONENTS,
        hidden_layer_sizes=(WIDTH,),
        activation="relu",
        linear_skip=False,
        weight_decay=0.0,
        batch_size=BATCH_SIZE,
        max_epochs=1,
        validation_fraction=0.0,
        random_state=0,
    )
    started = time.perf_counter()
    next(model.fit_epochs(X))
    return time.perf_counter() - started


def pythae(name, X):
    """Train one of pythae's models for an epoch; return seconds."""
    from pythae import models
    from pythae.data.datasets import BaseDataset
    from pythae.trainers import (
        AdversarialTrainer,
        AdversarialTrainerConfig,
        BaseTrainer,
        BaseTrainerConfig,
    )

    estimator, configuration = (getattr(models, each) for each in PYTHAE[name])
    model = estimator(configuration(input_dim=(1, 28, 28), latent_dim=N_COMPONENTS))
    trainer, settings = BaseTrainer, BaseTrainerConfig
    if name == "adversarial":
        trainer, settings = AdversarialTrainer, AdversarialTrainerConfig
    data = BaseDataset(
        torch.from_numpy(X.reshape(-1, 1, 28, 28)),
        torch.zeros(len(X), dtype=torch.long),
    )
    run = trainer(
        model=model,
        train_dataset=data,
        training_config=settings(
            output_dir=tempfile.gettempdir(),
            num_epochs=1,
            per_device_train_batch_size=BATCH_SIZE,
            no_cuda=True,
        ),
    )
    started = time.perf_counter()
    run.prepare_training()
    run.train_step(1)
    return time.perf_counter() - started


def main():
    X = np.ascontiguousarray(images()[0][:N_SAMPLES])
    contestants = {name: (ours, name) for name in OURS}
    contestants |= {f"pythae, {name}": (pythae, name) for name in PYTHAE}
    seconds = {name: [] for name in contestants}
    for number in range(ROUNDS):
        for name, (train, own) in contestants.items():
            with contextlib.redirect_stdout(io.StringIO()):
                seconds[name].append(train(own, X))
            print(
                f"round {number + 1} {name:28} {seconds[name][-1]:6.2f} s", flush=True
            )
    median = {name: statistics.median(values) for name, values in seconds.items()}
    plain = median["autoencoder"]
    shares = {name: plain / median[name] for name in OURS}
    times = {name: median[f"pythae, {name}"] / median[name] for name in PYTHAE}
    print({name: round(share, 2) for name, share in shares.items()})
    print({name: round(ratio, 1) for name, ratio in times.items()})
    save(
        "family",
        {
            "command": "python -m benchmarks.family",
            "seconds": seconds,
            "samples_per_second": {k: N_SAMPLES / v for k, v in median.items()},
            "share_of_the_plain_autoencoder": shares,
            "times_as_fast_as_pythae": times,
        },
    )


if __name__ == "__main__":
    main()
