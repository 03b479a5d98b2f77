"""Invalid files: the exact one-line error message of each.

Arrays and images are in test_bad_arrays.py.
"""

import gzip
import io
import os
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from autoencode.data.frames import read_frame
from autoencode.data.readers import READERS, read_samples
from autoencode.data.streams import open_rows
from autoencode.errors import DataFileError, InvalidDataError, InvalidParameterError

KNOWN = ", ".join(READERS)


def text(content):
    """Write the file as text, or as bytes."""

    def write(path):
        encoded = content if isinstance(content, bytes) else content.encode()
        if path.suffix == ".gz":
            encoded = gzip.compress(encoded, mtime=0)
        path.write_bytes(encoded)

    return write


def parquet(**columns):
    return lambda path: pd.DataFrame(columns).to_parquet(path)


def cut(write, keep):
    """Write a complete file, then truncate it."""

    def write_part(path):
        write(path)
        path.write_bytes(path.read_bytes()[:keep])

    return write_part


def nothing(path):
    for name in ("people.csv", "peopel.png", "peopel.csv.png"):
        Path(name).touch()


GOOD = "a,b\n1,2\n3,4\n"
TABLES_HAVE = (
    "a table has numbers, text, dates, durations and truth values. Leave it out with "
    "--drop x, or write it as one of these."
)

# File, function that writes it, arguments, exception, and message.
BAD_FILES = {
    "missing file": (
        "peopel.csv", nothing, {}, DataFileError,
        "peopel.csv does not exist. Did you mean 'people.csv'?",
    ),
    "missing folder": (
        "no/a.csv", nothing, {}, DataFileError,
        "no/a.csv does not exist: there is no folder 'no'.",
    ),
    "empty file": (
        "a.csv", text(""), {}, DataFileError,
        "a.csv is empty (0 bytes).",
    ),
    "empty lines": (
        "a.csv", text("\n\n"), {}, DataFileError,
        "a.csv has no lines with content.",
    ),
    "header only": (
        "a.csv", text("a,b\n"), {}, InvalidDataError,
        "a.csv has column names but no samples.",
    ),
    "header without line end": (
        "a.csv", text("a,b"), {}, InvalidDataError,
        "a.csv has column names but no samples.",
    ),
    "no header": (
        "a.csv", text("1.5,2,2\n2.5,3,4\n"), {}, InvalidDataError,
        "a.csv has no header: its first line holds numbers ('1.5', '2', '2'). Add a "
        "first line with column names.",
    ),
    "unknown suffix": (
        "a.xlsx", text(GOOD), {}, DataFileError,
        f"a.xlsx has the suffix '.xlsx'; samples are read from {KNOWN}, images "
        "and folders of images. Save it as CSV in the spreadsheet program.",
    ),
    "table in a text file": (
        "a.txt", text(GOOD), {}, DataFileError,
        f"a.txt has the suffix '.txt'; samples are read from {KNOWN}, images and "
        "folders of images. If it is a table, rename it to .csv: its separator is "
        "found, or given by --delimiter.",
    ),
    "JSON": (
        "a.json", text("[]"), {}, DataFileError,
        f"a.json has the suffix '.json'; samples are read from {KNOWN}, images "
        "and folders of images. Convert it to CSV or Parquet, as by read_json and "
        "to_csv of pandas.",
    ),
    "no suffix": (
        "samples", text(GOOD), {}, DataFileError,
        f"samples has a name without suffix; samples are read from {KNOWN}, images "
        "and folders of images.",
    ),
    "unknown compressed suffix": (
        "a.parquet.gz", text(GOOD), {}, DataFileError,
        f"a.parquet.gz has the suffix '.parquet.gz'; samples are read from {KNOWN}, "
        "images and folders of images.",
    ),
    "duplicated names": (
        "a.csv", text("a,b,a\n1,2,3\n"), {}, InvalidDataError,
        "a.csv has two columns named 'a' (columns 0 and 2). Rename one of them.",
    ),
    "nameless column": (
        "a.csv", text("b,,a\n0,1,2\n1,5,3\n"), {}, InvalidDataError,
        "Column 1 in a.csv has no name. Give it one in the first line.",
    ),
    "short line": (
        "a.csv", text("a,b\n1,2\n\n3\n"), {}, InvalidDataError,
        "Line 4 in a.csv has 1 cell; the header has 2. Correct the line.",
    ),
    "long lines": (
        "a.csv", text("a,b\n1,2,3\n4,5,6\n"), {}, InvalidDataError,
        "Line 2 in a.csv has 3 cells; the header has 2. Give each column a name there.",
    ),
    "long line, compressed": (
        "a.csv.gz", text("a,b\n1,2\n3,4,5\n"), {}, InvalidDataError,
        "Line 3 in a.csv.gz has 3 cells; the header has 2. Correct the line.",
    ),
    "semicolons where commas are given": (
        "a.csv", text("a;b\n1;2\n"), {"delimiter": ","}, InvalidDataError,
        "a.csv seems to be separated by ';'. Give --delimiter ';'.",
    ),
    "tabs where commas are given": (
        "a.csv", text("a\tb\n1\t2\n"), {"delimiter": "comma"}, InvalidDataError,
        "a.csv seems to be separated by tabs. Give --delimiter tab.",
    ),
    "options of text for an array": (
        "a.npy", nothing, {"decimal": ","}, InvalidParameterError,
        "--encoding, --delimiter and --decimal are for text files (.csv, .tsv); a.npy "
        "is not one.",
    ),
    "unknown encoding": (
        "a.csv", text(GOOD), {"encoding": "cp1253x"}, InvalidParameterError,
        "--encoding must be a text encoding such as 'utf-8', 'utf-16', 'cp1252', "
        "'latin-1', 'cp1250', 'cp437'; got 'cp1253x'. Did you mean 'cp1252'?",
    ),
    "utf-16 without a mark": (
        "a.csv", text(GOOD), {"encoding": "utf-16"}, DataFileError,
        "a.csv is not utf-16 text (UTF-16 stream does not start with BOM). Give "
        "another --encoding, or none.",
    ),
    **{
        f"the codec {codec}, of no text": (
            "a.csv", text(GOOD), {"encoding": codec}, InvalidParameterError,
            "--encoding must be a text encoding such as 'utf-8', 'utf-16', 'cp1252', "
            f"'latin-1', 'cp1250', 'cp437'; got {codec!r}.",
        )
        for codec in ("hex", "rot13", "zip", "idna", "punycode", "undefined")
    },
    "long delimiter": (
        "a.csv", text(GOOD), {"delimiter": ", "}, InvalidParameterError,
        "--delimiter must be one ASCII character, or one of 'comma', 'semicolon', "
        "'tab', 'pipe', 'space'; got ', '.",
    ),
    "foreign delimiter": (
        "a.csv", text(GOOD), {"delimiter": "\u00a6"}, InvalidParameterError,
        "--delimiter must be one ASCII character, or one of 'comma', 'semicolon', "
        "'tab', 'pipe', 'space'; got '\u00a6'.",
    ),
    "unknown decimal mark": (
        "a.csv", text(GOOD), {"decimal": ";"}, InvalidParameterError,
        "--decimal must be '.' or ','; got ';'.",
    ),
    "a column to drop that a new file lacks": (
        "a.csv", text(GOOD), {"feature_names": ["a", "b"], "drop": ["c"]},
        InvalidDataError,
        "a.csv has no column 'c' to drop; its columns are 'a', 'b'.",
    ),
    "several currencies": (
        "a.csv", text("a,b\n1,$5\n2,$6\n3,8 €\n"), {}, InvalidDataError,
        "Column 'b' in a.csv holds numbers with several units ('$5', '8 €'). Write "
        "them in one unit, or leave the column out.",
    ),
    "an excel file": (
        "a.csv", text(b"PK\x03\x04\x14\0\6\0"), {}, DataFileError,
        "a.csv is not text: it seems to be an Excel or ZIP file. Save it as CSV, or "
        "give it the suffix of its format.",
    ),
    "bytes that are no text": (
        "a.csv", text(b"a,b\n1,\0\0\0\n"), {}, DataFileError,
        "a.csv is not text: it holds bytes of value 0.",
    ),
    "text column": (
        "people.csv", text("age,city\n1,Paris\n2,Rome\n"), {}, InvalidDataError,
        "Column 'city' in people.csv holds text ('Paris', line 2); the model takes "
        "numbers. Drop it with --drop city, or name it with --label or --id; or "
        "take a model of mixed tables: table_autoencoder or table_detector.",
    ),
    "one word among numbers": (
        "a.csv", text('a,b\n1,2\n\n"3",4\nfour,5\n'), {}, InvalidDataError,
        "Column 'a' in a.csv holds text ('four', line 5); the model takes numbers. "
        "Drop it with --drop a, or name it with --label or --id; or "
        "take a model of mixed tables: table_autoencoder or table_detector.",
    ),
    "text where a model takes numbers": (
        "a.csv", text('a,b\n1,2\n3,x\n'), {"feature_names": ["a", "b"]},
        InvalidDataError,
        "Column 'b' in a.csv holds text ('x', line 3); the model takes numbers. It was "
        "trained on numbers: correct the cells, or drop the rows.",
    ),
    "several text columns": (
        "a.csv", text("age,city,first name\n1,Paris,Ann\n"), {}, InvalidDataError,
        "Columns 'city', 'first name' in a.csv hold text ('Paris', 'Ann'); the model "
        "takes numbers. Drop them with --drop 'city,first name', or name one with "
        "--label or --id; or take a model of mixed tables: table_autoencoder or "
        "table_detector.",
    ),
    "dates": (
        "a.csv", text("a,day\n1,2026-01-31\n"), {}, InvalidDataError,
        "Column 'day' in a.csv holds dates ('2026-01-31', line 2); the model takes "
        "numbers. Drop it with --drop day, or name it with --label or --id; or "
        "take a model of mixed tables: table_autoencoder or table_detector.",
    ),
    "text in parquet": (
        "a.parquet", parquet(a=[1.5], city=["Paris"]), {}, InvalidDataError,
        "Column 'city' in a.parquet holds text ('Paris', row 0); the model takes "
        "numbers. Drop it with --drop city, or name it with --label or --id; or "
        "take a model of mixed tables: table_autoencoder or table_detector.",
    ),
    "missing cells": (
        "a.csv", text("a,b,c\n1,2,3\n\n4,5,\n,nan,6\n"), {}, InvalidDataError,
        "a.csv: 3 cells hold no finite number, the first in row 1 (line 4), column 'c' "
        "(missing). Fill them, or leave out their rows or their columns "
        "(--drop a,b,c).",
    ),
    "infinite cell": (
        "a.csv", text("a,b\n1,2\n-inf,3\n"), {}, InvalidDataError,
        "a.csv: 1 cell holds no finite number, in row 1 (line 3), column 'a' (-inf). "
        "Fill it, or leave out its row or its column (--drop a).",
    ),
    "column without any value": (
        "a.csv", text("a,b\n1,\n2,\n"), {}, InvalidDataError,
        "a.csv: 2 cells hold no finite number, the first in row 0 (line 2), column 'b' "
        "(missing). Fill them, or leave out their rows or their columns (--drop b).",
    ),
    "nan in parquet": (
        "a.parquet", parquet(a=[1.0, np.inf], b=[2.0, 3.0]), {}, InvalidDataError,
        "a.parquet: 1 cell holds no finite number, in row 1, column 'a' (inf). Fill "
        "it, or leave out its row or its column (--drop a).",
    ),
    "missing label": (
        "a.csv", text("a,kind\n1,x\n2,\n3,\n"), {"label": "kind"}, InvalidDataError,
        "a.csv: 2 samples have no label in column 'kind'; the first is in row 1 "
        "(line 3). Fill it, or leave the row out.",
    ),
    "missing number as label": (
        "a.csv", text("a,kind\n1,7\n2,NA\n"), {"label": "kind"}, InvalidDataError,
        "a.csv: 1 sample has no label in column 'kind'; it is in row 1 (line 3). Fill "
        "it, or leave the row out.",
    ),
    "missing id": (
        "a.parquet", parquet(a=[1.5, 2], who=["x", None]), {"id_column": "who"},
        InvalidDataError,
        "a.parquet: the id in column 'who', row 1, is missing. Fill it, or do not use "
        "an id column.",
    ),
    "unknown label": (
        "a.csv", text("a,species\n1,2\n"), {"label": "speces"}, InvalidDataError,
        "a.csv has no column 'speces' to use as label; its columns are 'a', 'species'. "
        "Did you mean 'species'?",
    ),
    "unknown id": (
        "a.csv", text(GOOD), {"id_column": "who"}, InvalidDataError,
        "a.csv has no column 'who' to use as id; its columns are 'a', 'b'.",
    ),
    "no feature left": (
        "a.csv", text(GOOD), {"label": "a", "drop": ["b"]}, InvalidDataError,
        "a.csv has no feature left: each of its columns ('a', 'b') is the label, the "
        "id or dropped. Keep at least one.",
    ),
    "feature of the model missing": (
        "a.csv", text("Age,b\n1,2\n"), {"feature_names": ["age", "b"]},
        InvalidDataError,
        "a.csv lacks 1 of the model's 2 features: 'age'. Did you mean 'Age'?",
    ),
    "columns the model does not know": (
        "a.csv", text("a,b,c,d\n1,2,3,x\n"), {"feature_names": ["a", "b"]},
        InvalidDataError,
        "a.csv has 2 columns that the model was not fitted on: 'c', 'd'. Leave out "
        "with --drop c,d.",
    ),
    "not utf-8": (
        "a.csv", text("a,b\n1,café\n".encode("latin-1")), {"encoding": "utf-8"},
        DataFileError,
        "a.csv is not UTF-8 text (line 2). Give --encoding, or save it as UTF-8.",
    ),
    "header not utf-8": (
        "a.csv", text("a,café\n1,2\n".encode("latin-1")), {"encoding": "UTF8"},
        DataFileError,
        "a.csv is not UTF-8 text (line 1). Give --encoding, or save it as UTF-8.",
    ),
    "cut gzip": (
        "a.csv.gz", cut(text("a,b\n" + "1,2\n" * 9000), 50), {}, DataFileError,
        "a.csv.gz cannot be read: Truncated compressed stream. It is damaged or "
        "incomplete: copy it again.",
    ),
    "no gzip": (
        "a.csv.gz", lambda path: path.write_text(GOOD), {}, DataFileError,
        "a.csv.gz cannot be read: zlib inflate failed: incorrect header check. It is "
        "damaged or incomplete: copy it again.",
    ),
    "cut parquet": (
        "a.parquet", cut(parquet(a=[1.0]), 300), {}, DataFileError,
        "a.parquet cannot be read as Parquet: Parquet magic bytes not found in footer. "
        "Either the file is corrupted or this is not a parquet file.",
    ),
    "broken link": (
        "a.csv", lambda path: path.symlink_to("gone.csv"), {}, DataFileError,
        "a.csv is a broken link, to gone.csv. Mend it.",
    ),
    "lists": (
        "a.parquet", parquet(a=[1.0], x=[[1, 2]]), {}, InvalidDataError,
        f"Column 'x' in a.parquet holds list<element: int64> values; {TABLES_HAVE}",
    ),
    "structures": (
        "a.parquet", parquet(a=[1.0], x=[{"b": 1}]), {}, InvalidDataError,
        f"Column 'x' in a.parquet holds struct<b: int64> values; {TABLES_HAVE}",
    ),
    "bytes": (
        "a.parquet", parquet(a=[1.0], x=[b"b"]), {}, InvalidDataError,
        f"Column 'x' in a.parquet holds binary values; {TABLES_HAVE}",
    ),
    "durations": (
        "a.parquet", parquet(a=[1.0], x=pd.to_timedelta([1], unit="h")), {},
        InvalidDataError,
        "Column 'x' in a.parquet holds durations ('1:00:00', row 0); the model takes "
        "numbers. Drop it with --drop x, or name it with --label or --id; or take a "
        "model of mixed tables: table_autoencoder or table_detector.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_FILES)
def test_invalid_files_are_reported_in_one_line(case, tmp_path, monkeypatch):
    name, write, arguments, error, message = BAD_FILES[case]
    monkeypatch.chdir(tmp_path)
    write(Path(name))
    with pytest.raises(error) as caught:
        read_samples(name, **arguments)
    assert str(caught.value) == message
    assert "\n" not in message


@pytest.mark.filterwarnings("ignore:.* is not UTF-8 text", "ignore:.* header is line")
@pytest.mark.parametrize("suffix", READERS)
def test_any_damage_raises_a_package_error(tmp_path, suffix):
    # A truncated or corrupted file is read or refused: no other exception is raised.
    rng = np.random.default_rng(0)
    whole = tmp_path / f"whole{suffix}"
    rows = rng.normal(size=(30, 3))
    if suffix == ".parquet":
        pd.DataFrame(rows, columns=["a", "b", "c"]).to_parquet(whole)
    elif suffix == ".npy":
        np.save(whole, rows)
    elif suffix == ".npz":
        np.savez_compressed(whole, X=rows)
    else:
        pd.DataFrame(rows).to_csv(whole, index=False)
    content = whole.read_bytes()
    damaged = tmp_path / f"damaged{suffix}"
    for _ in range(60):
        part = bytearray(content[: rng.integers(1, len(content))])
        if rng.random() < 0.5:
            part = bytearray(content)
            for place in rng.integers(0, len(part), 3):
                part[place] = rng.integers(0, 256)
        damaged.write_bytes(part)
        try:
            read_samples(damaged)
        except (DataFileError, InvalidDataError) as error:
            assert "\n" not in str(error)  # noqa: PT017


def test_a_table_of_mixed_columns_refuses_cells_that_no_model_takes(tmp_path):
    place = tmp_path / "a.parquet"
    pd.DataFrame({"t": ["u", "v"], "x": [[1], [2]]}).to_parquet(place)
    with pytest.raises(InvalidDataError, match=r"Column 'x' .* holds list"):
        read_frame(place)
    assert list(read_frame(place, drop=["x"])[0]) == ["t"]


def test_empty_standard_input_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO()))
    with pytest.raises(DataFileError, match=r"^Standard input is empty"):
        read_samples("-")


def test_errors_in_standard_input_give_the_line(monkeypatch):
    content = io.BytesIO(b"a,b\n1,2\n3,x\n")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=content))
    message = "Column 'b' in standard input holds text ('x', line 3)"
    with pytest.raises(InvalidDataError, match=re.escape(message)):
        read_samples("-")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_files_without_permission_are_reported(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(GOOD)
    path.chmod(0)
    with pytest.raises(DataFileError, match=r"Cannot read .*: Permission denied\.$"):
        read_samples(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with pipes")
def test_a_pipe_is_refused_without_waiting_for_its_other_end(tmp_path):
    pipe, link = tmp_path / "rows.csv", tmp_path / "link.csv"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        for read in (read_samples, read_frame, open_rows):
            with pytest.raises(DataFileError, match=r"is a pipe .* Give - and pipe"):
                read(path)


def test_system_errors_are_reported(tmp_path, monkeypatch):
    def refuse(self, *arguments, **options):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.csv").write_text(GOOD)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DataFileError, match=r"Cannot read .*: Permission denied\.$"):
        read_samples(tmp_path / "a.csv")
