"""Files that create a folder where they run code: it must never appear."""

import functools
import io
import json
import operator
import os
import pickle
import zipfile
from pathlib import Path

import joblib
import numpy as np
import skops.io
from sklearn.preprocessing import FunctionTransformer, StandardScaler


class Payload:
    """Creates the folder when it is unpickled."""

    def __init__(self, canary):
        self.canary = str(canary)

    def __reduce__(self):
        return os.mkdir, (self.canary,)


def pickles(canary):
    """Pickles of Python, joblib, NumPy."""
    compressed, array = io.BytesIO(), io.BytesIO()
    joblib.dump(Payload(canary), compressed)
    objects = np.empty(1, dtype=object)
    objects[0] = Payload(canary)
    np.save(array, objects, allow_pickle=True)
    return [pickle.dumps(Payload(canary)), compressed.getvalue(), array.getvalue()]


def with_pickled_arrays(content, canary):
    """A skops file whose arrays are replaced by pickled ones."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            is_array = name.endswith((".npy", ".npz"))
            data = pickles(canary)[2] if is_array else source.read(name)
            archive.writestr(name, data)
    return target.getvalue()


def claiming(module, name, loader):
    """A skops file of a scaler that claims to be of another type."""
    content = skops.io.dumps({"scaler": StandardScaler().fit(np.eye(6))})
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    claim = {"__module__": module, "__class__": name, "__loader__": loader}

    def changed(node):
        return node | claim if node.get("__class__") == "StandardScaler" else node

    with zipfile.ZipFile(target, "w") as archive:
        for entry in source.namelist():
            data = source.read(entry)
            if entry == "schema.json":
                data = json.dumps(json.loads(data, object_hook=changed)).encode()
            archive.writestr(entry, data)
    return target.getvalue()


def skops_files(canary):
    """Files of skops which name functions, methods and types that run code."""
    name = str(canary)
    made = [
        skops.io.dumps({"scaler": functools.partial(os.mkdir, name)}),
        skops.io.dumps({"scaler": FunctionTransformer(os.mkdir)}),
        skops.io.dumps({"scaler": operator.methodcaller("mkdir")}),
        skops.io.dumps({"scaler": Path(name).exists}),
        with_pickled_arrays(
            skops.io.dumps({"scaler": StandardScaler().fit(np.eye(6))}), canary
        ),
    ]
    types = [("posix", "mkdir"), ("os", "system"), ("builtins", "eval")]
    types += [("numpy", "load"), ("sklearn.preprocessing", "FunctionTransformer")]
    loaders = ["ObjectNode", "OperatorFuncNode", "FunctionNode", "TypeNode"]
    loaders += ["ConstructorFromReduceNode", "MethodNode", "PartialNode"]
    made += [claiming(*each, loader) for each in types for loader in loaders]
    return made
