"""An autoencoder of a detector, and how its scores are put on one scale."""

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
from autoencode.tasks.anomaly_scores import Known

# Of the logarithm of a score: that of a sum of squares of 800 independent values. It is
# less where samples are so few that a network knows them by heart.
LEAST_SPREAD = 0.05
LEAST, MOST = 1e-12, 1e30  # scores beyond count as these
# The default networks: those of one shape are trained at once. Wider ones see a little
# more, in three times the time.
WIDTHS, N_COMPONENTS = (64, 64), 24
OF_IMAGES: dict[str, Any] = {
    "n_components": 8,
    "hidden_layer_sizes": (256, 128, 64, 32),
    "batch_size": 128,
    "max_epochs": 60,
}
N_STEPS, BATCH_SIZE = 200, 128  # 500 at half the rate find 0.1 points more


def default_network(n_samples: int, names: tuple[str, ...]) -> BaseAutoencoder:
    """Return an untrained autoencoder for so many samples, which has these scores."""
    batch_size = min(BATCH_SIZE, n_samples)
    kind = VariationalAutoencoder if "likelihood" in names else Autoencoder
    return kind(
        n_components=N_COMPONENTS,
        hidden_layer_sizes=WIDTHS,
        weight_init="he",
        learning_rate=1e-2,
        batch_size=batch_size,
        max_epochs=max(1, round(N_STEPS * batch_size / n_samples)),
        validation_fraction=0.0,
    )


class Member(NamedTuple):
    """An autoencoder of the ensemble, and the statistics of its scores.

    ``statistics`` has for each score, by name, "center" and "spread" of its logarithm
    among training samples, and "learned", the arrays that it is computed with.
    """

    model: BaseAutoencoder
    statistics: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, model: BaseAutoencoder, names: tuple[str, ...], X: Samples) -> Self:
        """Return a trained autoencoder with the statistics of its scores."""
        learned = anomaly_scores.learn(names, model, X)
        statistics = {
            name: {
                "center": float(np.median(found)),
                "spread": max(float(found.std()), LEAST_SPREAD),
                "learned": learned[name],
            }
            for name, found in _logarithms(model, X, learned).items()
        }
        return cls(model, statistics)

    def values(self, X: Samples) -> Array:
        """Return the mean of its scores, each in units of its own spread."""
        learned = {name: each["learned"] for name, each in self.statistics.items()}
        total = np.zeros(X.shape[0])
        for name, found in _logarithms(self.model, X, learned).items():
            each = self.statistics[name]
            total += (found - each["center"]) / each["spread"]
        return total / len(self.statistics)


def check_statistics(statistics: list[dict[str, dict[str, Any]]]) -> None:
    """Raise ValueError for statistics of scores that no ensemble has."""
    for of_member in statistics:
        for name, each in of_member.items():
            if name not in anomaly_scores.SCORES:
                raise ValueError(f"it has no score {name!r}")
            arrays = [each["center"], each["spread"], *each["learned"].values()]
            if not all(np.isfinite(array).all() for array in arrays):
                raise ValueError(f"the statistics of {name!r} are not finite")
            if not each["spread"] > 0:
                raise ValueError(f"the spread of {name!r} is not above 0")


def listed(autoencoder: Any) -> list[BaseAutoencoder]:
    """Return the autoencoders of one, of a list of them, or of None."""
    if autoencoder is None:
        return []
    return list(autoencoder) if isinstance(autoencoder, tuple | list) else [autoencoder]


def check_members(
    autoencoders: list[BaseAutoencoder], n_members: int, scoring: str
) -> None:
    """Raise for autoencoders that an ensemble cannot be made of.

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
            f"scoring='likelihood' needs an autoencoder that has one, such as "
            f"VariationalAutoencoder(); got {lacking[0]!r}."
        )


def trained(
    autoencoders: list[BaseAutoencoder],
    Z: Samples,
    rows: list[Array],
    names: tuple[str, ...],
    seed: int,
    *,
    silent: bool,
) -> list[Member]:
    """Return an autoencoder trained on each list of rows, with seeds of their own.

    Copies of ``autoencoders``, as many of each, side by side: some of those that leave
    out the same rows are then alike, as members are (see `calibration.agreement`). Or
    the default where there are none. ``names`` are the scores they learn.
    """
    n_least = min(len(own) for own in rows)
    models: list[BaseAutoencoder] = [
        clone(autoencoders[place * len(autoencoders) // len(rows)])
        if autoencoders
        else default_network(n_least, names)
        for place in range(len(rows))
    ]
    for place, model in enumerate(models):
        own_seed = np.random.SeedSequence([seed, place]).generate_state(1)[0]
        model.set_params(random_state=int(own_seed))
    fit_together(models, Z, rows, silent=silent)
    return [
        Member.of(model, names, Z[own]) for model, own in zip(models, rows, strict=True)
    ]


def _logarithms(
    model: BaseAutoencoder, X: Samples, known: dict[str, Known]
) -> dict[str, Array]:
    """Return the logarithms of scores, by name; all are finite."""
    found = {}
    for name, values in anomaly_scores.values(model, X, known).items():
        finite = np.nan_to_num(values, nan=MOST, posinf=MOST, neginf=-MOST)
        is_logarithm = anomaly_scores.SCORES[name].of_model is not None
        found[name] = finite if is_logarithm else np.log(finite.clip(LEAST, MOST))
    return found
