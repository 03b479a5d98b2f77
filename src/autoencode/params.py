"""Parameters of estimators: each is a dataclass field with a default and a rule.

::

    dropout: float = number(0.0, at_least=0, below=1)

The rule is stored in the metadata of the field. `check_params` applies it at the start
of `fit`, and the options of the command line are made from the same rules.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import Field, dataclass, field, fields, is_dataclass
from functools import wraps
from numbers import Integral, Real
from typing import Any, TypeVar

import numpy as np

from autoencode.errors import InvalidParameterError, did_you_mean, listed, warn

REMOVED_IN = "0.3"  # the version in which old names of parameters are removed

Estimator = TypeVar("Estimator")


@dataclass(frozen=True)
class Rule:
    """The valid values of a parameter.

    Parameters
    ----------
    text : str
        Completes the sentence "<name> must be ...".

    holds : callable
        Returns whether a value is valid.

    kind : str
        Type of the value on the command line: "whole", "real", "level", "flag",
        "choice", "sizes", "text", "wholes" or "reals" for one or several numbers, or
        "object" for values that only Python can give.

    names : tuple of str
        The names of a choice, and words such as "auto" that are valid in addition to
        numbers.

    instance_of : type or None
        The class of the objects of `instances`.
    """

    text: str
    holds: Callable[[Any], bool]
    kind: str
    names: tuple[str, ...] = ()
    instance_of: type | None = None


def _is_number(value: Any, kind: type) -> bool:
    """Whether a value is a number of the type, and not True or False."""
    return isinstance(value, kind) and not isinstance(value, bool)


def number(
    default: Any,
    *,
    whole: bool = False,
    above: float | None = None,
    at_least: float | None = None,
    below: float | None = None,
    at_most: float | None = None,
    auto: bool = False,
    optional: bool = False,
    switch: bool = False,
    several: bool = False,
) -> Any:
    """Return a dataclass field for a number within bounds.

    In addition, ``auto`` allows the word "auto", ``optional`` None, ``switch`` True and
    False, and ``several`` a tuple of numbers.
    """
    bounds = [
        (above, "above"),
        (at_least, "of at least"),
        (below, "below"),
        (at_most, "at most"),
    ]
    limits = [f"{word} {bound:g}" for bound, word in bounds if bound is not None]
    text = f"a {'whole ' if whole else ''}number {' and '.join(limits)}".rstrip()
    text += ", or 'auto'" if auto else ""
    text += ", or None" if optional else ""
    text += ", or True or False" if switch else ""
    text += ", or a tuple of such" if several else ""
    number_type = Integral if whole else Real

    def holds(value: Any) -> bool:
        if isinstance(value, str) or value is None:
            return (auto and value == "auto") or (optional and value is None)
        if switch and isinstance(value, bool):
            return True
        if several and isinstance(value, tuple | list):
            are_single = not any(isinstance(each, tuple | list) for each in value)
            return len(value) > 0 and are_single and all(map(holds, value))
        if not _is_number(value, number_type):
            return False
        real = float(value)
        return (
            math.isfinite(real)
            and (above is None or real > above)
            and (at_least is None or real >= at_least)
            and (below is None or real < below)
            and (at_most is None or real <= at_most)
        )

    kind = ("whole" if whole else "real") + ("s" if several else "")
    rule = Rule(text, holds, kind, names=("auto",) if auto else ())
    return field(default=default, metadata={"rule": rule})


def level(default: Any, *, below: float | None = None) -> Any:
    """Return a dataclass field for a number of at least 0, or a range of them."""
    bound = "" if below is None else f" and below {below:g}"
    text = f"a number of at least 0{bound}, or a range such as (0.1, 0.5)"

    def fits(value: Any) -> bool:
        return (
            _is_number(value, Real)
            and math.isfinite(float(value))
            and float(value) >= 0
            and (below is None or float(value) < below)
        )

    def holds(value: Any) -> bool:
        if isinstance(value, tuple | list):
            return len(value) == 2 and all(map(fits, value)) and value[0] <= value[1]
        return fits(value)

    return field(default=default, metadata={"rule": Rule(text, holds, "level")})


def level_range(value: Any) -> tuple[float, float]:
    """Return the range given by the value of a `level`."""
    low, high = value if isinstance(value, tuple | list) else (value, value)
    return float(low), float(high)


def choice(default: str, names: Iterable[str], *, function_of: str = "") -> Any:
    """Return a dataclass field for one of ``names``, the keys of a table or a list.

    With ``function_of``, the words for its arguments, it may be a function too.
    """
    known = tuple(names)
    text = f"one of {listed(known, limit=30)}"
    text += f", or a function of {function_of}" if function_of else ""

    def holds(value: Any) -> bool:
        if isinstance(value, str):
            return value in known
        return bool(function_of) and callable(value)

    rule = Rule(text, holds, "choice", known)
    return field(default=default, metadata={"rule": rule})


def choices(default: str, names: Iterable[str]) -> Any:
    """Return a dataclass field for one of ``names``, or several: "one+another".

    ``default`` is another name, which cannot be combined.
    """
    known = (default, *names)

    def holds(value: Any) -> bool:
        parts = value.split("+") if isinstance(value, str) else [None]
        return value == default or (
            set(parts) <= set(known[1:]) and len(set(parts)) == len(parts)
        )

    text = f"one of {listed(known, limit=30)}, or several, such as '{known[1]}+...'"
    rule = Rule(text, holds, "choice", known)
    return field(default=default, metadata={"rule": rule})


def flag(default: bool | str, *, auto: bool = False) -> Any:
    """Return a dataclass field for True or False, or also "auto"."""
    text = "True, False or 'auto'" if auto else "True or False"

    def holds(value: Any) -> bool:
        is_auto = auto and isinstance(value, str) and value == "auto"
        return is_auto or isinstance(value, bool | np.bool_)

    rule = Rule(text, holds, "flag", names=("auto",) if auto else ())
    return field(default=default, metadata={"rule": rule})


def sizes(default: tuple[int, ...] | None, *, lengths: tuple[int, ...] = ()) -> Any:
    """Return a dataclass field for a tuple of whole numbers of at least 1, or None.

    ``lengths`` are the valid lengths of the tuple; empty allows any.
    """
    count = f"{' or '.join(map(str, lengths))} " if lengths else ""
    text = f"a tuple of {count}whole numbers of at least 1, or None"

    def holds(value: Any) -> bool:
        if value is None:
            return True
        return (
            isinstance(value, tuple | list)
            and (not lengths or len(value) in lengths)
            and all(_is_number(size, Integral) and int(size) >= 1 for size in value)
        )

    return field(default=default, metadata={"rule": Rule(text, holds, "sizes")})


def text(default: str) -> Any:
    """Return a dataclass field for a string that is not empty."""
    rule = Rule(
        "a non-empty string",
        lambda value: isinstance(value, str) and value != "",
        "text",
    )
    return field(default=default, metadata={"rule": rule})


def class_weights(default: str | None) -> Any:
    """Return a dataclass field for a dict of weights of classes, "balanced" or None."""

    def holds(value: Any) -> bool:
        is_word = isinstance(value, str) and value == "balanced"
        return value is None or isinstance(value, dict) or is_word

    text = "'balanced', a dict with a weight for each class, or None"
    rule = Rule(text, holds, "choice", ("balanced",))
    return field(default=default, metadata={"rule": rule})


def instance(default: Any, kind: type) -> Any:
    """Return a dataclass field for an instance of a class, or None."""
    name = f"{kind.__module__.split('.')[0]}.{kind.__name__}"
    rule = Rule(
        f"{'an' if name[0] in 'aeiou' else 'a'} {name} or None",
        lambda value: value is None or isinstance(value, kind),
        "object",
        instance_of=kind,
    )
    return field(default=default, metadata={"rule": rule})


def instances(default: Any, kind: type, words: str) -> Any:
    """Return a dataclass field for an instance of a class, a list of them, or None.

    ``words`` describe the instance in error messages.
    """

    def holds(value: Any) -> bool:
        parts = value if isinstance(value, tuple | list) else [value]
        are_right = all(isinstance(part, kind) for part in parts)
        return value is None or (len(parts) > 0 and are_right)

    text = f"{words}, a list of them, or None"
    rule = Rule(text, holds, "object", instance_of=kind)
    return field(default=default, metadata={"rule": rule})


def random_source(default: int | None) -> Any:
    """Return a dataclass field for arguments of `sklearn.utils.check_random_state`."""

    def holds(value: Any) -> bool:
        if _is_number(value, Integral):
            return 0 <= int(value) < 2**32
        return value is None or isinstance(value, np.random.RandomState)

    rule = Rule(
        "a whole number from 0 to 4294967295, a RandomState, or None", holds, "whole"
    )
    return field(default=default, metadata={"rule": rule})


def rules(estimator: Any) -> dict[str, tuple[Field[Any], Rule]]:
    """Return ``{name: (field, rule)}`` of the parameters that have a rule."""
    if not is_dataclass(estimator):
        return {}
    return {
        parameter.name: (parameter, parameter.metadata["rule"])
        for parameter in fields(estimator)
        if "rule" in parameter.metadata
    }


def check_params(estimator: Any) -> None:
    """Raise InvalidParameterError for the first parameter with an invalid value."""
    for name, (_, rule) in rules(estimator).items():
        value = getattr(estimator, name)
        if not rule.holds(value):
            raise InvalidParameterError(
                f"{name} must be {rule.text}; got {value!r}.{_hint(name, rule, value)}"
            )


def _hint(name: str, rule: Rule, value: Any) -> str:
    """Return what was probably meant by an invalid value, as a sentence, or nothing."""
    if name == "n_components" and rule.kind == "whole":
        is_fraction = _is_number(value, Real) and 0 < value < 1
        if is_fraction or value is None or isinstance(value, str):  # as PCA takes them
            return " For a suggestion use autoencode.sweep."
    if rule.kind == "sizes":  # as scikit-learn's MLPs take them
        is_like = isinstance(value, np.ndarray) or _is_number(value, Integral)
        found = tuple(np.ravel(value).tolist()) if is_like else ()
        return f" Use {found}." if found and rule.holds(found) else ""
    if isinstance(value, np.random.Generator):
        return " Draw one: int(generator.integers(2**32))."
    return did_you_mean(value, rule.names) if isinstance(value, str) else ""


def renamed_parameters(
    **new_names: str,
) -> Callable[[type[Estimator]], type[Estimator]]:
    """Return a class decorator that accepts the old names of parameters.

    It stands above ``@dataclass``. The constructor and `set_params` take an old name
    with a FutureWarning; signature and `get_params` have the new names alone.

    Parameters
    ----------
    **new_names : str
        The new name of each old one.
    """

    def decorate(cls: Any) -> Any:
        init, set_params = cls.__init__, cls.set_params

        @wraps(init)
        def init_by_any_name(self: Any, **parameters: Any) -> None:
            init(self, **_with_new_names(new_names, parameters))

        @wraps(set_params)
        def set_by_any_name(self: Any, **parameters: Any) -> Any:
            return set_params(self, **_with_new_names(new_names, parameters))

        cls._renamed_parameters = dict(new_names)
        cls.__init__, cls.set_params = init_by_any_name, set_by_any_name
        return cls

    return decorate


def _with_new_names(
    new_names: dict[str, str], parameters: dict[str, Any]
) -> dict[str, Any]:
    """Return parameters by their new names, after a warning for each old one."""
    found = dict(parameters)
    for old in [name for name in parameters if name in new_names]:
        new = new_names[old]
        if new in parameters:
            raise InvalidParameterError(
                f"{old} is renamed {new}; got both. Give {new} alone."
            )
        warn(
            f"{old} is renamed {new} and will be removed in version {REMOVED_IN}; "
            f"use {new}.",
            FutureWarning,
        )
        found[new] = found.pop(old)
    return found
