import os

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image
from shards import correlated, one_line, rows_of, table_of, write_shards

from autoencode import open_rows
from autoencode.data import streams_text
from autoencode.data.readers import read_samples
from autoencode.data.streams import bytes_of
from autoencode.errors import DataFileError, InvalidDataError, InvalidParameterError


@pytest.fixture
def X():
    return correlated(120, 3)


@pytest.fixture
def folder(tmp_path, X):
    return write_shards(tmp_path / "shards", X)


def test_a_folder_of_parquet_is_read_in_the_order_of_its_names(folder, X):
    stream = open_rows(folder)
    assert (rows_of(stream) == X).all()
    assert (stream.n_samples, stream.n_features) == X.shape
    assert stream.feature_names == ("x0", "x1", "x2")


def test_integers_and_doubles_are_read_without_a_loss_of_digits(tmp_path):
    table = pa.table({"a": [2**40 + 1, 3], "b": [True, False], "c": [0.1, 0.2]})
    pq.write_table(table, tmp_path / "x.parquet")
    stream = open_rows(tmp_path / "x.parquet", drop=["b"])
    assert rows_of(stream).tolist() == [[2**40 + 1, 0.1], [3, 0.2]]
    short = open_rows(tmp_path / "x.parquet", columns=["b"])
    assert short.dtype == np.float32
    assert rows_of(short).tolist() == [[1], [0]]


def test_large_row_groups_are_read_through_small_buffers(folder, X, monkeypatch):
    monkeypatch.setattr("autoencode.data.streams_parquet.MAX_UNBUFFERED", 10)
    stream = open_rows(folder)
    assert (rows_of(stream) == X).all()
    assert (X[stream.sample(20).rows] == stream.sample(20).X).all()


def test_arrays_are_memory_mapped(tmp_path, X):
    np.save(tmp_path / "x.npy", X.astype(np.float64))
    stream = open_rows(tmp_path / "x.npy")
    assert stream.dtype == np.float64
    assert (rows_of(stream) == X).all()


def test_a_text_file_is_converted_once_and_again_after_a_change(tmp_path, X):
    place = tmp_path / "x.csv"
    text = "\n".join(["a,b,c", *(",".join(map(repr, row)) for row in X.tolist())])
    place.write_text(text)
    with pytest.warns(UserWarning, match=r"x\.csv is converted to Parquet once, as"):
        stream = open_rows(place)
    assert (rows_of(stream) == X).all()
    assert (rows_of(open_rows(place)) == X).all()  # without a warning
    place.write_text(text + "\n1,2,3")
    with pytest.warns(UserWarning, match="once"):
        assert open_rows(place).n_samples == len(X) + 1


def test_a_text_file_that_changes_while_it_is_converted_is_named(tmp_path, monkeypatch):
    place = tmp_path / "x.csv"
    place.write_text("a,b\n1,2\n")
    convert = streams_text._convert

    def with_change(*arguments):
        convert(*arguments)
        place.write_text("a,b\n1,2\n3,")

    monkeypatch.setattr(streams_text, "_convert", with_change)
    with (
        pytest.warns(UserWarning, match="once"),
        pytest.raises(DataFileError, match=r"x\.csv was changed while it was read"),
    ):
        open_rows(place)
    assert not list(tmp_path.rglob("*.parquet"))


def test_a_function_is_called_for_each_epoch(X):
    calls = []

    def make():
        calls.append(1)
        return iter(np.array_split(X, 4))

    stream = open_rows(make)
    assert (rows_of(stream) == rows_of(stream)).all()
    assert len(calls) == 3
    with pytest.raises(InvalidDataError, match="must return an iterable"):
        open_rows(lambda: 7)
    sizes = [120, 90]
    with pytest.raises(InvalidDataError, match="120 rows at first, and 90 now"):
        list(open_rows(lambda: [X[: sizes.pop(0)]]))


def write_images(folder, n_images=5):
    folder.mkdir()
    for number in range(n_images):
        pixels = np.full((4, 3), 50 * number, np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")
    return folder


def test_images_are_decoded_by_processes_to_the_same_pixels(tmp_path):
    folder = write_images(tmp_path / "images")
    stream = open_rows(folder, n_workers=1)
    assert stream.image_shape == (4, 3)
    expected = rows_of(open_rows(folder, n_workers=0))
    assert (rows_of(stream) == expected).all()
    assert expected[2, 0] == np.float32(100) / 255


def test_an_image_that_does_not_decode_is_named(tmp_path):
    folder = write_images(tmp_path / "images")
    damaged = bytearray((folder / "2.png").read_bytes())
    damaged[45:60] = bytes(15)
    (folder / "2.png").write_bytes(damaged)
    (folder / "3.png").write_bytes(b"no image")
    with pytest.raises(DataFileError, match=r"3\.png is a broken image"):
        open_rows(folder)
    stream = open_rows(folder, on_error="skip").scanned()
    assert stream.n_samples == 3
    assert (stream.faults.n_rows, stream.faults.n_files) == (1, 1)
    assert "2.png is a broken image" in stream.faults.listed[1]


def with_nan(folder, X):
    bad = X[40:80].copy()
    bad[7, 1], bad[9, 0] = np.nan, np.inf
    pq.write_table(table_of(bad), folder / "part-1.parquet")
    return folder


def test_nan_is_reported_with_file_and_row(folder, X):
    with pytest.raises(InvalidDataError) as error:
        list(open_rows(with_nan(folder, X)))
    text = one_line(error)
    assert "part-1.parquet has NaN in row 7, column 'x1' (row 47 of all)" in text
    assert "on_error='skip'" in text


def test_a_late_row_is_found_and_numbered(tmp_path):
    values = np.zeros(1_300_000, np.float32)
    values[1_234_567] = np.nan
    pq.write_table(pa.table({"x": values}), tmp_path / "x.parquet")
    with pytest.raises(InvalidDataError, match="NaN in row 1,234,567, column 'x'"):
        list(open_rows(tmp_path / "x.parquet"))


def test_bad_rows_are_skipped_counted_and_listed(folder, X):
    stream = open_rows(with_nan(folder, X), on_error="skip").scanned()
    assert (rows_of(stream) == np.delete(X, [47, 49], axis=0)).all()
    assert stream.n_samples == 118
    assert str(stream.faults) == "2 rows were left out"
    assert "inf in row 9, column 'x0'" in stream.faults.listed[1]


def test_at_most_twenty_faults_are_listed_and_all_are_counted(tmp_path, X):
    X[:50, 0] = np.nan
    stream = open_rows(write_shards(tmp_path / "bad", X), on_error="skip").scanned()
    assert stream.faults.n_rows == 50
    assert len(stream.faults.listed) == 20


def test_a_truncated_file_is_named_or_left_out(folder):
    place = folder / "part-2.parquet"
    place.write_bytes(place.read_bytes()[:-40])
    with pytest.raises(DataFileError) as error:
        open_rows(folder)
    assert "part-2.parquet cannot be read as Parquet" in one_line(error)
    stream = open_rows(folder, on_error="skip").scanned()
    assert stream.n_samples == 80
    assert stream.faults.n_files == 1


def test_damage_inside_a_file_is_named_with_its_rows(tmp_path):
    X = np.tile(correlated(1, 3), (80, 1))
    folder = write_shards(tmp_path / "zstd", X, n_files=1, compression="zstd")
    place = folder / "part-0.parquet"
    content = bytearray(place.read_bytes())
    content[4:60] = bytes(56)
    place.write_bytes(content)
    with pytest.raises(DataFileError) as error:
        list(open_rows(folder))
    assert "part-0.parquet cannot be read in rows 0 and after" in one_line(error)


def test_a_column_that_is_text_in_the_third_file_is_named(folder, X):
    table = table_of(X[80:]).set_column(1, "x1", pa.array(["a"] * 40))
    pq.write_table(table, folder / "part-2.parquet")
    with pytest.raises(InvalidDataError) as error:
        open_rows(folder)
    text = one_line(error)
    assert "Column 'x1' of" in text
    assert "part-2.parquet has the type string" in text
    assert "part-0.parquet it is float" in text
    assert open_rows(folder, on_error="skip").n_samples == 80
    pq.write_table(table_of(X[80:]).drop(["x1"]), folder / "part-2.parquet")
    with pytest.raises(InvalidDataError, match=r"part-2\.parquet has no column 'x1'"):
        open_rows(folder)


def test_a_file_that_changes_while_it_is_read_is_named(folder):
    stream = open_rows(folder)
    blocks = iter(stream)
    next(blocks)
    os.utime(folder / "part-1.parquet", ns=(1, 1))
    with pytest.raises(DataFileError) as error:
        list(blocks)
    assert "part-1.parquet was changed while it was read" in one_line(error)


@pytest.mark.filterwarnings("ignore:.*is converted to Parquet once")
@pytest.mark.filterwarnings("ignore:.*is not UTF-8 text; it is read as cp1252")
@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"1,2,3", "Line 4 in .* has 3 cells; the header has 2"),
        (b"1,two", "has 'two' in line 4, column 'b'"),
        (b"1,\xff\xfe", "in line 4, column 'b'"),
    ],
)
def test_a_bad_line_of_a_text_file_is_named_or_left_out(tmp_path, line, message):
    place = tmp_path / "x.csv"
    place.write_bytes(b"a,b\n1,2\n3,4\n" + line + b"\n5,6\n")
    with pytest.raises(InvalidDataError, match=message) as error:
        open_rows(place)
    one_line(error)
    stream = open_rows(place, on_error="skip")
    assert rows_of(stream).tolist() == [[1, 2], [3, 4], [5, 6]]
    assert stream.faults.n_rows == 1
    assert len(stream.faults.listed) == 1


def test_another_encoding_is_an_error_in_one_line(tmp_path):
    place = tmp_path / "x.csv"
    place.write_bytes("größe,b\n1,2\n".encode("cp1252"))
    with (
        pytest.warns(UserWarning, match="once"),
        pytest.raises(DataFileError, match=r"is not UTF-8 text \(line 1\)") as error,
    ):
        open_rows(place, encoding="utf-8")
    one_line(error)


@pytest.mark.parametrize(
    ("memory", "expected"), [("1GiB", 2**30), ("1.5 MB", 1_500_000), (2**21, 2**21)]
)
def test_memory_is_a_size(memory, expected):
    assert bytes_of(memory) == expected


@pytest.mark.parametrize("memory", ["much", "-1GB", "5", "1 GiB of it"])
def test_another_memory_is_refused(memory):
    with pytest.raises(InvalidParameterError, match="memory must be a size"):
        bytes_of(memory)


def test_a_folder_without_rows_or_with_several_types_is_refused(tmp_path, folder, X):
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataFileError, match="it has none"):
        open_rows(tmp_path / "empty")
    np.save(folder / "x.npy", X)
    with pytest.raises(DataFileError, match=r"it has \.parquet, \.npy"):
        open_rows(folder)
    with pytest.raises(InvalidParameterError, match="on_error must be"):
        open_rows(folder, on_error="ignore")


CONVERTED = pytest.mark.filterwarnings("ignore:.*is converted to Parquet once")


@CONVERTED
@pytest.mark.parametrize("on_error", ["raise", "skip"])
def test_an_index_and_blank_columns_of_text_are_left_out_as_in_memory(
    tmp_path, on_error
):
    place = tmp_path / "x.csv"
    place.write_text(",a,b,,\nr0,1,2,,\nr1,3,4,,\n")
    for _ in range(2):  # converted, and from the file made then
        with pytest.warns(UserWarning, match="Column 0 in .* is left out, as an index"):
            stream = open_rows(place, on_error=on_error)
        assert stream.feature_names == ("a", "b")
        assert rows_of(stream).tolist() == [[1, 2], [3, 4]]
    place.write_text(",a,b\nr0,1,2\nr1,3,4\n")
    assert open_rows(place, id_column="").ids(0).tolist() == ["r0", "r1"]


@CONVERTED
def test_two_columns_of_one_name_are_refused(tmp_path, X):
    text, table = tmp_path / "x.csv", tmp_path / "x.parquet"
    text.write_text("a,b,a\n1,2,3\n")
    columns = [pa.array(X[:, 0]), pa.array(X[:, 1])]
    pq.write_table(pa.Table.from_arrays(columns, names=["a", "a"]), table)
    for place in (text, table):
        with pytest.raises(InvalidDataError, match="two columns named 'a'") as error:
            open_rows(place)
        one_line(error)


def test_images_in_arrays_have_the_pixels_that_they_have_in_memory(tmp_path):
    place = tmp_path / "x.npy"
    np.save(place, np.arange(96, dtype=np.uint8).reshape(6, 4, 4, 1))
    stream, in_memory = open_rows(place), read_samples(place)
    assert stream.image_shape == in_memory.image_shape == (4, 4)
    assert rows_of(stream).dtype == np.float32
    assert (rows_of(stream) == in_memory.X).all()
    np.save(place, np.arange(24, dtype=np.uint8).reshape(6, 4))  # rows, not images
    assert rows_of(open_rows(place)).max() == 23


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.zeros((0, 3)), "has no rows"),
        (np.zeros((3, 0)), "has no features"),
        (np.zeros(3), "samples are the rows of a 2-D array"),
        (np.zeros((2, 2), complex), "holds complex numbers"),
        (np.array([[{}]]), "holds Python objects"),
    ],
)
def test_an_array_without_rows_of_numbers_is_refused(tmp_path, array, message):
    np.save(tmp_path / "x.npy", array, allow_pickle=True)
    with pytest.raises((DataFileError, InvalidDataError), match=message) as error:
        open_rows(tmp_path / "x.npy")
    assert "x.npy" in one_line(error)


def test_an_empty_array_beside_others_has_no_effect(tmp_path, X):
    np.save(tmp_path / "a.npy", X)
    np.save(tmp_path / "b.npy", X[:0])
    assert (rows_of(open_rows(tmp_path)) == X).all()


def test_files_without_rows_are_named(tmp_path, X):
    pq.write_table(table_of(X[:0]), tmp_path / "x.parquet")
    with pytest.raises(InvalidDataError, match=r"x\.parquet has column names but no"):
        open_rows(tmp_path / "x.parquet")
    np.savez(tmp_path / "x.npz", X)
    with pytest.raises(InvalidDataError, match="holds arrays, not a sparse matrix"):
        open_rows(tmp_path / "x.npz")


def test_a_broken_link_in_a_folder_is_an_error(folder):
    (folder / "part-9.parquet").symlink_to(folder / "gone.parquet")
    with pytest.raises(DataFileError, match=r"part-9\.parquet is a broken link"):
        open_rows(folder)


def test_what_is_no_place_or_no_list_of_columns_is_refused(folder, X):
    for source in (X, [str(folder)], None):
        with pytest.raises(InvalidParameterError, match="source must be a file") as e:
            open_rows(source)
        one_line(e)
    for columns in ("x0", []):
        with pytest.raises(InvalidParameterError, match="columns must be a list"):
            open_rows(folder, columns=columns)


@CONVERTED
def test_a_cell_that_is_left_out_is_listed_with_its_line(tmp_path):
    place = tmp_path / "x.csv"
    place.write_text("a,b\n1,2\n3,oops\n5,6\n")
    (line,) = open_rows(place, on_error="skip").faults.listed
    assert line.endswith("has 'oops' in line 3, column 'b'")
