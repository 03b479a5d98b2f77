"""Promises every estimator keeps; a new entry of ESTIMATORS is covered at once."""

import inspect
import pickle
import re
from dataclasses import fields

import numpy as np
import pandas as pd
import polars as pl
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal
from scipy import sparse
from sklearn.base import clone, is_classifier, is_clusterer
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

from autoencode.cli.options import build
from autoencode.constructors import constructor_parameters, parameter_descriptions
from autoencode.data.mixed import TableTransformer
from autoencode.estimators import ESTIMATORS
from autoencode.models import MODELS
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.parameters import AutoencoderParameters
from autoencode.models.wasserstein import WassersteinAutoencoder

# Codes are small here: no unit of the sparse one's is set to 0.
pytestmark = [
    pytest.mark.filterwarnings("ignore:n_active=8 with:UserWarning"),
    # Some samples here are fewer than the neighbours of a map.
    pytest.mark.filterwarnings("ignore:n_neighbors=15 is more than:UserWarning"),
    pytest.mark.filterwarnings("ignore:Neighbouring samples are:UserWarning"),
    # Some documents here have no words.
    pytest.mark.filterwarnings("ignore:.*documents have no word:UserWarning"),
    # Some samples here have no clusters.
    pytest.mark.filterwarnings("ignore:No structure was found:UserWarning"),
]


# With few hidden units, the partition function of an RBM is exact, and quick.
QUICK = {"max_epochs": 1, "hidden_layer_sizes": (16,), "n_components": 4}
QUICK |= {"n_members": 1, "prior_epochs": 1, "random_state": 0, "n_clusters": 2}


def quick(cls):
    """An estimator of the table that is fitted in a moment."""
    estimator = build(cls, {})
    for name, value in estimator.get_params().items():
        if name.split("__")[-1] == "autoencoder" and value is None:
            # As in the default of detectors, errors are not exactly 0 anywhere.
            own = Autoencoder(validation_fraction=0.0, linear_skip=False)
            estimator.set_params(**{name: own})
    names = {name: name.split("__")[-1] for name in estimator.get_params()}
    changes = {name: QUICK[last] for name, last in names.items() if last in QUICK}
    return estimator.set_params(**changes)


KINDS = ("dense", "sparse")


def expected_failures(estimator):
    """Checks that an estimator cannot pass, and why."""
    of_sparse = ("check_estimator_sparse_array", "check_estimator_sparse_matrix")
    if is_clusterer(estimator) and hasattr(estimator, "predict_proba"):
        why = "scikit-learn reads the tags of a classifier where there is predict_proba"
        return dict.fromkeys(of_sparse, why)
    if hasattr(estimator, "predict_numbers"):
        why = "a prediction for each item, where one for each sample is expected"
        return dict.fromkeys(of_sparse, why)
    if not is_classifier(estimator):
        return {}
    # Weights multiply the loss; repeated rows are other batches. As in scikit-learn's
    # own MLPClassifier and SGDClassifier.
    why = "the order of samples in batches differs"
    checks = (f"check_sample_weight_equivalence_on_{kind}_data" for kind in KINDS)
    return dict.fromkeys(checks, why)


@parametrize_with_checks(
    [quick(cls) for cls in ESTIMATORS.values()],
    expected_failed_checks=expected_failures,
)
def test_scikit_learn_contract(estimator, check):
    check(estimator)


@pytest.mark.parametrize("cls", ESTIMATORS.values(), ids=ESTIMATORS)
def test_every_parameter_is_described_in_the_docstrings(cls):
    found = parameter_descriptions(cls)
    assert not any("]_" in text for text in found.values())  # references
    assert set(constructor_parameters(cls)) <= set(found)
    assert all(len(text) > 10 for text in found.values())


def small(model, **changes):
    """Return a small one of a kind; ``changes`` are made where it has the parameter."""
    wanted = {"n_components": 2, "hidden_layer_sizes": (8,), "max_epochs": 3}
    wanted |= {"random_state": 0} | changes
    names = {parameter.name for parameter in fields(model)}
    return model(**{key: value for key, value in wanted.items() if key in names})


@pytest.fixture(params=MODELS.values(), ids=MODELS)
def estimator(request):
    return small(request.param)


@pytest.fixture(params=MODELS.values(), ids=MODELS)
def noisy(request):
    """One that draws random numbers while it learns."""
    return small(request.param, dropout=0.5)


def learning(model):
    """Return one that learns enough in a few epochs to be compared."""
    return small(model, hidden_layer_sizes=(), learning_rate=0.01, weight_std=0.3)


@pytest.fixture(params=MODELS.values(), ids=MODELS)
def learner(request):
    return learning(request.param)


INCREMENTAL = {k: model for k, model in MODELS.items() if hasattr(model, "partial_fit")}


@pytest.fixture(params=INCREMENTAL.values(), ids=INCREMENTAL)
def incremental(request):
    """One that can learn a part of the samples at a time, and enough of it."""
    return learning(request.param)


def test_same_seed_gives_the_same_bits(estimator, X):
    codes = estimator.fit_transform(X)
    assert_array_equal(clone(estimator).fit_transform(X), codes)


def test_products_in_bfloat16_lead_to_nearly_the_same(learner, X):
    learner.set_params(max_epochs=10, learning_rate=0.03)
    scores = [
        clone(learner).set_params(precision=precision).fit(X).score(X)
        for precision in ("float32", "bfloat16")
    ]
    assert scores[1] == pytest.approx(scores[0], abs=0.1)


def test_another_seed_gives_another_model(estimator, X):
    codes = estimator.fit_transform(X)
    other = clone(estimator).set_params(random_state=1).fit_transform(X)
    assert not np.allclose(codes, other)


def test_fitting_again_starts_afresh(estimator, X):
    codes = estimator.fit_transform(X)
    assert_array_equal(estimator.fit_transform(X), codes)
    assert len(estimator.history_) == estimator.max_epochs_


def test_one_sample_encodes_as_in_a_batch(estimator, X):
    codes = estimator.fit_transform(X)
    assert_allclose(estimator.transform(X[:1]), codes[:1], rtol=1e-4, atol=1e-6)


def test_global_random_state_is_untouched(noisy, X):
    estimator = noisy
    torch.manual_seed(7)
    numpy_state = np.random.get_state()[1].copy()  # noqa: NPY002
    before = torch.random.get_rng_state()
    estimator.fit(X)
    for _ in estimator.fit_epochs(X):  # nor is it while an epoch is over
        assert torch.equal(torch.random.get_rng_state(), before)
    if hasattr(estimator, "partial_fit"):
        estimator.partial_fit(X)
    assert torch.equal(torch.random.get_rng_state(), before)
    assert_array_equal(np.random.get_state()[1], numpy_state)  # noqa: NPY002


def test_noise_does_not_depend_on_the_global_state(noisy, X):
    torch.manual_seed(1)
    codes = noisy.fit_transform(X)
    torch.manual_seed(2)
    assert_array_equal(clone(noisy).fit_transform(X), codes)


def test_every_bad_parameter_is_named_in_the_error(estimator, X):
    for parameter in fields(estimator):
        if "rule" in parameter.metadata:
            broken = clone(estimator).set_params(**{parameter.name: -1})
            with pytest.raises(ValueError, match=f"{parameter.name} must be .*got -1"):
                broken.fit(X)


@pytest.mark.parametrize("cls", [AutoencoderParameters, *MODELS.values()])
def test_every_parameter_is_described_with_its_default(cls):
    text = inspect.getdoc(cls)
    listed = re.findall(r"^(\w+(?:, \w+)*) : (.*)", text, re.MULTILINE)
    texts = {name: text for names, text in listed for name in names.split(", ")}
    for parameter in fields(cls):
        default = f"default={parameter.default!r}".replace("'", '"')
        assert default in texts[parameter.name], parameter.name


def test_all_kinds_of_input_give_the_same_codes(estimator, X):
    X = np.where(X > 0, X, 0.0)
    codes = estimator.fit_transform(X)
    frame = pd.DataFrame(X, columns=list("abcdef"))
    for kind in (sparse.csr_array(X), sparse.csc_matrix(X), sparse.coo_array(X)):
        same = clone(estimator).fit_transform(kind)
        assert_allclose(same, codes, rtol=1e-3, atol=1e-6)
    for kind in (frame, pl.DataFrame(frame.to_dict("list"))):
        model = clone(estimator)
        # A frame's columns are laid out otherwise, and sums round otherwise.
        assert_allclose(model.fit_transform(kind), codes, rtol=1e-3, atol=1e-6)
        assert list(model.feature_names_in_) == list("abcdef")


TENSORS = {
    "with gradients": lambda tensor: tensor.requires_grad_(),
    "sparse": lambda tensor: tensor.to_sparse(),
    "sparse by rows": lambda tensor: tensor.to_sparse_csr(),
    "bfloat16": lambda tensor: tensor.bfloat16(),
}


@pytest.mark.filterwarnings("ignore:Sparse CSR tensor support is:UserWarning")
@pytest.mark.parametrize("kind", TENSORS)
def test_tensors_of_all_kinds_are_read(kind, X, tmp_path):
    X = torch.from_numpy(X).bfloat16().float()
    samples = TENSORS[kind](X.clone())
    model = small(Autoencoder)
    codes = clone(model).fit(samples, checkpoint=tmp_path / kind).transform(samples)
    expected = model.fit(X).transform(X)
    assert_array_equal(codes, expected)
    decoded = model.inverse_transform(TENSORS[kind](torch.from_numpy(codes)))
    assert_allclose(decoded, model.inverse_transform(codes), rtol=0.1, atol=0.1)
    steps = [model.interpolate(each[0], each[1]) for each in (X, samples.to_dense())]
    assert_array_equal(*(each.in_code_space for each in steps))
    images = TENSORS[kind](X[:, :4].clone()).to_dense().reshape(-1, 2, 2)
    assert small(Autoencoder).fit(images).n_features_in_ == 4
    assert TableTransformer().fit_transform(samples).shape == (len(X), 2 * X.shape[1])


def test_memory_maps_and_integers_are_read_as_they_are(estimator, tmp_path):
    X = np.random.default_rng(0).integers(0, 255, size=(30, 5), dtype=np.uint8)
    np.save(tmp_path / "x.npy", X)
    mapped = np.load(tmp_path / "x.npy", mmap_mode="r")
    codes = clone(estimator).fit_transform(mapped)
    assert_array_equal(clone(estimator).fit_transform(X), codes)
    if hasattr(estimator, "linear_skip"):
        # Started as PCA, gradients are rounding errors, which depend on the type.
        estimator.set_params(linear_skip=False)
        codes = clone(estimator).fit_transform(mapped)
    assert_allclose(estimator.fit_transform(X.astype(float)), codes, rtol=1e-4)


def test_fit_and_transform_do_not_change_their_input(estimator, X):
    before = X.copy()
    estimator.fit(X).inverse_transform(estimator.transform(X))
    assert_array_equal(X, before)


def test_reconstruct_is_transform_and_back(estimator, X):
    estimator.fit(X)
    X_hat = estimator.inverse_transform(estimator.transform(X))
    assert_array_equal(estimator.reconstruct(X), X_hat)
    error = np.square(X - X_hat).sum(axis=1)
    assert_allclose(estimator.reconstruction_error(X), error, rtol=1e-4)
    spread = np.square(X - X.mean(axis=0)).sum(axis=1)
    assert estimator.score(X) == pytest.approx(
        1 - error.mean() / spread.mean(), abs=1e-6
    )


def test_reconstructions_have_the_type_of_the_samples(estimator, X):
    for dtype, expected in [(np.float32, np.float32), (np.float64, np.float64)]:
        estimator.fit(X.astype(dtype))
        assert estimator.reconstruct(X.astype(dtype)).dtype == expected
        assert estimator.transform(X.astype(dtype)).dtype == np.float32


def test_works_in_a_pipeline_and_gives_data_frames(estimator, X):
    pipeline = make_pipeline(StandardScaler(), estimator)
    pipeline.set_output(transform="pandas")
    codes = pipeline.fit_transform(X)
    assert isinstance(codes, pd.DataFrame)
    assert list(codes.columns) == list(estimator.get_feature_names_out())
    assert pipeline.inverse_transform(codes.to_numpy()).shape == X.shape


def test_grid_search_prefers_the_larger_code(learner, X):
    learner.set_params(max_epochs=12, learning_rate=0.1)
    if isinstance(learner, WassersteinAutoencoder):  # else two units give way to it
        learner.set_params(mmd_weight=0.01)
    sizes = {"n_components": [1, 2]}
    search = GridSearchCV(learner, sizes, cv=2, refit=False).fit(X)
    assert search.best_params_ == {"n_components": 2}


def test_a_pickled_model_gives_the_same_codes(estimator, X):
    codes = estimator.fit_transform(X)
    assert_array_equal(pickle.loads(pickle.dumps(estimator)).transform(X), codes)


def test_history_has_a_record_per_epoch_whose_terms_add_up(estimator, X):
    estimator.fit(X)
    epochs = list(range(1, estimator.max_epochs_ + 1))
    assert [record["epoch"] for record in estimator.history_] == epochs
    fixed = {"epoch", "layer", "loss", "learning_rate", "seconds"}
    fixed |= {"active_units", "used_entries", "discriminator"}  # no terms of the loss
    for record in estimator.history_:
        for prefix in ("", "validation_")[: 1 + ("validation_loss" in record)]:
            terms = {
                name
                for name in set(record) - fixed
                if name.startswith("validation_") == bool(prefix)
                and name != "validation_loss"
            }
            assert terms
            total = sum(record[name] for name in terms)
            assert record[f"{prefix}loss"] == pytest.approx(total, rel=1e-5)


def test_partial_fit_goes_on_where_it_stopped(incremental, X):
    estimator = incremental
    estimator.partial_fit(X[:20]).partial_fit(X[20:])
    before = estimator.reconstruction_error(X).mean()
    for _ in range(20):
        estimator.partial_fit(X)
    assert estimator.reconstruction_error(X).mean() < before
    assert len(estimator.history_) == 22
    assert estimator.partial_fit(X[:1]).transform(X[:1]).shape == (1, 2)


def test_partial_fit_after_fit_improves_the_fitted_model(incremental, X):
    estimator = incremental
    error = estimator.fit(X).reconstruction_error(X).mean()
    for _ in range(10):
        estimator.partial_fit(X)
    assert estimator.reconstruction_error(X).mean() < error
