"""What ``autoencode fit --model`` makes: the models, and the anomaly detector."""

from __future__ import annotations

from typing import Any

from autoencode.errors import InvalidParameterError, unknown_name

DETECTOR = "detector"  # beside the names of the models
MIXED = "mixed"  # the model of tables whose columns are not all numbers
MIXED_DETECTOR = "mixed-detector"  # the detector of such tables


def kinds() -> dict[str, type]:
    """Return the classes by name."""
    from autoencode.models import MODELS
    from autoencode.tasks.anomaly import AnomalyDetector

    detectors = dict.fromkeys([DETECTOR, MIXED_DETECTOR], AnomalyDetector)
    return {**MODELS, **detectors}


def make_kind(name: str, parameters: dict[str, Any], scale: str) -> Any:
    """Return the unfitted estimator that the options describe.

    Parameters
    ----------
    name : str
        A key of `kinds`.

    parameters : dict
        By name; None where an option was not given.

    scale : str
        Value of --scale: a detector scales by itself, "auto" as it does by default.

    Raises
    ------
    InvalidParameterError
        If the name is not known, or a parameter is not one of that kind.
    """
    from autoencode.cli.options import in_shell_words
    from autoencode.params import check_params, rules

    known = kinds()
    if name not in known:
        raise InvalidParameterError(unknown_name("--model", name, known))
    given = {key: value for key, value in parameters.items() if value is not None}
    strange = sorted(set(given) - set(rules(known[name])))
    if strange:
        option = in_shell_words(strange[0])
        raise InvalidParameterError(f"{option} is no parameter of --model {name}.")
    if "false_alarm_rate" in given and given.get("contamination", "auto") != "auto":
        raise InvalidParameterError(
            "The threshold is set by --contamination or by --false-alarm-rate; leave "
            "one of them out."
        )
    if name == DETECTOR and scale != "auto":
        given["scale"] = scale
    made = known[name](**given)
    check_params(made)
    return made


def is_mixed_table(name: str, data: str, told: bool) -> bool:
    """Whether DATA is to be read as a mixed table.

    Raises
    ------
    InvalidParameterError
        If columns were ``told`` to be categorical, numeric or dates, or the model is
        one of such tables alone, and it is not.
    """
    from autoencode.data.readers import BLOCK_READERS

    tables = tuple(BLOCK_READERS)  # columns with names; the others are arrays
    is_table = data == "-" or data.lower().endswith(tables)
    is_mixed = name in (MIXED, MIXED_DETECTOR)
    if told and not (is_mixed and is_table):
        raise InvalidParameterError(
            f"--categorical, --numeric and --dates are for tables "
            f"({', '.join(tables)}) with --model {MIXED} or {MIXED_DETECTOR}."
        )
    if name == MIXED_DETECTOR and not is_table:
        raise InvalidParameterError(
            f"--model {MIXED_DETECTOR} is for tables ({', '.join(tables)}); take "
            f"--model {DETECTOR}."
        )
    return is_mixed and is_table
