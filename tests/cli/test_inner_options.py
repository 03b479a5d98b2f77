"""Options of the autoencoder inside a task, from a shell."""

import re

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done, refused

from autoencode import (
    Autoencoder,
    DenoisingAutoencoder,
    ParametricMap,
    VariationalAutoencoder,
    load,
)
from autoencode.cli.inner import default_name, inner_models
from autoencode.cli.options import build
from autoencode.errors import InvalidParameterError
from autoencode.estimators import ESTIMATORS

TASKS = ("anomaly_detector", "classifier", "clustering", "retriever")
pytestmark = [
    pytest.mark.usefixtures("short_training"),
    # One epoch is not enough to find clusters, nor to train well.
    pytest.mark.filterwarnings("ignore:No structure was found:UserWarning"),
]
QUICK = ("--max-epochs", 1, "--seed", 0, "--quiet")


@pytest.fixture(scope="module")
def groups(tmp_path_factory):
    """A table of two groups with their names, in a folder."""
    folder = tmp_path_factory.mktemp("groups")
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 80)
    frame = pd.DataFrame(rng.normal(size=(80, 4)) + 6 * y[:, None], columns=[*"abcd"])
    frame["kind"] = np.array(["rose", "tulip"])[y]
    frame.to_csv(folder / "all.csv", index=False)
    return folder


def clustering(groups, place, *more):
    given = ("--label", "kind", "--model", "clustering", "--n-clusters", 2, *QUICK)
    return ("fit", groups / "all.csv", *given, *more, "--out", place)


def autoencoder_in(run):
    return load(run)[-1].autoencoder


def test_options_that_a_task_does_not_have_go_to_its_autoencoder(groups, tmp_path):
    done(*clustering(groups, tmp_path / "run", "--hidden", "8,4", "--components", 3))
    model = autoencoder_in(tmp_path / "run")
    assert isinstance(model, ParametricMap)
    assert (model.hidden_layer_sizes, model.n_components) == ((8, 4), 3)
    assert load(tmp_path / "run")[-1].codes_.shape == (64, 3)


def test_another_autoencoder_is_chosen_by_its_name(groups, tmp_path):
    more = ("--autoencoder", "variational", "--beta", 0.5)
    done(*clustering(groups, tmp_path / "run", *more))
    model = autoencoder_in(tmp_path / "run")
    assert isinstance(model, VariationalAutoencoder)
    assert (model.beta, model.max_epochs) == (0.5, 1)
    output = done("info", tmp_path / "run").output
    assert re.search(r"parameters changed .*VariationalAutoencoder\(beta=0.5", output)
    assert all(re.match(r"\S|$", line) for line in output.splitlines())


def test_a_config_file_has_options_of_the_autoencoder(groups, tmp_path):
    text = "model = 'clustering'\nautoencoder = 'sparse'\nhidden = [8]\nmax_epochs = 9"
    (tmp_path / "fit.toml").write_text(text)
    given = ("--label", "kind", "--n-clusters", 2, *QUICK)
    config = ("--config", tmp_path / "fit.toml", "--out", tmp_path / "run")
    done("fit", groups / "all.csv", *given, *config)
    model = autoencoder_in(tmp_path / "run")
    assert type(model).__name__ == "SparseAutoencoder"
    assert (model.hidden_layer_sizes, model.max_epochs) == ((8,), 1)


def test_a_convolutional_classifier_of_images_is_fitted_and_encodes(tmp_path):
    given = ("--model", "classifier", *QUICK, "--autoencoder-max-epochs", 2)
    network = ("--network", "convolutional", "--hidden", "2,3", "--components", 5)
    done("fit", "digits", *given, *network, "--out", tmp_path / "run")
    task = load(tmp_path / "run")
    task = task[-1] if hasattr(task, "steps") else task
    inside = task.autoencoder
    assert isinstance(inside, DenoisingAutoencoder)
    assert (inside.network, inside.image_shape) == ("convolutional", (8, 8))
    assert (task.max_epochs, inside.max_epochs) == (1, 2)
    assert inside.dropout == 0.2  # of the task's default, which is changed in part
    done("encode", tmp_path / "run", "digits", "--out", tmp_path / "codes.npy")
    assert np.load(tmp_path / "codes.npy").shape == (359, 5)


def test_an_option_with_the_default_value_changes_nothing(tmp_path):
    rng = np.random.default_rng(0)
    np.save(tmp_path / "x.npy", rng.normal(size=(60, 4)))
    given = ("fit", tmp_path / "x.npy", "--model", "anomaly_detector", "--seed", 0)
    given += ("--n-members", 1)
    for name, more in {"plain": (), "same": ("--hidden", "64,64")}.items():
        done(*given, *more, "--quiet", "--out", tmp_path / name)
    plain, same = load(tmp_path / "plain"), load(tmp_path / "same")
    assert plain.autoencoder is None
    assert isinstance(same.autoencoder, Autoencoder)
    X = rng.normal(size=(20, 4))
    assert np.array_equal(plain.score_samples(X), same.score_samples(X))


def test_a_detector_of_images_keeps_its_settings(tmp_path):
    given = ("fit", "digits", "--model", "anomaly_detector", "--n-members", 2)
    done(*given, "--hidden", 16, *QUICK, "--out", tmp_path / "run")
    detector = load(tmp_path / "run")
    assert detector.scoring == "path"
    assert detector.autoencoder.n_components == 8
    assert detector.autoencoder.hidden_layer_sizes == (16,)


def test_the_detector_of_a_mixed_table_takes_options_of_its_autoencoder(
    groups, tmp_path
):
    given = ("fit", groups / "all.csv", "--model", "anomaly_detector", *QUICK)
    given += ("--n-members", 1)
    done(*given, "--components", 2, "--out", tmp_path / "run")
    found = load(tmp_path / "run")
    assert type(found).__name__ == "TableDetector"
    assert found.detector.autoencoder.n_components == 2


def test_documents_get_codes_of_the_size_of_the_retriever():
    cls = ESTIMATORS["retriever"]
    other = build(cls, {"autoencoder": "denoising", "n_components": 7})
    assert (other.n_components, other.autoencoder.n_components) == (7, 7)
    same = build(cls, {"dropout": 0.1, "n_components": 7}, n_samples=500).autoencoder
    assert (same.metric, same.dropout, same.n_components) == ("cosine", 0.1, 7)


def test_data_are_scaled_for_the_loss_of_the_autoencoder(groups, tmp_path):
    more = ("--loss", "cross_entropy")
    done(*clustering(groups, tmp_path / "run", *more))
    assert type(load(tmp_path / "run")[0]).__name__ == "MinMaxScaler"


def test_options_that_neither_has_are_refused(groups, tmp_path):
    refused(
        "--map-loss is not an option of --model classifier, nor of --autoencoder "
        "denoising; these models have it: ",
        *("fit", groups / "all.csv", "--model", "classifier", "--map-loss", "umap"),
    )
    refused(
        "--map-loss is not an option of --model clustering, nor of --autoencoder "
        "variational",
        *clustering(groups, tmp_path / "run", "--autoencoder", "variational"),
        *("--map-loss", "umap"),
    )
    refused(
        "--autoencoder is not an option of --model sparse; these models have it: "
        "'anomaly_detector'",
        *("fit", "digits", "--model", "sparse", "--autoencoder", "denoising"),
    )


def test_an_option_that_the_default_for_other_options_lacks_is_refused():
    cls = ESTIMATORS["retriever"]
    given = {"map_loss": "umap", "n_components": 2}  # codes of 2 have another default
    with pytest.raises(InvalidParameterError, match="--map-loss is not an option of"):
        build(cls, given, n_samples=100)
    assert build(cls, given | {"n_components": 9}).autoencoder.map_loss == "umap"


@pytest.mark.parametrize("name", ["variational_map", "mixed", "rbm", "clustering"])
def test_other_names_of_autoencoders_are_refused(name):
    given = ("fit", "digits", "--model", "clustering", "--autoencoder", name)
    refused(f"--autoencoder {name!r} is not known; choose one of", *given)


@pytest.mark.parametrize("task", TASKS)
def test_help_has_a_section_for_the_task_and_one_for_its_autoencoder(task):
    text = autoencode("fit", "--model", task, "--help").stdout
    own, inside = text.split(f"\nOf --model {task}:")[1].split("\nOf its autoencoder")
    name = default_name(ESTIMATORS[task])
    assert inside.startswith(f" (--autoencoder {name}):")
    assert "--autoencoder NAME" in own
    assert "--seed" in own
    assert "--hidden" in inside
    assert "--seed" not in inside
    assert "Training:" not in text


def test_help_shows_the_defaults_of_the_autoencoder_in_the_task():
    text = autoencode("fit", "--model", "retriever", "--help").stdout
    text = " ".join(text.split())
    assert "[default: cosine]" in text
    text = autoencode(
        *("fit", "--model", "clustering", "--autoencoder", "variational", "--help")
    ).stdout
    assert "Of its autoencoder (--autoencoder variational):" in text
    assert "--beta" in text
    assert "--map-loss" not in text


def test_every_task_with_an_autoencoder_says_which_one_is_the_default():
    for cls in ESTIMATORS.values():
        if hasattr(cls, "_default_autoencoder"):
            for n_samples in (1, 100, 100_000):
                model = cls()._default_autoencoder(n_samples)
                assert type(model) in inner_models().values()
