"""What `open_rows` leaves out with ``on_error="skip"``, and what it does not."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shards import rows_of

from autoencode import Autoencoder, open_rows
from autoencode.errors import DataFileError

pytestmark = pytest.mark.filterwarnings("ignore:.*is converted to Parquet once")


def damage(place, row_group):
    """Overwrite the start of the second column of a row group."""
    with pq.ParquetFile(place) as file:
        column = file.metadata.row_group(row_group).column(1)
    start = column.dictionary_page_offset or column.data_page_offset
    content = bytearray(place.read_bytes())
    content[start : start + 100] = b"\xff" * 100
    place.write_bytes(content)


@pytest.mark.filterwarnings("ignore:PCA is kept")
def test_rows_of_a_damaged_row_group_are_left_out(tmp_path):
    X = np.random.default_rng(0).normal(size=(90, 3))
    place = tmp_path / "rows.parquet"
    table = pa.table({name: X[:, j] for j, name in enumerate("abc")})
    pq.write_table(table, place, row_group_size=30)
    damage(place, 1)
    stream, kept = open_rows(place, on_error="skip"), np.delete(X, range(30, 60), 0)
    np.testing.assert_array_equal(rows_of(stream), kept)
    scanned = stream.scanned()
    assert str(scanned.faults) == "30 rows were left out"
    assert "cannot be read in rows 30 and after" in scanned.faults.listed[0]
    np.testing.assert_array_equal(scanned.sample(60).X, kept)
    model = Autoencoder(max_epochs=1, random_state=0).fit(stream)
    assert model.transform(kept).shape == (60, 2)


@pytest.mark.filterwarnings("ignore:.*is read without its unit")
@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("\u22121.5", -1.5),
        ("(1.5)", -1.5),
        ("1.5 %", 1.5),
        (" 1.5 ", 1.5),
        ("1\u00a0234.5", 1234.5),
    ],
)
def test_numbers_that_are_read_otherwise_are_not_left_out(tmp_path, cell, number):
    place = tmp_path / "x.csv"
    place.write_text(f"a;b\n{cell};2\nnone;3\n2.5;4\n", encoding="utf-8")
    stream = open_rows(place, on_error="skip")
    assert rows_of(stream).tolist() == [[number, 2], [2.5, 4]]
    assert stream.faults.n_rows == 1


@pytest.mark.parametrize("first", [{}, {"drop": ["b"]}])
def test_rows_are_left_out_for_the_columns_of_this_call(tmp_path, first):
    place = tmp_path / "x.csv"
    place.write_text("a,b,c\n1,2,3\n4,bad,6\n")
    open_rows(place, on_error="skip", **first)
    every, some = (open_rows(place, on_error="skip", drop=d) for d in ([], ["b"]))
    assert rows_of(every).tolist() == [[1, 2, 3]]
    assert rows_of(some).tolist() == [[1, 3], [4, 6]]


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        (["true", "false", "true"], [1, 0, 1]),
        ([" TRUE", "False", "1"], [1, 0, 1]),
        (["true", "", "false"], [1, 0]),
        (["true", "2.5", "7"], [2.5, 7]),  # a column of numbers
    ],
)
def test_rows_with_true_and_false_are_not_left_out(tmp_path, cells, kept):
    place = tmp_path / "x.csv"
    place.write_text("a,b\n" + "".join(f"1,{cell}\n" for cell in cells))
    stream = open_rows(place, on_error="skip")
    assert rows_of(stream)[:, 1].tolist() == kept
    assert stream.faults.n_rows == 3 - len(kept)


def test_a_text_file_without_a_row_that_can_be_read_is_refused(tmp_path):
    place = tmp_path / "x.csv"
    place.write_text("a,b\n1,yes\n2,no\n")
    with pytest.raises(DataFileError, match=r"No row of .*x\.csv can be read: .*'yes'"):
        open_rows(place, on_error="skip")


FRAMES = {
    "truth values": pd.DataFrame({"a": [1.5, 2.5], "b": [True, False]}),
    "nullable": pd.DataFrame(
        {"a": [1.5, 2.5], "b": pd.array([True, False], dtype="boolean")}
    ),
    "128 bits": pl.DataFrame({"a": [1.5, 2.5], "b": [1, 0]}).cast({"b": pl.Int128}),
    "decimal numbers": pl.DataFrame({"a": [1.5, 2.5], "b": [1, 0]}).cast(
        {"b": pl.Decimal(9, 2)}
    ),
    "pyarrow": pd.DataFrame({"a": [1.5, 2.5], "b": [1, 0]}).astype(
        {"b": "float64[pyarrow]"}
    ),
}


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("on_error", ["raise", "skip"])
def test_batches_may_be_data_frames(name, on_error):
    stream = open_rows(lambda: iter([FRAMES[name]]), on_error=on_error)
    assert rows_of(stream).tolist() == [[1.5, 1], [2.5, 0]]


def test_a_row_of_a_batch_with_a_missing_cell_is_left_out():
    frame = pd.DataFrame({"a": [1.5, 2.5], "b": pd.array([True, None], "boolean")})
    stream = open_rows(lambda: iter([frame]), on_error="skip")
    assert rows_of(stream).tolist() == [[1.5, 1]]
    assert stream.faults.n_rows == 1
