"""Data, results and runs on S3-compatible storage, which is stopped now and then."""

import io
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done, refused
from object_storage import ObjectStorage
from shards import correlated, write_shards

from autoencode import Autoencoder, load, open_rows, save
from autoencode.cli import stream_parts
from autoencode.data.streams_parquet import ParquetStream
from autoencode.errors import OutputError
from autoencode.remote import RemotePath, retries, systems
from autoencode.remote.folders import Mirror
from autoencode.storage import load_run

FIT = ("--max-epochs", 2, "--seed", 0)


@pytest.fixture(scope="module")
def server():
    storage = ObjectStorage()
    yield storage
    storage.stop()


@pytest.fixture
def storage(server, monkeypatch):
    """The server, found and entered by environment variables; empty."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "hush",
        "AWS_ENDPOINT_URL": f"http://{server.address}",
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(retries, "FIRST_WAIT", 0.2)
    monkeypatch.setattr(retries, "MOST_SECONDS", 15.0)
    monkeypatch.setattr(systems, "S3_ATTEMPTS", 1)
    systems.file_system.cache_clear()
    server.requests.clear()
    yield server
    server.fault = None
    server.file_system().delete_dir_contents("bucket")
    systems.file_system.cache_clear()


@pytest.fixture(scope="module")
def X():
    return correlated(240)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, X):
    return write_shards(tmp_path_factory.mktemp("data") / "shards", X)


@pytest.fixture(scope="module")
def local(tmp_path_factory, folder):
    """The run folder of a fit to the local files."""
    place = tmp_path_factory.mktemp("runs") / "local"
    done("fit", folder, "--out", place, *FIT)
    return place


@pytest.fixture
def data(storage, folder):
    storage.put(folder, "data")
    return "s3://bucket/data"


@pytest.fixture
def small_parts(monkeypatch):
    """Parts of 80 rows."""
    monkeypatch.setattr(stream_parts, "PART_BYTES", 80 * 6 * 4)


@pytest.fixture
def run(tmp_path, X):
    place = tmp_path / "run"
    save(Autoencoder(max_epochs=2, random_state=0, linear_skip=False).fit(X), place)
    return place


def weights(run):
    return run.model.network_.state_dict()


def are_equal(one, other):
    return all((one[name] == other[name]).all() for name in other)


def codes_in(storage, name):
    files = [part for part in storage.names(name) if part.endswith(".parquet")]
    parts = [pd.read_parquet(io.BytesIO(storage.get(f"{name}/{n}"))) for n in files]
    return pd.concat(parts).to_numpy()


def test_a_fit_from_and_to_storage_has_the_bits_of_a_local_one(storage, data, local):
    result = done("fit", data, "--out", "s3://bucket/runs/a", *FIT)
    assert "s3://bucket/data is read from storage: 240 rows" in result.output
    assert "Saved in s3://bucket/runs/a; the report is s3://bucket" in result.output
    run, expected = load_run("s3://bucket/runs/a"), load_run(local)
    assert are_equal(weights(run), weights(expected))
    assert run.metrics["rows"] == expected.metrics["rows"]
    names = {path.name for path in local.iterdir()}
    assert {name.split("/")[0] for name in storage.names("runs/a")} >= names - {
        path for path in names if path.startswith("version-")
    }
    assert "hush" not in json.dumps([run.input, run.about])
    uploads = [name for method, name in storage.requests if method == "PUT"]
    assert uploads[-1] == "runs/a/manifest.json"
    assert "parameters" in done("info", "s3://bucket/runs/a").output
    done("report", "s3://bucket/runs/a")
    refused("already holds a run", "fit", data, "--out", "s3://bucket/runs/a")


@pytest.mark.parametrize("out", ["codes/", "codes.parquet", "codes.npy"])
def test_codes_on_storage_are_those_of_the_array(
    storage, data, run, X, out, small_parts
):
    done("encode", run, data, "--out", f"s3://bucket/{out}")
    expected = load(run).transform(X)
    if out == "codes.npy":
        found = np.load(io.BytesIO(storage.get(out)))
    elif out == "codes.parquet":
        found = pd.read_parquet(io.BytesIO(storage.get(out))).to_numpy()
    else:
        found = codes_in(storage, "codes")
    assert (found == expected).all()
    assert not [name for name in storage.names() if ".parts/" in name]


def test_a_run_is_saved_to_and_loaded_from_storage(storage, run, X):
    model = load(run)
    for _ in range(2):  # the second one replaces the first
        save(model, "s3://bucket/saved")
    assert (load("s3://bucket/saved").transform(X) == model.transform(X)).all()
    versions = {name.split("/")[0] for name in storage.names("saved")}
    assert len(versions) == 2  # and the manifest


def test_a_run_that_cannot_be_uploaded_is_kept_on_this_machine(storage, run, X):
    model = load(run)
    storage.fault = lambda method, *rest: "403 Forbidden" if method == "PUT" else None
    with pytest.raises(OutputError, match=r"access is denied.*is kept in") as error:
        save(model, "s3://bucket/saved")
    kept = Path(re.search(r"kept in (\S+)\.", str(error.value))[1])
    assert (load(kept).transform(X) == model.transform(X)).all()
    shutil.rmtree(kept.parent)
    assert storage.names() == []


def test_a_fit_goes_on_when_storage_was_away(storage, data, local, monkeypatch):
    read, calls = ParquetStream._batches, []

    def stopping(self, chunk):
        calls.append(chunk)
        if len(calls) == 10:
            storage.stop_for(2)
        return read(self, chunk)

    with monkeypatch.context() as patch:
        patch.setattr(ParquetStream, "_batches", stopping)
        result = done("fit", data, "--out", "s3://bucket/r", *FIT)
    assert "does not answer (Could not connect to server); trying" in result.output
    runs = [load_run(place) for place in ("s3://bucket/r", local)]
    assert are_equal(*map(weights, runs))


def test_codes_are_written_once_each_when_storage_was_away(
    storage, data, run, X, small_parts, monkeypatch
):
    write = stream_parts.write_blocks

    def stopping(place, blocks):
        if place.name == "part-00001.parquet":
            blocks = [*blocks]  # read, and not yet written
            storage.stop_for(2)
        write(place, iter(blocks))

    monkeypatch.setattr(stream_parts, "write_blocks", stopping)
    storage.requests.clear()
    result = done("encode", run, data, "--out", "s3://bucket/codes/")
    assert result.output.count("does not answer (Could not connect to server)") == 1
    assert (codes_in(storage, "codes") == load(run).transform(X)).all()
    puts = [name for method, name in storage.requests if method == "PUT"]
    assert puts == ["codes/.autoencode-job.json"] + [
        f"codes/part-{number:05d}.parquet" for number in range(3)
    ]


def test_a_server_that_is_overloaded_is_asked_again(storage, data, X):
    answers = iter(["503 Slow Down"] * 3)
    storage.fault = lambda method, path, query: next(answers, None)
    assert (np.concatenate(list(open_rows(data))) == X).all()


def test_what_is_wrong_is_one_line(storage, data, tmp_path, run, monkeypatch):
    codes = ("--out", tmp_path / "codes.npy")
    refused(
        "s3://bucket/none does not exist.", "encode", run, "s3://bucket/none", *codes
    )
    refused("s3://none does not exist. Check", "encode", run, "s3://none/x", *codes)
    refused("s3://none does not exist. Check", "fit", data, "--out", "s3://none/x")
    refused("it does not exist", "encode", "s3://bucket/none", data, *codes)
    secret = "s3://key:hush@bucket/data"
    refused("Credentials are not taken from a URI", "encode", run, secret, *codes)
    storage.put(run, "other")  # its manifest
    refused("must hold nothing else", "encode", run, "s3://bucket/other", *codes)
    monkeypatch.setattr(retries, "MOST_SECONDS", 0.0)
    wrong = f"{data}?endpoint_override=127.0.0.1:9&scheme=http"
    refused("Storage at 127.0.0.1:9 did not answer", "encode", run, wrong, *codes)


def test_without_credentials_access_is_denied_in_one_line(
    storage, data, tmp_path, run, monkeypatch
):
    storage.fault = lambda method, path, query: "403 Forbidden"
    codes = ("--out", tmp_path / "codes.npy")
    refused("AWS_ACCESS_KEY_ID", "encode", run, data, *codes)
    refused("AWS_ACCESS_KEY_ID", "encode", run, run, "--out", "s3://bucket/codes/")


def test_a_fit_to_storage_that_may_not_be_written_ends_before_it(
    storage, data, monkeypatch
):
    storage.fault = lambda method, *rest: "403 Forbidden" if method == "PUT" else None
    with monkeypatch.context() as patch:
        patch.setattr("autoencode.cli.fit._train", None)  # not called
        result = autoencode("fit", data, "--out", "s3://bucket/r", *FIT)
    assert result.exit_code == 1
    line = "Cannot write to s3://bucket/r/log.jsonl: access is denied."
    assert result.output.splitlines()[-1].startswith(f"Error: {line}")
    assert not [name for name in storage.names() if name.startswith("r/")]


def test_a_fit_that_fails_leaves_nothing_on_storage(storage, data, monkeypatch):
    def failing(*arguments, **options):
        assert storage.names("r") == ["log.jsonl"]
        raise OutputError("It failed.")

    monkeypatch.setattr("autoencode.cli.fit._train", failing)
    result = autoencode("fit", data, "--out", "s3://bucket/r", *FIT)
    assert (result.exit_code, result.output[-18:]) == (1, "Error: It failed.\n")
    assert not [name for name in storage.names() if name.startswith("r/")]


def test_a_stopped_fit_goes_on_from_storage(storage, data, local, monkeypatch):
    update, n_updates = Mirror.update, []

    def stopping(self):
        update(self)
        n_updates.append(1)
        if len(n_updates) == 1:  # the first checkpoint is there
            raise KeyboardInterrupt

    monkeypatch.setattr(Mirror, "update", stopping)
    out = "s3://bucket/r"
    result = autoencode("fit", data, "--out", out, *FIT, "--checkpoint-every", "1e")
    assert result.exit_code == 130
    assert f"Go on with: autoencode fit --resume {out}" in result.output
    assert f"Going on from epoch 1 of {out}" in done("fit", "--resume", out).output
    runs = [load_run(place) for place in (out, local)]
    assert are_equal(*map(weights, runs))


def test_half_a_file_is_never_seen(storage, tmp_path):
    content = b"0123456789" * 2_500_000  # of several requests
    (tmp_path / "large").write_bytes(content)
    seen, n_faults = [], []

    def fault(method, path, query):
        if "partNumber=2" not in query or n_faults:
            return None
        n_faults.append(query)
        return "500 Internal Server Error"

    def watched(*arguments):
        seen.append("large" in storage.names())
        return after(*arguments)

    after = retries.Patience.after
    storage.fault = fault
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retries.Patience, "after", watched)
        RemotePath("s3://bucket/large").upload(tmp_path / "large")
    assert seen == [False]
    assert storage.get("large") == content
