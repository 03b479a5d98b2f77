"""Documents on the command line: fitting to them, and reading them for a saved run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset
    from autoencode.storage import Run


def fit_task(run: Run, dataset: Dataset) -> None:
    """Fit the estimator of a run, and give a retriever the documents to search among.

    These are all documents: those for testing are encoded after training.
    """
    from autoencode.estimators import takes_interactions, takes_ratings, takes_texts

    model = run.model
    if takes_interactions(model):
        model.fit(dataset.X, item_ids=dataset.item_ids)
        return
    if takes_ratings(model):
        check_test_ratings(model, dataset)
        model.fit(dataset.X, user_ids=dataset.ids, item_ids=dataset.item_ids)
        return
    if not takes_texts(model):
        model.fit(run.scale(dataset.X), dataset.y)
        return
    check_test_counts(dataset)
    model.fit(dataset.X, titles=dataset.ids)
    if dataset.X_test is not None:
        model.add(dataset.X_test, titles=dataset.ids_test)


def check_test_counts(dataset: Dataset) -> None:
    """Raise for negative counts of test documents, before the model is trained."""
    from autoencode.data.stems import is_texts
    from autoencode.tasks.word_counts import check_counts

    if dataset.X_test is not None and not is_texts(dataset.X_test):
        check_counts(dataset.X_test, part=" of the test part")


def check_test_ratings(model: Any, dataset: Dataset) -> None:
    """Raise for test ratings outside the range given, before the model is trained."""
    from autoencode.tasks.rating_inputs import check_within, given_ratings

    if model.rating_range is not None and dataset.X_test is not None:
        users: Any = () if dataset.ids is None else dataset.ids
        items: Any = () if dataset.item_ids is None else dataset.item_ids
        check_within(given_ratings(dataset.X_test), model.rating_range, users, items)


def reads_texts(data: str, run: Run) -> bool:
    """Whether DATA is read as texts for a run: a folder, or a column of a table."""
    from autoencode.data import DATASETS
    from autoencode.estimators import takes_texts

    if not takes_texts(run.model) or run.model.stems_ is None or data in DATASETS:
        return False
    return Path(data).is_dir() or run.input.get("text") is not None


@contextmanager
def texts_of_tables(data: str, run: Run) -> Iterator[None]:
    """Explain why a table of texts cannot be read for a run of documents."""
    from autoencode.errors import InvalidDataError, MixedColumnsError
    from autoencode.estimators import takes_texts

    try:
        yield
    except MixedColumnsError as error:
        if not takes_texts(run.model):
            raise
        raise InvalidDataError(
            f"{data} has columns of text, and which of them holds documents is not "
            f"known, since the run was fitted to a folder or to counts. Give a folder "
            f"of texts, or counts."
        ) from error


def read_texts_for_run(data: str, run: Run) -> Dataset:
    """Read documents like those of the fit."""
    from autoencode.cli.options import given_text_options
    from autoencode.data.documents import read_documents

    stored = {name: run.input.get(name) for name in ("encoding", "delimiter")}
    stored |= {k: v for k, v in given_text_options().items() if k in stored}
    if Path(data).is_dir():
        return read_documents(data, **stored)
    columns = {"label": "label", "id": "id_column", "text": "text"}
    chosen = {name: run.input.get(key) for key, name in columns.items()}
    return read_documents(data, **stored, **chosen)
