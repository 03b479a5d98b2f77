"""Cells of tables that are no JSON values, such as times, as text, and back."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

import pandas as pd

SEPARATOR = "|"  # between a value and its time zone or frequency


def _of_timestamp(value: pd.Timestamp) -> str:
    if value.tz is None:
        return _isoformat(value)
    return f"{value.tz_convert('UTC').isoformat()}{SEPARATOR}{value.tz}"


def _timestamp(text: str) -> Any:
    moment, _, zone = text.partition(SEPARATOR)
    found = pd.Timestamp(moment)
    return found.tz_convert(zone) if zone else found


def _of_period(value: Any) -> str:
    return f"{value}{SEPARATOR}{value.freqstr}"


def _period(text: str) -> Any:
    start, _, frequency = text.partition(SEPARATOR)
    return pd.Period(start, freq=frequency)


def _of_duration(value: dt.timedelta) -> str:
    return _isoformat(pd.Timedelta(value))


def _isoformat(value: Any) -> str:
    return str(value.isoformat())


# Classes by name, with the functions to text and back.
CELLS: dict[str, tuple[type, Callable[[Any], str], Callable[[str], Any]]] = {
    "Decimal": (Decimal, str, Decimal),
    "date": (dt.date, _isoformat, dt.date.fromisoformat),
    "time": (dt.time, _isoformat, dt.time.fromisoformat),
    "datetime": (dt.datetime, _isoformat, dt.datetime.fromisoformat),
    "timedelta": (
        dt.timedelta, _of_duration, lambda text: pd.Timedelta(text).to_pytimedelta()
    ),
    "Timestamp": (pd.Timestamp, _of_timestamp, _timestamp),
    "Timedelta": (pd.Timedelta, _of_duration, pd.Timedelta),
    "Period": (pd.Period, _of_period, _period),
    "bytes": (bytes, bytes.hex, bytes.fromhex),
    "UUID": (UUID, str, UUID),
}  # fmt: skip
TYPES = tuple(found[0] for found in CELLS.values())


def text_of(cell: Any) -> tuple[str, str] | None:
    """Return the name of a cell's class, and its text; None if the class is another."""
    name = type(cell).__name__
    if name not in CELLS or type(cell) is not CELLS[name][0]:
        return None
    return name, CELLS[name][1](cell)


def cell_of(name: str, text: str) -> Any:
    """Return a cell from the name of its class and its text.

    Raises
    ------
    ValueError, KeyError, ArithmeticError
        If they are not valid.
    """
    return CELLS[name][2](text)
