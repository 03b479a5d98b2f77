"""Runs of the first format, made by version 0.1.0: they are loaded from now on.

The folder ``format_1`` has one per estimator, some made from the shell, what they were
fitted to, and what they gave then. The folder ``data/runs`` has one with all its files
but the pictures::

    autoencode fit flowers.csv --out format-1 --id id --label kind --components 2 \\
        --hidden 4 --max-epochs 40 --learning-rate 0.02 --samples 3 --seed 0
    autoencode encode format-1 flowers.csv --out codes.csv
"""

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
from run_folders import part, put, set_manifest
from sklearn.pipeline import Pipeline

from autoencode import load
from autoencode.data import load_dataset
from autoencode.data.readers import read_samples
from autoencode.errors import RunFolderError
from autoencode.estimators import ESTIMATORS, name_of
from autoencode.storage import load_run, save_run

PLACE = Path(__file__).parent / "format_1"
NAMES = sorted(path.name for path in PLACE.iterdir() if path.is_dir())
OUTPUTS = np.load(PLACE / "outputs.npz")
RUNS = Path(__file__).parents[1] / "data" / "runs"
FLOWERS = read_samples(RUNS / "flowers.csv", id_column="id", label="kind")


def samples_of(name):
    """What the estimator of a run was fitted to."""
    table = pd.read_parquet(PLACE / "table.parquet")
    if name == "table_autoencoder":
        return table
    if name == "table_autoencoder_polars":
        return pl.from_pandas(table)
    if name == "table_detector":
        return table.assign(born=table.born.dt.strftime("%Y-%m-%d"))
    if name.startswith("shell_mixed"):
        return pd.read_csv(PLACE / "table.csv")
    if name == "shell_autoencoder":
        return load_dataset("iris").X_test
    if name == "shell_detector":
        return pd.read_csv(PLACE / "numbers.csv").to_numpy()
    files = {"mixed": "x_mixed.npy", "convolutional": "x_images.npy"}
    X = np.load(PLACE / files.get(name, "x.npy"))
    return pd.DataFrame(X, columns=list("abcdef")) if name == "pipeline" else X


def results(estimator, name):
    """What a run was asked when it was made."""
    methods = [key.partition(".")[2] for key in OUTPUTS if key.startswith(f"{name}.")]
    X = samples_of(name)
    return {
        method: estimator.sample(3, random_state=1)
        if method == "sample"
        else getattr(estimator, method)(X)
        for method in methods
        or ["score_samples" if "detector" in name else "transform"]
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_run_gives_what_it_gave_and_is_saved_again_as_it_is(name, tmp_path):
    run = load_run(PLACE / name)
    found = results(run.estimator, name)
    for method, values in found.items():
        key = f"{name}.{method}"
        if key in OUTPUTS and values.dtype.kind == "f":
            np.testing.assert_allclose(values, OUTPUTS[key], rtol=1e-4, atol=1e-5)
        elif key in OUTPUTS:
            np.testing.assert_array_equal(values, OUTPUTS[key])
    save_run(run, tmp_path / "run")
    again = load_run(tmp_path / "run")
    assert json.loads((tmp_path / "run" / "manifest.json").read_text())["format"] == 2
    for method, values in results(again.estimator, name).items():
        np.testing.assert_array_equal(values, found[method])
    assert again.input == run.input
    assert again.metrics == run.metrics
    assert again.samples.keys() == run.samples.keys()
    assert (again.pca is None) == (run.pca is None)
    assert repr(again.estimator) == repr(run.estimator)


def test_there_is_a_run_of_every_estimator_that_could_be_saved():
    found = {name_of(load_run(PLACE / name).model) for name in NAMES}
    # Format 2 has these.
    later = {"table_transformer", "classifier", "clustering", "retriever"}
    later |= {"parametric_map", "item_recommender", "rating_recommender"}
    assert found == set(ESTIMATORS) - later


def table_of(name):
    return pd.read_csv(PLACE / f"{name}.csv")


def assert_same_table(found, expected):
    pd.testing.assert_frame_equal(
        found, expected, check_dtype=False, check_exact=False, rtol=1e-3, atol=1e-4
    )


def through_csv(frame, tmp_path):
    frame.to_csv(tmp_path / "frame.csv", index=False)
    return pd.read_csv(tmp_path / "frame.csv")


@pytest.mark.parametrize("method", ["impute", "reconstruct"])
def test_a_table_gives_what_it_gave(method, tmp_path):
    model = load(PLACE / "table_autoencoder")
    found = getattr(model, method)(samples_of("table_autoencoder"))
    expected = table_of(f"table_autoencoder-{method}")
    assert_same_table(through_csv(found, tmp_path), expected)


@pytest.mark.parametrize("name", ["shell_autoencoder", "shell_mixed"])
def test_a_run_of_the_shell_gives_what_it_gave(name, tmp_path):
    run, X = load_run(PLACE / name), samples_of(name)
    codes = run.estimator.transform(X)
    np.testing.assert_allclose(
        codes, table_of(f"{name}-encode").to_numpy(), rtol=1e-3, atol=1e-4
    )
    if name == "shell_mixed":
        found = through_csv(run.estimator.reconstruct(X), tmp_path)
    else:
        made = run.unscale(run.model.reconstruct(run.scale(X)))
        found = pd.DataFrame(made, columns=run.feature_names)
    assert_same_table(found, table_of(f"{name}-reconstruct"))


@pytest.mark.parametrize("name", ["shell_detector", "shell_mixed_detector"])
def test_a_detector_of_the_shell_gives_what_it_gave(name):
    run, X = load_run(PLACE / name), samples_of(name)
    expected = table_of(f"{name}-detect")
    anomaly = -run.model.score_samples(X)
    np.testing.assert_allclose(anomaly, expected["score"], rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(run.model.p_values(X), expected["p_value"], rtol=1e-3)
    is_normal = expected["verdict"] == "normal"
    assert (run.model.predict(X) == np.where(is_normal, 1, -1)).all()
    assert run.pca is not None
    assert run.metrics is not None


def test_all_files_of_a_run_are_read():
    run = load_run(RUNS / "format-1")
    expected = read_samples(RUNS / "codes.csv", id_column="id")
    assert list(FLOWERS.ids) == list(expected.ids)
    assert isinstance(run.estimator, Pipeline)
    codes = run.estimator.transform(FLOWERS.X)
    np.testing.assert_allclose(codes, expected.X, rtol=1e-4)
    X_hat = run.estimator.inverse_transform(codes)
    share = 1 - np.var(X_hat - FLOWERS.X, axis=0) / np.var(FLOWERS.X, axis=0)
    assert share.mean() > 0.5
    assert [record["epoch"] for record in run.model.history_] == [*range(1, 41)]
    assert {row["method"] for row in run.metrics["rows"]} >= {"Autoencoder", "PCA"}
    assert run.samples["X"].shape == (3, 5)
    assert run.samples["X_hat"].shape == (len(run.samples["epoch"]), 3, 5)
    assert run.pca.components_.shape == (2, 5)
    assert run.pca.inverse_transform(run.pca.transform(FLOWERS.X)).shape == (
        FLOWERS.X.shape
    )
    assert run.input["feature_names"] == ["stem", "leaf", "petal", "root", "seed"]
    assert run.about["versions"]["autoencode"] == "0.1.0"


def test_a_run_can_be_trained_on():
    scaler, model = load(RUNS / "format-1")
    n_records = len(model.history_)
    model.partial_fit(scaler.transform(FLOWERS.X))
    assert len(model.history_) == n_records + 1


ODD_FILES = {
    "configuration.json": (b"{}", r"configuration.json is damaged \(it lacks 'scaler"),
    "pca.npz": (b"PK", r"pca.npz is damaged \(File is not a zip file\)"),
    "samples.npz": (b"", "samples.npz is damaged"),
    "scaler.skops": (b"\x80\x04.", r"scaler.skops is damaged \(File is not a zip"),
    "history.csv": (b"epoch,loss\n1,low\n", "history.csv is damaged"),
    "weights.safetensors": (b"\0" * 9, "weights.safetensors is damaged"),
}


@pytest.mark.parametrize("name", ODD_FILES)
def test_a_damaged_file_is_named(name, tmp_path):
    run = shutil.copytree(RUNS / "format-1", tmp_path / "run")
    content, message = ODD_FILES[name]
    put(run, name, content)
    with pytest.raises(RunFolderError, match=message):
        load(run)


ODD_PARTS = {
    "detector.json": ("anomaly_detector", '"standing"', "it lacks 'standing'"),
    "table.json": ("table_autoencoder", '"is_polars"', "it lacks 'is_polars'"),
}


@pytest.mark.parametrize("name", ODD_PARTS)
def test_a_description_that_lacks_a_key_is_named(name, tmp_path):
    kind, key, reason = ODD_PARTS[name]
    run = shutil.copytree(PLACE / kind, tmp_path / "run")
    put(run, name, part(run, name).read_bytes().replace(key.encode(), b'"odd"'))
    with pytest.raises(RunFolderError, match=rf"{name} is damaged \({reason}\)\.$"):
        load(run)


@pytest.mark.parametrize(
    "name", ["member-1-../../secret", "member-0-weights.safetensors", "x/history.csv"]
)
def test_a_manifest_leads_to_no_other_files(name, tmp_path):
    run = shutil.copytree(RUNS / "format-1", tmp_path / "run")
    files = json.loads((run / "manifest.json").read_text())["files"]
    set_manifest(run, files=files | {name: "0"})
    with pytest.raises(RunFolderError, match="files that a run does not have"):
        load(run)
