"""Validation samples of the user's own, in place of rows held out."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from autoencode import Autoencoder, BidirectionalGAN, ParametricMap
from autoencode.errors import InvalidDataError
from autoencode.models import MODELS
from autoencode.models.validation import kept_epoch

SETTINGS = {"hidden_layer_sizes": (8,), "max_epochs": 3, "random_state": 0}
AUTOENCODERS = {
    k: cls for k, cls in MODELS.items() if hasattr(cls, "validation_fraction")
}


@pytest.mark.parametrize("name", AUTOENCODERS)
@pytest.mark.filterwarnings("ignore:n_active=8 with:UserWarning")
def test_every_autoencoder_validates_on_the_samples_given(name, X):
    settings = {"n_components": 2, **SETTINGS}
    if name == "vector_quantized":
        settings["prior_epochs"] = 1
    model = AUTOENCODERS[name](**settings).fit(X[:30], X_val=X[30:])
    assert len(model.validation_rows_) == 0
    assert list(model.training_rows(30)) == list(range(30))
    assert all(np.isfinite(each["validation_loss"]) for each in model.history_)


def test_the_loss_is_that_of_the_samples_and_the_best_epoch_is_kept(X):
    model = Autoencoder(**SETTINGS | {"max_epochs": 30, "learning_rate": 0.05})
    model.set_params(linear_skip=False)
    model.fit(X[:30], X_val=X[30:])
    losses = [record["validation_loss"] for record in model.history_]
    error = model.reconstruction_error(X[30:]).mean() / 2
    assert min(losses) == pytest.approx(error, rel=1e-4)


def test_the_kept_epoch_is_the_best_one_on_the_samples_given():
    rng = np.random.default_rng(0)  # noise, which is learned by heart
    model = Autoencoder(**SETTINGS | {"max_epochs": 30, "learning_rate": 0.05})
    model.set_params(linear_skip=False, schedule="constant")
    model.fit(rng.normal(size=(20, 5)), X_val=rng.normal(size=(10, 5)))
    losses = [record["validation_loss"] for record in model.history_]
    assert kept_epoch(model) == 1 + int(np.argmin(losses)) < 30


@pytest.mark.parametrize("make", [BidirectionalGAN, ParametricMap])
def test_the_last_epoch_is_kept_where_the_held_out_term_has_no_weight(make, X):
    model = make(**SETTINGS, reconstruction_weight=0.0, validation_fraction=0.2)
    for record in model.fit_epochs(X):
        assert record["validation_reconstruction"] == 0
        last = model.transform(X)
    assert kept_epoch(model) == 3
    np.testing.assert_array_equal(model.transform(X), last)


def test_the_last_epoch_is_kept_after_partial_fit(X):
    model = Autoencoder(**SETTINGS, linear_skip=False).fit(X).partial_fit(X)
    assert kept_epoch(model) == 4
    assert "epoch 4" in model._repr_html_()


def test_all_rows_are_trained_on_as_if_nothing_was_held_out(X):
    own = Autoencoder(**SETTINGS).fit(X[:30], X_val=X[30:] + 100)
    none = Autoencoder(**SETTINGS, validation_fraction=0.0).fit(X[:30])
    for one, other in zip(own.history_, none.history_, strict=True):
        assert one["loss"] == other["loss"]
    np.testing.assert_array_equal(own.mean_, none.mean_)


def test_they_may_be_sparse_and_are_given_to_fit_epochs_and_fit_transform(X):
    model = Autoencoder(**SETTINGS)
    records = list(model.fit_epochs(X[:30], X_val=sparse.csr_array(X[30:])))
    again = Autoencoder(**SETTINGS)
    again.fit_transform(X[:30], X_val=X[30:])
    last = again.history_[-1]["validation_loss"]
    assert records[-1]["validation_loss"] == pytest.approx(last, rel=1e-5)


@pytest.mark.parametrize(
    ("change", "settings", "message"),
    [
        (lambda X: X[:, :4], {}, "X_val is not valid: X has 4 features, but Autoenc"),
        (lambda X: X[:0], {}, "X_val is not valid: Found array with 0 sample"),
        (lambda X: X * np.nan, {}, "X_val is not valid: X has NaN in row 0, column 0"),
        (
            lambda X: X - 5,
            {"loss": "poisson"},
            "X_val is not valid: loss='poisson' needs values from 0",
        ),
    ],
)
def test_validation_samples_are_checked_before_training(change, settings, message, X):
    X = np.abs(X)
    model = Autoencoder(**SETTINGS, **settings)
    with pytest.raises(InvalidDataError, match=message):
        model.fit(X, X_val=change(X))
    assert not hasattr(model, "network_")


def test_validation_samples_must_have_the_names_of_the_samples(X):
    frame = pd.DataFrame(X, columns=list("abcdef"))
    with pytest.raises(InvalidDataError, match="X_val is not valid: The feature names"):
        Autoencoder(**SETTINGS).fit(frame, X_val=frame[list("fedcba")])
