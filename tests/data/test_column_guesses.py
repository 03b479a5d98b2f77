"""Which columns of a table a model can use, and how they are read."""

import numpy as np
import pandas as pd

from autoencode.data.column_guesses import guess_columns


def columns(**given):
    """Return the guesses about a table of 40 rows."""
    return guess_columns([pd.DataFrame(given)])


def test_columns_that_identify_rows_are_left_out():
    rng = np.random.default_rng(0)
    table = columns(
        code=[f"A{row}" for row in range(40)],
        counter=np.arange(100, 140),
        customer_id=rng.permutation(10**6)[:40],
        income=rng.permutation(10**6)[:40],  # all different, by chance
        town=["Oslo", "Rome"] * 20,
    )
    assert list(table.parts[0]) == ["income", "town"]
    assert table.left_out == ["code", "counter", "customer_id"]
    assert "'code', 'counter', 'customer_id'" in table.lines[-1]


def test_almost_empty_columns_are_left_out():
    table = columns(a=np.arange(40.0), b=[1.0, 2.0] + [None] * 38)
    assert list(table.parts[0]) == ["a"]
    assert "almost no values: 'b'" in table.lines[-1]
    assert table.are_numbers


def test_text_that_is_nearly_always_a_number_is_read_as_numbers():
    price = [f"{row}.5" for row in range(40)]
    price[7] = "5x"
    table = columns(price=price)
    assert table.numeric == ["price"]
    assert pd.isna(table.parts[0]["price"][7])
    assert "no numbers in 1 cell, such as '5x' in row 7" in table.lines[-1]


def test_text_that_is_nearly_always_a_date_is_read_as_dates():
    days = pd.date_range("2024-01-05", periods=40)
    text = [*days.strftime("%d.%m.%Y")]
    text[3] = "31.02.2024"
    table = columns(day=text)
    assert table.dates == {"day": "%d.%m.%Y"}
    assert pd.isna(table.parts[0]["day"][3])
    assert "'31.02.2024' in row 3" in table.lines[-1]


def test_infinity_counts_as_missing():
    table = columns(a=[np.inf, *np.arange(39.0)])
    assert pd.isna(table.parts[0]["a"][0])
    assert not table.are_numbers


def test_codes_of_digits_stay_text():
    code = ["00123", "00124"] * 20
    code[3] = "12x"
    assert columns(code=code).numeric == []
    table = columns(code=["123", "124"] * 20)  # text in a Parquet file
    assert table.numeric == ["code"]


def test_formats_that_are_not_listed_are_guessed():
    times = pd.date_range("2024-01-05", periods=40, tz="Europe/Oslo", freq="h")
    table = columns(time=[time.isoformat() for time in times])
    assert table.dates == {"time": "%Y-%m-%dT%H:%M:%S%z"}


def test_all_parts_decide_about_types_and_the_first_about_use():
    first = pd.DataFrame(
        {"day": ["01/02/2024"] * 30, "size": [str(j % 7) for j in range(30)]}
    )
    first["town"], first["note"] = "Oslo", None
    second = first.copy()
    second["day"], second["note"] = "01/31/2024", "seen"
    second.loc[4, "size"] = "big"
    second["town"] = [f"town {row}" for row in range(30)]
    table = guess_columns([first, second])
    assert table.dates == {"day": "%m/%d/%Y"}  # not in doubt, given the second part
    assert table.numeric == ["size"]
    assert table.left_out == ["note"]
    assert list(table.parts[1]) == ["day", "size", "town"]
    assert table.parts[1]["size"].isna().sum() == 1
    assert "'big' in row 4" in "".join(table.lines)
    assert first["size"].notna().all()  # the given parts are unchanged
    assert second["size"].notna().all()


def test_a_given_type_is_kept():
    frame = pd.DataFrame({"year": np.arange(1950, 1990), "b": np.arange(40) % 3})
    assert guess_columns([frame], advice=" --id {}").lines[0].endswith(" --id year")
    assert guess_columns([frame], ["year"]).left_out == []


def test_few_rows_need_not_be_complete():
    frame = pd.DataFrame({"a": [1.0, None, 2.0, 4.0], "b": [None, None, None, 1.0]})
    assert guess_columns([frame]).left_out == ["b"]


def test_a_row_number_with_a_cell_of_text_identifies_rows():
    number = [str(row) for row in range(1, 41)]
    number[-1] = "Total"
    price = [f"{row}.5" for row in range(40)]
    price[7] = "5x"
    table = columns(number=number, price=price)
    assert table.left_out == ["number"]
    assert table.numeric == ["price"]
    frame = pd.DataFrame({"number": number, "price": price})
    assert guess_columns([frame], ["number"]).left_out == []
