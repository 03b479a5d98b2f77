"""A worker makes parts only of the run, data and result that the caller has."""

from dataclasses import replace

import pytest
from shards import correlated, write_shards

from autoencode import Autoencoder, save
from autoencode.cli.stream_data import Streaming
from autoencode.cli.stream_work import OnWorker, Work
from autoencode.cluster.workers import node_name
from autoencode.errors import ClusterError


@pytest.fixture
def on_worker(tmp_path):
    """What a worker of a started command gets."""
    X = correlated(60)
    write_shards(tmp_path / "x", X)
    model = Autoencoder(max_epochs=1, random_state=0, hidden_layer_sizes=())
    save(model.fit(X), tmp_path / "run")
    places = [str(tmp_path / name) for name in ("run", "x", "codes")]
    work = Work("encode", "transform", *places, Streaming())
    parts = work.parts(work.loaded())
    parts.check(overwrite=False)
    return OnWorker(work, parts.bounds, parts.job)


def test_a_worker_makes_a_part_and_counts_its_rows(on_worker, tmp_path):
    assert on_worker()(0) == (60, 0)
    assert (tmp_path / "codes" / "part-00000.parquet").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"work": {"command": "encode", "run": "other"}}, "does not see the run"),
        ({"data": []}, "does not see the data"),
    ],
)
def test_another_run_or_other_data_on_a_node_are_refused(on_worker, change, message):
    other = replace(on_worker, job=on_worker.job | change)
    with pytest.raises(ClusterError, match=f"{node_name()} {message}"):
        other()


def test_a_result_folder_that_a_node_does_not_see_is_refused(on_worker, tmp_path):
    (tmp_path / "codes" / ".autoencode-job.json").unlink()
    with pytest.raises(ClusterError, match=r"does not see the result .*all nodes see"):
        on_worker()


def test_a_run_that_a_node_does_not_have_is_refused(on_worker):
    other = replace(on_worker, work=replace(on_worker.work, run="runs/missing"))
    with pytest.raises(ClusterError, match=f"The node {node_name()}: .*missing"):
        other()
