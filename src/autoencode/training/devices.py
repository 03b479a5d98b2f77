"""Device, precision and random state: the only file that depends on the machine.

A run can be resumed at any step: random numbers of a step are a function of (seed,
step), the order of an epoch is one of (seed, epoch).
"""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Self

import numpy as np
import torch
from torch import nn

from autoencode.errors import InvalidParameterError
from autoencode.nn.dropout import RandomLayer
from autoencode.nn.sizes import n_weights
from autoencode.training.arithmetic import THREADS_PAY_FROM, choose_arithmetic

PRECISIONS = ("auto", "float32", "bfloat16")

DEVICE_TYPES = ("cpu", "cuda", "mps")

# Held while the global generators are seeded here: threads would mix their numbers.
_GLOBAL_GENERATORS = threading.RLock()


class Stream(IntEnum):
    """The purposes of random numbers; each has a separate sequence of them."""

    WEIGHTS = 0
    SPLIT = 1
    ORDER = 2
    STEP = 3
    VALIDATION = 4
    AUGMENT = 5
    PRETRAINING = 6
    PRIOR = 7
    FINE_TUNING = 8


def derived_seed(seed: int, stream: Stream, number: int = 0) -> int:
    """Return a seed that is a function of ``seed``, the stream and a number in it."""
    sequence = np.random.SeedSequence((seed, int(stream), number))
    return int(sequence.generate_state(1, np.uint32)[0])


@dataclass(frozen=True)
class Runtime:
    """The device and the precision of a network."""

    device: torch.device  # of the weights and the batches
    # The type of matrix products; None is float32. Weights, losses and statistics are
    # float32 in either case.
    autocast_dtype: torch.dtype | None
    is_small: bool = False  # a step is mostly overhead, not arithmetic
    uses_onednn: bool = False  # for float32 products
    # None leaves the number. Several would wait for each other longer than they compute
    # in a small network, above all when other processes use the processor.
    n_threads: int | None = None
    reason: str = ""  # the choice in words

    @property
    def precision(self) -> str:
        """The name of the products' type: "float32" or "bfloat16"."""
        return "float32" if self.autocast_dtype is None else "bfloat16"

    def autocast(self) -> torch.autocast:
        """Return a context in which products are computed in the chosen precision."""
        return torch.autocast(
            self.device.type,
            dtype=self.autocast_dtype or torch.bfloat16,
            enabled=self.autocast_dtype is not None,
        )

    @contextlib.contextmanager
    def threads(self) -> Iterator[None]:
        """Use the chosen number of threads; restore the number at the end."""
        before = torch.get_num_threads()
        if self.n_threads is not None:
            torch.set_num_threads(self.n_threads)
        try:
            yield
        finally:
            torch.set_num_threads(before)


def keep_freed_memory() -> None:
    """Let the C library keep freed memory for the next tensor.

    By default glibc returns large blocks to the system at once, and every step would
    request all its pages again. The threshold rises to the size of the largest block
    freed, at most 32 MiB (mallopt(3), M_MMAP_THRESHOLD); elsewhere this does nothing.
    """
    torch.empty(2**25 - 2**16, dtype=torch.uint8)


class Randomness:
    """The random numbers of a network's steps: a function of the step's seed alone.

    Within its block, once seeded, the package's own layers draw from ``generator``. A
    user's modules may draw from PyTorch's global generators: those are then seeded too,
    locked against other threads, and restored at the end of the block.
    """

    def __init__(self, network: nn.Module, device: torch.device) -> None:
        self.device = device
        self.generator = torch.Generator(device)
        self.layers = [m for m in network.modules() if isinstance(m, RandomLayer)]
        self.draws_globally = getattr(network, "draws_globally", True)
        self.block = contextlib.ExitStack()

    def __enter__(self) -> Self:
        if self.draws_globally:
            self.block.enter_context(own_random_state(self.device))
        return self

    def __exit__(self, *error: object) -> None:
        self.block.close()
        for layer in self.layers:
            layer.generator = None

    def seed(self, seed: int) -> None:
        """Start the random numbers of a step; the layers draw them from now on.

        Not from the start of the block: a discriminator's step shares the layers.
        """
        self.generator.manual_seed(seed)
        for layer in self.layers:
            layer.generator = self.generator
        if self.draws_globally:
            seed_globally(self.device, seed)


@contextlib.contextmanager
def own_random_state(device: torch.device) -> Iterator[None]:
    """Restore PyTorch's global generators at the end of the block."""
    devices = [device] if device.type == "cuda" else []
    with _GLOBAL_GENERATORS:
        mps_state = torch.mps.get_rng_state() if device.type == "mps" else None
        try:
            with torch.random.fork_rng(devices=devices):
                yield
        finally:
            if mps_state is not None:
                torch.mps.set_rng_state(mps_state)


def seed_globally(device: torch.device, seed: int) -> None:
    """Seed the global generators of the processor and of a device, and no others."""
    torch.default_generator.manual_seed(seed)
    if device.type == "cuda":
        torch.cuda.default_generators[device.index].manual_seed(seed)
    elif device.type == "mps":
        torch.mps.manual_seed(seed)


def choose_device(name: str) -> torch.device:
    """Return the device called ``name``; "auto" is CUDA, else MPS, else the CPU."""
    if name == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda", torch.cuda.current_device())
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    try:
        device = torch.device(name)
        if device.type not in DEVICE_TYPES:
            raise RuntimeError(f"no training on {device.type}")
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        raise InvalidParameterError(
            f"device must be one that this machine has; got {name!r}. Use "
            "'cpu' or 'auto'."
        ) from error
    if name == "cuda":
        return torch.device("cuda", torch.cuda.current_device())
    return device


def choose_runtime(
    device: torch.device, precision: str, network: nn.Module, n_samples: int
) -> Runtime:
    """Return the runtime to train a network in batches of ``n_samples``.

    "auto" precision is bfloat16 where the network is large enough and the device is so
    much faster in it: see `autoencode.training.arithmetic`.
    """
    chosen = choose_arithmetic(device, precision, network, n_samples)
    return Runtime(
        device,
        torch.bfloat16 if chosen.precision == "bfloat16" else None,
        is_small=n_weights(network) < THREADS_PAY_FROM,
        uses_onednn=chosen.name == "onednn",
        n_threads=chosen.n_threads,
        reason=chosen.reason,
    )
