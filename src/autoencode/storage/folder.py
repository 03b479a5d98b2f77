"""The run folder: a fitted estimator on disk, in plain formats and without pickle.

::

    run/
      manifest.json            the current version, and a checksum of each file in it
      version-3f9c.../
        configuration.json     the estimator: its parameters and what it learned; how to
                               read data for it, versions, command, the data's hash
        weights.safetensors    weights, and the arrays that fit learned
        transformers.skops     scikit-learn's objects, if there are any, and the PCA
                               that the estimator was compared with
        history.csv            losses by epoch
        metrics.json           the evaluation, if there is one
        samples.safetensors    a few samples with their reconstructions by epoch
      pictures/, report.html,  drawn from the version, by `autoencode.report`
      MODEL_CARD.md
      checkpoints/             of the fit: see `autoencode.training.checkpoint_files`
      log.jsonl                a line for each epoch, written while it is trained

See `autoencode.storage.state` for the conversion of estimators. A save writes a new
version and then replaces the manifest: a reader finds the old run or the new one,
complete, also after a crash.
"""

import contextlib
import json
import shlex
from pathlib import Path
from typing import Any

from torch import nn

from autoencode.errors import (
    OutputError,
    RunFolderError,
    did_you_mean,
    listed,
    shortened,
    why,
)
from autoencode.files import (
    BACKUP,
    CHECKPOINTS,
    LOG,
    MANIFEST,
    VERSION_NAME,
    check_can_write,
    is_left_behind,
    read_regular,
)
from autoencode.remote import RemotePath, place_of
from autoencode.storage import exported, files, format_1
from autoencode.storage.contents import FILES, FORMAT, REQUIRED, Run
from autoencode.storage.placing import place
from autoencode.storage.remote_runs import fetched, run_folder
from autoencode.storage.versions import read_version, remove_replaced, write_version

PICTURES = "pictures"  # drawn after a save, by `autoencode.report`
PAGE = "report.html"
CARD = "MODEL_CARD.md"
SWEEP_TABLE = "sweep.json"  # in the folder of a sweep, beside its runs
READERS = {1: format_1.from_bytes, FORMAT: files.from_bytes}
FORMATS = " and ".join(map(str, READERS))
READS = 10  # attempts to load while the run is saved again
MAX_LETTERS = 600  # of a message that quotes the files


def save(model: Any, path: str | Path) -> None:
    """Save a fitted model to a run folder, replacing the run that is there.

    Parameters
    ----------
    model : estimator or Pipeline
        A fitted estimator of `autoencode.estimators.ESTIMATORS`, or a scikit-learn
        Pipeline of transformers with one at its end.

    path : str or Path
        The folder, created if needed, or its URI on storage such as "s3://bucket/run".

    Raises
    ------
    InvalidParameterError
        If ``model`` is something else, or a part of it cannot be stored.

    OutputError
        If the folder cannot be written, or holds other files than a run.

    Examples
    --------
    >>> import tempfile
    >>> import numpy as np
    >>> from autoencode import Autoencoder, load, save
    >>> X = np.random.default_rng(0).normal(size=(50, 4))  # noise: PCA is kept
    >>> model = Autoencoder(n_components=2, max_epochs=2, random_state=0).fit(X)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(model, f"{folder}/run")
    ...     load(f"{folder}/run").n_components
    2
    """
    save_run(Run(estimator=model), path)


def load(
    path: str | Path,
    *,
    encoder: nn.Module | None = None,
    decoder: nn.Module | None = None,
    device: str | None = None,
) -> Any:
    """Load an estimator saved by `save` or ``autoencode fit``.

    Parameters
    ----------
    path : str or Path
        A run folder, or a folder of ``autoencode export RUN --folder``; also its URI
        on storage, such as "s3://bucket/run".

    encoder, decoder : torch.nn.Module or None, default=None
        Modules like those that the model was fitted with, if they were your own. Their
        weights are replaced by the saved ones; code is never loaded.

    device : str or None, default=None
        Device to use the model on, such as "cpu" or "cuda"; it replaces the parameter
        ``device``. None uses that of the fit ("auto": the fastest one of this machine),
        or the processor, with a warning, if this machine does not have it.

    Returns
    -------
    estimator or Pipeline
        As it was saved.

    Raises
    ------
    RunFolderError
        If the folder or a file in it is missing, damaged, altered or of a newer format.

    InvalidParameterError
        If this machine does not have the ``device`` given.

    Examples
    --------
    >>> import tempfile
    >>> import numpy as np
    >>> from autoencode import Autoencoder, load, save
    >>> X = np.random.default_rng(0).normal(size=(50, 4))  # noise: PCA is kept
    >>> model = Autoencoder(max_epochs=2, random_state=0).fit(X)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(model, folder)
    ...     bool((load(folder).transform(X) == model.transform(X)).all())
    True
    """
    return load_run(path, encoder=encoder, decoder=decoder, device=device).estimator


def is_run(path: str | Path | RemotePath) -> bool:
    """Whether there is a run at ``path``, intact or damaged."""
    return (place_of(path) / MANIFEST).exists()


def check_place(path: str | Path | RemotePath) -> None:
    """Raise OutputError if a run cannot be saved to ``path``."""
    path = place_of(path)
    if path.exists() and not path.is_dir():
        raise OutputError(f"Cannot save to {path}: it is a file. Give a folder's name.")
    names = [each.name for each in path.iterdir()] if path.is_dir() else []
    own = (CHECKPOINTS, LOG)
    others = [name for name in names if not is_left_behind(name) and name not in own]
    if others and not is_run(path):
        raise OutputError(
            f"Cannot save to {path}: the folder holds other files. Give the name of a "
            f"new folder."
        )
    check_can_write(path / MANIFEST if path.exists() else path)


def check_free(
    path: str | Path | RemotePath, advice: str = "Give another folder."
) -> None:
    """Raise OutputError if ``path`` holds a run, or none can be saved there."""
    if is_run(path):
        raise OutputError(f"{path} already holds a run. {advice}")
    if _has_checkpoints(place_of(path)):
        raise OutputError(
            f"{path} holds a fit that was stopped. Go on with it: autoencode fit "
            f"--resume {shlex.quote(str(path))}. {advice}"
        )
    check_place(path)


def _without_manifest(path: Path) -> str:
    """Return why a folder that has no manifest cannot be loaded."""
    if _has_checkpoints(path):
        quoted = shlex.quote(str(path))
        return f"its fit was stopped. Go on with it: autoencode fit --resume {quoted}"
    if (path / SWEEP_TABLE).is_file():
        runs = sorted(each.parent for each in path.glob(f"*/{MANIFEST}"))
        such = f", such as {runs[0]}" if runs else ""
        return f"it is the folder of a sweep. Give one of its runs{such}."
    return (
        f"it has no {MANIFEST}, so it is not a run folder, or its first save was "
        f"interrupted. Give a folder created by 'autoencode fit' or save()."
    )


def _has_checkpoints(path: Path | RemotePath) -> bool:
    folder = path / CHECKPOINTS
    names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    return any(n.startswith("checkpoint-") and n.endswith(".json") for n in names)


def save_run(run: Run, path: str | Path | RemotePath) -> None:
    """Save a run as a new version, which then replaces the old one.

    Pictures of the old version are removed. ``run.about`` gets the versions of packages
    and the time.
    """
    path = place_of(path)
    run.about = run.about | files.made_now()
    parts = files.to_bytes(run)
    files.check_sizes(parts, path)
    check_place(path)
    with run_folder(path) as folder:
        _write(parts, folder.local)


def _write(parts: dict[str, bytes], path: Path) -> None:
    """Write the files of a run as a new version, and remove the old one."""
    old = None
    with contextlib.suppress(RunFolderError, OSError):
        old = _read_manifest(path)["version"]
    version = write_version(path, parts, {"format": FORMAT})
    with contextlib.suppress(OSError):
        remove_replaced(path, keep=version, replaced=(old, PICTURES, PAGE, CARD))


def load_run(
    path: str | Path | RemotePath,
    *,
    encoder: nn.Module | None = None,
    decoder: nn.Module | None = None,
    device: str | None = None,
) -> Run:
    """Load the contents of a run folder; see `load`."""
    found, modules = place_of(path), {"encoder": encoder, "decoder": decoder}
    if isinstance(found, RemotePath):
        with fetched(found) as local:
            run = _read_run(local, modules, found)
    else:
        run = _read_run(found, modules, found)
    place(run.estimator, device)
    return run


def _read_run(
    path: Path, modules: dict[str, nn.Module | None], shown: Path | RemotePath
) -> Run:
    """Return the contents of a run folder, with all weights on the processor.

    ``shown`` is what messages call it.
    """
    try:
        if exported.is_exported(path):
            return files.from_bytes(exported.read(path, files.MAX_BYTES), modules)
        for _ in range(READS):
            manifest = _read_manifest(path)
            try:
                parts = read_version(path, manifest, files.MAX_BYTES)
                read = READERS[manifest["format"]]
                return read(parts, modules)
            except RunFolderError:
                # A save may have replaced the version while it was read.
                if _read_manifest(path) == manifest:
                    raise
        raise RunFolderError("it is being saved repeatedly.")
    except (RunFolderError, OSError) as error:
        # Quotes of the files may have line ends, and be long.
        text = str(error).replace(str(path), str(shown))
        text = "".join(c if c.isprintable() else " " for c in text)
        if exported.is_exported(path):
            text = exported.with_own_names(text)
        text = shortened(text, MAX_LETTERS)
        raise RunFolderError(f"Cannot load {shown}: {text}") from error


def _read_manifest(path: Path) -> dict[str, Any]:
    """Return the manifest; its names are checked to be inside the folder."""
    if not path.is_dir():
        if path.exists():
            raise RunFolderError("it is a file, not a run folder.")
        beside = path.parent.iterdir() if path.parent.is_dir() else []
        hint = did_you_mean(path.name, [p.name for p in beside if p.is_dir()])
        raise RunFolderError(f"it does not exist.{hint}")
    try:
        content = read_regular(path / MANIFEST, at_most=files.MAX_BYTES[".json"])
        manifest = json.loads(content or b"")
        if not isinstance(manifest, dict):
            raise ValueError("it is not a JSON object")
        file_format = manifest["format"]
        if file_format in READERS:
            _check_names(file_format, manifest["version"], manifest["files"])
    except FileNotFoundError as error:
        raise RunFolderError(_without_manifest(path)) from error
    except OSError as error:
        raise RunFolderError(
            f"{MANIFEST} cannot be read ({error.strerror})."
        ) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise RunFolderError(
            f"{MANIFEST} is damaged ({why(error)}). {BACKUP}"
        ) from error
    if file_format not in READERS:
        raise RunFolderError(
            f"it has format {file_format!r}, and this autoencode reads formats "
            f"{FORMATS}. Upgrade it: pip install --upgrade autoencode."
        )
    return manifest


def _check_names(file_format: int, version: Any, names: Any) -> None:
    """Raise ValueError for invalid names of a version or of files."""
    if not isinstance(version, str) or not isinstance(names, dict):
        raise ValueError("it names no version, or no files")
    is_first = file_format == 1
    is_known = format_1.is_file_name if is_first else FILES.__contains__
    if not VERSION_NAME.fullmatch(version) or not all(map(is_known, names)):
        raise ValueError("it names files that a run does not have")
    required = format_1.OF_MODELS if is_first else REQUIRED
    if not set(names) >= required:
        raise ValueError(f"it lacks {listed(sorted(required - set(names)))}")
