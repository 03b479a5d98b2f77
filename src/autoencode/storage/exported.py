"""Folders as model hubs expect them: a model card, a configuration and weights.

::

    model/
      README.md            the model card, with YAML front matter
      config.json          the configuration of a run folder
      model.safetensors    its weights
      transformers.skops   scikit-learn's objects, if there are any
      history.csv, metrics.json

The files are those of one version of a run folder under other names, without samples.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from autoencode.errors import RunFolderError, why
from autoencode.files import BACKUP, MANIFEST, read_regular
from autoencode.remote import is_remote
from autoencode.storage import files
from autoencode.storage.contents import (
    CONFIGURATION,
    FORMAT,
    HISTORY,
    METRICS,
    OBJECTS,
    WEIGHTS,
    Run,
)

LIBRARY = "autoencode"
CONFIG = "config.json"
NAMES = {CONFIGURATION: CONFIG, WEIGHTS: "model.safetensors"}
NAMES |= {name: name for name in (OBJECTS, HISTORY, METRICS)}


def to_share(run: Run) -> Run:
    """Return a run without what may be nobody else's business.

    That is samples, the command, the folders of the data and of its cache, and the
    settings of its storage; and the PCA of the evaluation, which nobody needs.
    """
    about = {key: value for key, value in run.about.items() if key != "command"}
    about |= {"library_name": LIBRARY, "model_type": type(run.model).__name__}
    about |= files.made_now()
    place = {key: _name(key, value) for key, value in run.input.items()}
    return replace(run, about=about, input=place, samples={}, pca=None)


def to_bytes(run: Run) -> dict[str, bytes]:
    """Return the content of each file of a run to share, but for the model card."""
    return {NAMES[name]: part for name, part in files.to_bytes(run).items()}


def _name(key: str, value: Any) -> Any:
    """Return a fact of the input, of a path or URI its last part."""
    if key == "stream" and isinstance(value, dict):
        return {name: fact for name, fact in value.items() if name != "cache"}
    if key not in ("data", "test") or not isinstance(value, str):
        return value
    return Path(value.partition("?")[0] if is_remote(value) else value).name


def is_exported(path: Path) -> bool:
    """Whether there is such a folder at ``path``, and no run folder."""
    return (path / CONFIG).is_file() and not (path / MANIFEST).exists()


def read(path: Path, max_bytes: Mapping[str, int]) -> dict[str, bytes]:
    """Return the files of such a folder under the names of a run folder.

    Raises
    ------
    RunFolderError
        If the configuration is another library's, or damaged, or of a newer format.
    """
    parts = {}
    for name, own in NAMES.items():
        place = path / own
        if place.exists():
            at_most = max_bytes.get(place.suffix, 2**63)
            try:
                parts[name] = read_regular(place, at_most=at_most) or b""
            except OSError as error:
                raise RunFolderError(
                    f"{own} cannot be read ({error.strerror})."
                ) from error
    try:
        about = json.loads(parts[CONFIGURATION])
        library, file_format = about.get("library_name"), about.get("format")
    except (ValueError, AttributeError, RecursionError) as error:
        raise RunFolderError(f"{CONFIG} is damaged ({why(error)}). {BACKUP}") from error
    if library != LIBRARY:
        raise RunFolderError(
            f"its {CONFIG} is not of this package. Give a folder of 'autoencode fit', "
            f"save() or 'autoencode export --folder'."
        )
    if file_format != FORMAT:
        raise RunFolderError(
            f"it has format {file_format!r}, and this autoencode reads format {FORMAT} "
            f"in such folders. Upgrade it: pip install --upgrade autoencode."
        )
    if WEIGHTS not in parts:
        raise RunFolderError(f"{NAMES[WEIGHTS]} is missing. {BACKUP}")
    return parts


def with_own_names(message: str) -> str:
    """Return a message about a run folder with the names of the files here."""
    for name, own in NAMES.items():
        message = message.replace(name, own)
    return message
