"""Texts of pictures lie inside them, and none is over another, whatever the names."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.text import Text

from autoencode.plots.anomalies import error_maps, top_anomalies
from autoencode.plots.canvas import SMALL, fitted, text_width, wrapped
from autoencode.plots.classes import mistakes
from autoencode.plots.ratings import predicted_by_actual
from autoencode.plots.reconstructions import error_map, reconstructions
from autoencode.plots.unit_meaning import unit_inputs
from autoencode.plots.units import code_units

SHAPES = [(8, 8), (64, 4), (4, 64)]
LONG = "measurement of the temperature at the bearing with the number"
CLASSES = ["Ankle boot", "T-shirt/top", "a class with a long name", "W" * 30, "$x_1$"]


def rows(n_samples, n_features, seed=0):
    return np.random.default_rng(seed).random((n_samples, n_features))


def shown(figure):
    """Texts that are drawn, with their boxes in pixels."""
    found = {}

    def note(text, renderer):
        found[id(text)] = text

    figure.draw_without_rendering()  # its layout
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", note)
        figure.draw_without_rendering()
    return [
        (each.get_text(), each.get_window_extent())
        for each in found.values()
        if each.get_visible() and each.get_text().strip()
    ]


def assert_readable(figure):
    """No text is cut off at the edge, and none covers another."""
    texts, edge = shown(figure), figure.bbox
    for text, box in texts:
        assert edge.x0 - 1 <= box.x0, text
        assert box.x1 <= edge.x1 + 1, text
        assert edge.y0 - 1 <= box.y0, text
        assert box.y1 <= edge.y1 + 1, text
    for (text, box), (other, covered) in combinations(texts, 2):
        width = min(box.x1, covered.x1) - max(box.x0, covered.x0)
        height = min(box.y1, covered.y1) - max(box.y0, covered.y0)
        # Boxes are a little larger than what is drawn.
        assert width <= 2 or height <= 3, (text, other)


@pytest.mark.parametrize(
    ("n_samples", "shape"),
    [(1, SHAPES[0]), (10, SHAPES[1]), (10, SHAPES[2]), (10, None)],
)
def test_mistakes_have_captions_of_the_width_of_their_picture(shape, n_samples):
    captions = [f"{a} → {b} (97 %)" for a in CLASSES for b in CLASSES[1:3]]
    n_features = 6 if shape is None else np.prod(shape)
    X = rows(n_samples, n_features)
    assert_readable(mistakes(X, captions[:n_samples], image_shape=shape))


def test_the_classes_of_fashion_mnist_are_not_shortened():
    figure = mistakes(rows(1, 64), ["Ankle boot → Sneaker (97 %)"], image_shape=(8, 8))
    title = figure.axes[0].get_title()
    assert title.split() == ["Ankle", "boot", "→", "Sneaker", "(97", "%)"]
    assert "(97 %)" in title  # on one line


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("n_samples", "is_scaled"), [(1, True), (10, False)])
def test_reconstructions_have_titles_of_the_width_of_an_image(
    shape, n_samples, is_scaled
):
    X = rows(n_samples, np.prod(shape))
    labels = (2 * CLASSES)[:n_samples]
    look = {"image_shape": shape, "class_labels": labels, "is_scaled": is_scaled}
    assert_readable(reconstructions(X, X + 1e7, X - 1e-9, **look))


@pytest.mark.parametrize("shape", [*SHAPES, None])
@pytest.mark.parametrize("is_scaled", [False, True])
def test_the_title_of_an_error_map_is_whole(shape, is_scaled):
    n_features = 40 if shape is None else np.prod(shape)
    names = None if shape else [f"{LONG} {i}" for i in range(n_features)]
    look = {"image_shape": shape, "feature_names": names, "is_scaled": is_scaled}
    assert_readable(error_map(12_345 * rows(1, n_features)[0], **look))


@pytest.mark.parametrize(
    ("n_units", "shape"),
    [(1, SHAPES[0]), (1, None), (2, SHAPES[1]), (5, SHAPES[2]), (5, None)],
)
def test_derivatives_of_few_units_have_whole_texts(n_units, shape):
    n_features = 8 if shape is None else np.prod(shape)
    names = None if shape else [f"{LONG} {i}" for i in range(n_features)]
    slopes = rows(n_units, n_features) - 0.5
    look = {"image_shape": shape, "feature_names": names}
    assert_readable(unit_inputs(slopes, abs(slopes), range(n_units), **look))


@pytest.mark.parametrize("shape", [*SHAPES, None])
def test_effects_of_units_have_whole_texts(shape):
    n_features = 3 if shape is None else np.prod(shape)
    steps = rows(20 * 7, n_features).reshape(20, 7, n_features)
    look = {"image_shape": shape, "is_scaled": True}
    assert_readable(code_units(steps, np.linspace(1, 0, 20), **look))


NUMBERS = (88.1, 41.2, 0.8)
TEXTS = ("a text value that is rather long", "another text that is expected", 0.8)


@pytest.mark.parametrize(
    ("name", "reason", "threshold"),
    [
        *[("x", NUMBERS, 2.0), ("x", TEXTS, -20.0)],
        *[(LONG, TEXTS, 2.0), (LONG, NUMBERS, -20.0)],
        *[("W" * 40, NUMBERS, 2.0), ("W" * 40, TEXTS, -20.0)],
    ],
)
def test_reasons_of_anomalies_end_before_the_edge(name, reason, threshold):
    names = [f"{name} {i}" for i in range(12)]
    scores = np.linspace(9, 3, 12) + threshold
    figure = top_anomalies(names, scores, [[(name, *reason)] * 3] * 12, threshold)
    assert_readable(figure)
    # Both reasons are there.
    assert figure.axes[0].texts[0].get_text().count("(80 %)") == 2


@pytest.mark.parametrize("shape", SHAPES)
def test_captions_of_error_maps_are_of_the_width_of_an_image(shape):
    X = rows(5, np.prod(shape))
    assert_readable(error_maps(X, X, X, shape, [f"{LONG}: 3.4"] * 5))


@pytest.mark.parametrize(
    "levels",
    [
        np.arange(1, 6),
        np.arange(1, 25) / 2,
        np.array([123_456.7, 123_457.1, 223_457.5, 993_458]),
        np.arange(100_000, 100_012) * 1.5,
        np.random.default_rng(0).normal(0, 1e5, 500),
        np.random.default_rng(0).beta(8, 2, 500),
        np.array([3.0]),
    ],
)
def test_ticks_of_ratings_do_not_cover_each_other(levels):
    truth = np.repeat(levels, 3).astype(float)
    noise = np.random.default_rng(1).normal(size=len(truth)) * truth.std()
    figure = predicted_by_actual(truth, truth + 0.1 * noise, "A" * 60)
    assert_readable(figure)
    left, right = figure.axes[0].get_xlim()
    boxes = [patch.get_path().get_extents() for patch in figure.axes[0].patches]
    assert all(left <= box.x0 <= box.x1 <= right for box in boxes)


def test_each_of_few_ratings_has_a_tick():
    truth = np.repeat([1.0, 2.0, 2.5, 5.0], 9)
    axes = predicted_by_actual(truth, truth, "").axes[0]
    assert [t.get_text() for t in axes.get_xticklabels()] == ["1", "2", "2.5", "5"]


def test_a_text_is_wrapped_or_shortened_to_a_width():
    assert fitted("short", 9.0, SMALL) == "short"
    line = fitted("a name that is much too long " * 3, 1.0, SMALL)
    assert "…" in line
    assert text_width(line, SMALL) <= 1.0
    lines = wrapped("one two three four five six seven $8$", 0.8, SMALL, 3).split("\n")
    assert len(lines) == 3
    assert all(text_width(each, SMALL) <= 0.8 for each in lines)
    assert wrapped("", 1.0, SMALL) == ""
