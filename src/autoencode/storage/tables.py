"""A mixed table's autoencoder, or detector, in a run folder: with its columns beside.

``table.json`` has the columns, and ``table.skops`` the scaler of the numbers and the
encoder of the categories, scikit-learn's.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import skops.io
from sklearn.base import clone

from autoencode.errors import (
    InvalidParameterError,
    RunFolderError,
    one_line,
    why,
)
from autoencode.files import json_bytes
from autoencode.storage.contents import TABLE, TABLE_PARTS, Run
from autoencode.storage.detectors import ODD_CONTENT
from autoencode.storage.reading import load_trusted
from autoencode.storage.writing import plain

if TYPE_CHECKING:
    from autoencode.data.mixed import TableTransformer
    from autoencode.tasks.table_anomalies import TableDetector
    from autoencode.tasks.tables import TableAutoencoder

# What table.skops may hold, and nothing else.
KINDS = {
    "scaler": ("StandardScaler", "QuantileTransformer"),
    "encoder": ("OneHotEncoder",),
}
OWN_MODELS = ("autoencoder", "detector")  # parameters that hold an estimator
PLAIN = (str, int, float, bool)  # that JSON holds as they are


def table_to_bytes(model: "TableAutoencoder | TableDetector") -> dict[str, bytes]:
    """Return the content of the files that a table has besides those of a run.

    Raises
    ------
    InvalidParameterError
        If a category is neither text nor a number.
    """
    from autoencode.data.table_checks import TOLD

    table = model.table_
    check_columns(table)
    parameters = {
        name: plain(value)
        for name, value in model.get_params(deep=False).items()
        if name not in (*OWN_MODELS, *TOLD)
    }
    for name in TOLD:
        told = getattr(model, name)
        is_mapping = isinstance(told, Mapping)
        parameters[name] = dict(told) if is_mapping else [plain(each) for each in told]
    description = {
        "parameters": parameters,
        "columns": [column._asdict() for column in table.columns_],
        "is_polars": table.is_polars_,
        "schema": {name: str(kind) for name, kind in table._schema.items()},
        "has_own_model": any(
            getattr(model, name, None) is not None for name in OWN_MODELS
        ),
    }
    parts = {name: getattr(table, f"{name}_") for name in KINDS}
    return {TABLE: json_bytes(description), TABLE_PARTS: skops.io.dumps(parts)}


def check_columns(table: "TableTransformer") -> None:
    """Raise InvalidParameterError for columns that cannot be stored."""
    for column in table.columns_:
        for value in (column.name, *(column.values or {}).values()):
            is_finite = not isinstance(value, float) or np.isfinite(value)
            if not isinstance(value, PLAIN) or not is_finite:
                raise InvalidParameterError(
                    f"A table whose column {column.name!r} has names or categories "
                    f"that are neither text nor finite numbers cannot be saved; got "
                    f"{value!r}. Turn them into text."
                )


def with_table(run: Run, parts: Mapping[str, bytes]) -> Run:
    """Return a run with the estimator of tables that its files describe.

    Raises
    ------
    RunFolderError
        If a content is damaged, does not fit the others, or holds more than it may.
    """
    found = _checked_parts(parts)
    try:
        about = json.loads(parts[TABLE])
        table = _table(about, found)
        model = _model(run, about, table)
        # What does not fit the network shows when it is used.
        made = table.inverse_transform(np.zeros((1, run.model.n_features_in_)))
        getattr(model, "transform" if run.detector is None else "score_samples")(made)
    except ODD_CONTENT as error:
        raise RunFolderError(
            f"{TABLE} does not describe a table ({why(error)})."
        ) from error
    return replace(run, table=model)


def _checked_parts(parts: Mapping[str, bytes]) -> dict[str, Any]:
    """Return scaler and encoder, if they are of a kind on the list."""
    try:
        found: dict[str, Any] = load_trusted(parts.get(TABLE_PARTS, b""))
        for name, kinds in KINDS.items():
            kind = type(found[name]).__name__
            if found[name] is not None and kind not in kinds:
                raise ValueError(f"it holds a {kind} as {name}")
    except Exception as error:  # skops raises many kinds on a damaged file
        raise RunFolderError(
            f"{TABLE_PARTS} is damaged, or holds more than it may ({one_line(error)})."
        ) from error
    return found


def _table(about: dict[str, Any], parts: dict[str, Any]) -> "TableTransformer":
    """Return a fitted transformer of what is stored of it."""
    from autoencode.data.kinds import OF_NUMBERS, Column
    from autoencode.data.mixed import TableTransformer
    from autoencode.data.table_checks import TOLD, check_parameters

    given = about["parameters"]
    names = (*TOLD, "scale", "max_categories")
    table = TableTransformer(
        **{name: given[name] for name in names if name in given}  # older runs lack some
    )
    check_parameters(table)
    table.columns_ = [
        Column(**{**each, "order": tuple(each["order"])}) for each in about["columns"]
    ]
    table.feature_names_in_ = np.array([c.name for c in table.columns_], dtype=object)
    table.n_features_in_ = len(table.columns_)
    table.is_polars_ = bool(about["is_polars"])
    schema = about["schema"].items()
    table._schema = {str(name): str(kind) for name, kind in schema}
    table.n_numbers_ = sum(column.kind in OF_NUMBERS for column in table.columns_)
    table.scaler_, table.encoder_ = parts["scaler"], parts["encoder"]
    table.category_sizes_ = tuple(len(keys) for keys in table._keys_of_blocks())
    return table


def _model(
    run: Run, about: dict[str, Any], table: "TableTransformer"
) -> "TableAutoencoder | TableDetector":
    from autoencode.models.mixed import MixedAutoencoder
    from autoencode.tasks.table_anomalies import TableDetector
    from autoencode.tasks.tables import TableAutoencoder

    width = 2 * table.n_numbers_ + sum(table.category_sizes_)
    if width != run.model.n_features_in_:
        raise ValueError("its columns are not those of the model")
    if run.detector is not None:
        detector = TableDetector(**about["parameters"])
        if about["has_own_model"]:
            detector.detector = clone(run.detector)
        detector._set(table, run.detector)
        return detector
    if not isinstance(run.model, MixedAutoencoder):
        raise ValueError(f"the run's model is a {type(run.model).__name__}")
    model = TableAutoencoder(**about["parameters"])
    if about["has_own_model"]:
        model.autoencoder = MixedAutoencoder(**run.model.get_params(deep=False))
    model.model_ = run.model
    model._set_table(table)
    return model
