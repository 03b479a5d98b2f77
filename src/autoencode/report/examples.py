"""Examples of what a run answers: closest documents, recommended items."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from autoencode.data.dataset import Dataset, len_of
from autoencode.storage import Run

N_EXAMPLES, N_ANSWERS, N_LIKED = 6, 5, 6
MAX_LETTERS = 160  # of a text


class Examples(NamedTuple):
    """A table: what was asked, and the answers."""

    heading: str
    header: list[str]
    rows: list[list[str]]


def examples_of(run: Run, dataset: Dataset) -> Examples | None:
    """Return examples of a run's answers; None of an estimator that has none."""
    for method, examples in OF_METHODS.items():
        if hasattr(run.model, method):
            return examples(run.model, dataset)
    return None


def _test_part(dataset: Dataset) -> tuple[Any, Any, Any]:
    """Return samples to ask for, spread over those for testing, their rows and ids."""
    X, ids = dataset.X_test, dataset.ids_test
    if X is None:
        X, ids = dataset.X, dataset.ids
    rows = np.linspace(0, len_of(X) - 1, min(N_EXAMPLES, len_of(X))).astype(int)
    ids = None if ids is None else np.asarray(ids)[rows]
    if isinstance(X, list | tuple):
        return [X[row] for row in rows], rows, ids
    return X[rows], rows, ids


def _titles(model: Any, dataset: Dataset, rows: Any) -> list[str]:
    """Return the titles that documents without ids have among those searched.

    They are row numbers, and go on from the training documents to those for testing;
    new documents are not among those searched.
    """
    parts = [X for X in (dataset.X, dataset.X_test) if X is not None]
    first, n_known = sum(map(len_of, parts[:-1])), len(model.titles_)
    is_known = dataset.X is not None and first + len_of(parts[-1]) <= n_known
    if is_known and all(model.titles_[first + row] == str(first + row) for row in rows):
        return [str(first + row) for row in rows]
    return [f"new row {row}" for row in rows]


def _closest_documents(model: Any, dataset: Dataset) -> Examples:
    X, asked_rows, ids = _test_part(dataset)
    names = _titles(model, dataset, asked_rows) if ids is None else ids
    counts = model.count_stems(X) if model.stems_ is not None else X
    number = min(N_ANSWERS + 1, len(model.titles_))
    distances, rows = model.kneighbors(counts, number)
    table = []
    for place, name in enumerate(names):
        similarities = model.similarities(distances[place])
        # A test document may be among those searched.
        answers = [
            f"{_short(model.titles_[row])} ({similarity:.2f})"
            for row, similarity in zip(rows[place], similarities, strict=True)
            if str(model.titles_[row]) != str(name)
        ]
        text = X[place] if model.stems_ is not None else ""
        asked = f"{name}: {_short(text)}" if text else str(name)
        table.append([asked, " · ".join(answers[:N_ANSWERS])])
    header = ["document", "closest documents (similarity)"]
    return Examples("Documents and the closest ones", header, table)


def _recommended_items(model: Any, dataset: Dataset) -> Examples:
    X, user_rows, ids = _test_part(dataset)
    users = user_rows if ids is None else ids
    likes, names = sparse.csr_array(X), np.asarray(model.item_ids_)
    found = model.recommend(X, min(N_ANSWERS, len(names)))
    table = []
    for place, user in enumerate(users):
        liked = likes.indices[likes.indptr[place] : likes.indptr[place + 1]]
        more = f" · and {len(liked) - N_LIKED:,} more" if len(liked) > N_LIKED else ""
        own = " · ".join(_short(names[item]) for item in liked[:N_LIKED]) + more
        items = [item for item in found.items[place] if item >= 0]
        table.append(
            [str(user), own or "none", " · ".join(_short(names[i]) for i in items)]
        )
    return Examples("Recommended items", ["user", "likes", "recommended"], table)


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= MAX_LETTERS else f"{words[:MAX_LETTERS]}…"


OF_METHODS: dict[str, Callable[[Any, Dataset], Examples]] = {
    "kneighbors": _closest_documents,
    "score_items": _recommended_items,
}
