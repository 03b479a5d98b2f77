"""What the tests of run folders share: look into a version, and change it."""

import hashlib
import json

from autoencode import Autoencoder


def small_model(**changes):
    """A model that is fitted in a moment."""
    given = {"hidden_layer_sizes": (4,), "max_epochs": 2, "random_state": 0}
    return Autoencoder(**given | changes)


def part(run, name):
    """A file of the version that holds."""
    manifest = json.loads((run / "manifest.json").read_text())
    return run / manifest["version"] / name


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


def configure(run, **changes):
    """Change the configuration, or entries of a section; ... takes one out."""
    configuration = json.loads(part(run, "configuration.json").read_text())
    for key, value in changes.items():
        if isinstance(value, dict) and isinstance(configuration.get(key), dict):
            merged = configuration[key] | value
            configuration[key] = {k: v for k, v in merged.items() if v is not ...}
        elif value is ...:
            del configuration[key]
        else:
            configuration[key] = value
    put(run, "configuration.json", json.dumps(configuration).encode())
