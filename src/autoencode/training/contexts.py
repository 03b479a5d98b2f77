"""Contexts of training and inference, whatever the caller has set in PyTorch."""

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

import torch
from torch import nn

from autoencode.nn.modes import evaluation_mode
from autoencode.training.arithmetic import fast_linear
from autoencode.training.devices import DEVICE_TYPES

P = ParamSpec("P")
R = TypeVar("R")


def no_autocast() -> AbstractContextManager[Any]:
    """Return a context without the caller's ``torch.autocast``."""
    enabled = [each for each in DEVICE_TYPES if torch.is_autocast_enabled(each)]
    return _disabled(enabled) if enabled else nullcontext()


@contextmanager
def _disabled(device_types: list[str]) -> Iterator[None]:
    with ExitStack() as stack:
        for device_type in device_types:
            stack.enter_context(torch.autocast(device_type, enabled=False))
        yield


@contextmanager
def inference(network: nn.Module) -> Iterator[None]:
    """Apply a trained network: in float32, in evaluation mode, without gradients."""
    with (
        torch.inference_mode(),
        no_autocast(),
        evaluation_mode(network),
        fast_linear(network),
    ):
        yield


@contextmanager
def with_gradients() -> Iterator[None]:
    """Compute with gradients, and without the caller's ``torch.autocast``."""
    with torch.inference_mode(False), no_autocast():  # which ends torch.no_grad too
        yield


def independent(method: Callable[P, R]) -> Callable[P, R]:
    """Make a method that trains independent of the caller's contexts of PyTorch.

    If it is a generator, so is each of its steps; the caller's own contexts hold
    between them.
    """

    @wraps(method)
    def called(*args: P.args, **given: P.kwargs) -> R:
        with with_gradients():
            made = method(*args, **given)
        return cast(R, _stepwise(made)) if isinstance(made, Generator) else made

    return called


def _stepwise(records: Generator[Any, None, None]) -> Generator[Any, None, None]:
    """Run each step of a generator with gradients."""
    try:
        while True:
            with with_gradients():
                try:
                    record = next(records)
                except StopIteration:
                    return
            yield record
    finally:
        with with_gradients():
            records.close()
