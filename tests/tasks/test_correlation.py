"""Correlations of codes with columns, and properties as columns."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import pearsonr, spearmanr

from autoencode.errors import InvalidDataError
from autoencode.tasks.correlation import as_columns, correlations, smallest_clear


def test_correlations_are_those_of_scipy_also_with_missing_values():
    rng = np.random.default_rng(0)
    codes, columns = rng.normal(size=(50, 2)), rng.integers(0, 5, (50, 3)).astype(float)
    columns[::7, 1] = np.nan
    pearson, spearman = correlations(codes, columns)
    for (unit, j), value in np.ndenumerate(pearson):
        is_known = ~np.isnan(columns[:, j])
        pair = codes[is_known, unit], columns[is_known, j]
        assert value == pytest.approx(pearsonr(*pair).statistic)
        assert spearman[unit, j] == pytest.approx(spearmanr(*pair).statistic)


def test_a_unit_correlates_with_itself_by_one_and_with_a_constant_not_at_all():
    codes = np.random.default_rng(0).normal(size=(30, 1))
    columns = np.column_stack([codes, -codes, np.exp(codes), np.full(30, 3.0)])
    pearson, spearman = correlations(codes, columns)
    assert pearson[0, :2] == pytest.approx([1, -1])
    assert spearman[0, :3] == pytest.approx([1, -1, 1])  # the exponential is monotone
    assert pearson[0, 2] < 0.99
    assert np.isnan(pearson[0, 3])
    assert np.isnan(spearman[0, 3])


@pytest.mark.parametrize("n_samples", [8, 20, 300])
def test_one_of_many_independent_correlations_is_rarely_above_the_bound(n_samples):
    rng = np.random.default_rng(0)
    bound, n_above = smallest_clear(n_samples, 20), 0
    for _ in range(300):
        heavy = rng.lognormal(sigma=1.5, size=(n_samples, 12))
        _, spearman = correlations(heavy[:, :2], heavy[:, 2:])
        n_above += np.abs(spearman).max() > bound
    assert 1 <= n_above <= 30  # 5 % of 300 is 15; the limits are 4 deviations away


def test_the_bound_is_that_of_printed_tables_and_1_if_no_correlation_can_be_clear():
    tables = {20: 0.447, 30: 0.362, 100: 0.197}  # two-sided 5 %, one pair
    for n_samples, bound in tables.items():
        assert smallest_clear(n_samples, 1) == pytest.approx(bound, abs=0.003)
    # Equal or opposite ranks have a probability of 2 / 6!, of one among 20 of 5.6 %.
    assert smallest_clear(6, 20) == 1.0
    assert smallest_clear(4, 1) == 1.0


@pytest.mark.parametrize("n_samples", [5, 6, 7, 8])
def test_the_bound_of_few_samples_is_exact(n_samples):
    orders = np.array(list(permutations(range(n_samples)))).T.astype(float)
    _, spearman = correlations(np.arange(float(n_samples))[:, None], orders)
    for n_pairs in (1, 2, 20):
        bound, level = smallest_clear(n_samples, n_pairs), 0.05 / n_pairs
        assert (np.abs(spearman) > bound).mean() <= level
        assert (np.abs(spearman) > bound - 0.001).mean() > level


def test_categories_become_columns_of_0_and_1():
    frame = pd.DataFrame(
        {
            "kind": ["a", "b", "c", None],
            "is_old": [True, False, True, True],
            "two": ["x", "y", "x", "y"],
            "count": pd.array([1, None, 3, 4], dtype="Int64"),
            "day": pd.to_datetime(["2020-01-01", "2020-01-03", None, "2020-01-02"]),
        }
    )
    columns = as_columns(frame, 4)
    names = ["kind=a", "kind=b", "kind=c", "is_old", "two=y", "count", "day"]
    assert list(columns) == names
    assert columns["kind=b"].tolist()[:3] == [0, 1, 0]
    assert np.isnan(columns["kind=b"][3])
    assert np.isnan(columns["count"][1])
    assert columns["day"][1] - columns["day"][0] == 2
    assert np.isnan(columns["day"][2])


@pytest.mark.parametrize("kind", ["UTC", "Python", "early"])
def test_dates_of_any_kind_become_days(kind):
    days = pd.date_range("2000-01-01", periods=3)
    dates = {
        "UTC": days.tz_localize("UTC").insert(3, None),
        "Python": [*(day.date() for day in days), None],
        "early": np.array(["1500-01-01", "1500-01-02", "1500-01-03", "NaT"], "M8[D]"),
    }[kind]
    column = as_columns({"day": dates}, 4)["day"]
    first = -171664 if kind == "early" else 10957
    np.testing.assert_array_equal(column, [first, first + 1, first + 2, np.nan])


def test_only_the_most_frequent_categories_are_kept():
    values = [f"c{number}" for number in range(30) for _ in range(number + 1)]
    columns = as_columns({"x": values}, len(values))
    assert len(columns) == 20
    assert "x=c29" in columns
    assert "x=c3" not in columns


def test_bad_properties_are_refused():
    with pytest.raises(InvalidDataError, match="'a' must have one value for each"):
        as_columns({"a": [1, 2]}, 3)
    with pytest.raises(InvalidDataError, match="data frame, or a dict"):
        as_columns([1, 2, 3], 3)
