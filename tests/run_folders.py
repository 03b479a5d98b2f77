"""What the tests of run folders share: tiny fitted estimators; look into a version."""

import hashlib
import json
import warnings
from inspect import signature

import numpy as np
import pandas as pd
from sklearn.base import is_classifier

from autoencode import AnomalyDetector, Autoencoder, MixedAutoencoder
from autoencode.estimators import ESTIMATORS, takes_frames
from autoencode.storage.files import _digest

CONFIGURATION, WEIGHTS = "configuration.json", "weights.safetensors"
METHODS = ("transform", "reconstruct", "score_samples", "predict", "p_values", "impute")
METHODS += ("predict_proba",)


def small_model(**changes):
    """A model that is fitted in a moment."""
    given = {"hidden_layer_sizes": (4,), "max_epochs": 2, "random_state": 0}
    return Autoencoder(**{"linear_skip": False} | given | changes)


def people(n=40):
    """A table of every type of column, with missing cells."""
    rng = np.random.default_rng(0)
    sizes = pd.CategoricalDtype(["S", "L"], ordered=True)
    start = pd.Timestamp("2020-01-01")
    frame = pd.DataFrame(
        {
            "age": rng.integers(18, 80, n).astype(float),
            "city": rng.choice(["Rome", "Oslo", "Bern"], n),
            "zip": rng.choice([1001, 2002], n),
            "member": rng.random(n) < 0.4,
            "since": start + pd.to_timedelta(rng.integers(0, 900, n), unit="D"),
            "size": pd.Series(rng.choice(["S", "L"], n)).astype(sizes),
        }
    )
    frame.loc[3, "age"] = np.nan
    frame.loc[5, "city"] = None
    return frame


def samples_for(estimator):
    """What an estimator can be fitted to: a table, or samples of six features."""
    if takes_frames(estimator):
        return people()
    X = np.random.default_rng(0).uniform(size=(40, 6))
    if hasattr(estimator, "n_numbers"):  # two numbers, none missing, and a category
        X[:, 2:4] = 0
        X[:, 4:] = np.eye(2)[(X[:, 4] > 0.5).astype(int)]
    return X


def small(name, **changes):
    """An unfitted estimator of the table that is fitted in a moment."""
    given = {
        **{"hidden_layer_sizes": (4,), "n_components": 2, "random_state": 0},
        **{"max_epochs": 2, "prior_epochs": 1, "n_members": 2},
        **{"detector": AnomalyDetector(autoencoder=small_model(), n_members=2)},
        **{"max_clusters": 3},
        **{"categorical": ("zip",)},
    }
    inner = {
        "anomaly_detector": small_model(),
        "classifier": small_model(),
        "clustering": small_model(),
        "retriever": small_model(),
        "item_recommender": small_model(),
        "table_autoencoder": MixedAutoencoder(hidden_layer_sizes=(4,), max_epochs=2),
    }
    given["autoencoder"] = inner.get(name)
    if name == "mixed":
        given |= {"n_numbers": 2, "category_sizes": (2,)}
    known = signature(ESTIMATORS[name]).parameters
    kept = {key: value for key, value in given.items() if key in known}
    return ESTIMATORS[name](**kept | changes)


def fit(estimator, X):
    """Fit an estimator, a classifier to two classes."""
    if is_classifier(estimator):
        return estimator.fit(X, np.where(X[:, 0] > 0.5, "high", "low"))
    return estimator.fit(X)


def fitted(name, **changes):
    """A fitted estimator of the table, and what it was fitted to."""
    estimator = small(name, **changes)
    X = samples_for(estimator)
    with warnings.catch_warnings(action="ignore"):  # of so small a fit
        return fit(estimator, X), X


def outputs(estimator, X):
    """All that can be asked of an estimator, by method."""
    found = {m: getattr(estimator, m)(X) for m in METHODS if hasattr(estimator, m)}
    if hasattr(estimator, "sample"):
        found["sample"] = estimator.sample(3, random_state=0)
    if hasattr(estimator, "inverse_transform") and "transform" in found:
        found["inverse_transform"] = estimator.inverse_transform(found["transform"])
    return found


def assert_same_outputs(found, expected):
    """All is equal, bit by bit."""
    assert found.keys() == expected.keys()
    for method, value in expected.items():
        if isinstance(value, pd.DataFrame):
            pd.testing.assert_frame_equal(found[method], value, check_exact=True)
        else:
            np.testing.assert_array_equal(found[method], value)
            assert found[method].dtype == value.dtype


def part(run, name):
    """A file of the version that holds."""
    manifest = json.loads((run / "manifest.json").read_text())
    return run / manifest["version"] / name


def parts_of(run):
    """The content of all files of the version that holds."""
    return {path.name: path.read_bytes() for path in part(run, "").iterdir()}


def set_manifest(run, **changes):
    """Change the manifest; None takes an entry out."""
    manifest = json.loads((run / "manifest.json").read_text()) | changes
    kept = {key: value for key, value in manifest.items() if value is not None}
    (run / "manifest.json").write_text(json.dumps(kept))


def put(run, name, content):
    """Replace a file of the version, and make its checksum right."""
    part(run, name).write_bytes(content)
    files = json.loads((run / "manifest.json").read_text())["files"]
    set_manifest(run, files=files | {name: hashlib.sha256(content).hexdigest()})


def remove(run, name):
    """Remove a file from the version and from the manifest."""
    part(run, name).unlink()
    files = json.loads((run / "manifest.json").read_text())["files"]
    del files[name]
    set_manifest(run, files=files)


def configuration_of(run):
    """The configuration, as JSON has it."""
    return json.loads(part(run, CONFIGURATION).read_text())


def configure(run, configuration, *, digest=True):
    """Replace the configuration, and make its digest right."""
    if digest:
        with_digest(configuration, parts_of(run))
    put(run, CONFIGURATION, json.dumps(configuration).encode())


def with_digest(configuration, parts):
    """Set the digest that a configuration has beside files of these contents."""
    others = {name: part for name, part in parts.items() if name != CONFIGURATION}
    configuration.pop("digest", None)
    configuration["digest"] = _digest(configuration, others)


def changed(tree, path, value=...):
    """Change what is at a path of keys, joined by dots; ... takes it out."""
    *parents, last = [int(k) if k.isdigit() else k for k in path.split("/")]
    for key in parents:
        tree = tree[key]
    if value is ...:
        del tree[last]
    else:
        tree[last] = value
