"""Where the checkpoints of a fit are, and which fit they belong to."""

import contextlib
import hashlib
import inspect
import os
import platform
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, overload

import numpy as np
import torch
from scipy import sparse
from torch import nn

from autoencode.arrays import with_plain_numbers
from autoencode.errors import InvalidParameterError
from autoencode.machine import processor
from autoencode.training.checkpoint_files import digest_of
from autoencode.training.checkpoints import (
    CURRENT,
    Checkpoints,
    writing_checkpoints,
)
from autoencode.training.contexts import independent
from autoencode.training.distributed import division
from autoencode.training.intervals import interval_of

M = TypeVar("M")
R_co = TypeVar("R_co", covariant=True)
P = ParamSpec("P")

DOCUMENTATION = """checkpoint : Checkpoint, str or None, default=None
            A folder to write checkpoints of the fit to, every five minutes if it is a
            path. If it holds some of this fit, it goes on from the last one, bit for
            bit. See `Checkpoint`.

        """
# Larger data are recognized by so many bytes of rows spread over them.
MOST_HASHED = 2**28


@dataclass(frozen=True)
class Checkpoint:
    """Where a fit writes checkpoints, and how often.

    Parameters
    ----------
    path : str or Path
        A folder for the checkpoints of this fit alone, created if needed. If it holds
        some of a fit with the same parameters and data, the fit goes on from the last
        one, and ends with the same bits as one that was never stopped.

    every : str, default="5m"
        Time between two checkpoints: seconds, minutes or hours of training, or epochs;
        "30s", "5m", "2h", "1e".

    Raises
    ------
    InvalidParameterError
        If ``path`` is no path, or ``every`` no time.

    Examples
    --------
    >>> import tempfile
    >>> import numpy as np
    >>> from autoencode import Autoencoder, Checkpoint
    >>> X = np.random.default_rng(0).normal(size=(50, 4))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     checkpoint = Checkpoint(folder, every="1e")
    ...     model = Autoencoder(max_epochs=2, random_state=0)
    ...     model = model.fit(X, checkpoint=checkpoint)
    """

    path: str | Path
    every: str = "5m"

    def __post_init__(self) -> None:
        if not isinstance(self.path, str | os.PathLike):
            raise InvalidParameterError(
                f"checkpoint must be a folder or a Checkpoint; got {self.path!r}."
            )
        interval_of(self.every)


@contextlib.contextmanager
def checkpointing(
    checkpoint: Checkpoint | str | Path | None, model: Any, **data: Any
) -> Iterator[Checkpoints | None]:
    """Write checkpoints of the fit of a model to ``data`` within the block.

    With None there are those of the fit that this one is part of, if any.

    Raises
    ------
    CheckpointError
        If the folder holds those of another fit, or damaged ones.

    InvalidParameterError
        If ``checkpoint`` is no folder.

    OutputError
        If the folder cannot be written.
    """
    if checkpoint is None or CURRENT.get() is not None:
        yield CURRENT.get()
        return
    if not isinstance(checkpoint, Checkpoint):
        checkpoint = Checkpoint(checkpoint)
    checkpoints = Checkpoints(
        Path(checkpoint.path),
        interval_of(checkpoint.every),
        identity_of(model, data),
        machine_facts(),
    )
    with writing_checkpoints(checkpoints):
        yield checkpoints


class BoundFit(Protocol[P, R_co]):
    """How `fit` of an estimator is called: for type checkers.

    They cannot add a parameter to those of a method, and do not check the others if
    ``checkpoint`` is given.
    """

    @overload
    def __call__(self, *args: P.args, **given: P.kwargs) -> R_co: ...
    @overload
    def __call__(
        self, X: Any, *args: Any, checkpoint: Checkpoint | str | Path, **given: Any
    ) -> R_co: ...


class Fit(Protocol[P]):
    """The method `fit` of a class of estimators, which returns the estimator."""

    def __get__(self, estimator: M, owner: Any = None, /) -> BoundFit[P, M]: ...


def with_checkpoints(fit: Callable[Concatenate[M, P], M]) -> Fit[P]:
    """Give the method ``fit`` of an estimator the parameter ``checkpoint``.

    It is independent of the caller's contexts of PyTorch too.
    """
    fit = independent(fit)
    signature = inspect.signature(fit)
    named = inspect.Parameter(
        "checkpoint",
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Checkpoint | str | Path | None,
    )

    @wraps(fit)
    def resumable(
        self: M,
        *args: Any,
        checkpoint: Checkpoint | str | Path | None = None,
        **given: Any,
    ) -> M:
        if checkpoint is None:
            return fit(self, *args, **given)
        data = signature.bind(self, *args, **given).arguments
        data.pop("self")
        with checkpointing(checkpoint, self, **data):
            return fit(self, *args, **given)

    parameters = [*signature.parameters.values(), named]
    method: Any = resumable
    method.__signature__ = signature.replace(parameters=parameters)
    head, returns, rest = (fit.__doc__ or "").partition("Returns\n")
    method.__doc__ = head + (DOCUMENTATION + returns if returns else "") + rest
    found: Fit[P] = method
    return found


def identity_of(model: Any, data: Mapping[str, Any]) -> dict[str, str]:
    """Return what a fit is: the class, its parameters, and a digest of the data."""
    found = {"estimator": type(model).__name__}
    for name, value in model.get_params(deep=True).items():
        found[name] = _in_words(value)
    given = {name: value for name, value in data.items() if value is not None}
    texts = [f"{name} {digest(value)}" for name, value in given.items()]
    return found | {"data": hashlib.sha256("\n".join(texts).encode()).hexdigest()}


def machine_facts() -> dict[str, str]:
    """Return what the bits of a fit depend on besides its parameters and data."""
    try:
        own = version("autoencode")
    except PackageNotFoundError:  # not installed: run from its source
        own = "unknown"
    return {
        "version of autoencode": own,
        "version of PyTorch": torch.__version__,
        "processor": processor() or platform.machine(),
        "number of threads": str(torch.get_num_threads()),
        "number of processes": str(division().n),
    }


def _in_words(value: Any) -> str:
    """Return a text that is equal for equal values of a parameter."""
    if hasattr(value, "get_params"):
        return type(value).__name__  # its parameters have entries of their own
    if isinstance(value, nn.Module):
        return f"{type(value).__name__} {digest_of(value.state_dict())[:12]}"
    if isinstance(value, np.random.RandomState):
        return (
            f"RandomState {digest(value.get_state(legacy=False)['state']['key'])[:12]}"
        )
    if isinstance(value, np.ndarray):
        return f"array {digest(value)[:12]}"
    if callable(value):
        return str(getattr(value, "__qualname__", type(value).__name__))
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_in_words, value))}]"
    return repr(value)


def digest(value: Any) -> str:
    """Return a checksum of samples or labels.

    Of arrays of more than 256 MiB, and of files on disk, some rows spread over them
    stand for all.
    """
    value = with_plain_numbers(value)
    if sparse.issparse(value):
        value = value.tocsr()
        parts = [digest(each) for each in (value.data, value.indices, value.indptr)]
    elif hasattr(value, "identity"):  # rows on disk
        parts = [str(value.identity)]
    elif hasattr(value, "columns"):  # a data frame
        parts = [f"{name} {digest(np.asarray(value[name]))}" for name in value.columns]
    else:
        array = np.asarray(value)
        if array.dtype == object:
            content = "\n".join(map(str, array.ravel().tolist())).encode()
        else:
            n_rows = len(array) if array.ndim and array.size else 1
            rows = array.reshape(n_rows, -1)
            step = max(1, -(-rows.nbytes // MOST_HASHED))
            content = np.ascontiguousarray(rows[::step]).tobytes()
        parts = [
            str(array.dtype),
            str(array.shape),
            hashlib.sha256(content).hexdigest(),
        ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
