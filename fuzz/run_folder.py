"""Run folders: the manifest, and each file of a version with checksums that fit."""

import json
import shutil
import tempfile
from pathlib import Path

from mutate import VERSION, original, redigest, write
from run_folders import CONFIGURATION, fitted

from autoencode.storage import load_run
from fuzz.edits import edited

PLACE = Path(tempfile.mkdtemp(prefix="autoencode-fuzz-"))
PARTS = [original(*fitted(name), PLACE / name)[0] for name in ("autoencoder", "mixed")]
NAMES = ("manifest.json", CONFIGURATION, "history.csv", "metrics.json")
NAMES += ("weights.safetensors", "samples.safetensors", "transformers.skops")


def seeds():
    """Return edits, and the files as they are; the first byte says of which one."""
    found = [
        bytes([n, 0, *range(k, k + 40)]) for n in (0, 1, 8, 9) for k in (0, 50, 99)
    ]
    for number, parts in enumerate(PARTS):
        for place, name in enumerate(NAMES):
            content = parts.get(name)
            if name == NAMES[0]:
                content = (PLACE / "autoencoder" / name).read_bytes()
            if content is not None and len(content) < 4000:
                found.append(bytes([place + 8 * number, 1]) + content)
    return found


def read(content):
    """Load a run with one file replaced, or with edits of its JSON."""
    if len(content) < 2:
        return
    parts, name = dict(PARTS[content[0] // 8 % 2]), NAMES[content[0] % 7]
    is_whole, rest, run = content[1] % 2, content[2:], PLACE / "run"
    shutil.rmtree(run, ignore_errors=True)
    if name != NAMES[0]:
        if name == CONFIGURATION and not is_whole:
            rest = json.dumps(edited(json.loads(parts[name]), rest)).encode()
        parts[name] = rest
        redigest(parts)
    write(run, parts)
    if name == NAMES[0]:
        path = run / name
        if not is_whole:
            manifest = json.loads(path.read_text()) | {"version": VERSION}
            rest = json.dumps(edited(manifest, rest)).encode()
        path.write_bytes(rest)
    load_run(run)
