"""The training loop. Nothing here knows which autoencoder it trains.

`epochs` is a generator: stopping early, logging, keeping the best weights are plain
code around ``for record in epochs(...)``.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from autoencode.arrays import Array
from autoencode.errors import TrainingDivergedError
from autoencode.training.batches import BatchSource, batch_bounds
from autoencode.training.devices import Randomness, Runtime, Stream, derived_seed

LossTerms = Callable[[nn.Module, Tensor, torch.Generator], dict[str, Tensor]]
Record = dict[str, float]
OnStep = Callable[[int, int, int], None]  # epoch, samples seen in it, samples in all

# Steps between two looks at the flag of the first bad loss; each look waits for the
# device.
STEPS_BETWEEN_CHECKS = 50


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a training run will do.

    Parameters
    ----------
    batch_size, max_epochs : int
        Samples per step, and passes over the data.

    learning_rate : float
        The largest step size; ``schedule(step, n_steps)`` gives the share of it in use.

    schedule : callable
        An entry of `autoencode.training.optimizers.SCHEDULES`.

    seed : int
        Determines the order in each epoch, and the noise in each step.

    runtime : Runtime
        Device and precision.

    units : float
        Losses are multiplied by it when reported: squared data units per squared unit
        of the tensors trained on.
    """

    batch_size: int
    max_epochs: int
    learning_rate: float
    schedule: Callable[[int, int], float]
    seed: int
    runtime: Runtime
    units: float = 1.0


def epochs(
    network: nn.Module,
    loss_terms: LossTerms,
    source: BatchSource,
    rows: Array,
    optimizer: Optimizer,
    plan: Plan,
    *,
    steps_done: int = 0,
    epochs_done: int = 0,
    on_step: OnStep | None = None,
) -> Iterator[Record]:
    """Train one epoch each time the caller asks for the next item.

    Yields ``{"epoch", "loss", every term, "learning_rate", "seconds"}``. Loss and terms
    are means over the samples of the epoch, as they were when each was seen;
    ``"learning_rate"`` is that of the last step.

    Raises
    ------
    TrainingDivergedError
        Within 50 steps of the first loss that is not finite.
    """
    steps_per_epoch = len(batch_bounds(len(rows), plan.batch_size))
    n_steps = steps_done + steps_per_epoch * plan.max_epochs
    randomness = Randomness(network, plan.runtime.device)
    for epoch in range(epochs_done, epochs_done + plan.max_epochs):
        started = time.perf_counter()
        network.train()
        sums = MeanTerms()
        bad_step = torch.full((), -1, device=plan.runtime.device)
        with randomness, plan.runtime.threads():
            step = steps_done
            for x in source.shuffled(rows, plan.batch_size, plan.seed, epoch):
                factor = plan.schedule(step, n_steps)
                for group in optimizer.param_groups:
                    group["lr"] = plan.learning_rate * factor
                randomness.seed(derived_seed(plan.seed, Stream.STEP, step))
                with plan.runtime.autocast():
                    terms = loss_terms(network, x, randomness.generator)
                loss = torch.stack(list(terms.values())).sum()
                optimizer.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                optimizer.step()
                sums.add({"loss": loss, **terms}, len(x))
                is_first_bad = (bad_step < 0) & ~loss.detach().isfinite()
                bad_step = torch.where(is_first_bad, step, bad_step)
                step += 1
                if step % STEPS_BETWEEN_CHECKS == 0:
                    _check_flag(bad_step, epoch, plan)
                if on_step is not None:
                    on_step(epoch + 1, sums.n_samples, len(rows))
            steps_done = step
        _check_flag(bad_step, epoch, plan)
        if not has_finite_weights(network):
            raise diverged(epoch, step, plan)  # the last step's loss was still finite
        yield {
            "epoch": epoch + 1,
            **sums.means(plan.units),
            "learning_rate": plan.learning_rate * factor,
            "seconds": time.perf_counter() - started,
        }


def validation_terms(
    network: nn.Module,
    loss_terms: LossTerms,
    source: BatchSource,
    rows: Array,
    plan: Plan,
) -> Record:
    """Return the loss and its terms, means over the rows listed, without learning.

    Noise is the same at each call, so that epochs can be compared.
    """
    network.eval()
    sums = MeanTerms()
    randomness = Randomness(network, plan.runtime.device)
    with torch.inference_mode(), randomness, plan.runtime.threads():
        for number, x in enumerate(source.in_order(rows)):
            randomness.seed(derived_seed(plan.seed, Stream.VALIDATION, number))
            with plan.runtime.autocast():
                terms = loss_terms(network, x, randomness.generator)
            sums.add({"loss": torch.stack(list(terms.values())).sum(), **terms}, len(x))
    return {
        f"validation_{name}": value for name, value in sums.means(plan.units).items()
    }


class MeanTerms:
    """Sums loss terms over samples on the device; asks for no value before the end."""

    def __init__(self) -> None:
        self.sums: dict[str, Tensor] = {}
        self.n_samples = 0

    def add(self, means: dict[str, Tensor], n_samples: int) -> None:
        """Add the means over a batch of ``n_samples``."""
        for name, mean in means.items():
            value = mean.detach().to(self._type(mean)) * n_samples
            self.sums[name] = self.sums[name] + value if name in self.sums else value
        self.n_samples += n_samples

    @staticmethod
    def _type(mean: Tensor) -> torch.dtype:
        """Return float64 where there is one: a long sum loses digits in float32."""
        return torch.float32 if mean.device.type == "mps" else torch.float64

    def means(self, units: float) -> Record:
        """Return the means over all samples added, times ``units``."""
        return {
            name: float(total) / self.n_samples * units
            for name, total in self.sums.items()
        }


def has_finite_weights(network: nn.Module) -> bool:
    """Whether no weight is NaN or infinite; this waits for the device."""
    return all(bool(weights.isfinite().all()) for weights in network.parameters())


def _check_flag(bad_step: Tensor, epoch: int, plan: Plan) -> None:
    """Raise if a loss was not finite; the only wait for the device in an epoch."""
    step = int(bad_step)
    if step >= 0:
        raise diverged(epoch, step + 1, plan)


def diverged(epoch: int, step: int, plan: Plan) -> TrainingDivergedError:
    """Return the error for a loss that is not finite; ``epoch`` counts from 0."""
    return TrainingDivergedError(
        f"The training loss became infinite or NaN in epoch {epoch + 1}, step {step}. "
        f"Lower learning_rate (it is {plan.learning_rate:g}), or scale the data, for "
        f"example with sklearn.preprocessing.StandardScaler."
    )
