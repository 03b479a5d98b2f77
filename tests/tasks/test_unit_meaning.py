"""What the units of a code mean."""

import json

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
import torch
from sklearn.decomposition import PCA
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from autoencode.errors import InvalidDataError
from autoencode.models import MODELS
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.quantized import VectorQuantizedAutoencoder
from autoencode.models.variational import VariationalAutoencoder
from autoencode.tasks.sensitivity import sensitivities
from autoencode.tasks.tables import TableAutoencoder
from autoencode.tasks.unit_meaning import describe_units


@pytest.fixture
def X():
    rng = np.random.default_rng(0)
    return rng.normal(size=(80, 2)) @ rng.normal(size=(2, 6)) + 3


def fitted(X, n_components=2, **parameters):
    model = Autoencoder(n_components=n_components, random_state=0, **parameters)
    return model.set_params(max_epochs=parameters.get("max_epochs", 20)).fit(X)


def test_derivatives_of_a_linear_autoencoder_are_its_weights(X):
    model = fitted(X, hidden_layer_sizes=())
    layers = [m for m in model.network_.modules() if isinstance(m, torch.nn.Linear)]
    weights = layers[0].weight.detach().numpy() / model.scale_
    found = sensitivities(model, X)
    assert found.signed == pytest.approx(weights, rel=1e-4)
    assert found.absolute == pytest.approx(np.abs(weights), rel=1e-4)


def test_derivatives_are_the_differences_of_codes(X):
    model, step = fitted(X.astype(np.float64), hidden_layer_sizes=(8,)), 1e-2
    found = sensitivities(model, X)
    for j in range(X.shape[1]):
        shift = step * (np.arange(6) == j)
        slopes = (model.transform(X + shift) - model.transform(X - shift)) / (2 * step)
        assert found.signed[:, j] == pytest.approx(slopes.mean(axis=0), abs=2e-2)
        absolute = np.abs(slopes).mean(axis=0)
        assert found.absolute[:, j] == pytest.approx(absolute, abs=2e-2)


def test_the_unit_itself_and_what_it_was_made_of_are_found(X):
    model = fitted(X)
    codes = model.transform(X)
    noise = np.random.default_rng(1).normal(size=80)
    units = describe_units(model, X, {"itself": codes[:, 1], "noise": noise})
    best = units.strongest(1, 1, source="property")[0]
    assert (best.name, best.source) == ("itself", "property")
    assert best.pearson == pytest.approx(1)
    assert best.spearman == pytest.approx(1)
    assert "noise" not in [each.name for each in units.strongest(0, 8)]
    assert units.sources.count("column") == 6
    assert units.pearson.shape == (2, 8)
    assert len(units.rows()) == 16
    summary = json.loads(json.dumps(units.to_json(), allow_nan=False))
    assert summary["units"][1]["correlations"][0]["name"] == "itself"
    header, rows = units.table(2)
    assert header[2:] == ["property 1", "property 2", "column 1", "column 2"]
    assert "itself +1.00 (+1.00)" in rows[list(units.order).index(1)]
    assert "left out" in units.lines()[0]


def test_a_traversal_moves_one_unit_and_keeps_the_others(X):
    model = fitted(X, hidden_layer_sizes=())
    units = describe_units(model, X, start=X[3:4])
    code = model.transform(X[3:4])[0].astype(float)
    for unit in range(2):
        moved = np.tile(code, (9, 1))
        moved[:, unit] = units.steps[unit]
        expected = model.inverse_transform(moved)
        assert units.traversals[unit] == pytest.approx(expected, rel=1e-4, abs=1e-4)
    codes = model.transform(X)
    ends = np.percentile(codes, [1, 99], axis=0).T
    assert units.steps[:, [0, -1]] == pytest.approx(ends, rel=1e-5)


@pytest.mark.parametrize("name", [n for n in MODELS if n != "vector_quantized"])
def test_units_of_every_model_can_be_described(name):
    X = np.random.default_rng(0).uniform(size=(40, 12)).astype(np.float32)
    model = MODELS[name]()
    known = model.get_params()
    small = {"max_epochs": 1, "n_components": 2, "n_active": 1, "random_state": 0}
    model.set_params(**{k: v for k, v in small.items() if k in known}).fit(X)
    units = describe_units(model, X, image_shape=(3, 4))
    assert units.traversals.shape == (2, 9, 12)
    assert units.sensitivities.absolute.shape == (2, 12)
    assert np.isfinite(units.sensitivities.signed).all()
    assert "thickness" in units.names


def test_codes_of_a_codebook_have_no_derivatives_and_a_note_says_so(X):
    model = VectorQuantizedAutoencoder(max_epochs=2, random_state=0).fit(X)
    units = describe_units(model, X)
    assert units.sensitivities is None
    assert "do not have derivatives" in " ".join(units.lines())


def test_the_mean_code_of_a_variational_autoencoder_is_described(X):
    model = VariationalAutoencoder(n_components=2, max_epochs=5, random_state=0).fit(X)
    units = describe_units(model, X, {"mean code": model.transform(X)[:, 0]})
    assert units.pearson[0, 0] == pytest.approx(1)


def test_columns_behind_a_scaler_are_the_scaled_ones(X):
    X = X * [1, 10, 100, 1, 1, 1]
    pipeline = make_pipeline(
        StandardScaler(), Autoencoder(max_epochs=5, n_components=2)
    )
    pipeline.set_params(autoencoder__random_state=0).fit(X)
    units = describe_units(pipeline, X, feature_names=list("abcdef"))
    assert units.feature_std == pytest.approx(np.ones(6))
    assert units.feature_names == list("abcdef")


def test_images_behind_a_scaler_are_decoded_in_their_own_units(X):
    pipeline = make_pipeline(
        StandardScaler(), Autoencoder(max_epochs=5, n_components=2)
    )
    pipeline.set_params(autoencoder__random_state=0).fit(X)
    units = describe_units(pipeline, X, image_shape=(2, 3))
    median = np.median(pipeline.transform(X), axis=0)
    steps = np.tile(median, (9, 1))
    steps[:, 0] = units.steps[0]
    assert units.traversals[0] == pytest.approx(pipeline.inverse_transform(steps))


def test_images_are_described_as_they_were_fitted():
    X = np.random.default_rng(0).uniform(size=(30, 8, 8)).astype(np.float32)
    model = Autoencoder(
        network="convolutional", n_components=2, max_epochs=1, random_state=0
    )
    units = describe_units(model.fit(X), X)
    assert units.image_shape == (8, 8)
    assert units.traversals.shape == (2, 9, 64)
    assert units.feature_names is None


def test_sparse_samples_give_what_dense_ones_do():
    X = scipy.sparse.random_array((60, 9), density=0.3, rng=0).tocsr()
    model = fitted(X.toarray(), max_epochs=3)
    found, expected = describe_units(model, X), describe_units(model, X.toarray())
    assert found.pearson == pytest.approx(expected.pearson, abs=1e-5)
    assert found.sensitivities.signed == pytest.approx(
        expected.sensitivities.signed, abs=1e-5
    )


def test_a_table_is_described_by_its_encoded_columns():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(
        {"a": rng.normal(size=60), "c": rng.choice(["x", "y", "z"], 60)}
    )
    frame.loc[3, "a"] = None
    model = TableAutoencoder(n_components=2, random_state=0)
    model.set_params(autoencoder=MODELS["mixed"](max_epochs=3)).fit(frame)
    units = describe_units(model, frame, {"known": frame["a"].fillna(0)})
    assert units.names[:3] == ["known", "a", "a is missing"]
    assert sorted(units.names[3:]) == ["c=x", "c=y", "c=z"]
    assert units.traversals.shape == (2, 9, 5)


def test_columns_that_few_samples_have_a_value_of_need_larger_correlations():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(300, 4))
    model = fitted(X, max_epochs=1)
    known = {f"p{j}": np.full(300, np.nan) for j in range(8)}
    for values in known.values():
        values[rng.choice(300, 12, replace=False)] = rng.normal(size=12)
    known["itself"] = np.where(np.arange(300) < 12, model.transform(X)[:, 0], np.nan)
    units = describe_units(model, X, known)
    assert np.nanmax(np.abs(units.pearson[:, :8])) > 0.5
    for unit in (0, 1):
        clear = [each.name for each in units.strongest(unit, 9, source="property")]
        assert clear == (["itself"] if unit == 0 else [])
    assert units.strongest(0, 1)[0].n_samples == 12
    assert units.n_known.tolist() == [12] * 9 + [300] * 4
    assert "and more for columns with missing values" in units.lines()[0]
    assert units.rows()[8]["n_samples"] == 12


def test_an_extreme_value_alone_is_no_clear_correlation():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(100, 4))
    X[0] += 50
    model = fitted(X, max_epochs=1)
    extreme = rng.normal(size=100)
    extreme[0] = 100
    units = describe_units(model, X, {"extreme": extreme})
    assert np.abs(units.pearson[:, 0]).max() > 0.5
    for unit in (0, 1):
        assert not units.strongest(unit, source="property")


def test_a_subsample_keeps_properties_with_their_rows(X):
    model = fitted(X, max_epochs=3)
    known = {"itself": model.transform(X)[:, 0]}
    units = describe_units(model, X, known, max_samples=30)
    assert units.n_samples == 30
    assert units.pearson[0, 0] == pytest.approx(1)


def test_what_has_no_code_with_a_decoder_is_refused(X):
    with pytest.raises(InvalidDataError, match="needs a fitted autoencoder"):
        describe_units(PCA(2).fit(X), X)
    with pytest.raises(InvalidDataError, match="needs a fitted autoencoder"):
        describe_units(Autoencoder(), X)
    with pytest.raises(InvalidDataError, match="at least 2 samples"):
        describe_units(fitted(X, max_epochs=1), X[:1])
    with pytest.raises(InvalidDataError, match="one name for each of the 6 features"):
        describe_units(fitted(X, max_epochs=1), X, feature_names=["a"])
