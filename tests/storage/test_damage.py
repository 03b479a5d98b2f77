"""A run folder that is damaged, altered or too new: each with the line that it gets."""

import io
import json
import shutil
import struct
import time

import numpy as np
import pytest
import skops.io
import torch
from run_folders import configure, part, put, set_manifest, small_model
from safetensors.torch import load as load_tensors
from safetensors.torch import save as tensors_to_bytes
from sklearn.decomposition import PCA
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from autoencode import load
from autoencode.errors import RunFolderError, listed
from autoencode.models import MODELS
from autoencode.storage import Run, load_run, save_run
from autoencode.storage.contents import OF_MODELS

PLAIN = sorted(OF_MODELS)  # for the rest see test_detectors and test_stored_tables
AGAIN = "Take the run from a backup, or fit again."


@pytest.fixture(scope="session")
def originals(tmp_path_factory):
    """Two runs with all their files; the other has 7 features instead of 6."""
    place = tmp_path_factory.mktemp("originals")
    rng = np.random.default_rng(0)
    for name, n_features in (("run", 6), ("other", 7)):
        X = rng.normal(size=(30, n_features))
        run = Run(
            model=small_model(batch_norm=True).fit(X),
            scalers=[("scaler", StandardScaler().fit(X))],
            metrics={"rows": [], "verdict": ""},
            samples={"X": X[:2]},
            pca=PCA(2).fit(X),
        )
        save_run(run, place / name)
    return place


@pytest.fixture
def run(originals, tmp_path):
    shutil.copytree(originals / "run", tmp_path / "run")
    return tmp_path / "run"


def refusal(run):
    """The line that loading gives, without the words that all such lines have."""
    with pytest.raises(RunFolderError) as caught:
        load_run(run)
    message = str(caught.value)
    assert message.startswith(f"Cannot load {run}: ")
    assert "\n" not in message
    return message.removeprefix(f"Cannot load {run}: ")


def test_the_whole_run_is_loaded(run):
    assert load(run).steps[0][0] == "scaler"


@pytest.mark.parametrize("name", PLAIN)
def test_a_missing_file_is_named(run, name):
    part(run, name).unlink()
    assert refusal(run) == f"{name} is missing. {AGAIN}"


def truncated(content):
    return content[: len(content) // 2]


def emptied(content):
    return b""


def flipped(content):
    return bytes([*content[:-9], content[-9] ^ 4, *content[-8:]])


def longer(content):
    return content + b" "


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("change", [truncated, emptied, flipped, longer])
def test_an_altered_file_is_named(run, name, change):
    place = part(run, name)
    place.write_bytes(change(place.read_bytes()))
    assert refusal(run) == (
        f"{name} was altered or damaged after it was saved: its checksum is not the "
        f"one in manifest.json. {AGAIN}"
    )


@pytest.mark.parametrize("name", PLAIN)
def test_a_folder_in_place_of_a_file_is_named(run, name):
    part(run, name).unlink()
    part(run, name).mkdir()
    assert refusal(run) == f"{name} cannot be read (Is a directory)."


OF_ANOTHER_RUN = {
    "configuration.json": "weights.safetensors does not fit configuration.json: "
    "'fit.mean_' must have 7 values.",
    "weights.safetensors": "weights.safetensors does not fit configuration.json: "
    "'fit.mean_' must have 6 values.",
    "scaler.skops": "scaler.skops is damaged, or holds more than scalers (it is for "
    "another number of features).",
    "pca.npz": "pca.npz does not fit configuration.json.",
}


@pytest.mark.parametrize("name", OF_ANOTHER_RUN)
def test_a_file_of_another_run_does_not_fit(run, originals, name):
    put(run, name, part(originals / "other", name).read_bytes())
    assert refusal(run) == OF_ANOTHER_RUN[name]


TEXT = "this is no such file"
GARBLED = {
    "configuration.json": "configuration.json is damaged (Expecting value: line 1 "
    "column 1 (char 0)).",
    "scaler.skops": "scaler.skops is damaged, or holds more than scalers (File is not "
    "a zip file).",
    "metrics.json": "metrics.json is damaged (Expecting value: line 1 column 1 "
    "(char 0)).",
    "samples.npz": "samples.npz is damaged (File is not a zip file).",
    "pca.npz": "pca.npz is damaged (File is not a zip file).",
}


@pytest.mark.parametrize("name", GARBLED)
def test_a_file_of_another_kind_is_named(run, name):
    put(run, name, TEXT.encode())
    assert refusal(run) == GARBLED[name]


def test_a_weights_file_of_another_kind_is_named(run):
    put(run, "weights.safetensors", TEXT.encode())
    assert refusal(run).startswith("weights.safetensors is damaged (Error while ")


@pytest.mark.parametrize("name", PLAIN)
def test_any_damage_with_a_right_checksum_is_refused_or_harmless(run, name):
    rng = np.random.default_rng(0)
    content = part(run, name).read_bytes()
    for _ in range(25):
        changed = bytearray(content)
        if rng.random() < 0.3:
            changed = changed[: rng.integers(len(changed))]
        for place in rng.integers(0, max(1, len(changed)), 4):
            changed[place : place + 1] = rng.bytes(1)
        put(run, name, bytes(changed))
        try:
            loaded = load_run(run)
        except RunFolderError as error:
            assert "\n" not in str(error)  # noqa: PT017
        else:
            assert loaded.estimator.transform(np.zeros((2, 6))).shape == (2, 2)


def drop_manifest(run):
    (run / "manifest.json").unlink()


def drop_folder(run):
    shutil.rmtree(run)


def file_for_folder(run):
    shutil.rmtree(run)
    run.write_text("a file")


def folder_for_manifest(run):
    (run / "manifest.json").unlink()
    (run / "manifest.json").mkdir()


def file_for_version(run):
    version = part(run, "")
    shutil.rmtree(version)
    version.write_text("a file")


def drop_version(run):
    shutil.rmtree(part(run, ""))


def manifest(content):
    return lambda run: (run / "manifest.json").write_bytes(content)


def changed(**changes):
    return lambda run: set_manifest(run, **changes)


ODD_FILES = {
    "missing folder": (drop_folder, "it does not exist."),
    "file for a folder": (file_for_folder, "it is a file, not a run folder."),
    "no manifest": (
        drop_manifest,
        "it has no manifest.json, so it is no run folder, or its first save was cut "
        "off. Give a folder that 'autoencode fit' or save() made.",
    ),
    "folder for the manifest": (
        folder_for_manifest,
        "manifest.json cannot be read (Is a directory).",
    ),
    "empty manifest": (
        manifest(b""),
        f"manifest.json is damaged (Expecting value: line 1 column 1 (char 0)). "
        f"{AGAIN}",
    ),
    "manifest that is no JSON": (
        manifest(b'{"format": 1,'),
        f"manifest.json is damaged (Expecting property name enclosed in double quotes: "
        f"line 1 column 14 (char 13)). {AGAIN}",
    ),
    "manifest that is no text": (
        manifest(b"\xff\xfe\x00"),
        f"manifest.json is damaged ('utf-16-le' codec can't decode byte 0x00 in "
        f"position 2: truncated data). {AGAIN}",
    ),
    "manifest that is a list": (
        manifest(b"[]"),
        f"manifest.json is damaged (it holds no JSON object). {AGAIN}",
    ),
    "no format": (
        changed(format=None),
        f"manifest.json is damaged (it lacks 'format'). {AGAIN}",
    ),
    "newer format": (
        changed(format=2),
        "it has format 2, and this autoencode reads format 1. Upgrade it: pip install "
        "--upgrade autoencode.",
    ),
    "newer format with other entries": (
        changed(format=2, files=None, version=None),
        "it has format 2, and this autoencode reads format 1. Upgrade it: pip install "
        "--upgrade autoencode.",
    ),
    "no version": (
        changed(version=None),
        f"manifest.json is damaged (it lacks 'version'). {AGAIN}",
    ),
    "version that is a number": (
        changed(version=3),
        f"manifest.json is damaged (it names no version, or no files). {AGAIN}",
    ),
    "list of files": (
        changed(files=["configuration.json"]),
        f"manifest.json is damaged (it names no version, or no files). {AGAIN}",
    ),
    "too few files": (
        changed(files={"configuration.json": "0"}),
        f"manifest.json is damaged (it lacks 'history.csv', 'weights.safetensors'). "
        f"{AGAIN}",
    ),
    "unknown file": (
        changed(files={"model.pkl": "0"}),
        f"manifest.json is damaged (it names files that a run does not have). {AGAIN}",
    ),
    "missing version": (drop_version, f"configuration.json is missing. {AGAIN}"),
    "version that is not there": (
        changed(version="version-00000000"),
        f"configuration.json is missing. {AGAIN}",
    ),
    "file for a version": (
        file_for_version,
        "configuration.json cannot be read (Not a directory).",
    ),
}


@pytest.mark.parametrize("case", ODD_FILES)
def test_a_folder_that_is_no_whole_run_is_refused(run, case):
    change, message = ODD_FILES[case]
    change(run)
    assert refusal(run) == message


@pytest.mark.parametrize("name", ["manifest.json", "configuration.json"])
def test_json_of_great_depth_is_refused(run, name):
    if name == "manifest.json":
        manifest(b"[" * 200_000)(run)
    else:
        put(run, name, b"[" * 200_000)
    assert refusal(run).startswith(f"{name} is damaged (")


ODD_CONFIGURATIONS = {
    "unknown model": (
        {"model": "transformer"},
        "configuration.json names the model 'transformer'; this autoencode has "
        f"{listed(MODELS)}. Upgrade it.",
    ),
    "no model": (
        {"model": ...},
        "configuration.json does not describe a model (it lacks 'model').",
    ),
    "unknown parameter": (
        {"parameters": {"n_heads": 8}},
        "configuration.json has parameters that Autoencoder does not know: 'n_heads'. "
        "Upgrade autoencode.",
    ),
    "bad value of a parameter": (
        {"parameters": {"dropout": 2}},
        "configuration.json: dropout must be a number of at least 0 and below 1; got "
        "2.",
    ),
    "bad type of a parameter": (
        {"parameters": {"hidden_layer_sizes": "wide"}},
        "configuration.json: hidden_layer_sizes must be a tuple of whole numbers of at "
        "least 1, or None; got 'wide'.",
    ),
    "an encoder": (
        {"parameters": {"encoder": {"module": "Sequential"}}},
        "configuration.json says that the model has its own encoder "
        "(Sequential). Code is never loaded: pass such a module, load(path, "
        "encoder=...).",
    ),
    "fewer layers": (
        {"parameters": {"hidden_layer_sizes": []}},
        "weights.safetensors does not fit configuration.json: it has float32 of shape "
        "(4,) for 'decoder.0.bias', and the network needs float32 of shape (6,).",
    ),
    "wider layers": (
        {"parameters": {"hidden_layer_sizes": [5]}},
        "weights.safetensors does not fit configuration.json: it has float32 of shape "
        "(4,) for 'decoder.0.bias', and the network needs float32 of shape (5,).",
    ),
    "longer codes": (
        {"parameters": {"n_components": 3}},
        "weights.safetensors does not fit configuration.json: it has float32 of shape "
        "(4, 2) for 'decoder.0.weight', and the network needs float32 of shape (4, 3).",
    ),
    "no batch norm": (
        {"parameters": {"batch_norm": False}},
        "weights.safetensors does not fit configuration.json: it has float32 of shape "
        "(4,) for 'decoder.2.bias', and the network needs float32 of shape (6,).",
    ),
    "number of features that is text": (
        {"learned": {"n_features_in_": "6"}},
        "configuration.json does not describe a model (n_features_in_ is '6').",
    ),
    "no number of features": (
        {"learned": {"n_features_in_": ...}},
        "configuration.json does not describe a model (it lacks 'n_features_in_').",
    ),
    "other number of features": (
        {"learned": {"n_features_in_": 10**12}},
        "weights.safetensors does not fit configuration.json: 'fit.mean_' must have "
        "1000000000000 values.",
    ),
    "scale of zero": (
        {"learned": {"scale_": 0.0}},
        "configuration.json does not describe a model (scale_ is 0.0).",
    ),
    "a method for a value": (
        {"learned": {"transform": 1}},
        "configuration.json has an odd learned value 'transform'.",
    ),
    "an attribute of Python's own": (
        {"learned": {"__class__": "x"}},
        "configuration.json has an odd learned value '__class__'.",
    ),
    "no scalers": (
        {"scalers": []},
        "scaler.skops is damaged, or holds more than scalers (it holds "
        "'StandardScaler').",
    ),
    "odd input": (
        {"input": [1]},
        "configuration.json does not describe a model ('input' is no object).",
    ),
}


@pytest.mark.parametrize("case", ODD_CONFIGURATIONS)
def test_a_configuration_that_does_not_fit_is_refused(run, case):
    changes, message = ODD_CONFIGURATIONS[case]
    configure(run, **changes)
    assert refusal(run) == message


@pytest.mark.parametrize("content", [b"[]", b"null", b"3"])
def test_a_configuration_that_is_no_object_is_refused(run, content):
    put(run, "configuration.json", content)
    assert refusal(run) == "configuration.json is damaged (it holds no JSON object)."


def test_a_scaler_that_is_named_but_not_there_is_told(run):
    files = json.loads((run / "manifest.json").read_text())["files"]
    del files["scaler.skops"]
    set_manifest(run, files=files)
    assert refusal(run) == "scaler.skops is missing, and configuration.json names it."


HUGE = {
    "wide layer": {"hidden_layer_sizes": [10**9]},
    "wide layers": {"hidden_layer_sizes": [10**6] * 1000},
    "layer wider than memory": {"hidden_layer_sizes": [10**30]},
    "long code": {"n_components": 10**9},
    "many layers": {"hidden_layer_sizes": None, "n_hidden_layers": 10**9},
}


@pytest.mark.parametrize("case", HUGE)
def test_a_huge_network_is_refused_before_memory_is_asked_for(run, case):
    configure(run, parameters=HUGE[case])
    start = time.perf_counter()
    n_weights = 114
    assert refusal(run) == (
        f"weights.safetensors does not fit configuration.json: its {n_weights} weights "
        f"are too few for the layers."
    )
    assert time.perf_counter() - start < 5  # to make such a network takes minutes


def npz_head(shape):
    """A small file whose head promises a huge array."""
    buffer = io.BytesIO()
    np.savez(buffer, X=np.zeros(3))
    content = buffer.getvalue()
    old, new = b"'shape': (3,), ", f"'shape': ({shape},), ".encode()
    spaces = b" " * (len(new) - len(old))
    assert content.count(old + b"}" + spaces) == 1
    return content.replace(old + b"}" + spaces, new + b"}")


def test_a_huge_array_is_refused(run):
    start = time.perf_counter()
    put(run, "samples.npz", npz_head(10**15))
    assert refusal(run).startswith("samples.npz is damaged (")
    assert time.perf_counter() - start < 5


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(run, monkeypatch):
    monkeypatch.setattr("autoencode.storage.reading.MAX_UNPACKED_BYTES", 1000)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, X=np.zeros(1000))
    assert len(buffer.getvalue()) < 1000
    put(run, "samples.npz", buffer.getvalue())
    put(run, "pca.npz", buffer.getvalue())
    files = json.loads((run / "manifest.json").read_text())["files"]
    del files["scaler.skops"]
    set_manifest(run, files=files)
    configure(run, scalers=[])
    assert refusal(run) == "samples.npz is damaged (it unpacks to 8,128 bytes)."


def with_tensors(run, **changes):
    tensors = load_tensors(part(run, "weights.safetensors").read_bytes())
    changes = {name.replace("__", "."): value for name, value in changes.items()}
    tensors = {k: v for k, v in (tensors | changes).items() if v is not None}
    put(run, "weights.safetensors", tensors_to_bytes(tensors))


ODD_WEIGHTS = {
    "whole numbers": (
        {"network__encoder__0__bias": torch.zeros(4, dtype=torch.int64)},
        "it has int64 of shape (4,) for 'encoder.0.bias', and the network needs "
        "float32 of shape (4,).",
    ),
    "half precision": (
        {"network__encoder__0__bias": torch.zeros(4, dtype=torch.float16)},
        "it has float16 of shape (4,) for 'encoder.0.bias', and the network needs "
        "float32 of shape (4,).",
    ),
    "missing weights": (
        {"network__encoder__0__bias": None},
        "it has nothing for 'encoder.0.bias', and the network needs float32 of shape "
        "(4,).",
    ),
    "weights of nobody": (
        {"network__extra": torch.zeros(2)},
        "it has float32 of shape (2,) for 'extra', and the network needs nothing.",
    ),
    "no mean": ({"fit__mean_": None}, "'fit.mean_' must have 6 values."),
    "mean of whole numbers": (
        {"fit__mean_": torch.zeros(6, dtype=torch.int64)},
        "'fit.mean_' must have 6 values.",
    ),
    "codes of another size": (
        {"fit__code_sample_": torch.zeros(5, 3)},
        "'fit.code_sample_' must have rows of 2 finite numbers.",
    ),
    "codes that are no numbers": (
        {"fit__code_sample_": torch.full((5, 2), torch.nan)},
        "'fit.code_sample_' must have rows of 2 finite numbers.",
    ),
}


@pytest.mark.parametrize("case", ODD_WEIGHTS)
def test_weights_that_do_not_fit_are_named(run, case):
    changes, message = ODD_WEIGHTS[case]
    with_tensors(run, **changes)
    start = "weights.safetensors does not fit configuration.json: "
    assert refusal(run) == start + message


def test_weights_whose_head_promises_too_much_are_refused(run):
    head = {"network.x": {"dtype": "F32", "shape": [10**12], "data_offsets": [0, 8]}}
    text = json.dumps(head).encode()
    put(run, "weights.safetensors", struct.pack("<Q", len(text)) + text + b"\0" * 8)
    assert refusal(run).startswith("weights.safetensors is damaged (")


def broken_scaler():
    scaler = StandardScaler().fit(np.eye(6))
    scaler.mean_ = np.zeros(3)
    return [scaler]


ODD_SCALERS = {
    "another model": (
        lambda: [PCA(2).fit(np.eye(6))],
        "it holds 'PCA'",
    ),
    "too many": (
        lambda: [StandardScaler().fit(np.eye(6)), MinMaxScaler().fit(np.eye(6))],
        "it holds 'MinMaxScaler', 'StandardScaler'",
    ),
    "unfitted": (
        lambda: [StandardScaler()],
        "'StandardScaler' object has no attribute 'n_features_in_'",
    ),
    "no list": (lambda: 3, "'int' object is not iterable"),
    "parts of another": (
        broken_scaler,
        "operands could not be broadcast together with shapes (1,6) (3,) (1,6)",
    ),
}


@pytest.mark.parametrize("case", ODD_SCALERS)
def test_a_scaler_that_does_not_fit_is_refused(run, case):
    make, reason = ODD_SCALERS[case]
    put(run, "scaler.skops", skops.io.dumps(make()))
    message = f"scaler.skops is damaged, or holds more than scalers ({reason})."
    assert refusal(run) == message


ODD_HISTORIES = {
    "text": (b"epoch,loss\n1,low\n", "could not convert string to float: 'low'"),
    "long line": (
        b"epoch,loss\n1,2,3\n",
        "float() argument must be a string or a real number, not 'list'",
    ),
    "no text": (b"\xff\xfe", "'utf-8' codec can't decode byte 0xff in position 0: "
        "invalid start byte"),
}  # fmt: skip


@pytest.mark.parametrize("case", ODD_HISTORIES)
def test_a_history_that_is_no_table_is_refused(run, case):
    content, reason = ODD_HISTORIES[case]
    put(run, "history.csv", content)
    assert refusal(run) == f"history.csv is damaged ({reason})."


def test_a_near_name_is_suggested(run):
    with pytest.raises(RunFolderError) as caught:
        load(run.parent / "runn")
    assert str(caught.value) == (
        f"Cannot load {run.parent / 'runn'}: it does not exist. Did you mean 'run'?"
    )
