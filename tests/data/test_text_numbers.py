"""Columns that are text for a few cells, whose other cells are numbers."""

import io
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from autoencode.data import delimited, text_numbers
from autoencode.data.column_guesses import guess_columns
from autoencode.data.column_types import describe_column
from autoencode.data.frames import read_frame, read_frame_blocks
from autoencode.data.unreadable import UnreadableCells
from autoencode.errors import InvalidDataError

N = 30


def written(folder, cells, other="k.A.", others=None):
    """Write a table of two columns, with another cell in the first; return it."""
    cells = [*cells]
    cells[20] = other
    others = others or [f"{row % 7},5" for row in range(N)]
    lines = [";".join(row) for row in zip(cells, others, strict=True)]
    path = folder / "x.csv"
    path.write_text("\n".join(["a;b", *lines]) + "\n", encoding="utf-8")
    return path


def guessed(path):
    return guess_columns([read_frame(path)[0]])


@pytest.mark.filterwarnings("ignore:.*is read without its unit")
@pytest.mark.parametrize(
    ("form", "number"),
    [
        ("1.{}50,5", lambda row: 1050.5 + 100 * row),
        ("1.{}50", lambda row: 1050 + 100 * row),
        ("{},5", lambda row: row + 0.5),
        ("{} %", lambda row: row),
        ("€ {},5", lambda row: row + 0.5),
        ("\u2212{},5", lambda row: -row - 0.5),
    ],
)
def test_one_other_cell_does_not_change_how_numbers_are_read(tmp_path, form, number):
    numbers = [row * row % 9 for row in range(N)]
    path = written(tmp_path, map(form.format, numbers))
    guesses = guessed(path)
    expected = [*map(number, numbers)]
    expected[20] = np.nan
    np.testing.assert_array_equal(guesses.parts[0]["a"], expected)
    assert guesses.numeric == ["a"]
    assert "no numbers in 1 cell, such as 'k.A.' in row 20" in guesses.lines[0]


@pytest.mark.parametrize("is_in_blocks", [False, True])
def test_numbers_of_later_files_are_read_as_written_there(
    tmp_path, monkeypatch, is_in_blocks
):
    monkeypatch.setattr(delimited, "BLOCK_SIZE", 100)  # less than the file
    path = written(tmp_path, [f"1.{row % 9}50" for row in range(N)])
    columns = [describe_column(guessed(path).parts[0]["a"], False)]
    cells = UnreadableCells(columns)
    blocks = read_frame_blocks(path) if is_in_blocks else [read_frame(path)]
    numbers = np.concatenate([cells.removed(frame)["a"] for frame, _ in blocks])
    expected = [1050.0 + 100 * (row % 9) for row in range(N)]
    expected[20] = np.nan
    np.testing.assert_array_equal(numbers, expected)
    (line,) = cells.lines()
    assert "'k.A.' in row 20" in line


def test_a_column_with_points_in_a_file_of_decimal_commas_has_decimals(tmp_path):
    path = written(tmp_path, [f"{row % 9}.25" for row in range(N)])
    assert guessed(path).parts[0]["a"][:3].tolist() == [0.25, 1.25, 2.25]


def test_a_test_file_is_read_by_its_own_conventions(tmp_path):
    path = written(tmp_path, [f"1.{row % 9}50,5" for row in range(N)])
    (tmp_path / "other").mkdir()
    english = [f"{row % 7}.5" for row in range(N)]
    other = [f"1,{row % 9}50.5" for row in range(N)]
    other = written(tmp_path / "other", other, others=english)
    guesses = guess_columns([read_frame(path)[0], read_frame(other)[0]])
    first, second = (part["a"].tolist() for part in guesses.parts)
    assert first[:2] == second[:2] == [1050.5, 1150.5]


def test_marks_of_missing_cells_do_not_make_numbers_categories(tmp_path):
    cells = ["-" if row % 3 else f"{row % 7},5" for row in range(N)]
    path = written(tmp_path, cells)
    guesses = guessed(path)
    assert guesses.numeric == ["a"]
    assert "no numbers in 1 cell, such as 'k.A.' in row 20" in guesses.lines[0]
    cells = UnreadableCells([describe_column(guesses.parts[0]["a"], False)])
    read = cells.removed(read_frame(path)[0])["a"]
    np.testing.assert_array_equal(read, guesses.parts[0]["a"])
    assert "finite numbers in 1 cell, such as 'k.A.' in row 20" in cells.lines()[0]


def test_marks_of_missing_cells_do_not_make_dates_categories(tmp_path):
    cells = ["-" if row % 3 else f"{row % 9 + 1:02}.12.2024" for row in range(N)]
    guesses = guessed(written(tmp_path, cells))
    assert guesses.dates == {"a": "%d.%m.%Y"}
    assert guesses.parts[0]["a"].isna().sum() == N - N // 3
    assert "no dates like %d.%m.%Y in 1 cell, such as 'k.A.'" in guesses.lines[1]


def test_text_with_fewer_numbers_is_left_as_it_is(tmp_path):
    cells = [f"{row % 4},5" if row % 3 else "low" for row in range(N)]
    guesses = guessed(written(tmp_path, cells))
    assert guesses.numeric == []
    assert guesses.parts[0]["a"].tolist()[:2] == ["low", "1,5"]


def test_long_text_is_not_converted_as_a_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(text_numbers, "N_SAMPLED", 5)
    seen, plain_numbers = [], text_numbers.plain_numbers

    def counted(cells, convention):
        seen.append(len(cells))
        return plain_numbers(cells, convention)

    monkeypatch.setattr(text_numbers, "plain_numbers", counted)
    assert guessed(written(tmp_path, ["low", "high"] * (N // 2))).numeric == []
    assert seen == [5]
    marks = ["-" if row % 7 in (0, 1) else f"{row % 9},5" for row in range(N)]
    assert guessed(written(tmp_path, marks)).numeric == ["a"]
    assert seen == [5, 5, N]


def test_several_units_are_refused_only_among_numbers(tmp_path):
    cells = [f"{row % 3} {'€' if row % 2 else '$'}" for row in range(N)]
    with pytest.raises(InvalidDataError, match="several units"):
        guessed(written(tmp_path, cells))
    cells = [cell if row % 3 else "free" for row, cell in enumerate(cells)]
    assert guessed(written(tmp_path, cells)).numeric == []


def test_units_of_later_files_are_reported_once_and_compared(tmp_path):
    path = written(tmp_path, [f"{row % 9} %" for row in range(N)])
    frame = read_frame(path)[0]
    cells = UnreadableCells([describe_column(pd.Series([1.5, 2], name="a"), False)])
    cells.removed(frame[:15])
    cells.removed(frame[15:])
    with pytest.warns(UserWarning, match="'0 %' is read without its unit") as caught:
        cells.lines()
    assert len(caught) == 1
    with pytest.raises(InvalidDataError, match="several units"):
        cells.removed(read_frame(written(tmp_path, ["5 €"] * N))[0])


def test_standard_input_is_named_in_messages(tmp_path, monkeypatch):
    cells = [f"{row % 3} %" for row in range(N)]
    content = io.BytesIO(written(tmp_path, cells).read_bytes())
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=content))
    with pytest.warns(UserWarning, match="Column 'a' in standard input: '0 %' is read"):
        guessed("-")


def test_numbers_in_parentheses_alone_are_labels(tmp_path):
    assert guessed(written(tmp_path, ["(1)", "(2)"] * 15)).numeric == []
