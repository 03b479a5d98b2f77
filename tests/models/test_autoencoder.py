"""The plain autoencoder: effects of its parameters, and edge cases."""

import re
import time

import numpy as np
import pandas as pd
import pytest
import torch
from numpy.testing import assert_array_equal
from sklearn.decomposition import PCA
from torch import nn

from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    TrainingDivergedError,
)
from autoencode.models.autoencoder import Autoencoder


def model(**changes):
    return Autoencoder(**({"max_epochs": 2, "random_state": 0} | changes))


def test_defaults_beat_pca_on_held_out_digits():
    from autoencode.data import load_dataset

    digits = load_dataset("digits")
    ours = Autoencoder(n_components=8, max_epochs=40, random_state=0).fit(digits.X)
    pca = PCA(n_components=8).fit(digits.X)
    X = digits.X_test
    theirs = np.square(X - pca.inverse_transform(pca.transform(X))).sum(axis=1)
    assert ours.reconstruction_error(X).mean() < 0.8 * theirs.mean()


def test_the_decoder_mirrors_every_layer_of_the_encoder(X):
    fitted = model(
        n_hidden_layers=10,
        n_components=2,
        activation="relu",
        batch_norm=True,
        linear_skip=False,
    ).fit(np.tile(X, (1, 5)))
    encoder, decoder = (
        [m.weight.shape for m in part.modules() if isinstance(m, nn.Linear)]
        for part in (fitted.network_.encoder, fitted.network_.decoder)
    )
    assert len(encoder) == len(decoder) == 11
    assert [shape[::-1] for shape in decoder[::-1]] == encoder


def test_sigmoid_output_with_squared_error_stays_within_zero_and_one(X):
    X = (X - X.min()) / np.ptp(X)
    fitted = model(output_activation="sigmoid", learning_rate=0.01, max_epochs=50).fit(
        X
    )
    X_hat = fitted.reconstruct(X)
    assert ((X_hat >= 0) & (X_hat <= 1)).all()
    assert fitted.score(X) > 0.3
    assert not fitted.mean_.any()


def test_sigmoid_output_on_unbounded_data_warns_with_column_and_value(X):
    X = X.clip(0, 1)
    X[3, 4] = 12.5
    for method in ("fit", "fit_transform", "partial_fit"):
        words = r"from 0 to 1, but column 4 of X holds 12.5"
        with pytest.warns(UserWarning, match=words) as caught:
            getattr(model(output_activation="sigmoid"), method)(X)
        assert [each.filename for each in caught] == [__file__]  # the user's own line


def test_counts_are_reconstructed_as_proportions_and_negative_ones_are_refused():
    rng = np.random.default_rng(0)
    topics = rng.dirichlet(np.full(12, 0.2), size=2)
    X = np.stack([rng.multinomial(60, topics[i % 2]) for i in range(300)])
    counting = model(loss="multinomial", max_epochs=60, learning_rate=0.01).fit(X)
    proportions = counting.reconstruct(X)
    np.testing.assert_allclose(proportions.sum(axis=1), 1, atol=1e-5)
    of_topics = [proportions[0::2].mean(axis=0), proportions[1::2].mean(axis=0)]
    np.testing.assert_allclose(of_topics, topics, atol=0.02)
    X[7, 3] = -1
    message = r"loss='multinomial' needs values from 0; column 3 has -1"
    with pytest.raises(InvalidDataError, match=message):
        counting.fit(X)


def test_cross_entropy_names_the_column_and_the_value_outside(X):
    frame = pd.DataFrame(X.clip(0, 1), columns=list("abcdef"))
    frame.loc[3, "e"] = -2.5
    with pytest.raises(InvalidDataError, match=r"column 4 \('e'\) has -2.5"):
        model(loss="cross_entropy").fit(frame)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"hidden_layer_sizes": (4,), "n_hidden_layers": 2},
            "hidden_layer_sizes and n_hidden_layers cannot both be set; got (4,) and "
            "2. Set one and leave the other None.",
        ),
        (
            {"image_shape": (2, 2)},
            "image_shape must multiply to the number of features, 6; got (2, 2), which "
            "is 4.",
        ),
        (
            {"loss": "cross_entropy", "output_activation": "tanh"},
            "output_activation must be 'auto' or 'sigmoid' with loss='cross_entropy'; "
            "got 'tanh'.",
        ),
        (
            {"tied_weights": True, "encoder": nn.Linear(6, 2)},
            "tied_weights must be False with your own encoder or decoder; got True.",
        ),
        (
            {"encoder": nn.Linear(6, 3)},
            "encoder must give a tensor of shape (batch, 2), n_components; for 2 "
            "samples it gave (2, 3).",
        ),
        (
            {"decoder": nn.Linear(2, 5)},
            "decoder must give a tensor of shape (batch, 6), the number of features; "
            "for 2 samples it gave (2, 5).",
        ),
        (
            {"encoder": nn.Linear(5, 2)},
            "encoder must take a float32 tensor of shape (batch, 6); it raised "
            "RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x6 and 5x2)",
        ),
        (
            {"device": "cuda:99"},
            "device must be one that this machine has; got 'cuda:99'. Use 'cpu' or "
            "'auto'.",
        ),
        (
            {"activation": "rleu"},
            "activation must be one of 'relu', 'leaky_relu', 'gelu', 'silu', 'elu', "
            "'tanh', 'sigmoid', 'clip', 'identity'; got 'rleu'. Did you mean 'relu'?",
        ),
        (
            {"n_components": 2.0},
            "n_components must be a whole number of at least 1; got 2.0.",
        ),
        (
            {"learning_rate": float("nan")},
            "learning_rate must be a number above 0; got nan.",
        ),
        (
            {"batch_size": True},
            "batch_size must be a whole number of at least 1, or 'auto'; got True.",
        ),
        (
            {"hidden_layer_sizes": (4, 0)},
            "hidden_layer_sizes must be a tuple of whole numbers of at least 1, or "
            "None; got (4, 0).",
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_incompatible_parameters_get_one_exact_line(X, changes, message):
    with pytest.raises(InvalidParameterError) as caught:
        model(**changes).fit(X)
    assert str(caught.value) == message


def test_own_modules_are_trained_as_copies(X):
    X = X.astype(np.float32)
    encoder, decoder = nn.Linear(6, 2), nn.Linear(2, 6)
    before = encoder.weight.detach().clone()
    fitted = model(encoder=encoder, decoder=decoder, max_epochs=20).fit(X)
    assert torch.equal(encoder.weight, before)
    assert not torch.equal(fitted.network_.encoder.weight, before)
    codes = fitted.transform(X)
    assert_array_equal(model(**fitted.get_params()).fit_transform(X), codes)
    with torch.no_grad():
        expected = fitted.network_.encoder(torch.from_numpy(X)).numpy()
    np.testing.assert_allclose(codes, expected, rtol=1e-5)


def test_a_single_own_module_is_combined_with_a_default_one(X):
    fitted = model(encoder=nn.Sequential(nn.Linear(6, 4), nn.Tanh(), nn.Linear(4, 2)))
    assert fitted.fit(X).reconstruct(X).shape == X.shape


def test_batch_norm_takes_a_last_batch_of_one_sample():
    X = np.random.default_rng(0).normal(size=(33, 4))
    fitted = model(batch_norm=True, batch_size=8, validation_fraction=0).fit(X)
    assert np.isfinite(fitted.reconstruct(X)).all()


def test_the_weights_of_the_best_epoch_are_kept(X):
    fitted = model(learning_rate=0.05, schedule="constant", max_epochs=60)
    fitted.set_params(linear_skip=False).fit(X)
    best = min(record["validation_loss"] for record in fitted.history_)
    held_out = fitted.reconstruction_error(X[fitted.validation_rows_]).mean() / 2
    assert held_out == pytest.approx(best, rel=1e-4)
    assert best < fitted.history_[-1]["validation_loss"]


def test_validation_rows_are_not_trained_on(X):
    X[:, 0] = 0
    fitted = model(validation_fraction=0.5).fit(X)
    rows = fitted.validation_rows_
    assert len(rows) == 20
    others = X.copy()
    others[rows] += 1000
    again = model(validation_fraction=0.5).fit(others)
    assert again.history_[0]["loss"] == fitted.history_[0]["loss"]


def test_without_validation_the_last_weights_are_kept(X):
    fitted = model(validation_fraction=0).fit(X)
    assert len(fitted.validation_rows_) == 0
    assert "validation_loss" not in fitted.history_[-1]


def test_stopping_between_epochs_keeps_a_model_with_its_best_weights(X):
    fitted = model(max_epochs=50, learning_rate=0.01)
    for record in fitted.fit_epochs(X):
        if record["epoch"] == 5:
            break
    assert len(fitted.history_) == 5
    best = min(record["validation_loss"] for record in fitted.history_)
    held_out = fitted.reconstruction_error(X[fitted.validation_rows_]).mean() / 2
    assert held_out == pytest.approx(best, rel=1e-4)


def test_an_interrupt_within_an_epoch_leaves_the_best_weights_so_far(X):
    def interrupt(epoch, seen, n_samples):
        if epoch == 4:
            raise KeyboardInterrupt

    fitted = model(max_epochs=50)
    with pytest.raises(KeyboardInterrupt):
        for _ in fitted.fit_epochs(X, on_step=interrupt):
            pass
    best = min(record["validation_loss"] for record in fitted.history_)
    held_out = fitted.reconstruction_error(X[fitted.validation_rows_]).mean() / 2
    assert held_out == pytest.approx(best, rel=1e-4)


def test_a_diverging_fit_is_named(X):
    with pytest.raises(TrainingDivergedError, match="Lower learning_rate"):
        model(optimizer="sgd", learning_rate=1e20, max_epochs=100).fit(X)


@pytest.mark.parametrize("value", [1e-30, 1e30, 1e100])
def test_tiny_and_huge_finite_values_are_learned_like_others(X, value):
    fitted = model(max_epochs=20).fit(X * value)
    assert fitted.score(X * value) == pytest.approx(
        model(max_epochs=20).fit(X).score(X), abs=1e-3
    )


def test_values_whose_squares_overflow_are_refused(X):
    with pytest.raises(InvalidDataError, match="so large that their squares overflow"):
        model().fit(X * 1e200)


def test_constant_data_are_reconstructed_exactly():
    X = np.full((20, 3), 7.5)
    fitted = model().fit(X)
    assert fitted.score(X) in (0.0, 1.0)
    np.testing.assert_allclose(fitted.reconstruct(X), X, atol=1)


def test_score_of_one_sample_is_a_number(X):
    assert model().fit(X).score(X[:1]) in (0.0, 1.0)


def test_nan_is_named_with_row_column_and_name(X):
    X[3, 4] = np.nan
    frame = pd.DataFrame(X, columns=list("abcdef"))
    with pytest.raises(InvalidDataError, match=r"NaN in row 3, column 4 \('e'\)"):
        model().fit(frame)
    X[3, 4] = -np.inf
    with pytest.raises(
        InvalidDataError, match=r"infinity \(inf\) in row 3, column 4\."
    ):
        model().fit(X)


def test_text_is_named_with_row_and_column():
    frame = pd.DataFrame({"a": [1.0, 2.0, 3.0], "town": ["x", "y", "z"]})
    message = "X must be numeric; got 'x' in row 0, column 1 ('town')."
    with pytest.raises(InvalidDataError, match=re.escape(message)):
        model().fit(frame)


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        (
            np.zeros((3, 5)),
            "Codes must have shape (n_samples, 2), n_components columns; got shape (3, "
            "5).",
        ),
        (
            np.zeros(2),
            "Codes must have shape (n_samples, 2), n_components columns; got shape "
            "(2,).",
        ),
        ([[0, np.nan]], "Codes must be finite in float32; got nan in row 0, column 1."),
        (
            [["a", "b"]],
            "Codes must be numeric: could not convert string to float: 'a'.",
        ),
    ],
)
def test_codes_that_cannot_be_decoded_get_one_exact_line(X, codes, message):
    with pytest.raises(InvalidDataError) as caught:
        model().fit(X).inverse_transform(codes)
    assert str(caught.value) == message


def test_one_row_is_refused_by_fit_and_taken_by_partial_fit(X):
    with pytest.raises(InvalidDataError, match="minimum of 2 is required"):
        model().fit(X[:1])
    assert model().partial_fit(X[:1]).transform(X[:1]).shape == (1, 2)


def test_more_components_than_features_are_allowed(X):
    assert model(n_components=20).fit_transform(X).shape == (40, 20)


def test_verbose_shows_progress_and_silence_is_the_default(X, capsys):
    model().fit(X)
    assert capsys.readouterr() == ("", "")
    model(verbose=1).fit(X)
    out, err = capsys.readouterr()
    assert out == ""
    assert "epoch 2/2" in err


def test_seconds_in_the_history_are_those_of_training(X):
    started = time.perf_counter()
    fitted = model(max_epochs=3).fit(X)
    elapsed = time.perf_counter() - started
    assert 0 < sum(record["seconds"] for record in fitted.history_) <= elapsed
