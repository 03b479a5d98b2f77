"""Completion of words by the shell."""

import os
import subprocess
import sys
from importlib import import_module

import pytest
from click.testing import CliRunner

from autoencode.cli import completion, early
from autoencode.cli.completion import completions
from autoencode.cli.main import COMMANDS, main
from autoencode.cli.options import option_parameters
from autoencode.estimators import ESTIMATORS


def names(words, incomplete="", kind="plain"):
    found = completions(words.split(), incomplete)
    return [item.value for item in found if item.type == kind]


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_commands_and_their_options_are_completed():
    assert names("") == list(COMMANDS)
    assert names("", "rep") == ["report", "reproduce"]
    assert names("export run", "--o") == ["--onnx", "--outputs", "--overwrite"]
    assert "--n-active" in names("fit digits", "--n-")
    assert "--no-tied-weights" in names("fit digits --tied-weights", "--no")
    assert names("unknown", "x") == []


@pytest.mark.parametrize(
    ("words", "word"),
    [("fit --model", "cl"), ("fit --model =", "cl"), ("sweep digits --model", "cl")],
)
def test_the_value_of_an_option_is_completed(words, word):
    assert names(words, word) == ["classifier", "clustering"]
    assert names("fit", "--model=cl") == ["--model=classifier", "--model=clustering"]
    assert names("encode run digits --part") == ["test", "train"]
    assert names("compare digits --methods", "pca,t_") == ["pca,t_sne"]
    assert names("fit digits --autoencoder", "contr") == ["contractive"]
    assert names("fit --components") == []


def test_data_is_a_name_or_a_file_and_a_run_is_a_folder(tmp_path):
    assert names("fit", "di") == ["digits"]
    assert names("fit --tied-weights", "di") == ["digits"]
    assert names("fit", "di", "file") == []  # there is no file of that name
    assert names("encode", "di", "dir") == ["di"]
    assert names("encode --overwrite run", "di") == ["digits"]
    assert names("encode run digits --out", "c", "file") == ["c"]
    assert names("detect run", "di") == ["digits"]
    assert names("reproduce", "mnist-") == ["mnist-2d"]
    (tmp_path / "diary.csv").touch()
    assert names("fit", "di", "file") == ["di"]


def test_names_that_are_read_from_sources_are_those_of_the_tables():
    tables = [*completion.TABLES.values(), completion.DATASETS, completion.RECIPES]
    for path, table in tables:
        module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        found = getattr(import_module(f"autoencode.{module}"), table)
        assert early.table_names(path, table) == list(found)


def test_options_without_a_value_are_the_flags_of_the_models():
    flags = {
        name
        for cls in ESTIMATORS.values()
        for name, each in option_parameters(cls).items()
        if each.parameter.rule.kind == "flag"
    }
    assert {name.removeprefix("autoencoder_") for name in flags} <= early.flag_names()


def test_the_shell_gets_an_answer_without_slow_imports(monkeypatch):
    env = {"_AUTOENCODE_COMPLETE": "bash_complete", "COMP_CWORD": "3"}
    env["COMP_WORDS"] = "autoencode fit --model anom"
    script = (
        "import sys, atexit; from autoencode.cli.main import main\n"
        "slow = {'torch', 'sklearn', 'pandas', 'matplotlib'}\n"
        "atexit.register(lambda: print(sorted(slow & set(sys.modules))))\n"
        "main()"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=os.environ | env, capture_output=True, text=True)
    assert done.stdout.split() == ["plain,anomaly_detector", "[]"]
    assert (done.returncode, done.stderr) == (0, "")
    monkeypatch.setenv("_AUTOENCODE_COMPLETE", "zsh_source")
    assert "compdef" in CliRunner().invoke(main, []).output
