"""Autoencoders of mixed tables in run folders."""

import json
import shutil

import numpy as np
import pandas as pd
import polars as pl
import pytest
import skops.io
from run_folders import part, put, small_model
from sklearn.base import clone
from sklearn.linear_model import LinearRegression

from autoencode import (
    AnomalyDetector,
    MixedAutoencoder,
    TableAutoencoder,
    TableDetector,
    load,
    save,
)
from autoencode.errors import InvalidParameterError, RunFolderError

QUICK = MixedAutoencoder(hidden_layer_sizes=(8,), max_epochs=2)


def people(n=60):
    rng = np.random.default_rng(0)
    sizes = pd.CategoricalDtype(["S", "L"], ordered=True)
    return pd.DataFrame(
        {
            "age": rng.integers(18, 80, n),
            "city": rng.choice(["Rome", "Oslo", "Bern"], n),
            "zip": rng.choice([1001, 2002], n),
            "member": rng.random(n) < 0.4,
            "since": pd.Timestamp("2020-01-01")
            + pd.to_timedelta(rng.integers(0, 900, n), unit="D"),
            "born": rng.choice([19991231, 20000101], n),
            "size": pd.Series(rng.choice(["S", "L"], n)).astype(sizes),
        }
    )


def fitted(frame=None, **given):
    model = TableAutoencoder(
        **{"autoencoder": QUICK, "categorical": ["zip"], "random_state": 0} | given
    )
    return model.fit(people() if frame is None else frame)


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("table") / "run"
    save(fitted(), folder)
    return folder


@pytest.fixture
def run(original, tmp_path):
    shutil.copytree(original, tmp_path / "run")
    return tmp_path / "run"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"scale": "quantile"},
        {"max_categories": 2},
        {"n_components": np.int64(16), "categorical": np.array(["zip"])},
        {"dates": {"since": "%Y-%m-%d", "born": "%Y%m%d"}},
        {"dates": ["since"]},
    ],
)
def test_a_loaded_table_gives_what_the_saved_one_gave(tmp_path, given):
    model = fitted(**given)
    save(model, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert isinstance(loaded, TableAutoencoder)
    frame = people()
    np.testing.assert_array_equal(loaded.transform(frame), model.transform(frame))
    holes = frame.mask(np.random.default_rng(1).random(frame.shape) < 0.3)
    pd.testing.assert_frame_equal(loaded.impute(holes), model.impute(holes))
    assert loaded.get_params(False).keys() == model.get_params(False).keys()
    assert loaded.fit(frame).transform(frame).shape == (60, 16)


def test_a_frame_of_polars_comes_back_as_such(tmp_path):
    frame = pl.from_pandas(people().drop(columns="size"))
    save(fitted(frame), tmp_path / "run")
    assert load(tmp_path / "run").reconstruct(frame).schema == frame.schema


def test_every_file_is_needed_and_its_damage_is_told(run):
    names = json.loads((run / "manifest.json").read_text())["files"]
    assert {"table.json", "table.skops"} <= set(names)
    for name in sorted(set(names) - {"history.csv"}):
        content = part(run, name).read_bytes()
        for damaged in (content[: len(content) // 2], b""):
            put(run, name, damaged)
            with pytest.raises(
                RunFolderError, match=r"^Cannot load .*(damaged|does not)"
            ):
                load(run)
        put(run, name, content)
    load(run)


@pytest.mark.parametrize(
    "thing", [LinearRegression(), {"scaler": LinearRegression()}, 3]
)
def test_other_objects_than_scaler_and_encoder_are_refused(run, thing):
    put(run, "table.skops", skops.io.dumps(thing))
    with pytest.raises(RunFolderError, match=r"table.skops is damaged, or holds more"):
        load(run)


def change_column(about):
    about["columns"][0]["kind"] = "category"


def drop_column(about):
    del about["columns"][1]


def forget_categories(about):
    about["columns"][1]["values"] = {}


def add_parameter(about):
    about["parameters"]["odd"] = 1


def change_scale(about):
    about["parameters"]["scale"] = "none"


@pytest.mark.parametrize(
    "change",
    [change_column, drop_column, forget_categories, add_parameter, change_scale],
)
def test_a_description_that_does_not_hold_is_refused(run, change):
    about = json.loads(part(run, "table.json").read_text())
    change(about)
    put(run, "table.json", json.dumps(about).encode())
    with pytest.raises(RunFolderError, match=r"table.json does not describe a table"):
        load(run)


def test_categories_that_json_cannot_hold_are_refused_when_saving(tmp_path):
    frame = people().assign(span=[pd.Period("2020-01"), pd.Period("2020-02")] * 30)
    model = fitted(frame)
    with pytest.raises(InvalidParameterError, match="'span' has names or categories"):
        save(model, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def detector_of(frame, **given):
    quick = AnomalyDetector(autoencoder=small_model(), n_members=3)
    own = {"detector": quick, "categorical": ["zip"], "random_state": 0}
    return TableDetector(**own | given).fit(frame)


@pytest.mark.parametrize("given", [{}, {"scale": "quantile"}, {"detector": None}])
def test_a_loaded_detector_of_tables_says_what_the_saved_one_said(tmp_path, given):
    frame = people(100)
    frame.loc[3, "city"] = None
    model = detector_of(frame, **given)
    save(model, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert isinstance(loaded, TableDetector)
    for method in ("score_samples", "p_values", "predict"):
        np.testing.assert_array_equal(
            getattr(loaded, method)(frame), getattr(model, method)(frame)
        )
    for ours, theirs in zip(
        loaded.explain(frame.head(4)), model.explain(frame.head(4)), strict=True
    ):
        pd.testing.assert_frame_equal(ours, theirs)
    assert (loaded.detector is None) == (model.detector is None)
    np.testing.assert_array_equal(
        clone(loaded).fit(frame).predict(frame), model.predict(frame)
    )


def test_a_detector_whose_columns_are_others_is_refused(tmp_path):
    run = tmp_path / "run"
    save(detector_of(people()), run)
    about = json.loads(part(run, "table.json").read_text())
    about["columns"] = about["columns"][1:]
    put(run, "table.json", json.dumps(about).encode())
    with pytest.raises(RunFolderError, match=r"table\.json"):
        load(run)


def test_frames_of_polars_have_their_types_again_after_loading(tmp_path):
    frame = pl.from_pandas(people().drop(columns="size")).with_columns(
        pl.col("age").cast(pl.UInt8),
        pl.col("zip").cast(pl.Int32),
        pl.col("since").cast(pl.Date),
        pl.col("since").dt.replace_time_zone("UTC").alias("seen"),
        pl.col("city").cast(pl.Categorical),
    )
    save(fitted(frame), tmp_path / "run")
    loaded = load(tmp_path / "run")
    holes = frame.with_columns(
        pl.when(pl.int_range(pl.len()) < 5)
        .then(None)
        .otherwise(pl.col("age"))
        .alias("age")
    )
    assert loaded.impute(holes).schema == frame.schema
    save(loaded, tmp_path / "again")
    assert load(tmp_path / "again").reconstruct(frame).schema == frame.schema
