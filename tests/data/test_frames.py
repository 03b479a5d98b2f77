"""Mixed tables: reading from files, and the generated one."""

import io
import sys
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from autoencode.data import delimited, frames, tables
from autoencode.data.employees import WOMEN, make_employees
from autoencode.data.frames import read_frame, read_frame_blocks, read_table, rows_in
from autoencode.errors import DataFileError, InvalidDataError

TEXT = "who,age,city,day,member\n007,31,Rome,2020-01-31,true\n008,,,2021-02-03,false\n"


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".parquet", "-"])
def test_columns_have_types_and_may_have_missing_cells(tmp_path, suffix, monkeypatch):
    path = tmp_path / f"people{suffix}"
    if suffix == ".parquet":
        frame = pd.read_csv(io.StringIO(TEXT), dtype={"who": str, "age": "Int64"})
        frame.assign(day=pd.to_datetime(frame.day)).to_parquet(path)
    elif suffix == "-":
        path = "-"
        monkeypatch.setattr(
            sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode()))
        )
    else:
        path.write_text(TEXT.replace(",", "\t") if suffix == ".tsv" else TEXT)
    frame, ids = read_frame(path, id_column="who", drop=["member"])
    assert list(frame.columns) == ["age", "city", "day"]
    assert ids.tolist() == ["007", "008"]
    assert str(frame.age.dtype) == "Int64"
    assert frame.age[0] == 31
    assert frame.isna().to_numpy().tolist() == [[False] * 3, [True, True, False]]
    assert frame.day[0] == pd.Timestamp("2020-01-31")


@pytest.mark.parametrize(
    ("name", "text", "error", "message"),
    [
        ("none.csv", None, DataFileError, "does not exist"),
        ("rows.npy", "x", DataFileError, "is not a table with named columns"),
        ("empty.csv", "", DataFileError, "has no lines with content"),
        ("a.csv", "a,b\n", InvalidDataError, "column names but no samples"),
        ("a.csv", "a,b\n1,2,3\n", InvalidDataError, "Line 2 .* has 3 cells"),
        ("a.csv", "a,a\n1,2\n", InvalidDataError, "two columns named 'a'"),
    ],
)
def test_other_files_than_tables_are_refused(tmp_path, name, text, error, message):
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(error, match=message):
        read_frame(tmp_path / name)


def many_rows(n):
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"who": [f"{row:03}" for row in range(n)]})
    frame["age"] = rng.integers(20, 60, n)
    frame["height"] = rng.normal(1.7, 0.1, n).round(2)
    frame["city"] = rng.choice(["Rome", "Oslo"], n)
    frame.loc[::7, ["height", "city"]] = None
    frame["day"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(np.arange(n), "D")
    frame["at"] = "12:30:00"
    return frame


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".csv.gz", ".parquet"])
def test_blocks_add_up_to_the_whole_table(tmp_path, suffix, monkeypatch):
    path = tmp_path / f"many{suffix}"
    if suffix == ".parquet":
        many_rows(100).to_parquet(path)
    else:
        many_rows(100).to_csv(path, sep="\t" if "tsv" in suffix else ",", index=False)
    monkeypatch.setattr(delimited, "BLOCK_SIZE", 1000)
    monkeypatch.setattr(tables, "VALUES_PER_BLOCK", 180)
    monkeypatch.setattr(frames, "ROWS_AT_ONCE", 12)
    blocks, ids = zip(*read_frame_blocks(path, id_column="who"), strict=True)
    whole, all_ids = read_frame(path, id_column="who")
    assert len(blocks) >= 9
    assert max(map(len, blocks)) <= 12
    pd.testing.assert_frame_equal(pd.concat(blocks), whole, check_index_type=False)
    assert np.concatenate(ids).tolist() == all_ids.tolist()


@pytest.mark.parametrize(("name", "late"), [("age", 33.5), ("height", "tall")])
def test_no_row_is_lost_if_a_later_block_has_other_types(
    tmp_path, name, late, monkeypatch
):
    frame = many_rows(100).astype({name: object})
    frame.loc[90, name] = late
    frame.to_csv(tmp_path / "many.csv", index=False)
    monkeypatch.setattr(delimited, "BLOCK_SIZE", 1000)
    blocks = [block for block, _ in read_frame_blocks(tmp_path / "many.csv")]
    found = pd.concat(blocks)
    assert len(blocks) > 2
    assert found.who.tolist() == [f"{row:03}" for row in range(100)]
    assert found.index.tolist() == list(range(100))
    assert found[name][90] == late


def test_blocks_of_invalid_files_are_refused(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n1,2,3\n")
    for name, message in [("a.csv", "Line 3 .* has 3 cells"), ("b.csv", "not exist")]:
        with pytest.raises((DataFileError, InvalidDataError), match=message):
            list(read_frame_blocks(tmp_path / name))


def test_rows_of_text_files_are_described_with_their_lines(tmp_path):
    text = tmp_path / "a.csv"
    text.write_text('town,who,kind\n"Ulm\non Danube",ann,x\n\nBonn,,\n')
    with pytest.raises(InvalidDataError, match=r"row 1 \(line 5\), is missing"):
        read_frame(text, id_column="who")
    with pytest.raises(InvalidDataError, match=r"row 1 \(line 5\), is missing"):
        list(read_frame_blocks(text, id_column="who"))
    with pytest.raises(InvalidDataError, match=r"label .* in row 1 \(line 5\)"):
        read_table(text, label="kind")


def test_generated_workers_have_the_documented_dependencies():
    frame = make_employees(4000, seed=1)
    assert make_employees(4000, seed=1).equals(frame)
    assert not make_employees(4000, seed=2).equals(frame)
    nurses = frame[frame.job == "nurse"]
    assert (nurses.sex == "female").mean() == pytest.approx(WOMEN[1], abs=0.03)
    assert (frame.schooling <= frame.age - 6).all()
    assert (frame.hired <= pd.Timestamp("2024-01-01")).all()
    pay = (
        frame[~frame.part_time & (frame.town == "Oslo")].groupby("job").income.median()
    )
    assert pay.idxmax() == "manager"
    assert np.isfinite(frame.income).all()


def test_lines_are_counted_where_the_header_is_repeated(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,x\na,b\n,y\n")
    with pytest.warns(UserWarning, match="header again in line 3"):
        frame, _ = read_frame(path)
    assert frame["b"].tolist() == ["x", "y"]
    assert rows_in(path)(1) == "row 1 (line 4)"


def test_a_word_like_the_name_of_the_only_column_is_a_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("word\nx\nword\ny\n")
    assert read_frame(path)[0]["word"].tolist() == ["x", "word", "y"]
    assert rows_in(path)(2) == "row 2 (line 4)"


def test_missing_cells_are_reported_that_may_be_codes(tmp_path):
    path = tmp_path / "a.csv"
    codes = ["NA", "DE", "FR", "IT", "ES", "PL", "", "NA"]
    path.write_text("country,n\n" + "".join(f"{code},1\n" for code in codes))
    with pytest.warns(UserWarning, match="'country' .*: NA counts as missing, in 2"):
        assert read_frame(path)[0]["country"].isna().sum() == 3
    path.write_text(path.read_text().replace("NA", ""))
    assert read_frame(path)[0]["country"].isna().sum() == 3
