"""The ensemble of an anomaly detector: its settings, training and checks."""

from typing import Any

import numpy as np

from autoencode.arrays import Array, Samples
from autoencode.errors import warn
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.base import BaseAutoencoder
from autoencode.tasks import calibration
from autoencode.tasks.explanation import N_LEVELS
from autoencode.tasks.members import (
    Member,
    as_list,
    check_statistics,
    default_network,
    train_members,
)
from autoencode.warning_filters import ignored_warnings

AUTO_SCORING = "neighbors+error_neighbors"  # the best pair on tables
# The best pair if anomalies may be among the training samples: similar ones would be
# each other's nearest neighbours.
CONTAMINATED_SCORING = "whitened+whitened_codes"
# Of the rows of one mixed table: networks trained on few rows reconstruct a wrong cell
# too, where the others determine it by a sum or a difference.
TABLE_SCORING = f"{CONTAMINATED_SCORING}+distance"
# Of new samples, that a contamination may report beyond its own share.
MAX_MORE = 0.1


def image_settings() -> dict[str, Any]:
    """Return the parameters of an `AnomalyDetector` for images."""
    network = Autoencoder(
        n_components=8,
        hidden_layer_sizes=(256, 128, 64, 32),
        linear_skip=False,
        batch_size=128,
        max_epochs=60,
    )
    settings = {"n_members": 8, "scoring": "path", "scale": "none"}
    return {"autoencoder": network, **settings}


def default_autoencoder(detector: Any, n_samples: int) -> BaseAutoencoder:
    """Return the unfitted autoencoder of a detector that is given none.

    It is for the samples that an ensemble member trains on: the others are held out.
    """
    is_held_out = calibration.held_out_folds(n_samples, detector.n_members, seed=0)
    if is_held_out is not None:
        n_samples -= int(is_held_out.sum(axis=1).max())
    return default_network(n_samples, _scores(detector))


def train_ensemble(
    detector: Any, Z: Samples, rows: Array, seed: int, max_held_out: float
) -> tuple[list[Member], Array, Array | None]:
    """Train an ensemble on some rows of scaled samples, of which it holds some out.

    Returns its members, all members' scores of the held-out rows, and which member
    holds out which of these; or scores of all rows and None, if these are too few.
    ``detector`` is an `AnomalyDetector`, of which the parameters are read.
    """
    is_held_out = calibration.held_out_folds(
        len(rows), detector.n_members, seed, max_held_out
    )
    training_rows = [rows] * detector.n_members
    if is_held_out is not None:
        training_rows = [rows[~out] for out in is_held_out]
    members = train_members(
        as_list(detector.autoencoder),
        Z,
        training_rows,
        _scores(detector),
        seed,
        silent=detector.verbose == 0,
    )
    if is_held_out is not None:
        is_used = is_held_out.any(axis=0)
        rows, is_held_out = rows[is_used], is_held_out[:, is_used]
    scores = np.stack([member.scores(Z[rows]) for member in members])
    return members, scores, is_held_out


def _scores(detector: Any) -> tuple[str, ...]:
    """Return the names of a detector's scores."""
    scoring = detector.scoring
    if scoring == "auto":
        is_clean = isinstance(detector.contamination, str)
        scoring = AUTO_SCORING if is_clean else CONTAMINATED_SCORING
    return tuple(scoring.split("+"))


def warn_of_new_samples(detector: Any) -> None:
    """Warn if far more new samples are reported than the parameters say.

    ``detector`` is a fitted `AnomalyDetector`.
    """
    n_members, contamination = detector.n_members, detector.contamination
    if detector.calibration_draws_ == 1:  # nothing is held out
        way = f"Give {calibration.SAMPLES_PER_MEMBER * n_members} samples or more"
        if n_members < calibration.MIN_MEMBERS:
            way = f"Use n_members={calibration.MIN_MEMBERS} or more"
        warn(
            f"None of {len(detector.calibration_scores_):,} samples is held out with "
            f"n_members={n_members}: p-values of new samples are too small, and too "
            f"many of them are reported. {way}."
        )
    elif not isinstance(contamination, str):
        rate = float(detector.tail_.probability(np.array([-detector.offset_]))[0])
        if rate > contamination + MAX_MORE:
            warn(
                f"contamination={contamination:g} is the share of the samples of fit "
                f"that is reported; of new ones, which no ensemble member was trained "
                f"on, it is about {rate:.2f}. Compare their p_values with a level, or "
                f"fit more samples."
            )


def check_state(detector: Any) -> None:
    """Raise ValueError if the fitted attributes of an `AnomalyDetector` are invalid."""
    n_features = detector.n_features_in_
    if not hasattr(detector, "constants_"):  # as saved before they were told apart
        detector.constants_ = np.full(n_features, np.nan)
    if not hasattr(detector, "calibration_draws_"):  # as saved before it counted
        detector.calibration_draws_ = 0
    if detector.calibration_draws_ not in (0, 1, calibration.N_DRAWS):
        raise ValueError("calibration_draws_ is not the number of draws of a sample")
    constants = detector.constants_
    if constants.shape != (n_features,) or np.isinf(constants).any():
        raise ValueError(f"constants_ must have the shape {(n_features,)}")
    shapes = {
        "usual_error_": (n_features,),
        "levels_": (N_LEVELS, n_features),
        "calibration_scores_": (len(detector.calibration_scores_),),
    }
    for name, shape in shapes.items():
        array = getattr(detector, name)
        if array.shape != shape or not np.isfinite(array).all():
            raise ValueError(f"{name} must be finite and of shape {shape}")
    estimators, statistics = detector.estimators_, detector.score_statistics_
    check_statistics(statistics)
    if len(estimators) != len(statistics) or not estimators:
        raise ValueError("it has no ensemble members, or not their statistics")
    if {model.n_features_in_ for model in estimators} != {n_features}:
        raise ValueError("its ensemble members have another number of features")
    # Arrays that do not match the networks show up when the score is computed.
    with ignored_warnings(UserWarning):  # of missing feature names
        scores = detector._scores(detector._scaled(np.zeros((1, n_features))))
    if not np.isfinite([*scores, detector.offset_]).all():
        raise ValueError("its scores are not finite")
