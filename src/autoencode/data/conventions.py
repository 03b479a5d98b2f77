"""How numbers are written: decimal mark and thousands separator, found from cells.

A number may also have a unit, a percent sign or a currency, and a negative one may be
in parentheses, as in accounts: (1,234.50). pyarrow parses plain numbers and decimal
commas; columns of other numbers are text to it, and are converted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from autoencode.errors import InvalidDataError, warn

if TYPE_CHECKING:
    import pyarrow as pa

N_SAMPLED = 1000  # cells of a column that are looked at before all of them are
N_SINGLE = 50  # cells of a column of text that are looked at one by one


class Convention(NamedTuple):
    """A decimal mark, and a thousands separator or ""."""

    decimal: str
    thousands: str = ""


PLAIN, COMMA = Convention("."), Convention(",")
ENGLISH, CONTINENTAL = Convention(".", ","), Convention(",", ".")
# In order of preference where several fit. Between commas, a comma in quotes separates
# thousands; elsewhere it is a decimal mark.
WITH_COMMAS = (PLAIN, ENGLISH, COMMA, CONTINENTAL)
WITHOUT_COMMAS = (PLAIN, COMMA, ENGLISH, CONTINENTAL)
OTHERS = tuple(Convention(decimal, mark) for decimal in ".," for mark in " '")

SEPARATORS = {" ": "[ \u00a0\u202f]", "'": "['\u2019]", ",": "[,]", ".": "[.]"}
# A hyphen, or the minus sign of Unicode, which some languages and programs write.
MINUS = "[\u2212-]"
UNITS = "[$€£¥₹%‰]|USD|EUR|GBP|CHF"
UNIT_BEFORE, UNIT_AFTER = f"^({MINUS}?) ?({UNITS})\\s*", f"\\s*({UNITS})$"
# A negative number, the unit of which may be before or in the parentheses.
IN_PARENTHESES = f"^({UNITS})?\\s*\\(\\s*([^()\u2212-]*[0-9][^()]*?)\\s*\\)$"
WITH_UNIT = re.compile(rf"({MINUS}?) ?({UNITS})?\s*(.*?\d.*?)\s*({UNITS})?")
# Cells without a value in a column of numbers.
MISSING: tuple[str, ...] = (
    "",
    "?",
    "-",
    "--",
    "\u2013",
    ".",
    "NA",
    "N/A",
    "n/a",
    "#N/A",
    "#NA",
)
MISSING += ("NaN", "nan", "-nan", "NULL", "null", "None", "none", "<NA>")
MISSING += ("#DIV/0!", "#VALUE!", "#REF!", "#NUM!", "#NAME?")
MISSING_CELLS = frozenset(MISSING)
# Codes of digits, which numbers would not keep: 00123, +4930123456.
CODE, DIGITS = re.compile(r"0\d+|\+\d{6,}"), re.compile(r"\+?\d+")
MIN_CODE_DIGITS = 6
# pyarrow takes them for whole numbers; here they are text, as next to fractions.
HEXADECIMAL = r"^\s*0[xX][0-9a-fA-F]+\s*$"


@cache
def pattern(convention: Convention) -> str:
    """Return the regular expression of numbers, for Python and pyarrow."""
    decimal = re.escape(convention.decimal)
    sign = "[+\u2212-]?"
    whole = f"{sign}[0-9]+"
    if convention.thousands:
        separator = SEPARATORS[convention.thousands]
        whole = f"(?:{whole}|{MINUS}?[1-9][0-9]{{0,2}}(?:{separator}[0-9]{{3}})+)"
    exponent = f"(?:[eE]{sign}[0-9]+)?"
    return (
        rf"^(?:{whole}(?:{decimal}[0-9]*)?|{sign}{decimal}[0-9]+){exponent}$"
        if convention.decimal
        else rf"^{whole}$"
    )


@cache
def _compiled(convention: Convention) -> re.Pattern[str]:
    return re.compile(pattern(convention))


def without_unit(cell: str) -> tuple[str, str]:
    """Return a number without its percent sign or currency, and that."""
    match = WITH_UNIT.fullmatch(cell)
    if match is None or not (match[2] or match[4]):
        return cell, ""
    return match[1] + match[3], match[2] or match[4]


def without_parentheses(cell: str) -> str:
    """Return a negative number in parentheses with a minus sign; others unchanged."""
    return re.sub(IN_PARENTHESES, r"-\1\2", cell) if cell.endswith(")") else cell


def is_number(cell: str, convention: Convention) -> bool:
    """Whether a cell that is not empty is a number by a convention."""
    return _number(cell.strip(), convention) is not None


def _number(cell: str, convention: Convention) -> str | None:
    """Return a number without unit and parentheses; None if it is something else."""
    matches = _compiled(convention).match
    if matches(cell):
        return cell
    number = without_unit(without_parentheses(cell))[0]
    return number if matches(number) else None


def fits(cells: Iterable[str], convention: Convention) -> bool:
    """Whether all cells are numbers by a convention, at least one without parentheses.

    A column with nothing but numbers in parentheses is taken for labels: (1), (2).
    """
    found, lengths, has_decimals = False, set(), False
    for cell in cells:
        cell = cell.strip()
        if cell in MISSING_CELLS:
            continue
        number = _number(cell, convention)
        if number is None:
            return False
        found = found or not cell.endswith(")")
        if convention.thousands == " ":
            lengths.add(sum(map(str.isdigit, number)))
            has_decimals |= convention.decimal in number
    # Groups of digits of equal length are codes, such as telephone numbers.
    is_code = len(lengths) == 1 and min(lengths) >= MIN_CODE_DIGITS
    return found and not (is_code and not has_decimals)


def are_codes(cells: Iterable[str]) -> bool:
    """Whether cells are codes of digits, some of which numbers would not keep."""
    present = [cell for cell in (cell.strip() for cell in cells) if cell]
    return any(map(CODE.fullmatch, present)) and all(map(DIGITS.fullmatch, present))


def candidates(delimiter: str, decimal: str | None) -> list[Convention]:
    """Return the conventions of files with a delimiter, the preferred ones first."""
    ordered = (*(WITH_COMMAS if delimiter == "," else WITHOUT_COMMAS), *OTHERS)
    return [each for each in ordered if decimal in (None, each.decimal)]


def find_convention(
    columns: Iterable[Sequence[str]], possible: Sequence[Convention]
) -> tuple[Convention, str]:
    """Return the convention by which most columns are numbers.

    Parameters
    ----------
    columns : iterable of sequence of str
        Cells by column.

    possible : sequence of Convention
        The first one of equally good ones is taken.

    Returns
    -------
    Convention

    str
        A cell which another of them reads as a different number, or "" if there is no
        doubt.
    """
    votes = dict.fromkeys(possible, 0)
    single: dict[Convention, int] = dict.fromkeys(possible, 0)  # numbers among text
    doubtful: dict[Convention, str] = {}
    for cells in columns:
        is_plain, is_whole = _are_plain(cells)
        if is_whole:  # the same by all conventions
            continue
        is_text = True  # by all conventions
        for convention in possible:
            if is_plain and convention.decimal == PLAIN.decimal:
                votes[convention] += 1  # without thousands separators
                is_text = False
            elif fits(cells, convention):
                votes[convention] += 1
                is_text = False
                mark = convention.thousands
                seen = (cell for cell in cells if mark and mark in cell)
                doubtful.setdefault(convention, next(seen, ""))
        if is_text:
            for convention in possible:
                single[convention] += sum(
                    fits([c], convention) for c in cells[:N_SINGLE]
                )
    best = max(possible, key=lambda each: (votes[each], single[each]))
    doubt = next(
        (
            cell
            for each, cell in doubtful.items()
            if cell and each.thousands == best.decimal and votes[each] == votes[best]
        ),
        "",
    )
    return best, doubt


def _are_plain(cells: Sequence[str]) -> tuple[bool, bool]:
    """Whether all cells are plain numbers, and whether they are whole; quickly."""
    try:
        numbers = np.array([cell for cell in cells if cell], dtype=np.float64)
    except ValueError:
        return False, False
    return True, not len(numbers) or not any("." in cell for cell in cells)


def better_convention(
    table: pa.Table,
    names: Sequence[str],
    convention: Convention,
    possible: Sequence[Convention],
) -> Convention | None:
    """Return one by which more columns are numbers, or None.

    ``names`` are the columns of text of the table that may hold numbers; its columns of
    fractions are numbers by ``convention``.
    """
    columns = [_doubtful_cells(table.column(name), convention) for name in names]
    columns = [cells for cells in columns if any(fits(cells[:1], c) for c in possible)]
    if not columns:
        return None
    found = find_convention(columns, [convention, *possible])[0]
    if found == convention:
        return None
    n_found = sum(fits(cells, found) for cells in columns)
    return None if n_found <= _n_fractions(table, convention, found) else found


def _n_fractions(table: pa.Table, convention: Convention, other: Convention) -> int:
    """Return how many columns of numbers would be text by another decimal mark.

    1.234 would be the number 1234 where the other has such separators of thousands.
    """
    from pyarrow import types

    if other.decimal == convention.decimal:
        return 0
    unit = 1000 if other.thousands == convention.decimal else 1
    columns = [c for c in table.columns if types.is_floating(c.type)]
    values = [c.drop_null().to_numpy() * unit for c in columns]
    return sum(not _are_whole(each) for each in values)


def _are_whole(values: Any) -> bool:
    """Whether all numbers are whole, but for the rounding of, say, 1000 * 1.001."""
    whole = np.rint(values)
    return bool(np.allclose(values, whole, rtol=1e-12, atol=1e-9, equal_nan=True))


def _some_cells(column: pa.ChunkedArray) -> list[str]:
    """Return some cells of a column of text, from its start to its end."""
    n_cells = len(column)
    if n_cells > N_SAMPLED:
        rows = np.linspace(0, n_cells - 1, N_SAMPLED).astype(np.int64)
        column = column.take(rows)
    return [cell for cell in column.to_pylist() if cell]


def _doubtful_cells(column: pa.ChunkedArray, convention: Convention) -> list[str]:
    """Return some cells of a column of text, with those that keep it from numbers."""
    import pyarrow.compute as pc

    cells = _some_cells(column)
    if len(column) > N_SAMPLED and fits(cells, convention):
        is_number = pc.match_substring_regex(column, pattern(convention))
        others = column.filter(pc.invert(is_number)).slice(0, N_SAMPLED)
        cells += [cell for cell in others.to_pylist() if cell]
    return cells


def as_numbers(
    column: pa.ChunkedArray, convention: Convention, name: str, file: str
) -> pa.ChunkedArray | None:
    """Return a column of text as numbers, or None if a cell is something else.

    Raises
    ------
    InvalidDataError
        If its numbers have several units.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not fits(_some_cells(column), convention):
        return None
    cells = pc.utf8_trim_whitespace(column)
    is_missing = pc.is_in(cells, value_set=pa.array(MISSING))
    plain = plain_numbers(cells, convention)
    if not pc.all(pc.or_(plain.is_number, is_missing)).as_py():
        return None
    present = pc.if_else(is_missing, pa.scalar(None, pa.string()), plain.cells)
    for number_type in (pa.int64(), pa.float64()):
        try:
            numbers = pc.cast(present, number_type)
        except pa.ArrowInvalid:
            continue
        check_units(plain.units, name, file)
        return numbers
    return None


class PlainNumbers(NamedTuple):
    """Cells of a column of text, in which numbers are written as -1234.5."""

    cells: Any
    is_number: Any  # whether they are numbers; other cells are left as they are
    units: dict[str, str]  # of the numbers, each with the first cell that had it


def check_units(units: dict[str, str], name: str, file: str) -> None:
    """Warn if the numbers of a column had a unit, and raise if they had several.

    Raises
    ------
    InvalidDataError
    """
    cells = [*units.values()]
    if len(cells) > 1:
        raise InvalidDataError(
            f"Column {name!r} in {file} holds numbers with several units "
            f"({cells[0]!r}, {cells[1]!r}). Write them in one unit, or leave the "
            f"column out."
        )
    if cells:
        warn(f"Column {name!r} in {file}: {cells[0]!r} is read without its unit.")


def plain_numbers(cells: Any, convention: Convention) -> PlainNumbers:
    """Return trimmed cells without units, parentheses and separators of thousands."""
    import pyarrow.compute as pc

    is_number = pc.match_substring_regex(cells, pattern(convention))
    units: dict[str, str] = {}
    if not pc.all(is_number).as_py():
        signed = pc.replace_substring_regex(cells, IN_PARENTHESES, "-\\1\\2")
        bare = pc.replace_substring_regex(signed, UNIT_BEFORE, "\\1")
        bare = pc.replace_substring_regex(bare, UNIT_AFTER, "")
        is_bare = pc.match_substring_regex(bare, pattern(convention))
        has_unit = pc.and_(is_bare, pc.not_equal(bare, signed))
        for cell in pc.unique(cells.filter(has_unit)).to_pylist():
            units.setdefault(without_unit(without_parentheses(cell))[1], cell)
        cells = pc.if_else(is_bare, bare, cells)
        is_number = pc.or_(is_number, is_bare)
    plain = cells
    if convention.thousands:
        separator = SEPARATORS[convention.thousands]
        plain = pc.replace_substring_regex(plain, separator, "")
    if convention.decimal == ",":
        plain = pc.replace_substring(plain, ",", ".")
    plain = pc.replace_substring(plain, "\u2212", "-")
    return PlainNumbers(pc.if_else(is_number, plain, cells), is_number, units)
