"""Change checkpoints at random: they are refused, or the fit ends with the same bits.

A change may also make all checksums right again. Then the fit may end with other bits,
where a value was replaced by another valid one.
"""

import contextlib
import copy
import json
import shutil
import time

import numpy as np
from checkpoint_runs import Copied, bits, copies, fitted, labels_for
from mutate import (
    NAMES,
    change_json,
    change_tensors,
    cut,
    double_key,
    flip,
    huge_head,
    outcome_of,
    pick,
    places,
    replace_file,
)
from payloads import pickles
from run_folders import samples_for, small
from safetensors.torch import load as load_tensors
from safetensors.torch import save as tensor_bytes

from autoencode.errors import AutoencodeError
from autoencode.files import compact_json_bytes, sha256_of

NUMBERS = (-1, 0, 1, 3, 10**6, 2**31, 2**63, 10**30, 10**400, 0.5, "1", None, True)
FLOATS = ("inf", "nan", "-0x1p+0", "0x1p+2000", "x", "0x0p+0", 3, None)


def stopped(name, place):
    """Fit with a checkpoint after each step.

    Returns a function that makes the unfitted estimator, its data, what it learned, and
    copies of the folder after some of the checkpoints.
    """

    # The search for a number of clusters takes seconds, and is another matter.
    changes = {"n_clusters": 2} if name == "clustering" else {}

    def make():
        return small(name, **changes)

    X = samples_for(make())
    y = labels_for(make(), X)
    model = fitted(make(), X, y, place / "checkpoints", Copied, steps=1)
    return make, (X, y), bits(model), copies(place / "checkpoints", 4)


def checkpoints_of(folder):
    """The JSON files of a folder, the newest first."""
    return sorted(folder.glob("checkpoint-*.json"), reverse=True)


def write_facts(path, facts, *, fit=True):
    """Write the JSON of a checkpoint, whose checksum is right if it ``fit``s."""
    if fit:
        facts = {name: value for name, value in facts.items() if name != "sha256"}
        with contextlib.suppress(ValueError, RecursionError):
            facts["sha256"] = sha256_of(compact_json_bytes(facts))
    path.write_text(json.dumps(facts))


def entries(facts):
    """The parts of a checkpoint that have a file of tensors."""
    found = [each for each in facts["stages"] if each]
    return found + ([facts["kept"]] if facts["kept"] else [])


def change_state(facts, rng):
    """Change a number, a text or a reference somewhere in a state."""
    state = pick(rng, entries(facts))
    whole = list(places(state))
    leaves = [path for path in whole if not isinstance(value_at(state, path), dict)]
    *parents, key = pick(rng, leaves)
    parent = value_at(state, parents)
    if key == "float":
        parent[key] = pick(rng, FLOATS)
    elif key == "tensor:":
        parent[key] = f"t{int(rng.integers(12))}"
    elif isinstance(parent[key], int):
        parent[key] = pick(rng, NUMBERS)
    elif isinstance(parent[key], list) and parent[key]:
        parent[key] = pick(rng, [parent[key][:-1], parent[key] * 2, []])
    else:
        parent[key] = pick(rng, NUMBERS)


def value_at(tree, path):
    for key in path:
        tree = tree[key]
    return tree


def change_facts(folder, rng, *, fit):
    """Change the JSON of the newest checkpoint."""
    path = checkpoints_of(folder)[0]
    facts = json.loads(path.read_text())
    way = pick(rng, ["json", "state", "state", "state", "name", "exchange"])
    if way == "json":
        parts = [name for name in ("stages", "kept", "seeds") if facts[name]]
        change_json(facts, rng, pick(rng, [(), *((name,) for name in parts)]))
    elif way == "state":
        change_state(facts, rng)
    elif way == "name":
        pick(rng, entries(facts))["written"]["file"] = pick(rng, NAMES)
    else:
        one, other = pick(rng, entries(facts)), pick(rng, entries(facts))
        name = pick(rng, ["written", "state"])
        one[name], other[name] = copy.deepcopy((other[name], one[name]))
    write_facts(path, facts, fit=fit)
    return way


def change_weights(folder, rng, *, fit):
    """Change a file of tensors that the newest checkpoint names."""
    path = checkpoints_of(folder)[0]
    facts = json.loads(path.read_text())
    written = pick(rng, entries(facts))["written"]
    place = folder / written["file"]
    if rng.random() < 0.2:
        place.write_bytes(huge_head(rng))
    else:
        tensors = load_tensors(place.read_bytes())
        change_tensors(tensors, rng)
        place.write_bytes(tensor_bytes(tensors))
    if fit:
        written["sha256"] = sha256_of(place.read_bytes())
        write_facts(path, facts)
    return "tensors"


def change_name(folder, rng):
    """Rename a checkpoint, or give one another's content."""
    first, *others = checkpoints_of(folder)
    number = pick(rng, [0, 1, 10**6, 10**12 - 1, 10**12, 10**20])
    other = folder / f"checkpoint-{number:06d}.json"
    if rng.random() < 0.5 or not others or other.exists():
        first.rename(other)
    else:
        first.unlink()
        shutil.copy(others[0], other)
    return "name of file"


def mutate(folder, rng, canary):
    """Make one change; return which, and whether its checksums are right."""
    fit = bool(rng.random() < 0.7)
    files = sorted(path for path in folder.iterdir() if path.is_file())
    place, way = pick(rng, files), rng.random()
    if way < 0.4:
        return change_facts(folder, rng, fit=fit), fit
    if way < 0.6:
        return change_weights(folder, rng, fit=fit), fit
    if way < 0.7:
        return replace_file(place, folder / "elsewhere", rng), False
    if way < 0.75:
        return change_name(folder, rng), True
    content = place.read_bytes()
    kind = pick(rng, ["flip", "cut", "payload", "deep", "empty", "key twice"])
    if kind in ("flip", "cut"):
        content = (flip if kind == "flip" else cut)(content, rng)
    elif kind == "payload":
        content = pick(rng, pickles(canary))
    elif kind == "key twice":
        content = double_key(content, rng)
    else:
        content = b"[" * 10**5 if kind == "deep" else pick(rng, [b"", b"{}", b"[1]"])
    place.write_bytes(content)
    return kind, False


def try_one(make, data, folder, expected, canary, *, may_differ):
    """Resume a fit from a folder; return what came of it, and the message."""
    start = time.perf_counter()

    def resumed():
        fitted(make(), *data, folder)
        again = bits(fitted(make(), *data, folder))
        # What it writes after a damaged one, the next fit reads.
        if again[0] != expected[0]:
            return "changed" if may_differ else "FAILED: other bits"
        return "same"

    return outcome_of(resumed, start, canary, AutoencodeError)


def mutants(folders, place, numbers, seed, canary):
    """Give changed copies of checkpoint folders, and what was changed."""
    for number in numbers:
        rng = np.random.default_rng([seed, number])
        folder = place / f"{number}"
        shutil.copytree(pick(rng, folders), folder)
        kind, fit = mutate(folder, rng, canary)
        yield number, folder, kind, fit
        shutil.rmtree(folder)
