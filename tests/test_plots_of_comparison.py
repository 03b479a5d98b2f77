"""Figures of a comparison."""

import numpy as np
from matplotlib.colors import to_rgba

from autoencode.plots.canvas import class_colours, save_figure
from autoencode.plots.comparison import Curve, accuracy_curves, comparison_maps


def maps(n_maps, n_columns=2, y=None):
    codes = np.random.default_rng(0).normal(size=(20, n_columns))
    return {f"method {i}": (codes, y, f"figure {i}\nseconds") for i in range(n_maps)}


def test_each_map_has_its_title_and_its_figures(tmp_path):
    figure = comparison_maps(maps(6, y=np.arange(20) % 2), ["a", "b"])
    assert len(figure.axes) == 6
    assert figure.axes[5].get_title() == "figure 5\nseconds"
    assert figure.axes[5].texts[0].get_text() == "method 5"
    assert len(figure.legends) == 1
    assert figure.get_size_inches()[1] > 7  # two rows
    save_figure(figure, tmp_path / "maps.png")


def test_a_class_has_the_same_colour_on_all_maps():
    codes = np.random.default_rng(0).normal(size=(4, 2))
    given = {
        "of all": (codes, np.array([0, 1, 2, 2]), ""),
        "without the first": (codes, np.array([1, 1, 2, 2]), ""),
    }
    figure = comparison_maps(given, ["a", "b", "c"])
    drawn = figure.axes[1].collections[0].get_facecolors()[:, :3]
    expected = class_colours(3)[1:, :3]
    assert {tuple(each) for each in drawn} == {tuple(each) for each in expected}


def test_maps_of_one_dimension_and_without_labels_are_drawn():
    figure = comparison_maps(maps(1, n_columns=1), None)
    assert figure.axes[0].patches  # a histogram
    assert not figure.legends


def test_accuracies_have_a_colour_for_features_and_a_style_for_classifiers(tmp_path):
    points = [(10, 0.5, 0.1), (100, 0.9, 0.0)]
    curves = [Curve("raw", "5-NN", points), Curve("PCA", "SVM", points)]
    figure = accuracy_curves(
        curves, curves, n_components=2, n_labelled=50, n_features=30
    )
    save_figure(figure, tmp_path / "classifiers.png")
    raw, pca = figure.axes[0].lines
    assert raw.get_linestyle() != pca.get_linestyle()
    assert to_rgba(raw.get_color()) != to_rgba(pca.get_color())
    assert [t.get_text() for t in figure.axes[0].get_xticklabels()] == ["10", "100"]
    assert figure.axes[1].texts[0].get_text() == " noise added"  # beyond 30 columns
