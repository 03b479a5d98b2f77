"""The training loop, the same for all autoencoders.

`epochs` is a generator: early stopping, logging and keeping the best weights are plain
code around ``for record in epochs(...)``.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from autoencode.arrays import Array
from autoencode.errors import TrainingDivergedError
from autoencode.training.batches import BatchSource, batch_bounds
from autoencode.training.checkpoint_checks import check_means, whole
from autoencode.training.checkpoints import new_stage
from autoencode.training.devices import Randomness, Runtime, Stream, derived_seed
from autoencode.training.distributed import ALONE, Division, division, summed
from autoencode.training.stages import Stage
from autoencode.training.steps import LossTerms, Step

Record = dict[str, float]
OnStep = Callable[[int, int, int], None]  # epoch, samples seen in it, samples in all

# Steps between two checks of the losses; each check waits for the device.
STEPS_BETWEEN_CHECKS = 50


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The settings of a training run."""

    batch_size: int
    max_epochs: int
    learning_rate: float  # the largest one
    schedule: Callable[[int, int], float]  # from (step, n_steps) to a factor of it
    seed: int  # determines the order in each epoch, and the noise in each step
    runtime: Runtime
    # Reported losses are multiplied by it: squared data units per squared unit of the
    # tensors trained on.
    units: float = 1.0


def epochs(
    network: nn.Module,
    make_step: Step,
    source: BatchSource,
    rows: Array,
    plan: Plan,
    *,
    steps_done: int = 0,
    epochs_done: int = 0,
    on_step: OnStep | None = None,
    stage: Stage | None = None,
) -> Iterator[Record]:
    """Train one epoch each time the caller asks for the next item.

    In a fit with checkpoints a training that was begun before goes on from where it
    was; the records of the epochs that were done come first. The caller of a ``stage``
    of its own ends it.

    Yields ``{"epoch", "loss", every term, "learning_rate", "seconds"}``. Loss and terms
    are means over the samples of the epoch, computed before each step; a
    discriminator's terms are not part of the loss and have no units.
    ``"learning_rate"`` is that of the last step.

    Raises
    ------
    TrainingDivergedError
        Within 50 steps of the first loss that is not finite.
    """
    own = new_stage() if stage is None else stage
    bounds = batch_bounds(len(rows), plan.batch_size)
    own.begin(network, make_step, plan.max_epochs, epochs_done)
    with own.restoring():
        if whole(own.n_batches, at_most=len(bounds)):
            check_means(own.means or {}, own.n_batches, len(make_step.names))
    if own.n_batches and own.is_of_others and source.order_depends_on_processes:
        own.begin_epoch_again()
    n_steps = steps_done + len(bounds) * plan.max_epochs
    first, last = epochs_done + len(own.records), epochs_done + plan.max_epochs
    try:
        yield from own.replayed()
        for epoch in range(first, last):
            own.go_on()
            started = time.perf_counter()
            network.train()
            step = steps_done + (epoch - epochs_done) * len(bounds) + own.n_batches
            means = RunningMeans(plan, epoch, step, make_step.division)
            means.restore(own.means)
            with make_step:
                order = (rows, plan.batch_size, plan.seed, epoch, own.n_batches)
                batches = source.shuffled(*order, division=make_step.division)
                rest = enumerate(bounds[own.n_batches :], start=own.n_batches + 1)
                for x, (n_batches, (start, n_seen)) in zip(batches, rest, strict=True):
                    make_step.set_learning_rate(rate_of(plan, step, n_steps))
                    make_step.set_batch(n_seen - start)
                    means.add(make_step(x, step), n_seen - start)
                    step += 1
                    if own.is_followed:
                        own.after_step(n_batches, means.state)
                    if on_step is not None:
                        on_step(epoch + 1, n_seen, len(rows))
            losses = means.record(make_step.names, make_step.n_discriminator_terms)
            if not has_finite_weights(network):
                raise diverged(epoch, step, plan)  # the last loss was still finite
            record = {
                "epoch": epoch + 1,
                **losses,
                "learning_rate": rate_of(plan, step - 1, n_steps),
                "seconds": time.perf_counter() - started,
            }
            own.after_epoch(record)
            yield record
    finally:
        if stage is None:
            own.finish()


def rate_of(plan: Plan, step: int, n_steps: int) -> float:
    """Return the learning rate of a step, counted from 0."""
    return plan.learning_rate * plan.schedule(step, n_steps)


def offset_epochs(on_step: OnStep, epochs_before: int) -> OnStep:
    """Return a callback that adds ``epochs_before`` to the number of the epoch."""
    return lambda epoch, *samples: on_step(epochs_before + epoch, *samples)


class RunningMeans:
    """Sums the loss terms of an epoch on the device, and checks them periodically.

    ``epoch`` and ``steps_done`` are the position of training, counted from 0. Several
    processes add the terms of their own rows; the means are those of all rows.
    """

    def __init__(
        self, plan: Plan, epoch: int, steps_done: int, division: Division = ALONE
    ) -> None:
        self.plan, self.epoch, self.steps_done = plan, epoch, steps_done
        self.division = division
        self.recent: list[Tensor] = []
        self.sizes: list[int] = []
        self.sums: Tensor | float = 0.0
        self.n_samples = 0

    def state(self) -> dict[str, Any]:
        """Return the sums so far, for a checkpoint.

        It does not change them, except that several processes add theirs up.
        """
        if self.division.n > 1:
            self._add_recent()
        return {
            "recent": list(self.recent),
            "sizes": list(self.sizes),
            "sums": self.sums,
            "n_samples": self.n_samples,
            "steps_done": self.steps_done,
        }

    def restore(self, state: dict[str, Any] | None) -> None:
        """Set the sums to those of a checkpoint, if there are any."""
        if state is not None:
            device = self.plan.runtime.device
            self.recent = [each.to(device) for each in state["recent"]]
            self.sizes = list(state["sizes"])
            sums = state["sums"]
            self.sums = sums.to(device) if isinstance(sums, Tensor) else sums
            self.n_samples, self.steps_done = state["n_samples"], state["steps_done"]

    def add(self, terms: Tensor, n_samples: int) -> None:
        """Add the means over a batch of ``n_samples``, shape (n_terms,).

        Those of several processes are means over their share of it.
        """
        self.recent.append(terms)
        self.sizes.append(self.division.size(n_samples))
        self.n_samples += n_samples
        if len(self.recent) == STEPS_BETWEEN_CHECKS:
            self._add_recent()

    def _add_recent(self) -> None:
        """Add the recent terms to the sums; raise if one of them is not finite.

        Nothing else in an epoch waits for the device.
        """
        if not self.recent:
            return
        terms = torch.stack(self.recent)
        weights = _weights(self.sizes, terms)
        if self.division.n > 1:  # all see what is not finite in one of them
            terms = summed(weights[:, None] * terms.to(weights.dtype))
            weights = torch.ones_like(weights)
        bad = ~terms.isfinite().all(dim=1)
        if bool(bad.any()):
            step = self.steps_done + int(bad.int().argmax())
            raise diverged(self.epoch, step + 1, self.plan)
        self.sums = self.sums + weights @ terms.to(weights.dtype)
        self.steps_done += len(self.recent)
        self.recent, self.sizes = [], []

    def record(self, names: list[str], n_discriminator_terms: int = 0) -> Record:
        """Return the mean over all samples, of the loss and of each term."""
        self._add_recent()
        assert isinstance(self.sums, Tensor)
        means = self.sums / self.n_samples
        return _record(means, names, self.plan, n_discriminator_terms)


def validation_terms(
    network: nn.Module,
    loss_terms: LossTerms,
    source: BatchSource,
    rows: Array,
    plan: Plan,
) -> Record:
    """Return the loss and its terms, means over the rows listed, without training.

    Noise is the same at each call, so that epochs can be compared. Each of several
    processes computes some of the blocks; all return the same means.
    """
    network.eval()
    terms: dict[str, Tensor] = {}
    values: list[Tensor | None] = []
    sizes, own = [], division()
    randomness = Randomness(network, plan.runtime.device)
    with torch.inference_mode(), randomness, plan.runtime.threads():
        for number, x in enumerate(source.in_order(rows)):
            sizes.append(len(x))
            if number % own.n != own.rank and number > 0:
                values.append(None)
                continue
            randomness.seed(derived_seed(plan.seed, Stream.VALIDATION, number))
            with plan.runtime.autocast():
                terms = loss_terms(network, x, randomness.generator)
            values.append(torch.stack(list(terms.values())))
        found = _of_all_processes(values, own)
        record = _record(_weighted_sum(found, sizes) / len(rows), list(terms), plan)
    return {f"validation_{name}": value for name, value in record.items()}


def _of_all_processes(values: list[Tensor | None], own: Division) -> list[Tensor]:
    """Return the terms of all blocks, of which each process has computed some.

    All compute the first one, to know the number of terms.
    """
    known = {number: each for number, each in enumerate(values) if each is not None}
    if own.n == 1:
        return list(known.values())
    of_all = torch.zeros(len(values), len(known[0])).to(known[0])
    for number, each in known.items():
        if number % own.n == own.rank:
            of_all[number] = each
    return list(summed(of_all))


def _record(means: Tensor, names: list[str], plan: Plan, n_last: int = 0) -> Record:
    """Return the loss and its terms, in data units except for the last ``n_last``."""
    n_own = len(names) - n_last
    own, last = (means[:n_own] * plan.units).tolist(), means[n_own:].tolist()
    return {"loss": sum(own), **dict(zip(names, own + last, strict=True))}


def _weighted_sum(terms: list[Tensor], sizes: list[int]) -> Tensor:
    """Return the sum of means times their number of samples, for each term.

    In float64 where it exists: a long sum loses digits in float32.
    """
    weights = _weights(sizes, terms[0])
    return weights @ torch.stack(terms).to(weights.dtype)


def _weights(sizes: list[int], like: Tensor) -> Tensor:
    """Return numbers of samples, to multiply terms on the same device with."""
    dtype = torch.float32 if like.device.type == "mps" else torch.float64
    return torch.tensor(sizes, dtype=dtype).to(like.device)


def has_finite_weights(network: nn.Module) -> bool:
    """Whether no weight is NaN, infinite, or so large that a product of two is.

    This waits for the device.
    """
    weights: list[Tensor] = list(network.parameters())
    with torch.no_grad():
        norms = torch._foreach_norm(weights) if weights else ()
    return all(bool(norm.isfinite()) for norm in norms)


def diverged(epoch: int, step: int, plan: Plan) -> TrainingDivergedError:
    """Return the error for a loss that is not finite; ``epoch`` counts from 0."""
    return TrainingDivergedError(
        f"The training loss became infinite or NaN in epoch {epoch + 1}, step {step}. "
        f"Lower learning_rate (it is {plan.learning_rate:g}), or scale the data, for "
        f"example with sklearn.preprocessing.StandardScaler."
    )
