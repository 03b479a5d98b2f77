"""Commands on text files that are read as streams: see also test_stream_commands.py."""

import numpy as np
import pandas as pd
import pytest
from commands import done, refused
from shards import correlated

from autoencode import Autoencoder
from autoencode.cli import stream_data
from autoencode.storage import Run, load_run, save_run

pytestmark = pytest.mark.filterwarnings("ignore:.*is converted to Parquet once")

NAMES = [f"x{j}" for j in range(4)]


@pytest.fixture(scope="module")
def X():
    return correlated(120, 4)


@pytest.fixture(scope="module")
def run(tmp_path_factory, X):
    place = tmp_path_factory.mktemp("runs") / "run"
    model = Autoencoder(max_epochs=1, random_state=0, linear_skip=False).fit(X)
    save_run(Run(estimator=model, input={"feature_names": NAMES}), place)
    return place


def write(place, X):
    """Write rows as text, in a folder that is made."""
    place.parent.mkdir(exist_ok=True)
    pd.DataFrame(X, columns=NAMES).to_csv(place, index=False)
    return place


@pytest.fixture
def closed(tmp_path, X):
    """A text file, and no place for a cache beside it, as on a disk to read only."""
    place = write(tmp_path / "closed" / "x.csv", X)
    (place.parent / ".autoencode-cache").touch()
    return place


@pytest.mark.parametrize(
    ("command", "more"),
    [("encode", ["--stream"]), ("interpolate", [0, 1]), ("evaluate", None)],
)
def test_a_disk_to_read_only_needs_another_cache(tmp_path, closed, run, command, more):
    words = [command, run, closed.parent]
    words += [] if more is None else [*more, "--out", tmp_path / "o.csv"]
    refused("to Parquet there: give another folder (--cache).", *words)
    done(*words, "--cache", tmp_path / "cache")
    assert list((tmp_path / "cache").glob("x-*.parquet"))


def test_the_cache_of_a_fit_holds_for_its_run(tmp_path, closed, X, monkeypatch):
    monkeypatch.chdir(tmp_path)
    given = ("--stream", "--max-epochs", 1, "--seed", 0, "--out", "run")
    done("fit", closed, *given, "--cache", "cache")
    assert load_run("run").input["stream"]["cache"] == str(tmp_path / "cache")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    done("report", tmp_path / "run")
    done("encode", tmp_path / "run", closed, "--stream", "--out", tmp_path / "o.npy")
    assert len(np.load(tmp_path / "o.npy")) == len(X)
    done("fit", "--resume", tmp_path / "run", "--max-epochs", 2)
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_cache_is_no_folder_of_data(tmp_path, run, X):
    folder = write(tmp_path / "rows" / "x.csv", X).parent
    words = ("encode", run, folder, "--out", tmp_path / "o.csv", "--cache")
    refused("is in the folder of the data", *words, folder / "cache")
    refused("Give another folder (--cache)", *words, folder)
    refused("--cache is empty", *words, "")
    done(*words, folder / ".mine")
    assert list((folder / ".mine").iterdir())


def test_codes_make_a_large_file_a_table_as_a_small_one(tmp_path, monkeypatch):
    place = tmp_path / "x.csv"
    lines = [f"{row:05},{row % 7}.5,{row % 3}" for row in range(40)]
    place.write_text("\n".join(["zip,a,b", *lines]))
    monkeypatch.setattr(stream_data, "SHARE_OF_MEMORY", 0)  # every file is large
    fit = ("fit", place, "--max-epochs", 1, "--seed", 0, "--out", tmp_path / "run")
    refused("Column 'zip' in", *fit, "--stream")
    done(*fit)
    assert type(load_run(tmp_path / "run").model).__name__ == "TableAutoencoder"
