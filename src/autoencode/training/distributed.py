"""Several processes that train one network, by PyTorch's distributed package.

All processes run the same program on the same samples. They differ in the rows of each
batch for which they compute the gradient; the gradient that all of them use is that of
the whole batch, so that the number of processes does not change what is learned. Who
starts the processes (torchrun, Ray Train, a script) also makes their process group.

What cannot be divided, such as contrastive divergence, every process computes alike.
"""

import contextlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from autoencode.errors import AutoencodeError, FitProcessError, one_line

T = TypeVar("T")
SECONDS_BETWEEN_AGREEMENTS, MOST_STEPS_BETWEEN = 1.0, 1000
ROWS_OF_BATCH_NORM = 2  # the least that it takes in training
# What gloo and NCCL say where a process is gone or does not answer.
LOST = re.compile(
    r"gloo|nccl|ncclRemoteError|connection (closed|reset|refused)|broken pipe|"
    r"timed? ?out|socket|store",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Division:
    """How the rows of a batch are divided between processes.

    Parameters
    ----------
    rank : int, default=0
        Number of this process.

    n : int, default=1
        Number of processes.
    """

    rank: int = 0
    n: int = 1

    def sizes(self, n_rows: int) -> list[int]:
        """Return the rows of each process: as equal as can be, and none of one row.

        Of a small batch some processes get no row.
        """
        n_parts = min(self.n, max(1, n_rows // ROWS_OF_BATCH_NORM))
        size, n_larger = divmod(n_rows, n_parts)
        sizes = [size + (part < n_larger) for part in range(n_parts)]
        return sizes + [0] * (self.n - n_parts)

    def size(self, n_rows: int) -> int:
        """Return the number of rows of this process."""
        return n_rows if self.n == 1 else self.sizes(n_rows)[self.rank]

    def bounds(self, start: int, stop: int) -> tuple[int, int]:
        """Return the rows of this process among those of a batch.

        A process without a row gets the first ones, for steps are made together; their
        weight is 0.
        """
        if self.n == 1:
            return start, stop
        sizes = self.sizes(stop - start)
        if sizes[self.rank] == 0:
            return start, min(start + ROWS_OF_BATCH_NORM, stop)
        first = start + sum(sizes[: self.rank])
        return first, first + sizes[self.rank]

    def weight(self, n_rows: int) -> float:
        """Return the factor of this process's mean loss over its rows.

        The mean over the processes is then the mean over the batch.
        """
        return 1.0 if self.n == 1 else self.size(n_rows) * self.n / n_rows

    def noise(self, seed: int) -> int:
        """Return a seed of this process: two rows must not have the same noise."""
        return seed if self.rank == 0 else (seed + self.rank * 0x9E3779B1) % 2**32


ALONE = Division()
_IS_ALONE: ContextVar[bool] = ContextVar("is_alone", default=False)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Compute in this process only, whatever the others do, within the block."""
    token = _IS_ALONE.set(True)
    try:
        yield
    finally:
        _IS_ALONE.reset(token)


def division() -> Division:
    """Return how batches are divided between the processes of the present group."""
    if _IS_ALONE.get() or not (dist.is_available() and dist.is_initialized()):
        return ALONE
    return Division(dist.get_rank(), dist.get_world_size())


def is_first() -> bool:
    """Whether this is the process that writes files: the first, or the only one."""
    return division().rank == 0


def agreed(make: Callable[[], T]) -> T:
    """Return what the first process made, in all of them.

    Raises
    ------
    AutoencodeError
        If the first process raised it.
    """
    own = division()
    if own.n == 1:
        return make()
    answer: list[Any] = [None, None]
    if own.rank == 0:
        try:
            answer[0] = make()
        except AutoencodeError as error:
            answer[1] = error
    with others_needed():
        dist.broadcast_object_list(answer, src=0)
    if answer[1] is not None:
        raise answer[1]
    result: T = answer[0]
    return result


def summed(values: Tensor) -> Tensor:
    """Return the sum of a tensor over all processes, which must have one each."""
    with others_needed():
        dist.all_reduce(values)
    return values


def largest(*values: float) -> list[float]:
    """Return the largest of each number over all processes."""
    found = torch.tensor(values, dtype=torch.float64, device=_device())
    with others_needed():
        dist.all_reduce(found, dist.ReduceOp.MAX)
    return [float(each) for each in found]


def _device() -> torch.device:
    """Return the device of what is sent besides gradients."""
    return torch.device("cuda" if dist.get_backend() == "nccl" else "cpu")


@contextlib.contextmanager
def others_needed() -> Iterator[None]:
    """Raise FitProcessError where another process does not answer any more."""
    try:
        yield
    except RuntimeError as error:
        if not (isinstance(error, dist.DistError) or LOST.search(str(error))):
            raise
        raise FitProcessError(
            f"Another process of this training has ended, or cannot be reached "
            f"({one_line(error)[:120]}). Its own message says why; checkpoints stay."
        ) from error


class Agreement:
    """When all processes do at the same step what any of them may want.

    They ask one another about once a second, not after every step, which would cost as
    much as a small step.
    """

    def __init__(self) -> None:
        self.is_wanted = False
        self.n_steps, self.steps_between = 0, 1
        self.last = time.monotonic()

    @classmethod
    def of_group(cls) -> "Agreement | None":
        """Return one for the present processes; None for a single one."""
        return cls() if division().n > 1 else None

    def reached(self, wanted: bool, *, now: bool = False) -> bool:
        """Return, after a step, whether a process wants it; the same in all of them.

        False until they ask one another again, which they do at once with ``now``.
        """
        self.is_wanted |= wanted
        self.n_steps += 1
        if not now and self.n_steps < self.steps_between:
            return False
        passed = time.monotonic() - self.last
        any_wanted, slowest = largest(float(self.is_wanted), passed / self.n_steps)
        steps = SECONDS_BETWEEN_AGREEMENTS / max(slowest, 1e-6)
        self.steps_between = min(max(1, int(steps)), MOST_STEPS_BETWEEN)
        self.is_wanted, self.n_steps, self.last = False, 0, time.monotonic()
        return any_wanted > 0


class LossOfRows(nn.Module):
    """The loss terms of a network as a module, whose gradients PyTorch combines."""

    def __init__(
        self, network: nn.Module, loss_terms: Callable[..., dict[str, Tensor]]
    ) -> None:
        super().__init__()
        self.network, self.loss_terms = network, loss_terms
        self.names: list[str] = []

    def forward(self, x: Tensor, generator: torch.Generator) -> Tensor:
        """Return the loss terms, shape (n_terms,): means over the rows."""
        terms = self.loss_terms(self.network, x, generator)
        self.names = list(terms)
        return torch.stack(list(terms.values()))


class DividedLoss:
    """The loss of a network over the rows of this process.

    Its backward pass leaves the gradient of the whole batch in every process.

    Parameters
    ----------
    network : nn.Module
        Only weights that require a gradient now get one.

    loss_terms : callable
        As in `AutogradStep`.
    """

    def __init__(
        self, network: nn.Module, loss_terms: Callable[..., dict[str, Tensor]]
    ) -> None:
        self.module = LossOfRows(network, loss_terms)
        self.weights = [p for p in network.parameters() if p.requires_grad]
        # Such as a codebook: that of the first process, learned of its rows, is used.
        self.learned = [
            getattr(module, name)
            for module in network.modules()
            for name in getattr(module, "learned_buffers", ())
        ]
        with others_needed():  # all processes get the weights of the first one
            self.parallel = DistributedDataParallel(
                self.module, broadcast_buffers=False, static_graph=True
            )

    def is_of(self, weights: list[nn.Parameter]) -> bool:
        """Whether it gives gradients to these weights, and to no others."""
        own = [id(each) for each in self.weights]
        return own == [id(each) for each in weights]

    def __call__(self, x: Tensor, generator: torch.Generator) -> dict[str, Tensor]:
        """Return the loss terms: means over the rows."""
        use_same(self.learned)
        with others_needed():
            values = self.parallel(x, generator)
        return dict(zip(self.module.names, values, strict=True))


def use_same(tensors: Iterable[Tensor]) -> None:
    """Give all processes the weights, or other tensors, of the first one.

    Those of others differ in the last bits where the processors do.
    """
    with others_needed():
        for each in tensors:
            dist.broadcast(each.detach(), src=0)


def combine_buffers(network: nn.Module) -> None:
    """Give all processes the same buffers after the steps of an epoch.

    Of batch norm's statistics the mean; of all others those of the first process.
    """
    others, n = [], division().n
    for name, values in network.named_buffers():
        if name.endswith(("running_mean", "running_var")):
            summed(values).div_(n)
        else:
            others.append(values)
    use_same(others)
