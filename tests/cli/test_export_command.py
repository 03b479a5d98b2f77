"""``autoencode export``: files beside the run, and one line for what goes wrong."""

import json

import numpy as np
import onnxruntime
import pytest
from commands import autoencode, done, people, refused
from run_folders import CONFIGURATION, fitted, part

from autoencode import load, save


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run of columns with other units, which the command line scales."""
    folder = tmp_path_factory.mktemp("runs")
    people().drop(columns=["who", "city"]).to_csv(folder / "people.csv", index=False)
    place = folder / "people"
    options = ("--components", 2, "--max-epochs", 2, "--seed", 0, "--out", place)
    done("fit", folder / "people.csv", *options)
    return place


def test_files_are_written_beside_the_run(run):
    result = done("export", run, "--onnx", "--torch", "--folder")
    onnx = run.with_name("people.onnx")
    assert f"Wrote {onnx}: from x (5 columns in data units) to code" in result.stdout
    assert "Largest relative difference from the model on 1,000 random" in result.stdout
    assert run.with_name("people.pt2").exists()

    X = people().drop(columns=["who", "city"])
    (code,) = onnxruntime.InferenceSession(onnx).run(
        ["code"], {"x": X.to_numpy(np.float32)}
    )
    expected = load(run).transform(X.to_numpy())
    np.testing.assert_allclose(code, expected, atol=1e-4)
    again = load(run.with_name("people-model"))
    np.testing.assert_array_equal(again.transform(X.to_numpy()), expected)


def test_other_commands_take_the_folder_too(run, tmp_path):
    done("export", run, "--folder", tmp_path / "shared")
    assert "Autoencoder" in done("info", tmp_path / "shared").stdout
    out = tmp_path / "codes.csv"
    done("encode", tmp_path / "shared", run.with_name("people.csv"), "--out", out)
    assert len(out.read_text().splitlines()) == 41


def test_names_are_those_given_and_files_are_kept_without_overwrite(run, tmp_path):
    place = tmp_path / "mine.pt2"
    done("export", run, "--torch", place)
    content = place.read_bytes()
    refused(
        "Add --overwrite", "export", run, "--folder", tmp_path / "b", "--torch", place
    )
    assert place.read_bytes() == content
    assert not (tmp_path / "b").exists()
    done("export", run, "--torch", place, "--overwrite", "--outputs", "code")


def test_a_program_of_another_suffix_is_refused_before_the_work(run, tmp_path):
    words = (
        "export",
        run,
        "--onnx",
        tmp_path / "a.onnx",
        "--torch",
        tmp_path / "a.txt",
    )
    refused("must end in .pt2", *words)
    assert not list(tmp_path.glob("a.*"))


def test_the_decoder_has_a_name_of_its_own(run):
    result = done("export", run, "--torch", "--decoder")
    assert f"{run}-decoder.pt2: from code (2 columns) to decoded." in result.stdout
    words = ("export", run, "--folder", "--decoder")
    refused("--decoder is for --onnx and --torch", *words)


def test_outputs_may_be_given_one_by_one(run, tmp_path):
    place = tmp_path / "a.pt2"
    words = ("--outputs", "reconstruction", "--outputs", "code")
    result = done("export", run, "--torch", place, *words)
    assert "to code, reconstruction." in result.stdout


@pytest.mark.parametrize("kind", ["--onnx", "--torch", "--folder"])
def test_exports_are_not_written_to_storage(run, kind):
    place = "s3://bucket/model.pt2"
    line = "are written to this machine; got s3://bucket/model.pt2. Give"
    refused(line, "export", run, kind, place)


def test_a_word_says_what_is_to_be_written(run):
    refused("Give what to write: --onnx, --torch or --folder", "export", run)


def test_a_damaged_run_is_refused(run, tmp_path):
    save(load(run), tmp_path / "run")
    place = part(tmp_path / "run", CONFIGURATION)
    place.write_text(json.dumps(json.loads(place.read_text()) | {"format": 3}))
    refused("was altered or damaged", "export", tmp_path / "run", "--onnx")
    refused("does not exist", "export", tmp_path / "other", "--onnx")


def test_a_model_of_tables_names_the_way_out(tmp_path):
    save(fitted("table_autoencoder")[0], tmp_path / "run")
    refused("or use --folder", "export", tmp_path / "run", "--onnx")
    done("export", tmp_path / "run", "--folder")
    assert (tmp_path / "run-model" / "README.md").exists()


def test_what_is_left_out_is_told(tmp_path):
    save(fitted("rbm")[0], tmp_path / "run")
    assert (
        "Without score: it is minus"
        in done("export", tmp_path / "run", "--onnx").stdout
    )


def test_help_lists_the_command():
    assert "export" in autoencode("--help").output
