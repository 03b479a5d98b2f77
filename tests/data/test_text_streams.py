"""Text files as streams: damage, the cache, and readings that are those in memory."""

import errno
import gzip

import numpy as np
import pyarrow.parquet as pq
import pytest

from autoencode import open_rows
from autoencode.errors import DataFileError, OutputError

pytestmark = pytest.mark.filterwarnings("ignore:.*is converted to Parquet once")

ROWS = "a,b\n" + "".join(f"{row % 7}.5,{row}\n" for row in range(300))


def rows_of(stream):
    return np.concatenate(list(stream))


def one_line(error):
    text = str(error.value)
    assert "\n" not in text
    return text


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
