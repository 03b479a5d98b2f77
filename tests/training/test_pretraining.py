"""Pretraining: what each layer learns, and where its weights go."""

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits
from sklearn.linear_model import LinearRegression

from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.models.autoencoder import Autoencoder
from autoencode.nn.mlp import layer_pairs
from autoencode.training import batches


@pytest.fixture(scope="module")
def digits():
    return load_digits().data.astype(np.float32)[:300] / 16


def deep(**changes):
    parameters = {
        "n_components": 4,
        "hidden_layer_sizes": (24, 12),
        "activation": "sigmoid",
        "loss": "cross_entropy",
        "pretraining": "rbm",
        "pretraining_epochs": 3,
        "max_epochs": 1,
        "learning_rate": 1e-9,  # so that the weights are those of pretraining
        "schedule": "constant",
        "linear_skip": False,
        "random_state": 0,
    }
    return Autoencoder(**parameters | changes)


def test_unrolled_the_decoder_is_the_transposed_encoder(digits):
    model = deep().fit(digits)
    for pair in layer_pairs(model.network_):
        assert torch.allclose(pair.decoder.weight, pair.encoder.weight.T, atol=1e-6)


def test_codes_with_noise_are_pretrained_as_binary_units(digits):
    noisy = deep(code_activation="noisy_sigmoid").fit(digits)
    plain = deep(code_activation="sigmoid").fit(digits)
    layers = [layer_pairs(model.network_)[2].encoder for model in (noisy, plain)]
    assert torch.allclose(layers[0].weight, layers[1].weight, atol=1e-6)
    with pytest.raises(InvalidParameterError, match="noisy_sigmoid'; got 'autoenc"):
        deep(code_activation="noisy_sigmoid", pretraining="autoencoder").fit(digits)


def test_wide_samples_that_are_read_in_small_blocks_are_pretrained_alike(
    digits, monkeypatch
):
    given = {"pretraining": "autoencoder", "pretraining_epochs": 1}
    whole = deep(**given).fit(digits)
    monkeypatch.setattr(batches, "MIN_ROWS", 7)
    monkeypatch.setattr(batches, "MAX_VALUES", 7 * digits.shape[1])
    parts = deep(**given).fit(digits)
    codes = [model.transform(digits) for model in (whole, parts)]
    np.testing.assert_allclose(*codes, rtol=1e-4, atol=1e-5)


def test_tied_weights_can_be_pretrained_too(digits):
    model = deep(tied_weights=True).fit(digits)
    assert model.pretraining_history_[-1]["layer"] == 3


@pytest.mark.parametrize("kind", ["rbm", "autoencoder"])
def test_history_has_each_epoch_of_each_layer_and_errors_fall(kind, digits):
    model = deep(pretraining=kind).fit(digits)
    history = model.pretraining_history_
    assert [(r["layer"], r["epoch"]) for r in history] == [
        (layer, epoch) for layer in (1, 2, 3) for epoch in (1, 2, 3)
    ]
    for layer in (1, 2, 3):
        losses = [r["loss"] for r in history if r["layer"] == layer]
        assert losses[-1] < losses[0]


@pytest.mark.parametrize(
    ("loss", "power"), [("squared_error", 2), ("absolute_error", 1)]
)
def test_the_loss_of_the_first_layer_has_the_unit_of_the_samples(loss, power, digits):
    parts = [
        deep(pretraining="autoencoder", loss=loss, max_epochs=1).fit(factor * digits)
        for factor in (1, 100)
    ]
    for layer, expected in ((1, 100**power), (2, 1)):
        one, other = (
            next(r["loss"] for r in model.pretraining_history_ if r["layer"] == layer)
            for model in parts
        )
        assert other / one == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize("kind", ["rbm", "autoencoder"])
def test_layers_can_have_epochs_and_rates_of_their_own(kind, digits):
    rates = (0.02, "auto", 0.004)
    model = deep(
        pretraining=kind, pretraining_epochs=(2, 1, 3), pretraining_learning_rate=rates
    ).fit(digits)
    history = model.pretraining_history_
    assert [r["layer"] for r in history] == [1, 1, 2, 3, 3, 3]
    if kind == "rbm":  # the others' fall to 0 within a layer
        found = [r["learning_rate"] for r in history]
        assert found == [0.02, 0.02, 0.1, 0.004, 0.004, 0.004]
    alike = deep(pretraining=kind, pretraining_epochs=(2, 2, 2)).fit(digits)
    same = deep(pretraining=kind, pretraining_epochs=2).fit(digits)
    np.testing.assert_array_equal(alike.transform(digits), same.transform(digits))


def test_first_weights_of_machines_are_as_large_as_told(digits):
    stds = (0.3, 0.1, 0.02)
    model = deep(pretraining_learning_rate=1e-9, pretraining_weight_std=stds)
    for pair, std in zip(layer_pairs(model.fit(digits).network_), stds, strict=True):
        assert float(pair.encoder.weight.detach().std()) == pytest.approx(std, rel=0.2)


@pytest.mark.parametrize(
    "changes",
    [
        {"pretraining_epochs": (1, 2)},
        {"pretraining_learning_rate": ("auto",) * 4},
        {"pretraining_weight_std": (0.1, 0.01)},
        {"pretraining": "isomap", "pretraining_epochs": (1, 2, 3)},
    ],
)
def test_other_numbers_than_one_for_each_layer_are_refused(changes, digits):
    with pytest.raises(InvalidParameterError, match=r"must be a (single )?number"):
        deep(**changes).fit(digits)


def test_numpy_s_numbers_are_numbers_of_epochs_too(digits):
    model = deep(pretraining_epochs=np.int64(2)).fit(digits)
    assert model.pretraining_history_[-1]["epoch"] == 2


@pytest.mark.parametrize(
    "epochs", [(), (1, 0, 1), (1.5, 1, 1), ("auto", 1, 1), ((1, 2), 1, 1)]
)
def test_tuples_of_what_is_no_number_of_epochs_are_refused(epochs, digits):
    with pytest.raises(InvalidParameterError, match="or a tuple of such"):
        deep(pretraining_epochs=epochs).fit(digits)


@pytest.mark.parametrize("kind", ["rbm", "autoencoder"])
@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_pretrained_networks_reconstruct_before_any_fine_tuning(
    kind, activation, digits
):
    parameters = {"activation": activation, "pretraining_epochs": 30}
    if activation == "relu":
        parameters["loss"] = "squared_error"
    pretrained = deep(pretraining=kind, **parameters).fit(digits)
    random = deep(pretraining="none", **parameters).fit(digits)
    assert pretrained.score(digits) > random.score(digits) + 0.3


def test_outputs_in_the_unit_interval_are_those_of_binary_units(digits):
    changes = {"loss": "squared_error", "output_activation": "sigmoid"}
    pretrained = deep(pretraining_epochs=30, **changes).fit(digits)
    as_binary = deep(pretraining_epochs=30).fit(digits)
    assert pretrained.score(digits) == pytest.approx(as_binary.score(digits), abs=0.02)
    random = deep(pretraining="none", **changes).fit(digits)
    assert pretrained.score(digits) > random.score(digits) + 0.3


@pytest.mark.parametrize("total", [1, 60])
def test_counts_are_those_of_softmax_units(total):
    # Before fine-tuning the network predicts the words better than their frequencies
    # do. Gaussian units would learn logits as large as the counts.
    rng = np.random.default_rng(0)
    topics = rng.dirichlet(np.full(12, 0.2), size=2)
    X = np.stack([rng.multinomial(60, topics[i % 2]) for i in range(400)]) * total / 60
    layers = {"hidden_layer_sizes": (), "n_components": 6, "code_activation": "sigmoid"}
    machine = deep(loss="multinomial", pretraining_epochs=60, **layers).fit(X)
    frequencies = X.mean(axis=0) / X.sum(axis=1).mean()

    def log_likelihood(proportions):
        return (X * np.log(proportions)).sum() / X.sum()

    found = log_likelihood(machine.reconstruct(X))
    assert found > log_likelihood(frequencies) + 0.1


def test_masking_noise_changes_what_shallow_autoencoders_learn(digits):
    plain = deep(pretraining="autoencoder").fit(digits)
    noisy = deep(pretraining="autoencoder", pretraining_mask_fraction=0.5).fit(digits)
    assert not np.allclose(plain.transform(digits), noisy.transform(digits))


def test_same_seed_gives_the_same_bits(digits):
    first, second = (deep().fit(digits) for _ in range(2))
    assert np.array_equal(first.transform(digits), second.transform(digits))


def test_held_out_samples_take_no_part_in_pretraining(digits):
    model = deep(validation_fraction=0.5).fit(digits)
    changed = digits.copy()
    changed[model.validation_rows_] = 0.5
    again = deep(validation_fraction=0.5).fit(changed)
    first, second = (m.pretraining_history_ for m in (model, again))
    for one, other in zip(first, second, strict=True):
        assert one["loss"] == other["loss"]


def test_what_cannot_be_pretrained_is_named(digits):
    with pytest.raises(
        InvalidParameterError, match="activation and code_activation must be"
    ):
        deep(activation="silu").fit(digits)
    with pytest.raises(InvalidParameterError, match="without normalization"):
        deep(batch_norm=True).fit(digits)


def test_layers_are_told_while_they_learn(digits, capsys):
    told = []
    for _ in deep().fit_epochs(
        digits, on_layer=lambda r, n: told.append((r["layer"], n))
    ):
        pass
    assert told == [(layer, 3) for layer in (1, 1, 1, 2, 2, 2, 3, 3, 3)]
    deep(verbose=1).fit(digits)
    text = capsys.readouterr().err
    assert "pretraining layer 3/3: epoch 3/3" in text
    assert "\n" in text
    deep().fit(digits)
    assert capsys.readouterr().err == ""


def test_isomap_of_fewer_samples_than_code_units_leaves_the_others_at_zero():
    X = np.random.default_rng(0).normal(size=(2, 1))
    model = Autoencoder(
        n_components=3, pretraining="isomap", max_epochs=1, random_state=0
    )
    assert np.isfinite(model.fit(X).transform(X)).all()


def test_isomap_of_a_single_sample_is_refused():
    X = np.random.default_rng(0).normal(size=(2, 3))
    model = Autoencoder(pretraining="isomap", validation_fraction=0.5, random_state=0)
    with pytest.raises(InvalidDataError, match="at least 2 samples to train on; got 1"):
        model.fit(X)


def test_isomap_lays_the_codes_of_a_bent_sheet_flat():
    # A half circle times a line: along the arc a plain code has no reason to be even.
    rng = np.random.default_rng(0)
    angle, height = rng.uniform(0, 1.5 * np.pi, 400), rng.uniform(0, 4, 400)
    X = np.column_stack([3 * np.cos(angle), height, 3 * np.sin(angle)])
    model = Autoencoder(
        pretraining="isomap",
        pretraining_epochs=60,
        max_epochs=20,
        random_state=0,
    ).fit(X)
    codes = model.transform(X)
    for place in (angle, height):
        told = LinearRegression().fit(codes, place).predict(codes)
        assert np.corrcoef(told, place)[0, 1] > 0.97
    assert model.score(X) > 0.98
    assert {record["layer"] for record in model.pretraining_history_} == {1}
