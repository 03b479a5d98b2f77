"""The run folder: a fitted estimator on disk, in plain formats and without pickle.

::

    run/
      manifest.json            the version that holds, with a checksum of each file in
      it version-3f9c.../
        configuration.json     the estimator: its parameters and what it learned; how to
                               read data for it, versions, command, the data's hash
        weights.safetensors    weights, and the arrays that fit learned
        transformers.skops     scikit-learn's objects, if there are any
        history.csv            losses by epoch
        metrics.json           the evaluation, if there is one
        samples.safetensors    a few samples with their reconstructions by epoch, and
                               the PCA that the estimator was compared with
      pictures/, report.html   drawn from the version, by `autoencode.report`

See `autoencode.storage.state` for how an estimator becomes these files. A save writes a
fresh version and then renames the manifest into place: a reader, or a crash at any
moment, finds the old run or the new one, whole.
"""

import contextlib
import json
import re
import secrets
import shutil
import time
from pathlib import Path
from typing import Any

from torch import nn

from autoencode.errors import (
    OutputError,
    RunFolderError,
    did_you_mean,
    listed,
    why,
)
from autoencode.files import (
    TEMPORARY_PREFIX,
    cannot_write,
    check_can_write,
    json_bytes,
    sha256_of,
    sha256_of_file,
    write_bytes,
)
from autoencode.storage import files, format_1
from autoencode.storage.contents import FILES, FORMAT, REQUIRED, Run

MANIFEST = "manifest.json"
PICTURES = "pictures"  # drawn after a save, by `autoencode.report`
PAGE = "report.html"
VERSION_NAME = re.compile(r"version-[0-9a-f]{8,32}")
SECONDS_UNTIL_ABANDONED = 3600.0  # a half-written version older than that is removed
READERS = {1: format_1.from_bytes, FORMAT: files.from_bytes}
FORMATS = " and ".join(map(str, READERS))
READS = 10  # how often a load starts again when a save comes between


def save(model: Any, path: str | Path) -> None:
    """Save a fitted model to a run folder, replacing the run that is there.

    Parameters
    ----------
    model : estimator or Pipeline
        A fitted estimator of `autoencode.estimators.ESTIMATORS`, or a scikit-learn
        Pipeline of transformers with one at its end.

    path : str or Path
        The folder; it is made.

    Raises
    ------
    InvalidParameterError
        If ``model`` is something else, or holds what cannot be stored.

    OutputError
        If the folder cannot be written, or holds something that is no run.
    """
    save_run(Run(estimator=model), path)


def load(
    path: str | Path,
    *,
    encoder: nn.Module | None = None,
    decoder: nn.Module | None = None,
) -> Any:
    """Load what `save`, or ``autoencode fit``, has saved.

    Parameters
    ----------
    path : str or Path
        A run folder.

    encoder, decoder : torch.nn.Module or None, default=None
        For a model fitted with modules of your own: such modules again. Their weights
        are replaced by those saved; code is never loaded.

    Returns
    -------
    estimator or Pipeline
        As it was saved.

    Raises
    ------
    RunFolderError
        If the folder or a file in it is missing, damaged, altered or of a newer format.

    Examples
    --------
    >>> import tempfile
    >>> import numpy as np
    >>> from autoencode import Autoencoder, load, save
    >>> X = np.random.default_rng(0).normal(size=(50, 4))
    >>> model = Autoencoder(max_epochs=2, random_state=0).fit(X)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(model, folder)
    ...     bool((load(folder).transform(X) == model.transform(X)).all())
    True
    """
    return load_run(path, encoder=encoder, decoder=decoder).estimator


def is_run(path: str | Path) -> bool:
    """Whether there is a run at ``path``, whole or damaged."""
    return (Path(path) / MANIFEST).exists()


def check_place(path: str | Path) -> None:
    """Raise OutputError if ``path`` holds something that is no run, or cannot be."""
    path = Path(path)
    if path.exists() and not path.is_dir():
        raise OutputError(f"Cannot save to {path}: it is a file. Give a folder's name.")
    is_other = path.is_dir() and not is_run(path)
    if is_other and not all(_is_ours(place.name) for place in path.iterdir()):
        raise OutputError(
            f"Cannot save to {path}: the folder holds other files. Give the name of a "
            f"new folder."
        )
    check_can_write(path / MANIFEST if path.exists() else path)


def _is_ours(name: str) -> bool:
    """Whether a save that was cut off may have left something of this name."""
    return bool(VERSION_NAME.fullmatch(name)) or name.startswith(TEMPORARY_PREFIX)


def save_run(run: Run, path: str | Path) -> None:
    """Save all of a run, as a fresh version that then replaces the old one.

    Pictures in the folder are those of the old version: they are removed.
    """
    path = Path(path)
    parts = files.to_bytes(run)
    check_place(path)
    old, is_new = _present_version(path), not path.exists()
    version = path / f"version-{secrets.token_hex(8)}"
    try:
        version.mkdir(parents=True)
        for name, content in parts.items():
            write_bytes(version / name, content)
        manifest = {
            "format": FORMAT,
            "version": version.name,
            "files": {name: sha256_of(content) for name, content in parts.items()},
        }
        write_bytes(path / MANIFEST, json_bytes(manifest))
    except BaseException as error:  # a full disk, Ctrl-C, ...
        if _present_version(path) != version.name:
            shutil.rmtree(version, ignore_errors=True)
            with contextlib.suppress(OSError):
                if is_new:
                    path.rmdir()
        if isinstance(error, OSError) and not isinstance(error, OutputError):
            raise cannot_write(path, error) from error
        raise
    with contextlib.suppress(OSError):
        _remove_old(path, keep=version.name, old=old)


def _remove_old(path: Path, keep: str, old: str | None) -> None:
    """Remove what is replaced or abandoned; other versions may be being written."""
    for other in path.iterdir():
        if other.name == keep:
            continue
        with contextlib.suppress(OSError):
            age = time.time() - other.stat().st_mtime
            is_abandoned = _is_ours(other.name) and age > SECONDS_UNTIL_ABANDONED
            if other.name in (old, PICTURES, PAGE) or is_abandoned:
                if other.is_dir():
                    shutil.rmtree(other, ignore_errors=True)
                else:
                    other.unlink()


def _present_version(path: Path) -> str | None:
    """Return the version that holds now, if the manifest can be read."""
    try:
        return str(_read_manifest(path)["version"])
    except RunFolderError:
        return None


def load_run(
    path: str | Path,
    *,
    encoder: nn.Module | None = None,
    decoder: nn.Module | None = None,
) -> Run:
    """Load all that a run folder holds; see `load`."""
    path = Path(path)
    for _ in range(READS):
        manifest = _read_manifest(path)
        try:
            parts = _read_parts(path, manifest)
            read = READERS[manifest["format"]]
            return read(parts, {"encoder": encoder, "decoder": decoder})
        except RunFolderError as error:
            # A save may have replaced the version while it was read.
            if _read_manifest(path) == manifest:
                raise RunFolderError(f"Cannot load {path}: {error}") from error
    raise RunFolderError(f"Cannot load {path}: it is being saved again and again.")


def _read_manifest(path: Path) -> dict[str, Any]:
    """Return the manifest, checked: nothing in it leads out of the folder."""
    if not path.is_dir():
        if path.exists():
            raise RunFolderError(f"Cannot load {path}: it is a file, not a run folder.")
        beside = path.parent.iterdir() if path.parent.is_dir() else []
        hint = did_you_mean(path.name, [p.name for p in beside if p.is_dir()])
        raise RunFolderError(f"Cannot load {path}: it does not exist.{hint}")
    try:
        manifest = json.loads((path / MANIFEST).read_bytes())
        if not isinstance(manifest, dict):
            raise ValueError("it holds no JSON object")
        file_format = manifest["format"]
        if file_format in READERS:
            _check_names(file_format, manifest["version"], manifest["files"])
    except FileNotFoundError as error:
        raise RunFolderError(
            f"Cannot load {path}: it has no {MANIFEST}, so it is no run folder, or its "
            f"first save was cut off. Give a folder that 'autoencode fit' or save() "
            f"made."
        ) from error
    except OSError as error:
        raise RunFolderError(
            f"Cannot load {path}: {MANIFEST} cannot be read ({error.strerror})."
        ) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise RunFolderError(
            f"Cannot load {path}: {MANIFEST} is damaged ({why(error)}). Take the run "
            f"from a backup, or fit again."
        ) from error
    if file_format not in READERS:
        raise RunFolderError(
            f"Cannot load {path}: it has format {file_format!r}, and this autoencode "
            f"reads formats {FORMATS}. Upgrade it: pip install --upgrade autoencode."
        )
    return manifest


def _check_names(file_format: int, version: Any, names: Any) -> None:
    """Raise ValueError for a version or a file that a run cannot have."""
    if not isinstance(version, str) or not isinstance(names, dict):
        raise ValueError("it names no version, or no files")
    is_first = file_format == 1
    is_known = format_1.is_file_name if is_first else FILES.__contains__
    if not VERSION_NAME.fullmatch(version) or not all(map(is_known, names)):
        raise ValueError("it names files that a run does not have")
    required = format_1.OF_MODELS if is_first else REQUIRED
    if not set(names) >= required:
        raise ValueError(f"it lacks {listed(sorted(required - set(names)))}")


def _read_parts(path: Path, manifest: dict[str, Any]) -> dict[str, bytes]:
    """Return the content of each file of the version, if its checksum is right."""
    parts = {}
    for name, checksum in manifest["files"].items():
        place = path / manifest["version"] / name
        try:
            if place.exists() and not place.is_file():  # reading a pipe never ends
                raise RunFolderError(f"{name} is no regular file.")
            # Compared before it is read: what is not a run's may be of any size.
            is_as_saved = sha256_of_file(place) == checksum
            content = place.read_bytes() if is_as_saved else b""
        except FileNotFoundError as error:
            raise RunFolderError(
                f"{name} is missing. Take the run from a backup, or fit again."
            ) from error
        except OSError as error:
            raise RunFolderError(
                f"{name} cannot be read ({error.strerror})."
            ) from error
        if not is_as_saved:
            raise RunFolderError(
                f"{name} was altered or damaged after it was saved: its checksum is "
                f"not the one in {MANIFEST}. Take the run from a backup, or fit again."
            )
        parts[name] = content
    return parts
