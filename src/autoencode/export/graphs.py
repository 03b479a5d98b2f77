"""The graphs of a run: from samples to all outputs, and from codes to samples."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from autoencode.data.mixed import TableTransformer
from autoencode.errors import InvalidParameterError, listed, why
from autoencode.export.parts import (
    MachinePart,
    MixedPart,
    ModelPart,
    Outputs,
    Part,
    VariationalPart,
    scaler_part,
)
from autoencode.export.task_parts import (
    ClassifierPart,
    ClusteringPart,
    DetectorPart,
    RecommenderPart,
    RetrieverPart,
    refuse,
)
from autoencode.models.coding import CodingModel
from autoencode.models.mixed import MixedAutoencoder
from autoencode.models.rbm import RBM
from autoencode.models.variational import VariationalAutoencoder
from autoencode.nn.quantize import Quantizer
from autoencode.nn.sparse import TopK
from autoencode.storage import Run
from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.classifier import AutoencoderClassifier
from autoencode.tasks.clustering import AutoencoderClustering
from autoencode.tasks.rating_recommender import RatingRecommender
from autoencode.tasks.recommender import ItemRecommender
from autoencode.tasks.retriever import DocumentRetriever
from autoencode.tasks.table_anomalies import TableDetector
from autoencode.tasks.tables import TableAutoencoder

DECODED = "decoded"
# The outputs of graphs, and the methods that return the same.
METHODS = {
    "code": "transform",
    "reconstruction": "reconstruct",
    DECODED: "inverse_transform",
    "reconstruction_error": "reconstruction_error",
    "score": "score_samples",
    "free_energy": "free_energy",
    "probabilities": "predict_proba",
    "item_scores": "score_items",
}
IN_DATA_UNITS = ("reconstruction", DECODED)
OF_TABLES = (
    "its input is a table with text, dates or missing cells, which is encoded outside "
    "of a graph. Export {inner}, which takes the rows that table_.transform returns, "
    "or use --folder"
)
# The first class that an estimator is of.
PARTS: list[tuple[type[Any], Callable[[Any], Part]]] = [
    (VariationalAutoencoder, VariationalPart),
    (RBM, MachinePart),
    (MixedAutoencoder, MixedPart),
    (CodingModel, ModelPart),
    (AnomalyDetector, DetectorPart),
    (AutoencoderClassifier, ClassifierPart),
    (AutoencoderClustering, ClusteringPart),
    (DocumentRetriever, RetrieverPart),
    (ItemRecommender, RecommenderPart),
    (TableAutoencoder, refuse(OF_TABLES.format(inner="its model_"))),
    (TableDetector, refuse(OF_TABLES.format(inner="its detector_"))),
    (
        TableTransformer,
        refuse("it encodes tables and has no network. Use --folder"),
    ),
    (
        RatingRecommender,
        refuse(
            "it predicts for pairs of ids from what it has stored of each, which is "
            "no function of a row. Use --folder"
        ),
    ),
]


class Graph(nn.Module):
    """A run as a module: from samples in data units to all outputs, float32.

    Attributes
    ----------
    n_inputs : int
        Width of the input, whose name is ``input``.

    names : tuple of str
        The outputs, in their order: names in `METHODS`.

    left_out : dict of str to str
        Outputs that the graph does not have, and why.

    facts : dict of str to JSON value
        What a reader of the outputs needs to know.

    has_steps : bool
        Whether an output jumps at some samples, as that of the nearest vector does.
    """

    input = "x"

    def __init__(self, scalers: list[Any], part: Part, n_inputs: int) -> None:
        super().__init__()
        self.n_inputs = n_inputs
        parts = [scaler_part(scaler) for scaler in scalers]
        self.scalers, self.ways_back = nn.ModuleList(parts), parts[::-1]
        self.part = part
        self.left_out, self.facts = part.left_out, part.facts
        self.has_steps = part.has_bits or any(
            isinstance(module, Quantizer | TopK) for module in part.modules()
        )
        example = torch.zeros(1, n_inputs)
        self.names: tuple[str, ...] = tuple(self._functions(example))

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        """Return the outputs for the input, (batch, n_inputs)."""
        found = self._functions(x)
        result = {}
        for name in self.names:
            values = found[name]()
            if name in IN_DATA_UNITS:
                for scaler in self.ways_back:
                    values = scaler.back(values)
            result[name] = values.float()
        return result

    def _functions(self, x: Tensor) -> Outputs:
        """Return what computes each output, before the way back."""
        z = x.double()
        for scaler in self.scalers:
            z = scaler(z)
        return self.part.outputs(z)


class DecoderGraph(Graph):
    """The decoder of a run as a module: from codes to samples in data units."""

    input = "code"

    def _functions(self, x: Tensor) -> Outputs:
        decoded = self.part.from_code(x)
        return {DECODED: lambda: decoded}


def graph_of(
    run: Run, outputs: Sequence[str] | None = None, *, decoder: bool = False
) -> Graph:
    """Return the graph of a run whose networks are on the processor.

    Parameters
    ----------
    run : Run
        A fitted run.

    outputs : sequence of str or None, default=None
        The outputs that the graph has; None is all.

    decoder : bool, default=False
        Whether it is the graph from codes to samples.

    Raises
    ------
    InvalidParameterError
        If its estimator is not a function of a row of numbers, with the way out; or has
        no such output.
    """
    model = run.model
    try:
        make = next(make for cls, make in PARTS if isinstance(model, cls))
        part = make(model)
        if decoder:
            n_components = getattr(model, "n_components_", 0)
            graph: Graph = DecoderGraph(run.scalers, part, n_components)
        else:
            graph = Graph(run.scalers, part, run.first_step.n_features_in_)
    except InvalidParameterError as error:
        raise InvalidParameterError(
            f"{type(model).__name__} cannot be exported as a "
            f"{'decoder' if decoder else 'graph'}: "
            f"{why(error).rstrip('.')}."
        ) from error
    graph.eval()
    for name in outputs or ():
        if name not in graph.names:
            reason = graph.left_out.get(name)
            raise InvalidParameterError(
                f"{type(model).__name__} has no output {name!r} in a graph"
                f"{f' ({reason})' if reason else ''}; choose from "
                f"{listed(graph.names, 10)}."
            )
    graph.names = tuple(n for n in graph.names if n in (outputs or graph.names))
    return graph


def n_weight_bytes(graph: Graph) -> int:
    """Return the memory of all numbers of a graph, in bytes."""
    return sum(tensor.nbytes for tensor in graph.state_dict().values())
