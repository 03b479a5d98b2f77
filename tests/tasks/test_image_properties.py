"""Measured properties of drawn images, whose values are known."""

import numpy as np
import pytest

from autoencode.errors import InvalidDataError
from autoencode.tasks.image_properties import measure_images

SIDE = 40


def bar(width=4, height=24, left=16, top=8, shear=0.0):
    """Draw a bar; ``shear`` moves each row to the right, by so much for one upwards."""
    rows, columns = np.mgrid[:SIDE, :SIDE].astype(float)
    middle = top + (height - 1) / 2
    place = columns - shear * (middle - rows)
    # Grey edges: the share of each pixel that the bar covers.
    cover = np.clip(place - left + 1, 0, 1) - np.clip(place - left - width + 1, 0, 1)
    return cover * ((rows >= top) & (rows < top + height))


def measured(*images, shape=(SIDE, SIDE)):
    return measure_images(np.stack(images).reshape(len(images), -1), shape)


@pytest.mark.parametrize("shear", [-0.5, 0.0, 0.25, 0.5])
def test_a_sheared_bar_has_the_slant_of_the_shear(shear):
    slant = measured(bar(shear=shear))["slant"][0]
    assert slant == pytest.approx(np.degrees(np.arctan(shear)), abs=0.5)


def test_size_and_place_of_a_bar_are_those_drawn():
    found = measured(bar(width=4, height=24, left=10, top=8))
    assert (found["width"][0], found["height"][0]) == (4, 24)
    assert found["centre_column"][0] == pytest.approx(10 + 1.5)
    assert found["centre_row"][0] == pytest.approx(8 + 11.5)
    assert found["ink"][0] == pytest.approx(4 * 24 / SIDE**2)
    assert found["brightness"][0] == pytest.approx(4 * 24 / SIDE**2)


@pytest.mark.parametrize("width", [2, 4, 8])
def test_thickness_is_that_of_the_formula(width):
    expected = width * 24 / (width + 24)
    assert measured(bar(width=width))["thickness"][0] == pytest.approx(
        expected, rel=0.02
    )


def test_objects_darker_than_the_background_are_measured_alike():
    light, dark = measured(bar(shear=0.3)), measured(1 - bar(shear=0.3))
    for name in set(light) - {"brightness"}:
        assert dark[name] == pytest.approx(light[name]), name


def test_equal_channels_count_as_grey():
    colour = np.repeat(bar(shear=0.2)[..., None], 3, axis=2)
    found, grey = measured(colour, shape=(SIDE, SIDE, 3)), measured(bar(shear=0.2))
    for name in grey:
        assert found[name] == pytest.approx(grey[name]), name


def test_a_blank_image_has_brightness_and_nothing_else_to_measure():
    found = measured(np.full((SIDE, SIDE), 0.5), bar())
    assert found["brightness"][0] == 0.5
    assert (found["contrast"][0], found["ink"][0]) == (0, 0)
    for name in set(found) - {"brightness", "contrast", "ink"}:
        assert np.isnan(found[name][0]), name
        assert np.isfinite(found[name][1]), name


def test_a_wrong_shape_is_refused():
    with pytest.raises(InvalidDataError, match="as many values as X has features"):
        measure_images(np.zeros((2, 9)), (2, 4))
    with pytest.raises(InvalidDataError, match="no images"):
        measure_images(np.zeros((0, 8)), (2, 4))
