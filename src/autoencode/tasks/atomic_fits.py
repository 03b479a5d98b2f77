"""Fits of tasks, which either succeed or change nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from autoencode.models.setup import unchanged_if_refused
from autoencode.training.resume import Fit, with_checkpoints

M = TypeVar("M")
P = ParamSpec("P")


def atomic_fit(fit: Callable[Concatenate[M, P], M]) -> Fit[P]:
    """Give ``fit`` the parameter ``checkpoint``, and undo its changes if it fails.

    The estimator then has what it learned earlier, or is unfitted. Parts of a new fit
    beside those of an old one would give wrong results, and the first parts of a fit
    may look like a whole one, such as the popularity of items.
    """

    @wraps(fit)
    def undone_on_error(self: M, /, *args: P.args, **given: P.kwargs) -> M:
        with unchanged_if_refused(self):  # also of Ctrl-C
            return fit(self, *args, **given)

    return with_checkpoints(undone_on_error)
