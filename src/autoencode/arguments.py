"""Arguments of methods and functions: whole numbers and random states.

Those of estimators have rules (`autoencode.params`).
"""

from numbers import Integral
from typing import Any

import numpy as np
from sklearn.utils import check_random_state

from autoencode.errors import InvalidParameterError


def check_numbers(at_least: int = 1, **numbers: Any) -> None:
    """Raise InvalidParameterError for the first that is not whole, or too small."""
    for name, number in numbers.items():
        if isinstance(number, bool) or not isinstance(number, Integral):
            raise InvalidParameterError(
                f"{name} must be a whole number; got {number!r}."
            )
        if int(number) < at_least:
            raise InvalidParameterError(
                f"{name} must be at least {at_least}; got {number}."
            )


def random_numbers(random_state: Any) -> np.random.RandomState:
    """Return a random number generator, like `sklearn.utils.check_random_state`.

    But None is a new one with a seed of the system, not NumPy's global generator.

    Raises
    ------
    InvalidParameterError
        If ``random_state`` is invalid.
    """
    if random_state is None:
        return np.random.RandomState(np.random.MT19937(np.random.SeedSequence()))
    try:
        found: np.random.RandomState = check_random_state(random_state)
        return found
    except (ValueError, TypeError):
        raise InvalidParameterError(
            f"random_state must be a whole number from 0 to {2**32 - 1}, a RandomState "
            f"or None; got {random_state!r}."
        ) from None


def seed_of(random_state: Any) -> int:
    """Return a whole number as it is, or one drawn from another random state.

    Raises
    ------
    InvalidParameterError
        If ``random_state`` is invalid.
    """
    random = random_numbers(random_state)
    if isinstance(random_state, Integral):
        return int(random_state)
    return int(random.randint(2**31 - 1))
