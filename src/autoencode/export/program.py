"""Graphs as programs of PyTorch, by `torch.export`."""

import json
import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from pathlib import Path
from typing import Any

import torch

from autoencode.arrays import Array
from autoencode.errors import ExportError, one_line
from autoencode.export.graphs import Graph

ABOUT = "autoencode.json"  # the metadata, a file in the program's archive
N_TRACED = 5  # rows; any number but 0 and 1, which PyTorch would take for constants


def program_of(graph: Graph) -> Any:
    """Return a graph as a program for batches of any size.

    Raises
    ------
    ExportError
        If the network is a program that cannot be followed, such as modules of the
        user's own whose layers depend on values.
    """
    rows = torch.zeros(N_TRACED, graph.n_inputs)
    shapes = ({0: torch.export.Dim("batch")},)
    try:
        with torch.no_grad(), silent():
            return torch.export.export(graph, (rows,), dynamic_shapes=shapes)
    except Exception as error:  # PyTorch raises errors of many types
        raise ExportError(
            f"PyTorch cannot export the network: {one_line(error).rstrip('.')}. Use "
            f"--folder."
        ) from error


def write(program: Any, facts: Mapping[str, Any], place: Path) -> None:
    """Write a program, with its metadata as JSON."""
    about = json.dumps(dict(facts), indent=2, ensure_ascii=False)
    # An open file: given a path, PyTorch repeats its name within the archive.
    with warnings.catch_warnings(action="ignore"), open(place, "wb") as file:
        torch.export.save(program, file, extra_files={ABOUT: about})


@contextmanager
def silent() -> Iterator[None]:
    """Keep back what PyTorch logs, warns of and prints about itself in an export."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings(action="ignore"), redirect_stderr(StringIO()):
            yield
    finally:
        logging.disable(before)


class Program:
    """A program that was written to a file."""

    def __init__(self, place: Path) -> None:
        with warnings.catch_warnings(action="ignore"):
            self.module = torch.export.load(place).module()

    def __call__(self, X: Array) -> dict[str, Array]:
        """Return the outputs by name for a float32 input, (batch, n_inputs)."""
        with torch.no_grad():
            found = self.module(torch.from_numpy(X))
        return {name: values.numpy() for name, values in found.items()}
