"""Clusters from a shell: fit, predict, evaluate."""

import json

import numpy as np
import pandas as pd
import pytest
from commands import done, refused

from autoencode import AutoencoderClustering, load
from autoencode.storage.folder import PICTURES

pytestmark = pytest.mark.usefixtures("short_training")


@pytest.fixture(scope="module")
def groups(tmp_path_factory):
    """A table of two groups of flowers, and the table without their names."""
    folder = tmp_path_factory.mktemp("groups")
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 80)
    frame = pd.DataFrame(rng.normal(size=(80, 4)) + 6 * y[:, None], columns=[*"abcd"])
    frame.insert(0, "name", [f"n{row}" for row in range(80)])
    frame["kind"] = np.array(["rose", "tulip"])[y]
    frame.to_csv(folder / "all.csv", index=False)
    frame.drop(columns="kind").to_csv(folder / "new.csv", index=False)
    return folder, frame


@pytest.fixture(scope="module")
def run(groups, short_training):
    folder, _ = groups
    given = ("--id", "name", "--label", "kind", "--model", "clustering", "--seed", 0)
    result = done(
        *("fit", folder / "all.csv", *given, "--max-clusters", 3, "--test", 0.3),
        *("--out", folder / "run"),
    )
    return folder / "run", result.output


def test_clusters_are_compared_with_labels_and_k_means(run):
    folder, output = run
    assert "AutoencoderClustering: accuracy 1.000, NMI 1.000, ARI 1.000" in output
    assert "k-means of the samples: accuracy" in output
    assert "most frequent label" in output
    assert load(folder)[-1].n_clusters_ == 2
    names = {path.stem for path in (folder / PICTURES).iterdir()}
    assert names == {"numbers_of_clusters", "clusters", "learning_curve"}


def test_clusters_and_their_probabilities_are_written(run, groups):
    folder, frame = groups
    out = folder / "clusters.csv"
    done("predict", run[0], folder / "new.csv", "--out", out)
    found = pd.read_csv(out)
    assert list(found) == ["name", "prediction", "probability"]
    assert set(found["prediction"]) == {0, 1}
    assert len(found.groupby(["prediction", frame["kind"]])) == 2
    assert found["probability"].between(0.5, 1).all()


def test_samples_are_encoded_once_for_clusters_and_probabilities(
    run, groups, monkeypatch
):
    n_calls, encode = [], AutoencoderClustering.transform

    def counted(self, X):
        n_calls.append(len(X))
        return encode(self, X)

    monkeypatch.setattr(AutoencoderClustering, "transform", counted)
    folder, _ = groups
    done("predict", run[0], folder / "new.csv", "--out", folder / "again.csv")
    assert n_calls == [80]


def test_clusters_are_refined_from_a_shell(groups, tmp_path):
    folder, _ = groups
    given = ("--id", "name", "--label", "kind", "--model", "clustering", "--seed", 0)
    more = ("--n-clusters", 2, "--refine", "idec", "--refine-epochs", 2)
    result = done("fit", folder / "all.csv", *given, *more, "--out", tmp_path / "run")
    assert "Refining 2 clusters (idec)." in result.output
    assert "accuracy 1.000" in result.output
    model = load(tmp_path / "run")[-1]
    assert [row["epoch"] for row in model.refinement_history_] == [1, 2]
    assert (tmp_path / "run" / PICTURES / "refinement.png").exists()
    refused(
        "--refine idec needs --method kmeans, whose centres it trains; got 'mixture'",
        *("fit", folder / "all.csv", *given, *more, "--method", "mixture"),
        *("--quiet", "--out", tmp_path / "other"),
    )


def test_clusters_are_evaluated_with_and_without_labels(run, groups):
    folder, _ = groups
    found = json.loads(done("evaluate", run[0], folder / "all.csv", "--json").output)
    assert sum(row["n_samples"] for row in found["rows"]) == 80
    assert found["scores"]["AutoencoderClustering"]["accuracy"] == 1
    assert found["silhouette"] > 0.5
    assert found["stability"] == 1
    assert [row["n_clusters"] for row in found["compared"]] == [2, 3]
    found = json.loads(done("evaluate", run[0], folder / "new.csv", "--json").output)
    assert found["scores"] == {}


@pytest.mark.parametrize("has_text", [False, True])
def test_samples_of_clusters_may_have_no_label(has_text, groups, tmp_path):
    _, frame = groups
    some = frame.assign(kind=frame["kind"].where(np.arange(80) % 4 > 0))
    if has_text:
        some["e"] = frame["kind"].str.upper()
    some.to_csv(tmp_path / "some.csv", index=False)
    given = ("--id", "name", "--label", "kind", "--model", "clustering", "--seed", 0)
    more = ("--n-clusters", 2, "--test", 0.3, "--out", tmp_path / "run")
    done("fit", tmp_path / "some.csv", *given, *more, "--quiet")
    words = ("evaluate", tmp_path / "run", tmp_path / "some.csv", "--json")
    found = json.loads(done(*words).output)
    assert found["scores"]["AutoencoderClustering"]["accuracy"] > 0.9
    assert "20 samples without a label: left out of" in " ".join(found["notes"])
    assert not any("None" in row["most_frequent"] for row in found["rows"])
    done("report", tmp_path / "run")
    some.assign(kind=None).to_csv(tmp_path / "none.csv", index=False)
    words = ("evaluate", tmp_path / "run", tmp_path / "none.csv", "--json")
    assert json.loads(done(*words).output)["scores"] == {}


def test_a_table_with_text_is_clustered_too(groups, tmp_path):
    folder, _ = groups
    given = ("--id", "name", "--model", "clustering", "--n-clusters", 2, "--seed", 0)
    done("fit", folder / "all.csv", *given, "--out", tmp_path / "run")
    done("predict", tmp_path / "run", folder / "all.csv", "--out", tmp_path / "c.csv")
    found = pd.read_csv(tmp_path / "c.csv")
    assert (
        len(found.groupby(["prediction", pd.read_csv(folder / "all.csv")["kind"]])) == 2
    )


def test_more_clusters_than_rows_are_refused(groups, tmp_path):
    folder, _ = groups
    given = ("--id", "name", "--label", "kind", "--model", "clustering")
    refused(
        "--n-clusters=90 is more than the 64 rows",
        *("fit", folder / "all.csv", *given, "--n-clusters", 90, "--quiet"),
        *("--out", tmp_path / "run"),
    )


@pytest.mark.filterwarnings("ignore:No structure was found:UserWarning")
def test_the_page_of_noise_says_that_there_is_no_structure(tmp_path):
    X = np.random.default_rng(0).normal(size=(80, 10))
    np.save(tmp_path / "noise.npy", X)
    given = ("--model", "clustering", "--max-clusters", 3, "--seed", 0)
    result = done("fit", tmp_path / "noise.npy", *given, "--out", tmp_path / "run")
    assert "1 cluster: " in result.output
    assert "no structure was found" in result.output
    page = (tmp_path / "run" / "report.html").read_text()
    assert "It is not used, since no structure was found." in page
