"""Blank pictures: figures are not drawn, or not even built, which takes most of a fit.

Tests of the command line and of recipes write dozens of pictures and look at few.
"""

import sys
from contextlib import contextmanager
from functools import cache, wraps
from inspect import get_annotations, isfunction, signature
from io import BytesIO
from types import SimpleNamespace

import pytest
from matplotlib.figure import Figure
from PIL import Image

import autoencode.comparisons
import autoencode.report
import autoencode.sweeps  # noqa: F401 (their functions are replaced)

DRAW = Figure.savefig
FIGURES = SimpleNamespace(are_empty=False)


def write_blank(figure, path, *, format, dpi, **options):
    """Write a white image of the size of the figure."""
    width, height = (figure.get_size_inches() * dpi).astype(int)
    content = _blank(width, height, format)
    if hasattr(path, "write"):
        path.write(content)
    else:
        with open(path, "wb") as file:
            file.write(content)


@cache
def _blank(width, height, format):
    content = BytesIO()
    Image.new("L", (width, height), 255).save(content, format=format)
    return content.getvalue()


@contextmanager
def blank_pictures():
    """Write white images instead of figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Figure, "savefig", write_blank)
        yield


@contextmanager
def drawn_pictures():
    """Draw figures after all."""
    with pytest.MonkeyPatch.context() as patch, built_figures():
        patch.setattr(Figure, "savefig", DRAW)
        yield


@contextmanager
def built_figures():
    """Build figures after all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FIGURES, "are_empty", False)
        yield


@contextmanager
def empty_figures():
    """Do not build figures, only check the arguments of their functions.

    For tests that fit to data for which other tests build all figures.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FIGURES, "are_empty", True)
        for module_name, module in list(sys.modules.items()):
            if module_name.startswith("autoencode."):
                for name, draw in list(vars(module).items()):
                    if _is_plot(draw):
                        patch.setattr(module, name, _empty_or(draw))
        yield


def _is_plot(draw):
    if not isfunction(draw) or not draw.__module__.startswith("autoencode.plots."):
        return False
    made = str(get_annotations(draw).get("return"))
    return "Figure" in made and draw.__name__ != "new_figure"


def _empty_or(draw):
    @wraps(draw)
    def figure(*arguments, **options):
        if not FIGURES.are_empty:
            return draw(*arguments, **options)
        signature(draw).bind(*arguments, **options)
        return Figure(figsize=(1, 1))

    return figure
