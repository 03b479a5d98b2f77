"""Which columns of a table a model can use."""

import numpy as np
import pandas as pd

from autoencode.data.suitable import suitable_columns


def columns(**given):
    """Return the suitable columns of a table of 40 rows."""
    return suitable_columns(pd.DataFrame(given), [])


def test_columns_that_identify_rows_are_left_out():
    rng = np.random.default_rng(0)
    table = columns(
        code=[f"A{row}" for row in range(40)],
        counter=np.arange(100, 140),
        customer_id=rng.permutation(10**6)[:40],
        income=rng.permutation(10**6)[:40],  # all different, by chance
        town=["Oslo", "Rome"] * 20,
    )
    assert list(table.frame) == ["income", "town"]
    assert list(table.others) == ["code", "counter", "customer_id"]
    assert "'code', 'counter', 'customer_id'" in table.notes[0]


def test_almost_empty_columns_are_left_out():
    table = columns(a=np.arange(40.0), b=[1.0, 2.0] + [None] * 38)
    assert list(table.frame) == ["a"]
    assert "almost no values: 'b'" in table.notes[0]
    assert table.is_numeric


def test_text_that_is_nearly_always_a_number_is_read_as_numbers():
    price = [f"{row}.5" for row in range(40)]
    price[7] = "5x"
    table = columns(price=price)
    assert table.numeric == ["price"]
    assert pd.isna(table.frame["price"][7])
    assert "no numbers in 1 cell, such as '5x' in row 7" in table.notes[0]


def test_text_that_is_nearly_always_a_date_is_read_as_dates():
    days = pd.date_range("2024-01-05", periods=40)
    text = [*days.strftime("%d.%m.%Y")]
    text[3] = "31.02.2024"
    table = columns(day=text)
    assert table.dates == {"day": "%d.%m.%Y"}
    assert pd.isna(table.frame["day"][3])
    assert "'31.02.2024' in row 3" in table.notes[0]


def test_infinity_counts_as_missing():
    table = columns(a=[np.inf, *np.arange(39.0)])
    assert pd.isna(table.frame["a"][0])
    assert not table.is_numeric
