"""Commands on text files that are read as streams: see also test_stream_commands.py."""

import numpy as np
import pandas as pd
import pytest
from commands import done, refused
from shards import correlated

from autoencode import Autoencoder
from autoencode.cli import stream_data
from autoencode.storage import Run, load_run, save_run

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*is converted to Parquet once"),
    pytest.mark.filterwarnings("ignore:.*the header is line 2"),
]

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


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_column_that_the_model_does_not_know_is_refused_as_in_memory(
    tmp_path, run, X, suffix
):
    frame = pd.DataFrame(X, columns=NAMES)
    (tmp_path / "rows").mkdir()
    for name, own in (("a", frame), ("b", frame.assign(e=1))):
        place = tmp_path / "rows" / f"{name}{suffix}"
        save = own.to_parquet if suffix == ".parquet" else own.to_csv
        save(place, index=False)
    out = ("--out", tmp_path / "codes.npy")
    message = "a column that the model was not fitted on: 'e'. Leave out with --drop e"
    for words in ([place], [place, "--stream"], [place.parent]):
        refused(message, "encode", run, *words, *out)
    refused(message, "evaluate", run, place.parent)
    refused(message, "interpolate", run, place.parent, 0, 1, *out)
    for data, n_rows in ((place, len(X)), (place.parent, 2 * len(X))):
        done("encode", run, data, "--stream", "--drop", "e", *out, "--overwrite")
        assert len(np.load(out[1])) == n_rows
    lacking = place.with_stem("a")
    words = ("encode", run, lacking, "--stream", "--drop", "e", *out)
    refused("has no column 'e' to drop", *words)
    done("evaluate", run, place.parent, "--drop", "e")
    done("interpolate", run, place.parent, 0, 1, "--drop", "e", *out)
    words = ("encode", run, place.parent, "--drop", "e,f", *out, "--overwrite")
    refused(f"No file of {place.parent} has a column 'f' to drop", *words)
    skipped = ("encode", run, place, "--stream", "--on-error", "skip", *out)
    refused(f"No file can be read. {place} has a column that", *skipped)


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_columns_that_a_fit_left_out_are_left_out_of_its_streams(tmp_path, X, suffix):
    frame = pd.DataFrame(X, columns=NAMES).assign(
        y=1, name=[f"r{k}" for k in range(120)]
    )
    place, run = tmp_path / f"x{suffix}", tmp_path / "run"
    (frame.to_parquet if suffix == ".parquet" else frame.to_csv)(place, index=False)
    given = ("--label", "y", "--id", "name", "--drop", "x3", "--max-epochs", 1)
    done("fit", place, "--stream", *given, "--out", run)
    codes = tmp_path / "codes.csv"
    done("encode", run, place, "--stream", "--out", codes)
    assert pd.read_csv(codes)["name"].tolist() == frame["name"].tolist()
    done("decode", run, codes, "--stream", "--out", tmp_path / "again.csv")
    assert list(pd.read_csv(tmp_path / "again.csv")) == ["name", "x0", "x1", "x2"]
    pd.read_csv(codes).assign(e=1).to_csv(codes, index=False)
    out = ("--out", tmp_path / "again.csv", "--overwrite")
    refused("not fitted on: 'e'", "decode", run, codes, "--stream", *out)


def test_ids_of_codes_are_ids_of_a_stream_too(tmp_path, run, X):
    codes = pd.DataFrame(load_run(run).model.transform(X))
    codes.columns = ["autoencoder0", "autoencoder1"]
    codes.assign(id=[f"r{k}" for k in range(120)]).to_csv(
        tmp_path / "c.csv", index=False
    )
    found = []
    for words in ([], ["--stream"]):
        out = tmp_path / f"x{len(found)}.csv"
        done("decode", run, tmp_path / "c.csv", *words, "--out", out)
        found.append(pd.read_csv(out))
    pd.testing.assert_frame_equal(*found, rtol=1e-5)


def test_cells_that_a_guessed_column_cannot_hold_have_lines(tmp_path):
    lines = [f"{row}.5,{row % 9}.25" for row in range(40)]
    lines[30] = "oops,1.5"
    place = tmp_path / "a.csv"
    place.write_text("# made by X\na;b\n\n" + "\n".join(lines).replace(",", ";"))
    given = ("--delimiter", "semicolon", "--max-epochs", 1, "--test", "0")
    result = done("fit", place, *given, "--out", tmp_path / "run")
    assert "'oops' in row 30 (line 34): counted as missing" in result.stderr
