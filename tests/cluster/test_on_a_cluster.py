"""Commands on a cluster give what they give on one machine, also if workers die."""

import json
import os
import signal
import time
import warnings

import numpy as np
import pyarrow.parquet as pq
import pytest
from commands import autoencode, done, in_a_new_process
from fork_server import ForkedProcess
from ray_processes import are_gone, killing_one, of_ray
from shards import correlated, table_of, write_shards

from autoencode import AnomalyDetector, Autoencoder, save
from autoencode.cli import stream_parts
from autoencode.cluster.connecting import Workers
from autoencode.cluster.mapping import mapped
from autoencode.errors import ClusterError, InvalidDataError

N_PARTS = 24
ON = ("--cluster", "local", "--workers", 2)
ONE = Workers(1, 1)


@pytest.fixture(scope="module")
def X():
    return correlated(20 * N_PARTS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, X):
    return write_shards(tmp_path_factory.mktemp("data") / "shards", X, group=20)


@pytest.fixture(scope="module")
def run(tmp_path_factory, X):
    place = tmp_path_factory.mktemp("runs") / "run"
    save(Autoencoder(max_epochs=2, random_state=0, linear_skip=False).fit(X), place)
    return place


@pytest.fixture(scope="module")
def detector(tmp_path_factory, X):
    place = tmp_path_factory.mktemp("runs") / "detector"
    save(
        AnomalyDetector(
            autoencoder=Autoencoder(max_epochs=2), false_alarm_rate=0.01, random_state=0
        ).fit(X),
        place,
    )
    return place


@pytest.fixture
def small_parts(monkeypatch):
    """Parts of 20 rows."""
    monkeypatch.setattr(stream_parts, "PART_BYTES", 20 * 6 * 4)


def parts_of(place):
    return {path.name: path.read_bytes() for path in place.glob("part-*.parquet")}


@pytest.mark.slow
def test_encode_writes_the_same_parts_though_a_worker_is_killed(
    cluster, tmp_path, folder, run, small_parts
):
    done("encode", run, folder, "--out", tmp_path / "here")
    there = tmp_path / "there"
    n_before = []

    def has_begun():
        n_before.append(len(list(there.glob("part-*.parquet"))))
        return n_before[-1] > 0

    with killing_one("MapWorker", has_begun) as killed:
        result = done("encode", run, folder, "--out", there, *ON)
    assert len(killed) == 1
    assert n_before[-1] < N_PARTS
    assert f"Made {N_PARTS} parts" in result.output
    assert len(parts_of(there)) == N_PARTS
    assert parts_of(there) == parts_of(tmp_path / "here")
    assert sum(pq.read_metadata(p).num_rows for p in there.glob("*.parquet")) == 480


@pytest.mark.slow
def test_detect_writes_the_same_parts_though_a_worker_is_killed(
    cluster, tmp_path, folder, detector, small_parts
):
    here = done("detect", detector, folder, "--out", tmp_path / "here/")
    there = tmp_path / "there"
    with killing_one("MapWorker", lambda: any(there.glob("part-*"))) as killed:
        result = done("detect", detector, folder, "--out", f"{there}/", *ON)
    assert len(killed) == 1
    assert parts_of(there) == parts_of(tmp_path / "here")
    (line,) = (each for each in here.output.splitlines() if "Anomalies" in each)
    assert line in result.output


def rows_of(place):
    rows = json.loads((place / "sweep.json").read_text())["rows"]
    return [{k: v for k, v in row.items() if k != "seconds"} for row in rows]


@pytest.mark.slow
def test_a_sweep_has_the_same_table_on_a_cluster(cluster, tmp_path):
    words = ("sweep", "iris", "--components", 2, "--hidden", 4, "--max-epochs", 2)
    done(*words, "--out", tmp_path / "here", "--jobs", 1)
    done(*words, "--out", tmp_path / "there", *ON)
    assert rows_of(tmp_path / "there") == rows_of(tmp_path / "here")


@pytest.mark.slow
def test_a_sweep_has_the_same_table_though_a_worker_is_killed(cluster, tmp_path):
    words = ("sweep", "iris", "--components", "1:3", "--hidden", 4, "--max-epochs", 60)
    done(*words, "--out", tmp_path / "here", "--jobs", 1)
    there = tmp_path / "there"
    with killing_one("train", lambda: any(there.glob("n_components-*"))) as killed:
        done(*words, "--out", there, *ON)
    assert len(killed) == 1
    assert rows_of(there) == rows_of(tmp_path / "here")
    left = {path.name for path in there.iterdir() if path.name.startswith(".")}
    assert not left


def test_a_single_file_is_joined_and_rows_left_out_are_reported(
    cluster, tmp_path, run, X, monkeypatch
):
    monkeypatch.setattr(stream_parts, "PART_BYTES", 120 * 6 * 4)
    bad = X.copy()
    bad[5, 2] = np.nan
    pq.write_table(table_of(bad), tmp_path / "x.parquet", row_group_size=20)
    words = ("reconstruct", run, tmp_path / "x.parquet", "--on-error", "skip")
    here, there = tmp_path / "here.npy", tmp_path / "there.npy"
    done(*words, "--stream", "--out", here)
    result = done(*words, "--out", there, *ON)
    assert "NaN in row 5, column 'x2'" in result.output
    assert "1 row was left out." in result.output
    assert len(np.load(there)) == len(X) - 1
    assert here.read_bytes() == there.read_bytes()


def test_an_error_of_a_worker_is_one_line(cluster, tmp_path, run, X):
    bad = X.copy()
    bad[5, 2] = np.nan
    pq.write_table(table_of(bad), tmp_path / "x.parquet")
    words = ("encode", run, tmp_path / "x.parquet", "--out", tmp_path / "c.parquet")
    result = autoencode(*words, *ON[:3], 1)
    assert result.exit_code == 1
    last = result.output.strip().splitlines()[-1]
    assert last.startswith("Error: ")
    assert "x.parquet has NaN in row 5, column 'x2'. Impute such values" in last
    assert "Traceback" not in result.output


@pytest.mark.slow
def test_a_command_stopped_by_ctrl_c_leaves_no_process_and_goes_on_later(tmp_path, run):
    # Zeros take no time to write; each part is of 64 MiB of them.
    rows = np.zeros((2**17, 6), np.float32)
    with pq.ParquetWriter(tmp_path / "x.parquet", table_of(rows).schema) as writer:
        for _ in range(84):
            writer.write_table(table_of(rows))
    words = ("encode", run, tmp_path / "x.parquet", "--out", f"{tmp_path / 'codes'}/")
    process = in_a_new_process(*words, *ON)
    while not list((tmp_path / "codes").glob("part-*")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    started = of_ray(process.pid)
    assert len(started) > 3
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert are_gone(started)
    n_made = len(list((tmp_path / "codes").glob("part-*")))
    assert n_made < 4
    result = done(*words, "--stream")
    assert f"{n_made} of 4 parts are there; the others are made now." in result.output


WAITING = """
import time
from autoencode.cluster.connecting import connected
with connected("local", 1):
    print("connected", flush=True)
    time.sleep(100)
"""


def test_a_program_stopped_by_sigterm_leaves_no_process():
    process = ForkedProcess(["-c", WAITING], dict(os.environ))
    assert process.stdout.readline() == "connected\n"
    started = of_ray(process.pid)
    assert len(started) > 2
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
    assert are_gone(started)


def test_warnings_are_given_once_and_errors_have_the_type_that_they_had(cluster):
    def opened():
        def task(item):
            warnings.warn("Few rows.", UserWarning, stacklevel=1)
            if item == 7:
                raise InvalidDataError(f"Row {item} is bad.")
            return item

        return task

    results = mapped(opened, [3, 1, 7], ONE)
    with pytest.warns(UserWarning, match="Few rows"):
        found = [next(results)]
    found.append(next(results))  # a warning would be an error
    assert sorted(found) == [1, 3]
    with pytest.raises(InvalidDataError, match="Row 7 is bad"):
        next(results)


@pytest.mark.slow
def test_an_item_that_ends_each_worker_is_given_up(cluster):
    with pytest.raises(ClusterError, match="Workers were lost 4 times"):
        list(mapped(lambda: lambda item: os._exit(1), [7], ONE))
