"""Values of points: cells as they are, labels as classes, dates as dates."""

import datetime as dt
import io
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow.parquet
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from runs import run_of

from autoencode.data.dataset import Dataset
from autoencode.explorer.selection import export, summary
from autoencode.plots.codes import _points
from autoencode.report.points import map_data
from autoencode.scenes.colors import colorings
from autoencode.scenes.rows import cell_value, plain_number
from autoencode.scenes.scene import Scene
from autoencode.scenes.values import categories_of, column_values, label_values

DAY = 86_400
EXACT = [80494.0, 65125.0, 2001.25, 12345.67, 98765.5, 123456792.0, 1234567.89]


@pytest.mark.parametrize("value", [*EXACT, 0.1234567, -1e-9, 2.0**53])
def test_a_cell_is_shown_as_it_is(value):
    assert plain_number(value) == value
    assert cell_value(np.float64(value)) == value


def test_more_digits_than_seven_are_rounded_but_none_of_the_whole_part():
    assert plain_number(0.123456789) == 0.1234568
    assert plain_number(123456.78912) == 123456.79
    assert cell_value(2**53 + 1) == str(2**53 + 1)  # a browser would round it


def test_the_report_holds_the_cells_of_a_table_as_they_are():
    X = np.resize(EXACT, (30, 7)) * (1 + np.arange(30)[:, None] % 2)
    run, _ = run_of("autoencoder", np.random.default_rng(0).normal(size=(30, 7)))
    data = map_data(run, Dataset(name="x", X=X, source=""), "x")
    rows = [int(title.split()[1]) for title in data["titles"]]
    assert data["samples"] == np.round(X[rows], 2).tolist()


def table_of(**columns):
    """The scene of an autoencoder of three numbers, and a table to show of its rows."""
    run, dataset = run_of("autoencoder", np.random.default_rng(0).normal(size=(20, 3)))
    scene = Scene(run, replace(dataset, label_name="even"), "x")
    frame = pd.DataFrame(columns)
    scene.dataset = replace(scene.dataset, X=frame)
    scene.rows.X, scene.rows.names = frame, list(frame)
    scene.colorings = colorings(
        run, scene.dataset, scene.rows, scene.codes, scene.names
    )
    return scene


def test_dates_are_shown_as_dates_wherever_a_colour_is():
    days = pd.date_range("2020-01-01", periods=20, freq="10D")
    scene = table_of(since=days)
    number = [each.name for each in scene.colorings].index("column since")
    values = scene.values(number)
    assert values.unit == "date"
    assert_array_equal(np.diff(values.values), 10 * DAY)
    assert ["column since", "2020-01-11"] in scene.sample(1)["facts"]
    found = summary(scene, np.array([0, 1, 2]), number)
    assert found["values"] == {"selected": "2020-01-11", "all": "2020-04-05"}
    (marking,) = found["columns"]
    assert marking["mean"] == "2020-01-11"
    assert marking["others"] == "2020-04-20"


@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_times_of_one_day_differ(zone):
    times = pd.date_range("2020-03-01 08:00", periods=4, freq="h", tz=zone)
    values = column_values(pd.DataFrame({"at": times}), 0)
    assert_array_equal(np.diff(values.values), 3600)
    assert values.of_row(1) == "2020-03-01 09:00:00"  # on the wall


def test_durations_are_seconds_and_dates_of_python_are_dates():
    waits = pd.to_timedelta([1, None, 90], unit="s")
    values = column_values(pd.DataFrame({"wait": waits}), 0)
    assert (values.unit, values.categories) == ("s", None)
    assert_array_equal(values.values, [1, np.nan, 90])
    assert values.of_row(2) == "90\N{NO-BREAK SPACE}s"
    assert values.of_row(1) is None
    days = pd.DataFrame({"day": [dt.date(2020, 1, 1), None, dt.date(2020, 1, 3)]})
    values = column_values(days, 0)
    assert (values.of_row(0), values.of_row(1)) == ("2020-01-01", None)


@pytest.mark.parametrize(
    ("y", "names"),
    [
        (np.array([2, 0, 11, 4] * 5), ["0", "2", "4", "11"]),
        (np.array([2.0, np.nan, 11, 4] * 5), ["2", "4", "11"]),
        (np.array([True, False] * 10), ["False", "True"]),
        (np.array(["b", "a"] * 10), ["a", "b"]),
        (np.array([1.5, 2] * 10), None),
        (np.arange(31), None),  # too many to be classes
        (np.arange("2020-01", "2021-01", dtype="datetime64[M]"), None),
    ],
)
def test_labels_are_classes_where_the_pictures_have_classes(y, names):
    values = label_values(y)
    assert values.categories == names
    if y.dtype.kind == "M":
        assert values.of_row(1) == "2020-02-01"
    else:
        points = _points(np.zeros((len(y), 2)), y, None, 2)
        assert points.classes == names
    if y.dtype.kind == "f" and names:
        assert values.values[1] == -1  # missing


def test_whole_numbers_of_labels_have_the_colours_of_the_pictures():
    y = np.array([10, 9, 1, 2])
    points = _points(np.arange(4.0)[:, None].repeat(2, axis=1), y, None, 2)
    rows = points.X[:, 0].astype(int)  # drawn in random order
    assert_array_equal(label_values(y).values[rows], points.values)


def test_classes_without_a_name_are_named_by_their_number():
    values = label_values(np.array([0, 3, -1, 1, -2]), ("a", "b"))
    assert [values.of_row(row) for row in range(5)] == ["a", "3", None, "b", "-2"]
    several = label_values(np.array([[0, 1], [0, 0]], dtype=np.uint8))
    assert [several.of_row(row) for row in range(2)] == ["1", None]


def test_categories_are_sorted_as_numbers_and_grouped_by_their_text():
    assert categories_of([11, 4, 0, 1]).categories == ["0", "1", "4", "11"]
    mixed = categories_of(np.array([1, "1", 2.0, "b", None], dtype=object))
    assert mixed.categories == ["1", "2", "b"]
    assert_array_equal(mixed.values, [0, 0, 1, 2, -1])


def test_rare_categories_are_merged():
    texts = [f"c{n % 61}" for n in range(121)]  # c60 is the only one that comes once
    values = categories_of(texts)
    assert values.categories[-1] == "others"
    assert values.of_row(60) == "others"
    assert len(values.categories) == 61


def test_colours_of_the_same_name_are_told_apart():
    scene = table_of(even=np.arange(20), x=np.arange(20))
    scene.dataset = replace(scene.dataset, label_name="column even")
    found = colorings(scene.run, scene.dataset, scene.rows, scene.codes, scene.names)
    names = [each.name for each in found]
    assert len(set(names)) == len(names)
    assert {"column even", "column even (2)"} < set(names)


def exported(scene, rows=(3, 7)):
    content = export(scene, np.array(rows), "parquet")
    return pyarrow.parquet.read_table(io.BytesIO(content)).to_pandas()


def test_an_export_has_the_values_of_the_data():
    X = np.random.default_rng(0).normal(size=(20, 3))
    run, dataset = run_of("autoencoder", X)
    own = X * 1e8 + 0.25
    labels = np.arange(20) * 1.1 + 123456789
    dataset = replace(dataset, X=own, y=labels, class_names=None)
    scene = Scene(run, dataset, "x")
    frame = exported(scene)
    assert_array_equal(frame[["0", "1", "2"]], own[[3, 7]])
    assert_array_equal(frame["parity"], labels[[3, 7]])


def test_an_export_has_all_classes_of_a_sample():
    X = np.random.default_rng(0).normal(size=(20, 3))
    run, dataset = run_of("autoencoder", X)
    y = np.zeros((20, 3), np.uint8)
    y[3] = [1, 0, 1]
    dataset = replace(dataset, y=y, class_names=("gold", "oil", "grain"))
    labels = exported(Scene(run, dataset, "x"))["parity"]
    assert labels.fillna("none").tolist() == ["gold; grain", "none"]


def test_an_export_keeps_columns_whose_name_is_taken():
    scene = table_of(row=np.arange(20) * 10, even=np.arange(20) / 4, x=np.arange(20))
    unit = scene.names[0]
    frame = scene.dataset.X.rename(columns={"x": unit})
    scene.dataset = replace(scene.dataset, X=frame)
    scene.rows.names = list(frame)
    found = exported(scene)
    assert found["row"].tolist() == [3, 7]
    assert found["row (data)"].tolist() == [30, 70]
    assert found["even"].tolist() == ["odd", "odd"]
    assert found["even (data)"].tolist() == [0.75, 1.75]
    assert_allclose(found[unit], scene.codes[[3, 7], 0])
    assert found[f"{unit} (data)"].tolist() == [3, 7]
