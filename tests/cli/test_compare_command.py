"""The command ``autoencode compare``."""

import json
import sys

import numpy as np
import pytest
from commands import autoencode, done, people, refused

from autoencode.cli.main import main
from autoencode.comparisons import compare as comparing


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    """Fit in this process, which is faster."""
    monkeypatch.setattr(comparing, "in_own_process", lambda task, value: task(value))


@pytest.fixture
def table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    people().to_csv(tmp_path / "people.csv", index=False)
    return tmp_path / "people.csv"


COLUMNS = ("--id", "who", "--label", "city")
QUICK = ("--max-epochs", 2)


def test_maps_are_compared_and_saved(table, tmp_path):
    words = ("compare", table, *COLUMNS, *QUICK, "--methods", "pca,autoencoder")
    result = done(*words, "--out", "out")
    for text in ("of scaled data (StandardScaler)", "5-NN accuracy", "new samples"):
        assert text in result.stdout
    assert "trustworthiness" not in result.stderr  # no progress without a terminal
    content = json.loads((tmp_path / "out" / "compare.json").read_text())
    assert [row["name"] for row in content["rows"]] == ["pca", "autoencoder"]
    assert (content["n_samples"], content["n_test_samples"]) == (32, 8)
    assert (tmp_path / "out" / "maps.png").exists()
    refused("already holds a comparison. Add --overwrite", *words, "--out", "out")
    done(*words, "--out", "out", "--overwrite")


def test_the_folder_is_named_after_the_data(table, tmp_path):
    done("compare", table, *COLUMNS, "--methods", "pca")
    assert (tmp_path / "runs" / "people-compare" / "maps.npz").exists()


def test_rows_are_drawn_from_each_part(table, tmp_path):
    words = ("compare", table, *COLUMNS, "--methods", "pca", "--rows", 20)
    done(*words, "--out", "out")
    content = json.loads((tmp_path / "out" / "compare.json").read_text())
    assert (content["n_samples"], content["n_test_samples"]) == (20, 8)


def test_classifiers_are_compared_and_saved(table, tmp_path):
    words = ("compare", table, *COLUMNS, *QUICK, "--classifiers", "--components", 2)
    result = done(*words, "--out", "out")
    assert "Test accuracy by number of labelled samples; codes of 2" in result.stdout
    assert "autoencoder, mixtures" in result.stdout
    content = json.loads((tmp_path / "out" / "classifiers.json").read_text())
    assert content["n_features"] == 5
    assert (tmp_path / "out" / "classifiers.png").exists()


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("'pcaa' is not known", ["--methods", "pcaa"]),
        ("methods is empty", ["--methods", ","]),
        ("Leave one of them out", ["--methods", "pca", "--classifiers"]),
        ("--test must be a file, or a fraction", ["--test", "2"]),
        ("Scale 'x' is not known", ["--scale", "x"]),
    ],
)
def test_bad_values_are_answered_with_one_line(message, words, table):
    refused(message, "compare", table, *COLUMNS, *words)


def test_classifiers_need_labels_of_classes(table):
    words = ("compare", table, "--id", "who", "--classifiers")
    refused("needs labels: give their column with --label", *words, "--drop", "city")
    refused("holds continuous numbers", *words, "--drop", "city", "--label", "age")
    refused(
        "--classifiers needs test samples", *words, "--label", "city", "--test", "0"
    )


def test_one_row_or_equal_rows_are_refused(table, tmp_path):
    (tmp_path / "one.csv").write_text("a,b\n1,2\n")
    refused(
        "one.csv has 1 sample to train on; give 2 or more",
        "compare",
        tmp_path / "one.csv",
        "--methods",
        "pca",
    )
    (tmp_path / "equal.csv").write_text("a,b\n" + "1,2\n" * 30)
    equal = "equal.csv hold one value only"
    refused(equal, "compare", tmp_path / "equal.csv", "--methods", "pca")


def test_what_is_missing_or_fails_is_named_below_the_table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("autoencode.comparisons.methods.find_spec", lambda name: None)
    few = np.random.default_rng(0).normal(size=(6, 6))  # 5 of them to train on
    np.savetxt("few.csv", few, delimiter=",", header="a,b,c,d,e,f", comments="")
    words = ("compare", "few.csv", "--methods", "umap,pca", "--components", 6)
    result = autoencode(*words, "--out", "out")
    assert result.exit_code == 1
    assert "All methods failed; the reasons are given above." in result.stderr
    assert "UMAP is not installed: pip install 'autoencode[compare]'" in result.stdout
    assert "PCA, failed: ValueError: n_components=6 must be between" in result.stdout


def test_progress_is_a_line_for_each_method_on_a_terminal(table, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    words = ("compare", table, *COLUMNS, "--methods", "pca,kernel_pca", "--out", "out")
    with pytest.raises(SystemExit):
        main([str(word) for word in words])
    lines = capsys.readouterr().err.strip().splitlines()
    assert [line[:14] for line in lines] == ["1/2 · PCA ... ", "2/2 · kernel P"]
    assert "trustworthiness" in lines[0]


def test_help_names_the_methods():
    text = " ".join(autoencode("compare", "--help").stdout.split())
    for name in ("kernel_pca", "parametric_map", "--classifiers", "--rows"):
        assert name in text


def test_codes_of_images_are_compared(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    np.save(tmp_path / "x.npy", np.random.default_rng(0).random((40, 9)))
    result = done("compare", "x.npy", "--methods", "pca", "--out", "out")
    assert "scaled" not in result.stdout  # values in [0, 1]
    assert "accuracy" not in result.stdout  # no labels


def test_a_table_of_constant_columns_is_refused(tmp_path):
    (tmp_path / "same.csv").write_text("a,b\n" + "1,2\n" * 9)
    refused(
        "there is nothing to learn",
        *("compare", tmp_path / "same.csv", "--out", tmp_path / "out"),
    )


def test_a_map_of_more_components_than_columns_is_refused(tmp_path):
    column = np.random.default_rng(0).normal(size=40)
    np.savetxt(tmp_path / "one.csv", column, header="a", comments="")
    given = ("--methods", "pca", "--out", tmp_path / "out")
    result = autoencode("compare", tmp_path / "one.csv", *given)
    assert result.exit_code == 1
    assert "must have at least 2 features" in result.output
