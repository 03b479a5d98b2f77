"""Detectors and estimators of tables with settings of every kind, in run folders."""

from pathlib import PurePosixPath

import numpy as np
import pandas as pd
import polars as pl
import pytest
import torch
from run_folders import assert_same_outputs, outputs, people, small, small_model
from trainings import short_training

from autoencode import AnomalyDetector, Autoencoder, MixedAutoencoder, load, save
from autoencode.errors import InvalidParameterError

X = np.random.default_rng(0).normal(size=(60, 4)) @ np.diag([1, 10, 0.1, 1]) + 5
DETECTORS = [
    {"scale": "none", "n_members": 1, "scoring": "reconstruction"},
    {"contamination": 0.1, "scale": "robust", "scoring": "path"},
    {"autoencoder": None, "n_members": np.int64(2)},
    {"autoencoder": [small_model(), small_model(hidden_layer_sizes=(8,))]},
]
FORMATS = {"since": "%Y-%m-%d", "born": "%Y%m%d"}
TABLES = [
    ("table_autoencoder", {"scale": "quantile"}),
    ("table_autoencoder", {"max_categories": 2}),
    ("table_autoencoder", {"n_components": np.int64(3), "categorical": ["city"]}),
    ("table_autoencoder", {"categorical": np.array(["zip"])}),
    ("table_autoencoder", {"dates": FORMATS}),
    ("table_autoencoder", {"dates": ["since"]}),
    ("table_detector", {"scale": "quantile"}),
    ("table_detector", {"detector": None}),
    ("table_transformer", {"scale": "quantile", "max_categories": 2}),
]


@pytest.fixture(autouse=True)
def _short_training():
    """Train briefly: what is learned does not matter."""
    with short_training(20):
        yield


def same_when_loaded(model, samples, place):
    """Save and load; all that the loaded model gives is the same."""
    save(model, place)
    loaded = load(place)
    assert type(loaded) is type(model)
    assert_same_outputs(outputs(loaded, samples), outputs(model, samples))
    if hasattr(model, "explain"):
        pairs = zip(
            loaded.explain(samples[:3]), model.explain(samples[:3]), strict=True
        )
        for ours, theirs in pairs:
            np.testing.assert_array_equal(np.asarray(ours), np.asarray(theirs))
    names = loaded.get_params(deep=False).keys()
    assert names == model.get_params(deep=False).keys()
    return loaded


@pytest.mark.parametrize("given", DETECTORS)
def test_a_loaded_detector_gives_what_the_saved_one_gave(given, tmp_path):
    own = {"autoencoder": small_model(), "random_state": 0}
    detector = AnomalyDetector(**own | given).fit(X)
    loaded = same_when_loaded(detector, X, tmp_path / "run")
    assert loaded.offset_ == detector.offset_
    is_list = isinstance(detector.autoencoder, list)
    ours, theirs = loaded.autoencoder, detector.autoencoder
    assert repr(list(ours) if is_list else ours) == repr(theirs)


def test_names_of_columns_are_kept(tmp_path):
    frame = pd.DataFrame(X, columns=list("abcd"))
    detector = AnomalyDetector(autoencoder=small_model(), random_state=0).fit(frame)
    loaded = same_when_loaded(detector, frame, tmp_path / "run")
    assert list(loaded.feature_names_in_) == list("abcd")


def test_modules_of_ones_own_are_not_saved_in_a_detector(tmp_path):
    own = Autoencoder(
        n_components=2,
        encoder=torch.nn.Linear(4, 2),
        decoder=torch.nn.Linear(2, 4),
        max_epochs=1,
    )
    detector = AnomalyDetector(autoencoder=own, random_state=0).fit(X)
    message = r"autoencoder\.\w+ has modules of your own, and code is never stored"
    with pytest.raises(InvalidParameterError, match=message):
        save(detector, tmp_path / "run")
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(("name", "given"), TABLES)
def test_a_loaded_estimator_of_tables_gives_what_the_saved_one_gave(
    name, given, tmp_path
):
    frame = people(60).assign(born=[19991231, 20000101] * 30)
    model = small(name, **given).fit(frame)
    loaded = same_when_loaded(model, frame, tmp_path / "run")
    if hasattr(model, "impute"):
        holes = frame.mask(np.random.default_rng(1).random(frame.shape) < 0.3)
        pd.testing.assert_frame_equal(loaded.impute(holes), model.impute(holes))
    again = loaded.fit(frame)
    if loaded.get_params().get("random_state") is not None:
        assert_same_outputs(outputs(again, frame), outputs(model, frame))


def test_what_set_output_was_given_is_kept(tmp_path):
    frame = people()
    model = small("table_transformer").set_output(transform="pandas").fit(frame)
    loaded = same_when_loaded(model, frame, tmp_path / "run")
    assert isinstance(loaded.transform(frame), pd.DataFrame)


def test_categories_that_json_cannot_hold_are_refused_when_saving(tmp_path):
    frame = people().assign(place=[PurePosixPath("a"), PurePosixPath("b")] * 20)
    model = small("table_autoencoder").fit(frame)
    message = r"^table_\.schema_\.6\.values\.\S+ cannot be saved: it is a PurePosixPath"
    with pytest.raises(InvalidParameterError, match=message):
        save(model, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_frames_of_polars_have_their_types_again_after_loading(tmp_path):
    frame = pl.from_pandas(people().drop(columns="size").dropna()).with_columns(
        pl.col("age").cast(pl.UInt8),
        pl.col("zip").cast(pl.Int32),
        pl.col("since").cast(pl.Date),
        pl.col("since").dt.replace_time_zone("UTC").alias("seen"),
        pl.col("city").cast(pl.Categorical),
    )
    own = MixedAutoencoder(hidden_layer_sizes=(32,), max_epochs=40, learning_rate=0.02)
    model = small("table_autoencoder", autoencoder=own, n_components=8).fit(frame)
    save(model, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert loaded.reconstruct(frame).equals(model.reconstruct(frame))
    holes = frame.with_columns(
        pl.when(pl.int_range(pl.len()) < 5)
        .then(None)
        .otherwise(pl.col("age"))
        .alias("age")
    )
    assert loaded.impute(holes).schema == frame.schema
    save(loaded, tmp_path / "again")
    assert load(tmp_path / "again").reconstruct(frame).schema == frame.schema
