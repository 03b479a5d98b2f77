"""The steps of a classifier's fine-tuning."""

from typing import Any

from autoencode.models import setup
from autoencode.nn.classification import EncoderClassifier
from autoencode.training.batches import batch_bounds
from autoencode.training.devices import Stream, choose_runtime, derived_seed
from autoencode.training.inference import device_of
from autoencode.training.loop import Plan
from autoencode.training.optimizers import SCHEDULES

SHARE_OF_STEPS = 0.5  # of other fits: more fine-tuning gains little
MOST_EPOCHS = 100


def plan_of(
    classifier: Any, network: EncoderClassifier, n_samples: int, seed: int
) -> Plan:
    """Return the plan of an `AutoencoderClassifier`'s fine-tuning.

    ``n_samples`` is the number of labelled samples to train on.
    """
    size, n_epochs = classifier.batch_size, classifier.max_epochs
    if isinstance(size, str):
        size = setup.auto_batch_size(n_samples)
    if isinstance(n_epochs, str):
        n_steps = len(batch_bounds(n_samples, size))
        n_epochs = setup.auto_max_epochs(
            n_steps, share=SHARE_OF_STEPS, most=MOST_EPOCHS
        )
    device = device_of(network)
    return Plan(
        batch_size=int(size),
        max_epochs=int(n_epochs),
        learning_rate=classifier.learning_rate,
        schedule=SCHEDULES[classifier.schedule],
        seed=derived_seed(seed, Stream.FINE_TUNING),
        runtime=choose_runtime(device, "auto", network, int(size)),
    )
