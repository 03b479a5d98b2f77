"""Columns of text that may hold dates or numbers, and formats that a user gives."""

import pandas as pd

from autoencode.data.column_guesses import guess_columns
from autoencode.data.column_types import describe_dates
from autoencode.data.mixed import TableTransformer


def seeds():
    """Return a format in the first line, then a cell a line."""
    return [
        b"%d.%m.%Y\n01.02.2020\n31.12.1999\n\n",
        b"\n2020-01-31T10:00:00+02:00\n2020-02-30\n",
        b"%Y%m%d\n20200131\n20201301\n",
        b"%H:%M\n10:00\n25:00\n1/2/03\nJan 5, 2020\n",
        b"%Y-%m-%d %H:%M:%S.%f %z\n2020-01-01 00:00:00.5 +0000\n",
        "\n1.234,5\n12 %\n00123\nNaN\n٣\n".encode(),
    ]


def read(content):
    """Guess the type of the cells, then read them as dates in the format."""
    form, *cells = content.decode("utf-8", "replace").split("\n")
    column = pd.Series([cell or None for cell in cells], name="a", dtype=object)
    if not len(column):
        return
    guesses = guess_columns([pd.DataFrame({"a": column, "b": range(len(column))})])
    frame = guesses.parts[0]
    TableTransformer(
        numeric=tuple(guesses.numeric), dates=dict(guesses.dates)
    ).fit_transform(frame)
    describe_dates(column, form)
