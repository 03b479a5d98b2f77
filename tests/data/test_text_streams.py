"""Text files as streams: damage, the cache, and readings that are those in memory."""

import errno
import gzip

import pyarrow.parquet as pq
import pytest
from shards import one_line, rows_of

from autoencode import open_rows
from autoencode.data import streams_cells
from autoencode.data.streams_text import NOTES_KEY
from autoencode.errors import DataFileError, InvalidDataError, OutputError

pytestmark = pytest.mark.filterwarnings("ignore:.*is converted to Parquet once")

ROWS = "a,b\n" + "".join(f"{row % 7}.5,{row}\n" for row in range(300))


def damage(content, kind):
    if kind == "truncated":
        return content[: len(content) // 2]
    if kind == "changed":
        middle = len(content) // 2
        return content[:middle] + bytes(30) + content[middle + 30 :]
    return ROWS.encode()  # not compressed


@pytest.mark.parametrize("kind", ["truncated", "changed", "plain"])
def test_a_damaged_text_file_is_named_or_left_out(tmp_path, kind):
    content = gzip.compress(ROWS.encode(), mtime=0)
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.csv.gz").write_bytes(content)
    (tmp_path / "b.csv.gz").write_bytes(damage(content, kind))
    with pytest.raises(DataFileError) as error:
        open_rows(tmp_path)
    assert f"{tmp_path / 'b.csv.gz'} cannot be read: " in one_line(error)
    assert "copy it again" in one_line(error)
    stream = open_rows(tmp_path, on_error="skip")
    assert (stream.n_samples, stream.faults.n_files) == (600, 1)
    assert "b.csv.gz cannot be read" in stream.faults.listed[0]


def test_a_file_that_the_system_does_not_read_is_named(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text(ROWS)

    def refuse(*arguments, **options):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("pyarrow.csv.open_csv", refuse)
    with pytest.raises(DataFileError, match=r"Cannot read .*a\.csv: Input/output"):
        open_rows(tmp_path / "a.csv")


def test_a_full_disk_is_no_fault_of_the_text(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text(ROWS)

    def refuse(*arguments, **options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", refuse)
    for on_error in ("raise", "skip"):
        with pytest.raises(OutputError, match=r"Cannot write .*No space left") as error:
            open_rows(tmp_path / "a.csv", on_error=on_error)
        one_line(error)


@pytest.mark.parametrize("on_error", ["raise", "skip"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_text_that_lacks_the_mark_of_its_encoding_is_refused(
    tmp_path, encoding, on_error
):
    (tmp_path / "a.csv").write_text(ROWS)
    with pytest.raises(DataFileError, match=f"is not {encoding} text") as error:
        open_rows(tmp_path / "a.csv", encoding=encoding, on_error=on_error)
    one_line(error)


def cut(place):
    place.write_bytes(place.read_bytes()[:-20])


def noted(value):
    """A file with other notes about what was left out."""

    def write(place):
        table = pq.read_table(place)
        notes = {} if value is None else {NOTES_KEY: value}
        pq.write_table(table.replace_schema_metadata(notes), place)

    return write


DAMAGE = {
    "truncated": cut,
    "empty": lambda place: place.write_bytes(b""),
    "no Parquet": lambda place: place.write_bytes(b"PAR1" * 20),
    "without notes": noted(None),
    "a list": noted("[]"),
    "no JSON": noted("{"),
    "deep": noted("[" * 100_000),
    "words for numbers": noted('{"rows": "two", "listed": [], "codes": {}}'),
    "numbers for lines": noted('{"rows": 2, "listed": [1], "codes": {}}'),
    "a list of codes": noted('{"rows": 2, "listed": [], "codes": ["a"]}'),
    "of another version": noted('{"rows": 2, "listed": []}'),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_in_the_cache_is_made_again(tmp_path, kind):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n3,x\n")
    for _ in range(2):
        stream = open_rows(tmp_path / "a.csv", on_error="skip")
        assert rows_of(stream).tolist() == [[1, 2]]
        assert stream.faults.n_rows == 1
        (place,) = (tmp_path / ".autoencode-cache").iterdir()
        DAMAGE[kind](place)


def test_a_file_in_the_cache_with_damaged_rows_is_named(tmp_path):
    (tmp_path / "a.csv").write_text(ROWS)
    open_rows(tmp_path / "a.csv")
    (place,) = (tmp_path / ".autoencode-cache").iterdir()
    content = bytearray(place.read_bytes())
    content[4:200] = b"\xff" * 196
    place.write_bytes(content)
    with pytest.raises(DataFileError, match="Delete it: it is made again") as error:
        rows_of(open_rows(tmp_path / "a.csv"))
    assert str(place) in one_line(error)


@pytest.mark.parametrize("on_error", ["raise", "skip"])
def test_codes_are_no_numbers_of_a_stream(tmp_path, on_error):
    place = tmp_path / "a.csv"
    place.write_text("zip,b\n10117,1\n00123,2\n")
    message = r"Column 'zip' in .*a\.csv holds codes such as '00123', which stay text"
    named = open_rows(place, columns=["zip", "b"], on_error=on_error)
    assert rows_of(named).tolist() == [[10117, 1], [123, 2]]
    for _ in range(2):  # also where they have been read as numbers
        with pytest.raises((InvalidDataError, DataFileError), match=message) as error:
            open_rows(place, on_error=on_error)
        one_line(error)
        (tmp_path / "a.csv").touch()
    assert rows_of(open_rows(place, drop=["zip"], on_error=on_error)).shape == (2, 1)
    as_ids = open_rows(place, id_column="zip", on_error=on_error)
    assert as_ids.ids(0).tolist() == ["10117", "00123"]


def test_a_column_of_text_that_looks_like_numbers_is_named(tmp_path):
    place = tmp_path / "a.csv"
    place.write_text("tel;b\n612 345 678;1 234,5\n613 345 679;2\n")
    with pytest.raises(InvalidDataError, match=r"'tel' in .* text such as '612 345"):
        open_rows(place)
    place.write_text("a;b\nx;1;\n2;2;\n", encoding="utf-8")  # of names that are given
    with pytest.raises(InvalidDataError, match=r"has 'x' in line 2, column 'a'"):
        open_rows(place)


@pytest.mark.parametrize("row", [0, 1])
def test_a_hexadecimal_cell_is_no_number_of_a_stream(tmp_path, row):
    lines = ["3,1", "4,2"]
    lines[row] = "0x10,2"
    (tmp_path / "a.csv").write_text("\n".join(["a,b", *lines]) + "\n")
    message = (
        rf"a\.csv has '0x10' in line {row + 2}, column 'a'; a stream takes numbers"
    )
    with pytest.raises(InvalidDataError, match=message) as error:
        open_rows(tmp_path / "a.csv")
    one_line(error)
    stream = open_rows(tmp_path / "a.csv", on_error="skip")
    assert stream.n_samples == 1


def test_the_column_of_a_cell_that_is_no_number_is_named(tmp_path):
    (tmp_path / "a.csv").write_text("name,b\nx,y\nz,2\n")
    with pytest.raises(InvalidDataError, match=r"has 'y' in line 2, column 'b'"):
        open_rows(tmp_path / "a.csv", drop=["name"])


def test_cells_that_are_left_out_are_listed_with_their_lines(tmp_path, monkeypatch):
    place = tmp_path / "a.csv"
    place.write_text('# of day 1\na,b\n1,2\n\n"3",x\n4,5,6\ny,z\n7,"u\nv"\nw,8\n9,9\n')
    with pytest.warns(UserWarning, match="the header is line 2"):
        stream = open_rows(place, on_error="skip")
    assert rows_of(stream).tolist() == [[1, 2], [9, 9]]
    found = [line.removeprefix(f"{place} has ") for line in stream.faults.listed]
    assert found == [
        f"Line 6 in {place} has 3 cells; the header has 2",
        "'x' in line 5, column 'b'",
        "'y' in line 7, column 'a'",
        "'z' in line 7, column 'b'",
        "'u\\nv' in line 8, column 'b'",
        "'w' in line 10, column 'a'",
    ]
    monkeypatch.setattr(streams_cells, "MAX_ROWS_COUNTED", 1)
    place.write_text("a,b\nx,2\n3,y\n4,5\n")
    listed = open_rows(place, on_error="skip").faults.listed
    assert [line.partition(" in ")[2] for line in listed] == [
        "line 2, column 'a'",
        "row 1, column 'b'",
    ]


def test_missing_cells_of_text_have_lines(tmp_path):
    for name, last in (("a", "x,3,4"), ("b", "y,,6")):
        text = f"who,b,c\n\nx,1,2\n{last}\n"
        (tmp_path / f"{name}.csv").write_text(text)
    message = r"b\.csv has NaN in row 1 \(line 4\), column 'b' \(row 3 of all\)"
    with pytest.raises(InvalidDataError, match=message) as error:
        rows_of(open_rows(tmp_path, id_column="who"))
    one_line(error)


def test_a_cell_longer_than_a_line_may_be_hides_no_row(tmp_path):
    (tmp_path / "a.csv").write_text(f"a,b\n1,2\n{'x' * 200_000},2\n3,4\n")
    stream = open_rows(tmp_path / "a.csv", on_error="skip")
    assert rows_of(stream).tolist() == [[1, 2], [3, 4]]
    assert stream.faults.n_rows == 1
