"""Graphs as ONNX files: the only file that imports onnx and onnxruntime."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from autoencode.arrays import Array
from autoencode.errors import ExportError, InvalidParameterError, one_line
from autoencode.export.graphs import Graph, n_weight_bytes
from autoencode.export.program import silent

OPSET = 18  # of 2022: old enough for the runtimes of browsers and phones
MAX_BYTES = 2**31 - 2**20  # of weights in one file, which protobuf limits


def check_installed() -> None:
    """Raise InvalidParameterError if the packages of the extra are missing."""
    try:
        import onnx  # noqa: F401
        import onnxruntime  # noqa: F401
        import onnxscript  # noqa: F401
    except ImportError as error:
        raise InvalidParameterError(
            "ONNX files need onnx, onnxscript and onnxruntime. Install them: "
            "pip install 'autoencode[onnx]'."
        ) from error


def check_size(graph: Graph) -> None:
    """Raise InvalidParameterError for a graph too large for one ONNX file."""
    size = n_weight_bytes(graph)
    if size > MAX_BYTES:
        raise InvalidParameterError(
            f"The model has {size / 1e9:.1f} GB of weights, and an ONNX file holds at "
            f"most {MAX_BYTES / 1e9:.1f} GB. Use --torch or --folder."
        )


def write(program: Any, graph: Graph, facts: Mapping[str, Any], place: Path) -> None:
    """Write a program of PyTorch as an ONNX file, and let ONNX check it.

    Parameters
    ----------
    program : torch.export.ExportedProgram
        That of `autoencode.export.program.program_of`.

    graph : Graph
        What it was made of.

    facts : mapping of str to str or JSON value
        The metadata; values that are no text are stored as JSON.

    place : Path
        A file of the caller's.

    Raises
    ------
    ExportError
        If ONNX has no operation for a part of the network, or finds it invalid.
    """
    import onnx

    try:
        with silent():
            made = torch.onnx.export(
                program,
                (),
                dynamo=True,
                dynamic_shapes=({0: "batch"},),
                input_names=[graph.input],
                output_names=list(graph.names),
                opset_version=OPSET,
                verbose=False,
            )
        assert made is not None
        made.model.metadata_props.update(
            {
                name: fact if isinstance(fact, str) else json.dumps(fact)
                for name, fact in facts.items()
            }
        )
        made.model.producer_name = "autoencode"
        made.save(place)
        onnx.checker.check_model(place, full_check=True)
    except (torch.onnx.errors.OnnxExporterError, onnx.checker.ValidationError) as error:
        raise ExportError(
            f"The network cannot be written as ONNX: {_cause(error)} Use --torch or "
            f"--folder."
        ) from error


def _cause(error: BaseException) -> str:
    """Return the first cause of an error, as one sentence."""
    while error.__cause__ is not None:
        error = error.__cause__
    return f"{one_line(error).rstrip('.')}."


class Session:
    """An ONNX file in onnxruntime, on the processor.

    Parameters
    ----------
    place : Path
        The file.

    n_threads : int or None, default=None
        Number of threads; None uses as many as PyTorch.
    """

    def __init__(self, place: Path, n_threads: int | None = None) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = n_threads or torch.get_num_threads()
        options.inter_op_num_threads = 1
        options.log_severity_level = 3  # errors
        self.session = onnxruntime.InferenceSession(
            str(place), options, providers=["CPUExecutionProvider"]
        )
        self.names = [each.name for each in self.session.get_outputs()]
        self.input = self.session.get_inputs()[0].name

    def __call__(self, X: Array) -> dict[str, Array]:
        """Return the outputs by name for a float32 input, (batch, n_inputs)."""
        found = self.session.run(self.names, {self.input: X})
        return dict(zip(self.names, found, strict=True))
