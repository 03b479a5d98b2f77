"""All estimators of the package, models and tasks, in one table.

Storage, command line, contract tests and reference loop over `ESTIMATORS`; they look up
the methods of an estimator instead of its name.
"""

from collections.abc import Iterator
from typing import Any

from sklearn.base import is_classifier, is_clusterer

from autoencode.data.mixed import TableTransformer
from autoencode.models import MODELS
from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.classifier import AutoencoderClassifier
from autoencode.tasks.clustering import AutoencoderClustering
from autoencode.tasks.rating_recommender import RatingRecommender
from autoencode.tasks.recommender import ItemRecommender
from autoencode.tasks.retriever import DocumentRetriever
from autoencode.tasks.table_anomalies import TableDetector
from autoencode.tasks.tables import TableAutoencoder

# A name, as in ``autoencode fit --model NAME`` and in run folders, to its class.
ESTIMATORS: dict[str, type[Any]] = {
    **MODELS,
    "anomaly_detector": AnomalyDetector,
    "classifier": AutoencoderClassifier,
    "clustering": AutoencoderClustering,
    "item_recommender": ItemRecommender,
    "rating_recommender": RatingRecommender,
    "retriever": DocumentRetriever,
    "table_autoencoder": TableAutoencoder,
    "table_detector": TableDetector,
    "table_transformer": TableTransformer,
}


def name_of(estimator: Any) -> str | None:
    """Return the name of an estimator's class in `ESTIMATORS`, or None."""
    names = (name for name, cls in ESTIMATORS.items() if type(estimator) is cls)
    return next(names, None)


def takes_frames(estimator: Any) -> bool:
    """Whether an estimator takes data frames with text and missing cells."""
    tags = estimator.__sklearn_tags__().input_tags
    return bool(tags.string and tags.allow_nan)


def allows_missing_labels(estimator: Any) -> bool:
    """Whether samples may have no label: of classifiers and clusterings."""
    return bool(is_classifier(estimator) or is_clusterer(estimator))


def takes_texts(estimator: Any) -> bool:
    """Whether an estimator, or a class of them, takes texts and counts of words."""
    return hasattr(estimator, "count_stems")


def takes_interactions(estimator: Any) -> bool:
    """Whether an estimator, or a class of them, takes interactions with items."""
    return hasattr(estimator, "score_items")


def takes_ratings(estimator: Any) -> bool:
    """Whether an estimator, or a class of them, takes ratings of items by users."""
    return hasattr(estimator, "predict_numbers")


def has_own_input(estimator: Any) -> bool:
    """Whether an estimator takes documents, interactions or ratings: not scaled."""
    kinds = (takes_texts, takes_interactions, takes_ratings)
    return any(takes(estimator) for takes in kinds)


def fitted_estimators(estimator: Any) -> Iterator[Any]:
    """Yield the estimators of the table that a fitted one holds, recursively."""
    for name, value in vars(estimator).items():
        for part in value if isinstance(value, list) else [value]:
            if name.endswith("_") and name_of(part) is not None:
                yield part
                yield from fitted_estimators(part)


def set_everywhere(estimator: Any, parameter: str, value: Any) -> None:
    """Set a parameter of an estimator, and of all estimators that it holds."""
    for each in [estimator, *fitted_estimators(estimator)]:
        names = [n for n in each.get_params() if n.split("__")[-1] == parameter]
        each.set_params(**dict.fromkeys(names, value))
        if parameter in getattr(each, "_fitted_parameters", {}):
            each._fitted_parameters[parameter] = value
