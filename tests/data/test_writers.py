"""Written files round-trip, and invalid paths are refused in advance."""

import gzip
import io
import os
import sys

try:
    import resource
except ImportError:  # Windows
    resource = None

import numpy as np
import pandas as pd
import pytest

from autoencode import arrays
from autoencode.data.readers import read_samples
from autoencode.data.writers import (
    ARRAY,
    WRITERS,
    check_output,
    write_blocks,
    write_samples,
)
from autoencode.errors import InvalidDataError, InvalidParameterError, OutputError


@pytest.fixture
def codes():
    rng = np.random.default_rng(0)
    return rng.normal(size=(20, 3)) * 10.0 ** rng.integers(-300, 300, size=(20, 3))


@pytest.mark.parametrize("suffix", [ARRAY, *WRITERS])
def test_float64_values_round_trip_exactly(tmp_path, codes, suffix):
    path = tmp_path / f"codes{suffix}"
    write_samples(path, codes)
    read = read_samples(path)
    assert read.X.dtype == np.float64
    np.testing.assert_array_equal(read.X, codes)
    if suffix != ".npy":
        assert read.feature_names == ("x0", "x1", "x2")


@pytest.mark.parametrize("suffix", [ARRAY, *WRITERS])
def test_float32_values_round_trip_exactly(tmp_path, suffix):
    codes = np.random.default_rng(0).normal(size=(20, 3)).astype(np.float32)
    write_samples(tmp_path / f"codes{suffix}", codes)
    read = read_samples(tmp_path / f"codes{suffix}")
    np.testing.assert_array_equal(read.X.astype(np.float32), codes)


def test_float32_values_are_written_with_few_digits(tmp_path):
    write_samples(tmp_path / "a.csv", np.array([[0.1, 1 / 3]], dtype=np.float32))
    assert (tmp_path / "a.csv").read_text() == "x0,x1\n0.1,0.33333334\n"


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".parquet"])
def test_ids_and_column_names_are_written(tmp_path, codes, suffix):
    path = tmp_path / f"codes{suffix}"
    ids = np.array([f'n "{row}",\t' for row in range(20)])
    names = ["a,b", 'c"', "tab\t"]
    write_samples(path, codes, feature_names=names, ids=ids, id_name="who")
    read = read_samples(path, id_column="who")
    assert read.feature_names == tuple(names)
    assert read.ids.tolist() == ids.tolist()
    np.testing.assert_array_equal(read.X, codes)


def test_pandas_reads_written_files(tmp_path, codes):
    write_samples(tmp_path / "a.csv", codes, ids=np.arange(20))
    frame = pd.read_csv(tmp_path / "a.csv", index_col="id")
    np.testing.assert_allclose(frame.to_numpy(), codes, rtol=1e-15)
    write_samples(tmp_path / "a.parquet", codes)
    frame = pd.read_parquet(tmp_path / "a.parquet")
    np.testing.assert_array_equal(frame.to_numpy(), codes)


@pytest.mark.parametrize("suffix", [ARRAY, *WRITERS])
def test_blocks_are_written_to_one_file(tmp_path, codes, monkeypatch, suffix):
    monkeypatch.setattr(arrays, "BLOCK_VALUES", 3 * 7)
    write_samples(tmp_path / f"a{suffix}", codes)
    np.testing.assert_array_equal(read_samples(tmp_path / f"a{suffix}").X, codes)


def test_a_list_is_written_as_one_column(tmp_path):
    write_samples(tmp_path / "a.csv", [1, -1, 1], feature_names=["prediction"])
    assert (tmp_path / "a.csv").read_text() == "prediction\n1\n-1\n1\n"


def test_no_samples_give_a_header(tmp_path):
    write_samples(tmp_path / "a.csv", np.zeros((0, 2)))
    assert (tmp_path / "a.csv").read_text() == "x0,x1\n"
    write_samples(tmp_path / "a.parquet", np.zeros((0, 2)))
    assert pd.read_parquet(tmp_path / "a.parquet").shape == (0, 2)


def test_a_dash_writes_to_standard_output(monkeypatch):
    stdout = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", stdout)
    print("first")
    write_samples("-", [[0.5, 2.0]], ids=["a"], id_name="who")
    assert stdout.buffer.getvalue() == b'first\nwho,x0,x1\n"a",0.5,2\n'


def test_failed_writes_keep_the_old_file(tmp_path):
    path = tmp_path / "a.npy"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="allow_pickle"):
        write_samples(path, np.array([[object()]]))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(resource is None, reason="needs a system with limits of files")
def test_a_full_device_is_named_for_arrays_too(tmp_path):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
        with pytest.raises(OutputError, match=r"x\.npy: File too large\. Choose"):
            write_samples(tmp_path / "x.npy", np.zeros((5000, 2)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_parent_folders_are_created(tmp_path, codes):
    write_samples(tmp_path / "deep" / "down" / "a.npy", codes)
    assert (tmp_path / "deep" / "down" / "a.npy").exists()


@pytest.mark.parametrize("name", ["a.xlsx", "a", "a.csv.gz"])
def test_unknown_suffixes_are_refused_in_advance(tmp_path, name):
    with pytest.raises(InvalidParameterError, match=r"must end in one of '\.npy', "):
        check_output(tmp_path / name)
    with pytest.raises(InvalidParameterError, match=r"must end in one of '\.npy', "):
        write_samples(tmp_path / name, [[1.0]])


def test_unwritable_paths_are_refused_in_advance(tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(OutputError, match=r"Cannot write .*: Not a directory\."):
        check_output(tmp_path / "file" / "b.csv")
    with pytest.raises(OutputError, match="it is a folder"):
        check_output(tmp_path / "a.csv")
    check_output("-")
    check_output(tmp_path / "new" / "b.csv")
    assert not (tmp_path / "new").exists()


def test_folders_without_permission_are_refused_in_advance(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(OutputError, match=r"Cannot write .*: Permission denied\."):
        check_output(tmp_path / "b.csv")


def test_different_lengths_are_refused(tmp_path, codes):
    path = tmp_path / "a.csv"
    with pytest.raises(InvalidParameterError, match="each of the 3 columns; got 1"):
        write_samples(path, codes, feature_names=["a"])
    with pytest.raises(InvalidParameterError, match="each of the 20 samples"):
        write_samples(path, codes, ids=[1])
    with pytest.raises(InvalidDataError, match=r"got shape \(2, 2, 2\)"):
        write_samples(path, np.zeros((2, 2, 2)))
    assert not path.exists()


def test_gzip_files_of_other_programs_are_read(tmp_path):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"a,b\n1,2\n"))
    assert read_samples(tmp_path / "a.csv.gz").X.tolist() == [[1, 2]]


@pytest.mark.parametrize("suffix", WRITERS)
def test_blocks_of_mixed_columns_are_written_to_one_table(tmp_path, suffix):
    blocks = [
        {"who": np.array(["a", "b,c"]), "score": np.array([1.5, np.nan])},
        {"who": np.array(["", "d"]), "score": np.array([-1e300, 0.0])},
    ]
    path = tmp_path / f"scores{suffix}"
    write_blocks(path, iter(blocks))
    if suffix == ".parquet":
        table = pd.read_parquet(path)
    else:
        table = pd.read_csv(path, sep="\t" if suffix == ".tsv" else ",")
    assert list(table.columns) == ["who", "score"]
    assert table.who.fillna("").tolist() == ["a", "b,c", "", "d"]
    np.testing.assert_array_equal(table.score, [1.5, np.nan, -1e300, 0.0])


def test_times_have_the_digits_that_their_column_needs(tmp_path):
    texts = {
        "whole": ["2020-01-01 10:00:00", ""],
        "half": ["2020-01-01 10:00:00.500", "2020-01-01 11:00:00.000"],
        "tiny": ["2020-01-01 10:00:00.000000001", "2020-01-01 11:00:00.000000000"],
    }
    times = {
        name: pd.Series(pd.to_datetime(cells, format="ISO8601").as_unit("ns"))
        for name, cells in texts.items()
    }
    path = tmp_path / "times.csv"
    write_blocks(path, [times])
    assert path.read_text() == pd.DataFrame(texts).to_csv(index=False)
    # A later block may need more digits than the first one.
    halves = [
        {name: own[rows] for name, own in times.items()}
        for rows in (slice(1), slice(1, 2))
    ]
    write_blocks(path, halves)
    cells = pd.read_csv(path, dtype=str)
    assert set(cells.stack().dropna().str.len()) == {
        len("2020-01-01 10:00:00.000000001")
    }


def test_blocks_that_raise_leave_no_file(tmp_path):
    def blocks():
        yield {"a": np.zeros(3)}
        raise InvalidDataError("row 3 is odd")

    with pytest.raises(InvalidDataError, match="row 3 is odd"):
        write_blocks(tmp_path / "scores.csv", blocks())
    assert list(tmp_path.iterdir()) == []


def test_npy_files_for_mixed_columns_are_refused(tmp_path):
    with pytest.raises(InvalidParameterError, match=r"one of '.csv', '.tsv', '.parq"):
        write_blocks(tmp_path / "scores.npy", [{"a": np.zeros(3)}])
