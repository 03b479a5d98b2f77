"""Text files as programs of all countries write them; see also test_bad_files.py."""

import gzip
import io
import re
import sys
import tracemalloc
import warnings
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from autoencode.data import delimited
from autoencode.data.frames import read_frame, read_frame_blocks
from autoencode.data.readers import read_blocks, read_samples
from autoencode.data.text_table import TextTable
from autoencode.errors import InvalidDataError

# Text, and the numbers in it; nothing is reported.
CLEAR = {
    "semicolons and decimal commas": ("a;b\n1,5;2\n3,25;4\n", [[1.5, 2], [3.25, 4]]),
    "semicolons and decimal points": ("a;b\n1.5;2\n3.25;4\n", [[1.5, 2], [3.25, 4]]),
    "tabs": ("a\tb\n1,5\t2\n3,25\t4\n", [[1.5, 2], [3.25, 4]]),
    "bars": ("a|b\n1.5|2\n3.25|4\n", [[1.5, 2], [3.25, 4]]),
    "quotes": ('"a";"b"\r\n"1,5";"2"\r\n"3,25";"4"\r\n', [[1.5, 2], [3.25, 4]]),
    "thousands with points": ("a;b\n1.234,5;2\n5;4\n", [[1234.5, 2], [5, 4]]),
    "thousands proven by two points": ("a\n1.234\n1.234.567\n", [[1234], [1234567]]),
    "thousands with commas": ('a,b\n"1,234.5",2\n"5",4\n', [[1234.5, 2], [5, 4]]),
    "a comma in quotes": ('a,b\n"1,234",2\n"12,345",4\n', [[1234, 2], [12345, 4]]),
    "a decimal comma in quotes": ('a,b\n"1,5",2\n"12",4\n', [[1.5, 2], [12, 4]]),
    "thousands with spaces": ("a;b\n1 234,5;2\n5;4\n", [[1234.5, 2], [5, 4]]),
    "narrow spaces": ("a;b\n1\u202f234,5;2\n5\u00a0000;4\n", [[1234.5, 2], [5000, 4]]),
    "thousands with apostrophes": ("a;b\n1'234.5;2\n5;4\n", [[1234.5, 2], [5, 4]]),
    "a point that is no separator": ("a;b\n1.234;2\n0.5;4\n", [[1.234, 2], [0.5, 4]]),
    "points between commas": ("a,b\n1.234,2\n5.678,4\n", [[1.234, 2], [5.678, 4]]),
    "minus signs of Unicode": (
        "a;b\n\u22121,5;2\n\u22121.234,5;\u22124E\u22121\n",
        [[-1.5, 2], [-1234.5, -0.4]],
    ),
    "exponents": ("a;b\n1,5e3;2\n-2,5E-1;4\n", [[1500, 2], [-0.25, 4]]),
    "Excel's hint": ("sep=;\na;b\n1,5;2\n3;4\n", [[1.5, 2], [3, 4]]),
    "a hint of no use": ("sep=\u00a6\na;b\n1,5;2\n3;4\n", [[1.5, 2], [3, 4]]),
    "a header with #": ("#a,b\n1,2\n3,4\n", [[1, 2], [3, 4]]),
    "a blank last column": ("a;b;\n1;2;\n3;4;\n", [[1, 2], [3, 4]]),
    "two blank last columns": ("a;b;;\n1;2;;\n3;4;;\n", [[1, 2], [3, 4]]),
    "a last separator below": ("a;b\n1;2;\n3;4;\n", [[1, 2], [3, 4]]),
    "a last separator above": ("a;b;\n1;2\n3;4\n", [[1, 2], [3, 4]]),
    "blank lines at the end": ("a;b\n1;2\n3;4\n;\n;\n\n\n", [[1, 2], [3, 4]]),
}  # fmt: skip

# Text, its numbers, and what is reported.
REPORTED = {
    "row names of R": (
        "a\tb\nx1\t1.5\t2\nx2\t3\t4\n", [[1.5, 2], [3, 4]],
        "Column 0 in .* has no name: it is left out, as an index",
    ),
    "row numbers of R": (
        '"a";"b"\n"1";1,5;2\n"2";3;4\n', [[1.5, 2], [3, 4]],
        "Column 0 in .* has no name: it is left out, as an index",
    ),
    "numbers of chosen rows of R": (
        '"a","b"\n"7",1.5,2\n"3",3,4\n', [[1.5, 2], [3, 4]],
        "Column 0 in .* has no name: it is left out, as an index",
    ),
    "numbers of rows of R without quotes": (
        "a\tb\n7\t1.5\t2\n3\t3\t4\n", [[1.5, 2], [3, 4]],
        "Column 0 in .* has no name: it is left out, as an index",
    ),
    "a header that is repeated": (
        "a;b;\n1,5;2;\na;b;\n3;4;\n", [[1.5, 2], [3, 4]],
        ".* has the header again in line 3: the line is left out",
    ),
    "headers with and without quotes": (
        '"a","b"\r\n1.5,2\r\na,b\r\n3,4\r\n', [[1.5, 2], [3, 4]],
        ".* has the header again in line 3: the line is left out",
    ),
    "headers of several lines": (
        '"a\n1",b\n1.5,2\n"a\n1",b\n3,4\n', [[1.5, 2], [3, 4]],
        ".* has the header again in line 4: the line is left out",
    ),
    "headers of several pages": (
        "a,b\r\n1.5,2\r\na,b\r\na,b\r\n3,4\r\n", [[1.5, 2], [3, 4]],
        ".* has the header again in 2 lines, first in line 3: they are left out",
    ),
    "a decimal comma, or thousands": (
        "a;b\n1,234;2\n5,678;4\n", [[1.234, 2], [5.678, 4]],
        r"'1,234', ',' is read as the decimal mark.* give --decimal '\.'\.",
    ),
    "a decimal point, or thousands": (
        "a;b\n1.234;2\n5.678;4\n", [[1.234, 2], [5.678, 4]],
        r"'1\.234', '\.' is read as the decimal mark.* give --decimal ','\.",
    ),
    "one column of decimal commas": (
        "a\n1,5\n2,5\n", [[1.5], [2.5]], "one column of numbers with decimal commas",
    ),
    "comments": (
        "# made by X\n# units: m, s\na,b\n1,2\n3,4\n", [[1, 2], [3, 4]],
        r"header is line 3; the lines before it are left out \('# made by X'\)",
    ),
    "a title": ("Report\n\na,b\n1,2\n3,4\n", [[1, 2], [3, 4]], "header is line 3"),
    "a title in a cell": (
        "Report;;\n;;\na;b;c\n1;2;3\n4;5;6\n", [[1, 2, 3], [4, 5, 6]],
        "header is line 3",
    ),
    "an index": (",a,b\n0,1,2\n1,3,4\n", [[1, 2], [3, 4]], "left out, as an index"),
    "percent": ("a;b\n12 %;2\n5,5 %;4\n", [[12, 2], [5.5, 4]], "read without its unit"),
    "dollars": (
        'a,b\n"$1,200.50",2\n-$5,4\n', [[1200.5, 2], [-5, 4]],
        "Column 'a' in .* without its unit",
    ),
    "accounts": (
        'a,b\n"(1,200.50)",2\n$5,(4)\n', [[-1200.5, 2], [5, -4]],
        "Column 'a' in .* without its unit",
    ),
    "accounts in dollars": (
        "a;b\n($12);2\n$(5);4\n$3;8\n", [[-12, 2], [-5, 4], [3, 8]],
        "without its unit",
    ),
    "euros": ("a;b\n1.200,50 €;2\n5 €;4\n", [[1200.5, 2], [5, 4]], "without its unit"),
    "letters of Western Europe": (
        "größe;b\n1,5;2\n3;4\n".encode("cp1252"), [[1.5, 2], [3, 4]],
        "is not UTF-8 text; it is read as cp1252 .* give --encoding",
    ),
}  # fmt: skip


def write(path, text):
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def samples_in_blocks(path, **options):
    return np.concatenate([block.X for block in read_blocks(path, **options)])


@pytest.mark.parametrize("case", CLEAR)
def test_the_format_of_text_is_found(case, tmp_path):
    text, numbers = CLEAR[case]
    path = write(tmp_path / "a.csv", text)
    assert read_samples(path).X.tolist() == numbers
    assert samples_in_blocks(path).tolist() == numbers
    assert read_frame(path)[0].to_numpy().tolist() == numbers


@pytest.mark.parametrize("case", REPORTED)
def test_what_is_doubtful_or_left_out_is_reported(case, tmp_path):
    text, numbers, message = REPORTED[case]
    path = write(tmp_path / "a.csv", text)
    for read in (lambda: read_samples(path).X, lambda: samples_in_blocks(path)):
        with pytest.warns(UserWarning, match=message):
            assert read().tolist() == numbers


@pytest.mark.parametrize(
    "rows",
    [
        "name,score\nn1,5,ok\nn2,6,ok\n",
        "city,population\nBerlin,3,500\nRome,2,800\n",
        'item,price\n"item1",1,50\n"item2",1,50\n',
        "name;score\nn1;5;ok\nn2;6;ok\n",
        "a;b\n1;5;2\n2;6;2\n",
    ],
)
def test_a_header_without_a_name_is_that_of_r_only_with_the_quotes_of_r(rows, tmp_path):
    path = write(tmp_path / "a.csv", rows)
    for read in (read_frame, read_samples, samples_in_blocks):
        with pytest.raises(
            InvalidDataError, match=r"Line 2 .* 3 cells; the header has"
        ):
            read(path)


def test_a_repeated_header_without_a_name_for_row_names_is_named(tmp_path):
    rows = '"a","b"\n"x1",1.5,2\n"x2",3,4\n"a","b"\n"x3",1,2\n'
    path = write(tmp_path / "a.csv", rows)
    with pytest.raises(InvalidDataError, match=r"Line 4 .* It repeats the header"):
        read_samples(path)


def test_tables_of_r_may_have_its_usual_separator(tmp_path):
    path = write(tmp_path / "a.csv", '"a" "b"\n"x" 1.5 2\n"y" 3 4\n')
    with pytest.warns(UserWarning, match="as an index"):
        found = read_samples(path, delimiter="space")
    assert found.X.tolist() == [[1.5, 2], [3, 4]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings_are_found(encoding, tmp_path):
    path = write(tmp_path / "a.csv", "größe;b\n1,5;2\n3;4\n".encode(encoding))
    assert read_samples(path).feature_names == ("größe", "b")
    assert samples_in_blocks(path).tolist() == [[1.5, 2], [3, 4]]
    write(path, "größe;b\n1,5;2\nx;4\n".encode(encoding))
    with pytest.raises(InvalidDataError, match=r"'größe' .* holds text .'x', line 3"):
        read_samples(path)


def test_later_lines_may_have_another_encoding(tmp_path, monkeypatch):
    text = ("a,b\n" + "1,x\n" * 50_000 + "2,é\n").encode("cp1252")
    path = write(tmp_path / "a.csv", text)
    monkeypatch.setattr(delimited, "BLOCK_SIZE", 100_000)
    for read in (
        lambda: read_samples(path, drop=["b"]).X,
        lambda: samples_in_blocks(path, drop=["b"]),
    ):
        with pytest.warns(UserWarning, match="is read as cp1252"):
            assert read()[-1].tolist() == [2]


def test_given_formats_are_used(tmp_path):
    path = write(tmp_path / "a.csv", "a;b\n1.234;2\n5.678;4\n")
    assert read_samples(path, decimal=",").X.tolist() == [[1234, 2], [5678, 4]]
    write(path, "a b\n1,5 2\n3 4\n")
    found = read_samples(path, delimiter="space", decimal=",")
    assert found.X.tolist() == [[1.5, 2], [3, 4]]
    write(path, "ł;b\n1;2\n3;4\n".encode("cp1250"))
    assert read_samples(path, encoding="cp1250").feature_names == ("ł", "b")
    assert next(read_blocks(path, encoding="cp1250")).feature_names == ("ł", "b")


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".csv.gz", "-"])
def test_any_suffix_may_have_any_delimiter(suffix, tmp_path, monkeypatch):
    content = b"a;b\n1,5;2\n3;4\n;\n"
    path = tmp_path / f"a{suffix}"
    if suffix == "-":
        path, stdin = "-", SimpleNamespace(buffer=io.BytesIO(content))
        monkeypatch.setattr(sys, "stdin", stdin)
    else:
        write(path, gzip.compress(content) if suffix == ".csv.gz" else content)
    assert samples_in_blocks(path).tolist() == [[1.5, 2], [3, 4]]


@pytest.mark.parametrize(
    "codes",
    [
        ["00123", "12345"],
        ["+4930123456", "+4940123457"],
        ["612 345 678", "613 345 679"],
        ["10.0.0.1", "192.168.100.200"],
        ["0x10", "0XfF"],
    ],
)
def test_codes_stay_text(codes, tmp_path):
    path = write(tmp_path / "a.csv", f"code;x\n{codes[0]};1,5\n{codes[1]};2,5\n")
    frame = read_frame(path)[0]
    assert frame.code.tolist() == codes
    assert frame.x.tolist() == [1.5, 2.5]
    pd.testing.assert_frame_equal(next(read_frame_blocks(path))[0], frame)
    with pytest.raises(
        InvalidDataError, match=f"'code' .* text .'{re.escape(codes[0])}"
    ):
        read_samples(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("row", [0, 700])
def test_a_hexadecimal_cell_is_no_number_among_whole_ones(
    row, encoding, tmp_path, monkeypatch
):
    monkeypatch.setattr(delimited, "BLOCK_SIZE", 1000)
    lines = [f"{each},{each % 3}" for each in range(1, 800)]
    lines[row] = "0x10,2"
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "\n".join(lines) + "\n", encoding=encoding)
    message = f"'a' in .* holds text .'0x10', line {row + 2}.; the model takes numbers"
    for names in (None, ["a", "b"]):
        with pytest.raises(InvalidDataError, match=message):
            read_samples(path, feature_names=names)
        with pytest.raises(InvalidDataError, match=message):
            samples_in_blocks(path, feature_names=names)
    frame = read_frame(path)[0]
    assert frame["a"].tolist()[row] == "0x10"
    assert frame["b"].dtype == np.int64
    blocks = pd.concat(frame for frame, _ in read_frame_blocks(path))
    assert blocks["a"].tolist()[row] == "0x10"
    path.write_text("a,box\n1,0x\n2,0x5 m\n", encoding=encoding)
    assert read_frame(path)[0]["a"].tolist() == [1, 2]
    blocks = pd.concat(frame for frame, _ in read_frame_blocks(path))
    pd.testing.assert_frame_equal(blocks, read_frame(path)[0])


def test_a_model_of_numbers_reads_its_columns_as_numbers(tmp_path):
    path = write(tmp_path / "a.csv", "a,b\n007,1\n012,2\n")
    assert read_samples(path, feature_names=["a", "b"]).X.tolist() == [[7, 1], [12, 2]]


@pytest.mark.parametrize("missing", ["?", "-", "#DIV/0!", "n/a", ""])
def test_cells_without_a_number_are_missing(missing, tmp_path):
    path = write(tmp_path / "a.csv", f"a;b\n1,5;1\n{missing};2\n2.000,5;3\n")
    found = read_frame(path)[0]
    np.testing.assert_array_equal(found.a, [1.5, np.nan, 2000.5])
    with pytest.raises(
        InvalidDataError, match=r"row 1 \(line 3\), column 'a' .missing"
    ):
        read_samples(path)


def test_a_last_row_of_missing_cells_is_a_row(tmp_path):
    path = write(tmp_path / "a.csv", "a,b\n1,2\n3,4\nNA,NA\n")
    assert len(read_frame(path)[0]) == 3
    write(path, 'a,b\n1,2\n"",\n3,4\n')
    assert len(read_frame(path)[0]) == 3


def test_lines_are_counted_from_the_start_of_the_file(tmp_path):
    path = write(tmp_path / "a.csv", "Title\n\na;b\n1,5;2\n3;x\n")
    with (
        pytest.warns(UserWarning, match="header is line 3"),
        pytest.raises(
            InvalidDataError, match=r"Column 'b' in .* holds text .'x', line 5"
        ),
    ):
        read_samples(path)


def test_later_lines_may_prove_another_decimal_mark(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "BLOCK_SIZE", 100_000)
    path = write(tmp_path / "a.csv", "a;b\n" + "1;2\n" * 60_000 + "1.234,5;3\n")
    assert read_samples(path).X[-1].tolist() == [1234.5, 3]
    assert samples_in_blocks(path)[-1].tolist() == [1234.5, 3]
    write(path, "a;b\n" + "1.234;2\n" * 60_000 + "1.234.567;3\n")
    with warnings.catch_warnings(action="ignore"):
        assert read_samples(path).X[[0, -1]].tolist() == [[1234, 2], [1234567, 3]]
        # Rows that were read before cannot be taken back.
        with pytest.raises(InvalidDataError, match=r"'1\.234\.567', line 60002"):
            samples_in_blocks(path)


def test_blank_lines_at_the_end_of_many_blocks_are_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "BLOCK_SIZE", 1000)
    path = write(tmp_path / "a.csv", "a;b\n" + "1,5;2\n" * 900 + ";\n" * 900)
    assert samples_in_blocks(path).shape == (900, 2)
    assert sum(len(frame) for frame, _ in read_frame_blocks(path)) == 900


def test_blank_lines_at_the_end_of_compressed_text_are_counted_in_little_memory(
    tmp_path,
):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a;b\n1;2\n;\n3;4\n" + b";\n" * 50_000 + b"\n"))
    text = TextTable("a.csv.gz", ",", path)
    assert text.format.delimiter == ";"  # read before, so that only lines are measured
    tracemalloc.start()
    n_blank = text.n_blank_at_end()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert n_blank == 50_000
    assert peak < 500_000


@pytest.mark.filterwarnings("ignore:.*is read without its unit")
@pytest.mark.parametrize(
    ("cell", "number"),
    [("(3.5)", -3.5), ("3.5 %", 3.5), ('"1,234.5"', 1234.5), ("-3.5", -3.5)],
)
def test_a_cell_that_is_written_otherwise_is_found_among_many(tmp_path, cell, number):
    # Of many cells only some are looked at to find how numbers are written.
    lines = [f"{row % 7}.5,{row % 5}" for row in range(3000)]
    lines[1777] = f"{cell},3"
    place = tmp_path / "x.csv"
    place.write_text("a,b\n" + "\n".join(lines) + "\n")
    X = read_samples(place).X
    assert X[1776:1779, 0].tolist() == [5.5, number, 0.5]
    assert read_frame(place)[0]["a"].dtype == np.float64


@pytest.mark.parametrize(
    "text",
    [
        'a,b,kind\n0.25,1.5,"1,5"\n0.75,2.5,"2,5"\n',
        "a;kind;b\n0.25;1,5;1,25\n0.75;2,5;2.5\n",
    ],
)
def test_columns_with_different_decimal_marks_are_read_by_that_of_most(text, tmp_path):
    path = tmp_path / "both.csv"
    path.write_text(text)
    frame, _ = read_frame(path)
    assert frame["a"].tolist() == [0.25, 0.75]
    assert frame["kind"].tolist() == ["1,5", "2,5"]
