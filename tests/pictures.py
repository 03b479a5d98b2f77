"""Blank pictures: figures are built, but not drawn, which takes most of the time.

Tests of the command line and of recipes write dozens of pictures and look at few.
"""

from contextlib import contextmanager

import pytest
from matplotlib.figure import Figure
from PIL import Image

DRAW = Figure.savefig


def write_blank(figure, path, *, format, dpi, **options):
    """Write a white image of the size of the figure."""
    width, height = (figure.get_size_inches() * dpi).astype(int)
    Image.new("L", (width, height), 255).save(path, format=format)


@contextmanager
def blank_pictures():
    """Write white images instead of figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Figure, "savefig", write_blank)
        yield


@contextmanager
def drawn_pictures():
    """Draw figures after all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Figure, "savefig", DRAW)
        yield
