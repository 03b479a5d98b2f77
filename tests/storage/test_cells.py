"""Categories that are no text, number or truth value are saved with a table."""

import datetime as dt
import json
from decimal import Decimal
from uuid import UUID

import numpy as np
import pandas as pd
import pytest

from autoencode.data.mixed import TableTransformer
from autoencode.errors import RunFolderError
from autoencode.storage.reading import put_together
from autoencode.storage.writing import take_apart

OSLO = "Europe/Oslo"
CELLS = {
    "time": [dt.time(1, 2, 3, 4), dt.time(5)],
    "date": [dt.date(2024, 1, 2), dt.date(1, 1, 1)],
    "datetime": [dt.datetime(2024, 1, 2, tzinfo=dt.UTC), dt.datetime(2024, 1, 3, 4)],
    "timedelta": [dt.timedelta(days=1, microseconds=2), dt.timedelta(seconds=-3)],
    "Decimal": [Decimal("1.50"), Decimal(7)],
    "bytes": [b"a", b"\xff\x00"],
    "UUID": [UUID(int=1), UUID(int=2)],
    "Timestamp": [pd.Timestamp("2024-01-02 03:04:05.678"), pd.Timestamp("1700-01-01")],
    "zone": [*pd.to_datetime(["2024-03-01", "2024-10-27"]).tz_localize(OSLO)],
    "Timedelta": [pd.Timedelta("1 day 2 ns"), pd.Timedelta("-3h")],
    "Period": [pd.Period("2024-01", "M"), pd.Period("2025-02", "M")],
    "Interval": [pd.Interval(0, 1.5), pd.Interval(1.5, np.inf)],
}


def stored(frame):
    """A fitted transformer, and the same written and read."""
    transformer = TableTransformer(categorical=["a"]).fit(frame)
    state = take_apart(transformer)
    state.tree = json.loads(json.dumps(state.tree, allow_nan=False))
    return transformer, state


@pytest.mark.parametrize("dtype", [object, "category"])
@pytest.mark.parametrize("name", CELLS)
def test_categories_of_any_class_are_saved_and_loaded(name, dtype):
    frame = pd.DataFrame({"a": pd.Series(CELLS[name] * 9, dtype=object)})
    frame = frame.astype(dtype)
    transformer, state = stored(frame)
    loaded = put_together(state, {})
    rows = transformer.transform(frame)
    np.testing.assert_array_equal(loaded.transform(frame), rows)
    again = loaded.inverse_transform(rows)
    pd.testing.assert_frame_equal(again, transformer.inverse_transform(rows))
    assert again["a"].tolist() == frame["a"].tolist()
    assert {type(cell) for cell in again["a"]} == {type(cell) for cell in frame["a"]}


@pytest.mark.parametrize(
    "change", [{"text": "x"}, {"class": "Path"}, {"class": ["time"]}, {"text": None}]
)
def test_cells_that_are_not_valid_are_refused(change):
    frame = pd.DataFrame({"a": pd.Series(CELLS["time"] * 9, dtype=object)})
    _, state = stored(frame)
    values = state.tree["fitted"]["schema_"][0]["values"]
    next(iter(values.values())).update(change)
    with pytest.raises(RunFolderError, match="is not a valid cell"):
        put_together(state, {})


def test_a_column_without_a_name_is_refused():
    frame = pd.DataFrame({None: [1, 2]})
    with pytest.raises(ValueError, match="has a column without a name"):
        TableTransformer().fit(frame)
