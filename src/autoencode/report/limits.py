"""Known limits of a run: few sentences, each from a fact of it."""

from typing import Any

from sklearn.base import is_classifier

from autoencode.data.dataset import Dataset, len_of
from autoencode.storage import Run

FEW_ROWS = 100

# What a model can do, by the method that does it, and what holds of the results.
CAVEATS = {
    "sample": "Samples drawn from the model have the gaps and biases of the training "
    "data, and may resemble single training samples.",
    "p_values": "Scores say how unusual a row is, not whether it is a fault. Normal "
    "rows of a new kind are reported too, and anomalies among the training rows raise "
    "the threshold.",
    "describe": "An algorithm finds clusters in any data. That they exist, and mean "
    "something, has to be shown otherwise.",
    "score_items": "Only items of the fit are recommended, by what users liked before: "
    "popular items are favoured.",
    "predict_numbers": "A high predicted rating does not mean that a user would choose "
    "the item: only ratings that users gave are learned from.",
    "count_stems": "Documents are compared by words of the fit; new words are ignored.",
    "impute": "Imputed cells are estimates; do not use them as observations.",
}

OF_CLASSIFIERS = (
    "Only the classes of the fit are predicted, also of samples that belong to none. "
    "Probabilities for samples of another source are not calibrated."
)


def limits_of(run: Run, dataset: Dataset, evaluation: Any) -> list[str]:
    """Return known limits of a run and of its evaluation, as sentences.

    Parameters
    ----------
    run : Run
        A fitted run.
    dataset : Dataset
        The evaluated samples, in ``X_test``, or in ``X`` if those are None.
    evaluation : object or None
        The result of `autoencode.report.evaluate_run`.
    """
    return [
        *_of_evaluation(dataset, evaluation),
        *_of_codes(run),
        *(text for method, text in CAVEATS.items() if hasattr(run.model, method)),
        *([OF_CLASSIFIERS] if is_classifier(run.model) else []),
    ]


def _of_evaluation(dataset: Dataset, evaluation: Any) -> list[str]:
    if evaluation is None:
        return ["Nothing is measured, so that the results have to be checked by eye."]
    X = dataset.X_test
    if X is None:
        return [
            "There are no test samples. Results on samples that the model was trained "
            "on are optimistic."
        ]
    found = []
    if len_of(X) < FEW_ROWS:
        found.append(
            f"The evaluation has {len_of(X)} rows: differences between methods may be "
            f"due to chance."
        )
    if dataset.X is not None:
        found.append(
            "Test samples are of the same source as those of training. On data "
            "collected elsewhere or later, results may be worse."
        )
    return found


def _of_codes(run: Run) -> list[str]:
    if not hasattr(run.model, "transform"):
        return []
    found = []
    scale = str(run.input.get("scale") or "none")
    if scale not in ("none", "auto"):
        found.append(
            f"Codes and errors are of scaled data ({scale}): columns in other units "
            f"give other codes."
        )
    if hasattr(run.model, "history_"):
        found.append(
            "Codes of two fits cannot be compared: another seed, or other samples, "
            "change the order, sign and meaning of the units."
        )
    return found
