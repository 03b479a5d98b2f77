"""What ``autoencode fit`` trains, and on what: samples, model and scaler."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from math import inf
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli import interactions, ratings
from autoencode.errors import InvalidParameterError, MixedColumnsError, printable

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset

# Models fitted instead to tables with text, dates or missing cells.
FOR_MIXED = {
    "autoencoder": "table_autoencoder",
    "anomaly_detector": "table_detector",
    "classifier": "classifier",  # behind a TableTransformer
    "clustering": "clustering",
}


def check_options(name: str, given: Mapping[str, Any], scale: str) -> None:
    """Check the options of a model before the samples are read.

    Raises
    ------
    InvalidParameterError
        If one is unknown to the model, or excludes another.
    """
    from autoencode.cli.inner import PARAMETER, in_words
    from autoencode.cli.options import option_names, option_parameters
    from autoencode.data.preprocessing import SCALES
    from autoencode.errors import unknown_name
    from autoencode.estimators import ESTIMATORS

    if scale not in SCALES:
        raise InvalidParameterError(unknown_name("--scale", scale, SCALES))
    cls, autoencoder = ESTIMATORS[name], given.get(PARAMETER)
    known = option_parameters(cls, autoencoder)
    unknown = sorted(set(given) - set(known))
    if unknown:
        option = option_names(unknown[0])[0]
        raise InvalidParameterError(
            f"{option} is not an option of {in_words(name, autoencoder)}."
        )
    for one, other in getattr(cls, "_exclusive", ()):
        if one in given and other in given and given[one] != "auto":
            options = [f"--{name.replace('_', '-')}" for name in (one, other)]
            raise InvalidParameterError(
                f"The threshold is set by {' or by '.join(options)}; leave one of them "
                f"out."
            )


def new_seed() -> int:
    """Return a seed, drawn here so that it is stored and the run can be repeated."""
    return secrets.randbelow(2**31)


def make_model(
    name: str,
    given: Mapping[str, Any],
    scale: str,
    types: Mapping[str, Any],
    dataset: Dataset,
    draw_seed: Callable[[], int] = new_seed,
) -> Any:
    """Return the unfitted estimator for a data set that the options describe.

    ``draw_seed`` returns a seed for a model that is given none.

    Raises
    ------
    InvalidParameterError
        If an option is unknown to the estimator, or its value is invalid.
    """
    from autoencode.cli.inner import PARAMETER
    from autoencode.cli.options import build, option_parameters
    from autoencode.constructors import constructor_parameters
    from autoencode.estimators import ESTIMATORS
    from autoencode.params import check_params
    from autoencode.training.distributed import agreed

    check_options(name, given, scale)
    cls, given = ESTIMATORS[name], dict(given)
    if "random_state" in option_parameters(cls):
        given.setdefault("random_state", agreed(draw_seed))
    shape = dataset.image_shape
    make = getattr(cls, "for_images", None) if shape is not None else None
    model = build(cls, given, make, dataset.X.shape[0])
    parts = [model, getattr(model, PARAMETER, None)]
    for each in parts if shape is not None else []:
        if getattr(each, "image_shape", ()) is None:
            each.set_params(image_shape=shape)
    extra = {name: value for name, value in types.items() if value}
    if scale != "auto":
        extra["scale"] = scale
    parameters = constructor_parameters(cls)
    model.set_params(**{k: v for k, v in extra.items() if k in parameters})
    check_params(model)
    return model


def read_samples(
    data: str,
    name: str,
    test: str | None,
    columns: Mapping[str, Any],
    types: Mapping[str, Any],
    special: Mapping[str, Any],
) -> tuple[Dataset, str]:
    """Return the samples, and the name of the model for their column types."""
    from autoencode.data import parts
    from autoencode.estimators import (
        ESTIMATORS,
        allows_missing_labels,
        takes_frames,
        takes_interactions,
        takes_ratings,
        takes_texts,
    )

    if takes_interactions(ESTIMATORS[name]):
        return interactions.read_for_fit(data, test, columns, special), name
    if takes_ratings(ESTIMATORS[name]):
        return ratings.read_for_fit(data, test, columns, special), name
    interactions.refuse_options(special)
    text = special["text"]
    if takes_texts(ESTIMATORS[name]) and not any(types.values()):
        return parts.read_texts(data, test, columns, text), name
    if text is not None:
        raise InvalidParameterError("--text is for --model retriever.")
    is_table, reason = parts.is_table(data), ""
    labels = {"missing_labels": allows_missing_labels(ESTIMATORS[name]())}
    if name == "mixed" and is_table:  # its name in version 0.1
        reason, name = "--model mixed is for arrays now", "table_autoencoder"
    elif takes_frames(ESTIMATORS[name]()):
        if not is_table:
            others = [model for model, table in FOR_MIXED.items() if table == name]
            instead = f" Use --model {others[0]}." if others else ""
            raise InvalidParameterError(
                f"--model {name} is for tables (.csv, .tsv, .parquet).{instead}"
            )
    elif any(types.values()) and (name not in FOR_MIXED or not is_table):
        raise InvalidParameterError(
            f"--categorical, --numeric and --dates are for tables (.csv, .tsv, "
            f".parquet) and --model {', '.join(FOR_MIXED)}."
        )
    elif types["categorical"] or types["dates"]:
        reason, name = "Column types are given", FOR_MIXED[name]
    else:
        try:
            return parts.read_numbers(data, test, columns, **labels), name
        except MixedColumnsError as error:
            if name not in FOR_MIXED or not is_table:
                raise
            reason, name = printable(error.reason), FOR_MIXED[name]
    if reason:
        click.echo(f"{reason}: training --model {name}.", err=True)
    return parts.read_mixed(data, test, columns, types, **labels), name


def fitted_scaler(
    scale: str, model: Any, dataset: Dataset, types: Mapping[str, Any]
) -> Any:
    """Return the fitted scaler in front of a model; None where there is none."""
    from autoencode.data.mixed import TableTransformer
    from autoencode.data.preprocessing import make_scaler
    from autoencode.estimators import has_own_input
    from autoencode.losses import LOSSES

    if has_own_input(model) and scale not in ("auto", "none"):
        raise InvalidParameterError(
            "--scale is not for documents or interactions. Remove it."
        )
    if hasattr(model, "scale") or has_own_input(model):
        return None
    if hasattr(dataset.X, "iloc"):
        table = TableTransformer(**types)
        if scale != "auto":
            table.set_params(scale=scale)
        return table.fit(dataset.X)
    X, image_shape = dataset.X, dataset.image_shape
    scaler = make_scaler(scale, X, image_shape=image_shape)
    trained = getattr(model, "autoencoder", None) or model
    loss = LOSSES.get(getattr(trained, "loss", ""))
    if scale != "auto" or scaler is None or loss is None or loss.limits[0] < 0:
        return scaler
    # The loss takes no negative numbers, or only those in [0, 1].
    is_bounded = loss.limits[1] < inf
    return make_scaler("minmax" if is_bounded else "none", X, image_shape=image_shape)
