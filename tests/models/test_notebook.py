"""Models in notebooks: the HTML that stands for them."""

import re
import warnings

import pytest
from run_folders import samples_for, small, small_model

from autoencode.models import MODELS
from autoencode.models.base import BaseAutoencoder


def html_of(model):
    html, bundle = model._repr_html_(), model._repr_mimebundle_()["text/html"]
    number = r"\b(sk-[a-z-]*id-)\d+"  # scikit-learn counts its elements
    assert re.sub(number, r"\1", html) == re.sub(number, r"\1", bundle)
    return html


def test_an_unfitted_model_is_scikit_learns_diagram_alone():
    assert "polyline" not in html_of(small_model())
    assert "sk-estimator" in html_of(small_model())


def test_a_fitted_model_adds_its_table_and_its_curve(X):
    model = small_model(max_epochs=5, n_components=2).fit(X)
    html = html_of(model)
    assert "sk-estimator" in html
    assert "6 → 2" in html
    assert f"{model.history_[-1]['loss']:.4g}" in html
    lines = re.findall("polyline points='(.*?)'", html)
    assert len(lines) == 1 + ("validation_loss" in model.history_[-1])
    assert all(len(line.split()) == 5 for line in lines)


def test_a_fall_of_the_loss_is_drawn_downwards(X):
    html = html_of(small_model(max_epochs=5).fit(X))
    line = re.search("polyline points='(.*?)'", html)[1].split()
    heights = [float(point.split(",")[1]) for point in line]
    assert heights[-1] > heights[0]  # of SVG, whose origin is at the top


AUTOENCODERS = [k for k, cls in MODELS.items() if issubclass(cls, BaseAutoencoder)]


@pytest.mark.parametrize("name", AUTOENCODERS)
def test_every_fitted_autoencoder_is_shown(name):
    model = small(name)
    with warnings.catch_warnings(action="ignore"):  # fitted too briefly
        html = html_of(model.fit(samples_for(model)))
    assert "epochs</th>" in html


def test_many_epochs_are_thinned_out(X):
    model = small_model(max_epochs=2).fit(X)
    first = model.history_[0]
    model.history_ = [first | {"epoch": k, "loss": 1 / k} for k in range(1, 2000)]
    line = re.search("polyline points='(.*?)'", html_of(model))[1]
    assert 200 < len(line.split()) <= 400
