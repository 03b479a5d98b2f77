"""Cells that are not of the type that their column had in a fit."""

import numpy as np
import pandas as pd

from autoencode.data.column_types import describe_column, describe_dates
from autoencode.data.unreadable import UnreadableCells

NUMBERS = pd.Series([1.5, 2.0, 3.0], name="price")
DAYS = pd.Series(["01.02.2024", "03.02.2024"], name="day")


def columns():
    return [describe_column(NUMBERS, False), describe_dates(DAYS, "%d.%m.%Y")]


def table(price, day):
    return pd.DataFrame({"price": pd.Series(price, dtype=object), "day": day})


def test_cells_that_are_no_numbers_or_dates_become_missing_and_are_counted():
    cells = UnreadableCells(columns())
    frame = table(["1.5", "cheap", "2", None], ["01.02.2024", "2024", "soon", None])
    days = ["01.02.2024", "02.02.2024", "soon", "03.02.2024"]
    read = cells.removed(frame.assign(day=days))
    np.testing.assert_array_equal(read["price"], [1.5, np.nan, 2, np.nan])
    assert read["day"].isna().tolist() == [False, False, True, False]
    cells.removed(frame.assign(day=days).set_axis(range(4, 8)))
    assert cells.lines() == [
        "Column 'price' holds no finite numbers in 2 cells, such as 'cheap' in row 1: "
        "counted as missing.",
        "Column 'day' holds no dates like %d.%m.%Y in 2 cells, such as 'soon' in row "
        "2: counted as missing.",
    ]


def test_marks_of_missing_cells_are_missing_and_not_counted():
    frame = table(["?", "1.5", "-"], ["01.02.2024", "?", "-"])
    cells = UnreadableCells(columns())
    read = cells.removed(frame)
    np.testing.assert_array_equal(read["price"], [np.nan, 1.5, np.nan])
    assert read["day"].isna().tolist() == [False, True, True]
    assert not cells.lines()


def test_the_time_of_the_call_is_no_date():
    frame = table([1, 2, 3], ["01.02.2024", "now", "02.02.2024"])
    read = UnreadableCells(columns()).removed(frame)
    assert read["day"].isna().tolist() == [False, True, False]


def test_infinity_is_no_number():
    frame = pd.DataFrame({"price": [1.0, np.inf, 2.0]})
    read = UnreadableCells(columns()).removed(frame)
    assert read["price"].isna().tolist() == [False, True, False]


def test_a_column_of_something_else_is_left_as_it_is():
    frame = table(["a", "b", "c"], ["2024-01-02", "2024-01-03", "2024-01-04"])
    cells = UnreadableCells(columns())
    assert cells.removed(frame).equals(frame)
    assert not cells.lines()


def test_one_unreadable_cell_alone_is_missing():
    cells = UnreadableCells(columns())
    assert cells.removed(table(["cheap"], ["01.02.2024"]))["price"].isna().all()


def test_a_readable_table_is_not_changed():
    frame = pd.DataFrame({"price": [1, 2], "day": list(DAYS)})
    assert UnreadableCells(columns()).removed(frame).equals(frame)
