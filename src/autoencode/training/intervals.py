"""The time between two checkpoints."""

import math
import re
from typing import NamedTuple

from autoencode.errors import InvalidParameterError

UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0}
INTERVAL = re.compile(r"(\d+(?:\.\d+)?)\s*([smh])|(\d+)\s*e")


class Interval(NamedTuple):
    """Time between two checkpoints: whichever of these has passed."""

    seconds: float = math.inf
    epochs: int | None = None
    steps: int | None = None


def interval_of(text: str, name: str = "every") -> Interval:
    """Return the interval that a text such as "5m", "30s", "2h" or "1e" stands for.

    ``name`` is that of the parameter or option, for the message.

    Raises
    ------
    InvalidParameterError
        If it is none.
    """
    found = INTERVAL.fullmatch(str(text).strip())
    if found is not None and found[3] and int(found[3]):
        return Interval(epochs=int(found[3]))
    if found is not None and found[1]:
        return Interval(seconds=float(found[1]) * UNITS[found[2]])
    raise InvalidParameterError(
        f"{name} must be the seconds, minutes, hours or epochs between checkpoints, "
        f"such as 30s, 5m, 2h or 1e; got {str(text)!r}."
    )
