"""Figures of predicted ratings."""

import numpy as np
import pytest
from PIL import Image

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import save_figure
from autoencode.plots.ratings import error_by_count, predicted_by_actual


@pytest.mark.parametrize("n_levels", [1, 5, 200])
def test_predictions_are_drawn_for_any_number_of_different_ratings(n_levels, tmp_path):
    rng = np.random.default_rng(0)
    truth = rng.integers(0, n_levels, 500) / 2 + 1
    figure = predicted_by_actual(truth, truth + rng.normal(size=500), "$x$")
    save_figure(figure, tmp_path / "predicted.png")
    with Image.open(tmp_path / "predicted.png") as image:
        assert image.size[0] > 400


def test_many_different_ratings_are_in_ten_intervals_of_as_many_ratings():
    truth = np.arange(100.0)
    axes = predicted_by_actual(truth, truth, "x").axes[0]
    assert len(axes.patches) == 10
    assert axes.get_xticks() == pytest.approx(np.arange(4.5, 100, 10))


def test_a_rating_that_most_have_is_an_interval_of_its_own():
    truth = np.append(np.arange(20.0), np.full(60, 30.0))
    axes = predicted_by_actual(truth, truth, "x").axes[0]
    assert len(axes.patches) < 10
    assert axes.get_xticks()[-1] == 30


def test_errors_are_those_of_the_ratings_of_each_group():
    truth = np.array([1.0, 3.0, 5.0, 2.0])
    counts = np.array([0, 5, 5, 20_000])
    given = {"ours": truth + np.array([0, 3, 4, 2]), "mean": truth + 1}
    axes = error_by_count(truth, given, counts).axes[0]
    lines = {box.get_label(): box.lines[0] for box in axes.containers}
    assert lines["ours"].get_ydata() == pytest.approx([0, np.sqrt(12.5), 2])
    assert lines["mean"].get_ydata() == pytest.approx([1, 1, 1])
    shown = [text.get_text() for text in axes.get_xticklabels()]
    assert shown == ["0", "3-9", "10,000+"]


def test_without_ratings_there_is_nothing_to_draw():
    none = np.zeros(0)
    with pytest.raises(InvalidDataError, match="as many predictions as ratings"):
        predicted_by_actual(none, none, "x")
    with pytest.raises(InvalidDataError, match="as many predictions as ratings"):
        error_by_count(np.ones(2), {"x": np.ones(2)}, np.ones(3))
