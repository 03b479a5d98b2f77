"""Mixed tables read from files, and the made one."""

import io
import sys
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from autoencode.data.frames import read_frame
from autoencode.data.workers import WOMEN, workers
from autoencode.errors import DataFileError, InvalidDataError

TEXT = "who,age,city,day,member\n007,31,Rome,2020-01-31,true\n008,,,2021-02-03,false\n"


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".parquet", "-"])
def test_cells_have_the_types_of_their_columns_and_may_be_missing(
    tmp_path, suffix, monkeypatch
):
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
    ("name", "text", "kind", "message"),
    [
        ("none.csv", None, DataFileError, "does not exist"),
        ("rows.npy", "x", DataFileError, "is no table with named columns"),
        ("empty.csv", "", DataFileError, "has no lines with content"),
        ("a.csv", "a,b\n", InvalidDataError, "column names but no samples"),
        ("a.csv", "a,b\n1,2,3\n", InvalidDataError, "Line 2 .* has 3 cells"),
        ("a.csv", "a,a\n1,2\n", InvalidDataError, "two columns named 'a'"),
    ],
)
def test_what_is_no_table_is_told_in_one_line(tmp_path, name, text, kind, message):
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(kind, match=message):
        read_frame(tmp_path / name)


def test_made_people_depend_on_each_other_as_it_is_said():
    frame = workers(4000, seed=1)
    assert workers(4000, seed=1).equals(frame)
    assert not workers(4000, seed=2).equals(frame)
    nurses = frame[frame.job == "nurse"]
    assert (nurses.sex == "female").mean() == pytest.approx(WOMEN[1], abs=0.03)
    assert (frame.schooling <= frame.age - 6).all()
    assert (frame.hired <= pd.Timestamp("2024-01-01")).all()
    pay = (
        frame[~frame.part_time & (frame.town == "Oslo")].groupby("job").income.median()
    )
    assert pay.idxmax() == "manager"
    assert np.isfinite(frame.income).all()
