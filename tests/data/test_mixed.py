"""Encoding of mixed tables, and back."""

import json

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from autoencode.data.mixed import TableTransformer
from autoencode.errors import InvalidDataError, InvalidParameterError

N = 120


def people(seed=0):
    """A table with a column of every type."""
    rng = np.random.default_rng(seed)
    day = pd.Timestamp("2020-01-01")
    age = rng.integers(18, 80, N)
    sizes = pd.CategoricalDtype(["S", "M", "L", "XL"], ordered=True)
    return pd.DataFrame(
        {
            "age": age,
            "income": rng.lognormal(10, 1, N).astype("float32"),
            "children": pd.array(rng.integers(0, 4, N), dtype="Int64"),
            "city": rng.choice(["Rome", "Oslo", "", "=x"], N),
            "zip": rng.choice([1001, 2002], N),
            "member": rng.random(N) < 0.3,
            "since": day + pd.to_timedelta(rng.integers(0, 900, N), unit="D"),
            "seen": (
                day + pd.to_timedelta(rng.integers(0, 9**6, N), unit="s")
            ).tz_localize("Europe/Oslo"),
            "size": pd.Series(rng.choice(["S", "M", "L"], N)).astype(sizes),
        }
    )


def test_encoding_and_decoding_restores_columns_types_units_and_categories():
    frame = people()
    transformer = TableTransformer(categorical=["zip"]).fit(frame)
    again = transformer.inverse_transform(transformer.transform(frame))
    pd.testing.assert_frame_equal(again, frame, rtol=1e-5)
    assert again["size"].dtype.ordered
    types = {column.name: column.type for column in transformer.columns_}
    assert types == {
        "age": "number", "income": "number", "children": "number",
        "city": "category", "zip": "category", "member": "boolean",
        "since": "date", "seen": "date", "size": "category",
    }  # fmt: skip


def test_polars_frames_are_restored_as_polars_frames():
    frame = pl.from_pandas(people().drop(columns=["size", "seen"]))
    transformer = TableTransformer().fit(frame)
    again = transformer.inverse_transform(transformer.transform(frame))
    assert isinstance(again, pl.DataFrame)
    assert again.schema == frame.schema
    assert again["city"].equals(frame["city"])


def test_rows_have_scaled_numbers_then_flags_then_one_hot_blocks():
    frame = people()
    frame.loc[3, ["age", "city"]] = None
    transformer = TableTransformer().fit(frame)
    rows = transformer.transform(frame)
    names = list(transformer.get_feature_names_out())
    assert rows.shape == (N, len(names))
    at = names.index
    assert rows[3, at("age")] == 0
    assert rows[3, at("age is missing")] == 1
    assert rows[:, at("age is missing")].sum() == 1
    cities = [at(name) for name in names if name.startswith("city=")]
    assert not rows[3, cities].any()
    assert (np.delete(rows[:, cities], 3, axis=0).sum(axis=1) == 1).all()
    present = np.delete(rows[:, at("age")], 3)
    assert present.mean() == pytest.approx(0, abs=1e-5)
    assert present.std() == pytest.approx(1, abs=1e-5)
    assert transformer.n_numbers_ == 6
    assert sum(transformer.category_sizes_) == len(names) - 12


def test_column_types_can_be_given():
    frame = pd.DataFrame({"code": ["1", "2", "10"] * 9, "zip": [1, 2, 3] * 9})
    transformer = TableTransformer(numeric=["code"], categorical=["zip"]).fit(frame)
    assert [column.type for column in transformer.columns_] == ["number", "category"]
    again = transformer.inverse_transform(transformer.transform(frame))
    assert again["zip"].equals(frame["zip"])
    assert again["code"].tolist() == [1, 2, 10] * 9


def written_dates():
    days = pd.date_range("2024-12-28", periods=30)
    return pd.DataFrame(
        {
            "day": days.strftime("%d.%m.%Y"),
            "stamp": days.strftime("%Y%m%d").astype(int),
            "iso": days.strftime("%Y-%m-%d"),
        }
    )


DATES = {"day": "%d.%m.%Y", "stamp": "", "iso": ""}


@pytest.mark.parametrize("to_library", [lambda frame: frame, pl.from_pandas])
def test_dates_as_text_and_whole_numbers_are_restored(to_library):
    frame = to_library(written_dates())
    transformer = TableTransformer(dates=DATES).fit(frame)
    assert [column.type for column in transformer.columns_] == ["date"] * 3
    rows = transformer.transform(frame)
    np.testing.assert_allclose(
        np.diff(rows[:, :3], axis=0), rows[1, 0] - rows[0, 0], 1e-3
    )
    again = transformer.inverse_transform(rows)
    assert again.equals(frame)


def test_dates_can_be_a_list_of_columns_with_any_names():
    frame = written_dates()[["stamp", "iso"]].set_axis([0, "iso"], axis=1)
    transformer = TableTransformer(dates=[0, "iso"]).fit(frame)
    assert transformer.inverse_transform(transformer.transform(frame)).equals(frame)


def test_missing_dates_are_flagged_and_invalid_ones_refused():
    frame = written_dates()[["day"]]
    frame.loc[3, "day"] = None
    transformer = TableTransformer(dates={"day": "%d.%m.%Y"}).fit(frame)
    assert transformer.transform(frame)[:, 1].nonzero()[0].tolist() == [3]
    with pytest.raises(InvalidDataError, match=r"'2025-02-01' in row 4 \(1 such cells"):
        transformer.transform(
            frame.assign(day=[*frame["day"][:4], "2025-02-01"] + [None] * 25)
        )


def test_dates_can_have_several_time_zones():
    frame = pd.DataFrame(
        {"t": ["2024-03-30T12:00:00+0100", "2024-03-31T12:00:00+0200"]}
    )
    transformer = TableTransformer(dates={"t": "%Y-%m-%dT%H:%M:%S%z"}).fit(frame)
    again = transformer.inverse_transform(transformer.transform(frame))["t"]
    assert pd.to_datetime(again).tolist() == [
        pd.Timestamp("2024-03-30T11:00Z"), pd.Timestamp("2024-03-31T10:00Z")
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["%Q", "%d.%d.%Y", "%d.%m.%Y%"])
def test_invalid_date_formats_are_refused(form):
    with pytest.raises(InvalidParameterError, match=r"got .* for column 'day'"):
        TableTransformer(dates={"day": form}).fit(written_dates())


def test_the_rarest_of_many_categories_are_merged():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"word": [*"aaabbc" * 20, *(f"w{n}" for n in range(30))]})
    frame["n"] = rng.normal(size=len(frame))
    transformer = TableTransformer(max_categories=4).fit(frame)
    assert transformer.category_sizes_ == (4,)
    again = transformer.inverse_transform(transformer.transform(frame))
    assert again["word"][:120].equals(frame["word"][:120])
    assert again["word"][120:].nunique() == 1
    assert again["word"][150 - 1] in set(frame["word"][120:])


def test_decoded_numbers_are_clipped_to_the_range_of_the_fit():
    frame = pd.DataFrame({"age": [20, 30, 40]})
    transformer = TableTransformer().fit(frame)
    far = np.array([[-9.0, 0.0], [9.0, 0.0], [0.1, 0.0]])
    assert transformer.inverse_transform(far)["age"].tolist() == [20, 40, 31]


def test_probabilities_have_the_categories_as_columns():
    frame = people()
    transformer = TableTransformer(categorical=["zip"]).fit(frame)
    probabilities = transformer.probabilities(transformer.transform(frame))
    assert set(probabilities) == {"city", "zip", "member", "size"}
    assert set(probabilities["zip"].columns) == {1001, 2002}
    assert set(probabilities["member"].columns) == {True, False}
    assert (probabilities["zip"].to_numpy().sum(axis=1) == 1).all()


def test_new_categories_count_as_missing_with_a_warning():
    transformer = TableTransformer().fit(people())
    new = people()
    new.loc[[4, 5], "city"] = "Bern"
    with pytest.warns(
        UserWarning, match=r"'city' holds .*\('Bern'; 2 in all\).*missing"
    ):
        rows = transformer.transform(new)
    names = list(transformer.get_feature_names_out())
    cities = [j for j, name in enumerate(names) if name.startswith("city=")]
    assert not rows[4, cities].any()


def test_missing_columns_are_refused_and_additional_ones_dropped():
    transformer = TableTransformer().fit(people())
    with pytest.raises(
        InvalidDataError, match=r"lacks 1 of the 9 columns .*'city'.* mean"
    ):
        transformer.transform(people().rename(columns={"city": "City"}))
    with pytest.warns(UserWarning, match="not in the fit: 'extra'; dropped"):
        rows = transformer.transform(people().assign(extra=1))
    shuffled = people()[people().columns[::-1]]
    np.testing.assert_array_equal(rows, transformer.transform(shuffled))


@pytest.mark.parametrize(
    ("frame", "given", "message"),
    [
        ({"a": [None, None], "b": [1, 2]}, {}, "Column 'a' holds no value"),
        ({"a": [1j, 2.0], "b": [1, 2]}, {}, "Column 'a' holds complex numbers"),
        ({"a": [1.0, np.inf]}, {}, "Column 'a' holds infinity"),
        ({"a": [0, 1e300]}, {}, "squares overflow, such as 1e\\+300 in row 1. Divide"),
        ({"a": [f"id {n}" for n in range(50)]}, {}, "50 different texts"),
        ({"a": ["1", "x"]}, {"numeric": ["a"]}, "but holds 'x' in row 1"),
        ({"a": ["2024-01-01", "soon"]}, {"dates": ["a"]}, "holds 'soon' in row 1"),
        ({"a": ["soon", "late"]}, {"dates": ["a"]}, "dates={'a': '%d.%m.%Y'}"),
        ({"a": [1]}, {}, "1 sample"),
    ],
)  # fmt: skip
def test_columns_without_usable_values_are_refused(frame, given, message):
    with pytest.raises(InvalidDataError, match=message):
        TableTransformer(**given).fit(pd.DataFrame(frame))


@pytest.mark.parametrize("rows", [{"a": [1, 2]}, [{"a": 1}, {"a": 2}]])
def test_dictionaries_are_to_be_data_frames(rows):
    with pytest.raises(InvalidDataError, match=r"Pass pandas\.DataFrame\(X\)"):
        TableTransformer().fit(rows)


@pytest.mark.parametrize("cell", [[1], (1, 2), {"b": 1}, np.arange(2)], ids=str)
def test_values_inside_cells_are_refused(cell):
    frame = pd.DataFrame({"a": range(4), "b": [cell, None, cell, cell]})
    with pytest.raises(InvalidDataError, match="Column 'b' holds lists or other"):
        TableTransformer().fit(frame)


def test_duplicate_columns_are_refused():
    frame = pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"])
    with pytest.raises(InvalidDataError, match="two columns named 'a'"):
        TableTransformer().fit(frame)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"scale": "robust"}, "scale must be one of 'standard', 'quantile'"),
        ({"categorical": "city"}, "categorical must be a list of names; got 'city'"),
        ({"categorical": ["town"]}, "names 'town', which is not a column of X"),
        ({"max_categories": 1}, "max_categories must be a whole number of at least 2"),
    ],
)  # fmt: skip
def test_invalid_parameters_are_refused(given, message):
    with pytest.raises(InvalidParameterError, match=message):
        TableTransformer(**given).fit(people())


def test_text_in_a_column_of_numbers_is_refused_with_its_row():
    transformer = TableTransformer().fit(people())
    wrong = people().astype({"age": object})
    wrong.loc[7, "age"] = "old"
    with pytest.raises(
        InvalidDataError, match=r"'age' holds no number in row 7 \('old'\)"
    ):
        transformer.transform(wrong)


def test_fitted_columns_can_be_written_as_json():
    columns = TableTransformer(categorical=["zip"]).fit(people()).columns_
    again = json.loads(json.dumps([column._asdict() for column in columns]))
    assert again[4]["values"] in (
        {"1001": 1001, "2002": 2002},
        {"2002": 2002, "1001": 1001},
    )


def test_a_column_can_be_missing_in_a_whole_block_of_rows():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(5243, 100))).rename(columns=str)
    frame.loc[5242, "7"] = np.nan  # the only row of the last block
    rows = TableTransformer().fit(frame).transform(frame)
    assert rows[5242, 100 + 7] == 1


def test_a_number_far_beyond_those_of_fit_stays_finite():
    frame = pd.DataFrame({"a": [1.0, 2.0, 4.0], "kind": list("uvu")})
    table = TableTransformer().fit(frame)
    found = table.transform(frame.assign(a=[2.0, 1e300, -1.7e308]))
    assert np.isfinite(found).all()
    assert found[1, 0] > 1e17
    assert found[2, 0] < -1e17


def test_large_whole_numbers_stay_distinct_without_overflow():
    cards = [4000123412341231, 4000123412341232, 4000123412341233] * 9
    frame = pd.DataFrame({"card": cards, "big": [0, 1, 2**63 - 1] * 9})
    transformer = TableTransformer(categorical=["card"]).fit(frame)
    assert transformer.category_sizes_ == (3,)
    again = transformer.inverse_transform(transformer.transform(frame))
    assert again["card"].tolist() == cards
    assert again["big"][2] == pytest.approx(2**63 - 1)  # and not below 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda f: f.iloc[:0], "0 sample"),
        (lambda f: f.assign(income=np.inf), "'income' holds infinity in row 0"),
        (
            lambda f: pd.concat([f, f[["age"]]], axis=1),
            "two columns with the same name",
        ),
        (lambda f: f.assign(since=["2020-01-05", "x"] * (N // 2)), r"row 1 \('x'\)"),
    ],
)
def test_invalid_tables_are_refused_in_transform(change, message):
    transformer = TableTransformer().fit(people())
    with pytest.raises(InvalidDataError, match=message):
        transformer.transform(change(people()))


def test_a_column_cannot_be_given_two_types():
    with pytest.raises(InvalidParameterError, match="both name 'zip'"):
        TableTransformer(categorical=["zip"], numeric=["zip"]).fit(people())


@pytest.mark.parametrize("levels", [[3, 1, 2], [0.5, 2.0, 1.0]])
def test_categories_of_pandas_that_are_numbers_are_those_of_plain_numbers(levels):
    plain = pd.DataFrame({"a": levels * 9})
    frame = plain.astype(pd.CategoricalDtype(levels, ordered=True))
    transformer = TableTransformer().fit(frame)
    encoded = transformer.transform(frame)
    assert encoded.shape == (27, 3)
    assert (encoded.sum(axis=0) == 9).all()
    np.testing.assert_array_equal(transformer.transform(plain), encoded)
    pd.testing.assert_frame_equal(transformer.inverse_transform(encoded), frame)
    other = TableTransformer(categorical=["a"]).fit(plain)
    np.testing.assert_array_equal(other.transform(frame), other.transform(plain))


DECIMAL = pd.ArrowDtype(pa.decimal128(30, 2))  # pandas does not find it by its name


@pytest.mark.parametrize(
    ("dtype", "restored"),
    [
        ("int64[pyarrow]", None),
        ("uint8[pyarrow]", None),
        ("Sparse[int64, 0]", None),
        (DECIMAL, DECIMAL),
        (pd.ArrowDtype(pa.dictionary(pa.int32(), pa.string())), "object"),
    ],
    ids=str,
)
def test_columns_of_pyarrow_and_sparse_ones_are_restored(dtype, restored):
    is_text = "dictionary" in str(dtype)
    values = pd.Series(list("12345") * 6 if is_text else [1, 2, 3, 4, 5] * 6)
    frame = pd.DataFrame({"a": values.astype(dtype)})
    transformer = TableTransformer().fit(frame)
    again = transformer.inverse_transform(transformer.transform(frame))["a"]
    assert again.dtype == pd.api.types.pandas_dtype(restored or dtype)
    if is_text:
        assert again.tolist() == values.tolist()
    else:
        np.testing.assert_allclose(again.to_numpy(float), values, atol=1e-6)
