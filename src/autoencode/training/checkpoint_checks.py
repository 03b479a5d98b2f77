"""Checks of the values in a checkpoint, before training goes on from them.

A checksum shows that a file was altered by accident. Whoever edits it can make that
right too; and PyTorch's optimizers read outside of their memory if their tensors do not
have the shape of the weights. All functions raise ValueError, or another of
`stages.DAMAGE`, for values that no training has written.
"""

import copy
import math
from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

import torch
from torch import Tensor
from torch.optim import Optimizer

from autoencode.training.eager import EagerOptimizer

OF_RECORDS = ("epoch", "loss", "learning_rate", "seconds")


def check_alike(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Check that tensors are finite, with the names, types and shapes of others."""
    if set(found) != set(wanted):
        raise ValueError("its tensors have other names")
    for name, value in wanted.items():
        check_tensor(found[name], name, tuple(value.shape), value.dtype)
        # A fit with such weights is stopped: they are of no checkpoint.
        if not bool(found[name].isfinite().all()):
            raise ValueError(f"{name!r} is not finite")


def check_tensor(
    value: Any, name: str, shape: Sequence[int | None], dtype: torch.dtype
) -> None:
    """Check the type and shape of a tensor; a size of None may be any."""
    is_right = (
        isinstance(value, Tensor)
        and value.dtype == dtype
        and value.ndim == len(shape)
        and all(
            size in (None, own) for size, own in zip(shape, value.shape, strict=True)
        )
    )
    if not is_right:
        raise ValueError(f"{name!r} is not {dtype} of shape {tuple(shape)}")


def whole(value: Any, at_least: int = 0, at_most: int = 2**53) -> int:
    """Return a whole number that lies between bounds."""
    if type(value) is not int or not at_least <= value <= at_most:
        raise ValueError(f"{value!r} is not a whole number from {at_least}")
    return value


def checked(value: Any) -> float:
    """Return a finite number."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{value!r} is not a number")
    if not math.isfinite(value):
        raise ValueError("a number is infinite or NaN")
    return float(value)


def load_optimizer(optimizer: Optimizer, state: Mapping[str, Any]) -> None:
    """Set the state of an optimizer to a saved one.

    It must have the names, types and shapes that a copy of the optimizer has after a
    step.
    """
    own = optimizer.state_dict()
    if set(own) != {"state", "param_groups"}:  # it checks what it holds
        optimizer.load_state_dict(dict(state))
        return
    groups = settings(optimizer, state)
    values = dict(state["state"])
    if values:
        _check_values(values, _stepped(optimizer))
    optimizer.load_state_dict({"state": values, "param_groups": groups})


def settings(optimizer: Optimizer, state: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the settings of an optimizer, with the weight decay of a saved one.

    A training sets the others before each step, or when the optimizer is made.
    """
    groups: list[dict[str, Any]] = EagerOptimizer.state_dict(optimizer)["param_groups"]
    for group, other in zip(groups, list(state["param_groups"]), strict=True):
        group["weight_decay"] = checked(other["weight_decay"])
    return groups


def _stepped(optimizer: Optimizer) -> dict[int, dict[str, Any]]:
    """Return the values that an optimizer has for each weight after a step."""
    other = copy.deepcopy(optimizer)
    for group in other.param_groups:
        for weight in group["params"]:
            weight.grad = torch.zeros_like(weight)
    other.step()
    values: dict[int, dict[str, Any]] = other.state_dict()["state"]
    return values


def _check_values(values: Mapping[Any, Any], wanted: Mapping[int, Any]) -> None:
    """Check what an optimizer has for each weight; frozen ones may have nothing."""
    for key, found in values.items():
        expected = wanted[whole(key)]
        if not all(isinstance(each, Tensor) for each in expected.values()):
            raise ValueError("the optimizer has no values to compare with")
        check_alike(found, expected)


def check_records(records: Any, epochs_done: int) -> None:
    """Check that records of epochs are numbers, and in their order."""
    if not isinstance(records, list):
        raise ValueError("its records are no list")
    for epoch, record in enumerate(records, start=epochs_done + 1):
        if not all(isinstance(name, str) for name in record):
            raise ValueError("a record has other names than texts")
        for value in record.values():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ValueError("a record has other values than numbers")
        if set(OF_RECORDS) - set(record) or whole(record["epoch"]) != epoch:
            raise ValueError(f"the record of epoch {epoch} is missing")


def check_means(state: Mapping[str, Any], n_batches: int, n_terms: int) -> None:
    """Check sums of ``n_terms`` losses over the batches done in an epoch."""
    recent, sums = list(state["recent"]), state["sums"]
    sizes = [whole(size, 1) for size in state["sizes"]]
    whole(state["steps_done"])
    is_right = whole(state["n_samples"], 1) >= sum(sizes) and len(sizes) == len(recent)
    if isinstance(sums, Tensor):
        is_right &= sums.shape == (n_terms,) and sums.is_floating_point()
    else:  # none was added yet
        is_right &= checked(sums) == 0 and len(recent) == n_batches
    if not is_right:
        raise ValueError("its sums are not those of the batches done")
    for terms in recent:
        check_tensor(terms, "recent", (n_terms,), terms.dtype)
