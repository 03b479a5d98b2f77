"""The command ``autoencode sweep``, also if it is killed."""

import json
import os
import shlex
import signal
import sys
import time

import pytest
from commands import done, in_a_process, people, refused

from autoencode.cli.main import main
from autoencode.cli.options import in_shell_words
from autoencode.storage import load_run

QUICK = ("--hidden", 4, "--max-epochs", 2, "--jobs", 1)


@pytest.fixture
def table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    people().to_csv(tmp_path / "people.csv", index=False)
    return tmp_path / "people.csv"


COLUMNS = ("--id", "who", "--label", "city")


def rows_of(folder):
    rows = json.loads((folder / "sweep.json").read_text())["rows"]
    return [{k: v for k, v in row.items() if k != "seconds"} for row in rows]


def test_sizes_are_compared_and_the_choice_explained(table, tmp_path):
    words = ("sweep", table, *COLUMNS, "--components", "1:3,2,6", *QUICK)
    result = done(*words, "--out", "out")
    for text in ("of scaled data (StandardScaler)", "PCA, test", "Lowest held-out"):
        assert text in result.stdout
    assert "left" not in result.stderr  # no progress without a terminal
    assert [row["value"] for row in rows_of(tmp_path / "out")] == [1, 2, 3, 6]
    run = load_run(tmp_path / "out" / "n_components-2")
    assert run.input["id"] == "who"
    assert run.model.random_state == 0
    codes = done("encode", "out/n_components-2", table, "--out", "codes.csv")
    assert codes.exit_code == 0
    assert done(*words, "--out", "out").stdout == result.stdout
    refused(
        "out holds a sweep with --max-epochs 2, not 3. Give another folder",
        *words, "--out", "out", "--max-epochs", 3,
    )  # fmt: skip


@pytest.mark.parametrize("command", ["sweep", "compare"])
def test_a_mixed_table_is_refused_without_models_that_the_command_lacks(command, table):
    refused(
        "the model takes numbers. Drop them with --drop who,city, or name one with "
        "--label or --id.\n",
        command, table,
    )  # fmt: skip


def test_help_lists_the_models_that_have_sweeps():
    models = (
        done("sweep", "--help").output.split("Models:\n")[1].split("All options")[0]
    )
    names = models.replace(",", "").split()
    assert "autoencoder" in names
    assert "deep_belief_network" in names
    assert not {"retriever", "table_autoencoder", "anomaly_detector"} & {*names}


def test_a_table_of_constant_columns_is_refused(tmp_path):
    (tmp_path / "same.csv").write_text("a,b\n" + "1,2\n" * 9)
    given = ("--components", 1, *QUICK, "--out", tmp_path / "out")
    refused("there is nothing to learn", "sweep", tmp_path / "same.csv", *given)


def test_the_folder_of_a_sweep_is_told_from_its_runs(table, tmp_path):
    words = ("sweep", table, *COLUMNS, "--components", 1, *QUICK, "--out", "out")
    done(*words)
    refused("the folder of a sweep. Give one of its runs, such as out", "info", "out")


def test_any_other_parameter_can_be_varied(table, tmp_path):
    words = ("sweep", table, *COLUMNS, *QUICK[2:], "--components", 2)
    done(*words, "--over", "hidden=4,4x3,linear", "--out", "a")
    words += QUICK[:2]
    assert [row["value"] for row in rows_of(tmp_path / "a")] == [[4], [4, 3], []]
    done(*words, "--over", "learning-rate=0.001,0.01", "--out", "b")
    assert [row["value"] for row in rows_of(tmp_path / "b")] == [0.001, 0.01]
    done(*words, "--over", "batch_norm=true,false", "--out", "c")
    assert [row["value"] for row in rows_of(tmp_path / "c")] == [True, False]


def test_several_parameters_are_searched_and_the_best_ones_printed(table, tmp_path):
    pytest.importorskip("optuna", reason="the extra 'sweep' is not installed")
    words = ("sweep", table, *COLUMNS, "--search", 3, "--max-epochs", 2, "--out", "out")
    ranges = ("--range", "width=2:8", "--range", "learning-rate=1e-4:1e-2")
    result = done(*words, "--components", "1:3", *ranges)
    header = result.stdout.splitlines()[2].split()
    assert header[3:6] == ["width", "learning_rate", "n_components"]
    again = result.stdout.split("Fit it again with: ")[1].splitlines()[0]
    command = shlex.split(again)[1:]
    done(*command, "--out", "best", "--quiet")
    best, kept = (load_run(tmp_path / name) for name in ("best", "out/search-best"))
    if best.model.hidden_layer_sizes == kept.model.hidden_layer_sizes:
        assert best.model.learning_rate == kept.model.learning_rate
    assert best.input["id"] == kept.input["id"]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("--jobs is not for --search", ["--search", "2", "--jobs", "2"]),
        ("--range is for --search N", ["--range", "width=2:4"]),
        ("--range width=2 must be LOW:HIGH", ["--search", "2", "--range", "width=2"]),
        ("must be one size, or LOW:HIGH", ["--search", "2", "--components", "1,2"]),
        ("Did you mean 'width'", ["--search", "2", "--range", "widht=2:4"]),
        ("--components 5:1 is an empty range", ["--components", "5:1"]),
        ("--components must be FIRST:LAST", ["--components", "1:x"]),
        ("--components must be a whole number of at least 1", ["--components", "0:3"]),
        ("is empty; give at least one", ["--components", ","]),
        ("is empty; give at least one", ["--components", ""]),
        ("1:9999 has 9,999 values", ["--components", "1:9999"]),
        ("Did you mean 'dropout'", ["--over", "drop-out=0.1"]),
        ("--over must be NAME=VALUES", ["--over", "dropout"]),
        ("--over dropout must be", ["--over", "dropout=0.1,2"]),
        ("varies one parameter", ["--over", "dropout=0.1", "--components", "1:3"]),
        ("needs an autoencoder of arrays", ["--model", "anomaly_detector"]),
    ],
)
def test_bad_values_are_answered_with_one_line(message, words, table):
    refused(message, "sweep", table, *COLUMNS, *words)


def test_progress_is_a_line_for_each_fit_on_a_terminal(table, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    words = ("sweep", table, *COLUMNS, "--components", "1:2", *QUICK, "--out", "out")
    with pytest.raises(SystemExit):
        main([str(word) for word in words])
    lines = capsys.readouterr().err.strip().splitlines()
    assert [line[:5] for line in lines if "n_components" in line] == ["1/2 ·", "2/2 ·"]
    assert lines[-1].endswith("0 s left")


LONG = ("sweep", "iris", "--components", "1:6", "--hidden", 4, "--max-epochs", 40)
LONG += ("--no-linear-skip",)


def stopped_by(number, folder, *options):
    """Start a sweep, send a signal after the first fit, and return how it ended."""
    process = in_a_process(*LONG, "--out", folder, *options)
    until = time.monotonic() + 200
    while not list(folder.glob("n_components-*/manifest.json")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.02)
    os.kill(process.pid, number)
    # Standard output is closed once all its processes have ended.
    _, errors = process.communicate(timeout=100)
    return process.returncode, errors


def test_after_a_kill_a_sweep_goes_on_and_has_the_same_table(tmp_path):
    status, _ = stopped_by(signal.SIGKILL, tmp_path / "out", "--jobs", 2)
    assert status == -signal.SIGKILL
    places = list((tmp_path / "out").glob("n_components-*/manifest.json"))
    before = {place: place.read_bytes() for place in places}
    assert 1 <= len(before) < 6
    assert not (tmp_path / "out" / "sweep.csv").exists()
    done(*LONG, "--out", tmp_path / "out", "--jobs", 1)
    done(*LONG, "--out", tmp_path / "whole", "--jobs", 1)
    assert rows_of(tmp_path / "out") == rows_of(tmp_path / "whole")
    assert {place: place.read_bytes() for place in before} == before


def test_ctrl_c_keeps_the_finished_runs(tmp_path):
    status, errors = stopped_by(signal.SIGINT, tmp_path / "out", "--jobs", 1)
    assert status == 130
    lines = errors.strip().splitlines()
    assert lines[-1].startswith("Stopped: ")
    assert "of 6 fits are finished and kept in" in lines[-1]
    assert "Traceback" not in errors
    assert load_run(tmp_path / "out" / "n_components-1").model.n_components == 1


def test_parameters_that_are_switches_are_named_as_options():
    text = in_shell_words("With linear_skip=False and tied_weights=True it learns.")
    assert text == "With --no-linear-skip and --tied-weights it learns."
