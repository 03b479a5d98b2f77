"""The hash of a mixed table is that of its cells, however they are stored."""

import numpy as np
import pandas as pd
import pytest

from autoencode.data import table_hash as module
from autoencode.data.mixed import TableTransformer
from autoencode.data.table_hash import table_hash

N = 30


def table():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(
        {
            "age": rng.integers(0, 90, N),
            "price": [0.0, *rng.normal(size=N - 1)],
            "day": pd.date_range("2024-01-01", periods=N),
            "took": pd.to_timedelta(rng.integers(0, 999, N), unit="s"),
            "kind": rng.choice(["a", "b", ""], N),
            "is_new": rng.random(N) < 0.5,
        }
    )
    frame.loc[4, ["price", "day", "took", "kind"]] = None
    return frame


@pytest.fixture
def columns():
    return TableTransformer().fit(table()).columns_


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t[[*t.columns[::-1]]].assign(other=1),
        lambda t: t.astype({"age": "Int8", "price": "Float64"}),
        lambda t: t.assign(took=t["took"].dt.total_seconds()),
        lambda t: t.assign(day=t["day"].astype("datetime64[ns]")),
        lambda t: t.assign(kind=t["kind"].astype("category")),
        lambda t: t.assign(price=t["price"].replace(0, -0.0)),
        lambda t: t.set_axis(range(7, 7 + N)),
    ],
)
def test_equal_cells_have_one_hash(change, columns, monkeypatch):
    expected = table_hash(table(), columns)
    assert len(expected) == 64
    monkeypatch.setattr(module, "ROWS_AT_ONCE", 7)  # blocks do not matter
    assert table_hash(change(table()), columns) == expected


@pytest.mark.parametrize(
    ("name", "cell"),
    [("age", 91), ("price", None), ("day", "2031-01-01"), ("kind", None), ("kind", "")],
)
def test_one_other_cell_has_another_hash(name, cell, columns):
    changed = table()
    changed.loc[3, "kind"] = "a"
    before = table_hash(changed, columns)
    changed.loc[3, name] = cell
    assert table_hash(changed, columns) != before


def test_moved_text_and_fewer_rows_have_another_hash(columns):
    frame = pd.DataFrame({"u": ["a", "bc"], "v": ["ab", "c"]})
    given = TableTransformer().fit(frame).columns_
    moved = pd.DataFrame({"u": ["ab", "c"], "v": ["a", "bc"]})
    assert table_hash(frame, given) != table_hash(moved, given)
    assert table_hash(table()[:-1], columns) != table_hash(table(), columns)
