"""Figures of what code units mean."""

import numpy as np
import pytest
from PIL import Image

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import save_figure
from autoencode.plots.unit_meaning import (
    traversal_lines,
    unit_correlations,
    unit_inputs,
)
from autoencode.plots.units import code_units, ordinal

RNG = np.random.default_rng(0)


def test_a_correlation_is_written_in_its_cell_and_a_missing_one_is_not(tmp_path):
    values = np.array([[0.5, -1.0], [np.nan, 0.25]])
    figure = unit_correlations(values, ["slant", "size"], [1, 0])
    save_figure(figure, tmp_path / "correlations.png")
    with Image.open(tmp_path / "correlations.png") as image:
        assert image.size[0] > 200
    axes = figure.axes[0]
    assert [text.get_text() for text in axes.texts] == ["+.25", "+.50", "-1.00"]
    assert [text.get_text() for text in axes.get_yticklabels()] == ["unit 1", "unit 0"]


def test_of_many_columns_those_with_the_largest_correlations_are_drawn():
    values = np.linspace(0, 0.9, 50)[None]
    figure = unit_correlations(values, [f"p{j}" for j in range(50)], [0])
    names = [text.get_text() for text in figure.axes[0].get_xticklabels()]
    assert names == [f"p{j}" for j in range(20, 50)]


@pytest.mark.parametrize("shape", [(3, 4), (2, 2, 3)])
def test_derivatives_of_images_are_drawn_as_two_images_of_each_unit(shape, tmp_path):
    signed = RNG.normal(size=(10, 12))
    figure = unit_inputs(signed, np.abs(signed), range(10), image_shape=shape)
    save_figure(figure, tmp_path / "inputs.png")
    axes = figure.axes[0]
    assert len(axes.images) == 4 * 8  # two rows of eight units, each mean and absolute
    captions = [text.get_text() for text in axes.texts]
    assert captions[:10] == [f"unit {unit}" for unit in range(10)]


def test_bars_have_the_mean_and_lines_the_mean_absolute_value():
    signed, absolute = np.array([[0.5, -0.1, 0.0]]), np.array([[0.6, 0.9, 0.0]])
    figure = unit_inputs(signed, absolute, [0], feature_names=["a", "b", "c"])
    axes = figure.axes[0]
    names = [text.get_text() for text in axes.get_yticklabels()]
    assert names == ["b", "a", "c"]
    assert [bar.get_width() for bar in axes.patches] == [-0.1, 0.5, 0]
    ends = [line[1, 0] for line in axes.collections[0].get_segments()]
    assert ends == [-0.9, 0.6, 0]


def test_the_features_that_change_most_are_drawn_as_lines():
    steps = np.array([[-1.0, 0.0, 1.0]])
    traversals = steps[:, :, None] * [0.1, 5.0, 0, 3, 2, 1, 7]
    std = [0.01, 5, 1, 1, 1, 1, 0]  # 10, 1, 0, 3, 2, 1 deviations; constant
    figure = traversal_lines(steps, traversals, std, [0], list("abcdefg"))
    lines = figure.axes[0].lines
    assert [line.get_label() for line in lines] == ["a", "d", "e", "b", "f"]
    assert lines[0].get_ydata() == pytest.approx([-10, 0, 10])


def test_percentiles_of_traversals_are_those_given():
    steps = RNG.uniform(size=(2, 3, 12))
    figure = code_units(steps, [0.5, 0.4], image_shape=(3, 4), percentiles=(1, 99))
    labels = [text.get_text() for text in figure.axes[0].get_xticklabels()]
    assert labels == ["1st percentile", "", "99th percentile"]
    assert [ordinal(n) for n in (2, 3, 11, 12, 95)] == [
        "2nd",
        "3rd",
        "11th",
        "12th",
        "95th",
    ]


def test_inconsistent_shapes_are_refused():
    with pytest.raises(InvalidDataError, match="one name for each"):
        unit_correlations(np.zeros((2, 3)), ["a"], [0])
    with pytest.raises(InvalidDataError, match="must both be"):
        unit_inputs(np.zeros((2, 3)), np.zeros((2, 4)), [0])
    with pytest.raises(InvalidDataError, match="traversals must be"):
        traversal_lines(np.zeros((1, 3)), np.zeros((1, 3, 2)), [1], [0])
