"""The arithmetic of matrix products: data type, library and number of threads.

It is chosen by measured times (see `autoencode.training.timing`), not by the name of
the processor: one with instructions for bfloat16 may be slower in it than in float32.
"""

import os
from typing import NamedTuple

import torch
from torch import nn

from autoencode.errors import InvalidParameterError, unknown_name
from autoencode.machine import has_native_bfloat16, has_onednn
from autoencode.nn.sizes import n_weights
from autoencode.training.products import FastLinear
from autoencode.training.timing import (
    LARGEST_BATCH,
    Shape,
    Times,
    candidates,
    shape_of,
    times_of,
)

VARIABLE = "AUTOENCODE_ARITHMETIC"
MEASURE = "measure"
SETTINGS = (MEASURE, "float32", "onednn", "bfloat16")

# What another arithmetic, or more threads than one, must gain to be chosen.
GAIN = 1.3

# Of networks with fewer weights nothing is measured: a step is mostly overhead.
MEASURED_FROM = 20_000
# With fewer, casts cost more than bfloat16 products save on a processor.
BFLOAT16_PAYS_FROM = 300_000
# With fewer, oneDNN's overhead is too large, and without a measurement one thread is
# used: a second does not make a step faster.
THREADS_PAY_FROM = 100_000
# From so many on all threads are used.
THREADS_ALWAYS_FROM = 300_000


class Arithmetic(NamedTuple):
    """How products are computed, and why in words.

    ``name`` is "float32" (by PyTorch's own choice of library, MKL in most builds),
    "onednn" (float32 by oneDNN) or "bfloat16". ``n_threads`` is 1, or None for all.
    """

    name: str
    n_threads: int | None
    reason: str

    @property
    def precision(self) -> str:
        """The data type: "float32" or "bfloat16"."""
        return "bfloat16" if self.name == "bfloat16" else "float32"


def setting() -> str:
    """Return the value of the environment variable that replaces the measurement.

    Raises
    ------
    InvalidParameterError
        If it is not one of `SETTINGS`.
    """
    name = os.environ.get(VARIABLE, "") or MEASURE
    if name not in SETTINGS:
        raise InvalidParameterError(unknown_name(VARIABLE, name, SETTINGS))
    return name


def choose_arithmetic(
    device: torch.device, precision: str, network: nn.Module, n_samples: int
) -> Arithmetic:
    """Return the arithmetic for a network's training.

    Parameters
    ----------
    device : torch.device
        Of the network. Only processors are measured.

    precision : str
        "float32", "bfloat16" or "auto".

    network : nn.Module
        Its largest layer is measured.

    n_samples : int
        The samples in a batch.
    """
    size = n_weights(network)
    if device.type != "cpu":
        if precision == "auto":
            pays = size >= BFLOAT16_PAYS_FROM and has_native_bfloat16(device)
            precision = "bfloat16" if pays else "float32"
        return Arithmetic(precision, None, f"{precision} on {device}")
    how, n_threads = setting(), torch.get_num_threads()
    if precision == "bfloat16":
        return _unmeasured(precision, size, n_threads, "as set")
    if how != MEASURE:
        is_bfloat16 = how == "bfloat16" and precision == "auto"
        is_onednn = how == "onednn" and has_onednn() and size >= THREADS_PAY_FROM
        name = how if is_bfloat16 or is_onednn else "float32"
        return _unmeasured(name, size, n_threads, f"{VARIABLE}={how}")
    names = _alternatives(precision, size)
    is_open = n_threads > 1 and MEASURED_FROM <= size < THREADS_ALWAYS_FROM
    if len(names) == 1 and not is_open:
        why = "small network" if size < THREADS_PAY_FROM else "nothing else is faster"
        return _unmeasured(names[0], size, n_threads, why)
    shape = shape_of(n_samples, *largest_layer(network))
    return decide(times_of(shape), shape, size, n_threads, names)


def _alternatives(precision: str, size: int) -> list[str]:
    """Return the arithmetics to choose from, for a network of so many weights."""
    least = {"float32": 0, "onednn": THREADS_PAY_FROM, "bfloat16": BFLOAT16_PAYS_FROM}
    return [
        name
        for name in candidates()
        if size >= least[name] and (name != "bfloat16" or precision == "auto")
    ]


def _unmeasured(name: str, size: int, n_threads: int, why: str) -> Arithmetic:
    """Return an arithmetic that does not follow from times."""
    count = 1 if size < THREADS_PAY_FROM else n_threads
    text = f"{label(name)}, {threads(count)} ({why})"
    return Arithmetic(name, 1 if count == 1 else None, text)


def decide(
    times: Times, shape: Shape, size: int, n_threads: int, names: list[str]
) -> Arithmetic:
    """Return the choice among ``names`` by measured seconds.

    Parameters
    ----------
    times : dict
        Seconds of the products by name and number of threads: 1 and ``n_threads``.

    shape : Shape
        Of the products.

    size : int
        The network's number of weights.

    n_threads : int
        The number of threads available.

    names : list of str
        "float32" first; another is taken if it is `GAIN` times as fast.
    """
    plain = times[names[0]]
    gain = plain[1] / plain[n_threads]
    # Where several threads are slower than one, they compete with other processes, and
    # their times say little.
    is_telling = gain >= 1
    if size >= THREADS_ALWAYS_FROM or not is_telling:
        count = n_threads if size >= THREADS_PAY_FROM else 1
    else:
        count = n_threads if gain >= GAIN else 1
    compared = count if is_telling else 1
    best = names[0]
    for name in names[1:]:
        if times[best][compared] >= GAIN * times[name][compared]:
            best = name

    def rate(name: str, count: int) -> str:
        return f"{shape.n_operations / times[name][count] / 1e9:.3g}"

    text = f"{label(best)}, {threads(count)}: {rate(best, compared)} GFLOP/s"
    for name in names:
        if name != best:
            text += f"; {label(name)} {rate(name, compared)}"
    if compared != count:
        text += f" (by {threads(compared)})"
    elif n_threads > 1 and size < THREADS_ALWAYS_FROM:
        other = n_threads if count == 1 else 1
        text += f"; {threads(other)} {rate(best, other)}"
    return Arithmetic(best, 1 if count == 1 else None, text)


def label(name: str) -> str:
    """Return an arithmetic in words, such as "float32 by MKL"."""
    if name == "bfloat16":
        return name
    has_mkl = torch.backends.mkl.is_available()  # type: ignore[no-untyped-call]
    library = "oneDNN" if name == "onednn" else "MKL" if has_mkl else "BLAS"
    return f"float32 by {library}"


def threads(count: int) -> str:
    """Return "1 thread" or "2 threads"."""
    return f"{count} thread{'s' if count > 1 else ''}"


def largest_layer(network: nn.Module) -> tuple[int, int]:
    """Return the number of inputs and outputs of the largest layer, 1 and 1 without.

    Of a convolution they are those of the product that computes it.
    """
    weights = [each for each in network.parameters() if each.ndim > 1]
    if not weights:
        return 1, 1
    largest = max(weights, key=torch.Tensor.numel)
    return largest.numel() // len(largest), len(largest)


def fast_linear(network: nn.Module) -> FastLinear:
    """Return the block in which a trained network computes by the faster library."""
    device = next(network.parameters()).device
    if device.type != "cpu" or n_weights(network) < THREADS_PAY_FROM:
        return FastLinear(False)
    chosen = choose_arithmetic(device, "float32", network, LARGEST_BATCH)
    return FastLinear(chosen.name == "onednn")
