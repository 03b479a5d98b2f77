"""Figures of anomalies, and of the columns of mixed tables."""

import numpy as np
import pytest
from PIL import Image

from autoencode.errors import InvalidDataError
from autoencode.plots.anomalies import (
    _bin_edges,
    error_maps,
    score_histogram,
    top_anomalies,
)
from autoencode.plots.canvas import save_figure
from autoencode.plots.tables import column_bars

REASON = ("temperature_$x$ of a bearing with a long name", 88.1, 41.2, 0.8)


def saved(figure, path):
    save_figure(figure, path)
    with Image.open(path) as image:
        return image.size


@pytest.mark.parametrize("n_scores", [1, 2, 5000])
@pytest.mark.parametrize("threshold", [-3.0, 0.0, 50.0])
def test_scores_of_any_number_are_drawn_with_any_threshold(
    tmp_path, n_scores, threshold
):
    scores = np.random.default_rng(0).normal(size=n_scores)
    figure = score_histogram({"rows": scores, "none": []}, threshold)
    assert saved(figure, tmp_path / "scores.png")[0] > 400


def test_the_share_above_the_threshold_is_shown():
    figure = score_histogram({"rows": [0, 0, 0, 9]}, 5.0)
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert texts == [" threshold 5: 25 % above"]


def test_constant_and_extreme_scores_are_drawn(tmp_path):
    for values in ([1.0] * 9, [0.0, 1e9], [-1e9, 0.0]):
        saved(score_histogram({"rows": values}, 2.0), tmp_path / "scores.png")


def bars_above(scores, threshold):
    """Percentage of the first set in bars that are right of the threshold."""
    edges = _bin_edges([np.asarray(each, float) for each in scores], threshold)
    counts, _ = np.histogram(np.clip(scores[0], edges[0], edges[-1]), edges)
    return 100 * counts[edges[:-1] >= threshold].sum() / len(scores[0])


@pytest.mark.parametrize("center", [-9.0, 0.0, 2.5, 99.0])
def test_bars_of_anomalies_are_right_of_the_threshold(center):
    scores = np.random.default_rng(0).normal(center, size=1000)
    usual = np.random.default_rng(1).normal(size=500)
    for sets in ([scores], [scores, usual]):
        above = 100 * float(np.mean(scores > 2.0))
        assert bars_above(sets, 2.0) == pytest.approx(above)


def test_a_score_at_the_threshold_is_not_above_it():
    assert bars_above([[1.0, 1.0, 1.0, 1.5]], 1.0) == 25
    assert bars_above([[1.0, 1.0]], 1.0) == 0


def test_scores_mostly_above_the_threshold_are_spread_over_the_axis():
    scores = np.random.default_rng(0).normal(2.5, size=1000)
    edges = _bin_edges([scores], 2.0)
    assert edges[0] < 0
    assert edges[-1] > 4
    axes = score_histogram({"rows": [1.0]}, 0.5).axes[0]
    assert axes.get_xlim()[0] < 0.5 < 1.0 < axes.get_xlim()[1]


def test_a_last_bar_that_holds_higher_scores_says_so():
    higher = "the last bar holds all higher ones"
    for values, is_said in (([0, 0, 0, 99], True), ([0, 0, 0, 6], False)):
        axes = score_histogram({"rows": values}, 5.0).axes[0]
        assert (higher in axes.get_xlabel()) == is_said


def test_empty_scores_are_refused():
    with pytest.raises(InvalidDataError, match="no scores to draw"):
        score_histogram({"rows": []}, 1.0)


def test_top_anomalies_show_the_values_and_expected_values(tmp_path):
    figure = top_anomalies(["a", 7], [9.0, 3.0], [[REASON, REASON, REASON], []], 2.0)
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert texts[0].count("expected 41.2 (80 %)") == 2  # the first two reasons
    assert texts[1] == ""
    assert saved(figure, tmp_path / "rows.png")[0] > 400


def test_rows_named_by_times_can_be_told_apart():
    names = [f"2024-05-06T{hour:02}:04:00+02:00" for hour in range(3)]
    figure = top_anomalies(names, [3.0, 2.0, 1.0], [[REASON]] * 3, 0.5)
    assert [each.get_text() for each in figure.axes[0].get_yticklabels()] == names


def test_at_most_twelve_rows_are_drawn():
    figure = top_anomalies(range(30), np.arange(30, 0, -1), [[]] * 30, 2.0)
    assert len(figure.axes[0].get_yticklabels()) == 12
    with pytest.raises(InvalidDataError, match="no rows to draw"):
        top_anomalies([], [], [], 1.0)


@pytest.mark.parametrize("shape", [(4, 5), (4, 5, 1), (4, 5, 3)])
def test_error_maps_are_red_at_the_error(tmp_path, shape):
    X = np.random.default_rng(0).random((3, int(np.prod(shape))))
    errors = np.zeros_like(X)
    errors[:, -1] = 4.0
    figure = error_maps(X, X, errors, shape, ["a", "b", "c"])
    heat = np.asarray(figure.axes[0].images[-1].get_array())
    assert heat[-1, -1, 0] > heat[-1, -1, 1] + 0.3  # red
    assert heat[0, 0].min() > 0.9  # white
    assert saved(figure, tmp_path / "maps.png")[0] > 100


def test_columns_have_one_bar_per_score(tmp_path):
    figure = column_bars(["city", "age"], {"decoded": [1.0, 0.9], "hidden": [0.5, -3]})
    widths = [bar.get_width() for bar in figure.axes[0].patches]
    assert widths == [1.0, 0.9, 0.5, 0.0]
    many = column_bars(range(90), {"decoded": [0.5] * 90})
    assert len(many.axes[0].patches) == 40
    assert saved(many, tmp_path / "many.png")[1] > 400
    with pytest.raises(InvalidDataError, match="no columns to draw"):
        column_bars([], {"decoded": []})
