"""Places on storage, without a server: URIs, attempts, and folders by file://."""

import errno
import pickle
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from shards import correlated, write_shards

from autoencode import Autoencoder, load, open_rows, save
from autoencode.data import streams_parquet
from autoencode.data.writers import write_samples
from autoencode.errors import DataFileError, InvalidParameterError, OutputError
from autoencode.remote import RemotePath, is_remote, place_of, retries
from autoencode.remote.folders import Mirror, is_inside
from autoencode.remote.retries import resuming, retrying

PLACE = RemotePath("s3://bucket/folder/file.parquet?region=eu-west-1")


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch):
    monkeypatch.setattr(retries, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(retries, "MOST_SECONDS", 0.05)


def failing(errors, result=None):
    """A function that raises each error in turn, and then returns."""
    rest = iter(errors)

    def operation():
        for error in rest:
            raise error
        return result

    return operation


@pytest.mark.parametrize("name", ["../evil", "a/../../b", "/etc/x", "a//b", "C:/x"])
def test_files_on_storage_stay_inside_their_folder(name, tmp_path):
    (tmp_path / "local").mkdir()
    remote = SimpleNamespace(files=lambda: [name])
    with pytest.raises(DataFileError, match="leads out of the folder"):
        Mirror(tmp_path / "local", remote, str).fetch()
    assert is_inside("pictures/codes.png")


def test_uris_have_the_parts_of_a_path_and_keep_their_settings():
    assert (PLACE.name, PLACE.stem, PLACE.suffix) == (
        "file.parquet",
        "file",
        ".parquet",
    )
    assert str(PLACE.parent) == "s3://bucket/folder?region=eu-west-1"
    assert str(PLACE.with_name("a b")) == "s3://bucket/folder/a%20b?region=eu-west-1"
    assert PLACE.plain == "s3://bucket/folder/file.parquet"
    assert place_of(str(PLACE)) == PLACE == pickle.loads(pickle.dumps(PLACE))
    assert PLACE.with_name("a b").opened()[1] == "bucket/folder/a b"
    question = RemotePath("s3://bucket/out%3Fv2.npy?region=eu-west-1")
    assert (question.name, question.suffix) == ("out?v2.npy", ".npy")
    assert str(question) == "s3://bucket/out%3Fv2.npy?region=eu-west-1"
    assert not is_remote("C:/data")
    assert not is_remote("data.csv")


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("http://host/data", "'http://' is not known; choose one of 's3://'"),
        ("s3://bucket/x?regoin=eu", "Did you mean 'region'"),
        ("s3:///x", "needs the name of a bucket"),
        ("s3://key:hush@bucket/x", "environment variables AWS_ACCESS_KEY_ID"),
        ("s3://bucket/out?v2.npy", "Settings begin after the '.' of a URI, and 'v2.np"),
        ("s3:/bucket/c1", "has one slash, and a URI has two: s3://bucket/c1"),
        ("s3://bucket/out?v2.npy&region=eu", "and a question mark of a name as %3F"),
        ("s3://bucket/out?region=", "and 'region=' is none"),
        ("file:///folder/what?", "and '' is none. Write them as name=value"),
        ("s3://bucket/x?access_key&hush=", "Credentials are not taken from a URI"),
        ("abfs://a@b/x?sas_token=hush", "Credentials are not taken from a URI"),
    ],
)
def test_uris_that_are_not_valid_are_refused_without_their_secrets(uri, message):
    with pytest.raises(InvalidParameterError, match=message) as error:
        place_of(uri)
    assert "hush" not in str(error.value)


def test_what_may_pass_is_tried_again_and_reported_once(capsys):
    away = [
        OSError("AWS Error NETWORK_CONNECTION during X operation: curlCode: 7, No way"),
        OSError("AWS Error SLOW_DOWN during X operation: later"),
        ConnectionResetError(errno.ECONNRESET, "reset"),
        OSError("HTTP response code 503"),
    ]
    assert retrying(failing(away, 1), PLACE) == 1
    reported = capsys.readouterr().err
    assert reported.startswith(
        "Storage at s3://bucket does not answer (No way); trying"
    )
    assert reported.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError("AWS Error ACCESS_DENIED during X operation: no"), "access is denied"),
        (OSError("AWS Error NO_SUCH_BUCKET during X operation: no"), "no such bucket"),
        (OSError(errno.EACCES, "Permission denied"), "Permission denied"),
    ],
)
def test_what_does_not_pass_is_an_error_at_once(error, message):
    with pytest.raises(DataFileError, match=f"s3://bucket/folder.*: .*{message}"):
        retrying(failing([error]), PLACE)
    with pytest.raises(OutputError, match=f"Cannot write to .*{message}"):
        retrying(failing([error]), PLACE, OutputError)


def test_attempts_end():
    with pytest.raises(DataFileError, match=r"did not answer for 0.05 s \(reset\)"):
        retrying(failing([ConnectionResetError(0, "reset")] * 99), PLACE)


def test_reading_goes_on_where_it_was():
    attempts = []

    def read():
        attempts.append(1)
        for number in range(5):
            if number == len(attempts):  # each attempt comes one further
                raise ConnectionResetError(errno.ECONNRESET, "reset")
            yield number

    assert list(resuming(read, PLACE)) == [0, 1, 2, 3, 4]
    assert len(attempts) == 5


@pytest.mark.parametrize("largest", [2**25, 0])  # bytes read at once
def test_a_stream_of_a_uri_has_the_rows_and_the_bits_of_a_path(
    tmp_path, monkeypatch, largest
):
    monkeypatch.setattr(streams_parquet, "MAX_UNBUFFERED", largest)
    X = correlated(240)
    folder = write_shards(tmp_path / "a folder", X)
    stream = open_rows(folder.as_uri())
    assert (np.concatenate(list(stream)) == X).all()
    again = pickle.loads(pickle.dumps(stream))
    assert (np.concatenate(list(again)) == X).all()
    assert stream.identity[0][1:] == open_rows(folder).identity[0][1:]
    (folder / "part-1.parquet").unlink()
    with pytest.raises(
        DataFileError, match=r"part-1.parquet was changed|cannot be read"
    ):
        list(stream)


def test_runs_and_results_may_be_on_storage_of_files(tmp_path, X):
    model = Autoencoder(max_epochs=1, random_state=0).fit(X)
    place = (tmp_path / "runs" / "a").as_uri()
    save(model, place)
    codes = model.transform(X)
    write_samples((tmp_path / "codes.npy").as_uri(), codes)
    assert (load(place).transform(X) == np.load(tmp_path / "codes.npy")).all()
    names = [path.name for path in tmp_path.rglob("*")]
    assert not [name for name in names if name.startswith(".")]
    write_samples((tmp_path / "run2" / "new" / "codes.csv").as_uri(), codes)
    with pytest.raises(OutputError, match="Cannot write"):
        write_samples((tmp_path / "codes.npy" / "x.csv").as_uri(), codes)


def test_paths_of_this_machine_are_not_taken_for_uris(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match="is on storage"):
        write_samples(Path("s3://bucket/x.npy"), np.zeros((2, 2)))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("code", ["RESOURCE_NOT_FOUND", "NO_SUCH_KEY"])
def test_an_object_that_is_gone_is_said_to_be_gone(code):
    gone = OSError(f"AWS Error {code} during HeadObject operation: No response body.")
    with pytest.raises(DataFileError, match=r"parquet: it does not exist any more\.$"):
        retrying(failing([gone]), PLACE)
