"""Commands and messages that ``autoencode sweep`` prints."""

import shlex
from pathlib import Path

import pytest
from commands import done, people, refused

from autoencode.cli.fit import fit_command as fit
from autoencode.cli.sweep_search import fit_command
from autoencode.storage import load_run, save_run


@pytest.fixture
def table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    people().to_csv(tmp_path / "people.csv", index=False)
    return tmp_path / "people.csv"


COLUMNS = ("--id", "who", "--label", "city", "--seed", 0)
QUICK = ("--hidden", 4, "--max-epochs", 2, "--jobs", 1)


def test_the_command_to_fit_again_has_linear_networks_and_quotes_names():
    command = fit_command(
        "iris", "autoencoder", {"hidden_layer_sizes": (), "random_state": 0},
        {"drop": ("b,c", "d"), "image_size": None, "grey": False}, {"test": None},
    )  # fmt: skip
    words = shlex.split(command)
    with fit.make_context("fit", words[2:]) as context:
        assert context.params["drop"] == ("b,c", "d")
        assert context.params["hidden_layer_sizes"] == ()
        assert context.params["image_size"] is None


def test_a_config_file_may_have_a_list_of_sizes_and_ranges_by_name(table):
    Path("sizes.toml").write_text("components = [1, 3]\njobs = 1")
    Path("ranges.toml").write_text('search = 1\n[range]\nwidth = "2:4"')
    given = ("sweep", table, *COLUMNS, "--max-epochs", 1, "--quiet")
    result = done(*given, "--hidden", 4, "--config", "sizes.toml", "--out", "a")
    assert Path("a/n_components-1").is_dir()
    assert Path("a/n_components-3").is_dir()
    pytest.importorskip("optuna", reason="the extra 'sweep' is not installed")
    result = done(*given, "--components", 2, "--config", "ranges.toml", "--out", "b")
    assert " width" in result.stdout


def test_sweeps_over_several_parameters_have_folders_of_their_own(table):
    given = ("sweep", table, *COLUMNS, *QUICK, "--components", 2, "--quiet")
    done(*given, "--over", "dropout=0.1")
    done(*given, "--over", "batch-size=8")
    names = {path.name for path in Path("runs").iterdir()}
    assert names == {"people-sweep-dropout", "people-sweep-batch_size"}


def test_values_of_several_numbers_may_be_swept(table):
    words = ("--model", "denoising", "--over", "mask-fraction=0.1x0.3,0.2")
    given = ("sweep", table, *COLUMNS, *QUICK, "--components", 2, *words)
    done(*given, "--out", "out")
    assert Path("out/mask_fraction-0.1x0.3").is_dir()


def test_a_run_of_a_sweep_of_labelled_samples_has_a_report(table):
    done("sweep", table, *COLUMNS, "--components", 2, *QUICK, "--out", "out")
    done("report", "out/n_components-2", table)
    run = load_run("out/n_components-2")
    del run.samples["rows"]  # as of version 0.1, or of samples of the user's own
    save_run(run, "out/n_components-2")
    done("report", "out/n_components-2", table)


TWO_SIZES = ["--search", 2, "--range", "components=1:3"]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("--components must be FIRST:LAST", ["--components", "²:3"]),
        ("must be one size", ["--components", "²", "--search", 2]),
        ("exclude each other", ["--over", "dropout=0.1", "--dropout", 0.2]),
        ("exclude each other", ["--search", 2, *2 * ("--range", "width=2:4")]),
        ("--components and its", [*TWO_SIZES, "--components", 2]),
        ("is not an option of sweep", ["--config", "foo.toml"]),
        ("jobs must be a whole number; got 1.5", ["--config", "jobs.toml"]),
        ("two whole numbers", ["--range", "width=10:1e400", "--search", 2]),
        (
            "--codebook-dim must divide --components, 3; got 2. No fit succeeded.",
            ["--model", "vector_quantized", "--codebook-dim", 2, "--components", 3],
        ),
    ],
)
def test_bad_values_have_an_error_of_one_line(message, words, table):
    Path("foo.toml").write_text("[foo]\nwidth = 3")
    Path("jobs.toml").write_text("jobs = 1.5")
    jobs = () if "--search" in words else ("--jobs", 1)
    refused(message, "sweep", table, *COLUMNS, *words, *jobs)
