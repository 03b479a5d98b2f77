import json
import os

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from commands import autoencode, done, refused
from folders import tree
from PIL import Image
from shards import correlated, table_of, write_shards

from autoencode import AnomalyDetector, Autoencoder, load, save
from autoencode.cli import stream_fit, stream_parts
from autoencode.cli.results import check_not_data
from autoencode.cli.stream_data import Streaming, is_streamed
from autoencode.data import streams
from autoencode.locks import lock
from autoencode.storage import Run, load_run, save_run


@pytest.fixture(scope="module")
def X():
    return correlated(240)


@pytest.fixture(scope="module")
def run(tmp_path_factory, X):
    place = tmp_path_factory.mktemp("runs") / "run"
    save(Autoencoder(max_epochs=2, random_state=0, linear_skip=False).fit(X), place)
    return place


@pytest.fixture
def folder(tmp_path, X):
    return write_shards(tmp_path / "shards", X)


@pytest.fixture
def small_parts(monkeypatch):
    """Parts of 80 rows."""
    monkeypatch.setattr(stream_parts, "PART_BYTES", 80 * 6 * 4)


def test_fit_streams_a_folder_and_stores_how(tmp_path, folder, X):
    out = tmp_path / "fitted"
    result = done("fit", folder, "--out", out, "--max-epochs", 2, "--seed", 0)
    assert "is read from disk: 240 rows" in result.output
    assert "one buffer of all rows" in result.output
    run = load_run(out)
    assert run.input["stream"] == {"memory": 2**30, "on_error": "raise"}
    assert len(run.model.validation_rows_) == 19  # a tenth of 192
    assert run.metrics["rows"][0].keys() >= {"train_error", "test_error"}
    again = done("report", out)
    assert "Wrote" in again.output
    assert run.metrics["rows"] == load_run(out).metrics["rows"]


def test_test_rows_are_not_trained_on(tmp_path, folder, monkeypatch):
    streams = []
    fit_epochs = Autoencoder.fit_epochs

    def watched(self, X, **given):
        streams.append(X)
        return fit_epochs(self, X, **given)

    monkeypatch.setattr(Autoencoder, "fit_epochs", watched)
    done("fit", folder, "--out", tmp_path / "r", "--max-epochs", 1, "--test", "0.5")
    assert streams[0].n_samples == 120


def test_a_large_file_is_streamed_and_a_small_one_is_not(tmp_path):
    place = str(tmp_path / "x.npy")
    np.save(place, correlated(60_000))  # 1.4 MB
    assert is_streamed(place, Streaming(memory="5MB"))
    assert not is_streamed(place, Streaming())
    assert is_streamed(place, Streaming(stream=True))
    assert not is_streamed("digits", Streaming())
    assert is_streamed(str(tmp_path), Streaming())
    (tmp_path / "a.png").write_bytes(b"")  # images, with a table beside them
    assert not is_streamed(str(tmp_path), Streaming())


@pytest.mark.parametrize("names", [False, True])
def test_codes_in_parts_are_decoded_to_parts(tmp_path, X, small_parts, names):
    table, options = table_of(X), ("--max-epochs", 1, "--seed", 0, "--no-linear-skip")
    if names:
        table = table.append_column("who", pa.array([f"n{i}" for i in range(len(X))]))
        options += ("--id", "who")
    (tmp_path / "rows").mkdir()
    pq.write_table(table, tmp_path / "rows" / "a.parquet", row_group_size=60)
    run, codes, back = (tmp_path / name for name in ("run", "codes", "back"))
    done("fit", tmp_path / "rows", *options, "--out", run)
    done("encode", run, tmp_path / "rows", "--out", codes)
    done("decode", run, codes, "--out", back)
    assert len(list(back.glob("part-*"))) == 4  # of a row group each
    done("reconstruct", run, tmp_path / "rows", "--out", tmp_path / "again.parquet")
    expected = pd.read_parquet(tmp_path / "again.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(back), expected, rtol=1e-5)
    assert ("who" in expected) == names
    words = ("decode", run, tmp_path / "rows", "--out", tmp_path / "x")
    refused("lacks 2 of the model's 2 features: 'autoencoder0'", *words)


@pytest.mark.usefixtures("short_training")
def test_models_that_need_their_rows_at_once_get_those_that_fit_into_memory(
    tmp_path, folder, X, monkeypatch
):
    monkeypatch.setattr(stream_fit, "SHARE_OF_MEMORY", 100 * 6 * 4 / 2**30)
    run, scores = tmp_path / "run", tmp_path / "scores.csv"
    detector = ("fit", folder, "--model", "anomaly_detector", "--n-members", 1)
    result = done(*detector, "--seed", 0, "--out", run)
    assert "is trained on 100 of the rows, drawn at random" in result.output
    assert load_run(run).input["stream"]["is_in_memory"]
    done("detect", run, folder, "--out", scores, "--reasons", 0)
    assert len(pd.read_csv(scores)) == len(X)


@pytest.mark.parametrize(
    ("name", "reason"), [("classifier", "labels"), ("table_detector", "a table")]
)
def test_models_of_more_than_numbers_need_a_file(tmp_path, folder, name, reason):
    message = f"--model {name} needs {reason}"
    refused(message, "fit", folder, "--model", name, "--out", tmp_path / "r")


@pytest.mark.usefixtures("short_training")
def test_anomalies_are_detected_in_a_folder_without_a_run(tmp_path, folder, X):
    out = tmp_path / "scores.csv"
    done("detect", folder, "--out", out, "--seed", 0, "--reasons", 0)
    assert pd.read_csv(out)["row"].tolist() == list(range(len(X)))


def test_a_folder_too_large_for_memory_needs_a_run(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(stream_fit, "SHARE_OF_MEMORY", 100 * 6 * 4 / 2**30)
    message = "has 240 rows, more than fit into a quarter of --memory"
    refused(message, "detect", folder, "--out", tmp_path / "scores.csv")


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".npy", ""])
def test_codes_of_a_folder_are_those_of_the_array(
    tmp_path, folder, run, X, suffix, small_parts
):
    out = tmp_path / f"codes{suffix}"
    done("encode", run, folder, "--out", out)
    expected = load(run).transform(X)
    if suffix == ".npy":
        found = np.load(out)
    elif suffix == ".csv":
        found = pd.read_csv(out, dtype=np.float32).to_numpy()
    else:
        frame = pd.read_parquet(out)
        assert list(frame) == ["autoencoder0", "autoencoder1"]
        found = frame.to_numpy()
    assert found.dtype == np.float32
    assert (found == expected).all()
    left = [path.name for path in tmp_path.iterdir()]
    assert not [name for name in left if name.endswith(".parts")]


def test_reconstructions_have_the_units_of_the_data(tmp_path, folder, run, X):
    done("reconstruct", run, folder, "--out", tmp_path / "again.npy")
    assert (np.load(tmp_path / "again.npy") == load(run).reconstruct(X)).all()


def test_ids_stay_beside_the_codes(tmp_path, X):
    folder = tmp_path / "named"
    folder.mkdir()
    for number, rows in enumerate(np.array_split(np.arange(len(X)), 2)):
        table = table_of(X[rows], name=[f"row {row}" for row in rows])
        place = folder / f"{number}.parquet"
        pq.write_table(table, place, row_group_size=50)
    out = tmp_path / "fitted"
    done("fit", folder, "--id", "name", "--out", out, "--max-epochs", 1)
    done("encode", out, folder, "--out", tmp_path / "codes.csv")
    frame = pd.read_csv(tmp_path / "codes.csv")
    assert list(frame["name"]) == [f"row {row}" for row in range(len(X))]


def test_data_without_the_ids_of_the_fit_are_reported(tmp_path, X):
    for name, given in (("rows", {"name": [*range(len(X))]}), ("bare", {})):
        pq.write_table(table_of(X, **given), tmp_path / f"{name}.parquet")
    out = tmp_path / "fitted"
    words = ("--id", "name", "--out", out, "--max-epochs", 1, "--seed", 0)
    done("fit", tmp_path / "rows.parquet", *words)
    codes = tmp_path / "codes.csv"
    for stream in ([], ["--stream"]):
        for name in ("rows", "bare"):
            data = tmp_path / f"{name}.parquet"
            result = done("encode", out, data, "--out", codes, *stream)
            is_reported = f"{data} has no column 'name', the --id" in result.output
            assert is_reported == (name == "bare")


def test_images_are_named_by_their_files_in_streams_too(tmp_path):
    folder = tmp_path / "images"
    folder.mkdir()
    for name in range(12):
        pixels = np.random.default_rng(name).integers(0, 255, (4, 4), np.uint8)
        Image.fromarray(pixels).save(folder / f"{name:02}.png")
    out, results = tmp_path / "run", []
    given = ("--out", out, "--max-epochs", 1, "--seed", 0, "--components", 2)
    done("fit", folder, "--stream", *given)
    for stream in ([], ["--stream"]):
        codes = tmp_path / f"codes{len(stream)}.parquet"
        result = done("encode", out, folder, "--out", codes, *stream)
        assert "Wrote 12 rows of 3 columns" in result.output
        results.append(pd.read_parquet(codes))
        done("decode", out, codes, "--out", tmp_path / "again.npy", *stream)
    assert list(results[0]) == list(results[1])
    assert next(iter(results[0])) == "file"
    assert results[0].file.equals(results[1].file)


def interrupt_after(monkeypatch, n_parts):
    """Stop the command when it has written so many parts."""
    made = []
    write_blocks = stream_parts.write_blocks

    def stopped(path, blocks):
        if len(made) == n_parts:
            raise KeyboardInterrupt
        made.append(path.name)
        write_blocks(path, blocks)

    monkeypatch.setattr(stream_parts, "write_blocks", stopped)
    return made


@pytest.mark.parametrize("name", ["codes", "codes.csv"])
def test_an_interrupted_command_makes_only_the_missing_parts(
    tmp_path, folder, run, X, name, small_parts
):
    out = tmp_path / name
    with pytest.MonkeyPatch.context() as patch:
        interrupt_after(patch, 2)
        assert autoencode("encode", run, folder, "--out", out).exit_code == 130
    with pytest.MonkeyPatch.context() as patch:
        made = interrupt_after(patch, 10)
        result = done("encode", run, folder, "--out", out)
    assert "2 of 3 parts are there; the others are made now." in result.output
    assert made[0] == "part-00002.parquet"
    found = pd.read_parquet(out) if name == "codes" else pd.read_csv(out)
    assert np.allclose(found.to_numpy(), load(run).transform(X), atol=1e-6)


def test_a_complete_folder_is_left_as_it_is(tmp_path, folder, run):
    out = tmp_path / "codes"
    done("encode", run, folder, "--out", out)
    before = (out / "part-00000.parquet").stat().st_mtime_ns
    assert "1 of 1 parts are there." in done("encode", run, folder, "--out", out).output
    assert (out / "part-00000.parquet").stat().st_mtime_ns == before


def test_parts_of_other_data_are_replaced_only_if_asked(tmp_path, folder, run, X):
    out = tmp_path / "codes"
    done("encode", run, folder, "--out", out)
    os.utime(folder / "part-0.parquet", ns=(1, 1))
    refused("but the data changed", "encode", run, folder, "--out", out)
    done("encode", run, folder, "--out", out, "--overwrite")
    refused("but the run changed", "reconstruct", run, folder, "--out", out)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine")
    message = "holds other files: 'notes.txt'"
    refused(message, "encode", run, folder, "--out", tmp_path / "other")


def test_bad_rows_are_left_out_of_the_codes_and_listed(tmp_path, folder, run, X):
    bad = X[80:160].copy()
    bad[5, 2] = np.nan
    pq.write_table(table_of(bad), folder / "part-1.parquet")
    out = tmp_path / "codes.npy"
    refused("part-1.parquet has NaN in row 5", "encode", run, folder, "--out", out)
    refused("with --on-error skip", "encode", run, folder, "--out", out)
    result = done("encode", run, folder, "--out", out, "--on-error", "skip")
    assert "Left out: " in result.output
    assert "has NaN in row 5, column 'x2' (row 85 of all)" in result.output
    assert "1 row was left out." in result.output
    assert "name a column of ids at the fit: autoencode fit --id NAME" in result.output
    expected = load(run).transform(np.delete(X, 85, axis=0))
    assert (np.load(out) == expected).all()
    (folder / "part-2.parquet").write_bytes(b"PAR1 and no more")
    result = done("encode", run, folder, "--out", out, "--on-error", "skip")
    assert "1 row and 1 file were left out." in result.output
    assert len(np.load(out)) == 159


def test_a_large_file_is_read_whole_if_the_memory_is_said_to_suffice(
    tmp_path, run, monkeypatch
):
    monkeypatch.setattr(streams, "DEFAULT_MEMORY", "1MiB")
    X = correlated(25_000)
    np.save(tmp_path / "x.npy", X)
    out = tmp_path / "codes.npy"
    assert is_streamed(str(tmp_path / "x.npy"), Streaming())
    done("encode", run, tmp_path / "x.npy", "--memory", "1GiB", "--out", out)
    expected = load(run).transform(X)
    np.testing.assert_allclose(np.load(out), expected, rtol=1e-5, atol=1e-5)


def test_rows_of_a_folder_are_those_of_their_numbers(tmp_path, folder, run, X):
    np.save(tmp_path / "x.npy", X)
    for data, out in ((folder, "a.npy"), (tmp_path / "x.npy", "b.npy")):
        done("interpolate", run, data, 3, 200, "--out", tmp_path / out)
    ways = [np.load(tmp_path / name) for name in ("a.npy", "b.npy")]
    np.testing.assert_allclose(*ways, rtol=1e-5, atol=1e-6)
    words = ("interpolate", run, folder, 0, 240, "--out", tmp_path / "way.npy")
    refused("has rows 0 to 239; got 240", *words)


@pytest.mark.parametrize("ids", [range(240), [f"{k:03d}" for k in range(240)]])
def test_an_array_of_codes_has_no_ids_and_other_files_have_them(tmp_path, X, ids):
    place, fitted = tmp_path / "rows.parquet", tmp_path / "fitted"
    ids = list(ids)
    pq.write_table(table_of(X, name=pa.array(ids)), place, row_group_size=100)
    given = ("--id", "name", "--max-epochs", 1, "--seed", 0, "--out", fitted)
    done("fit", place, *given)
    for suffix in ("npy", "parquet"):
        out = tmp_path / f"codes.{suffix}"
        done("encode", fitted, place, "--stream", "--out", out)
        done("encode", fitted, place, "--out", tmp_path / f"other.{suffix}")
    codes, other = (np.load(tmp_path / f"{name}.npy") for name in ("codes", "other"))
    np.testing.assert_allclose(codes, other, rtol=1e-5, atol=1e-6)
    frame = pd.read_parquet(tmp_path / "codes.parquet")
    assert frame["name"].tolist() == ids


def test_ids_of_text_stay_text_in_every_part(tmp_path, X, small_parts):
    ids = [f"{k:04d}" for k in range(0, 2400, 10)]  # the later ones are plain numbers
    place, fitted = tmp_path / "rows.parquet", tmp_path / "fitted"
    pq.write_table(table_of(X, name=pa.array(ids)), place, row_group_size=80)
    given = ("--id", "name", "--max-epochs", 1, "--seed", 0, "--out", fitted)
    done("fit", place, *given)
    out = tmp_path / "codes.parquet"
    done("encode", fitted, place, "--stream", "--out", out)
    assert pd.read_parquet(out)["name"].tolist() == ids


def test_a_test_file_may_have_the_columns_that_are_left_out(tmp_path, X):
    more = {"name": pa.array([f"r{k}" for k in range(240)]), "y": np.arange(240) % 3}
    for name in ("train", "test"):
        pq.write_table(table_of(X, **more), tmp_path / f"{name}.parquet")
    columns = ("--id", "name", "--label", "y", "--drop", "x5", "--max-epochs", 1)
    test = ("--test", tmp_path / "test.parquet", "--out", tmp_path / "run")
    done("fit", tmp_path / "train.parquet", "--stream", *columns, *test)
    assert load(tmp_path / "run").n_features_in_ == 5


def test_labels_that_no_result_needs_may_be_missing(tmp_path, X):
    frame = pd.DataFrame(X, columns=[f"x{j}" for j in range(6)]).assign(y="a")
    frame.loc[:100, "y"] = "b"
    frame.to_csv(tmp_path / "all.csv", index=False)
    frame.loc[3, "y"] = None
    frame.to_csv(tmp_path / "new.csv", index=False)
    given = ("--label", "y", "--max-epochs", 1, "--seed", 0, "--out", tmp_path / "run")
    done("fit", tmp_path / "all.csv", *given)
    out = tmp_path / "codes.npy"
    done("encode", tmp_path / "run", tmp_path / "new.csv", "--out", out)
    assert len(np.load(out)) == 240


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--part", "test"), "--part is for data with a run"),
        (("--stream",), "--stream needs a run"),
        (("--memory", "1GiB"), "--memory is for rows that are read from disk"),
        (("--on-error", "skip"), "--on-error is for rows that are read from disk"),
        (("--categorical", "1"), "--categorical is for tables in one file"),
        (("--overwrite",), "--overwrite is for rows that are read from disk"),
    ],
)
def test_options_that_detect_would_ignore_are_refused(tmp_path, X, words, message):
    np.save(tmp_path / "x.npy", X)
    refused(message, "detect", tmp_path / "x.npy", "--out", tmp_path / "o.csv", *words)


@pytest.mark.parametrize("name", ["codes.npy", "codes.csv", "codes.parquet"])
def test_a_file_of_no_rows_is_written_where_all_are_left_out(tmp_path, run, X, name):
    place = tmp_path / "bad.parquet"
    pq.write_table(table_of(np.full_like(X[:50], np.nan)), place)
    out = tmp_path / name
    result = done("encode", run, place, "--out", out, "--stream", "--on-error", "skip")
    assert "50 rows were left out." in result.output
    read = {".npy": np.load, ".csv": pd.read_csv, ".parquet": pd.read_parquet}
    assert read[out.suffix](out).shape == (0, load(run).n_components_)
    assert not list(tmp_path.glob(".*"))


def test_evaluation_of_a_folder_is_that_of_its_rows(tmp_path, folder, run, X):
    np.save(tmp_path / "x.npy", X)
    streamed = json.loads(done("evaluate", run, folder, "--json").stdout)
    in_memory = json.loads(done("evaluate", run, tmp_path / "x.npy", "--json").stdout)
    for ours, theirs in zip(streamed["rows"], in_memory["rows"], strict=True):
        for key in ("test_error", "test_share"):
            assert ours[key] == pytest.approx(theirs[key], rel=1e-5, abs=1e-9)
    assert "all 240 rows" in streamed["notes"][-1]


def test_detections_of_a_folder_are_those_of_the_array(tmp_path, folder, X):
    base = Autoencoder(max_epochs=1, linear_skip=False)
    detector = AnomalyDetector(autoencoder=base, n_members=1, random_state=0).fit(X)
    names = [f"x{j}" for j in range(6)]
    place = tmp_path / "detector"
    save_run(Run(estimator=detector, input={"feature_names": names}), place)
    done("detect", place, folder, "--out", tmp_path / "found.parquet")
    np.save(tmp_path / "x.npy", X)
    done("detect", place, tmp_path / "x.npy", "--out", tmp_path / "other.parquet")
    found = pd.read_parquet(tmp_path / "found.parquet")
    other = pd.read_parquet(tmp_path / "other.parquet")
    pd.testing.assert_frame_equal(found, other)


def test_a_stream_of_something_else_is_refused(tmp_path, run):
    out = tmp_path / "codes.csv"
    message = "--stream is for files and folders of rows; digits is neither"
    refused(message, "encode", run, "digits", "--out", out, "--stream")
    skip = ("--on-error", "skip")
    refused("Add --stream", "encode", run, "digits", "--out", out, *skip)


@pytest.mark.parametrize("streamed", [(), ("--stream",)])
def test_a_result_never_replaces_its_data(tmp_path, run, X, streamed):
    place, link = tmp_path / "x.npy", tmp_path / "link.npy"
    np.save(place, X)
    link.symlink_to(place)
    for data in (place, link):
        refused("is DATA itself", "encode", run, data, "--out", place, *streamed)
    refused("is DATA itself", "detect", run, place, "--out", place)
    around = tmp_path / "new" / ".." / "x.npy"  # "new" would be made to write there
    refused("is DATA itself", "encode", run, place, "--out", around, *streamed)
    maps = ("--out", tmp_path / "scores.csv", "--maps", place)
    refused("Give another --maps", "detect", run, place, *maps)
    assert (np.load(place) == X).all()


def test_no_result_is_written_into_its_folder_of_data(tmp_path, run, monkeypatch):
    # A second run would read it: as a document, or its pictures as samples.
    data = tmp_path / "notes"
    data.mkdir()
    (data / "first.txt").write_text("a text")
    inside, message = data / "new" / "x.csv", "is in the folder of DATA, where it would"
    refused(message, "encode", run, data, "--out", inside)
    refused(message, "detect", run, data, "--out", inside)
    outside = tmp_path / "x.csv"
    for option in ("--picture", "--worst", "--maps"):
        words = ("detect", run, data, "--out", outside, option, inside)
        refused(f"Give another {option}.", *words)
    words = ("denoise", run, data, "--out", outside, "--picture", inside)
    refused("Give another --picture.", *words)
    for command in ("fit", "sweep", "compare", "detect"):
        save = ("--out", outside, "--save") if command == "detect" else ("--out",)
        refused(message, command, data, *save, data / "run")
    monkeypatch.chdir(data)  # where runs are written by default
    refused(message, "fit", ".")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "digits").mkdir()  # beside the data set of this name
    check_not_data("digits/x.csv", "digits")
    assert [path.name for path in data.iterdir()] == ["first.txt"]


def test_a_result_is_not_written_among_its_data(folder, run):
    for out in (folder / "codes", folder / "codes.csv"):
        refused("is in the folder of DATA", "encode", run, folder, "--out", out)
    assert len(list(folder.iterdir())) == 3


def test_the_folder_of_data_is_not_replaced_by_its_result(
    tmp_path, folder, run, small_parts
):
    codes, link = tmp_path / "codes", tmp_path / "link"
    done("encode", run, folder, "--out", codes)
    link.symlink_to(codes)
    before = tree(codes)
    for out in (codes, link):
        words = ("decode", run, codes, "--out", out)
        refused("is DATA itself", *words)
        refused("is DATA itself", *words, "--overwrite")
    assert tree(codes) == before
    one = tmp_path / "one"
    one.mkdir()
    (one / "part-9.parquet").symlink_to(codes / "part-00000.parquet")
    message = "is the folder of DATA, which"
    refused(message, "decode", run, one, "--out", codes, "--overwrite")
    assert tree(codes) == before


@pytest.mark.parametrize("name", ["codes", "codes.csv", "codes.npy"])
@pytest.mark.parametrize(
    "damage", ["cut", "empty", "rows", "columns", "link", "faults"]
)
def test_a_part_that_is_not_whole_is_made_again(
    tmp_path, folder, run, monkeypatch, damage, name, small_parts
):
    whole, out = tmp_path / "whole", tmp_path / name
    done("encode", run, folder, "--out", whole)
    with pytest.MonkeyPatch.context() as patch:
        interrupt_after(patch, 2)
        assert autoencode("encode", run, folder, "--out", out).exit_code == 130
    parts = out if name == "codes" else tmp_path / f".{name}.parts"
    part = parts / "part-00001.parquet"
    table = pq.read_table(part)
    if damage == "cut":
        part.write_bytes(part.read_bytes()[:-50])
    elif damage == "empty":
        part.write_bytes(b"")
    elif damage == "rows":
        pq.write_table(table.slice(1), part)
    elif damage == "columns":
        names = [f"other{j}" for j in range(table.num_columns)]
        pq.write_table(table.rename_columns(names), part)
    elif damage == "link":
        part.unlink()
        part.symlink_to("nowhere")
    else:
        (parts / ".part-00001.faults.json").write_text("[" * 10_000)
    output = done("encode", run, folder, "--out", out).output
    assert "1 of 3 parts are there; the others are made now." in output
    expected = pd.read_parquet(whole).to_numpy()
    found = {
        "codes": lambda: pd.read_parquet(out).to_numpy(),
        "codes.csv": lambda: pd.read_csv(out).to_numpy(),
        "codes.npy": lambda: np.load(out),
    }[name]()
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_a_damaged_list_of_parts_is_replaced_only_if_asked(tmp_path, folder, run):
    out = tmp_path / "codes"
    done("encode", run, folder, "--out", out)
    (out / ".autoencode-writing-0123.parquet").write_text("of a killed process")
    (out / ".autoencode-job.json").write_text("[" * 100_000)
    refused("is damaged. Add --overwrite", "encode", run, folder, "--out", out)
    done("encode", run, folder, "--out", out, "--overwrite")
    names = sorted(path.name for path in out.iterdir())
    assert names == [".autoencode-job.json", "part-00000.parquet"]


def test_what_another_process_writes_stays(tmp_path, folder, run):
    out = tmp_path / "codes"
    done("encode", run, folder, "--out", out)
    left, written = (out / f".autoencode-writing-{n}.parquet" for n in "01")
    left.write_text("of a killed process")
    written.write_text("of a process at work")
    handle = lock(written)
    done("encode", run, folder, "--out", out)
    os.close(handle)
    assert not left.exists()
    assert written.exists()
    other = tmp_path / "other"
    other.mkdir()
    (other / "notes.txt").write_text("mine")
    (other / ".autoencode-writing-2.csv").write_text("mine too")
    refused("holds other files", "encode", run, folder, "--out", other)
    assert len(list(other.iterdir())) == 2


def test_a_link_to_the_folder_of_results_stays(tmp_path, folder, run):
    out, link = tmp_path / "codes", tmp_path / "link"
    out.mkdir()
    link.symlink_to(out)
    done("encode", run, folder, "--out", link)
    os.utime(folder / "part-0.parquet", ns=(1, 1))
    done("encode", run, folder, "--out", link, "--overwrite")
    assert link.is_symlink()
    assert len(pd.read_parquet(out)) == 240


def test_a_stream_is_not_written_to_standard_output(folder, run, monkeypatch):
    monkeypatch.chdir(folder.parent)
    refused("not to standard output", "encode", run, folder, "--out", "-")
    assert not (folder.parent / "-").exists()


def test_a_folder_called_minus_is_not_standard_input(tmp_path, X, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_shards(tmp_path / "-", X)
    assert not is_streamed("-", Streaming())


@pytest.mark.parametrize("suffix", [".csv", ""])
def test_a_command_that_fails_at_its_first_part_leaves_nothing(
    tmp_path, run, X, suffix
):
    pq.write_table(table_of(X * np.float32(1e30)), tmp_path / "huge.parquet")
    pq.write_table(table_of(X), tmp_path / "x.parquet")
    out = tmp_path / f"codes{suffix}"
    huge = autoencode(
        "encode", run, tmp_path / "huge.parquet", "--out", out, "--stream"
    )
    assert "too large for the network" in huge.output
    left = {path.name for path in tmp_path.rglob("*")} - {"huge.parquet", "x.parquet"}
    assert left <= {"codes"}
    # Nor does the next command ask to replace it.
    done("encode", run, tmp_path / "x.parquet", "--out", out, "--stream")


def test_a_size_of_memory_that_is_none_is_named_by_its_option(folder):
    refused("--memory must be a size such as", "fit", folder, "--memory", "much")
