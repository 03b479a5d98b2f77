"""The contents of a run, and the names of its files."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sklearn.decomposition import PCA
from sklearn.pipeline import Pipeline

from autoencode.errors import InvalidParameterError, why
from autoencode.estimators import name_of
from autoencode.storage.state import last_step

FORMAT = 2
CONFIGURATION = "configuration.json"
WEIGHTS = "weights.safetensors"
OBJECTS = "transformers.skops"
HISTORY = "history.csv"
METRICS = "metrics.json"
SAMPLES = "samples.safetensors"
REQUIRED = frozenset({CONFIGURATION, WEIGHTS})
FILES = REQUIRED | {OBJECTS, HISTORY, METRICS, SAMPLES}
# Types of other entries; None is allowed too.
LIST = (list, tuple)
INPUT: dict[str, Any] = {"data": str, "test": str}
INPUT |= {"label": str, "id": str, "id_name": str}
INPUT |= {"grey": bool, "image_shape": LIST, "image_size": LIST}
INPUT |= {"text": str, "encoding": str, "delimiter": str, "decimal": str}
INPUT |= {"feature_names": LIST, "class_names": LIST, "drop": LIST}
ABOUT = {"command": str, "saved": str, "versions": dict, "completed": bool}
N_AXES = {"X": 2, "epoch": 1, "X_hat": 3, "rows": 1}  # of samples


@dataclass(kw_only=True)
class Run:
    """The contents of a run folder.

    Parameters
    ----------
    estimator : estimator or Pipeline
        Fitted: an entry of `ESTIMATORS`, or a pipeline that ends in one.

    input : dict
        How to read data for this estimator, as the command line stores it.

    metrics : dict or None
        The evaluation.

    samples : dict of arrays
        "X", and "epoch" with "X_hat" of shape (n_epochs, n_samples, n_features).

    pca : PCA or None
        The PCA that the estimator was compared with, to compare on other data.

    about : dict
        Command, hash of the data, versions, time.
    """

    estimator: Any
    input: dict[str, Any] = field(default_factory=dict)
    metrics: dict[str, Any] | None = None
    samples: dict[str, np.ndarray[Any, Any]] = field(default_factory=dict)
    pca: PCA | None = None
    about: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, model: Any, scaler: Any = None, **parts: Any) -> "Run":
        """Return a run of an estimator behind a scaler, if there is one."""
        if scaler is not None:
            steps = [("scaler", scaler), (name_of(model) or "model", model)]
            model = Pipeline(steps)
        return cls(estimator=model, **parts)

    @property
    def model(self) -> Any:
        """The estimator itself, without the steps of a pipeline in front of it."""
        return last_step(self.estimator)

    @property
    def scalers(self) -> list[Any]:
        """The steps of the pipeline in front of the estimator."""
        is_pipeline = isinstance(self.estimator, Pipeline)
        return [step for _, step in self.estimator.steps[:-1]] if is_pipeline else []

    @property
    def first_step(self) -> Any:
        """What takes the data: the first scaler, or the estimator itself."""
        return self.scalers[0] if self.scalers else self.model

    @property
    def feature_names(self) -> list[str]:
        """Names of the columns; their numbers where they have none."""
        names = self.input.get("feature_names")
        return [str(name) for name in names or range(self.estimator.n_features_in_)]

    @property
    def table_columns(self) -> Any:
        """The columns of tables that the first step was fitted to."""
        return getattr(self.first_step, "table_", self.first_step).columns_

    @property
    def has_inverse(self) -> bool:
        """Whether the scalers have an inverse; some have the method, and raise."""
        if not self.scalers:
            return True
        try:
            self.unscale(np.ones((1, self.model.n_features_in_)))
        except InvalidParameterError:
            return False
        return True

    def scale(self, X: Any) -> Any:
        """Return samples as the model itself takes them."""
        for scaler in self.scalers:
            X = scaler.transform(X)
        return X

    def unscale(self, X: Any) -> Any:
        """Return reconstructions in the data's own units.

        Raises
        ------
        InvalidParameterError
            If a scaler has no inverse.
        """
        for scaler in reversed(self.scalers):
            try:
                X = scaler.inverse_transform(X)
            except (AttributeError, ValueError, IndexError) as error:
                raise InvalidParameterError(
                    f"{type(scaler).__name__} of the pipeline has no inverse, which "
                    f"rows in the units of the data need ({why(error).rstrip('.')}). "
                    f"Apply it before, and save the rest."
                ) from error
        return X


def check_facts(run: Run) -> None:
    """Raise ValueError for invalid facts and samples."""
    if not isinstance(run.input, dict):
        raise ValueError("'input' is not an object")
    for place, types in ((run.input, INPUT), (run.about, ABOUT)):
        for name, kind in types.items():
            value = place.get(name)
            if value is not None and not isinstance(value, kind):
                raise ValueError(f"{name!r} is {value!r}")
    names = run.input.get("feature_names")
    if names is not None and len(names) != run.estimator.n_features_in_:
        raise ValueError(f"'feature_names' has {len(names)} names")
    for name, array in run.samples.items():
        if array.ndim != N_AXES.get(name):
            raise ValueError(f"the samples' {name!r} has the shape {array.shape}")
