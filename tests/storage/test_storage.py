"""Save and load: the same model comes back, and nothing but the model."""

import hashlib
import io
import os
import pickle
import subprocess
import sys
import threading
import warnings
import zipfile
from dataclasses import fields

import numpy as np
import pandas as pd
import pytest
import skops.io
import torch
from folders import tree
from numpy.testing import assert_array_equal
from run_folders import (
    assert_same_outputs,
    changed,
    configuration_of,
    configure,
    fit,
    outputs,
    part,
    people,
    put,
    set_manifest,
    small_model,
)
from safetensors.torch import load_file
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import PCA
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    MaxAbsScaler,
    MinMaxScaler,
    Normalizer,
    OneHotEncoder,
    OrdinalEncoder,
    PowerTransformer,
    QuantileTransformer,
    RobustScaler,
    StandardScaler,
)
from torch import nn

from autoencode import Autoencoder, load, save
from autoencode.data.mixed import TableTransformer
from autoencode.errors import InvalidParameterError, OutputError, RunFolderError
from autoencode.estimators import ESTIMATORS
from autoencode.models import MODELS
from autoencode.storage import Run, load_run, save_run

PARAMETERS = {
    "plain": {},
    "linear": {"hidden_layer_sizes": ()},
    "tied weights": {"tied_weights": True},
    "batch norm": {"batch_norm": True},
    "layer norm": {"layer_norm": True},
    "tied with batch norm": {"tied_weights": True, "batch_norm": True},
    "dropout": {"dropout": 0.5},
    "number of layers": {"hidden_layer_sizes": None, "n_hidden_layers": 2},
    "default widths": {"hidden_layer_sizes": None},
    "leaky ReLU": {
        "activation": "leaky_relu",
        "code_activation": "leaky_relu",
        "negative_slope": 0.2,
    },
    "sigmoid output": {"output_activation": "sigmoid"},
    "cross-entropy": {"loss": "cross_entropy"},
    "nothing held out": {"validation_fraction": 0.0},
    "image": {"image_shape": (2, 3)},
    "pretrained": {"activation": "relu", "pretraining": "rbm", "pretraining_epochs": 1},
    "pretrained by layer": {
        "activation": "sigmoid",
        "pretraining": "rbm",
        "pretraining_epochs": (1, 2),
    },
}


# What makes no sense where the encoder gives distributions, and what tables have of
# their own; they say so.
OF_DISTRIBUTIONS = {"tied_weights", "code_activation", "pretraining"}
REFUSED = dict.fromkeys(
    ("variational", "vae_gan", "feature_consistent"), OF_DISTRIBUTIONS
) | {"mixed": {"loss", "output_activation"}}


def cases():
    """Return (model, case) for every case that says what the model has."""
    return [
        (name, case)
        for name, model in MODELS.items()
        for case, parameters in PARAMETERS.items()
        if set(parameters) <= {parameter.name for parameter in fields(model)}
        and not set(parameters) & REFUSED.get(name, set())
    ]


def assert_same_model(loaded, model, X):
    """All that a user can ask of the two models is equal, bit by bit."""
    assert type(loaded) is type(model)
    codes = model.transform(X)
    assert_array_equal(loaded.transform(X), codes)
    decoded, expected = loaded.inverse_transform(codes), model.inverse_transform(codes)
    assert_array_equal(decoded, expected)
    assert decoded.dtype == expected.dtype
    assert_array_equal(loaded.reconstruction_error(X), model.reconstruction_error(X))
    assert loaded.score(X) == model.score(X)
    assert list(loaded.get_feature_names_out()) == list(model.get_feature_names_out())
    assert loaded.history_ == model.history_
    learned = {name for name in vars(model) if name.endswith("_")}
    assert learned == {name for name in vars(loaded) if name.endswith("_")}
    for name in learned - {"network_", "history_"}:
        assert_array_equal(getattr(loaded, name), getattr(model, name))


@pytest.mark.parametrize("name", ESTIMATORS)
def test_a_loaded_estimator_is_the_saved_one(name, fits, saved):
    model, X = fits(name)
    loaded = load(saved(name))
    assert type(loaded) is type(model)
    assert_same_outputs(outputs(loaded, X), outputs(model, X))
    if hasattr(model, "get_feature_names_out"):
        names = list(model.get_feature_names_out())
        assert list(loaded.get_feature_names_out()) == names
    assert {n for n in vars(loaded) if n.endswith("_")} == {
        n for n in vars(model) if n.endswith("_")
    }
    parameters = loaded.get_params(deep=False)
    assert parameters.keys() == model.get_params(deep=False).keys()
    assert repr(loaded) == repr(model)


@pytest.mark.parametrize("name", ESTIMATORS)
def test_a_loaded_estimator_is_saved_again_as_the_same(name, saved, tmp_path):
    save(load(saved(name)), tmp_path / "again")
    for place in ("weights.safetensors", "history.csv"):
        if part(saved(name), place).exists():
            again = part(tmp_path / "again", place).read_bytes()
            assert again == part(saved(name), place).read_bytes()
    trees = [configuration_of(run) for run in (saved(name), tmp_path / "again")]
    assert trees[0]["estimator"] == trees[1]["estimator"]


@pytest.mark.parametrize("name", ESTIMATORS)
def test_a_loaded_estimator_is_fitted_again_to_the_same(name, fits, saved):
    model, X = fits(name)
    with warnings.catch_warnings(action="ignore"):  # of so small a fit
        again = fit(load(saved(name)), X)
    assert_same_outputs(outputs(again, X), outputs(model, X))


@pytest.mark.parametrize("name", ESTIMATORS)
def test_weights_can_be_read_by_anyone_with_safetensors(name, fits, saved):
    tensors = load_file(part(saved(name), "weights.safetensors"))
    model, _ = fits(name)
    for path, tensor in tensors.items():
        owner, of_network, key = path.rpartition("network_.")
        value = model
        for step in filter(None, (owner if of_network else path).split(".")):
            if isinstance(value, dict | list):
                value = value[int(step) if isinstance(value, list) else step]
            else:
                value = getattr(value, step)
        if of_network:
            value = value.network_.state_dict()[key]
        assert_array_equal(tensor, value)


# Codes are small here: no unit of the sparse one's is set to 0.
@pytest.mark.filterwarnings("ignore:n_active=8 with:UserWarning")
@pytest.mark.parametrize(("name", "case"), cases())
def test_a_loaded_model_is_the_saved_one(name, case, X, tmp_path):
    X = MinMaxScaler(clip=True).fit_transform(X)
    parameters = {"max_epochs": 2, "random_state": 0}
    if "hidden_layer_sizes" in {each.name for each in fields(MODELS[name])}:
        parameters["hidden_layer_sizes"] = (4,)
    model = MODELS[name](**parameters | PARAMETERS[case]).fit(X)
    save(model, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert_same_model(loaded, model, X)
    assert loaded.get_params() == model.get_params()


def test_float64_data_with_large_offsets_keep_their_precision(X, tmp_path):
    X = X + 1e9
    model = small_model().fit(X)
    save(model, tmp_path / "run")
    assert load(tmp_path / "run").mean_.dtype == np.float64
    assert_same_model(load(tmp_path / "run"), model, X)


def test_names_of_features_come_back_as_they_were(X, tmp_path):
    frame = pd.DataFrame(X, columns=["Größe", "b c", "d,e", 'f"g', "h\ni", ""])
    model = small_model().fit(frame)
    save(model, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert list(loaded.feature_names_in_) == list(frame.columns)
    assert_same_model(loaded, model, frame)


def test_numbers_of_numpy_come_back_as_plain_numbers(X, tmp_path):
    sizes = (np.int64(5), np.int32(4))
    model = small_model(
        n_components=np.int64(3),
        hidden_layer_sizes=sizes,
        learning_rate=np.float64(0.01),
        random_state=np.uint32(7),
    ).fit(X)
    save(model, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert_same_model(loaded, model, X)
    assert loaded.get_params()["hidden_layer_sizes"] == (5, 4)
    assert type(loaded.n_components) is int
    assert (loaded.learning_rate, loaded.random_state) == (0.01, 7)


def test_parameters_changed_after_the_fit_are_not_those_of_the_weights(X, tmp_path):
    model = small_model().fit(X)
    codes = model.transform(X)
    model.set_params(n_components=5, hidden_layer_sizes=(3, 2), activation="tanh")
    save(model, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert_array_equal(loaded.transform(X), codes)
    assert (loaded.n_components, loaded.activation) == (2, "silu")


def test_a_random_state_object_is_left_behind(X, tmp_path):
    state = np.random.RandomState(3)
    model = small_model(random_state=state).fit(X)
    save(model, tmp_path / "run")
    assert load(tmp_path / "run").random_state is None
    assert_same_model(load(tmp_path / "run"), model, X)


def test_a_model_of_partial_fits_is_loaded(X, tmp_path):
    model = small_model().partial_fit(X).partial_fit(X)
    save(model, tmp_path / "run")
    assert_same_model(load(tmp_path / "run"), model, X)


def test_a_loaded_model_can_be_trained_on(X, tmp_path):
    model = small_model(learning_rate=0.01, batch_size=8).fit(X)
    save(model, tmp_path / "run")
    loaded = load(tmp_path / "run")
    before = loaded.reconstruction_error(X).mean()
    for _ in range(10):
        loaded.partial_fit(X)
    assert loaded.reconstruction_error(X).mean() < before
    assert len(loaded.history_) == 12
    loaded.fit(X)
    assert_array_equal(loaded.transform(X), model.transform(X))


def log1p():
    return FunctionTransformer(np.log1p, inverse_func=np.expm1)


STEPS = {
    "MaxAbsScaler": MaxAbsScaler(),
    "MinMaxScaler": MinMaxScaler(clip=True),
    "QuantileTransformer": QuantileTransformer(
        n_quantiles=20, output_distribution="normal"
    ),
    "RobustScaler": RobustScaler(),
    "StandardScaler": StandardScaler(),
    "StandardScaler to pandas": StandardScaler().set_output(transform="pandas"),
    "Normalizer": Normalizer(),
    "PCA": PCA(6),
    "PCA of three": PCA(3),
    "PowerTransformer": PowerTransformer(),
    "Box-Cox": PowerTransformer(method="box-cox"),
    "log1p": log1p(),
    "two in one": make_pipeline(StandardScaler(), MinMaxScaler()),
}


@pytest.mark.parametrize("kind", STEPS)
def test_a_pipeline_comes_back_with_its_steps(kind, X, tmp_path):
    X = X - X.min() + 1
    pipeline = make_pipeline(STEPS[kind], small_model()).fit(X)
    save(pipeline, tmp_path / "run")
    loaded = load(tmp_path / "run")
    codes = pipeline.transform(X)
    assert_array_equal(loaded.transform(X), codes)
    assert repr(loaded) == repr(pipeline)
    if hasattr(pipeline, "inverse_transform"):
        assert_array_equal(
            loaded.inverse_transform(codes), pipeline.inverse_transform(codes)
        )
    assert_same_model(loaded[-1], pipeline[-1], pipeline[:-1].transform(X))
    run = load_run(tmp_path / "run")
    assert_array_equal(run.model.transform(run.scale(X)), codes)


MIXED_STEPS = {
    "an imputer, which has an inverse only with indicators": [
        ("numbers", SimpleImputer(), ["a", "b"]),
    ],
    "encoders of texts": [
        ("codes", OneHotEncoder(), ["town"]),
        ("ranks", OrdinalEncoder(), ["town"]),
        ("numbers", StandardScaler(), ["a", "b"]),
    ],
    "pipelines of columns by number, name, mask and slice": [
        ("filled", make_pipeline(SimpleImputer(), StandardScaler()), [0]),
        ("named", make_pipeline(OneHotEncoder()), ["town"]),
        ("masked", StandardScaler(), np.array([False, True, False])),
        ("sliced", "passthrough", slice(0, 1)),
        ("none", StandardScaler(), []),
    ],
}


@pytest.mark.parametrize("kind", MIXED_STEPS)
def test_a_step_is_tried_with_a_row_that_it_takes(kind, X, tmp_path):
    frame = pd.DataFrame({"a": X[:, 0], "b": X[:, 1], "town": ["Ulm", "Bonn"] * 20})
    columns = ColumnTransformer(MIXED_STEPS[kind])
    pipeline = make_pipeline(columns, small_model(n_components=1)).fit(frame)
    save(pipeline, tmp_path / "run")
    found = load(tmp_path / "run").transform(frame)
    assert_array_equal(found, pipeline.transform(frame))


@pytest.mark.parametrize("step", [SimpleImputer(), OneHotEncoder(), OrdinalEncoder()])
def test_a_step_may_have_no_inverse_and_refuse_unknown_values(step, X, tmp_path):
    frame = pd.DataFrame(X > 0.5, columns=list("abcdef")).replace({True: 2, False: 3})
    pipeline = make_pipeline(step, small_model()).fit(frame)
    save(pipeline, tmp_path / "run")
    found = load(tmp_path / "run").transform(frame)
    assert_array_equal(found, pipeline.transform(frame))


def test_rows_in_data_units_need_steps_with_an_inverse(X, tmp_path):
    pipeline = make_pipeline(SimpleImputer(), small_model()).fit(X)
    save(pipeline, tmp_path / "run")
    with pytest.raises(InvalidParameterError, match="SimpleImputer of the pipeline ha"):
        load_run(tmp_path / "run").unscale(X)


def test_the_order_of_an_array_in_memory_is_kept(X, tmp_path):
    model = small_model().fit(X)
    model.mean_by_row_ = np.asfortranarray(X)
    save(model, tmp_path / "run")
    assert load(tmp_path / "run").mean_by_row_.flags.fnc


def test_what_set_output_was_given_is_kept(X, tmp_path):
    pipeline = make_pipeline(StandardScaler(), small_model())
    pipeline.set_output(transform="pandas").fit(X)
    save(pipeline, tmp_path / "run")
    found = load(tmp_path / "run").transform(X)
    pd.testing.assert_frame_equal(found, pipeline.transform(X))
    configuration = configuration_of(tmp_path / "run")
    changed(configuration, "estimator/steps/1/1/output", "dask")
    configure(tmp_path / "run", configuration)
    with pytest.raises(RunFolderError, match=r"'output' must be one of 'default', "):
        load(tmp_path / "run")


def test_two_scalers_keep_their_order_and_names(X, tmp_path):
    frame = pd.DataFrame(X, columns=list("abcdef"))
    pipeline = make_pipeline(StandardScaler(), MinMaxScaler(), small_model()).fit(frame)
    save(pipeline, tmp_path / "run")
    loaded = load(tmp_path / "run")
    names = ["standardscaler", "minmaxscaler", "autoencoder"]
    assert [name for name, _ in loaded.steps] == names
    assert_array_equal(loaded.transform(frame), pipeline.transform(frame))
    loaded.fit(frame)
    assert_array_equal(loaded.transform(frame), pipeline.transform(frame))


def own_modules():
    torch.manual_seed(0)
    encoder = nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 2))
    return {"encoder": encoder, "decoder": nn.Linear(2, 6)}


def test_modules_of_ones_own_are_passed_again(X, tmp_path):
    with torch.random.fork_rng():
        model = small_model(**own_modules()).fit(X)
        save(model, tmp_path / "run")
        others = own_modules()
        torch.nn.init.zeros_(others["decoder"].weight)
        loaded = load(tmp_path / "run", **others)
    assert_same_model(loaded, model, X)
    assert not others["decoder"].weight.any()  # a copy is filled, not the user's own


@pytest.mark.parametrize(
    ("saved", "given", "message"),
    [
        (
            {"encoder"},
            {},
            "the model has its own encoder (Sequential). Code is never loaded: pass "
            "such a module, load(path, encoder=...).",
        ),
        (
            {"decoder"},
            {"encoder": nn.Linear(6, 2), "decoder": nn.Linear(2, 6)},
            "the model has no encoder of your own. Leave encoder= out.",
        ),
        (
            {"decoder"},
            {"decoder": nn.Linear(2, 6, bias=False)},
            "the network needs nothing for 'network_.decoder.bias'; it has float32 of "
            "shape (6,).",
        ),
        (
            {"decoder"},
            {"decoder": nn.Linear(2, 7)},
            "estimator is not a valid autoencoder (decoder must give a tensor of shape "
            "(batch, 6), the number of features; for 2 samples it gave (2, 7)).",
        ),
    ],
)
def test_modules_that_do_not_fit_are_refused(saved, given, message, X, tmp_path):
    with torch.random.fork_rng():
        modules = {name: own_modules()[name] for name in saved}
    save(small_model(**modules).fit(X), tmp_path / "run")
    with pytest.raises(RunFolderError) as caught:
        load(tmp_path / "run", **given)
    start = f"Cannot load {tmp_path / 'run'}: configuration.json or "
    assert str(caught.value) == f"{start}weights.safetensors: {message}"


def test_all_parts_of_a_run_come_back(X, tmp_path):
    model = small_model().fit(X)
    run = Run(
        estimator=model,
        input={"data": "a.csv", "drop": ["x"]},
        metrics={"rows": [{"error": 1.5}], "verdict": "fine"},
        samples={"X": X[:2], "epoch": np.arange(2), "X_hat": np.zeros((2, 2, 6))},
        pca=PCA(2).fit(X),
        about={"command": "autoencode fit a.csv"},
    )
    save_run(run, tmp_path / "run")
    loaded = load_run(tmp_path / "run")
    assert (loaded.input, loaded.metrics) == (run.input, run.metrics)
    assert loaded.about["command"] == "autoencode fit a.csv"
    assert set(loaded.samples) == {"X", "epoch", "X_hat"}
    for name, values in run.samples.items():
        assert_array_equal(loaded.samples[name], values)
    assert_array_equal(loaded.pca.transform(X), run.pca.transform(X))
    assert loaded.pca.n_components_ == 2


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"input": {"data": 3}}, "'data' is 3."),
        ({"input": {"feature_names": ["a"]}}, "'feature_names' has 1 names."),
        ({"samples": {"X": np.zeros(3)}}, "the samples' 'X' has the shape (3,)."),
        ({"samples": {"z": np.zeros(3)}}, "the samples' 'z' has the shape (3,)."),
    ],
)
def test_what_a_load_would_refuse_is_not_saved(parts, message, X, tmp_path):
    run = Run(estimator=small_model().fit(X), **parts)
    with pytest.raises(InvalidParameterError) as caught:
        save_run(run, tmp_path / "run")
    assert str(caught.value) == f"The run cannot be saved: {message}"
    assert tree(tmp_path) == {}


def test_a_save_replaces_the_run_and_its_pictures_but_nothing_else(X, tmp_path):
    run = tmp_path / "run"
    save(small_model().fit(X), run)
    (run / "pictures").mkdir()
    (run / "report.html").write_text("of the model before")
    (run / "MODEL_CARD.md").write_text("of the model before")
    (run / "notes.txt").write_text("mine")
    second = make_pipeline(StandardScaler(), small_model(n_components=3)).fit(X)
    save(second, run)
    assert_array_equal(load(run).transform(X), second.transform(X))
    names = {path.name for path in run.iterdir()}
    assert names == {
        "manifest.json", "notes.txt", part(run, "").name
    }  # fmt: skip
    assert (run / "notes.txt").read_text() == "mine"


def test_a_save_over_a_damaged_run_mends_it(X, tmp_path):
    run = tmp_path / "run"
    save(small_model().fit(X), run)
    (run / "manifest.json").write_text("{")
    model = small_model().fit(X)
    save(model, run)
    assert_same_model(load(run), model, X)


def test_folders_are_made_on_the_way(X, tmp_path):
    save(small_model().fit(X), tmp_path / "a" / "b" / "run")
    assert load(str(tmp_path / "a" / "b" / "run")).n_features_in_ == 6


def test_a_save_after_one_that_was_cut_off_is_taken(X, tmp_path):
    run = tmp_path / "run"
    (run / "version-0123456789abcdef").mkdir(parents=True)
    save(small_model().fit(X), run)
    assert load(run).n_features_in_ == 6


def foreign_folder(place):
    place.mkdir()
    (place / "thesis.tex").write_text("ten years of work")


def file(place):
    place.write_text("a file")


@pytest.mark.parametrize(
    ("make", "path", "message"),
    [
        (
            foreign_folder,
            "there",
            "Cannot save to {}: the folder holds other files. Give the name of a new "
            "folder.",
        ),
        (file, "there", "Cannot save to {}: it is a file. Give a folder's name."),
        (
            file,
            "there/run",
            "Cannot write {}: Not a directory. Choose another path.",
        ),
    ],
)
def test_a_place_that_is_taken_is_refused(make, path, message, X, tmp_path):
    make(tmp_path / "there")
    model = small_model().fit(X)
    before = tree(tmp_path)
    with pytest.raises(OutputError) as caught:
        save(model, tmp_path / path)
    assert str(caught.value) == message.format(tmp_path / path)
    assert tree(tmp_path) == before


def test_a_step_that_is_not_fitted_is_refused(X, tmp_path):
    model = small_model().fit(X)
    with pytest.raises(NotFittedError, match="This StandardScaler instance is not"):
        save(make_pipeline(StandardScaler(), model), tmp_path / "run")
    assert tree(tmp_path) == {}


class OddScaler(StandardScaler):
    """Has code of its own."""


OddScaler.__name__ = "StandardScaler"


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (
            OddScaler(),
            "standardscaler cannot be saved: it is a StandardScaler (StandardScaler())."
            " Numbers, text, lists, dictionaries, arrays and estimators of this "
            "package and of scikit-learn can; turn it into one of these.",
        ),
        (
            FunctionTransformer(np.copy),
            "functiontransformer (FunctionTransformer) cannot be saved: it holds the "
            "types 'numpy.copy', which may run code when they "
            "are loaded. Apply it before, and save the rest.",
        ),
        (
            "passthrough",
            "Step 'passthrough' of the pipeline is 'passthrough', which does not "
            "transform. Leave it out, and save the rest.",
        ),
    ],
)
def test_a_step_that_cannot_be_saved_is_refused(step, message, X, tmp_path):
    pipeline = make_pipeline(step, small_model()).fit(X)
    with pytest.raises(InvalidParameterError) as caught:
        save(pipeline, tmp_path / "run")
    assert str(caught.value) == message
    assert tree(tmp_path) == {}


def test_a_step_of_text_is_refused(X, tmp_path):
    pipeline = Pipeline(
        [("words", CountVectorizer().fit(["of words"])), ("model", None)]
    )
    pipeline.steps[1] = ("model", small_model().fit(X))
    with pytest.raises(InvalidParameterError, match=r"^The pipeline cannot be saved: "):
        save(pipeline, tmp_path / "run")


class Own(Autoencoder):
    """A subclass is not in the table."""


@pytest.mark.parametrize("thing", [PCA(), None, make_pipeline(StandardScaler()), Own()])
def test_what_is_no_estimator_of_the_table_is_refused(thing, tmp_path):
    message = r"^model must be one of 'AdversarialAutoencoder', .* Pipeline with one of"
    with pytest.raises(InvalidParameterError, match=message):
        save(thing, tmp_path / "run")
    assert tree(tmp_path) == {}


def test_pipelines_to_classifiers_and_searches_are_refused_with_the_way_out(
    X, tmp_path
):
    pipeline = make_pipeline(StandardScaler(), small_model(), LogisticRegression())
    pipeline.fit(X, X[:, 0] > 0)
    with pytest.raises(InvalidParameterError, match=r"save pipeline\[:2\], which ends"):
        save(pipeline, tmp_path / "run")
    search = GridSearchCV(small_model(), {"n_components": [1, 2]}, cv=2).fit(X)
    with pytest.raises(InvalidParameterError, match="save its best_estimator_"):
        save(search, tmp_path / "run")
    assert tree(tmp_path) == {}
    save(pipeline[:2], tmp_path / "run")
    save(search.best_estimator_, tmp_path / "best")


@pytest.mark.parametrize("name", ESTIMATORS)
def test_what_is_not_fitted_is_refused(name, tmp_path):
    with pytest.raises(NotFittedError, match="is not fitted yet"):
        save(ESTIMATORS[name](), tmp_path / "run")
    assert tree(tmp_path) == {}


def test_a_reader_sees_the_old_or_the_new_run_whole(X, tmp_path):
    run = tmp_path / "run"
    models = [small_model(n_components=n).fit(X) for n in (1, 2)]
    codes = {n: models[n - 1].transform(X) for n in (1, 2)}
    save(models[0], run)

    def write():
        for number in range(30):
            save(models[(number + 1) % 2], run)

    writer = threading.Thread(target=write)
    writer.start()
    seen = []
    while writer.is_alive():
        loaded = load(run)
        assert_array_equal(loaded.transform(X), codes[loaded.n_components])
        seen.append(loaded.n_components)
    writer.join()
    assert set(seen) == {1, 2}


SCRIPT = """
import sys
import numpy as np
from autoencode import Autoencoder, save

X = np.random.default_rng(0).normal(size=(200, 6))
model = Autoencoder(dropout=0.2, max_epochs=3, random_state=5).fit(X)
save(model, sys.argv[1])
"""


def test_the_same_seed_gives_the_same_bits_in_any_process(tmp_path):
    digests = []
    for number in range(2):
        exec(SCRIPT.replace("sys.argv[1]", repr(str(tmp_path / f"own{number}"))))
        digests.append(tmp_path / f"own{number}")
    other = tmp_path / "other"
    subprocess.run([sys.executable, "-c", SCRIPT, str(other)], check=True)
    weights = [part(run, "weights.safetensors") for run in (*digests, other)]
    assert len({hashlib.sha256(path.read_bytes()).digest() for path in weights}) == 1


class Trap:
    """Makes a file when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (str(self.path), "w")


def pickled(trap):
    return pickle.dumps(trap)


def torch_file(trap):
    buffer = io.BytesIO()
    torch.save({"network.x": trap}, buffer)
    return buffer.getvalue()


def skops_file(trap):
    scaler = FunctionTransformer(func=os.system)
    return skops.io.dumps({"standardscaler": scaler})


def skops_with_pickle(trap):
    buffer = io.BytesIO(
        skops.io.dumps({"standardscaler": StandardScaler().fit(np.eye(6))})
    )
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("trap.pkl", pickle.dumps(trap))
    return buffer.getvalue()


FILES = {
    "weights": "weights.safetensors",
    "objects": "transformers.skops",
    "samples": "samples.safetensors",
    "configuration": "configuration.json",
    "history": "history.csv",
    "metrics": "metrics.json",
}
HOSTILE = {f"pickle for {what}": (name, pickled) for what, name in FILES.items()} | {
    "torch's pickle for weights": ("weights.safetensors", torch_file),
    "a function in a scaler": ("transformers.skops", skops_file),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_nothing_is_unpickled(case, X, tmp_path):
    name, make = HOSTILE[case]
    run = tmp_path / "run"
    save(make_pipeline(StandardScaler(), small_model()).fit(X), run)
    content = make(Trap(tmp_path / "sprung"))
    put(run, name, content)
    with pytest.raises(RunFolderError) as caught:
        load(run)
    assert str(caught.value).startswith(f"Cannot load {run}: {name} is damaged")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "sprung").exists()


def test_a_pickle_beside_a_scaler_is_never_opened(X, tmp_path):
    run = tmp_path / "run"
    save(make_pipeline(StandardScaler(), small_model()).fit(X), run)
    put(run, "transformers.skops", skops_with_pickle(Trap(tmp_path / "sprung")))
    configure(run, configuration_of(run))
    load(run)
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"version": "../other/version-0123456789abcdef"},
        {"version": ".."},
        {"version": "/"},
        {"version": "version-0123456789abcdef/.."},
        {"version": "version-0123456789abcdef\n"},
        {"files": {"../secret.json": "0" * 64}},
        {"files": {"/etc/hostname": "0" * 64}},
    ],
)
def test_a_manifest_cannot_lead_out_of_its_folder(changes, X, tmp_path):
    run = tmp_path / "run"
    save(small_model().fit(X), run)
    save(small_model().fit(X), tmp_path / "other")
    set_manifest(run, **changes)
    with pytest.raises(RunFolderError) as caught:
        load(run)
    assert str(caught.value) == (
        f"Cannot load {run}: manifest.json is damaged (it names files that a run does "
        f"not have). Take the run from a backup, or fit again."
    )


def test_a_save_does_not_remove_what_a_link_leads_to(X, tmp_path):
    run, mine = tmp_path / "run", tmp_path / "mine"
    save(small_model().fit(X), mine)
    save(small_model().fit(X), run)
    link = run / "version-00000000"
    link.symlink_to(part(mine, "").resolve(), target_is_directory=True)
    files = {path.name: None for path in part(run, "").iterdir()}
    set_manifest(run, version=link.name, files=files)
    before = tree(mine)
    save(small_model().fit(X), run)
    assert tree(mine) == before
    assert load(run).n_features_in_ == 6


def test_a_run_folder_may_be_a_link(X, tmp_path):
    save(small_model().fit(X), tmp_path / "run")
    (tmp_path / "link").symlink_to(tmp_path / "run", target_is_directory=True)
    model = small_model(n_components=3).fit(X)
    save(model, tmp_path / "link")
    assert_same_model(load(tmp_path / "run"), model, X)


def test_a_parameter_that_came_later_has_its_default(X, tmp_path):
    run = tmp_path / "run"
    save(small_model().fit(X), run)
    configuration = configuration_of(run)
    changed(configuration, "estimator/parameters/patience")
    configure(run, configuration)
    assert load(run).patience is None


def test_a_table_transformer_in_front_of_a_model_is_saved_and_loaded(tmp_path):
    frame = people().assign(day=[f"{1 + row % 28:02}.03.2024" for row in range(40)])
    table = TableTransformer(categorical=("zip",), dates={"day": "%d.%m.%Y"})
    pipeline = make_pipeline(table, small_model()).fit(frame)
    save(pipeline, tmp_path / "run")
    loaded = load(tmp_path / "run")
    np.testing.assert_array_equal(loaded.transform(frame), pipeline.transform(frame))
