"""Columns of decimal numbers, dates and durations, of whatever data type."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from numpy.testing import assert_array_equal

from autoencode.data.frames import without_midnights
from autoencode.data.mixed import TableTransformer
from autoencode.data.schema import Column, polars_type
from autoencode.data.writers import write_blocks
from autoencode.errors import InvalidDataError
from autoencode.scenes.colors import column_values

N = 40
WHOLE = np.random.default_rng(0).integers(0, 90_000, N)
OSLO = "Europe/Oslo"


def cells(make):
    return [make(int(n)) for n in WHOLE]


def decimals():
    return cells(lambda n: Decimal(n).scaleb(-2))


def days():
    return cells(lambda n: dt.date(2024, 1, 1) + dt.timedelta(days=n % 999))


def times(**step):
    (unit, size), start = *step.items(), dt.datetime(2024, 3, 1)
    return cells(lambda n: start + n * dt.timedelta(**{unit: size}))


def durations():
    return cells(lambda n: dt.timedelta(seconds=n))


def restored(frame, **given):
    """The table, encoded and decoded, and its only column's description."""
    table = TableTransformer(**given).fit(frame)
    return table.inverse_transform(table.transform(frame)), table.columns_[0]


@pytest.mark.parametrize("has_gaps", [False, True])
@pytest.mark.parametrize(
    ("values", "type_"),
    [
        (decimals(), "number"),
        (cells(Decimal), "number"),
        (days(), "date"),
        (times(seconds=1), "date"),
        ([pd.Timestamp(t, tz=OSLO) for t in times(hours=1)], "date"),
        (durations(), "number"),
        (cells(int), "number"),
        (cells(lambda n: n / 4), "number"),
    ],
)  # fmt: skip
def test_columns_of_python_objects_are_restored(values, type_, has_gaps):
    cells = pd.Series(values, dtype=object)
    if has_gaps:
        cells[::5] = None
    frame = pd.DataFrame({"a": cells})
    again, column = restored(frame)
    assert column.type == type_
    present = cells.notna()
    assert again["a"].dtype == object
    for found, cell in zip(again["a"][present], cells[present], strict=True):
        assert isinstance(found, type(cell))
        if isinstance(cell, float):
            assert found == pytest.approx(cell, abs=0.01)
        elif type_ == "number" and isinstance(cell, dt.timedelta):
            assert found == pytest.approx(cell, abs=dt.timedelta(seconds=1))
        elif isinstance(cell, dt.datetime):
            assert found == pytest.approx(cell, abs=dt.timedelta(hours=1))
        else:
            assert found == pytest.approx(cell, abs=Decimal("0.01"))


def test_decimal_numbers_keep_their_digits_and_numbers_beside_them():
    frame = pd.DataFrame({"a": [Decimal("1.50"), 2, 3.25, None] * 9}, dtype=object)
    again, column = restored(frame)
    assert column.type == "number"
    assert [str(cell) for cell in again["a"][:3]] == ["1.50", "2.00", "3.25"]


def test_decimals_listed_in_categorical_stay_categories():
    frame = pd.DataFrame({"a": [Decimal("1.50"), Decimal(2)] * 9}, dtype=object)
    again, column = restored(frame, categorical=["a"])
    assert column.type == "category"
    assert again["a"].tolist() == frame["a"].tolist()


@pytest.mark.parametrize(
    "dtype",
    [
        pd.ArrowDtype(pa.decimal128(10, 2)),
        pd.ArrowDtype(pa.decimal256(50, 3)),
        pd.ArrowDtype(pa.date32()),
        pd.ArrowDtype(pa.date64()),
        pd.ArrowDtype(pa.timestamp("ms", OSLO)),
        pd.ArrowDtype(pa.duration("ms")),
        "timedelta64[s]",
        "timedelta64[ns]",
    ],
    ids=str,
)
def test_data_types_of_decimals_dates_and_durations_are_restored(dtype):
    name = str(dtype)
    made = decimals() if "decimal" in name else durations()
    if "date" in name or "timestamp" in name:
        made = days() if "date" in name else times(hours=1)
    values = pd.Series(made, dtype=object)
    if "timestamp" in name:
        values = pd.Series(pd.to_datetime(values).dt.tz_localize("UTC"))
    frame = pd.DataFrame({"a": values.astype(dtype)})
    frame.loc[3, "a"] = None
    again, column = restored(frame)
    assert column.type in ("number", "date")
    assert again["a"].dtype == frame["a"].dtype
    first = again["a"].iloc[0], frame["a"].iloc[0]
    assert abs(first[0] - first[1]) <= (
        Decimal("0.01") if "decimal" in name else dt.timedelta(seconds=1)
    )


POLARS = {
    "Decimal": (decimals(), pl.Decimal(10, 2)),
    "Duration": (durations(), pl.Duration("ms")),
    "Datetime": (times(milliseconds=1), pl.Datetime("ns")),
    "Int128": (cells(int), pl.Int128()),
    "Int8": ([n % 100 for n in cells(int)], pl.Int8()),
    "Enum": (["it's", "b"] * (N // 2), pl.Enum(["it's", "b", "c"])),
    "Time": ([dt.time(1), dt.time(2)] * (N // 2), pl.Time()),
}


@pytest.mark.parametrize("name", POLARS)
def test_types_of_polars_are_restored_also_by_their_name(name):
    values, type_ = POLARS[name]
    cells = pl.Series("a", values).cast(type_)
    frame = pl.DataFrame({"a": [*cells[:-1], None]}, {"a": type_})
    again, column = restored(frame)
    assert again.schema == frame.schema
    assert polars_type(str(type_)) == type_  # as after loading
    if name == "Int8":  # rounded, not cut off
        assert again["a"][:-1].equals(frame["a"][:-1])
    if name not in ("Enum", "Time"):
        assert column.type in ("number", "date")


def test_whole_numbers_of_128_bits_stay_distinct():
    big = [2**100, 2**100 + 1, 3]
    frame = pl.DataFrame({"a": pl.Series(big * 9, dtype=pl.Int128)})
    again, _ = restored(frame, categorical=["a"])
    assert again["a"].to_list() == big * 9


@pytest.mark.parametrize("name", ["Object", "List(Int64)", "Enum(x=3)", "Decimal(", ""])
def test_other_names_of_data_types_of_polars_are_not_known(name):
    assert polars_type(name) is None


@pytest.mark.parametrize(
    "make", [pl.DataFrame.lazy, lambda frame: frame["a"]], ids=["lazy", "series"]
)
def test_what_is_no_data_frame_of_polars_is_refused(make):
    with pytest.raises(InvalidDataError, match=r"Pass X\.(collect|to_frame)\(\)"):
        TableTransformer().fit(make(pl.DataFrame({"a": [1, 2]})))


def test_tables_of_pyarrow_are_read():
    frame = pd.DataFrame({"a": decimals(), "b": days(), "c": durations()})
    given = pa.Table.from_pandas(frame.assign(d=["u", "v"] * (N // 2)))
    table = TableTransformer().fit(given)
    types = [column.type for column in table.columns_]
    assert types == ["number", "date", "number", "category"]
    again = table.inverse_transform(table.transform(given))
    assert again["a"].dtype == pd.ArrowDtype(given.schema.field("a").type)
    assert again["b"].dt.date.tolist() == days()


@pytest.mark.parametrize(
    "step",
    [
        {"days": 1}, {"hours": 1}, {"minutes": 1}, {"seconds": 1},
        {"milliseconds": 1}, {"microseconds": 1},
    ],
)  # fmt: skip
@pytest.mark.parametrize("zone", [None, "UTC", OSLO])
def test_decoded_dates_have_the_resolution_and_the_zone_of_the_fit(step, zone):
    # Around the beginning of summer time, the 31st of March in Oslo.
    (unit, size), start = *step.items(), pd.Timestamp("2024-03-30")
    dates = start + pd.to_timedelta(np.arange(N) * size, unit=unit)
    if "days" in step or "hours" in step:
        dates = pd.date_range(start, periods=N, freq="D" if "days" in step else "h")
    dates = dates if zone is None else dates.tz_localize(zone, nonexistent="NaT")
    frame = pd.DataFrame({"a": dates.dropna()})
    again, _ = restored(frame)
    pd.testing.assert_frame_equal(again, frame)


@pytest.mark.parametrize("freq", ["h", "D", "W", "M", "Q", "Y"])
def test_periods_are_the_dates_of_their_starts(freq):
    frame = pd.DataFrame({"a": pd.period_range("2015-01-01", periods=N, freq=freq)})
    again, column = restored(frame)
    pd.testing.assert_frame_equal(again, frame)
    assert column.type == "date"
    starts = frame.assign(a=frame["a"].dt.to_timestamp())
    encoded = TableTransformer().fit(frame).transform(starts)
    assert_array_equal(encoded, TableTransformer().fit(starts).transform(frame))


def test_periods_are_dates_in_files_and_categories_of_them_text(tmp_path):
    months = pd.Series(pd.period_range("2015-01", periods=N, freq="M"))
    frame = pd.DataFrame({"a": months, "b": months})
    table = TableTransformer(categorical=["b"]).fit(frame)
    plain = without_midnights(frame, table.columns_)
    for suffix, read in ((".csv", pd.read_csv), (".parquet", pd.read_parquet)):
        write_blocks(tmp_path / f"months{suffix}", [{n: plain[n] for n in plain}])
        again = read(tmp_path / f"months{suffix}").astype(str)
        assert again.iloc[1].tolist() == ["2015-02-01", "2015-02"]


def test_periods_are_coloured_by_their_start():
    frame = pd.DataFrame({"a": pd.period_range("2015-01", periods=3, freq="Y")})
    starts = pd.to_datetime(["2015-01-01", "2016-01-01", "2017-01-01"])
    found = column_values(frame, 0).values
    assert_array_equal(pd.to_datetime(found, unit="s"), starts)


def test_periods_that_are_listed_in_categorical_are_categories():
    frame = pd.DataFrame({"a": pd.period_range("2015-01", periods=N, freq="M")})
    again, column = restored(frame, categorical=["a"])
    pd.testing.assert_frame_equal(again, frame)
    assert column.type == "category"


def test_the_second_hour_that_a_clock_shows_twice_is_kept():
    hours = pd.date_range("2024-10-26T22:00Z", periods=8, freq="h").tz_convert(OSLO)
    frame = pd.DataFrame({"a": hours})
    again, _ = restored(frame)
    pd.testing.assert_frame_equal(again, frame)


def test_dates_of_runs_of_earlier_versions_are_decoded_in_seconds():
    table = TableTransformer().fit(
        pd.DataFrame({"a": pd.to_datetime(times(seconds=1))})
    )
    table.schema_ = [
        {k: v for k, v in fields.items() if k not in ("step", "objects")}
        for fields in table.schema_
    ]
    assert isinstance(table.columns_[0], Column)
    again = table.inverse_transform(np.zeros((1, 2)))["a"]
    assert (again == again.dt.floor("s")).all()


@pytest.mark.parametrize(
    ("fitted", "given", "message"),
    [
        (cells(int), pd.to_datetime(days()), "'a' holds dates, and held numbers"),
        (cells(int), pd.to_timedelta(durations()), "durations, and held numbers"),
        (pd.to_datetime(days()), cells(int), "'a' holds numbers, and held dates"),
        (pd.to_timedelta(durations()), pd.to_datetime(days()), "held durations"),
        (pd.to_timedelta(durations()), ["soon"] * N, r"no duration in row 0 \('soon'"),
        (cells(int), [10**400] * N, "holds no number in row 0"),
        (pd.to_datetime(days()), [dt.date(2024, 1, 1), 5] * 20, "no date in row 1"),
        # For pandas the time of the call: other values for the same rows.
        (pd.to_datetime(days()), ["now"] * N, r"no date in row 0 \('now'\)"),
        (pd.to_datetime(days()), ["2015-01-01", "today"] * 20, r"row 1 \('today'\)"),
        (pd.to_datetime(days()), ["2015-01-01", "2015"] * 20, "and, in row 1, '2015'"),
    ],
)  # fmt: skip
def test_cells_of_another_type_than_in_the_fit_are_refused(fitted, given, message):
    table = TableTransformer().fit(pd.DataFrame({"a": fitted}))
    with pytest.raises(InvalidDataError, match=message):
        table.transform(pd.DataFrame({"a": given}))


def test_durations_may_be_given_in_seconds_or_as_text():
    table = TableTransformer().fit(pd.DataFrame({"a": pd.to_timedelta(durations())}))
    expected = table.transform(pd.DataFrame({"a": pd.to_timedelta(["90s", "2h"])}))
    for given in ([90, 7200], [90.0, 7200.0], ["90", "02:00:00"]):
        found = table.transform(pd.DataFrame({"a": given}))
        np.testing.assert_array_equal(found, expected)


def test_a_column_without_a_cell_is_missing_whatever_its_data_type():
    frame = pd.DataFrame(
        {
            "a": pd.to_datetime(days()),
            "b": pd.to_timedelta(durations()),
            "c": cells(int),
        }
    )
    table = TableTransformer().fit(frame)
    for empty in (np.nan, None, pd.NaT, pd.NA):
        rows = table.transform(pd.DataFrame({name: [empty] * 2 for name in "abc"}))
        assert rows.tolist() == [[0, 0, 0, 1, 1, 1]] * 2


def test_date_objects_listed_in_dates_are_decoded_as_dates():
    frame = pd.DataFrame({"a": days()}, dtype=object)
    again, column = restored(frame, dates={"a": "%d.%m.%Y"})
    assert column.format == ""
    assert again["a"].tolist() == frame["a"].tolist()


def test_durations_listed_in_numeric_are_durations():
    frame = pd.DataFrame({"a": pd.to_timedelta(durations())})
    again, column = restored(frame, numeric=["a"])
    assert column.unit == "seconds"
    assert column.mean == pytest.approx(WHOLE.mean())
    assert again["a"].dtype == frame["a"].dtype
