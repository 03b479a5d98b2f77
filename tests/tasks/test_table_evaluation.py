"""The evaluation of a mixed table, as it is written."""

import json

import numpy as np
import pandas as pd
import pytest

from autoencode import MixedAutoencoder, TableAutoencoder
from autoencode.arrays import standard_error
from autoencode.data.column_types import describe_column
from autoencode.tasks.column_scores import (
    ColumnScore,
    score_column,
)
from autoencode.tasks.table_evaluation import TableEvaluation

VALUES = np.arange(1.0, 41.0)


def evaluated(fitted, truth, guess):
    """The evaluation of one column, whose hidden cells are guessed by the mean."""
    fitted, truth, guess = (
        pd.Series(values, name="income") for values in (fitted, truth, guess)
    )
    column = describe_column(fitted, False)
    simple = pd.Series([column.mean] * len(truth))
    if column.type == "date":
        simple = pd.to_datetime(simple, unit="s")
    scores = [score_column(column, truth, each) for each in (guess, simple)]
    return TableEvaluation(*([score] for score in scores))


def test_shares_of_variance_are_percentages():
    evaluation = evaluated(VALUES, VALUES, VALUES + 1)
    assert evaluation.table()[1] == [["income", "variance", "99.2 %", "0.0 %", "0.0 %"]]
    assert evaluation.notes == []


@pytest.mark.parametrize("step", [1, 1000])
def test_errors_far_above_the_variance_are_written_in_its_units(step):
    fitted = [*VALUES, step * 40_000]
    evaluation = evaluated(fitted, VALUES, VALUES + 100)
    cells = evaluation.table()[1][0]
    variance = VALUES.var()
    mean = np.mean(fitted)
    expected = np.square(VALUES - mean).mean() / variance
    assert cells[2] == f"× {10_000 / variance:,.0f}"
    assert cells[3] == cells[4] == f"× {expected:,.0f}"
    first, second = evaluation.notes
    assert first == "× n is a squared error of n times the variance."
    assert "Column 'income' has values far from the others" in second
    assert "The median error is 100, " in second
    assert "distance from the median is 10." in second
    json.dumps(evaluation.to_json(), allow_nan=False)


def test_a_high_share_that_one_value_explains_has_a_note():
    truth = np.array([*VALUES, 1e9])
    evaluation = evaluated(truth, truth, truth + 1000)
    assert evaluation.table()[1][0][2] == "100.0 %"
    (note,) = evaluation.notes
    assert "The median error is 1e+03, " in note


def test_notes_on_many_columns_are_one():
    parts = [evaluated([*VALUES, 40_000], VALUES, VALUES + 100) for _ in range(5)]
    scores, hidden = (
        [
            getattr(each, name)[0]._replace(column=f"c{j}")
            for j, each in enumerate(parts)
        ]
        for name in ("scores", "hidden")
    )
    _, *notes = TableEvaluation(scores, hidden).notes
    assert len(notes) == 1
    assert notes[0].startswith("5 columns have values far from the others")
    assert "'c0', 'c1', 'c2' and 2 more" in notes[0]
    _, *notes = TableEvaluation(scores[:3], hidden[:3]).notes
    assert len(notes) == 3


def test_errors_of_dates_are_days_or_seconds():
    days = pd.date_range("2024-01-01", periods=40)
    fitted = [*days, pd.Timestamp("2190-01-01")]
    evaluation = evaluated(fitted, days, days + pd.Timedelta("90s"))
    note = evaluation.notes[-1]
    assert "The median error is 90 s, and " in note
    assert "distance from the median is 10 days." in note


def test_categories_that_were_not_in_the_fit_are_warned_of_once():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"a": rng.normal(size=40), "b": ["x", "y"] * 20})
    network = MixedAutoencoder(n_components=1, max_epochs=1)
    model = TableAutoencoder(autoencoder=network, random_state=0).fit(frame)
    with pytest.warns(UserWarning, match="not in the fit") as caught:
        TableEvaluation.of(model, frame.replace("y", "z"))
    assert ["('z'; 20 in all)" in str(each.message) for each in caught] == [True]


def test_columns_of_noise_are_imputed_no_better_than_by_the_mean():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(120, 6)), columns=list("abcdef"))
    frame["g"] = frame["a"] + 0.01 * rng.normal(size=120)
    network = MixedAutoencoder(n_components=2, max_epochs=60)
    model = TableAutoencoder(autoencoder=network, random_state=0).fit(frame[:60])
    found = TableEvaluation.of(model, frame[60:], frame[:60])
    assert {"b", "c", "d", "e", "f"} <= set(found.no_better)
    n_better = len(found.hidden) - len(found.no_better)
    assert f"in {n_better} of 7 columns" in found.verdict()
    assert found.n_better_than_pca + found.n_worse_than_pca < 4


def test_a_difference_counts_from_two_standard_errors():
    score = ColumnScore("age", "accuracy", 0.7, 0.5, 40)
    for error, n_better in ((0.09, 1), (0.11, 0), (np.nan, 0)):
        errors = {"age": error}
        found = TableEvaluation([score], [score], simple_errors=errors)
        assert f"category in {n_better} of 1 columns" in found.verdict()
        json.dumps(found.to_json(), allow_nan=False)


def test_the_standard_error_is_that_of_the_same_cells():
    rng = np.random.default_rng(0)
    noise = rng.normal(size=100)
    same = standard_error(noise - (noise - 0.5))
    assert same == pytest.approx(0, abs=1e-12)
    other = standard_error(noise - rng.normal(size=100))
    assert other == pytest.approx(np.sqrt(2 / 100), rel=0.2)
    assert np.isnan(standard_error(noise[:1] - noise[:1]))
