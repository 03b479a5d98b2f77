"""``autoencode sweep --search``: its ranges, and the command that fits the best."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from autoencode.cli.options import SHORT_NAMES, option_names
from autoencode.errors import InvalidParameterError
from autoencode.words import LINEAR

Ranges = dict[str, tuple[float, float]]


def searched(
    model_name: str,
    given: Mapping[str, Any],
    sizes: str | None,
    words: Sequence[str],
    **others: Any,
) -> tuple[Ranges, dict[str, Any]]:
    """Return the ranges of a search, and a fixed size of the code if there is one.

    Without ``words``, NAME=LOW:HIGH, they are the usual ones of the parameters that are
    not ``given``. ``others`` are options of sweeps without a search.

    Raises
    ------
    InvalidParameterError
        If a range cannot be read, one of the others is given, or nothing is searched.
    """
    from autoencode.estimators import ESTIMATORS
    from autoencode.sweeps.ranges import DEPTH, HIDDEN, WIDTH, checked_ranges
    from autoencode.sweeps.settings import SIZE, check_can_be_swept

    for name, value in others.items():
        if value is not None:
            raise InvalidParameterError(f"--{name} is not for --search. Remove it.")
    check_can_be_swept(ESTIMATORS[model_name])
    ranges: Ranges = {}
    for word in words:
        option, _, ends = word.partition("=")
        name = parameter_name(option)
        if name in ranges or name in given:
            other = "another --range" if name in ranges else option_names(name)[0]
            raise InvalidParameterError(
                f"--range {word} and {other} exclude each other. Leave one out."
            )
        ranges[name] = _ends(f"--range {word}", ends)
    if not words:
        usual = checked_ranges(ESTIMATORS[model_name](), None)
        fixed = set(given)
        if fixed & {HIDDEN, "n_hidden_layers"}:
            fixed |= {WIDTH, DEPTH}
        ranges = {n: (r.low, r.high) for n, r in usual.items() if n not in fixed}
    if sizes is not None and SIZE in ranges:
        raise InvalidParameterError(
            "--components and its --range exclude each other. Leave one out."
        )
    if sizes is not None and ":" in sizes:
        ranges[SIZE] = _ends("--components", sizes)
        sizes = None
    if not ranges:
        raise InvalidParameterError(
            "All parameters that --search varies are given; leave one out."
        )
    if sizes is None:
        return ranges, {}
    if not sizes.strip().isdecimal():
        raise InvalidParameterError(
            f"--components must be one size, or LOW:HIGH, with --search; got {sizes!r}."
        )
    return ranges, {SIZE: int(sizes)}


def parameter_name(option: str) -> str:
    """Return the parameter of an option, with or without its dashes, or as it is."""
    name = option.lstrip("-").replace("-", "_")
    short = {given.lstrip("-").replace("-", "_"): p for p, given in SHORT_NAMES.items()}
    return short.get(name, name)


def _ends(option: str, words: str) -> tuple[float, float]:
    """Return the numbers of LOW:HIGH."""
    try:
        low, high = (
            float(word) if any(c in word for c in ".eE") else int(word)
            for word in words.split(":")
        )
    except ValueError as error:
        raise InvalidParameterError(
            f"{option} must be LOW:HIGH, such as width=32:512; got {words!r}."
        ) from error
    return low, high


def fit_command(
    data: str,
    model_name: str,
    parameters: Mapping[str, Any],
    columns: Mapping[str, Any],
    others: Mapping[str, Any],
) -> str:
    """Return the command that fits a model with these parameters."""
    from autoencode.data.columns import drop_option

    words = ["autoencode", "fit", data, "--model", model_name]
    for name, value in {**columns, **others, **parameters}.items():
        option = option_names(name)[0]
        # A column option without names; as a parameter, () stands for no layers.
        if value is None or (name in columns and not value):
            continue
        if name == "drop":
            words += shlex.split(drop_option(value))
        elif isinstance(value, bool):
            words.append(option if value else f"--no-{option[2:]}")
        else:
            words += [option, _word(name, value)]
    return shlex.join(words)


def _word(name: str, value: Any) -> str:
    """Return the value of an option."""
    if isinstance(value, (tuple, list)):
        between = "x" if name == "image_size" else ","
        return between.join(map(str, value)) or LINEAR
    return str(value)
