"""Checkpoints: edits of their JSON, with checksums that fit, and whole files."""

import json
import shutil
import tempfile
from pathlib import Path

from checkpoint_runs import fitted
from mutate_checkpoints import checkpoints_of, stopped, write_facts

from fuzz.edits import edited

PLACE = Path(tempfile.mkdtemp(prefix="autoencode-fuzz-"))
MADE = []
for _name in ("autoencoder", "rbm", "adversarial"):
    (PLACE / _name).mkdir()
    MADE.append(stopped(_name, PLACE / _name))


def seeds():
    """Return edits; the first byte says of which fit, the second of which folder."""
    return [
        bytes([model, folder, *range(k, k + 40)])
        for model in range(len(MADE))
        for folder in range(4)
        for k in (0, 30, 60, 99)
    ]


def read(content):
    """Resume a fit from a changed checkpoint."""
    if len(content) < 2:
        return
    make, data, _, folders = MADE[content[0] % len(MADE)]
    folder, rest = PLACE / "checkpoints", content[2:]
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(folders[content[1] % len(folders)], folder)
    path = checkpoints_of(folder)[0]
    if content[1] < 128:
        write_facts(path, edited(json.loads(path.read_text()), rest))
    else:
        path.write_bytes(rest)
    fitted(make(), *data, folder)
