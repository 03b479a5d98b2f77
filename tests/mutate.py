"""Change run folders at random: each is refused in one line, or gives the same output.

``python -m benchmarks.damage`` tries many changes of every estimator. Checkpoints are
changed by `mutate_checkpoints`.
"""

import copy
import hashlib
import io
import json
import os
import shutil
import time
import traceback
import warnings
import zipfile

import numpy as np
import skops.io
import torch
from payloads import pickles, skops_files, with_pickled_arrays
from run_folders import CONFIGURATION, WEIGHTS, outputs, parts_of, with_digest
from safetensors.torch import load as load_tensors
from safetensors.torch import save as tensor_bytes
from sklearn.decomposition import PCA
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from autoencode.errors import AutoencodeError, RunFolderError
from autoencode.storage import Run, load_run, save_run

OBJECTS = "transformers.skops"
VERSION = "version-0123456789abcdef"
MOST_SECONDS, MOST_BYTES, MOST_LETTERS = 10, 2**30, 2000


def deep(n):
    value = []
    for _ in range(n):
        value = [value]
    return value


ODD_VALUES = (
    *(None, True, False, -1, 0, 1, 2, 7, 10**6, 2**31, 2**63, 10**30, -0.5, 1e308),
    *(float("nan"), float("inf"), "", "x", "a\nb\x1b[31m", "\ud800", "\0", "1" * 5000),
    *([], {}, [1], [1, 2, 3], ["a"], [[]], {"a": 1}, [None] * 100, [10**6] * 100),
    *([1] * 10**5, deep(50), deep(300), {"$type": None}, {"$type": "os.system"}),
    *({"$type": []}, {"$type": "tensor"}, {"$type": "array", "shape": [10**12]}),
    *({"$type": "network"}, {"$type": "history"}, {"$type": "pipeline", "steps": []}),
    *({"$type": "object", "class": "KMeans"}, {"$type": "float", "value": "1e400"}),
    *({"$type": "items", "items": [[[], 1]]}, {"$type": "tuple", "items": 3}),
    *({"$type": "texts", "dtype": "str", "values": ["x" * 10**5] + [""] * 10**5},),
    *({"$type": "module", "class": "Linear"}, {"$type": "float", "value": "nan"}),
    *({"$type": "autoencoder", "parameters": {}}, {"$type": "anomaly_detector"}),
)


# As text: a copy of each is changed in turn.
ODD_TEXTS = [json.dumps(value) for value in ODD_VALUES]


def places(value, path=()):
    """Every path of keys in a JSON value but the root's."""
    pairs = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for key, child in pairs:
        yield (*path, key)
        yield from places(child, (*path, key))


def pick(rng, values):
    return values[int(rng.integers(len(values)))]


def at(tree, path):
    for key in path:
        tree = tree[key]
    return tree


def change_json(tree, rng, under=()):
    """Replace, remove, rename, exchange or double one value."""
    root = at(tree, under) if all(k in tree for k in under[:1]) else tree
    paths = list(places(root))
    *parents, key = pick(rng, paths)
    parent = at(root, parents)
    way = rng.random()
    if way < 0.6:
        parent[key] = json.loads(pick(rng, ODD_TEXTS))
    elif way < 0.7:
        del parent[key]
    elif way < 0.8 and isinstance(parent, dict):
        parent[pick(rng, ["odd", "fit", "__class__", "network_", ""])] = parent.pop(key)
    elif way < 0.9:
        parent[key] = copy.deepcopy(at(root, pick(rng, paths)))
    elif isinstance(parent, list):
        parent.append(copy.deepcopy(parent[key]))
    elif isinstance(parent[key], int | float):
        parent[key] = parent[key] * pick(rng, [-1, 2, 1.5, 10**9]) + 1
    else:
        parent[key] = [parent[key]]


def change_tensors(tensors, rng):
    """Exchange, reshape, retype, remove, add or fill tensors."""
    if not tensors:
        tensors["mean_"] = torch.zeros(6)
        return
    name, other = pick(rng, list(tensors)), pick(rng, list(tensors))
    tensor, way = tensors[name], int(rng.integers(9))
    types = [torch.float64, torch.float16, torch.int64, torch.bfloat16, torch.bool]
    if way == 0:
        tensors[name], tensors[other] = tensors[other].clone(), tensor.clone()
    elif way == 1:
        tensors[name] = tensor.reshape(1, -1).clone()
    elif way == 2:
        tensors[name] = tensor.to(pick(rng, types))
    elif way == 3:
        del tensors[name]
    elif way == 4:
        tensors[pick(rng, ["odd", "network_.odd", "", "a\nb"])] = tensor.clone()
    elif way == 5:
        value = pick(rng, [float("nan"), float("inf"), 0, -1, 30, 1e-30])
        tensors[name] = torch.full_like(tensor.double(), value).to(tensor.dtype)
    elif way == 6:
        tensors[name] = torch.cat([tensor.reshape(-1)] * 2)
    elif way == 7:
        tensors[name] = tensor.reshape(-1)[: max(0, tensor.numel() - 1)].clone()
    else:
        tensors[name] = torch.zeros((0, *tensor.shape), dtype=tensor.dtype)


def change_zip(content, rng):
    """Change the description in a skops file."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "schema.json":
                tree = json.loads(data)
                change_json(tree, rng)
                data = json.dumps(tree).encode()
            archive.writestr(name, data)
    return target.getvalue()


def foreign_objects(rng):
    """Objects that no estimator of ours has."""
    odd = pick(
        rng,
        [
            FunctionTransformer(func=os.system),
            LinearRegression().fit(np.eye(3), np.ones(3)),
            StandardScaler(),
            PCA(2).fit(np.eye(6)),
            StandardScaler().fit(np.eye(3)),
            np.zeros(10**6),
        ],
    )
    names = ["scaler_", "table_.scaler_", "table_.encoder_", "detector_.scaler_"]
    return pick(rng, [dict.fromkeys(names, odd), {1: odd}, [odd], odd])


def flip(content, rng):
    changed = bytearray(content)
    for place in rng.integers(0, max(1, len(changed)), int(rng.integers(1, 5))):
        changed[place : place + 1] = rng.bytes(1)
    return bytes(changed)


def cut(content, rng):
    return content[: int(rng.integers(len(content) + 1))]


def huge_head(rng):
    """A small safetensors file that promises much."""
    shape = pick(rng, [[10**12], [2**62, 4], [0, 10**15], [2**63, 2**63]])
    head = {"mean_": {"dtype": "F32", "shape": shape, "data_offsets": [0, 8]}}
    text = json.dumps(head).encode()
    size = pick(rng, [len(text), 2**60])
    return int(size).to_bytes(8, "little") + text + b"\0" * 8


def double_key(content, rng):
    """Write a key of a JSON object twice; the last one counts."""
    start = content.find(b"{") + 1
    key = pick(rng, [b"estimator", b"digest", b"format", b"version", b"files"])
    return content[:start] + b'"' + key + b'": [1], ' + content[start:]


def payload(parts, rng, canary):
    """Put a file that would run code in the place of another, or beside them."""
    if OBJECTS in parts and rng.random() < 0.2:
        parts[OBJECTS] = with_pickled_arrays(parts[OBJECTS], canary)
    elif rng.random() < 0.6:
        parts[OBJECTS] = pick(rng, skops_files(canary))
    else:
        parts[pick(rng, list(parts))] = pick(rng, pickles(canary))


def change_content(parts, rng, canary):
    """Change one content; return how."""
    kinds = ["json"] * 5 + ["tensors"] * 3 + ["flip", "cut", "deep", "head", "empty"]
    kinds += ["objects", "zip", "zip"] if OBJECTS in parts else ["add objects"]
    kinds += ["payload", "key twice"]
    kind, name = pick(rng, kinds), pick(rng, list(parts))
    if kind == "json":
        tree = json.loads(parts[CONFIGURATION])
        change_json(tree, rng, ("estimator",) if rng.random() < 0.9 else ())
        parts[CONFIGURATION] = json.dumps(tree).encode()
    elif kind == "tensors":
        tensors = load_tensors(parts[WEIGHTS])
        change_tensors(tensors, rng)
        parts[WEIGHTS] = tensor_bytes(tensors)
    elif kind == "zip":
        parts[OBJECTS] = change_zip(parts[OBJECTS], rng)
    elif kind in ("objects", "add objects"):
        parts[OBJECTS] = skops.io.dumps(foreign_objects(rng))
    elif kind == "payload":
        payload(parts, rng, canary)
    elif kind == "key twice":
        parts[CONFIGURATION] = double_key(parts[CONFIGURATION], rng)
    elif kind == "head":
        parts[WEIGHTS] = huge_head(rng)
    elif kind == "deep":
        parts[pick(rng, [CONFIGURATION, "metrics.json"])] = b"[" * 10**5
    elif kind == "empty":
        parts[name] = pick(rng, [b"", b"\0", b"{}", b"[]", b"null", b"\xff\xfe"])
    else:
        parts[name] = (flip if kind == "flip" else cut)(parts[name], rng)
    return kind


def redigest(parts):
    """Make the digest right, where the configuration can be read."""
    try:
        tree = json.loads(parts[CONFIGURATION])
        with_digest(tree, parts)
        parts[CONFIGURATION] = json.dumps(tree).encode()
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass


def write(run, parts):
    """Write a run folder by hand."""
    (run / VERSION).mkdir(parents=True)
    for name, content in parts.items():
        (run / VERSION / name).write_bytes(content)
    sums = {name: hashlib.sha256(c).hexdigest() for name, c in parts.items()}
    manifest = {"format": 2, "version": VERSION, "files": sums}
    (run / "manifest.json").write_text(json.dumps(manifest))


NAMES = ("../x", "..", "/", "/etc/passwd", "a\0b", "", f"{VERSION}/..", "x" * 5000)


def change_manifest(path, rng):
    """Odd values, names that lead out of the folder, and keys twice."""
    manifest = json.loads(path.read_text())
    way = pick(rng, ["json", "version", "file", "twice"])
    if way == "json":
        change_json(manifest, rng)
    elif way == "version":
        manifest["version"] = pick(rng, NAMES)
    elif way == "file":
        manifest["files"][pick(rng, NAMES)] = "0" * 64
    text = json.dumps(manifest).encode()
    path.write_bytes(double_key(text, rng) if way == "twice" else text)


def replace_file(place, elsewhere, rng):
    """Put a link, a pipe or a folder in the place of a file; return which."""
    kind = pick(rng, ["link", "device", "pipe", "folder", "huge"])
    if kind == "huge":
        os.truncate(place, 2**33 if place.suffix in (".json", ".csv") else 2**22)
        return kind
    shutil.move(place, elsewhere)
    if kind == "link":
        folder = elsewhere.parent
        outside = "/etc/passwd"
        place.symlink_to(pick(rng, [elsewhere, folder, folder / "no", place, outside]))
    elif kind == "device":
        place.symlink_to(pick(rng, ["/dev/zero", "/dev/null", "/dev/random"]))
    elif kind == "pipe":
        pipe = pick(rng, [place, elsewhere.with_suffix(".pipe")])
        os.mkfifo(pipe)
        if pipe != place:
            place.symlink_to(pipe)
    else:
        place.mkdir()
    return kind


def change_folder(run, rng):
    """Links, pipes, folders and devices for files; odd values in a manifest."""
    manifest = run / "manifest.json"
    if rng.random() < 0.3:
        change_manifest(manifest, rng)
        return "manifest"
    files = [manifest, *(run / VERSION).iterdir()]
    return replace_file(pick(rng, files), run / "elsewhere", rng)


def is_same(found, expected):
    def same(a, b):
        if hasattr(b, "equals"):
            return type(a) is type(b) and a.equals(b)
        has_nan = a.dtype.kind == "f"  # texts have none
        return a.dtype == b.dtype and np.array_equal(a, b, equal_nan=has_nan)

    return found.keys() == expected.keys() and all(
        same(found[method], expected[method]) for method in expected
    )


def outcome_of(attempt, start, canary, refusal=AutoencodeError):
    """What came of an attempt, which returns it unless it raises; and the message."""
    try:
        with warnings.catch_warnings(action="ignore"):
            outcome, message = attempt(), ""
    except refusal as error:
        message = str(error)
        is_line = message.isprintable() and len(message) < MOST_LETTERS
        outcome = "refused" if is_line else "FAILED: not one line"
    except Exception:
        outcome, message = "FAILED: not refused", traceback.format_exc()
    if time.perf_counter() - start > MOST_SECONDS:
        outcome = "FAILED: slow"
    if canary.exists():
        outcome = "FAILED: code was run"
    return outcome, message


def try_one(run, X, expected, canary, *, may_differ):
    """Load a folder; return what came of it, and the message."""
    start, estimators = time.perf_counter(), []

    def loaded():
        estimators.append(load_run(run).estimator)
        return "same"

    def used():
        if is_same(outputs(estimators[0], X), expected):
            return "same"
        return "changed" if may_differ else "FAILED: another output"

    outcome = outcome_of(loaded, start, canary, RunFolderError)
    if outcome[0] != "same":
        return outcome
    refusal = (AutoencodeError, NotFittedError)
    outcome, message = outcome_of(used, start, canary, refusal)
    if outcome == "refused":
        outcome = "refused in use" if may_differ else "FAILED: refused in use"
    return outcome, message


def original(estimator, X, place):
    """Save a run with all its files; return their contents and its outputs."""
    run = Run(
        estimator=estimator,
        input={"data": "a.csv", "feature_names": None, "drop": ["x"]},
        metrics={"verdict": "fine"},
        about={"command": "autoencode fit a.csv"},
    )
    save_run(run, place)
    return parts_of(place), outputs(load_run(place).estimator, X)


def mutants(parts, place, numbers, seed, canary):
    """Write run folders with one change each; give the folder, and what was changed."""
    for number in numbers:
        rng = np.random.default_rng([seed, number])
        changed, kind = dict(parts), ""
        has_digest = False
        if rng.random() < 0.85:
            kind = change_content(changed, rng, canary)
            has_digest = rng.random() < 0.5
            if has_digest:
                redigest(changed)
        run = place / f"{number}"
        write(run, changed)
        if not kind:
            kind = change_folder(run, rng)
        yield number, run, kind, has_digest
        shutil.rmtree(run)
