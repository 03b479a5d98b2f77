"""Documents on the command line: fit a retriever, and search."""

import json

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done, refused
from scipy import sparse
from topics import topics

from autoencode.data import DATASETS
from autoencode.data.dataset import Dataset
from autoencode.storage import load_run


def write_folder(folder, n_each=20):
    """A folder of texts for each topic."""
    texts, y = topics(n_each)
    for number, (text, kind) in enumerate(zip(texts, y, strict=True)):
        path = folder / ("cooking", "space")[kind] / f"{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    place = tmp_path_factory.mktemp("search")
    write_folder(place / "notes")
    done(
        "fit", place / "notes", "--model", "retriever", "--components", 3, "--seed", 0,
        "--test", "0.3", "--out", place / "run", "--quiet",
    )  # fmt: skip
    return place / "run"


def test_search_finds_documents_by_their_title(run):
    lines = done("search", run, "a rocket in orbit", "-n", 5).stdout.splitlines()
    assert lines[0].split() == ["document", "similarity"]
    assert len(lines) == 7
    found = [line.split() for line in lines[2:]]
    assert all(title.startswith("space/") for title, _ in found)
    similarities = [float(value) for _, value in found]
    assert similarities == sorted(similarities, reverse=True)


def test_all_documents_are_searched_those_for_testing_too(run):
    assert sorted(load_run(run).model.titles_)[:2] == [
        "cooking/00.txt",
        "cooking/02.txt",
    ]
    assert len(load_run(run).model.titles_) == 40
    lines = done("search", run, "onion soup", "-n", 100).stdout.splitlines()
    assert len(lines) == 42


def test_a_query_may_be_a_file_and_the_result_too(run, tmp_path):
    (tmp_path / "query.txt").write_bytes("Löffel, butter and onion".encode("latin-1"))
    refused("not text in UTF-8", "search", run, tmp_path / "query.txt")
    done(
        "search", run, tmp_path / "query.txt", "-n", 3, "--encoding", "latin-1",
        "--out", tmp_path / "found.csv",
    )  # fmt: skip
    found = pd.read_csv(tmp_path / "found.csv")
    assert list(found.columns) == ["document", "similarity"]
    assert found.document.str.startswith("cooking/").all()


def test_fit_compares_the_precision_with_baselines(run):
    metrics = json.loads(next(run.glob("version-*/metrics.json")).read_text())
    assert metrics["n_retrieved"] == [1, 3, 7, 11]
    names = ["autoencoder", "LSA", "LSA of TF-IDF", "TF-IDF", "BM25"]
    assert list(metrics["precision"]) == names
    assert metrics["precision"]["autoencoder"][0] > 0.9
    assert (run / "pictures" / "precision.png").exists()
    assert "Precision at 1 retrieved" in (run / "report.html").read_text()


def test_codes_of_other_documents_are_computed(run, tmp_path):
    write_folder(tmp_path / "new", n_each=2)
    done("encode", run, tmp_path / "new", "--out", tmp_path / "codes.csv")
    codes = pd.read_csv(tmp_path / "codes.csv")
    assert codes.shape == (4, 4)
    assert codes.file[0] == "cooking/00.txt"


def test_a_column_of_texts_is_fitted_without_labels(tmp_path):
    texts, _ = topics(6)
    frame = pd.DataFrame({"who": [f"n{i}" for i in range(12)], "text": texts})
    frame.to_csv(tmp_path / "notes.csv", index=False)
    fit = ("fit", tmp_path / "notes.csv", "--model", "retriever")
    refused("--text COLUMN", *fit, "--out", tmp_path / "run")
    done(*fit, "--text", "text", "--id", "who", "--binary", "--components", 16,
         "--max-epochs", 20, "--out", tmp_path / "run", "--quiet")  # fmt: skip
    lines = done("search", tmp_path / "run", texts[3], "-n", 1).stdout.splitlines()
    assert lines[2].split()[1] == "1.000"  # its own bits, or equal ones
    done(
        "encode", tmp_path / "run", tmp_path / "notes.csv", "--out", tmp_path / "c.npy"
    )
    assert set(np.unique(np.load(tmp_path / "c.npy"))) <= {0, 1}


def test_documents_without_a_class_are_left_out_of_the_evaluation(tmp_path):
    rng = np.random.default_rng(0)
    words = {"sport": ["goal", "team", "match"], "money": ["bank", "price", "fund"]}
    classes = ["sport", "money", ""] * 20
    texts = [" ".join(rng.choice(words[c or "money"], 8)) for c in classes]
    frame = pd.DataFrame({"body": texts, "topic": classes})
    frame.to_csv(tmp_path / "docs.csv", index=False)
    given = ("--text", "body", "--label", "topic", "--model", "retriever")
    out = tmp_path / "run"
    done(
        "fit",
        tmp_path / "docs.csv",
        *given,
        "--components",
        3,
        "--seed",
        0,
        "--max-epochs",
        2,
        "--out",
        out,
    )
    output = done("evaluate", out, tmp_path / "docs.csv").output
    assert "among 40 documents of 2 classes" in output
    assert "Left out: 20 documents without a class." in output


def test_counts_are_fitted_as_they_are(tmp_path):
    counts = np.random.default_rng(0).poisson(1.0, (30, 6)).astype(float)
    sparse.save_npz(tmp_path / "counts.npz", sparse.csr_array(counts))
    fit = ("fit", tmp_path / "counts.npz", "--model", "retriever", "--quiet")
    done(*fit, "--components", 2, "--max-epochs", 2, "--out", tmp_path / "run")
    assert load_run(tmp_path / "run").scalers == []
    refused("fitted to counts", "search", tmp_path / "run", "words")
    refused("--scale is not for documents", *fit, "--scale", "minmax", "--out", "other")
    counts[3, 2] = -1
    sparse.save_npz(tmp_path / "bad.npz", sparse.csr_array(counts))
    result = autoencode("fit", tmp_path / "bad.npz", "--model", "retriever", "--test",
                        "0", "--out", tmp_path / "bad", "--quiet")  # fmt: skip
    assert result.exit_code == 1
    assert "-1 in row 3" in result.output
    assert not (tmp_path / "bad").exists()


def test_bad_queries_and_options_are_refused(run, tmp_path):
    refused("No word of the query", "search", run, "zebra")
    refused("The query is empty", "search", run, " ")
    (tmp_path / "binary").write_bytes(b"\x89PNG\0")
    refused("is a binary file", "search", run, tmp_path / "binary")
    table = tmp_path / "table.csv"
    table.write_text("text,who\nrockets fly,a\n")
    refused("table.csv is a table", "search", run, table)
    refused("which of them holds documents is not known", "evaluate", run, table)
    refused(f"{tmp_path} is a folder", "search", run, tmp_path)
    output = done("search", run, "rocket.txt").output
    assert "There is no file rocket.txt" in output
    (tmp_path / "wide.txt").write_text("rocket", encoding="utf-16")
    done("search", run, tmp_path / "wide.txt")
    notes = write_folder(tmp_path / "notes", n_each=2)
    refused("Texts are for --model retriever", "fit", notes)
    refused("--text is for --model retriever", "fit", notes, "--text", "a")
    fit = ("fit", notes, "--model", "retriever", "--out", tmp_path / "run")
    refused("--grey is not for documents", *fit, "--grey")
    refused("--text is for tables", *fit, "--text", "a")
    (notes / "cooking" / "picture.png").write_bytes(b"\x89PNG\r\n\0")
    refused("picture.png is a binary file", *fit)


def test_another_model_cannot_search(tmp_path):
    np.save(tmp_path / "x.npy", np.random.default_rng(0).normal(size=(20, 3)))
    done(
        "fit",
        tmp_path / "x.npy",
        "--max-epochs",
        1,
        "--out",
        tmp_path / "run",
        "--quiet",
    )
    refused("cannot search", "search", tmp_path / "run", "words")


def test_a_saved_retriever_is_evaluated_on_other_documents(run, tmp_path):
    folder = write_folder(tmp_path / "others", n_each=6)
    output = done("evaluate", run, folder).output
    assert "among 12 documents of 2 classes" in output
    assert "Note: Baselines were fitted to the evaluated documents" in output
    plain = tmp_path / "plain"
    plain.mkdir()
    for path in folder.glob("*/*.txt"):
        (plain / f"{path.parent.name}-{path.name}").write_text(path.read_text())
    refused("has no labels of classes", "evaluate", run, plain)


def test_documents_have_no_columns_to_drop(run, tmp_path):
    folder = write_folder(tmp_path / "others", n_each=2)
    given = ("encode", run, folder, "--out", tmp_path / "codes.csv")
    done(*given)
    refused("--drop is not for documents", *given, "--drop", "date")


@pytest.fixture
def several(monkeypatch):
    """A named data set of texts with several classes each, or none."""
    texts, y = topics(15)
    both = np.stack([y == 0, np.arange(30) % 4 == 1], axis=1).astype(np.uint8)
    X = np.array(texts, dtype=object)
    titles = np.array([f"story {row}" for row in range(30)])
    found = Dataset(
        name="reuters",
        X=X[:20],
        y=both[:20],
        X_test=X[20:],
        y_test=both[20:],
        class_names=("cooking", "other"),
        ids=titles[:20],
        ids_test=titles[20:],
        id_name="title",
        source="here",
    )
    monkeypatch.setitem(DATASETS, "reuters", lambda: found)
    return found


def test_a_named_data_set_is_fitted_evaluated_and_searched(several, tmp_path):
    place = tmp_path / "run"
    fit = ("fit", "reuters", "--model", "retriever", "--components", 3, "--quiet")
    output = done(*fit, "--seed", 0, "--max-epochs", 2, "--out", place).output
    assert "among 8 documents of 2 classes" in output
    assert "Left out: 2 documents without a class." in output
    assert load_run(place).model.titles_[-1] == "story 29"
    again = done("evaluate", place, "reuters").output
    assert again.splitlines()[0] == output.splitlines()[0]
    assert "Baselines were fitted" not in again  # but to the training documents
    done("encode", place, "reuters", "--out", tmp_path / "codes.csv")
    assert pd.read_csv(tmp_path / "codes.csv").title[0] == "story 20"
    lines = done("search", place, "onion soup", "-n", 1).stdout.splitlines()
    assert lines[2].startswith("story ")


def test_documents_are_refused_by_other_models(several, run, tmp_path):
    refused("only --model retriever takes", "fit", "reuters", "--out", tmp_path / "a")
    refused("only --model retriever takes", "detect", "reuters", "--out", "a.csv")
    refused("--text applies to files", "fit", "reuters", "--model", "retriever",
            "--text", "body", "--out", tmp_path / "a")  # fmt: skip
    np.save(tmp_path / "x.npy", np.random.default_rng(0).normal(size=(20, 3)))
    done(
        "fit", tmp_path / "x.npy", "--max-epochs", 1, "--out", tmp_path / "b", "--quiet"
    )
    refused(
        "reuters holds documents", "encode", tmp_path / "b", "reuters", "--out", "c.csv"
    )


def test_counts_with_several_classes_are_fitted_by_models_of_numbers(
    monkeypatch, tmp_path
):
    rng = np.random.default_rng(0)
    X = sparse.csr_matrix(rng.poisson(1.0, (40, 6)).astype(np.float32))
    y = rng.integers(0, 2, (40, 3), np.uint8)
    found = Dataset(
        name="rcv1", X=X[:30], y=y[:30], X_test=X[30:], y_test=y[30:],
        class_names=("a", "b", "c"), source="here",
    )  # fmt: skip
    monkeypatch.setitem(DATASETS, "rcv1", lambda: found)
    fit = ("fit", "rcv1", "--quiet", "--out")
    done(*fit, tmp_path / "a", "--max-epochs", 1)
    done("evaluate", tmp_path / "a", "rcv1")
    output = done(
        *fit,
        tmp_path / "b",
        "--model",
        "retriever",
        "--components",
        2,
        "--max-epochs",
        2,
    ).output
    assert "of 3 classes" in output
    refused("may have several classes", *fit, tmp_path / "c", "--model", "classifier")


def test_negative_counts_of_test_documents_are_refused_before_the_training(tmp_path):
    counts = np.random.default_rng(0).poisson(2.0, (20, 6))
    sparse.save_npz(tmp_path / "train.npz", sparse.csr_matrix(counts))
    counts[4, 3] = -1
    sparse.save_npz(tmp_path / "test.npz", sparse.csr_matrix(counts))
    result = autoencode(
        "fit", tmp_path / "train.npz", "--model", "retriever",
        "--test", tmp_path / "test.npz", "--out", tmp_path / "run",
    )  # fmt: skip
    assert result.exit_code == 1
    assert "-1 in row 4 of the test part, column 3" in result.output
    assert "epoch" not in result.output
