"""A fit by several workers of a cluster is that of one process, also if one dies."""

import numpy as np
import pytest
from commands import autoencode, done
from ray_processes import killing_one
from shards import correlated, write_shards

from autoencode.cli.cluster_fit import IS_WORKER, FitOnWorker, without_cluster
from autoencode.cli.processes import RESTARTS
from autoencode.errors import InvalidDataError
from autoencode.storage import load_run

ON = ("--cluster", "local", "--workers", 2)


def losses(place):
    rows = load_run(place).metrics["rows"]
    return [row["test_error"] for row in rows[:2]]


def test_a_fit_on_a_cluster_is_that_of_one_process(cluster, tmp_path):
    folder = write_shards(tmp_path / "shards", correlated(60))
    words = ("fit", folder, "--max-epochs", 2, "--seed", 0, "--no-linear-skip")
    done(*words, "--out", tmp_path / "here")
    there = tmp_path / "there"
    result = done(*words, "--out", there, *ON)
    assert f"Saved in {there}" in result.output
    assert result.output.count("epoch 2/2") == 1
    assert losses(there) == pytest.approx(losses(tmp_path / "here"), rel=1e-3)


@pytest.mark.slow
def test_a_fit_goes_on_from_its_checkpoint_when_a_worker_is_killed(cluster, tmp_path):
    folder = write_shards(tmp_path / "shards", correlated(2000))
    words = ("fit", folder, "--max-epochs", 160, "--seed", 0, "--no-linear-skip")
    words += ("--checkpoint-every", "1e", "--hidden", "16")
    done(*words, "--out", tmp_path / "here")
    there = tmp_path / "there"

    def has_begun():
        return len(list((there / "checkpoints").glob("*"))) > 2

    with killing_one("RayTrainWorker", has_begun) as killed:
        result = done(*words, "--out", there, *ON)
    assert len(killed) == 1
    assert "Going on from" in result.output, result.output
    assert "Saved in" in result.output
    assert len(load_run(there).model.history_) == 160
    assert losses(there) == pytest.approx(losses(tmp_path / "here"), rel=1e-3)


@pytest.fixture
def bad(tmp_path):
    """A folder with an infinite value."""
    rows = correlated(60)
    rows[7, 3] = np.inf
    return write_shards(tmp_path / "shards", rows)


@pytest.mark.slow
def test_a_mistake_in_a_fit_is_one_line_and_not_tried_again(cluster, bad, tmp_path):
    result = autoencode("fit", bad, "--out", tmp_path / "run", *ON)
    assert result.exit_code == 1
    assert "has inf in row 7, column 'x3'" in result.output.splitlines()[-1]
    assert "Traceback" not in result.output


def test_a_mistake_is_an_error_of_the_package_in_a_worker(bad, tmp_path, monkeypatch):
    # Other errors than these have the workers start again.
    for name in (IS_WORKER, RESTARTS):
        monkeypatch.setenv(name, "")
    words = [str(bad), "--out", str(tmp_path / "run")]
    with pytest.raises(InvalidDataError, match=r"has inf in row 7, column 'x3'"):
        FitOnWorker(words, is_resumed=False)(0)


@pytest.mark.parametrize(
    ("words", "others", "own"),
    [
        (["x", "--cluster", "local", "--seed", "0"], ["x", "--seed", "0"], 2),
        (["--workers=2", "x", "--cluster=auto"], ["x"], 2),
        (["x", "--cluster"], ["x"], 1),
        (["x"], ["x"], 0),
    ],
)
def test_workers_get_the_words_of_a_fit_without_the_cluster(words, others, own):
    assert without_cluster(words)[0] == others
    assert len(without_cluster(words)[1]) == own
