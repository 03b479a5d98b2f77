"""Commands and messages that ``autoencode sweep`` prints."""

import shlex

import pytest
from commands import done, people, refused

from autoencode.cli.fit import fit_command as fit
from autoencode.cli.sweep_search import fit_command


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


def test_a_run_of_a_sweep_of_labelled_samples_has_a_report(table):
    done("sweep", table, *COLUMNS, "--components", 2, *QUICK, "--out", "out")
    done("report", "out/n_components-2", table)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("--components must be FIRST:LAST", ["--components", "²:3"]),
        ("must be one size", ["--components", "²", "--search", 2]),
        ("two whole numbers", ["--range", "width=10:1e400", "--search", 2]),
        (
            "--codebook-dim must divide --components, 3; got 2. No fit succeeded.",
            ["--model", "vector_quantized", "--codebook-dim", 2, "--components", 3],
        ),
    ],
)
def test_bad_values_have_an_error_of_one_line(message, words, table):
    jobs = () if "--search" in words else ("--jobs", 1)
    refused(message, "sweep", table, *COLUMNS, *words, *jobs)
