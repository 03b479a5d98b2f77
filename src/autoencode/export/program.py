"""Graphs as programs of PyTorch, by `torch.export`."""

import copy
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from pathlib import Path
from typing import Any, TypeGuard

import torch
from torch import Tensor, nn

from autoencode.arrays import Array
from autoencode.errors import ExportError, one_line
from autoencode.export.graphs import Graph
from autoencode.warning_filters import ignored_warnings

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
    graph = _with_image_norms(graph)
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


class ImageNorm(nn.Module):
    """Layer normalization of images, of any number of them.

    That of ``nn.GroupNorm(1, n_channels)``, which as ONNX reshapes the images in a way
    that is not defined for a batch without rows.
    """

    def __init__(self, norm: nn.GroupNorm) -> None:
        super().__init__()
        self.weight, self.bias, self.eps = norm.weight, norm.bias, norm.eps

    def forward(self, images: Tensor) -> Tensor:
        """Return normalized images, (batch, channels, height, width)."""
        found = nn.functional.layer_norm(images, images.shape[1:], eps=self.eps)
        return found * self.weight[:, None, None] + self.bias[:, None, None]


def _with_image_norms(graph: Graph) -> Graph:
    """Return a graph whose layer normalization of images takes batches of any size.

    A graph that has some is copied: its networks are those of the estimator.
    """
    if not any(map(_is_image_norm, graph.modules())):
        return graph
    graph = copy.deepcopy(graph)
    for module in [*graph.modules()]:
        for name, child in module.named_children():
            if _is_image_norm(child):
                setattr(module, name, ImageNorm(child))
    return graph


def _is_image_norm(module: nn.Module) -> TypeGuard[nn.GroupNorm]:
    return isinstance(module, nn.GroupNorm) and module.num_groups == 1 and module.affine


def write(program: Any, facts: Mapping[str, Any], place: Path) -> None:
    """Write a program, with its metadata as JSON."""
    about = json.dumps(dict(facts), indent=2, ensure_ascii=False)
    # An open file: given a path, PyTorch repeats its name within the archive.
    with ignored_warnings(), open(place, "wb") as file:
        torch.export.save(program, file, extra_files={ABOUT: about})


@contextmanager
def silent() -> Iterator[None]:
    """Keep back what PyTorch logs, warns of and prints about itself in an export."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with ignored_warnings(), redirect_stderr(StringIO()):
            yield
    finally:
        logging.disable(before)


class Program:
    """A program that was written to a file."""

    def __init__(self, place: Path) -> None:
        with ignored_warnings():
            self.module = torch.export.load(place).module()

    def __call__(self, X: Array) -> dict[str, Array]:
        """Return the outputs by name for a float32 input, (batch, n_inputs)."""
        with torch.no_grad():
            found = self.module(torch.from_numpy(X))
        return {name: values.numpy() for name, values in found.items()}
