"""What a report says, before it is written as a page or as a model card."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from autoencode.data.dataset import Dataset
from autoencode.report.advice import Advice, advise
from autoencode.report.examples import Examples, examples_of
from autoencode.report.facts import Facts, facts_of
from autoencode.report.limits import limits_of
from autoencode.storage import Run

# Commands for a saved run, by the method that they need.
USES = {
    "transform": "autoencode encode {run} DATA --out codes.csv",
    "inverse_transform": "autoencode decode {run} codes.csv --out decoded.csv",
    "p_values": "autoencode detect {run} DATA --out scores.csv",
    "predict_proba": "autoencode predict {run} DATA --out predictions.csv",
    "impute": "autoencode impute {run} DATA --out imputed.csv",
    "kneighbors": 'autoencode search {run} "QUERY"',
    "recommend": "autoencode recommend {run} --out recommendations.csv",
}


class Content(NamedTuple):
    """The words and numbers of a report.

    Parameters
    ----------
    title, verdict : str
        Heading, and the evaluation in one sentence; "" without an evaluation.
    advice : Advice
        What to do next.
    facts : Facts
        What was trained on what, and how.
    header, rows : list of str, list of list of str
        The table of the evaluation; empty without one.
    heading : str
        What the numbers of the table are.
    notes, limits : list of str
        How the numbers were computed; what is known not to hold.
    uses : list of str
        Commands that use the run.
    place : str
        The run folder, as commands name it.
    examples : Examples or None
        What the run answers for some samples, of retrievers and recommenders.
    """

    title: str
    verdict: str
    advice: Advice
    facts: Facts
    header: list[str]
    rows: list[list[str]]
    heading: str
    notes: list[str]
    limits: list[str]
    uses: list[str]
    place: str
    examples: Examples | None

    @property
    def loading(self) -> str:
        """Lines of Python that load the run."""
        return f"from autoencode import load\n\nmodel = load({self.place!r})"


def content_of(
    run: Run,
    dataset: Dataset,
    evaluation: Any,
    folder: str | Path,
    notes: Sequence[str] = (),
) -> Content:
    """Return the words and numbers of the report of a run.

    Parameters
    ----------
    run : Run
        A fitted run.
    dataset : Dataset
        Its samples.
    evaluation : object or None
        The result of `autoencode.report.evaluate_run`.
    folder : str or Path
        The run folder.
    notes : sequence of str, default=()
        Notes on the samples, before those of the evaluation.
    """
    header, rows = ([], []) if evaluation is None else evaluation.table()
    folder = Path(folder)
    # An absolute path would be of this machine only.
    place = folder.name if folder.is_absolute() else str(folder)
    return Content(
        title=f"{type(run.model).__name__} on {dataset.name}",
        verdict="" if evaluation is None else evaluation.verdict(),
        advice=advise(run, evaluation),
        facts=facts_of(run, dataset),
        header=header,
        rows=rows,
        heading="" if evaluation is None else evaluation.heading,
        notes=[] if evaluation is None else [*notes, *evaluation.notes],
        limits=limits_of(run, dataset, evaluation),
        uses=[
            command.format(run=shlex.quote(place))
            for method, command in USES.items()
            if hasattr(run.model, method)
        ],
        place=place,
        examples=examples_of(run, dataset),
    )
