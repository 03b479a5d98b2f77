"""Sweeps over the parameters of a model."""

import csv
import importlib
import json
import shutil
import warnings

import numpy as np
import pytest
from pictures import built_figures
from PIL import Image
from scipy import sparse
from sklearn.base import clone
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from small_sweeps import swept, tiny

from autoencode import Autoencoder, load, sweep
from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    OutputError,
    RunFolderError,
)
from autoencode.models.rbm import RBM
from autoencode.storage import load_run, save
from autoencode.sweeps import setting
from autoencode.sweeps.result import SweepResult
from autoencode.sweeps.widths import narrowed
from autoencode.training.checkpoints import Checkpoints


def without_seconds(rows):
    return [{k: v for k, v in row.items() if k != "seconds"} for row in rows]


def files(folder):
    places = [path for path in folder.rglob("*") if path.is_file()]
    return {path: path.read_bytes() for path in places}


def test_a_row_has_the_errors_of_its_run_and_of_pca(X, tmp_path):
    own = {"model": tiny(linear_skip=False), "X_test": X[30:]}
    result = swept(tmp_path / "out", X[:30], values=[3, 1], **own)
    assert [row["value"] for row in result.rows] == [3, 1]
    row = result.rows[0]
    run = load_run(tmp_path / "out" / row["run"])
    model = run.model
    assert model.n_components == 3
    rows = model.training_rows(30)
    parts = {"train": X[:30][rows], "validation": X[:30][model.validation_rows_]}
    for part, samples in (parts | {"test": X[30:]}).items():
        error = np.square(samples - model.reconstruct(samples)).sum(axis=1).mean()
        assert row[f"{part}_error"] == pytest.approx(error, rel=1e-5)
    pca = PCA(3).fit(X[:30][rows])
    X_hat = pca.inverse_transform(pca.transform(X[30:]))
    assert row["pca_test_error"] == pytest.approx(
        np.square(X[30:] - X_hat).sum(1).mean()
    )
    errors = np.square(parts["validation"] - model.reconstruct(parts["validation"]))
    spread = errors.sum(axis=1).std(ddof=1) / np.sqrt(len(errors))
    assert row["validation_standard_error"] == pytest.approx(spread, rel=1e-4)
    assert row["n_epochs"] == 3


def test_all_fits_hold_out_the_same_samples_and_have_the_best_weights(X, tmp_path):
    model = tiny(max_epochs=30, learning_rate=0.05, linear_skip=False)
    model.set_params(random_state=None)
    result = swept(tmp_path / "out", X, model=model)
    assert model.random_state is None  # the user's model is not changed
    runs = [load(tmp_path / "out" / row["run"]) for row in result.rows]
    assert {tuple(run.validation_rows_) for run in runs} == {
        tuple(runs[0].validation_rows_)
    }
    for row, run in zip(result.rows, runs, strict=True):
        losses = [record["validation_loss"] for record in run.history_]
        assert row["best_epoch"] == 1 + int(np.argmin(losses))
        held_out = X[run.validation_rows_]
        error = np.square(held_out - run.reconstruct(held_out)).sum(axis=1).mean()
        assert error / 2 == pytest.approx(min(losses), rel=1e-4)


def test_a_finished_sweep_is_read_and_not_fitted_again(X, tmp_path):
    first = swept(tmp_path / "out", X)
    before = files(tmp_path / "out")
    again = swept(tmp_path / "out", X)
    assert again == first
    assert files(tmp_path / "out") == before  # a new save would have another version


def test_a_missing_fit_is_done_again_with_the_same_bits(X, tmp_path):
    first = swept(tmp_path / "out", X, values=[1, 2, 3])
    (tmp_path / "out" / "n_components-2" / "manifest.json").unlink()
    (tmp_path / "out" / "sweep.csv").unlink()
    again = swept(tmp_path / "out", X, values=[1, 2, 3])
    assert without_seconds(again.rows) == without_seconds(first.rows)
    assert again.rows[0] == first.rows[0]  # read: with the seconds of its fit
    assert again.suggestions == first.suggestions


def test_values_may_be_added(X, tmp_path):
    first = swept(tmp_path / "out", X, values=[1, 2])
    more = swept(tmp_path / "out", X, values=[1, 2, 3])
    assert more.rows[:2] == first.rows
    assert [row["value"] for row in more.rows] == [1, 2, 3]


def test_another_setting_or_other_samples_are_refused(X, tmp_path):
    out = tmp_path / "out"
    swept(out, X, values=[1])
    for message, options in {
        "max_epochs 3, not 4": {"model": tiny(max_epochs=4)},
        "parameter n_components, not activation": {
            "parameter": "activation",
            "values": ["tanh"],
        },
        "other test samples": {"X_test": X[:3]},
    }.items():
        with pytest.raises(OutputError, match=message):
            swept(out, X, **{"values": [1]} | options)
    with pytest.raises(OutputError, match=r"other samples\. Give another folder"):
        swept(out, X + 1, values=[1])


def test_settings_may_change_before_the_first_fit_is_done(X, tmp_path):
    out = tmp_path / "out"
    swept(out, X, values=[1])
    (out / "n_components-1" / "manifest.json").unlink()
    assert swept(out, X, values=[1], model=tiny(max_epochs=4)).rows[0]["n_epochs"] == 4


def test_a_folder_with_other_files_or_a_damaged_table_is_refused(X, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds other files"):
        swept(tmp_path, X)
    with pytest.raises(OutputError, match="it is a file"):
        swept(tmp_path / "notes.txt", X)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "sweep.json").write_text('{"rows": []}')
    with pytest.raises(RunFolderError, match=r"sweep.json is damaged \(it lacks"):
        swept(tmp_path / "out", X)


@pytest.mark.parametrize(
    ("message", "options"),
    [
        ("n_components must be .* got 0", {"values": [0]}),
        ("list of values of n_components is empty", {"values": []}),
        ("must be a list; got 3", {"values": 3}),
        ("Did you mean 'dropout'", {"parameter": "drop_out", "values": [0.1]}),
        ("n_jobs must be a whole number", {"n_jobs": 0}),
        ("n_jobs must be a whole number", {"n_jobs": -2}),
        ("loss is a function", {"model": tiny(loss=lambda x, y: (x - y).sum(1))}),
        ("got RandomState", {"model": tiny(random_state=np.random.RandomState(0))}),
        ("needs an autoencoder.*PCA is none", {"model": PCA()}),
        ("device are not swept", {"parameter": "device", "values": ["cpu"]}),
    ],
)
def test_invalid_arguments_are_named_before_anything_is_written(
    message, options, X, tmp_path
):
    with pytest.raises(InvalidParameterError, match=message):
        swept(tmp_path / "out", X, **options)
    assert not (tmp_path / "out").exists()


def test_invalid_samples_are_refused(X, tmp_path):
    with pytest.raises(InvalidDataError, match="X_test is not valid"):
        swept(tmp_path / "out", X, X_test=X[:, :2])
    with pytest.raises(InvalidDataError):
        swept(tmp_path / "out", X * np.nan)
    assert not (tmp_path / "out").exists()


def test_duplicates_are_left_out_and_a_code_may_be_wide(X, tmp_path):
    result = swept(tmp_path / "out", X, values=np.array([6, 8, 6]))
    assert [row["value"] for row in result.rows] == [6, 8]
    assert result.rows[1]["pca_train_error"] == pytest.approx(0, abs=1e-9)


def test_a_fit_that_diverges_does_not_end_the_others(X, tmp_path):
    model = tiny(optimizer="sgd", linear_skip=False, schedule="constant")
    result = swept(
        tmp_path / "out", X, model=model, parameter="learning_rate", values=[1e30, 0.01]
    )
    assert "learning_rate" in result.rows[0]["failed"]
    assert result.rows[1]["train_error"] > 0
    assert result.suggestions[0].value == 0.01
    assert result.table()[1][0][1] == "failed"
    assert not (tmp_path / "out" / "learning_rate-1e+30").exists()


def test_other_parameters_have_folders_with_their_names(X, tmp_path):
    sizes = [(4,), [4, 3], ()]
    result = swept(tmp_path / "out", X, parameter="hidden_layer_sizes", values=sizes)
    assert [row["run"] for row in result.rows] == [
        "hidden_layer_sizes-4",
        "hidden_layer_sizes-4x3",
        "hidden_layer_sizes-linear",
    ]
    assert result.dimensions == {}
    assert load(tmp_path / "out" / "hidden_layer_sizes-4x3").hidden_layer_sizes == (
        4,
        3,
    )


def test_patience_ends_fits_early(X, tmp_path):
    model = tiny(max_epochs=200, patience=2, learning_rate=0.1, schedule="constant")
    row = swept(tmp_path / "out", X, model=model, values=[2]).rows[0]
    assert row["n_epochs"] < 200


def test_without_held_out_samples_training_errors_are_compared(X, tmp_path):
    result = swept(tmp_path / "out", X, [1, 2, 3], model=tiny(validation_fraction=0.0))
    assert result.parts == ["train"]
    assert result.suggestions[0].text.startswith("Lowest training error")
    assert "one standard error" not in [each.rule for each in result.suggestions]


def test_sparse_samples_and_boltzmann_machines_can_be_swept(tmp_path):
    X = (np.random.default_rng(0).uniform(size=(40, 6)) > 0.5).astype(np.float32)
    result = swept(tmp_path / "sparse", sparse.csr_array(X), X_test=X[:5])
    assert result.rows[0]["test_error"] > 0
    result = swept(tmp_path / "rbm", X, model=RBM(max_epochs=2, random_state=0))
    assert result.rows[0]["train_error"] > 0


def test_images_are_reconstructed_by_size(tmp_path):
    images = load_digits().images[:60] / 16
    with built_figures():
        result = swept(tmp_path / "out", images, [1, 2])
    rows = result._reconstructions(tmp_path / "out", result.rows)
    assert list(rows) == ["original", "1 component", "2 components"]
    with Image.open(tmp_path / "out" / "reconstructions.png") as picture:
        assert picture.size[0] > picture.size[1]
    samples = load_run(tmp_path / "out" / "n_components-2").samples
    assert samples["X_hat"].shape == (1, 10, 64)


def test_the_files_hold_the_table(X, tmp_path):
    result = swept(tmp_path / "out", X)
    stored = json.loads((tmp_path / "out" / "sweep.json").read_text())
    assert stored["rows"] == result.rows
    assert stored["suggestions"][0]["text"] == result.suggestions[0].text
    with open(tmp_path / "out" / "sweep.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["n_components"] for row in rows] == ["1", "2"]
    assert [float(row["train_error"]) for row in rows] == [
        row["train_error"] for row in result.rows
    ]
    header, cells = result.table()
    assert header[:3] == ["size", "training", "held out"]
    assert cells[1][1].startswith(f"{result.rows[1]['train_error']:#.4g} (")


def test_a_scaler_is_stored_in_front_of_each_model(X, tmp_path):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(X)
    swept(tmp_path / "out", scaler.transform(X), [2], scaler=scaler)
    pipeline = load(tmp_path / "out" / "n_components-2")
    plain = clone(tiny(n_components=2)).fit(scaler.transform(X))
    expected = plain.transform(scaler.transform(X))
    np.testing.assert_array_equal(pipeline.transform(X), expected)


def test_warnings_of_a_fit_are_notes_of_its_row(tmp_path):
    X = np.random.default_rng(0).normal(size=(40, 3))  # nothing but PCA to find
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = swept(tmp_path / "out", X, [1], model=tiny(n_components=1))
    row = result.rows[0]
    assert row["kept_pca"] == any("PCA is kept" in note for note in row["notes"])
    assert len(result.lines()) == len(result.suggestions) + len(row["notes"])


def test_pca_that_was_kept_has_the_errors_of_pca_without_the_rows_held_out(tmp_path):
    X = np.random.default_rng(0).normal(size=(300, 5))
    model = Autoencoder(learning_rate=1e-9, max_epochs=1, random_state=0)
    result = swept(tmp_path / "out", X, [2], model=model)
    (row,) = result.rows
    assert row["kept_pca"]
    held_out = load(tmp_path / "out" / row["run"]).validation_rows_
    pca = PCA(2).fit(np.delete(X, held_out, axis=0))
    X_hat = pca.inverse_transform(pca.transform(X[held_out]))
    errors = np.square(X[held_out] - X_hat).sum(axis=1)
    assert row["validation_error"] == pytest.approx(errors.mean())
    spread = errors.std(ddof=1) / np.sqrt(len(errors))
    assert row["validation_standard_error"] == pytest.approx(spread, rel=1e-4)


def test_a_run_that_is_damaged_is_named(X, tmp_path):
    swept(tmp_path / "out", X, [1])
    save(tiny().fit(X), tmp_path / "other")
    place = next((tmp_path / "out" / "n_components-1").glob("version-*"))
    (place / "metrics.json").write_text("{}")
    with pytest.raises(RunFolderError, match=r"n_components-1: .*sweep fits it again"):
        swept(tmp_path / "out", X, [1])
    shutil.rmtree(tmp_path / "out" / "n_components-1")
    assert swept(tmp_path / "out", X, [1]).rows


@pytest.mark.parametrize(
    ("memory", "expected"), [(None, 8), (1e12, 8), (4e9, 3), (1e8, 1)]
)
def test_copies_of_the_samples_take_at_most_half_of_the_memory(
    X, monkeypatch, memory, expected
):
    module = importlib.import_module("autoencode.sweeps.sweep")
    monkeypatch.setattr(module, "n_cores", lambda: 8)
    monkeypatch.setattr(module, "total_bytes", lambda: memory)
    assert module._number_of_jobs(tiny(device="cpu"), X, None, None) == expected


def narrowing(n_rows=10_000, n_features=300, values=(1, 2), **parameters):
    model = Autoencoder(n_components=2, **parameters)
    return narrowed(model, "n_components", list(values), n_rows, n_features)


def test_default_layers_are_halved_for_large_data_and_a_note_says_so():
    model, note = narrowing()
    assert model.hidden_layer_sizes == (512, 256, 128)
    assert "512,256,128" in note


@pytest.mark.parametrize(
    "changes",
    [
        {"n_rows": 9_999},
        {"n_features": 256},
        {"values": (1, 65)},
        {"hidden_layer_sizes": (8,)},
        {"n_hidden_layers": 2},
        {"network": "convolutional"},
    ],
    ids=str,
)
def test_other_layers_of_a_sweep_are_those_of_a_fit(changes):
    model, note = narrowing(**changes)
    assert note is None
    assert model.hidden_layer_sizes == changes.get("hidden_layer_sizes")


def test_layers_stay_those_of_the_first_call_when_sizes_are_added():
    narrow = narrowed(
        Autoencoder(), "n_components", [1, 65], 10_000, 300, "(512, 256, 128)"
    )
    assert narrow[0].hidden_layer_sizes == (512, 256, 128)
    assert narrowed(Autoencoder(), "n_components", [1], 10_000, 300, "None")[1] is None


@pytest.mark.parametrize("damage", [False, True])
def test_a_fit_that_was_stopped_within_goes_on(X, tmp_path, monkeypatch, damage):
    expected = swept(tmp_path / "whole", X, model=tiny(max_epochs=6))
    monkeypatch.setattr(setting, "TIME_BETWEEN_CHECKPOINTS", "1e")
    save, numbers, n_saves = Checkpoints._save, [], 9

    def stopping(self, ending):
        save(self, ending)
        numbers.append(self.number)
        if len(numbers) == n_saves:
            raise KeyboardInterrupt

    monkeypatch.setattr(Checkpoints, "_save", stopping)
    with pytest.raises(KeyboardInterrupt):
        swept(tmp_path / "out", X, model=tiny(max_epochs=6))
    left = list((tmp_path / "out").rglob("checkpoint-*.json"))
    assert left
    if damage:
        for path in left:
            path.write_text("{")
    n_saves = 0
    result = swept(tmp_path / "out", X, model=tiny(max_epochs=6))
    assert without_seconds(result.rows) == without_seconds(expected.rows)
    assert not list((tmp_path / "out").rglob("checkpoints"))
    assert (numbers[9] > 1) != damage  # where it goes on


def test_a_note_of_several_fits_is_one_sentence():
    rows = [{"value": size, "notes": ["PCA is kept."]} for size in (1, 2, 3)]
    rows[1] = {"value": 2, "failed": "The loss became NaN."}
    lines = SweepResult("n_components", rows, [], {}).lines()
    assert lines == [
        "Note, n_components 1, 3: PCA is kept.",
        "Note, n_components 2: The loss became NaN.",
    ]


def test_a_pipeline_is_refused_with_the_way_out():
    pipeline = make_pipeline(StandardScaler(), Autoencoder())
    with pytest.raises(InvalidParameterError, match="not a pipeline: give its last"):
        sweep(pipeline, np.zeros((9, 3)), [1, 2], folder="unused")
