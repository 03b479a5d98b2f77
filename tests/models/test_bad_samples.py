"""Invalid samples and codes: each is refused in one line, before any training."""

from datetime import date

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from scipy import sparse

from autoencode import (
    RBM,
    AnomalyDetector,
    Autoencoder,
    AutoencoderClustering,
    load_dataset,
)
from autoencode.errors import InvalidDataError, InvalidParameterError

X = np.random.default_rng(0).normal(size=(20, 3))
IMPUTE = (
    "mpute such values, for example with sklearn.impute.SimpleImputer, or drop those "
    "rows."
)
IF_MISSING = f"Use TableAutoencoder, which takes missing values, or i{IMPUTE}"
OF_DATES = "Drop them, or use TableAutoencoder, which takes dates."
ENCODE = (
    "Use TableAutoencoder, which takes text and dates, or drop or encode that column, "
    "for example with sklearn.preprocessing.OneHotEncoder."
)
TOO_LARGE = (
    "X has values so large that their squares overflow, such as 1e+300 in row 3, "
    "column 1. Divide it by a power of ten, or scale it with "
    "sklearn.preprocessing.MinMaxScaler."
)
IN_FLOAT32 = "overflow in float32. Correct them, or leave out their rows."


def with_cell(value):
    changed = X.copy()
    changed[3, 1] = value
    return changed


BAD_SAMPLES = {
    "one row, flat": (
        X[0],
        "X must be 2-D, (n_samples, n_features); got a 1-D array of length 3. Reshape "
        "your data: X.reshape(-1, 1) if it is one feature, X.reshape(1, -1) if it is "
        "one sample.",
    ),
    "complex": (
        X + 1j,
        "Complex data not supported: X has complex numbers. Use X.real.",
    ),
    "masked cells": (
        np.ma.masked_array(X, np.arange(60).reshape(20, 3) % 9 == 4),
        "X is a masked array with 7 masked cells; the first is at (1, 1). Fill them "
        "in, for example by sklearn.impute.SimpleImputer on X.filled(numpy.nan).",
    ),
    "NaN": (with_cell(np.nan), f"X has NaN in row 3, column 1. {IF_MISSING}"),
    "infinity": (
        with_cell(np.inf),
        f"X has infinity (inf) in row 3, column 1. I{IMPUTE}",
    ),
    "infinity, sparse": (
        sparse.csr_array(with_cell(-np.inf)),
        f"X has infinity (inf) in row 3, column 1. I{IMPUTE}",
    ),
    "several NaN, with names": (
        pd.DataFrame({"a": [1, 2.0], "b": [np.nan, np.nan]}),
        f"X has NaN in row 0, column 1 ('b') (2 such values in total). {IF_MISSING}",
    ),
    "names of several types": (
        pd.DataFrame({"a": [1, 2.0], 1: [2.0, 3]}),
        "X must have column names of type str; got several types. Convert them with "
        "X.columns = X.columns.astype(str).",
    ),
    "names that are repeated": (
        pd.DataFrame(X, columns=["a b", "c", "a b"]),
        "X has two columns named 'a b'. Rename one.",
    ),
    "missing integer": (
        pd.DataFrame({"a": [1, 2], "b": pd.array([None, 2], dtype="Int64")}),
        f"X has NaN in row 0, column 1 ('b'). {IF_MISSING}",
    ),
    "values whose squares vanish": (
        X * 1e-200,
        "X varies so little that squares of its differences vanish in double "
        "precision. Multiply it by a power of ten, or scale it with "
        "sklearn.preprocessing.MinMaxScaler.",
    ),
    "text column": (
        pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}),
        f"X must be numeric; got 'x' in row 0, column 1 ('b'). {ENCODE}",
    ),
    "categories": (
        pd.DataFrame({"a": [1, 2], "b": pd.Categorical(["u", "v"])}),
        f"X must be numeric; got 'u' in row 0, column 1 ('b'). {ENCODE}",
    ),
    "dates": (
        pd.DataFrame({"a": [1, 2], "b": pd.to_datetime(["2026-01-31"] * 2)}),
        "X must be numeric; got Timestamp('2026-01-31 00:00:00') in row 0, column 1 "
        f"('b'). {ENCODE}",
    ),
    "dates only": (
        np.full((3, 2), np.datetime64("2026-01-31")),
        f"X must be numeric; got dates or durations. {OF_DATES}",
    ),
    "dates in an array of objects": (
        np.array([[date(2026, 1, 31)], [date(2026, 2, 1)]], dtype=object),
        f"X must be numeric; got datetime.date(2026, 1, 31) in row 0, column 0. "
        f"{ENCODE}",
    ),
    "dates beside numbers, polars": (  # which would be numbers of days
        pl.DataFrame({"a": [1.0, 2.0], "b": [date(2026, 1, 31)] * 2}),
        f"X must be numeric; got dates or times in column 1 ('b'). {OF_DATES}",
    ),
    "dates, pyarrow": (
        pa.table({"a": [1.0, 2.0], "b": [date(2026, 1, 31)] * 2}),
        "X must be numeric; got datetime.date(2026, 1, 31) in row 0, column 1 ('b'). "
        f"{ENCODE}",
    ),
    "a lazy frame": (
        pl.LazyFrame({"a": [1.0, 2.0]}),
        "X must be a data frame; got a LazyFrame. Use .collect().",
    ),
    "columns by name": (
        {"a": [1.0, 2.0]},
        "X must be an array or a data frame; got a dict. Pass pandas.DataFrame(X).",
    ),
    "a list of numbers": (
        [1.5, 2.5],
        "Expected 2D array, got 1D array instead. Reshape your data either using "
        "array.reshape(-1, 1) if your data has a single feature or "
        "array.reshape(1, -1) if it contains a single sample.",
    ),
    "text in a list": (
        [[1, "x"], [2, "y"]],
        f"X must be numeric; got 'x' in row 0, column 1. {ENCODE}",
    ),
    "objects": (
        [[1, {}], [2, 3]],
        f"X must be numeric; got {{}} in row 0, column 1. {ENCODE}",
    ),
    "numbers as text": (
        np.array([["1", "2"], ["3", "4"]]),
        "X must be numeric; got text. Convert it with X.astype(float).",
    ),
    "rows of two lengths": (
        [[1, 2], [3]],
        "X must have rows of the same length; got rows of different lengths.",
    ),
    "a huge value": (with_cell(1e300), TOO_LARGE),
    "a huge value, sparse": (sparse.csr_array(with_cell(1e300)), TOO_LARGE),
    "a huge value, not scaled": (
        pd.DataFrame(np.abs(with_cell(1e40)), columns=["a", "b", "c"]),
        f"X has values too large for the network, such as 1e+40 in row 3, column 1 "
        f"('b'): squares of values above 1e+18 {IN_FLOAT32}",
    ),
}


@pytest.mark.parametrize("case", BAD_SAMPLES)
def test_bad_samples_are_refused(case):
    samples, message = BAD_SAMPLES[case]
    loss = "multinomial" if "not scaled" in case else "squared_error"
    model = Autoencoder(max_epochs=1, loss=loss, validation_fraction=0.0)
    with pytest.raises(InvalidDataError) as caught:
        model.fit(samples)
    assert str(caught.value) == message
    assert not hasattr(model, "history_")


def test_other_estimators_name_the_one_for_tables_too_if_there_is_one():
    with pytest.raises(InvalidDataError, match="Use TableDetector, which takes miss"):
        AnomalyDetector().fit(with_cell(np.nan))
    with pytest.raises(InvalidDataError, match="or use TableDetector, which takes dat"):
        AnomalyDetector().fit(np.full((9, 2), np.datetime64("2026-01-31")))
    with pytest.raises(InvalidDataError, match=r"column 1. Impute such values"):
        AutoencoderClustering(n_clusters=2).fit(with_cell(np.nan))
    # A fitted model takes the columns that it was fitted to.
    model = Autoencoder(max_epochs=1, random_state=0).fit(X)
    with pytest.raises(InvalidDataError, match=r"column 1. Impute such values"):
        model.transform(with_cell(np.nan))


@pytest.mark.parametrize("kind", [Autoencoder, RBM], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("value", [1e300, -1e300, 1e40])
def test_values_too_large_for_a_fitted_network_are_refused_with_their_place(
    kind, value
):
    model = kind(n_components=2, max_epochs=1, random_state=0).fit(X)
    assert np.isfinite(model.transform(with_cell(1e15))).all()
    methods = (model.transform, model.reconstruct, model.partial_fit)
    for method in methods:
        for samples in (with_cell(value), sparse.csr_array(with_cell(value))):
            with pytest.raises(InvalidDataError) as caught:
                method(samples)
            start = f"X has values too large for the network, such as {value:g} in row "
            assert str(caught.value).startswith(f"{start}3, column 1: squares")


def test_a_huge_value_among_held_out_samples_is_refused_too():
    for seed in range(6):
        model = Autoencoder(validation_fraction=0.5, max_epochs=1, random_state=seed)
        with pytest.raises(InvalidDataError, match="1e\\+300 in row 3, column 1"):
            model.fit(with_cell(1e300))


# scikit-learn's own messages, which its checks of estimators require.
@pytest.mark.parametrize(
    ("samples", "words"),
    [
        (X[None, None, None], "Found array with dim 5"),
        (X[:1], "Found array with 1 sample"),
        (X[:0], "Found array with 0 sample"),
        (X[:, :0], "Found array with 0 feature"),
        ("abc", "Expected 2D array, got scalar array instead"),
        (None, "Expected 2D array, got scalar array instead"),
    ],
)
def test_samples_of_another_shape_are_refused_in_one_line(samples, words):
    with pytest.raises(InvalidDataError) as caught:
        Autoencoder(max_epochs=1).fit(samples)
    assert str(caught.value).startswith(words)
    assert "\n" not in str(caught.value)


BAD_CODES = {
    "too many columns": (
        np.zeros((4, 3)),
        "Codes must have shape (n_samples, 2), n_components columns; got shape (4, 3).",
    ),
    "flat": (
        np.zeros(2),
        "Codes must have shape (n_samples, 2), n_components columns; got shape (2,).",
    ),
    "NaN": (
        [[0, 1], [0, np.nan]],
        "Codes must be finite in float32; got nan in row 1, column 1.",
    ),
    "too large": (
        [[0, 1], [1e300, 1]],
        "Codes must be finite in float32; got 1e+300 in row 1, column 0.",
    ),
    "text": (
        [[0, "a"]],
        "Codes must be numeric: could not convert string to float: 'a'.",
    ),
    "complex": (
        np.zeros((1, 2), complex),
        "Codes must be real; got complex numbers.",
    ),
}


@pytest.mark.parametrize("case", BAD_CODES)
def test_bad_codes_are_refused(case):
    codes, message = BAD_CODES[case]
    model = Autoencoder(max_epochs=1).fit(X)
    with pytest.raises(InvalidDataError) as caught:
        model.inverse_transform(codes)
    assert str(caught.value) == message


@pytest.mark.parametrize("widths", [(10**15,), (10**30,)])
def test_a_network_larger_than_the_memory_is_refused(widths):
    with pytest.raises(InvalidParameterError) as caught:
        Autoencoder(hidden_layer_sizes=widths).fit(X)
    assert str(caught.value) == (
        "The network is larger than the memory of this machine: lower n_components, or "
        "the widths in hidden_layer_sizes."
    )


def test_an_unknown_data_set_is_refused():
    with pytest.raises(InvalidParameterError) as caught:
        load_dataset("digit")
    assert str(caught.value) == (
        "Data set 'digit' is not known; choose one of 'digits', 'iris', 'swiss_roll', "
        "'curves', 'mnist', 'fashion_mnist', 'olivetti_faces', 'olivetti_patches', "
        "'newsgroups', 'reuters', 'rcv1', 'movielens-100k', 'movielens-1m'. "
        "Did you mean 'digits'?"
    )
