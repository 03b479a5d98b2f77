"""The commands do what they say, from the shell's point of view."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import warnings
from contextlib import nullcontext
from pathlib import Path

import click
import numpy as np
import pandas as pd
import pytest
from commands import autoencode, in_a_process, people, write_images
from pictures import drawn_pictures
from scipy import sparse
from sklearn.datasets import load_digits, load_iris

from autoencode import Autoencoder, save
from autoencode.cli import early
from autoencode.cli.fit_options import BASE_OPTIONS
from autoencode.cli.inner import inner_models
from autoencode.cli.main import COMMANDS, wait_without_spinning
from autoencode.cli.options import model_options, option_parameters
from autoencode.cli.row_progress import RowProgress
from autoencode.constructors import constructor_parameters
from autoencode.estimators import ESTIMATORS
from autoencode.storage import load_run

PICTURES = {
    "code_units.png",
    "unit_inputs.png",
    "codes_2d.png",
    "error_map.png",
    "learning_curve.png",
    "reconstructions.png",
    "scree.png",
    "through_epochs.png",
}
QUICK = ("--max-epochs", 2, "--seed", 0)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    """A run on a table, with its test samples in a file; and the two files."""
    folder = tmp_path_factory.mktemp("fitted")
    people().to_csv(folder / "people.csv", index=False)
    people(15, seed=1).to_csv(folder / "new.csv", index=False)
    result = autoencode(
        "fit", folder / "people.csv", "--test", folder / "new.csv", "--out",
        folder / "run", "--id", "who", "--label", "city", "--drop", "steps",
        "--hidden", 8, *QUICK,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def run(fitted, here):
    """A copy of that run, and its files, in the present folder."""
    shutil.copytree(fitted, here, dirs_exist_ok=True)
    return here / "run"


def read(path, suffix=None):
    readers = {".npy": np.load, ".csv": pd.read_csv, ".parquet": pd.read_parquet}
    return readers[suffix or path.suffix](path)


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    result = autoencode(command, "--help")
    assert result.exit_code == 0
    assert f"Usage: autoencode {command}" in result.stdout
    examples = result.stdout.partition("Example:")[2].partition("Options:")[0]
    assert f"    autoencode {command}" in examples
    assert result.stderr == ""


def test_help_lists_every_command_with_what_it_does():
    result = autoencode("--help")
    assert result.exit_code == 0
    for command, (_, text) in COMMANDS.items():
        assert f"{command:11}  {text}" in result.stdout


def test_examples_of_help_name_options_that_there_are():
    for command in COMMANDS:
        words = autoencode(command, "--help").stdout.split()
        options = {word for word in words if word.startswith("--")}
        assert "--help" in options
    result = autoencode("fit", "--help")
    for option in ("--components", "--hidden", "--seed", "--learning-rate", "--loss"):
        assert option in result.stdout


def test_every_option_of_fit_is_explained():
    from autoencode.cli.fit import fit_command

    for model in ESTIMATORS:
        ctx = fit_command.make_context("fit", ["x", "--model", model])
        unexplained = [
            option.name
            for option in fit_command.get_params(ctx)
            if option.name != "data" and len(option.help or "") < 10
        ]
        assert unexplained == []


def test_help_of_fit_fits_on_a_screen_and_a_half():
    lines = autoencode("fit", "--help").stdout.splitlines()
    assert len(lines) <= 80
    assert max(map(len, lines)) <= 100
    text = " ".join(lines)
    for model in ESTIMATORS:
        assert model in text
    for default in ("[default: 2]", "[default: 0.003]", "[default: auto]"):
        assert default in text


@pytest.mark.parametrize("model", ESTIMATORS)
def test_help_of_a_model_lists_its_options_and_no_others(model):
    result = autoencode("fit", "--model", model, "--help")
    assert result.exit_code == 0
    found = set(re.findall(r"^  (?:-h, )?(--[a-z-]+)", result.stdout, re.M))
    own = {option.opts[0] for option in model_options(ESTIMATORS[model])}
    assert found == own | {option.opts[0] for option in BASE_OPTIONS} | {"--help"}


@pytest.mark.parametrize("model", ESTIMATORS)
def test_every_default_of_a_model_may_be_given_as_an_option(model):
    options = {option.name: option for option in model_options(ESTIMATORS[model])}
    for name, given in option_parameters(ESTIMATORS[model]).items():
        default, rule = given.parameter.default, given.parameter.rule
        if default is None or rule.kind in ("flag", "sizes"):
            continue
        words = default if isinstance(default, tuple) else (default,)
        word = ",".join(map(str, words))
        found = options[name].type.convert(word, None, None)
        assert found == default
        assert word in options[name].help


def test_the_version_is_told():
    result = autoencode("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("autoencode ")
    assert result.stdout.strip().split()[1][0].isdigit()


HEAVY = {
    "PIL", "click", "matplotlib", "numpy", "pandas", "pooch", "pyarrow", "rich",
    "safetensors", "scipy", "skops", "sklearn", "torch",
}  # fmt: skip


def imported_by(*codes):
    """Return the packages that there are after each of these, run one after another."""
    shown = "\nimport sys\nprint()\nprint('imported', *sys.modules)\n"
    script = shown.join([*codes, ""])
    output = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    lines = [line.split() for line in output.splitlines()]
    return [
        {name.split(".")[0] for name in names}
        for first, *names in filter(None, lines)
        if first == "imported"
    ]


def test_help_imports_nothing_heavy():
    call = "main(['--help'], standalone_mode=False)"
    (found,) = imported_by(f"from autoencode.cli.main import main\n{call}")
    assert "click" in found
    assert not found & (HEAVY - {"click"})


@pytest.mark.parametrize(
    "words",
    [
        "data.csv --bogus",
        "data.csv --overwrite --lerning-rate=0.1",
        "data.csv --model nope",
        "missing.csv --components 3",
        "digits --model clustering --autoencoder nope",
    ],
)
def test_a_mistyped_option_is_refused_before_anything_heavy_is_imported(words):
    call = f"try:\n    main(['fit', *{words.split()}])\nexcept SystemExit:\n    pass"
    (found,) = imported_by(f"from autoencode.cli.main import main\n{call}")
    assert not found & (HEAVY - {"click", "numpy"})


def test_names_read_from_the_sources_are_those_of_the_estimators(monkeypatch):
    monkeypatch.setattr(early, "is_early", lambda: True)
    assert early.model_names() == list(ESTIMATORS)
    assert early.inner_model_names() == list(inner_models())
    names, old = early.parameter_names()
    for cls in ESTIMATORS.values():
        # Options of what is inside may have the name of its parameter in front.
        options = {k.removeprefix("autoencoder_") for k in option_parameters(cls)}
        assert options <= names
        assert getattr(cls, "_renamed_parameters", {}).keys() <= old
    every = set().union(*(constructor_parameters(cls) for cls in ESTIMATORS.values()))
    assert names <= every  # nothing else is suggested


def test_a_value_that_looks_like_an_option_is_no_option():
    known, flags = ["--label", "--grey"], {"--grey"}
    context = click.Context(click.Command("fit"))
    for words in (["--label", "--x"], ["--", "--x"], ["--grey", "-x"], ["--old=1"]):
        early.check_options(context, words, known, flags, {"--old"})
    for words in (["--grey", "--x"], ["--label=1", "--x"], ["--label", "1", "--x=2"]):
        with pytest.raises(click.NoSuchOption):
            early.check_options(context, words, known, flags, set())


def test_waiting_threads_do_not_spin_unless_the_user_has_set_how_they_wait(monkeypatch):
    for name in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OMP_WAIT_POLICY", "ACTIVE")
    wait_without_spinning()
    assert "GOMP_SPINCOUNT" not in os.environ
    monkeypatch.delenv("OMP_WAIT_POLICY")
    # torch reads the variable when it is imported, so a command sets it before that.
    code = """
import os, sys
class Finder:
    def find_spec(name, *_):
        if name == "torch":
            print(os.environ.get("GOMP_SPINCOUNT"), flush=True)
            os._exit(0)
sys.meta_path.insert(0, Finder)
from autoencode.cli.main import main
main(["info", "run"])
"""
    output = subprocess.check_output([sys.executable, "-c", code.lstrip()], text=True)
    assert output == "1000\n"


def test_the_python_api_imports_no_more_than_torch_and_scikit_learn_do(X, here):
    save(Autoencoder(weight_init="he", max_epochs=1).fit(X), "model")
    needed, found, loading = imported_by(
        "import torch, sklearn.base",
        "from autoencode import Autoencoder",
        "from autoencode import load\nload('model')",
    )
    assert "torch" in needed
    assert "autoencode" in found - needed
    assert not (found - needed) & HEAVY
    assert "safetensors" in loading
    assert "sympy" not in loading  # of PyTorch's compiler, which takes seconds


# Fit


def digits(here):
    return "digits", [], (64, load_digits().data.shape[0])


def iris(here):
    return "iris", ["--scale", "standard"], (4, 150)


def csv(here):
    people().to_csv("people.csv", index=False)
    return "people.csv", ["--id", "who", "--label", "city"], (5, 40)


def tsv(here):
    people().drop(columns="who").to_csv("people.tsv", sep="\t", index=False)
    options = ["--drop", "city,age", "--drop", "height", "--scale", "quantile"]
    return "people.tsv", options, (3, 40)


def parquet(here):
    people().to_parquet("people.parquet")
    options = ["--drop", "who,city", "--scale", "minmax", "--loss", "cross_entropy"]
    return "people.parquet", options, (5, 40)


def npy(here):
    X = people()[["age", "height", "sleep"]].to_numpy()
    np.save("x.npy", X)
    return "x.npy", ["--scale", "none", "--hidden", "linear"], (3, 40)


def npz(here):
    rng = np.random.default_rng(0)
    np.savez("x.npz", X=rng.normal(size=(40, 4)), y=np.arange(40) % 3)
    return "x.npz", ["--test", "0.5"], (4, 40)


def sparse_npz(here):
    sparse.save_npz("x.npz", sparse.random_array((40, 6), density=0.5, rng=0))
    return "x.npz", ["--test", "0"], (6, 40)


def image_folder(here):
    write_images(here / "pets")
    return "pets", ["--image-size", "5x4"], (20, 16)


KINDS = [digits, iris, csv, tsv, parquet, npy, npz, sparse_npz, image_folder]
DRAWN = (digits, csv)  # a picture of images and one of a table; others are blank


@pytest.mark.usefixtures("built_pictures")
@pytest.mark.parametrize("kind", KINDS)
def test_fit_makes_a_run_with_pictures_and_a_table(kind, here):
    data, options, (n_features, n_samples) = kind(here)
    with drawn_pictures() if kind in DRAWN else nullcontext():
        result = autoencode("fit", data, "--out", "out/run", *options, *QUICK)
    assert result.exit_code == 0, result.output
    # The table is for a pipe; all else goes to the screen.
    assert "epoch" not in result.stdout
    methods = [line.split("  ")[0] for line in result.stdout.splitlines()]
    assert methods.index("Autoencoder") < methods.index("PCA") < methods.index("mean")
    ending = "Saved in out/run; the report is out/run/report.html.\n"
    assert result.stdout.endswith(ending)
    assert "epoch 2/2 · loss " in result.stderr
    assert f" samples of {n_features:,} features (" in result.stderr
    assert "Warning" not in result.stderr
    saved = load_run(here / "out" / "run")
    assert saved.model.n_features_in_ == n_features
    n_trained = len(saved.model.validation_rows_) + n_samples
    assert n_trained >= n_samples
    assert len(saved.model.history_) == 2
    assert saved.metrics["verdict"] in result.stdout
    assert saved.about["command"].startswith("autoencode")
    assert len(saved.about["data_hash"]) == 64
    pictures = {path.name for path in (here / "out/run/pictures").iterdir()}
    only_images, only_numbers = {"manifold.png"}, {"features_2d.png", "features_3d.png"}
    is_image = saved.input["image_shape"] is not None
    assert pictures == PICTURES | (only_images if is_image else only_numbers)
    page = (here / "out/run/report.html").read_text()
    assert page.count('<img src="data:image/png;base64,') == len(pictures)
    assert saved.metrics["verdict"] in (here / "out/run/MODEL_CARD.md").read_text()
    assert {path.name for path in here.iterdir()} <= {"out", data}


@pytest.mark.usefixtures("built_pictures")
def test_samples_are_read_from_standard_input(here):
    text = people().drop(columns=["who", "city"]).to_csv(index=False)
    result = autoencode("fit", "-", *QUICK, "--quiet", stdin=text)
    assert result.exit_code == 0, result.output
    assert "epoch 1/2" not in result.stderr
    assert load_run(here / "runs" / "stdin").model.n_features_in_ == 5
    encoded = autoencode("encode", "runs/stdin", "-", "--out", "-", stdin=text)
    assert encoded.exit_code == 0
    lines = encoded.stdout.splitlines()
    assert lines[0] == "autoencoder0,autoencoder1"
    assert len(lines) == 41
    assert encoded.stderr == "Wrote 40 rows of 2 columns to standard output.\n"
    decoded = autoencode(
        "decode", "runs/stdin", "-", "--out", "-", stdin=encoded.stdout
    )
    again = autoencode("reconstruct", "runs/stdin", "-", "--out", "-", stdin=text)
    assert decoded.stdout == again.stdout
    assert decoded.stdout.splitlines()[0] == "age,height,weight,steps,sleep"


def test_an_existing_run_is_replaced_when_told(run):
    before = load_run(run).model.n_components
    result = autoencode(
        "fit", "people.csv", "--out", "run", "--overwrite", "--drop", "who,city",
        "--components", before + 1, *QUICK,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert load_run(run).model.n_components == before + 1
    assert len([*run.glob("version-*")]) == 1


def test_the_same_command_gives_the_same_weights(run):
    autoencode(
        "fit", "people.csv", "--test", "new.csv", "--out", "again", "--id", "who",
        "--label", "city", "--drop", "steps", "--hidden", 8, *QUICK,
    )  # fmt: skip
    files = [
        next(folder.glob("version-*/weights.safetensors"))
        for folder in (run, run.parent / "again")
    ]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_parameters_of_a_config_file_are_defaults(here):
    csv(here)
    (here / "c.toml").write_text(
        'id = "who"\nlabel = "city"\ndrop = ["steps"]\ncomponents = 3\n'
        "hidden-layer-sizes = [6, 5]\nmax_epochs = 9\nseed = 4\nquiet = true\n"
        'batch_norm = true\ntest = 0.25\nout = "elsewhere"\n'
    )
    result = autoencode(
        "fit", "people.csv", "--config", "c.toml", "--max-epochs", 1, "--out", "run",
        "--no-batch-norm",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    saved = load_run(here / "run")
    model = saved.model
    assert (model.n_components, model.hidden_layer_sizes) == (3, (6, 5))
    assert (model.max_epochs, model.batch_norm, model.random_state) == (1, False, 4)
    names = ["age", "height", "weight", "sleep"]
    assert saved.input["feature_names"] == names
    assert result.stderr == ""  # quiet
    assert {len(saved.model.validation_rows_), saved.model.n_features_in_} == {3, 4}
    assert not (here / "elsewhere").exists()


@pytest.mark.filterwarnings("default::UserWarning")
def test_a_warning_is_one_line(here):
    csv(here)
    result = autoencode(
        "fit", "people.csv", "--drop", "who,city", "--scale", "none", "--test", "0",
        "--output-activation", "sigmoid", "--out", "run", *QUICK,
    )  # fmt: skip
    assert result.exit_code == 0
    row = people().drop(columns=["who", "city"]).iloc[0].tolist()
    column = next(j for j, value in enumerate(row) if not 0 <= value <= 1)
    assert result.stderr.splitlines()[0] == (
        f"Warning: --output-activation sigmoid gives values from 0 to 1, but column "
        f"{column} of X holds {row[column]:g}, which no reconstruction can reach. "
        f"Scale the data, or use --output-activation identity."
    )


@pytest.mark.usefixtures("built_pictures")
def test_constant_columns_are_told(here):
    people().assign(zero=0.0, one=1).to_csv("people.csv", index=False)
    options = ("--drop", "who,city", "--out", "run")
    result = autoencode("fit", "people.csv", *options, *QUICK)
    assert result.exit_code == 0, result.output
    line = "Constant columns, which have no effect: 'zero', 'one'."
    assert result.stderr.splitlines()[0] == line


@pytest.mark.skipif(os.name == "nt", reason="signals are another thing on Windows")
def test_ctrl_c_keeps_what_was_learned(here):
    process = in_a_process(
        "fit", "digits", "--out", "run", "--max-epochs", 100_000, "--seed", 0
    )
    lines = [""]
    while not lines[-1].startswith("epoch 1/"):
        lines.append(process.stderr.readline())
        assert lines[-1], f"it ended early: {''.join(lines)}"
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    saved = load_run(here / "run")
    n_epochs = len(saved.model.history_)
    assert n_epochs >= 1
    assert stderr.splitlines()[-1] == (
        f"Stopped after {n_epochs} of 100000 epochs; the best weights so far are saved "
        "in run. Go on with: autoencode fit --resume run"
    )
    assert "Traceback" not in stderr
    best = min(record["validation_loss"] for record in saved.model.history_)
    assert best < saved.model.scale_**2 * 64 / 2  # better than the mean
    assert autoencode("info", "run").exit_code == 0
    assert autoencode("encode", "run", "digits", "--out", "codes.npy").exit_code == 0


# A saved run


@pytest.mark.parametrize("suffix", [".npy", ".csv", ".parquet"])
def test_decoded_codes_are_the_reconstructions(suffix, run):
    codes, decoded, again = (f"{name}{suffix}" for name in ("codes", "x", "again"))
    for words in (
        ("encode", "run", "new.csv", "--out", codes),
        ("decode", "run", codes, "--out", decoded),
        ("reconstruct", "run", "new.csv", "--out", again),
    ):
        result = autoencode(*words)
        assert result.exit_code == 0, result.output
        assert result.stdout == ""
        columns = 2 if words[0] == "encode" else 4
        columns += suffix != ".npy"  # the ids
        wrote = f"Wrote 15 rows of {columns} columns to {words[-1]}.\n"
        assert result.stderr == wrote
    decoded, again = read(run.parent / decoded), read(run.parent / again)
    np.testing.assert_array_equal(np.asarray(decoded), np.asarray(again))
    model = load_run(run).estimator
    X = people(15, seed=1)[["age", "height", "weight", "sleep"]]
    expected = model.inverse_transform(model.transform(X.to_numpy()))
    if suffix == ".npy":
        np.testing.assert_allclose(again, expected, rtol=1e-6, atol=1e-6)
    else:
        assert list(again.columns) == ["who", *X.columns]
        np.testing.assert_allclose(again[X.columns], expected, rtol=1e-6, atol=1e-6)
        who = [str(name).zfill(3) for name in again["who"]]
        assert who == list(people(15)["who"])
        assert 500 < again["weight"].mean() < 1500  # in the units of the data


def test_names_such_as_007_keep_their_zeros(run):
    autoencode("encode", "run", "new.csv", "--out", "codes.csv")
    lines = (run.parent / "codes.csv").read_text().splitlines()
    assert lines[0] == "who,autoencoder0,autoencoder1"
    assert lines[8].startswith('"007",')


def test_columns_are_found_by_name_and_may_be_fewer(run):
    expected = autoencode("encode", "run", "new.csv", "--out", "-").stdout
    frame = pd.read_csv("new.csv", dtype={"who": str})
    frame[frame.columns[::-1]].to_csv("reversed.csv", index=False)
    assert autoencode("encode", "run", "reversed.csv", "--out", "-").stdout == expected
    bare = frame.drop(columns=["steps", "city"]).assign(extra="x")
    bare.to_csv("bare.csv", index=False)
    words = ("encode", "run", "bare.csv", "--drop", "extra", "--out", "-")
    assert autoencode(*words).stdout == expected
    unnamed = frame[["age", "height", "weight", "sleep"]].to_numpy()
    np.save("bare.npy", unnamed)
    autoencode("encode", "run", "bare.npy", "--out", "bare_codes.npy")
    rows = [line.split(",")[1:] for line in expected.splitlines()[1:]]
    codes = np.load("bare_codes.npy")
    np.testing.assert_allclose(codes, np.array(rows, float), rtol=1e-4)


def test_evaluate_measures_what_fit_did(run):
    metrics = load_run(run).metrics
    result = autoencode("evaluate", "run", "new.csv", "--json")
    assert result.exit_code == 0
    assert result.stderr == ""
    found = json.loads(result.stdout)
    assert found["scaling"] == metrics["scaling"] == "StandardScaler"
    rows = {row["method"]: row for row in metrics["rows"]}
    for row in found["rows"]:
        if row["test_error"] is not None:
            for key in ("test_error", "test_share", "n_components"):
                assert row[key] == pytest.approx(rows[row["method"]][key], rel=1e-5)
    assert {row["method"] for row in found["rows"]} >= {"Autoencoder", "PCA", "mean"}


def test_evaluate_of_a_data_set_gives_the_numbers_of_the_fit_again(here):
    autoencode("fit", "iris", "--out", "run", *QUICK)
    result = autoencode("evaluate", "run", "iris", "--json")
    rows = {row["method"]: row for row in load_run(here / "run").metrics["rows"]}
    for row in json.loads(result.stdout)["rows"]:
        for key in ("test_error", "test_share", "knn_accuracy", "trustworthiness"):
            expected = rows[row["method"]].get(key)
            known = expected is not None
            assert row[key] == (pytest.approx(expected, rel=1e-5) if known else None)
    train = autoencode("encode", "run", "iris", "--part", "train", "--out", "c.npy")
    assert train.exit_code == 0
    n_test = load_iris().data.shape[0] - len(np.load("c.npy"))
    assert n_test == 30


def test_evaluate_shows_a_table(run):
    result = autoencode("evaluate", "run", "new.csv")
    assert result.exit_code == 0
    lines = [line.split()[0] for line in result.stdout.splitlines() if line.strip()]
    assert {"method", "Autoencoder", "PCA", "mean"} <= set(lines)


def test_one_sample_can_be_encoded_and_judged(run):
    people(1).to_csv("one.csv", index=False)
    assert autoencode("encode", "run", "one.csv", "--out", "c.npy").exit_code == 0
    assert np.load("c.npy").shape == (1, 2)
    result = autoencode("evaluate", "run", "one.csv")
    assert result.exit_code == 0
    assert "nan" not in result.stdout


def test_info_tells_what_the_run_holds(run):
    result = autoencode("info", "run")
    assert result.exit_code == 0
    facts = dict(
        line.split("  ", 1) for line in result.stdout.splitlines() if "  " in line
    )
    facts = {name: fact.strip() for name, fact in facts.items()}
    assert facts["model"] == "Autoencoder"
    assert facts["network"] == "4 → 8 → 2"
    assert facts["parameters changed"].startswith(
        "hidden_layer_sizes=(8,), max_epochs=2"
    )
    assert facts["features"] == "4"
    assert facts["scaling"] == "StandardScaler"
    trained, arithmetic = facts["trained"].split("; ")
    assert trained == "2 epochs in batches of 32"
    assert arithmetic.startswith("float32 by ")
    assert facts["command"].startswith("autoencode")
    assert load_run(run).metrics["verdict"] in result.stdout


def test_info_of_a_model_saved_in_python(X, here):
    from autoencode import Autoencoder, save

    save(Autoencoder(hidden_layer_sizes=(4,)).partial_fit(X), "run")
    result = autoencode("info", "run")
    assert result.exit_code == 0
    assert "given in Python" in result.stdout


def test_info_and_evaluation_tell_the_number_of_active_units(here):
    options = ["--model", "variational", "--components", "2", "--max-epochs", "3"]
    options += ["--hidden", "8", "--seed", "0", "--out", "run"]
    result = autoencode("fit", "iris", *options)
    assert result.exit_code == 0
    assert "active units" in result.stdout
    run = load_run("run")
    n_active = run.model.n_active_units_
    assert run.metrics["rows"][0]["n_active_units"] == n_active
    assert f"{n_active} of 2" in autoencode("info", "run").stdout
    assert "active units" in (here / "run" / "report.html").read_text()


@pytest.mark.usefixtures("built_pictures")
def test_counts_in_a_file_are_fitted_as_they_are(here):
    counts = np.random.default_rng(0).poisson(3.0, size=(60, 4))
    np.save("counts.npy", counts)
    options = ["--loss", "negative_binomial", "--scale", "none", "--hidden", "8"]
    options += ["--max-epochs", "2", "--seed", "0", "--out", "run"]
    assert autoencode("fit", "counts.npy", *options).exit_code == 0
    command = ["reconstruct", "run", "counts.npy", "--out", "again.npy"]
    assert autoencode(*command).exit_code == 0
    totals = np.load("again.npy").sum(axis=1)
    np.testing.assert_allclose(totals, counts.sum(axis=1), rtol=1e-4)


def test_datasets_are_listed():
    result = autoencode("datasets")
    assert result.exit_code == 0
    names = [line.split()[0] for line in result.stdout.splitlines()]
    assert {"digits", "iris", "swiss_roll", "mnist"} <= set(names)


@pytest.mark.usefixtures("built_pictures")
def test_pixels_of_an_image_folder_come_back(here):
    write_images(here / "pets")
    options = ("--test", 0, "--grey", "--image-size", "6x5")
    result = autoencode("fit", "pets", "--out", "run", *options, *QUICK)
    assert result.exit_code == 0, result.output
    assert load_run(here / "run").model.image_shape == (6, 5)
    assert autoencode("reconstruct", "run", "pets", "--out", "x.csv").exit_code == 0
    frame = pd.read_csv("x.csv")
    assert frame.shape == (16, 31)
    assert frame["file"][0] == "cats/0.png"
    assert autoencode("encode", "run", "pets/cats", "--out", "c.npy").exit_code == 0
    assert np.load("c.npy").shape == (8, 2)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_command_that_is_ended_leaves_nothing_half_written(run, here, number):
    started = ("import time; from autoencode.data import writers as w\n"
               "def slow(file, tables):\n"
               "    file.write(b'half'); file.flush(); print('writes', flush=True)\n"
               "    time.sleep(60)\n"
               "w.WRITERS['.csv'] = slow\n"
               "from autoencode.cli.main import main\n"
               "main(['encode', 'run', 'new.csv', '--out', 'codes.csv'])")  # fmt: skip
    process = in_a_process("-c", started)
    assert process.stdout.readline() == "writes\n"
    names = set(os.listdir(here))
    assert any(name.startswith(".autoencode-writing-") for name in names)
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert errors == "Stopped.\n"
    left = set(os.listdir(here))
    assert left == {name for name in names if not name.startswith(".autoencode-")}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "words",
    [("info", "run"), ("encode", "run", "new.csv", "--out", "-"), ("--help",)],
    ids=" ".join,
)
def test_a_full_device_behind_standard_output_gives_one_line(run, words):
    with open("/dev/full", "w") as full:
        process = in_a_process(*words, stdout=full)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert errors.splitlines() == [
        "Error: Cannot write the results: No space left on device."
    ]


def test_the_progress_of_rows_fits_into_a_narrow_terminal(monkeypatch, capsys):
    # A longer line would wrap, and each drawing would leave one more on the screen.
    monkeypatch.setenv("COLUMNS", "30")
    with RowProgress(1_000_000) as progress:
        progress.is_live = True
        progress.add(20_000)
    for line in capsys.readouterr().err.split("\r"):
        assert len(line) < 30


def test_a_closed_pipe_is_no_error(run):
    process = in_a_process("encode", "run", "new.csv", "--out", "-")
    process.stdout.close()
    with process.stderr:
        assert "Traceback" not in process.stderr.read()
    assert process.wait(timeout=60) in (0, 1)


def test_a_warning_is_shown_once_in_a_command(monkeypatch):
    def warned(*_, **__):
        for text in ("a", "b", "a"):
            with warnings.catch_warnings():  # after it, Python would show it again
                warnings.warn(text, stacklevel=1)

    monkeypatch.setattr("autoencode.cli.info.datasets_command.callback", warned)
    with warnings.catch_warnings(action="always"):
        assert autoencode("datasets").stderr == "Warning: a\nWarning: b\n"
