"""Figure of retrieval."""

import pytest
from PIL import Image

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import save_figure
from autoencode.plots.retrieval import precision_curves


@pytest.mark.parametrize("numbers", [[1], [1, 3, 7, 15, 31, 7531]])
def test_precision_is_drawn_for_any_number_of_documents(numbers, tmp_path):
    curves = {name: [0.5] * len(numbers) for name in ("a", "$b$", "c", "d", "e")}
    figure = precision_curves(numbers, curves)
    save_figure(figure, tmp_path / "precision.png")
    with Image.open(tmp_path / "precision.png") as image:
        assert image.size[0] > 400
    shown = [text.get_text() for text in figure.axes[0].get_xticklabels()]
    assert shown[-1] == f"{numbers[-1]:,}"


def test_a_published_curve_is_dashed_in_the_colour_of_its_method():
    found = {"ours": [0.6, 0.5, 0.4], "LSA": [0.3, 0.2, 0.1]}
    published = {"LSA": [0.35, 0.25], "other": [0.5, 0.4]}
    axes = precision_curves([1, 3, 7], found, published).axes[0]
    lines = {line.get_label(): line for line in axes.lines}
    assert lines["LSA, published"].get_color() == lines["LSA"].get_color()
    assert lines["LSA, published"].get_linestyle() == "--"
    assert lines["LSA, published"].get_xdata().tolist() == [1, 3]
    assert lines["other, published"].get_color() != lines["ours"].get_color()


def test_without_numbers_there_is_nothing_to_draw():
    with pytest.raises(InvalidDataError, match="no number"):
        precision_curves([], {})
