"""Figure of a sweep."""

import pytest
from PIL import Image

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import save_figure
from autoencode.plots.sweep import error_curves


def test_curves_pca_and_the_suggested_sizes_are_drawn(tmp_path):
    errors = {"training": [9, 3, 1, 0.9], "held out": [9, 4, None, 1]}
    marks = {"knee": 3, "one standard error": 4, "intrinsic dimension": 3}
    figure = error_curves([1, 2, 3, 4], errors, {"PCA, test": [9, 8, 7, 6]}, marks)
    save_figure(figure, tmp_path / "errors.png")
    with Image.open(tmp_path / "errors.png") as image:
        assert image.size[0] > 400
    axes = figure.axes[0]
    lines = {line.get_label(): line for line in axes.lines}
    assert list(lines["training"].get_xdata()) == [1, 2, 3, 4]
    assert lines["PCA, test"].get_linestyle() == "--"
    assert lines["knee, intrinsic dimension: 3"].get_xdata() == [3, 3]
    assert axes.get_yscale() == "log"


def test_names_are_drawn_at_equal_distances():
    figure = error_curves(["tanh", "relu"], {"test": [2.0, 1.9]}, {}, name="activation")
    axes = figure.axes[0]
    assert [text.get_text() for text in axes.get_xticklabels()] == ["tanh", "relu"]
    assert axes.get_yscale() == "linear"


def test_errors_of_rounding_are_below_the_axes():
    figure = error_curves([1, 2, 3], {"test": [1.0, 0.02, 1e-30]}, {})
    low, high = figure.axes[0].get_ylim()
    assert 0.01 < low < 0.02
    assert 1 < high < 2


def test_without_errors_there_is_nothing_to_draw():
    with pytest.raises(InvalidDataError, match="no error"):
        error_curves([1], {"test": [None]}, {})
