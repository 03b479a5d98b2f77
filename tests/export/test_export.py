"""Exported files: what is in them, where they go, and what is refused."""

import builtins
import json
import os
import warnings

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from folders import tree
from run_folders import assert_same_outputs, fitted, outputs, small_model
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import (
    MaxAbsScaler,
    MinMaxScaler,
    RobustScaler,
    StandardScaler,
)
from torch import nn

from autoencode import (
    Autoencoder,
    AutoencoderClassifier,
    export_folder,
    export_onnx,
    export_torch,
    load,
    save,
)
from autoencode.errors import (
    AutoencodeError,
    ExportError,
    InvalidParameterError,
    OutputError,
    RunFolderError,
)
from autoencode.estimators import ESTIMATORS
from autoencode.export import checking

SCALES = np.array([1, 100, 1e-3, 1e4, 1])
MEANS = np.array([0, 1e3, 0, 1e5, -3])
WRITE = {"onnx": export_onnx, "pt2": export_torch}


def columns():
    """Samples whose columns have other units."""
    return np.random.default_rng(0).normal(size=(60, 5)) * SCALES + MEANS


def scaled_model(scaler=None):
    return make_pipeline(scaler or StandardScaler(), small_model()).fit(columns())


@pytest.mark.parametrize("scaler", [MinMaxScaler(), RobustScaler(), MaxAbsScaler()])
def test_every_scaler_of_the_command_line_is_exported(scaler, tmp_path):
    made = export_torch(scaled_model(scaler), tmp_path / "model.pt2")
    assert made.difference.largest < 1e-5


def test_scaling_is_in_the_graph(tmp_path):
    model = scaled_model()
    made = export_onnx(model, tmp_path / "model.onnx")
    assert made.outputs == ("code", "reconstruction", "reconstruction_error")
    assert made.difference.largest < 1e-5
    session = onnxruntime.InferenceSession(made.path)
    X = columns()
    code, back = session.run(["code", "reconstruction"], {"x": X.astype(np.float32)})
    np.testing.assert_allclose(code, model.transform(X), atol=1e-3)
    expected = model.inverse_transform(model.transform(X))
    np.testing.assert_allclose(back / SCALES, expected / SCALES, atol=1e-2)


@pytest.mark.parametrize("kind", WRITE)
def test_a_file_computes_the_outputs_asked_for_alone(kind, tmp_path):
    model = scaled_model()
    sizes = {}
    for names in (["code"], ["code", "reconstruction"]):
        place = tmp_path / f"{len(names)}.{kind}"
        assert WRITE[kind](model, place, outputs=names).outputs == tuple(names)
        sizes[len(names)] = place.stat().st_size
    assert sizes[1] < sizes[2]
    with pytest.raises(InvalidParameterError, match=r"no output 'score' .* choose"):
        WRITE[kind](model, tmp_path / f"model.{kind}", outputs=["score"])


@pytest.mark.parametrize("kind", WRITE)
def test_a_decoder_turns_codes_into_samples_in_data_units(kind, tmp_path):
    model = scaled_model()
    place = tmp_path / f"decoder.{kind}"
    made = WRITE[kind](model, place, decoder=True)
    assert (made.input, made.n_inputs, made.outputs) == ("code", 2, ("decoded",))
    codes = model.transform(columns()).astype(np.float32)
    if kind == "onnx":
        (found,) = onnxruntime.InferenceSession(place).run(None, {"code": codes})
    else:
        with warnings.catch_warnings(action="ignore"):  # PyTorch's own
            program = torch.export.load(place).module()
        found = program(torch.from_numpy(codes))["decoded"].numpy()
    expected = model.inverse_transform(codes)
    np.testing.assert_allclose(found / SCALES, expected / SCALES, atol=1e-2)


def test_a_file_says_what_it_is_of(tmp_path):
    import pandas as pd

    frame = pd.DataFrame(columns(), columns=list("abcde"))
    place = tmp_path / "model.onnx"
    export_onnx(small_model().fit(frame), place)
    model = onnx.load(place)
    facts = {entry.key: entry.value for entry in model.metadata_props}
    assert json.loads(facts["feature_names"]) == list("abcde")
    assert json.loads(facts["outputs"])["code"] == "transform"
    assert facts["class"] == "Autoencoder"
    assert facts["autoencode_version"]
    assert facts["opset"] == str(model.opset_import[0].version)
    (x,) = model.graph.input
    assert [d.dim_param or d.dim_value for d in x.type.tensor_type.shape.dim] == [
        "batch",
        5,
    ]


def test_classes_are_among_the_facts(tmp_path):
    place = tmp_path / "model.onnx"
    export_onnx(fitted("classifier")[0], place)
    facts = {entry.key: entry.value for entry in onnx.load(place).metadata_props}
    assert json.loads(facts["classes"]) == ["high", "low"]


DAYS = np.array(["2020-01-01", "2021-06-30"], dtype="M8[D]")


@pytest.mark.parametrize(
    ("classes", "texts"),
    [
        (DAYS, ["2020-01-01", "2021-06-30"]),
        (DAYS.astype("M8[s]"), ["2020-01-01T00:00:00", "2021-06-30T00:00:00"]),
        (np.array([False, True]), [False, True]),
        (np.array([1.0, 2.0]), [1.0, 2.0]),
    ],
)
def test_classes_of_dates_are_stored_and_among_the_facts_as_text(
    classes, texts, tmp_path
):
    X, place = columns() / SCALES, tmp_path / "model.pt2"
    small = {"autoencoder": small_model(), "max_epochs": 2, "random_state": 0}
    model = AutoencoderClassifier(**small).fit(X, classes[np.arange(len(X)) % 2])
    export_torch(model, place)
    extra = {"autoencode.json": ""}
    with warnings.catch_warnings(action="ignore"):  # PyTorch's own
        torch.export.load(place, extra_files=extra)
    assert json.loads(extra["autoencode.json"])["classes"] == texts
    for write in (save, export_folder):
        write(model, tmp_path / write.__name__)
        loaded = load(tmp_path / write.__name__)
        assert loaded.classes_.dtype == model.classes_.dtype
        assert loaded.predict(X).tolist() == model.predict(X).tolist()


@pytest.mark.parametrize("step", [None, "passthrough"])
@pytest.mark.parametrize("kind", WRITE)
def test_steps_that_change_nothing_are_left_out(step, kind, tmp_path):
    first, last = scaled_model()
    steps = [("a", step), ("scale", first), ("b", step), ("model", last)]
    pipeline = Pipeline(steps)
    pipeline.fit(columns())
    made = WRITE[kind](pipeline, tmp_path / f"model.{kind}", outputs=["code"])
    assert made.difference.largest < 1e-5
    assert [each for _, each in pipeline.steps] == [step, first, step, last]


def test_a_program_needs_pytorch_alone(tmp_path):
    model = scaled_model()
    made = export_torch(model, tmp_path / "model.pt2")
    extra = {"autoencode.json": ""}
    with warnings.catch_warnings(action="ignore"):  # PyTorch's own
        program = torch.export.load(made.path, extra_files=extra)
    X = columns()
    for rows in (X, X[:1]):
        found = program.module()(torch.from_numpy(rows).float())
        np.testing.assert_allclose(found["code"], model.transform(rows), atol=1e-3)
    assert json.loads(extra["autoencode.json"])["class"] == "Autoencoder"


def test_a_run_folder_is_exported_too(tmp_path):
    save(scaled_model(), tmp_path / "run")
    assert export_torch(tmp_path / "run", tmp_path / "model.pt2").n_inputs == 5


def test_the_model_itself_stays_as_it_is(tmp_path):
    model = scaled_model()
    network = model[-1].network_
    export_torch(model, tmp_path / "model.pt2")
    assert all(weights.requires_grad for weights in network.parameters())
    assert model[-1].device == "auto"
    model[-1].partial_fit(columns())


@pytest.mark.parametrize("kind", WRITE)
def test_a_file_is_replaced_only_on_request(kind, tmp_path):
    place = tmp_path / f"model.{kind}"
    place.write_bytes(b"mine")
    model = scaled_model()
    with pytest.raises(OutputError, match=r"already exists\. Add --overwrite"):
        WRITE[kind](model, place)
    assert place.read_bytes() == b"mine"
    WRITE[kind](model, place, overwrite=True)
    assert place.read_bytes() != b"mine"
    with pytest.raises(OutputError, match="it is a folder"):
        WRITE[kind](model, tmp_path, overwrite=True)


@pytest.mark.parametrize("kind", WRITE)
def test_a_file_that_differs_is_not_left_behind(kind, tmp_path, monkeypatch):
    monkeypatch.setattr(checking, "TOLERANCE", -1.0)
    monkeypatch.setattr(checking, "LARGEST", -1.0)
    with pytest.raises(ExportError, match="nothing was written"):
        WRITE[kind](scaled_model(), tmp_path / f"model.{kind}")
    assert not list(tmp_path.iterdir())


def test_the_extra_is_named_where_it_is_missing(tmp_path, monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name.split(".")[0] == "onnxruntime":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InvalidParameterError, match=r"pip install 'autoencode\[onnx\]"):
        export_onnx(scaled_model(), tmp_path / "model.onnx")


def test_a_model_too_large_for_an_onnx_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("autoencode.export.onnx_file.MAX_BYTES", 100)
    with pytest.raises(InvalidParameterError, match="Use --torch or --folder"):
        export_onnx(scaled_model(), tmp_path / "model.onnx")


class Turned(nn.Module):
    """An encoder of the user's own, with a branch that depends on values."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(5, 2)

    def forward(self, x):
        return self.linear(x if x.sum() > 0 else -x)


class Factorials(Turned):
    """An encoder of the user's own, with an operation that ONNX has not."""

    def forward(self, x):
        return torch.lgamma(1 + self.linear(x).abs())


def own_model(encoder):
    decoder = nn.Linear(2, 5)
    return Autoencoder(
        n_components=2, encoder=encoder, decoder=decoder, max_epochs=1, random_state=0
    ).fit(columns().astype(np.float32))


def test_modules_of_the_users_own_are_exported_where_pytorch_can(tmp_path, capfd):
    plain = nn.Sequential(nn.Linear(5, 8), nn.ReLU(), nn.Linear(8, 2))
    assert export_onnx(own_model(plain), tmp_path / "a").difference.largest < 1e-5
    with pytest.raises(ExportError, match=r"PyTorch cannot export .*guard"):
        export_onnx(own_model(Turned()), tmp_path / "b")
    model = own_model(Factorials())
    with pytest.raises(ExportError, match=r"cannot be written as ONNX: .*lgamma"):
        export_onnx(model, tmp_path / "b")
    assert not (tmp_path / "b").exists()
    export_torch(model, tmp_path / "b.pt2")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("write", [export_onnx, export_torch, export_folder])
def test_other_objects_are_refused(write, tmp_path):
    with pytest.raises(InvalidParameterError, match="got StandardScaler"):
        write(StandardScaler().fit(columns()), tmp_path / "model.pt2")
    with pytest.raises(AutoencodeError, match="does not exist"):
        write(tmp_path / "run", tmp_path / "model.pt2")


@pytest.mark.parametrize("name", ESTIMATORS)
def test_every_estimator_goes_through_a_folder_without_a_change(name, tmp_path):
    estimator, X = fitted(name)
    place = export_folder(estimator, tmp_path / "model")
    assert_same_outputs(outputs(load(place), X), outputs(estimator, X))
    names = set(tree(place))
    assert {"README.md", "config.json", "model.safetensors"} <= names
    assert not {n for n in names if n.endswith((".pkl", ".pickle", ".pt", ".bin"))}


def test_a_model_card_begins_with_front_matter(tmp_path):
    place = export_folder(scaled_model(), tmp_path / "model")
    _, head, body = (place / "README.md").read_text().split("---\n", 2)
    lines = head.splitlines()
    assert "library_name: autoencode" in lines
    assert "pipeline_tag: feature-extraction" in lines
    assert 'load("path/of/this/folder")' in body
    config = json.loads((place / "config.json").read_text())
    assert config["library_name"] == "autoencode"
    assert config["model_type"] == "Autoencoder"


def test_a_card_says_where_samples_of_the_training_are_kept(tmp_path):
    card = export_folder(fitted("anomaly_detector")[0], tmp_path / "a") / "README.md"
    assert "share it with those who may see them" in card.read_text()
    card = export_folder(scaled_model(), tmp_path / "b") / "README.md"
    assert "not in this folder" in card.read_text()


def test_neither_command_nor_folders_of_the_data_are_shared(tmp_path):
    from autoencode.storage import Run

    run = Run(estimator=scaled_model())
    run.input = {"data": "/home/ann/secret/people.csv"}
    run.about = {"command": "autoencode fit /home/ann/secret/people.csv"}
    run.samples = {"X": np.ones((2, 5), np.float32)}
    place = export_folder(run, tmp_path / "model")
    content = b"".join(part for part in tree(place).values() if part)
    assert b"secret" not in content
    assert b"people.csv" in content


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("s3://bucket/secret/rows?endpoint_override=secret.example:9000", "rows"),
        ("s3://secret/rows/?region=secret", "rows"),
        ("s3://bucket", "bucket"),
        ("/secret/what?.csv", "what?.csv"),
    ],
)
def test_neither_hosts_nor_the_folder_of_a_cache_are_shared(data, name, tmp_path):
    from autoencode.storage import Run

    run = Run(estimator=scaled_model())
    stream = {"memory": 10, "on_error": "raise"}
    run.input = {"data": data, "test": data}
    run.input["stream"] = stream | {"cache": "/home/ann/secret"}
    place = export_folder(run, tmp_path / "model")
    facts = json.loads((place / "config.json").read_text())["input"]
    assert facts == {"data": name, "test": name, "stream": stream}
    assert b"secret" not in b"".join(part for part in tree(place).values() if part)


def test_only_exported_folders_are_replaced(tmp_path):
    model, place = scaled_model(), tmp_path / "model"
    export_folder(model, place)
    before = tree(place)
    with pytest.raises(OutputError, match=r"already exists\. Add --overwrite"):
        export_folder(model, place)
    assert tree(place) == before
    (place / "mine.txt").write_text("a note")
    export_folder(model, place, overwrite=True)
    assert "mine.txt" not in tree(place)
    save(model, tmp_path / "run")
    with pytest.raises(OutputError, match="Give the name of a new folder"):
        export_folder(model, tmp_path / "run", overwrite=True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["model", "run"]


@pytest.mark.parametrize("name", ["model.txt", "model", "model.PT2"])
def test_programs_have_the_suffix_by_which_pytorch_knows_them(tmp_path, name, capfd):
    message = r"name of a program of PyTorch must end in \.pt2; got .*model"
    with pytest.raises(InvalidParameterError, match=message):
        export_torch(scaled_model(), tmp_path / name)
    assert capfd.readouterr() == ("", "")
    assert not list(tmp_path.iterdir())


def test_a_place_below_a_file_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    for write in (export_onnx, export_torch, export_folder):
        with pytest.raises(OutputError, match=r"Cannot write .*model.pt2: Not a"):
            write(scaled_model(), tmp_path / "file" / "model.pt2")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write all")
def test_a_read_only_folder_is_named(tmp_path):
    tmp_path.chmod(0o500)
    try:
        for write in (export_onnx, export_torch, export_folder):
            with pytest.raises(OutputError, match="Permission denied"):
                write(scaled_model(), tmp_path / "model.pt2")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda place: (place / "config.json").write_text("{"), "config.json is"),
        (
            lambda place: (place / "config.json").write_text('{"model_type": "bert"}'),
            "config.json is not of this package",
        ),
        (
            lambda place: (place / "model.safetensors").unlink(),
            "model.safetensors is missing",
        ),
        (
            lambda place: (place / "model.safetensors").write_bytes(b"x" * 100),
            "model.safetensors is damaged",
        ),
        (
            lambda place: (place / "history.csv").write_text("epoch,loss\n1,0.5\n"),
            "not of the same save",
        ),
    ],
)
def test_a_damaged_folder_is_refused_with_one_line(damage, message, tmp_path):
    place = export_folder(scaled_model(), tmp_path / "model")
    damage(place)
    with pytest.raises(RunFolderError, match=message) as refusal:
        load(place)
    assert "configuration.json" not in str(refusal.value)
    assert "\n" not in str(refusal.value)
