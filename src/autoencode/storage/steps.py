"""Steps of a pipeline in front of an estimator, tried on one row."""

from typing import Any

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.pipeline import Pipeline

from autoencode.errors import why
from autoencode.warning_filters import ignored_warnings

MAX_FEATURES = 2**24  # of a pipeline's first step, which is tried on one row


def check_steps(pipeline: Pipeline) -> None:
    """Pass one row through the steps of a fitted pipeline, and back where they can.

    Raises
    ------
    ValueError
        If a step cannot take it, or returns another number of features.
    """
    sizes = [getattr(step, "n_features_in_", None) for _, step in pipeline.steps]
    n_features = next((size for size in sizes if size is not None), None)
    if not isinstance(n_features, int) or not 0 < n_features <= MAX_FEATURES:
        raise ValueError(f"it takes {n_features!r} features")
    row: Any = None
    with ignored_warnings(UserWarning):  # of missing feature names
        for name, step in pipeline.steps[:-1]:
            try:
                if row is None or hasattr(step, "columns_"):
                    row = _row_for(step, n_features)
                made = step.transform(row)
            except Exception as error:
                raise ValueError(f"step {name!r}: {why(error).rstrip('.')}") from error
            back = _back(step, made)
            if back is not None and back.shape != row.shape:
                raise ValueError(f"step {name!r} returns another number of features")
            row = made
    n_made = n_features if row is None else row.shape[1]
    if n_made != sizes[-1]:
        raise ValueError("its steps are for another number of features")


def _back(step: Any, made: Any) -> Any:
    """Return the inverse of a row, or None where a step has none.

    Some steps have the method, and raise in it: SimpleImputer without indicators.
    """
    try:
        return step.inverse_transform(made)
    except Exception:
        return None


def _row_for(step: Any, n_features: int) -> Any:
    """Return a row that a fitted step takes: ones, or values that it has learned."""
    if hasattr(step, "columns_"):  # a table, which numbers alone are not
        width = len(step.get_feature_names_out())
        return step.inverse_transform(np.zeros((1, width)))
    if isinstance(step, Pipeline):
        return _row_for(step.steps[0][1], n_features)
    if isinstance(step, ColumnTransformer):
        return _row_of_parts(step, n_features)
    names = getattr(step, "feature_names_in_", None)
    if hasattr(step, "categories_"):  # of an encoder, which may refuse other values
        values = [categories[:1] for categories in step.categories_]
    elif hasattr(step, "statistics_"):  # of an imputer, which may be for texts
        values = list(np.asarray(step.statistics_).reshape(-1, 1))
    else:
        values = [np.ones(1)] * n_features
    if names is None:
        return np.column_stack(values)
    return pd.DataFrame(dict(zip(names, values, strict=True)))


def _row_of_parts(step: ColumnTransformer, n_features: int) -> Any:
    """Return a row for steps that take some of the columns each."""
    names = getattr(step, "feature_names_in_", range(n_features))
    row = pd.DataFrame(np.ones((1, n_features)), columns=names, dtype=object)
    numbers = pd.Series(range(n_features), index=row.columns)
    for _, part, columns in step.transformers_:
        if isinstance(part, str):  # "drop" or "passthrough"
            continue
        chosen = [columns] if isinstance(columns, str | int) else columns
        by_name = not isinstance(chosen, slice) and any(
            isinstance(each, str) for each in chosen
        )
        places = (numbers.loc if by_name else numbers.iloc)[chosen].to_numpy()
        if len(places):
            row.iloc[:, places] = np.asarray(_row_for(part, len(places)), dtype=object)
    row = row.infer_objects()
    return row if hasattr(step, "feature_names_in_") else row.to_numpy()
