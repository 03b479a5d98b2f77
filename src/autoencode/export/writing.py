"""Write a fitted model as ONNX, as a program of PyTorch, or as a folder to share."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from sklearn.pipeline import Pipeline
from sklearn.utils.validation import check_is_fitted

from autoencode.errors import InvalidParameterError, OutputError
from autoencode.estimators import fitted_estimators, name_of
from autoencode.export import onnx_file, program
from autoencode.export.card import card_of
from autoencode.export.checking import Difference, check
from autoencode.export.graphs import METHODS, Graph, graph_of
from autoencode.files import check_can_write, write_bytes, writing, writing_folder
from autoencode.remote import is_remote
from autoencode.storage import Run, load_run
from autoencode.storage.exported import is_exported, to_bytes, to_share
from autoencode.storage.files import check_sizes, made_now
from autoencode.storage.placing import place

CARD = "README.md"


class Exported(NamedTuple):
    """A file that was written.

    Attributes
    ----------
    path : Path
        The file.

    input : str
        The name of the input: "x", or "code" of a decoder.

    n_inputs : int
        Its width.

    outputs : tuple of str
        The names of the outputs.

    difference : Difference
        The largest relative difference from the estimator on 1,000 random rows.

    left_out : dict of str to str
        What the graph does not have, and why.
    """

    path: Path
    input: str
    n_inputs: int
    outputs: tuple[str, ...]
    difference: Difference
    left_out: dict[str, str]


def export_onnx(
    model: Any,
    path: str | Path,
    *,
    outputs: Sequence[str] | None = None,
    decoder: bool = False,
    overwrite: bool = False,
) -> Exported:
    """Write a fitted model as an ONNX file, and check it in onnxruntime.

    The input ``x`` is float32 of shape (batch, n_features), in data units: scaling is
    in the graph. The outputs are those of "code", "reconstruction",
    "reconstruction_error", "score", "free_energy", "probabilities" and "item_scores"
    that the model has, float32. Its metadata have the version of this package, the
    class, and the names of columns and classes.

    Parameters
    ----------
    model : estimator, Pipeline, Run, str or Path
        A fitted model, or the folder of a run.

    path : str or Path
        The file to write.

    outputs : sequence of str or None, default=None
        The outputs to compute; None is all that the model has. Runtimes compute all
        outputs of a file at each call.

    decoder : bool, default=False
        Whether to write the decoder instead: its input ``code`` is float32 of shape
        (batch, n_components), and its output "decoded" are samples in data units, as
        those of ``inverse_transform``.

    overwrite : bool, default=False
        Whether to replace an existing file.

    Returns
    -------
    Exported
        The outputs, and the largest difference from the model on random rows.

    Raises
    ------
    InvalidParameterError
        If the packages of the extra ``onnx`` are missing, or the model is no function
        of a row of numbers; the message has the way out.

    ExportError
        If the file differs from the model by more than 1e-5, or ONNX has no operation
        for a part of it. Nothing is written then.

    OutputError
        If the file exists, or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import numpy as np
    >>> from autoencode import Autoencoder, export_onnx
    >>> X = np.random.default_rng(0).normal(size=(50, 4))  # noise: PCA is kept
    >>> model = Autoencoder(n_components=2, max_epochs=2, random_state=0).fit(X)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export_onnx(model, Path(folder) / "model.onnx").outputs
    ('code', 'reconstruction', 'reconstruction_error')
    """
    onnx_file.check_installed()

    def write(made: Any, graph: Graph, run: Run, temporary: Path) -> Any:
        onnx_file.check_size(graph)
        facts = facts_of(graph, run) | {"opset": str(onnx_file.OPSET)}
        onnx_file.write(made, graph, facts, temporary)
        return onnx_file.Session(temporary)

    return _write_graph(model, path, write, outputs, decoder, overwrite)


def export_torch(
    model: Any,
    path: str | Path,
    *,
    outputs: Sequence[str] | None = None,
    decoder: bool = False,
    overwrite: bool = False,
) -> Exported:
    """Write a fitted model as a program of PyTorch, for ``torch.export.load``.

    The program needs PyTorch and not this package. Its input and outputs are those of
    `export_onnx`; it returns a dictionary.

    Parameters
    ----------
    model : estimator, Pipeline, Run, str or Path
        A fitted model, or the folder of a run.

    path : str or Path
        The file to write; its name must end in ``.pt2``.

    outputs, decoder, overwrite
        As for `export_onnx`.

    Returns
    -------
    Exported
        The outputs, and the largest difference from the model on random rows.

    Raises
    ------
    InvalidParameterError, ExportError, OutputError
        As for `export_onnx`.

    Examples
    --------
    >>> import tempfile
    >>> import numpy as np
    >>> from autoencode import Autoencoder, export_torch
    >>> X = np.random.default_rng(0).normal(size=(50, 4))  # noise: PCA is kept
    >>> model = Autoencoder(n_components=2, max_epochs=2, random_state=0).fit(X)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export_torch(model, f"{folder}/model.pt2", outputs=["code"]).outputs
    ('code',)
    """

    def write(made: Any, graph: Graph, run: Run, temporary: Path) -> Any:
        program.write(made, facts_of(graph, run), temporary)
        return program.Program(temporary)

    check_program(path, overwrite=overwrite)
    return _write_graph(model, path, write, outputs, decoder, overwrite)


def export_folder(model: Any, path: str | Path, *, overwrite: bool = False) -> Path:
    """Write a fitted model as a folder to share, as model hubs expect it.

    It has a model card, README.md with YAML front matter, config.json and
    model.safetensors; `load` reads it. Every estimator can be written. Samples, the
    command, and the folders and hosts of the data are left out.

    Parameters
    ----------
    model : estimator, Pipeline, Run, str or Path
        A fitted model, or the folder of a run.

    path : str or Path
        The folder to write.

    overwrite : bool, default=False
        Whether to replace a folder that was exported before.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    InvalidParameterError
        If a part of the model cannot be stored.

    OutputError
        If the folder exists, or cannot be written, or a file would be too large to be
        loaded. Other folders than exported ones are never replaced.

    Examples
    --------
    >>> import tempfile
    >>> import numpy as np
    >>> from autoencode import Autoencoder, export_folder
    >>> X = np.random.default_rng(0).normal(size=(50, 4))  # noise: PCA is kept
    >>> model = Autoencoder(n_components=2, max_epochs=2, random_state=0).fit(X)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = export_folder(model, f"{folder}/model")
    ...     sorted(path.name for path in written.iterdir())
    ['README.md', 'config.json', 'history.csv', 'model.safetensors']
    """
    check_folder(path, overwrite=overwrite)
    path, run = Path(path), to_share(_run_of(model))
    parts = to_bytes(run)
    check_sizes(parts, path)
    parts[CARD] = card_of(run, list(parts)).encode()
    with writing_folder(path) as temporary:
        for name, content in parts.items():
            write_bytes(temporary / name, content)
    return path


def _write_graph(
    model: Any,
    path: str | Path,
    write: Callable[[Any, Graph, Run, Path], Any],
    outputs: Sequence[str] | None,
    decoder: bool,
    overwrite: bool,
) -> Exported:
    """Write the graph of a model; keep the file if it agrees with the model.

    ``write(program, graph, run, temporary)`` writes it to a temporary file, and returns
    what computes its outputs.
    """
    check_file(path, overwrite=overwrite)
    path, run = Path(path), _copied(_run_of(model))
    graph = graph_of(run, outputs, decoder=decoder)
    made = program.program_of(graph)
    with writing(path) as temporary:
        difference = check(graph, run, write(made, graph, run, temporary))
    of = graph.input, graph.n_inputs, graph.names
    return Exported(path, *of, difference, graph.left_out)


def check_file(path: str | Path, *, overwrite: bool) -> None:
    """Raise OutputError if a file exists, or cannot be written."""
    _refuse_storage(path)
    path = Path(path)
    if path.is_dir():
        raise OutputError(f"Cannot write {path}: it is a folder. Give a file name.")
    if path.exists() and not overwrite:
        raise OutputError(
            f"{path} already exists. Add --overwrite (overwrite=True) to replace it, "
            f"or give another name."
        )
    check_can_write(path)


def _refuse_storage(path: str | Path) -> None:
    """Raise OutputError for a URI: exports are no results, which may be on storage."""
    if is_remote(path):
        raise OutputError(
            f"Exported files and folders are written to this machine; got {path}. Give "
            f"a path of it, and upload what was written."
        )


def check_program(path: str | Path, *, overwrite: bool) -> None:
    """Raise as `check_file`, or for a name by which PyTorch knows no program."""
    if Path(path).suffix != ".pt2" and not Path(path).is_dir():
        raise InvalidParameterError(
            f"The name of a program of PyTorch must end in .pt2; got {path}."
        )
    check_file(path, overwrite=overwrite)


def check_folder(path: str | Path, *, overwrite: bool) -> None:
    """Raise OutputError if a folder exists that is not replaced, or no other can be."""
    _refuse_storage(path)
    path = Path(path)
    if path.exists() and not is_exported(path):
        raise OutputError(f"{path} already exists. Give the name of a new folder.")
    if path.exists() and not overwrite:
        raise OutputError(
            f"{path} already exists. Add --overwrite (overwrite=True) to replace it, "
            f"or give another name."
        )
    check_can_write(path)


def _run_of(model: Any) -> Run:
    """Return a model as a run."""
    if isinstance(model, str | Path):
        return load_run(model)
    run = model if isinstance(model, Run) else Run(estimator=model)
    if name_of(run.model) is None:
        raise InvalidParameterError(
            f"model must be a fitted estimator of this package, a Pipeline with one at "
            f"its end, or the folder of a run; got {type(run.model).__name__}."
        )
    check_is_fitted(run.model)
    return run


def _copied(run: Run) -> Run:
    """Return a copy of a run, with its networks on the processor, not to be trained.

    Steps of a pipeline that change nothing are left out.
    """
    run = replace(run, estimator=copy.deepcopy(run.estimator))
    if isinstance(run.estimator, Pipeline):
        run.estimator.steps = [
            (name, step)
            for name, step in run.estimator.steps
            if step is not None and not isinstance(step, str)  # "passthrough"
        ]
    place(run.estimator, "cpu")
    for part in (run.model, *fitted_estimators(run.model)):
        if hasattr(part, "network_"):
            part.network_.requires_grad_(False)
    return run


def facts_of(graph: Graph, run: Run) -> dict[str, Any]:
    """Return the metadata of a graph: texts, and values of JSON."""
    versions = made_now()["versions"]
    facts = {
        "autoencode_version": versions["autoencode"],
        "torch_version": versions["torch"],
        "class": type(run.model).__name__,
        "units": "data units: columns in the order and units of the training data",
        "feature_names": _names(run),
        "input": graph.input,
        "outputs": {name: METHODS[name] for name in graph.names},
        "left_out": graph.left_out,
        **graph.facts,
    }
    shape = run.input.get("image_shape") or getattr(run.model, "image_shape", None)
    if shape:
        facts["image_shape"] = list(shape)
    return facts


def _names(run: Run) -> list[str]:
    """Return the names of columns, or their numbers."""
    names = run.input.get("feature_names")
    names = names or getattr(run.first_step, "feature_names_in_", None)
    if names is None:
        names = range(run.first_step.n_features_in_)
    return [str(name) for name in names]
