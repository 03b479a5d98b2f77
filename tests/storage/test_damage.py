"""A run folder that is damaged, altered or too new: each with the line that it gets."""

import io
import json
import os
import shutil
import struct
import time
import zipfile

import numpy as np
import pytest
import skops.io
import torch
from run_folders import (
    changed,
    configuration_of,
    configure,
    part,
    put,
    remove,
    set_manifest,
    small_model,
)
from safetensors.torch import load as load_tensors
from safetensors.torch import save as tensors_to_bytes
from sklearn.decomposition import PCA
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from autoencode import load
from autoencode.errors import RunFolderError
from autoencode.estimators import ESTIMATORS
from autoencode.storage import Run, load_run, save_run
from autoencode.storage.contents import FILES

NAMES = sorted(FILES)
AGAIN = "Take the run from a backup, or fit again."
START = "configuration.json or weights.safetensors: "
DIGEST = (
    f"configuration.json and the other files are not of the same save: digests "
    f"differ. {AGAIN}"
)


@pytest.fixture(scope="session")
def originals(tmp_path_factory):
    """Two runs with all their files; the other has 7 features instead of 6."""
    place = tmp_path_factory.mktemp("originals")
    rng = np.random.default_rng(0)
    for name, n_features in (("run", 6), ("other", 7)):
        X = rng.normal(size=(30, n_features))
        scaler = StandardScaler().fit(X)
        run = Run.of(
            small_model(batch_norm=True).fit(X),
            scaler,
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


@pytest.mark.parametrize("name", NAMES)
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


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("change", [truncated, emptied, flipped, longer])
def test_an_altered_file_is_named(run, name, change):
    place = part(run, name)
    place.write_bytes(change(place.read_bytes()))
    assert refusal(run) == (
        f"{name} was altered or damaged after it was saved: its checksum is not the "
        f"one in manifest.json. {AGAIN}"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_in_place_of_a_file_is_named(run, name):
    part(run, name).unlink()
    part(run, name).mkdir()
    assert refusal(run) == f"{name} cannot be read (Is a directory)."


OF_ANOTHER_RUN = {
    "configuration.json": f"{START}autoencoder.mean_ is not a valid array (its shape "
    "is [6], not [7]).",
    "weights.safetensors": f"{START}autoencoder.mean_ is not a valid array (its shape "
    "is [7], not [6]).",
    "transformers.skops": f"{START}estimator is not a valid pipeline (its steps are "
    "for another number of features).",
    "history.csv": DIGEST,
    "metrics.json": "metrics.json is damaged (it is not a JSON object).",
    "samples.safetensors": DIGEST,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_another_run_does_not_fit(run, originals, name):
    content = part(originals / "other", name).read_bytes()
    put(run, name, b"[]" if name == "metrics.json" else content)
    if name == "history.csv":  # the same number of epochs, other losses
        assert content != part(originals / "run", name).read_bytes()
    assert refusal(run) == OF_ANOTHER_RUN[name]


TEXT = "this is no such file"
GARBLED = {
    "configuration.json": "Expecting value: line 1 column 1 (char 0)",
    "metrics.json": "Expecting value: line 1 column 1 (char 0)",
    "transformers.skops": "File is not a zip file",
}


@pytest.mark.parametrize("name", GARBLED)
def test_a_file_of_another_kind_is_named(run, name):
    put(run, name, TEXT.encode())
    assert refusal(run) == f"{name} is damaged ({GARBLED[name]})."


@pytest.mark.parametrize("name", ["weights.safetensors", "samples.safetensors"])
def test_a_tensor_file_of_another_kind_is_named(run, name):
    put(run, name, TEXT.encode())
    assert refusal(run).startswith(f"{name} is damaged (Error while ")


@pytest.mark.parametrize("name", ESTIMATORS)
def test_every_file_of_every_estimator_is_needed(name, copy_of):
    run = copy_of(name)
    for place in sorted(json.loads((run / "manifest.json").read_text())["files"]):
        content = part(run, place).read_bytes()
        for damaged in (content[: len(content) // 2], b""):
            put(run, place, damaged)
            message = refusal(run)  # half a history may be valid: digests differ
            assert place in message or (place == "history.csv" and message == DIGEST)
        part(run, place).unlink()
        assert refusal(run) == f"{place} is missing. {AGAIN}"
        put(run, place, content)
    load(run)


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


def pipe_for_manifest(run):
    (run / "manifest.json").unlink()
    os.mkfifo(run / "manifest.json")


def device_for_manifest(run):
    (run / "manifest.json").unlink()
    (run / "manifest.json").symlink_to("/dev/zero")


def huge_manifest(run):
    os.truncate(run / "manifest.json", 2**40)


def link_to_itself(run):
    shutil.rmtree(run)
    run.symlink_to(run)


def manifest(content):
    return lambda run: (run / "manifest.json").write_bytes(content)


def in_manifest(**changes):
    return lambda run: set_manifest(run, **changes)


ODD_FILES = {
    "missing folder": (drop_folder, "it does not exist."),
    "file for a folder": (file_for_folder, "it is a file, not a run folder."),
    "no manifest": (
        drop_manifest,
        "it has no manifest.json, so it is not a run folder, or its first save was "
        "interrupted. Give a folder created by 'autoencode fit' or save().",
    ),
    "folder for the manifest": (
        folder_for_manifest,
        "manifest.json cannot be read (Is a directory).",
    ),
    "pipe for the manifest": (
        pipe_for_manifest,
        "manifest.json cannot be read (it is not a regular file).",
    ),
    "device for the manifest": (
        device_for_manifest,
        "manifest.json cannot be read (it is not a regular file).",
    ),
    "huge manifest": (
        huge_manifest,
        "manifest.json cannot be read (it has 1,099,511,627,776 bytes).",
    ),
    "link to itself": (link_to_itself, "it does not exist."),
    "empty manifest": (
        manifest(b""),
        f"manifest.json is damaged (Expecting value: line 1 column 1 (char 0)). "
        f"{AGAIN}",
    ),
    "manifest that is no JSON": (
        manifest(b'{"format": 2,'),
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
        f"manifest.json is damaged (it is not a JSON object). {AGAIN}",
    ),
    "no format": (
        in_manifest(format=None),
        f"manifest.json is damaged (it lacks 'format'). {AGAIN}",
    ),
    "newer format": (
        in_manifest(format=3),
        "it has format 3, and this autoencode reads formats 1 and 2. Upgrade it: pip "
        "install --upgrade autoencode.",
    ),
    "newer format with other entries": (
        in_manifest(format=3, files=None, version=None),
        "it has format 3, and this autoencode reads formats 1 and 2. Upgrade it: pip "
        "install --upgrade autoencode.",
    ),
    "no version": (
        in_manifest(version=None),
        f"manifest.json is damaged (it lacks 'version'). {AGAIN}",
    ),
    "version that is a number": (
        in_manifest(version=3),
        f"manifest.json is damaged (it names no version, or no files). {AGAIN}",
    ),
    "list of files": (
        in_manifest(files=["configuration.json"]),
        f"manifest.json is damaged (it names no version, or no files). {AGAIN}",
    ),
    "too few files": (
        in_manifest(files={"configuration.json": "0"}),
        f"manifest.json is damaged (it lacks 'weights.safetensors'). {AGAIN}",
    ),
    "unknown file": (
        in_manifest(files={"model.pkl": "0"}),
        f"manifest.json is damaged (it names files that a run does not have). {AGAIN}",
    ),
    "missing version": (drop_version, f"configuration.json is missing. {AGAIN}"),
    "version that is not there": (
        in_manifest(version="version-00000000"),
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


VALID = "autoencoder is not a valid autoencoder "
ODD_CONFIGURATIONS = {
    "unknown estimator": (
        "$type",
        "transformer",
        "autoencoder is of the type 'transformer', which this version of autoencode "
        "does not have. Upgrade it: pip install --upgrade autoencode",
    ),
    "no type": (
        "$type",
        ...,
        "autoencoder.fitted.validation_rows_ is not a valid array (",
    ),
    "another estimator": (
        "$type",
        "rbm",
        "autoencoder has parameters that RBM does not have: 'activation', ",
    ),
    "unknown parameter": (
        "parameters/n_heads",
        8,
        "autoencoder has parameters that Autoencoder does not have: 'n_heads'. Upgrade "
        "autoencode",
    ),
    "bad value of a parameter": (
        "parameters/dropout",
        2,
        f"{VALID}(dropout must be a number of at least 0 and below 1; got 2)",
    ),
    "bad type of a parameter": (
        "parameters/hidden_layer_sizes",
        "wide",
        f"{VALID}(hidden_layer_sizes must be a tuple of whole numbers of at least 1, "
        "or None; got 'wide')",
    ),
    "an encoder": (
        "parameters/encoder",
        {"$type": "module", "class": "Sequential"},
        "the model has its own encoder (Sequential). Code is never loaded: pass such "
        "a module, load(path, encoder=...)",
    ),
    "fewer layers": (
        "parameters/hidden_layer_sizes",
        [],
        "the network needs float32 of shape (6,) for 'autoencoder.network_.decoder.0."
        "bias'; it has float32 of shape (4,)",
    ),
    "wider layers": (
        "parameters/hidden_layer_sizes",
        [5],
        "the network needs float32 of shape (5,) for 'autoencoder.network_.decoder.0."
        "bias'; it has float32 of shape (4,)",
    ),
    "longer codes": (
        "parameters/n_components",
        3,
        "the network needs float32 of shape (4, 3) for 'autoencoder.network_.decoder."
        "0.weight'; it has float32 of shape (4, 2)",
    ),
    "number of features that is text": (
        "fitted/n_features_in_",
        "6",
        f"{VALID}(n_features_in_ is '6')",
    ),
    "no number of features": (
        "fitted/n_features_in_",
        ...,
        f"{VALID}('Autoencoder' object has no attribute 'n_features_in_')",
    ),
    "other number of features": (
        "fitted/n_features_in_",
        10**12,
        f"{VALID}(The network is larger than the memory of this machine: lower ",
    ),
    "scale of zero": ("fitted/scale_", 0.0, f"{VALID}(scale_ is 0.0)"),
    "no mean": ("fitted/mean_", ..., f"{VALID}('Autoencoder' object has no attrib"),
    "mean that is a number": ("fitted/mean_", 3.0, f"{VALID}(mean_ must be finite num"),
    "mean of another shape": (
        "fitted/mean_/shape",
        [2, 3],
        "autoencoder.mean_ is not a valid array (its shape is [6], not [2, 3])",
    ),
    "no network": ("fitted/network_", ..., f"{VALID}(it has no network_)"),
    "a number for the network": ("fitted/network_", 3, f"{VALID}(it has no network_)"),
    "nothing fitted": (
        "fitted",
        ...,
        "estimator is not a valid pipeline (its steps are for another number of "
        "features)",
    ),
    "a method for a value": (
        "fitted/transform",
        1,
        f"{VALID}(it has 'transform', which no Autoencoder learns)",
    ),
    "an attribute of Python's own": (
        "fitted/__class__",
        "x",
        f"{VALID}(it has '__class__', which no Autoencoder learns)",
    ),
    "a value that is none": (
        "fitted/scale_",
        {"$type": "float", "value": []},
        "autoencoder.scale_ is not a valid float (float() argument must be a string or "
        "a real number, not 'list')",
    ),
    "an object that is none": (
        "fitted/scale_",
        {"$type": "object", "class": "KMeans"},
        "autoencoder.scale_ is not a valid object (it is missing)",
    ),
    "a key of two lines": (
        "fitted/a\nb",
        1,
        f"{VALID}(it has 'a\\nb', which no Autoencoder learns)",
    ),
}


@pytest.mark.parametrize("case", ODD_CONFIGURATIONS)
def test_a_configuration_that_does_not_fit_is_refused(run, case):
    path, value, message = ODD_CONFIGURATIONS[case]
    configuration = configuration_of(run)
    changed(configuration, f"estimator/steps/1/1/{path}", value)
    configure(run, configuration)
    assert refusal(run).startswith(START + message)


ODD_FACTS = {
    "no object": (("input", [1]), "'input' is not an object"),
    "a number for text": (("input/data", 3), "'data' is 3"),
    "no list": (("input/feature_names", 3), "'feature_names' is 3"),
    "other names": (("input/feature_names", ["a"]), "'feature_names' has 1 names"),
    "no versions": (("versions", []), "'versions' is []"),
    "no text": (("input/data", "\ud800"), "'utf-8' codec can't encode"),
    "no number": (("input/odd", float("nan")), "Out of range float values are not"),
}
CANNOT_BE_STORED = ("no text", "no number")


@pytest.mark.parametrize("case", ODD_FACTS)
def test_facts_that_no_command_has_stored_are_refused(run, case):
    (path, value), message = ODD_FACTS[case]
    configuration = configuration_of(run)
    changed(configuration, path, value)
    configure(run, configuration, digest=case not in CANNOT_BE_STORED)
    assert refusal(run).startswith(f"configuration.json is damaged ({message}")


def test_a_valid_value_that_was_changed_is_noticed_by_the_digest(run):
    configuration = configuration_of(run)
    changed(configuration, "estimator/steps/1/1/parameters/learning_rate", 0.5)
    configure(run, configuration, digest=False)
    assert refusal(run) == DIGEST
    configure(run, configuration)
    assert load(run)[-1].learning_rate == 0.5


ODD_STATES = [
    ("anomaly_detector", "fitted/offset_", "low"),
    ("anomaly_detector", "fitted/n_features_in_", 5),
    ("anomaly_detector", "fitted/estimators_", []),
    ("clustering", "fitted/n_features_in_", "1" * 5000),
    ("deep_belief_network", "fitted/visible_units_", 7),
    ("rating_recommender", "fitted/ridge_weight_", "x"),
    ("rating_recommender", "fitted/encoder_weights_", 3),
    ("anomaly_detector", "fitted/score_statistics_", []),
    ("anomaly_detector", "fitted/score_statistics_/0/neighbors/spread", 0.0),
    ("anomaly_detector", "fitted/score_statistics_/0/odd", {"center": 0.0}),
    ("anomaly_detector", "fitted/scaler_", 3),
    ("anomaly_detector", "parameters/scoring", "best"),
    ("anomaly_detector", "parameters/n_members", "two"),
    ("anomaly_detector", "parameters/oddity", 1),
    ("anomaly_detector", "parameters/autoencoder/$type", "os.system"),
    ("anomaly_detector", "parameters/autoencoder/parameters/dropout", 2),
    ("table_transformer", "fitted/schema_/0/type", "category"),
    ("table_transformer", "fitted/schema_/1", ...),
    ("table_transformer", "fitted/schema_/1/values", {}),
    ("table_transformer", "parameters/odd", 1),
    ("table_transformer", "parameters/scale", "none"),
    ("table_autoencoder", "fitted/table_/fitted/schema_/1", ...),
    ("table_autoencoder", "fitted/table_", 3),
    ("table_autoencoder", "fitted/model_", 3),
    ("table_autoencoder", "fitted/model_/fitted/n_features_in_", 5),
    ("table_detector", "fitted/table_/fitted/schema_/1", ...),
    ("table_detector", "fitted/offset_", -1.0),
    ("table_detector", "fitted/detector_", None),
]


@pytest.mark.parametrize(("name", "path", "value"), ODD_STATES)
def test_a_state_that_no_fit_has_made_is_refused(name, path, value, copy_of):
    run = copy_of(name)
    configuration = configuration_of(run)
    changed(configuration, f"estimator/{path}", value)
    configure(run, configuration)
    assert refusal(run).startswith(START)


ARRAYS = ["calibration_scores_", "levels_", "usual_error_"]
LEARNED = "score_statistics_.1.error_neighbors.learned.mean"


@pytest.mark.parametrize("path", [*ARRAYS, LEARNED])
@pytest.mark.parametrize("change", ["short", "nan"])
def test_arrays_of_a_detector_that_do_not_fit_are_refused(path, change, copy_of):
    run = copy_of("anomaly_detector")
    tensor = load_tensors(part(run, "weights.safetensors").read_bytes())[path]
    if change == "nan":
        with_tensors(run, {path: tensor * torch.nan})
    else:
        with_tensors(run, {path: tensor[..., :1].reshape(1, 1, -1).clone()})
    assert refusal(run).startswith(START)


@pytest.mark.parametrize("content", [b"[]", b"null", b"3"])
def test_a_configuration_that_is_no_object_is_refused(run, content):
    put(run, "configuration.json", content)
    assert refusal(run) == "configuration.json is damaged (it is not a JSON object)."


def test_a_scaler_that_is_named_but_not_there_is_reported(run):
    remove(run, "transformers.skops")
    assert refusal(run) == f"{START}scaler is not a valid object (it is missing)."


HUGE = {
    "wide layer": {"hidden_layer_sizes": [10**9]},
    "wide layers": {"hidden_layer_sizes": [10**6] * 1000},
    "layer wider than memory": {"hidden_layer_sizes": [10**30]},
    "very many widths": {"hidden_layer_sizes": [1] * 10**5},
    "long code": {"n_components": 10**9},
    "many layers": {"hidden_layer_sizes": None, "n_hidden_layers": 10**9},
}


@pytest.mark.parametrize("case", HUGE)
def test_a_huge_network_is_refused_before_memory_is_asked_for(run, case):
    configuration = configuration_of(run)
    for name, value in HUGE[case].items():
        changed(configuration, f"estimator/steps/1/1/parameters/{name}", value)
    configure(run, configuration)
    start = time.perf_counter()
    assert refusal(run) == (
        f"{START}autoencoder is not a valid autoencoder (its 114 weights are too few "
        f"for the layers: lower n_components or hidden_layer_sizes)."
    )
    assert time.perf_counter() - start < 5  # to make such a network takes minutes


def test_a_pipeline_of_too_many_features_is_refused(run):
    scaler = StandardScaler().fit(np.eye(6))
    scaler.n_features_in_ = 10**12
    put_objects(run, {"scaler": scaler})
    assert refusal(run) == (
        f"{START}estimator is not a valid pipeline (it takes 1000000000000 features)."
    )


def test_texts_that_would_fill_the_memory_are_refused(run):
    texts = {"$type": "texts", "dtype": "str", "values": ["x" * 10**5] + [""] * 10**5}
    configuration = configuration_of(run)
    changed(configuration, "estimator/steps/1/1/fitted/odd_", texts)
    configure(run, configuration)
    assert refusal(run) == (
        f"{START}autoencoder.odd_ is not a valid texts (it needs 40,000,400,000 bytes)."
    )


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(run, monkeypatch):
    monkeypatch.setattr("autoencode.formats.MAX_UNPACKED_BYTES", 1000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("schema.json", " " * 8128)
    assert len(buffer.getvalue()) < 1000
    put(run, "transformers.skops", buffer.getvalue())
    assert refusal(run) == "transformers.skops is damaged (it unpacks to 8,128 bytes)."


@pytest.mark.parametrize("name", ["configuration.json", "history.csv"])
def test_a_huge_text_file_is_refused_before_it_is_read(run, name):
    os.truncate(part(run, name), 2**40)
    start = time.perf_counter()
    assert refusal(run) == f"{name} cannot be read (it has 1,099,511,627,776 bytes)."
    assert time.perf_counter() - start < 5


def with_tensors(run, changes):
    """Change tensors, and the digest; None takes one out."""
    tensors = load_tensors(part(run, "weights.safetensors").read_bytes())
    tensors = {k: v for k, v in (tensors | changes).items() if v is not None}
    put(run, "weights.safetensors", tensors_to_bytes(tensors))
    configure(run, configuration_of(run))


ODD_WEIGHTS = {
    "whole numbers": (
        {"network_.encoder.0.bias": torch.zeros(4, dtype=torch.int64)},
        "the network needs float32 of shape (4,) for 'autoencoder.network_.encoder.0."
        "bias'; it has int64 of shape (4,)",
    ),
    "half precision": (
        {"network_.encoder.0.bias": torch.zeros(4, dtype=torch.float16)},
        "the network needs float32 of shape (4,) for 'autoencoder.network_.encoder.0."
        "bias'; it has float16 of shape (4,)",
    ),
    "missing weights": (
        {"network_.encoder.0.bias": None},
        "the network needs float32 of shape (4,) for 'autoencoder.network_.encoder.0."
        "bias'; it has nothing",
    ),
    "weights of nobody": (
        {"network_.extra": torch.zeros(2)},
        "the network needs nothing for 'autoencoder.network_.extra'; it has float32 "
        "of shape (2,)",
    ),
    "tensors of nobody": (
        {"extra_": torch.zeros(2)},
        "nothing refers to 'autoencoder.extra_'",
    ),
    "weights that are no numbers": (
        {"network_.encoder.0.bias": torch.full((4,), torch.nan)},
        "'autoencoder.network_.encoder.0.bias' must be finite numbers",
    ),
    "no mean": (
        {"mean_": None},
        "autoencoder.mean_ is not a valid array (its values are missing)",
    ),
    "mean of whole numbers": (
        {"mean_": torch.zeros(6, dtype=torch.int64)},
        "autoencoder.mean_ is not a valid array (its dtype is int64, not 'float64')",
    ),
    "codes of another size": (
        {"code_sample_": torch.zeros(5, 3)},
        "autoencoder.code_sample_ is not a valid array (its shape is [5, 3], not [27, "
        "2])",
    ),
    "codes that are no numbers": (
        {"code_sample_": torch.full((27, 2), torch.nan)},
        "autoencoder is not a valid autoencoder (code_sample_ must be finite numbers "
        "of shape (27, 2))",
    ),
}


@pytest.mark.parametrize("case", ODD_WEIGHTS)
def test_weights_that_do_not_fit_are_named(run, case):
    changes, message = ODD_WEIGHTS[case]
    with_tensors(run, {f"autoencoder.{k}": tensor for k, tensor in changes.items()})
    assert refusal(run) == f"{START}{message}."


def test_weights_whose_head_promises_too_much_are_refused(run):
    head = {"network.x": {"dtype": "F32", "shape": [10**12], "data_offsets": [0, 8]}}
    text = json.dumps(head).encode()
    put(run, "weights.safetensors", struct.pack("<Q", len(text)) + text + b"\0" * 8)
    assert refusal(run).startswith("weights.safetensors is damaged (")


def put_objects(run, objects):
    put(run, "transformers.skops", skops.io.dumps(objects))
    configure(run, configuration_of(run))


def broken_scaler():
    scaler = StandardScaler().fit(np.eye(6))
    scaler.mean_ = np.zeros(3)
    return {"scaler": scaler}


ODD_OBJECTS = {
    "another class": (
        lambda: {"scaler": MinMaxScaler().fit(np.eye(6))},
        f"{START}scaler is not a valid object (it is a MinMaxScaler, not "
        "'StandardScaler').",
    ),
    "none of it": (
        lambda: {"other": StandardScaler().fit(np.eye(6))},
        f"{START}scaler is not a valid object (it is missing).",
    ),
    "too many": (
        lambda: {name: StandardScaler().fit(np.eye(6)) for name in ("scaler", "other")},
        f"{START}nothing refers to 'other'.",
    ),
    "unfitted": (
        lambda: {"scaler": StandardScaler()},
        f"{START}estimator is not a valid pipeline (step 'scaler': This StandardScaler "
        "instance is not fitted yet. Call 'fit' with appropriate arguments before "
        "using this estimator).",
    ),
    "no objects": (
        lambda: 3,
        "transformers.skops is damaged ('int' object is not iterable).",
    ),
    "numbers for names": (
        lambda: {1: StandardScaler()},
        "transformers.skops is damaged (it holds objects without a name).",
    ),
    "parts of another": (
        broken_scaler,
        f"{START}estimator is not a valid pipeline (step 'scaler': operands could not "
        "be broadcast together with shapes (1,6) (3,) (1,6)).",
    ),
    "a PCA that is none": (
        lambda: {"scaler": StandardScaler().fit(np.eye(6)), "/pca": LinearRegression()},
        "PCA is damaged ('LinearRegression' object has no attribute 'mean_').",
    ),
    "a PCA of others": (
        lambda: {
            "scaler": StandardScaler().fit(np.eye(6)),
            "/pca": PCA(2).fit(np.eye(7)),
        },
        "PCA is damaged (it has 7 features, the model has not).",
    ),
}


@pytest.mark.parametrize("case", ODD_OBJECTS)
def test_objects_that_do_not_fit_are_refused(run, case):
    make, message = ODD_OBJECTS[case]
    put_objects(run, make())
    assert refusal(run) == message


@pytest.mark.parametrize("name", ["table_transformer", "anomaly_detector"])
def test_other_objects_than_an_estimator_has_are_refused(name, copy_of):
    run = copy_of(name)
    objects = skops.io.loads(part(run, "transformers.skops").read_bytes(), trusted=[])
    put_objects(run, objects | {next(iter(objects)): LinearRegression()})
    assert "is not a valid object (it is a LinearRegression, not '" in refusal(run)


ODD_HISTORIES = {
    "text": (b"epoch,loss\n1,low\n", "could not convert string to float: 'low'"),
    "long line": (
        b"epoch,loss\n1,2,3\n",
        "its lines have different lengths",
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
