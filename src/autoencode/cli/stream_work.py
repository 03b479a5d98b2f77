"""The result of a command for a stream: what any process needs to make parts of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autoencode.cli.data import code_columns, id_name_of, stream_columns
from autoencode.cli.messages import shell_words
from autoencode.cli.results import class_columns
from autoencode.cli.runs import load_with, predicts_classes
from autoencode.cli.stream_data import Streaming, open_for_run
from autoencode.cli.stream_parts import Parts, hash_of_run
from autoencode.errors import AutoencodeError, ClusterError
from autoencode.methods import call, code_names
from autoencode.tasks.baselines import PcaDistance
from autoencode.tasks.detection import as_columns, detect_samples

if TYPE_CHECKING:
    from autoencode.cli.cluster import Cluster
    from autoencode.cli.stream_parts import Report
    from autoencode.storage import Run

Columns = Callable[[Any, Any, Any], Mapping[str, Any]]
SHARED = "Put the run, the data and the result on storage that all nodes see."


@dataclass(frozen=True)
class Work:
    """What is done with the rows of a stream; sent to workers by pickle.

    Parameters
    ----------
    command : str
        The command.

    method : str
        The method of the run's model that it calls.

    run, data, out : str
        Paths.

    options : Streaming
        How the data is read.

    n_reasons : int or None
        Of "detect": the columns reported per anomaly.

    drop : tuple of str
        Columns to leave out.
    """

    command: str
    method: str
    run: str
    data: str
    out: str
    options: Streaming
    n_reasons: int | None = None
    drop: tuple[str, ...] = ()

    def loaded(self) -> Run:
        """Load the run."""
        return load_with(self.run, self.method, self.command)

    def parts(self, run: Run, bounds: list[tuple[int, int]] | None = None) -> Parts:
        """Open the data, in parts of the given chunks, if there are any given."""
        n_features = n_columns = run.model.n_features_in_
        if self.method == "inverse_transform":  # of codes
            columns, n_columns = code_columns(run), run.model.n_components_
        else:
            columns = stream_columns(self.data, run, self.drop)
        stream = open_for_run(self.data, columns, n_columns, self.options)
        work: dict[str, Any] = {"command": self.command}
        if self.n_reasons is not None:
            work["reasons"] = self.n_reasons
        work["run"] = hash_of_run(self.run)
        growth = max(1.0, n_features / n_columns)  # of decoded codes
        return Parts(stream, self.out, work, bounds, growth)

    def columns(self, run: Run) -> Columns:
        """Return the function from rows, their numbers and ids to columns."""
        if self.n_reasons is not None:
            return _detections(run, self.n_reasons)
        return _results(run, self.method, self.data)


def _results(run: Run, method: str, data: str) -> Columns:
    has_classes = predicts_classes(run, method)

    names = run.input.get("feature_names")

    def columns(X: Any, rows: Any, ids: Any) -> Mapping[str, Any]:
        named = _ids(run, ids)
        with shell_words(data, names, part="", rows=rows):
            if has_classes:
                return named | class_columns(run, X)
            result = np.asarray(call(run, method, X))
        return named | _named(run, method, result)

    return columns


def _detections(run: Run, n_reasons: int) -> Columns:
    distance = None if run.pca is None else PcaDistance(run.pca)

    def columns(X: Any, rows: Any, ids: Any) -> Mapping[str, Any]:
        found = detect_samples(run.model, X, n_reasons=n_reasons, distance=distance)
        named = _ids(run, ids) or {"row": rows}
        return as_columns(found, n_reasons, run.feature_names, named)

    return columns


def _ids(run: Run, ids: Any) -> dict[str, Any]:
    """Return the column of ids, if the rows have any."""
    return {} if ids is None else {id_name_of(run): ids}


def _named(run: Run, method: str, result: Any) -> dict[str, Any]:
    """Return the columns of a result by their names."""
    columns = result.reshape(len(result), -1).T
    names: Any = [f"x{j}" for j in range(len(columns))]
    if method == "transform":
        names = code_names(run.model, len(columns))
    elif result.ndim == 1:
        names = ["prediction"]
    elif run.input.get("feature_names"):
        names = run.input["feature_names"]
    return {str(name): each for name, each in zip(names, columns, strict=True)}


@dataclass(frozen=True)
class OnWorker:
    """Opens the work in a worker of a cluster; sent by pickle.

    Parameters
    ----------
    work : Work
        What is done.

    bounds : list of tuple
        The chunks of each part.

    job : dict
        The facts of the parts: see `Parts`.
    """

    work: Work
    bounds: list[tuple[int, int]]
    job: dict[str, Any]

    def __call__(self) -> Callable[[int], tuple[int, int]]:
        """Return the function that makes a part by its number.

        Raises
        ------
        ClusterError
            If this machine does not have the same run, data or result as the caller's.
        """
        run, parts = self._opened()
        columns = self.work.columns(run)

        def make(number: int) -> tuple[int, int]:
            counts = np.zeros(2, int)

            def report(n_rows: int, n_anomalies: int) -> None:
                counts[:] += n_rows, n_anomalies

            parts.make(number, columns, report)
            return int(counts[0]), int(counts[1])

        return make

    def _opened(self) -> tuple[Run, Parts]:
        from autoencode.cluster.workers import node_name

        node, work = node_name(), self.work
        try:
            run = work.loaded()
            parts = work.parts(run, self.bounds)
        except AutoencodeError as error:
            raise ClusterError(f"The node {node}: {error} {SHARED}") from error
        same = {
            f"the run {work.run}": parts.job["work"] == self.job["work"],
            f"the data {work.data}": parts.job["data"] == self.job["data"],
            f"the result {work.out}": parts.found() is not None,
        }
        for name, is_same in same.items():
            if not is_same:
                raise ClusterError(
                    f"The node {node} does not see {name} as it is here. {SHARED}"
                )
        return run, parts


def made_on(cluster: Cluster, work: Work, parts: Parts) -> Callable[..., None]:
    """Return the function that has parts made by the workers of a cluster."""

    def make(numbers: list[int], report: Report) -> None:
        from autoencode.cluster.mapping import mapped

        opened = OnWorker(work, parts.bounds, parts.job)
        with cluster.connected() as workers:
            for counts in mapped(opened, numbers, workers):
                report(*counts)

    return make
