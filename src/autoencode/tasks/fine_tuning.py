"""A classifier's fine-tuning: training of all its weights on labels."""

from typing import Any

from autoencode.arrays import Array
from autoencode.models import setup
from autoencode.nn.classification import EncoderClassifier
from autoencode.training.batches import BatchSource, batch_bounds
from autoencode.training.classification import fine_tune
from autoencode.training.devices import Stream, choose_runtime, derived_seed
from autoencode.training.inference import device_of
from autoencode.training.loop import Plan, Record
from autoencode.training.optimizers import OPTIMIZERS, SCHEDULES
from autoencode.training.progress import Progress

SHARE_OF_STEPS = 0.5  # of other fits: more fine-tuning gains little
MOST_EPOCHS = 100


def fine_tuned(
    classifier: Any,
    network: EncoderClassifier,
    source: BatchSource,
    labels: tuple[Array, Array],
    rows: tuple[Array, Array],
    seed: int,
) -> list[Record]:
    """Train all weights of an `AutoencoderClassifier`, and return the records.

    Parameters
    ----------
    classifier : AutoencoderClassifier
        Its parameters are used.

    network : EncoderClassifier
        What is trained.

    source : BatchSource
        The samples.

    labels, rows, seed
        As for `autoencode.training.classification.fine_tune`; the seed is that of the
        plan.
    """
    plan = plan_of(classifier, network, len(rows[0]), seed)
    decay = classifier.weight_decay
    if isinstance(decay, str):
        decay = OPTIMIZERS[classifier.optimizer].weight_decay
    progress = Progress(
        plan.max_epochs, plan.runtime.reason, silent=not classifier.verbose
    )
    with progress:
        return fine_tune(
            network,
            source,
            labels,
            rows,
            plan,
            optimizer=classifier.optimizer,
            weight_decay=decay,
            label_smoothing=classifier.label_smoothing,
            patience=classifier.patience,
            on_step=progress.on_step,
            on_epoch=progress.on_epoch,
        )


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
