"""How long matrix products take on this machine, measured once and kept in a file.

One layer's three products of a training step are timed for a few milliseconds, in each
arithmetic that the processor has. The result is kept for each processor, number of
threads, version of PyTorch and shape, so that all fits on a machine decide alike.
"""

import contextlib
import json
import math
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor

from autoencode.errors import OutputError
from autoencode.files import writing
from autoencode.machine import has_native_bfloat16, has_onednn, onednn_limit, processor
from autoencode.training.products import linear

FILE = "arithmetic.json"
FORMAT = 1
SECONDS, MAX_SECONDS = 0.02, 0.2  # for each number of threads
MIN_ROUNDS, MAX_ROUNDS = 3, 100  # a slow round may be the only one
LARGEST_BATCH, LARGEST_WIDTH = 256, 512  # timed; in larger ones ratios are the same

# Seconds by arithmetic ("float32", "onednn", "bfloat16") and number of threads.
Times = dict[str, dict[int, float]]

_memory: dict[str, Times] = {}  # by key, of this process
_lock = threading.Lock()


class Shape(NamedTuple):
    """A layer and a batch, in powers of two."""

    n_samples: int
    narrow: int  # the smaller and the larger number of the layer's units
    wide: int

    @property
    def n_operations(self) -> int:
        """Multiplications and additions of the three products."""
        return 6 * self.n_samples * self.narrow * self.wide


def shape_of(n_samples: int, n_inputs: int, n_outputs: int) -> Shape:
    """Return the shape that is timed for a layer and a batch."""
    narrow, wide = sorted((n_inputs, n_outputs))
    return Shape(
        _power_of_two(n_samples, 32, LARGEST_BATCH),
        _power_of_two(narrow, 8, LARGEST_WIDTH),
        _power_of_two(wide, 8, LARGEST_WIDTH),
    )


def _power_of_two(size: int, least: int, most: int) -> int:
    nearest: int = 2 ** round(math.log2(max(1, size)))
    return min(most, max(least, nearest))


def candidates() -> list[str]:
    """Return the arithmetics that processor and PyTorch have, the plain one first."""
    found = ["float32"]
    if has_onednn():
        found.append("onednn")
    if has_native_bfloat16(torch.device("cpu")):
        found.append("bfloat16")
    return found


def times_of(shape: Shape) -> Times:
    """Return the times of a shape's products: kept ones, or else measured ones."""
    n_threads = torch.get_num_threads()
    wanted = {name: {1, n_threads} for name in candidates()}
    key = _key(shape, n_threads)
    with _lock:
        if not _is_complete(_memory.get(key), wanted):
            path = cache_path()
            _memory.update(_read(path))
            if not _is_complete(_memory.get(key), wanted):
                measured = measure(shape, wanted)
                _memory[key] = _keep(path, key, measured, wanted)
        return _memory[key]


def _key(shape: Shape, n_threads: int) -> str:
    """Return the name of an entry: all that the times depend on."""
    limit = onednn_limit()
    parts = [processor(), f"PyTorch {torch.__version__}", f"{n_threads} threads"]
    parts += [] if limit is None else [f"ONEDNN_MAX_CPU_ISA={limit}"]
    return "; ".join([*parts, " x ".join(map(str, shape))])


def measure(shape: Shape, wanted: Mapping[str, set[int]]) -> Times:
    """Time the products in each arithmetic, in turn; return the least times.

    Other processes only add time, so that the least one is nearest to the products'.
    """
    before = torch.get_num_threads()
    times: Times = {name: {} for name in wanted}
    try:
        for n_threads in sorted(set[int]().union(*wanted.values())):
            torch.set_num_threads(n_threads)
            with torch.inference_mode():
                products = {name: PRODUCTS[name](shape) for name in wanted}
                for name, seconds in _least_seconds(products).items():
                    times[name][n_threads] = seconds
    finally:
        torch.set_num_threads(before)
    return times


def _least_seconds(products: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    for run in products.values():
        run()  # the first one also makes threads and code
    least = dict.fromkeys(products, math.inf)
    started = time.perf_counter()
    for number in range(MAX_ROUNDS):
        elapsed = time.perf_counter() - started
        if elapsed > (SECONDS if number >= MIN_ROUNDS else MAX_SECONDS):
            break
        for name, run in products.items():
            begun = time.perf_counter()
            run()
            least[name] = min(least[name], time.perf_counter() - begun)
    return least


def _operands(shape: Shape) -> tuple[Tensor, Tensor, Tensor]:
    """Return a batch, a layer's weights, and the gradient of its output."""
    sizes = [
        (shape.n_samples, shape.wide),
        (shape.narrow, shape.wide),
        (shape.n_samples, shape.narrow),
    ]
    x, weight, gradient = (torch.full(size, 0.5, dtype=torch.float32) for size in sizes)
    return x, weight, gradient


def _in_float32(shape: Shape) -> Callable[[], object]:
    x, weight, gradient = _operands(shape)
    return lambda: (x @ weight.t(), gradient.t() @ x, gradient @ weight)


def _by_onednn(shape: Shape) -> Callable[[], object]:
    x, weight, gradient = _operands(shape)
    return lambda: (
        linear(x, weight),
        linear(gradient.t(), x.t()),
        linear(gradient, weight.t()),
    )


def _in_bfloat16(shape: Shape) -> Callable[[], object]:
    """Casts count: weights and gradients are float32."""
    x, weight, gradient = _operands(shape)

    def run() -> object:
        low = [each.to(torch.bfloat16) for each in (x, weight, gradient)]
        output = low[0] @ low[1].t()
        return output, (low[2].t() @ low[0]).float(), low[2] @ low[1]

    return run


PRODUCTS: dict[str, Callable[[Shape], Callable[[], object]]] = {
    "float32": _in_float32,
    "onednn": _by_onednn,
    "bfloat16": _in_bfloat16,
}


def cache_path() -> Path:
    """Return the path of the file of times, in the user's cache folder."""
    folder = os.environ.get("XDG_CACHE_HOME")
    if folder:
        return Path(folder, "autoencode", FILE)
    from platformdirs import user_cache_path

    return user_cache_path("autoencode") / FILE


def _read(path: Path) -> dict[str, Times]:
    """Return the entries of the file that are valid; none if it cannot be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        stored = content["times"] if content["format"] == FORMAT else {}
        return dict(_valid_entries(stored))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _valid_entries(stored: Mapping[str, Any]) -> Iterator[tuple[str, Times]]:
    for key, entry in stored.items():
        with contextlib.suppress(ValueError, TypeError, AttributeError):
            times = {
                name: {int(n): float(seconds) for n, seconds in found.items()}
                for name, found in entry.items()
            }
            seconds = [each for found in times.values() for each in found.values()]
            if all(math.isfinite(each) and each > 0 for each in seconds):
                yield key, times


def _is_complete(times: Times | None, wanted: Mapping[str, set[int]]) -> bool:
    return times is not None and all(
        counts <= times.get(name, {}).keys() for name, counts in wanted.items()
    )


def _keep(
    path: Path, key: str, measured: Times, wanted: Mapping[str, set[int]]
) -> Times:
    """Add an entry to the file, unless another process has; return the one kept.

    Where the file cannot be written the times are kept for this process alone.
    """
    stored = _read(path)
    if _is_complete(stored.get(key), wanted):
        return stored[key]
    stored[key] = measured
    with contextlib.suppress(OutputError, OSError), writing(path) as temporary:
        content = {"format": FORMAT, "times": stored}
        temporary.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return measured
