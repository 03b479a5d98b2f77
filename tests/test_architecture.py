"""Imports go down the floors and form no circle; files and functions stay small."""

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import autoencode

ROOT = Path(autoencode.__file__).parent
FLOORS = [  # bottom first; names on the same line do not import each other
    {"errors", "locks", "warning_filters"},
    {"remote"},
    {"arguments", "arrays", "class_labels", "files", "formats", "machine", "params"},
    {"constructors", "losses", "metrics", "nn", "regularizers", "words"},
    {"training"},
    {"data", "models"},
    {"tasks"},
    {"estimators"},
    {"plots", "storage"},
    {"methods", "scenes", "web"},
    {"report", "sweeps"},
    {"cluster", "comparisons", "explorer", "export", "recipes", "serve"},
    {"cli"},
    {"__main__"},
]
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}
FILES = sorted(ROOT.rglob("*.py"))


def name_of(path):
    return str(path.relative_to(ROOT))


@cache
def tree_of(path):
    return ast.parse(path.read_text())


@cache
def imported_names(path):
    """Every name imported from the package, at whatever place in the file."""
    found = []
    for node in ast.walk(tree_of(path)):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        found += (name for name in names if f"{name}.".startswith("autoencode."))
    return found


def imported_units(path):
    """The units imported from; "" stands for the package itself."""
    units = {f"{name}.".split(".")[1] for name in imported_names(path)}
    return {unit if unit in FLOOR else "" for unit in units}


def imported_files(path):
    """The files that define what a file imports.

    Of a package that is its ``__init__.py`` only for the names defined there; that
    importing a submodule runs this file too does not count.
    """
    for name in imported_names(path):
        place = ROOT.joinpath(*name.split(".")[1:])
        for found in (place, place.parent):  # a module, or a name in one
            file = found.with_suffix(".py")
            file = file if file.exists() else found / "__init__.py"
            if file.exists():
                yield file
                break


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_go_down(path):
    unit = path.relative_to(ROOT).parts[0].removesuffix(".py")
    units = imported_units(path)
    assert "" not in units, "import from the defining file, not from the package"
    if unit != "__init__":
        too_high = {u for u in units - {unit} if FLOOR[u] >= FLOOR[unit]}
        assert not too_high, f"{unit} (floor {FLOOR[unit]}) must not import {too_high}"


def test_files_do_not_import_each_other_in_a_circle():
    # Imports for types and imports within functions count too.
    graph = {path: set(imported_files(path)) for path in FILES}
    TopologicalSorter(graph).prepare()  # CycleError names the files of a circle


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_can_be_read_in_one_sitting(path):
    text = path.read_text()
    assert text.count("\n") <= 400
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = body[-1].end_lineno - body[0].lineno + 1 if body else 0
            assert length <= 50, f"{node.name} has {length} lines"


def test_every_unit_has_a_floor():
    units = {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in FILES}
    assert units - {"__init__"} <= set(FLOOR)
