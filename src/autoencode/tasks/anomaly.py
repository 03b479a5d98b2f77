"""Which rows of a table do not belong, and why: an ensemble of autoencoders judges."""

import warnings
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from scipy.sparse import issparse
from sklearn.utils.validation import check_is_fitted

from autoencode.arrays import Array, Samples, dense, subsample
from autoencode.data.preprocessing import SCALES, make_scaler, takes_sparse
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.base import BaseAutoencoder
from autoencode.models.checks import check_samples
from autoencode.models.setup import draw_seed
from autoencode.params import (
    check_params,
    choice,
    choices,
    instances,
    number,
    random_source,
)
from autoencode.tasks import anomaly_scores, calibration, explanation
from autoencode.tasks.anomaly_scores import SCORES
from autoencode.tasks.calibration import MOST_LEFT_OUT
from autoencode.tasks.explanation import MOST_COLUMNS, Choices, Explanation
from autoencode.tasks.members import (
    OF_IMAGES,
    Member,
    check_members,
    check_statistics,
    listed,
    trained,
)
from autoencode.tasks.outliers import OutlierDetector
from autoencode.tasks.tail import Tail

# What scoring="auto" stands for: the two that do best together on tables.
TOGETHER = "whitened+whitened_codes"
N_LEAST = 2  # samples to train on
FARTHEST = 1e6  # standard deviations from the mean


@dataclass(kw_only=True, eq=False, repr=False)
class AnomalyDetector(OutlierDetector):
    """Finds samples that are unlike those it was fitted on, and says why.

    Autoencoders learn to reconstruct the samples; what they reconstruct badly, beside
    what is usual, is strange. Each of ``n_members`` leaves another part of the samples
    out of its training, or of some 2,000 where there are more: on that part its scores
    are those of new samples, and by them a threshold and p-values are set that hold for
    new samples too (see `autoencode.tasks.calibration`).

    *When to choose it.* For any table of numbers; fit it on samples that are normal,
    or mostly. For images begin with `AnomalyDetector.for_images`.

    *What to tune first.* ``false_alarm_rate``, if too much or too little is reported;
    ``contamination``, if there are known to be anomalies among the samples in `fit`.

    Parameters
    ----------
    autoencoder : autoencoder, list of them or None, default=None
        What is trained, once for each member, with seeds of their own. Those of a list,
        such as autoencoders of several widths, are each for as many members. None takes
        dense ones with hidden widths of 64 and codes of 24 numbers, 200 steps each;
        variational ones for the score "likelihood".

    scoring : str, default="auto"
        What is strange: "reconstruction", the squared error; "standardized", each
        feature's in units of what is usual for it; "whitened", errors along independent
        directions in units of what is usual along each; "whitened_codes", the same of
        errors and differences of codes; "likelihood", minus the bound on the log
        density, of a `VariationalAutoencoder`; "path" and "normalized_path", how far
        the activations of a sample are from those of its reconstruction (RaPP's SAP and
        NAP [1]_). Several with "+" between, such as "whitened+path", are averaged,
        each in units of its spread; "auto" is "whitened+whitened_codes".

    scale : str, default="standard"
        How features are scaled first: a name in `autoencode.data.preprocessing.SCALES`.

    n_members : int, default=4
        Autoencoders in the ensemble. With fewer than 3, or than 4 samples for each,
        all are trained on all samples, and the threshold is set by the same ones: it is
        then too low for new samples.

    contamination : float or "auto", default="auto"
        Share, at most 0.5, of anomalies among the samples in `fit`: as many are left
        out of the training, those that stand out most after a first one, and the
        threshold is where `predict` finds as many among them: among new samples of
        the same kind it finds more, as nothing was trained on those. "auto" takes them
        all for normal, and sets the threshold by ``false_alarm_rate``.

    false_alarm_rate : float, default=0.05
        Share of new normal samples that are to be taken for anomalies; above 0 and
        below 0.5. The largest tenth of their scores is continued by a Pareto
        distribution (see `autoencode.tasks.tail`). Without effect where
        ``contamination`` is a number.

    random_state : int, RandomState or None, default=None
        Seed of the members.

    verbose : int, default=0
        1, or True, shows progress on standard error.

    Attributes
    ----------
    estimators_ : list of autoencoder
        The ensemble, fitted.

    score_statistics_ : list of dict
        For each of them, by score: "center" and "spread" of the logarithm of the score
        among training samples, and "learned", the arrays that the score is computed
        with.

    offset_ : float
        `score_samples` below it is an anomaly.

    scaler_ : transformer or None
        Fitted to the samples.

    calibration_scores_ : array of shape (n_scores,)
        Sorted scores of samples that were left out of the training, from which p-values
        are computed; with a ``contamination``, also of those left out for it.

    tail_ : Tail
        The distribution of these scores.

    usual_error_ : array of shape (n_features,)
        Mean squared error of each column, scaled.

    levels_ : array of shape (21, n_features)
        Values that are usual in each column, scaled.

    n_features_in_, feature_names_in_
        Number, and names where ``X`` had them, of the features seen in `fit`.

    References
    ----------
    .. [1] K. Kim et al. "RaPP: novelty detection with reconstruction along projection
       pathway". ICLR, 2020.

    Examples
    --------
    >>> import numpy as np
    >>> from autoencode import AnomalyDetector
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(500, 1)) @ np.ones((1, 4)) + rng.normal(size=(500, 4)) / 9
    >>> detector = AnomalyDetector(random_state=0).fit(X)
    >>> detector.predict([[1, 1, 1, 1], [1, 1, -3, 1]])
    array([ 1, -1])
    """

    autoencoder: Any = instances(
        None, BaseAutoencoder, "an autoencoder such as Autoencoder()"
    )
    scoring: str = choices("auto", SCORES)
    scale: str = choice("standard", SCALES)
    n_members: int = number(4, whole=True, at_least=1)
    contamination: float | str = number("auto", above=0, at_most=0.5, auto=True)
    false_alarm_rate: float = number(0.05, above=0, below=0.5)
    random_state: Any = random_source(None)
    verbose: int = number(0, whole=True, at_least=0, switch=True)

    # Pairs of parameters that set the same thing: a user gives one of them.
    _exclusive: ClassVar = (("contamination", "false_alarm_rate"),)

    @classmethod
    def for_images(cls, **given: Any) -> Self:
        """Return a detector with settings that suit images.

        Eight autoencoders with codes of 8 numbers; scored along their activations, on
        pixels as they are: single ones say little, and those at the border nearly
        always the same.

        Parameters
        ----------
        **given
            Parameters of the class, which win.
        """
        settings: dict[str, Any] = {
            "autoencoder": Autoencoder(**OF_IMAGES),
            "n_members": 8,
            "scoring": "path",
            "scale": "none",
        }
        return cls(**settings | given)

    def fit(self, X: Any, y: object = None) -> Self:
        """Train the ensemble, and set the threshold.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers; normal samples, but for the share ``contamination``.

        y : object, default=None
            Ignored.

        Returns
        -------
        self

        Raises
        ------
        InvalidParameterError, InvalidDataError
            Before any training.

        TrainingDivergedError
            If a loss became infinite or NaN.
        """
        check_params(self)
        check_members(listed(self.autoencoder), self.n_members, self.scoring)
        X = check_samples(self, X, reset=True, at_least=N_LEAST)
        self.scaler_ = make_scaler(self.scale, X)
        Z = self._scaled(X)
        seed = draw_seed(self.random_state)
        rows = np.arange(X.shape[0])
        if not isinstance(self.contamination, str):
            values, is_out = self._trained_on(Z, rows, seed, np.inf)
            n_kept = max(N_LEAST, round(len(rows) * (1 - self.contamination)))
            rows = np.sort(calibration.least(values, is_out, n_kept))
        values, is_out = self._trained_on(Z, rows, seed)
        scores = calibration.as_new(values, is_out, seed)
        discarded = np.setdiff1d(np.arange(X.shape[0]), rows)
        if len(discarded):
            # Normal samples may be among them: without, p-values would be too small.
            others = self._scores(Z[discarded])
            share = len(discarded) / X.shape[0]
            scores = calibration.with_share(scores, others, share)
        self.calibration_scores_ = Tail(scores).values
        some = dense(Z, subsample(Z.shape[0], anomaly_scores.MOST_SAMPLES, 0))
        error = np.square(some - self._reconstructed(some)).mean(axis=0)
        self.usual_error_ = error + anomaly_scores.LEAST_ERROR
        self.levels_ = explanation.usual_levels(some)
        self.offset_ = self._threshold(Z)
        return self

    @property
    def members_(self) -> list[Member]:
        """The ensemble members: each autoencoder with the statistics of its scores."""
        pairs = zip(self.estimators_, self.score_statistics_, strict=True)
        return [Member(model, statistics) for model, statistics in pairs]

    @property
    def tail_(self) -> Tail:
        """The distribution of the calibration scores."""
        return Tail(self.calibration_scores_)

    def _check_loaded(self) -> None:
        """Raise ValueError for a state that is not of a fit."""
        n_features = self.n_features_in_
        shapes = {
            "usual_error_": (n_features,),
            "levels_": (explanation.N_LEVELS, n_features),
            "calibration_scores_": (len(self.calibration_scores_),),
        }
        for name, shape in shapes.items():
            array = getattr(self, name)
            if array.shape != shape or not np.isfinite(array).all():
                raise ValueError(f"{name} must be finite and of shape {shape}")
        check_statistics(self.score_statistics_)
        if len(self.estimators_) != len(self.score_statistics_) or not self.estimators_:
            raise ValueError("it has no ensemble members, or not their statistics")
        if {model.n_features_in_ for model in self.estimators_} != {n_features}:
            raise ValueError("its ensemble members have another number of features")
        # What does not fit the networks shows when they are used.
        with warnings.catch_warnings(action="ignore"):  # of missing feature names
            found = self._scores(self._scaled(np.zeros((1, n_features))))
        if not np.isfinite([*found, self.offset_]).all():
            raise ValueError("its scores are not finite")

    def _threshold(self, Z: Samples) -> float:
        if isinstance(self.contamination, str):
            return -self.tail_.value_at(self.false_alarm_rate)
        found = -self._scores(Z)
        return float(np.percentile(found, 100.0 * self.contamination))

    def _trained_on(
        self, Z: Samples, rows: Array, seed: int, most: float = MOST_LEFT_OUT
    ) -> tuple[Array, Array | None]:
        """Train the ensemble on some rows; two members each leave out ``most`` of them.

        Returns all members' scores of those, and which of them each has left out; or of
        all, and None, if there are too few.
        """
        is_out = calibration.left_out(len(rows), self.n_members, seed, most)
        seen = [rows] * self.n_members
        if is_out is not None:
            seen = [rows[~out] for out in is_out]
        scoring = TOGETHER if self.scoring == "auto" else self.scoring
        names = tuple(scoring.split("+"))
        members = trained(
            listed(self.autoencoder), Z, seen, names, seed, silent=self.verbose == 0
        )
        self.estimators_ = [member.model for member in members]
        self.score_statistics_ = [member.statistics for member in members]
        if is_out is not None:
            is_new = is_out.any(axis=0)
            rows, is_out = rows[is_new], is_out[:, is_new]
        return np.stack([each.values(Z[rows]) for each in self.members_]), is_out

    def score_samples(self, X: Any) -> Array:
        """Return how normal samples are: the higher, the more.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples,), float64
            Minus the mean, over members and scores, of the logarithm of the score, in
            standard deviations among the samples in `fit`: 0 is usual, -3 is strange.
        """
        return -self._scores(self._checked(X))

    def p_values(self, X: Any) -> Array:
        """Return how rarely a new sample would be as strange as each.

        A normal one; with a ``contamination``, one of those in `fit`, anomalies among
        them, which for a normal sample is safe: its p-value is rather too large.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples,), float64
            In (0, 1]. Below 0.1 they are those of a Pareto tail.
        """
        return self.tail_.chance(self._scores(self._checked(X)))

    def explain(self, X: Any, n_columns: int = MOST_COLUMNS) -> Explanation:
        """Say which columns make samples strange, and what was to be expected there.

        A column's part is by how much the score falls when its value is replaced by the
        one that suits the other columns best, of 21 that are usual in it.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers. Each sample costs as much as 21 scores for each column that
            is tried: give those that are to be looked at.

        n_columns : int, default=50
            How many columns are tried in each sample, those of the largest errors.

        Returns
        -------
        Explanation
            The arrays ``shares`` and ``expected``.
        """
        tried = Choices.of_features(self.levels_)
        shares, expected = self._explained(self._checked(X), tried, n_columns)
        return Explanation(shares, self._unscaled(expected))

    def _explained(self, Z: Samples, choices: Choices, n_columns: int) -> Explanation:
        """Explain scaled samples by trying other values in them."""
        Z = dense(Z, slice(None)).astype(np.float64)
        return explanation.explain(
            Z,
            self._reconstructed(Z),
            self._scores,
            self.usual_error_,
            choices,
            n_columns,
        )

    def reconstruct(self, X: Any) -> Array:
        """Return what the autoencoders make of samples: the mean of the members.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples, n_features)
            In the units of ``X``.
        """
        return self._unscaled(self._reconstructed(self._checked(X)))

    def error_map(self, X: Any) -> Array:
        """Return where samples are not as expected, for images: of each pixel.

        Far faster than `explain`, and less exact: what is wrong in one feature spoils
        the reconstruction of others.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples, n_features), float64
            Squared errors of the members' mean reconstruction, each in units of the
            mean one of its feature among the samples in `fit`: 1 is usual.
        """
        Z = self._checked(X)
        made = self._reconstructed(Z)
        return np.asarray(np.square(dense(Z, slice(None)) - made) / self.usual_error_)

    def _unscaled(self, Z: Array) -> Array:
        if self.scaler_ is None:
            return Z
        return np.asarray(self.scaler_.inverse_transform(Z))

    def _reconstructed(self, Z: Array) -> Array:
        """Return the mean reconstruction of the members, in scaled units."""
        made = [member.model.reconstruct(Z) for member in self.members_]
        return np.asarray(np.mean(made, axis=0))

    def _checked(self, X: Any) -> Samples:
        check_is_fitted(self)
        return self._scaled(check_samples(self, X, reset=False))

    def _scaled(self, X: Samples) -> Samples:
        if self.scaler_ is None:
            return X
        if issparse(X) and not takes_sparse(self.scaler_):
            X = X.toarray()  # as it was in the fit
        Z = self.scaler_.transform(X)
        # Strange enough, and float32 can hold their squares.
        return Z if issparse(Z) else np.clip(Z, -FARTHEST, FARTHEST)

    def _scores(self, Z: Samples) -> Array:
        """Return the anomaly score of scaled samples, shape (n_samples,).

        The mean over the ensemble members; the higher, the more anomalous.
        """
        values = [member.values(Z) for member in self.members_]
        return np.asarray(np.mean(values, axis=0))

    def __sklearn_tags__(self) -> Any:
        """Say to scikit-learn what samples are taken."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags
