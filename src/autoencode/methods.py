"""What can be asked of the rows of a saved run, by the word for it: `ROW_METHODS`.

The command line has a command, and a server a route, for each word; an estimator has
those of its methods.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple


class RowMethod(NamedTuple):
    """Methods that answer a word; the first that an estimator has is called."""

    methods: tuple[str, ...]
    summary: str
    reads: str = "samples"  # or "codes": what its rows are
    # Parameter for the number of items or documents that are found for each row.
    number: str | None = None


ROW_METHODS = {
    "encode": RowMethod(("transform",), "Codes of samples."),
    "decode": RowMethod(("inverse_transform",), "Samples from codes.", "codes"),
    "reconstruct": RowMethod(("reconstruct",), "Samples, encoded and decoded."),
    "impute": RowMethod(("impute",), "Rows with their missing cells filled in."),
    "predict": RowMethod(
        ("predict",), "Class, cluster, rating, or 1 (normal) and -1 (anomaly)."
    ),
    "predict_proba": RowMethod(
        ("predict_proba",), "Probability of each class or cluster."
    ),
    "score": RowMethod(
        ("score_samples", "reconstruction_error"),
        "A number for each row: score_samples, higher is more normal; of estimators "
        "without it reconstruction_error, higher is worse. The column says which. Both "
        "are in the units of the model, after the run's scaler.",
    ),
    "p_values": RowMethod(("p_values",), "Probability of so anomalous a normal row."),
    "score_items": RowMethod(("score_items",), "Scores of all items for users."),
    "recommend": RowMethod(
        ("recommend",), "Items that users do not have, the best first.", number="n"
    ),
    "search": RowMethod(
        ("kneighbors",), "Nearest documents, the best first.", number="n_neighbors"
    ),
}


def method_for(model: Any, word: str) -> str | None:
    """Return the method that answers a word for an estimator; None if it has none."""
    found = (name for name in ROW_METHODS[word].methods if hasattr(model, name))
    return next(found, None)


def call(run: Any, method: str, X: Any) -> Any:
    """Return the result of a method of a run's estimator, in data units.

    Parameters
    ----------
    run : Run
        A fitted run.
    method : str
        One of the methods of `ROW_METHODS`.
    X : array, sparse matrix, data frame or sequence of str
        Rows as the run takes them; codes for "inverse_transform".
    """
    if method == "inverse_transform":
        return run.estimator.inverse_transform(X)
    result = getattr(run.model, method)(run.scale(X))
    return run.unscale(result) if method == "reconstruct" else result


def code_names(model: Any, n_components: int = 0) -> list[str] | None:
    """Return the names of the columns of codes; None of unknown codes to be read."""
    inner = getattr(model, "model_", model)  # whose names files have had from the first
    if hasattr(inner, "get_feature_names_out"):
        return [str(name) for name in inner.get_feature_names_out()]
    return [f"code{number}" for number in range(n_components)] or None


def result_names(run: Any, method: str, n_columns: int) -> list[str]:
    """Return the names of the columns of a method's result.

    Parameters
    ----------
    run : Run
        A fitted run.
    method : str
        One of the methods of `ROW_METHODS`.
    n_columns : int
        Columns of the result; 0 for one number for each row.
    """
    if not n_columns:
        return ["prediction" if method == "predict" else method]
    known: dict[str, Sequence[Any] | None] = {
        "reconstruct": run.feature_names,
        "inverse_transform": run.feature_names,
        "predict_proba": getattr(run.model, "classes_", None),
        "score_items": getattr(run.model, "item_ids_", None),
        "transform": code_names(run.model, n_columns),
    }
    names = known.get(method)
    if names is None or len(names) != n_columns:
        names = range(n_columns)
    return [str(name) for name in names]
