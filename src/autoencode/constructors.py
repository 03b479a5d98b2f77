"""The constructor parameters of any estimator: defaults, rules and descriptions.

Rules are those of the fields of a dataclass (see `autoencode.params`); of any other
class they follow from the types of the defaults.
"""

import inspect
import re
from inspect import signature
from typing import Any, ClassVar, NamedTuple, Self, get_args, get_type_hints

from autoencode.errors import did_you_mean
from autoencode.params import Rule, flag, number, random_source, rules, text


class Parameter(NamedTuple):
    """A constructor parameter: its default, its rule, and the class of its values.

    ``estimator`` is that of a parameter that holds another estimator, or None.
    """

    default: Any
    rule: Rule
    estimator: type[Any] | None = None


class NamedParameters:
    """Base class of estimators whose constructor says where an unknown name belongs.

    That is, which estimator inside has a parameter of this name, or the closest name.
    """

    # The new name of each old name of a parameter: see `params.renamed_parameters`.
    _renamed_parameters: ClassVar[dict[str, str]] = {}

    def __new__(cls, *values: Any, **parameters: Any) -> Self:
        """Refuse parameters that the constructor does not have."""
        known = signature(cls).parameters
        for name in parameters:
            if name not in known and name not in cls._renamed_parameters:
                message = (
                    f"{cls.__name__}() got an unexpected keyword argument {name!r}."
                )
                inside = _place_inside(cls, name)
                if inside:
                    message += f" Give it as {cls.__name__}({inside})."
                else:
                    message += did_you_mean(name, known)
                raise TypeError(message)
        return super().__new__(cls)


def _place_inside(cls: type[Any], name: str) -> str:
    """Return where an estimator in a parameter takes one of this name, or ""."""
    for outer, parameter in constructor_parameters(cls).items():
        inner = parameter.estimator or parameter.rule.instance_of
        if inner is None or not hasattr(inner, "get_params"):
            continue
        found = f"{name}=..." if name in signature(inner).parameters else ""
        found = found or _place_inside(inner, name)
        if found:  # of an abstract class, its plain variant
            return f"{outer}={inner.__name__.removeprefix('Base')}({found})"
    return ""


def constructor_parameters(cls: type[Any]) -> dict[str, Parameter]:
    """Return all parameters of a class by name.

    Rules are those of the fields of a dataclass; of any other class they follow from
    the types of the defaults, and estimators from the annotations.
    """
    known = rules(cls)
    try:
        hints = get_type_hints(cls.__init__)
    except NameError:  # of names that are imported for the type checker alone
        hints = {}
    found = {}
    for name, parameter in signature(cls).parameters.items():
        rule = known[name][1] if name in known else _rule_for(name, parameter.default)
        types = get_args(hints.get(name)) or (hints.get(name),)
        estimators = [t for t in types if hasattr(t, "get_params") and signature(t)]
        inner = estimators[0] if rule.kind == "object" and estimators else None
        found[name] = Parameter(parameter.default, rule, inner)
    return found


def _rule_for(name: str, default: Any) -> Rule:
    """Return the rule of a parameter that has none, by the type of its default."""
    if name == "random_state":
        made = random_source(None)
    elif isinstance(default, bool):
        made = flag(default)
    elif isinstance(default, int | float):
        made = number(default, whole=isinstance(default, int))
    elif isinstance(default, str):
        made = text(default)
    else:
        return Rule("any object", lambda value: True, "object")
    rule: Rule = made.metadata["rule"]
    return rule


def parameter_descriptions(cls: type[Any]) -> dict[str, str]:
    """Return the first sentence of each parameter's description in the docstrings."""
    found: dict[str, str] = {}
    for base in cls.__mro__:
        text = inspect.cleandoc(base.__doc__ or "")
        section = re.search(r"\nParameters\n-+\n(.*?)(?:\n\w+\n-+\n|\Z)", text, re.S)
        if section is None or base.__module__.startswith("sklearn"):
            continue
        blocks = re.findall(r"^([\w, ]+) : .*\n((?:    .*\n?|\n)+)", section[1], re.M)
        for names, body in blocks:
            sentence = re.split(r"(?<=[.])\s", " ".join(body.split()))[0]
            # The names themselves are listed by the option.
            plain = re.sub(r": a name in `.*?`|(?: of)? \[\d+\]_", "", sentence)
            plain = plain.rstrip(".").replace("``", "").replace("`", "")
            for name in names.split(", "):
                found.setdefault(name, f"{plain}.")
    return found
