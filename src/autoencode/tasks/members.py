"""Members of a detector's ensemble: autoencoders with standardized anomaly scores."""

from typing import Any, NamedTuple, Self

import numpy as np
from sklearn.base import clone

from autoencode.arrays import Array, Samples
from autoencode.errors import InvalidParameterError
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.base import BaseAutoencoder
from autoencode.models.together import fit_together
from autoencode.models.variational import VariationalAutoencoder
from autoencode.tasks import anomaly_scores
from autoencode.tasks.anomaly_scores import SCORES, Learned
from autoencode.tasks.neighbors import first_references

# Lower bound of the standard deviation of log scores: that of a sum of squares of 800
# independent values. Overfitting to few samples makes it smaller.
MIN_SPREAD = 0.05
MIN_SCORE, MAX_SCORE = 1e-12, 1e30  # scores are clipped to these
OWN = "own_scores"  # of training samples not compared with themselves
# The default networks; those of equal shape are trained at once. Wider ones are a
# little better, in three times the time.
WIDTHS, N_COMPONENTS = (64, 64), 24
N_STEPS, BATCH_SIZE = 200, 128  # 500 at half the rate are 0.1 points better


def default_network(n_samples: int, scores: tuple[str, ...]) -> BaseAutoencoder:
    """Return an untrained autoencoder for a number of samples and names of scores."""
    batch_size = min(BATCH_SIZE, n_samples)
    model = VariationalAutoencoder if "likelihood" in scores else Autoencoder
    return model(
        n_components=N_COMPONENTS,
        hidden_layer_sizes=WIDTHS,
        weight_init="he",
        learning_rate=1e-2,
        batch_size=batch_size,
        max_epochs=max(1, round(N_STEPS * batch_size / n_samples)),
        validation_fraction=0.0,
        linear_skip=False,
    )


class Member(NamedTuple):
    """An autoencoder of the ensemble, with the statistics of its scores.

    ``statistics`` has for each score, by name: "center" and "spread", median and
    standard deviation of its logarithm among training samples, and "learned", the
    arrays that the score is computed with.
    """

    model: BaseAutoencoder
    statistics: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, model: BaseAutoencoder, scores: tuple[str, ...], X: Samples) -> Self:
        """Return a trained autoencoder with the statistics of scores on ``X``."""
        learned = anomaly_scores.learn(scores, model, X)
        values = _log_scores_of_training(model, X, learned)
        statistics = {
            name: {
                "center": float(np.median(values[name])),
                "spread": max(float(values[name].std()), MIN_SPREAD),
                "learned": learned[name],
            }
            for name in scores
        }
        return cls(model, statistics)

    def to_explain(self) -> Self:
        """Return a member with fewer references, whose scores are faster."""
        statistics = {
            name: {**each, "learned": first_references(each["learned"])}
            for name, each in self.statistics.items()
        }
        return self._replace(statistics=statistics)

    def scores(self, X: Samples) -> Array:
        """Return the weighted mean of the standardized log scores, (n_samples,)."""
        learned = {name: each["learned"] for name, each in self.statistics.items()}
        total, weights = np.zeros(X.shape[0]), 0.0
        for name, values in _log_scores(self.model, X, learned).items():
            statistics, weight = self.statistics[name], SCORES[name].weight
            total += weight * (values - statistics["center"]) / statistics["spread"]
            weights += weight
        return total / weights


def mean_scores(members: list[Member], X: Samples) -> Array:
    """Return the mean scores of ensemble members; higher is more anomalous."""
    return np.asarray(np.mean([member.scores(X) for member in members], axis=0))


def check_statistics(statistics: list[dict[str, dict[str, Any]]]) -> None:
    """Raise ValueError for invalid statistics of scores."""
    for member in statistics:
        for name, each in member.items():
            if name not in SCORES:
                raise ValueError(f"it has no score {name!r}")
            arrays = [each["center"], each["spread"], *each["learned"].values()]
            if not all(np.isfinite(array).all() for array in arrays):
                raise ValueError(f"the statistics of {name!r} are not finite")
            if not each["spread"] > 0:
                raise ValueError(f"the spread of {name!r} is not above 0")


def as_list(autoencoder: Any) -> list[BaseAutoencoder]:
    """Return a list of autoencoders, given one, several or None."""
    if autoencoder is None:
        return []
    return list(autoencoder) if isinstance(autoencoder, tuple | list) else [autoencoder]


def check_members(
    autoencoders: list[BaseAutoencoder], n_members: int, scoring: str
) -> None:
    """Raise for autoencoders that cannot form the ensemble.

    Raises
    ------
    InvalidParameterError
    """
    if len(autoencoders) > n_members:
        raise InvalidParameterError(
            f"autoencoder has {len(autoencoders)} autoencoders, but n_members="
            f"{n_members}: some would not be trained. Set n_members to "
            f"{len(autoencoders)} or more."
        )
    lacking = [each for each in autoencoders if not hasattr(each, "elbo")]
    if "likelihood" in scoring and lacking:
        raise InvalidParameterError(
            f"scoring='likelihood' requires an autoencoder with a likelihood, such as "
            f"VariationalAutoencoder(); got {lacking[0]!r}."
        )


def train_members(
    autoencoders: list[BaseAutoencoder],
    Z: Samples,
    rows: list[Array],
    scores: tuple[str, ...],
    seed: int,
    *,
    silent: bool,
) -> list[Member]:
    """Return one trained ensemble member per array of rows, each with its own seed.

    The members are copies of ``autoencoders``, equally many of each and in order, so
    that some members that hold out the same rows are alike (see
    `calibration.member_correlation`); or the default network if the list is empty.
    ``scores`` are the names of the scores to compute.
    """
    min_samples = min(len(own) for own in rows)
    models: list[BaseAutoencoder] = [
        clone(autoencoders[index * len(autoencoders) // len(rows)])
        if autoencoders
        else default_network(min_samples, scores)
        for index in range(len(rows))
    ]
    for index, model in enumerate(models):
        own_seed = np.random.SeedSequence([seed, index]).generate_state(1)[0]
        model.set_params(random_state=int(own_seed))
    fit_together(models, Z, rows, silent=silent)
    return [
        Member.of(model, scores, Z[own])
        for model, own in zip(models, rows, strict=True)
    ]


def _log_scores(
    model: BaseAutoencoder, X: Samples, learned: dict[str, Learned]
) -> dict[str, Array]:
    """Return the logarithms of scores by name, all finite."""
    result = {}
    for name, values in anomaly_scores.values(model, X, learned).items():
        finite = np.nan_to_num(
            values, nan=MAX_SCORE, posinf=MAX_SCORE, neginf=-MAX_SCORE
        )
        is_logarithm = SCORES[name].of_model is not None
        result[name] = (
            finite if is_logarithm else np.log(finite.clip(MIN_SCORE, MAX_SCORE))
        )
    return result


def _log_scores_of_training(
    model: BaseAutoencoder, X: Samples, learned: dict[str, Learned]
) -> dict[str, Array]:
    """Return the logarithms of scores of the training samples, by name.

    Those that compare samples with training samples know their own; these are removed
    from the arrays in ``learned``, which are then stored.
    """
    own = {
        name: np.log(arrays.pop(OWN), dtype=np.float64)
        for name, arrays in learned.items()
        if OWN in arrays
    }
    others = {name: arrays for name, arrays in learned.items() if name not in own}
    return own | (_log_scores(model, X, others) if others else {})
