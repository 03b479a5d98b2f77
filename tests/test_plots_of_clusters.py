"""Figure of the number of clusters."""

import pytest
from PIL import Image

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import save_figure
from autoencode.plots.clusters import numbers_of_clusters


@pytest.mark.parametrize("n_numbers", [1, 14])
def test_three_measures_and_the_suggestion_are_drawn(n_numbers, tmp_path):
    rows = [
        {"n_clusters": k + 2, "bic": -k, "silhouette": k / 20, "stability": 1 - k / 20}
        for k in range(n_numbers)
    ]
    figure = numbers_of_clusters(rows, 2)
    save_figure(figure, tmp_path / "numbers.png")
    with Image.open(tmp_path / "numbers.png") as image:
        assert image.size[0] > 800
    assert len(figure.axes) == 3
    best = [axes.lines[-1].get_xdata()[0] for axes in figure.axes]
    assert best == [n_numbers + 1, n_numbers + 1, 2]


def test_without_numbers_there_is_nothing_to_draw():
    with pytest.raises(InvalidDataError, match="no numbers"):
        numbers_of_clusters([], 2)
