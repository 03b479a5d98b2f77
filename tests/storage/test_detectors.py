"""Anomaly detectors in run folders."""

import json
import shutil

import numpy as np
import pandas as pd
import pytest
import torch
from run_folders import part, put, small_model
from safetensors.numpy import load as load_arrays
from safetensors.numpy import save as arrays_to_bytes

from autoencode import AnomalyDetector, Autoencoder, load, save
from autoencode.errors import InvalidParameterError, RunFolderError

X = np.random.default_rng(0).normal(size=(60, 4)) @ np.diag([1, 10, 0.1, 1]) + 5


def fitted(**changes):
    given = {"autoencoder": small_model(), "random_state": 0}
    return AnomalyDetector(**given | changes).fit(X)


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("detector") / "run"
    save(fitted(), folder)
    return folder


@pytest.fixture
def run(original, tmp_path):
    shutil.copytree(original, tmp_path / "run")
    return tmp_path / "run"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"scale": "none", "n_members": 1, "scoring": "reconstruction"},
        {"contamination": 0.1, "scale": "robust", "scoring": "path"},
        {"autoencoder": None, "n_members": np.int64(2)},
        {"autoencoder": [small_model(), small_model(hidden_layer_sizes=(8,))]},
    ],
)
def test_a_loaded_detector_says_what_the_saved_one_said(tmp_path, changes):
    detector = fitted(**changes)
    save(detector, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert isinstance(loaded, AnomalyDetector)
    for method in ("score_samples", "p_values", "predict"):
        np.testing.assert_array_equal(
            getattr(loaded, method)(X), getattr(detector, method)(X)
        )
    for ours, theirs in zip(
        loaded.explain(X[:3]), detector.explain(X[:3]), strict=True
    ):
        np.testing.assert_array_equal(ours, theirs)
    assert loaded.offset_ == detector.offset_
    assert loaded.get_params(False).keys() == detector.get_params(False).keys()
    assert repr(loaded.autoencoder) == repr(detector.autoencoder)


def test_a_loaded_detector_is_fitted_again_to_the_same(run):
    again = load(run).fit(X)
    np.testing.assert_array_equal(again.score_samples(X), load(run).score_samples(X))


def test_names_of_columns_are_kept(tmp_path):
    frame = pd.DataFrame(X, columns=list("abcd"))
    save(AnomalyDetector(autoencoder=small_model()).fit(frame), tmp_path / "run")
    assert list(load(tmp_path / "run").feature_names_in_) == list("abcd")


def test_what_is_not_fitted_is_not_saved(tmp_path):
    with pytest.raises(ValueError, match="not fitted"):
        save(AnomalyDetector(), tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_modules_of_ones_own_are_not_saved_in_a_detector(tmp_path):
    own = Autoencoder(
        n_components=2,
        encoder=torch.nn.Linear(4, 2),
        decoder=torch.nn.Linear(2, 4),
        max_epochs=1,
    )
    with pytest.raises(InvalidParameterError, match="cannot be saved"):
        save(fitted(autoencoder=own), tmp_path / "run")


def files_of(run):
    return sorted(json.loads((run / "manifest.json").read_text())["files"])


def test_every_file_is_needed_and_its_damage_is_told(original, run):
    names = files_of(original)
    assert "member-3-weights.safetensors" in names
    for name in names:
        content = part(run, name).read_bytes()
        for damaged in (content[: len(content) // 2], b""):
            put(run, name, damaged)
            if name.endswith("history.csv"):
                continue  # half a table is a table
            with pytest.raises(RunFolderError, match=r"^Cannot load .*(damaged|does)"):
                load(run)
        put(run, name, content)
        part(run, name).unlink()
        with pytest.raises(RunFolderError, match=f"{name} is missing"):
            load(run)
        put(run, name, content)
    load(run)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("n_members", 9),
        ("n_members", "two"),
        ("offset", "low"),
        ("standing", []),
        ("standing", [{"whitened": [0.0, 0.0]}] * 4),
        ("standing", [{"other": [0.0, 1.0]}] * 4),
        ("parameters", {"scoring": "best"}),
        ("parameters", {"oddity": 1}),
        ("autoencoder", {"model": "os.system", "parameters": {}}),
    ],
)
def test_a_description_that_does_not_hold_is_refused(run, key, value):
    about = json.loads(part(run, "detector.json").read_text()) | {key: value}
    put(run, "detector.json", json.dumps(about).encode())
    with pytest.raises(RunFolderError, match="does not describe a detector"):
        load(run)


@pytest.mark.parametrize("name", ["tail", "levels", "usual_error", "1.whitened.mean"])
@pytest.mark.parametrize("change", ["short", "nan"])
def test_arrays_that_do_not_fit_are_refused(run, name, change):
    arrays = load_arrays(part(run, "detector.safetensors").read_bytes())
    if change == "nan":
        arrays[name] = arrays[name] * np.nan
    else:
        arrays[name] = arrays[name][..., :1].reshape(1, 1, -1).copy()
    put(run, "detector.safetensors", arrays_to_bytes(arrays))
    with pytest.raises(RunFolderError, match="does not describe a detector"):
        load(run)


def test_a_manifest_leads_to_no_other_files(run):
    manifest = json.loads((run / "manifest.json").read_text())
    manifest["files"]["member-1-../../secret"] = "0"
    (run / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(RunFolderError, match="files that a run does not have"):
        load(run)
