"""Checkpoints whose values no fit has written: refused in one line, or harmless.

The checksums are made right again: the values themselves are checked.
"""

import contextlib
import json
import shutil

import numpy as np
import pytest
import torch
from checkpoint_runs import Copied, bits, copies, fitted
from mutate_checkpoints import checkpoints_of, mutants, stopped, try_one, write_facts
from safetensors.torch import load as load_tensors
from safetensors.torch import save as tensor_bytes

from autoencode import RBM, Autoencoder
from autoencode.errors import CheckpointError
from autoencode.estimators import ESTIMATORS
from autoencode.files import json_bytes, sha256_of
from autoencode.training.checkpoint_files import newest

TRAINED = [name for name in ESTIMATORS if name != "table_transformer"]
N_EACH = 3
X = np.random.default_rng(0).uniform(size=(90, 6)).astype(np.float32)


def model(**changes):
    given = {"max_epochs": 3, "batch_size": 32, "random_state": 0, "patience": 2}
    return Autoencoder(**given | {"hidden_layer_sizes": (8,)} | changes)


@pytest.fixture
def folder(tmp_path):
    """Checkpoints of a fit that was stopped within its second epoch."""
    fitted(model(), X, None, tmp_path / "checkpoints", Copied, steps=1)
    return tmp_path / "copy-5"


def edit(folder, change):
    """Change the facts of both checkpoints."""
    for path in checkpoints_of(folder):
        facts = json.loads(path.read_text())
        change(facts)
        write_facts(path, facts)


def edit_tensors(folder, change):
    """Change the tensors of both checkpoints."""

    def replace(facts):
        written = facts["stages"][0]["written"]
        place = folder / written["file"]
        tensors = load_tensors(place.read_bytes())
        change(tensors, facts["stages"][0]["state"])
        place.write_bytes(tensor_bytes(tensors))
        written["sha256"] = sha256_of(place.read_bytes())

    edit(folder, replace)


def entry(state, *keys):
    """The value under keys, in the form that checkpoints have."""
    for key in keys:
        state = state["values"][state["keys"].index(key)]
    return state


@pytest.mark.parametrize("name", TRAINED)
def test_a_changed_checkpoint_is_refused_in_one_line_or_harmless(name, tmp_path):
    make, data, expected, folders = stopped(name, tmp_path)
    canary = tmp_path / "canary"
    changed = mutants(folders, tmp_path, range(N_EACH), 1, canary)
    for number, folder, kind, fit in changed:
        given = (make, data, folder, expected, canary)
        outcome, message = try_one(*given, may_differ=fit)
        assert not outcome.startswith("FAILED"), f"{number}, {kind}: {message}"


@pytest.mark.parametrize("name", ["exp_avg", "exp_avg_sq", "step"])
@pytest.mark.parametrize("damage", ["short", "long", "another type"])
def test_an_optimizer_gets_no_tensors_of_another_shape(folder, name, damage):
    # PyTorch's fused optimizers would read outside of their memory.
    def change(tensors, state):
        own = entry(state, "step", "optimizer", "state", 0, name)["tensor:"]
        tensor = tensors[own].reshape(-1)
        if damage == "another type":
            tensors[own] = tensors[own].to(torch.float64)
        else:
            tensors[own] = torch.cat([tensor] * 3) if damage == "long" else tensor[:0]

    edit_tensors(folder, change)
    with pytest.raises(CheckpointError, match=f"Cannot resume .*{name}' is not"):
        fitted(model(), X, None, folder)


def set_state(*keys, to):
    """A change of a number in the state of the first training."""

    def change(facts):
        parent = entry(facts["stages"][0]["state"], *keys[:-1])
        parent["values"][parent["keys"].index(keys[-1])] = to

    return change


ODD = {
    "batches of a longer epoch": (("n_batches",), 10**30, "is not a whole number"),
    "half a batch": (("n_batches",), {"float": "0x1p-1"}, "is not a whole number"),
    "another number of batches": (("n_batches",), 0, ""),
    "no sums": (("means",), None, "it lacks 'recent'"),
    "no losses": (("means", "recent"), [], "its sums are not those"),
    "no sizes": (("means", "sizes"), [], "its sums are not those"),
    "no samples": (("means", "n_samples"), 0, "is not a whole number from 1"),
    "no records": (("records",), [], ""),
    "records of texts": (("records",), ["a"], "string indices|has no attribute"),
    "an infinite best loss": (("kept", "best", "loss"), {"float": "0x1p+2000"}, "hexa"),
    "a negative epoch": (("kept", "best", "epoch"), -1, "is not a whole number from 0"),
    "no best weights": (("kept", "best", "copy"), {"keys": [], "values": []}, ""),
    "names of other losses": (("step", "names"), ["a", "b"], "'recent' is not"),
}


@pytest.mark.parametrize("case", ODD)
def test_an_odd_position_is_refused_or_trained_from(folder, case):
    keys, value, reason = ODD[case]
    edit(folder, set_state(*keys, to=value))
    if reason:
        with pytest.raises(CheckpointError, match=reason):
            fitted(model(), X, None, folder)
    else:
        fitted(model(), X, None, folder)


def test_a_training_without_one_of_its_facts_is_refused_or_goes_on(folder):
    names = json.loads(checkpoints_of(folder)[0].read_text())["stages"][0]
    for name in names:
        copy = folder.with_name(f"without-{name}")
        shutil.copytree(folder, copy)
        edit(copy, lambda facts, name=name: facts["stages"][0].pop(name))
        with contextlib.suppress(CheckpointError):
            fitted(model(), X, None, copy)


@pytest.mark.parametrize("of", ["weights", "best weights"])
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_weights_that_are_not_finite_are_refused(folder, of, value):
    def change(tensors, state):
        copy = ("weights",) if of == "weights" else ("kept", "best", "copy")
        tensors[entry(state, *copy)["values"][0]["tensor:"]].view(-1)[0] = value

    edit_tensors(folder, change)
    with pytest.raises(CheckpointError, match="is not finite"):
        fitted(model(), X, None, folder)


def test_best_weights_of_another_network_are_refused(folder):
    def change(tensors, state):
        copy = entry(state, "kept", "best", "copy")
        own = copy["values"][0]["tensor:"]
        tensors[own] = tensors[own].reshape(1, -1).clone()

    edit_tensors(folder, change)
    with pytest.raises(CheckpointError, match=r"is not torch\.float32 of shape"):
        fitted(model(), X, None, folder)


def test_persistent_chains_of_another_machine_are_refused(tmp_path):
    def machine():
        given = {"persistent": True, "max_epochs": 3, "batch_size": 16}
        return RBM(n_components=4, random_state=0, **given)

    fitted(machine(), X, None, tmp_path / "checkpoints", Copied, steps=1)
    folder = copies(tmp_path / "checkpoints", 3)[1]

    def change(tensors, state):
        own = entry(state, "step", "chains")["tensor:"]
        tensors[own] = tensors[own][:, :3].clone()

    edit_tensors(folder, change)
    with pytest.raises(CheckpointError, match="'chains' is not"):
        fitted(machine(), X, None, folder)


def test_names_that_lead_out_of_the_folder_are_refused_and_never_removed(folder):
    def change(facts):
        facts["stages"][0]["written"]["file"] = "../stage-000-000001.safetensors"

    outside = folder.parent / "stage-000-000001.safetensors"
    outside.write_bytes(b"of another")
    edit(folder, change)
    with pytest.raises(CheckpointError, match="are damaged"):
        fitted(model(), X, None, folder)
    assert outside.read_bytes() == b"of another"


def test_a_newest_checkpoint_that_names_odd_files_does_not_stop_later_saves(folder):
    expected = bits(model().fit(X))
    newest = checkpoints_of(folder)[0]
    facts = json.loads(newest.read_text())
    facts["stages"][0]["written"]["file"] = "/etc/passwd"
    write_facts(newest, facts)
    with pytest.warns(UserWarning, match="the one before it is used"):
        resumed = model().fit(X, checkpoint=folder)
    assert bits(resumed) == expected


def test_a_checkpoint_with_a_number_too_large_to_count_on_is_refused(folder):
    checkpoints_of(folder)[0].rename(folder / "checkpoint-999999999999.json")
    with pytest.raises(CheckpointError, match="999999999999 is no number of a"):
        fitted(model(), X, None, folder)


def test_checkpoints_are_written_on_one_line_and_indented_ones_are_read(folder):
    for path in checkpoints_of(folder):
        assert (
            path.read_bytes().count(b"\n") == 0
        )  # to indent them takes ten times as long
        facts = json.loads(path.read_text())
        del facts["sha256"]
        path.write_bytes(json_bytes({**facts, "sha256": sha256_of(json_bytes(facts))}))
    _, damaged = newest(folder)
    assert damaged == []
