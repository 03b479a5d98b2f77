"""Anomaly detection with an ensemble of autoencoders, and explanations."""

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Self

import numpy as np
from sklearn.utils.validation import check_is_fitted

from autoencode.arrays import Array, Samples, dense, subsample
from autoencode.data.preprocessing import SCALES, make_scaler
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
from autoencode.tasks import anomaly_scores, calibration, ensemble, explanation
from autoencode.tasks.anomaly_scores import SCORES
from autoencode.tasks.atomic_fits import atomic_fit
from autoencode.tasks.calibration import MAX_HELD_OUT
from autoencode.tasks.detector_scaling import constants_of, scaled, unscaled
from autoencode.tasks.explanation import MAX_COLUMNS, Candidates, Explanation
from autoencode.tasks.members import Member, as_list, check_members, mean_scores
from autoencode.tasks.outliers import OutlierDetector
from autoencode.tasks.tail import Tail

MIN_SAMPLES = 2  # to train on


@dataclass(kw_only=True, eq=False, repr=False)
class AnomalyDetector(OutlierDetector):
    """Detector of anomalies: samples unlike the training samples.

    Autoencoders are trained to reconstruct the samples; a sample is anomalous if it, or
    its reconstruction error, is far from those of training samples. Each of the
    ``n_members`` autoencoders holds out part of the samples from training, or of about
    2,000 if there are more. The held-out scores are distributed as those of new
    samples, and give the threshold and p-values (see `autoencode.tasks.calibration`).

    *When to choose it.* For any table of numbers; fit it on samples that are normal,
    or mostly. For images start with `AnomalyDetector.for_images`.

    *What to tune first.* ``false_alarm_rate``, if too many or too few samples are
    reported; ``contamination``, if the samples in `fit` contain anomalies.

    Parameters
    ----------
    autoencoder : autoencoder, list of them or None, default=None
        Autoencoder to train, once per ensemble member with different seeds. Those in a
        list, such as autoencoders of several widths, are used by equally many members.
        None uses dense networks with hidden widths of 64 and codes of 24 numbers, 200
        steps each; variational ones for the score "likelihood".

    scoring : str, default="auto"
        Anomaly score; several can be joined with "+". "reconstruction": the squared
        error; "standardized": squared errors in units of each feature's typical one;
        "whitened": errors along principal directions, in units of the typical error
        along each; "whitened_codes": the same for errors and differences of codes;
        "likelihood": minus the log density of a `VariationalAutoencoder`, estimated at
        the mean code; "path" and "normalized_path": distance between the
        activations of a sample and those of its reconstruction (RaPP's SAP and NAP
        [1]_); "neighbors": distance to the nearest training sample;
        "error_neighbors": distance of the whitened error to the nearest one of a
        training sample; "distance": the sample's squared Mahalanobis distance. Joined
        scores are standardized and averaged; "auto" is "neighbors+error_neighbors",
        with a contamination "whitened+whitened_codes".

    scale : str, default="standard"
        How features are scaled: a name in `autoencode.data.preprocessing.SCALES`.

    n_members : int, default=4
        Number of autoencoders in the ensemble. With fewer than 3, or fewer than 4
        samples for each, all are trained on all samples, and threshold and p-values
        rest on these: they are too low for new samples, and a warning says so.

    contamination : float or "auto", default="auto"
        Fraction of anomalies in the training samples, at most 0.5. These are excluded
        from training, by their scores after a first training, and `predict` reports
        this fraction of the samples of `fit`. It reports more of new samples, as none
        of these were trained on: nearly all if `fit` has 100 samples or fewer. A
        warning says so where it is another tenth. "auto" treats all samples as normal
        and sets the threshold by ``false_alarm_rate``.

    false_alarm_rate : float, default=0.05
        Fraction of new normal samples to report as anomalies, above 0 and below 0.5.
        The largest tenth of the scores is modelled by a Pareto distribution (see
        `autoencode.tasks.tail`). Not used if ``contamination`` is a number.

    random_state : int, RandomState or None, default=None
        Seed of the ensemble.

    verbose : int, default=0
        1 or True shows progress on standard error.

    Attributes
    ----------
    estimators_ : list of autoencoder
        The fitted ensemble members.

    score_statistics_ : list of dict
        For each ensemble member, by score: "center" and "spread" of the logarithm of
        the score among training samples, and "learned", the arrays that the score is
        computed with.

    offset_ : float
        Samples with `score_samples` below it are anomalies.

    scaler_ : transformer or None
        Fitted scaler.

    constants_ : array of shape (n_features,)
        Values of columns that are constant in `fit`; NaN of others, and unscaled ones.

    calibration_scores_ : array of shape (n_scores,)
        Sorted scores of held-out samples, from which p-values are computed; with a
        ``contamination``, also those of the excluded samples.

    tail_ : Tail
        Distribution of these scores.

    usual_error_ : array of shape (n_features,)
        Mean squared error of each scaled column.

    levels_ : array of shape (21, n_features)
        Typical values of each scaled column.

    scoring_, calibration_draws_, n_features_in_, feature_names_in_
        Scores in use; number of calibration scores of each sample; number of features
        in `fit`, and their names if ``X`` has names.

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

    # Pairs of alternative parameters: a user gives one of them.
    _exclusive: ClassVar = (("contamination", "false_alarm_rate"),)
    _for_tables: ClassVar = "TableDetector"  # takes text and missing values

    @classmethod
    def for_images(cls, **parameters: Any) -> Self:
        """Return a detector with settings for images.

        Eight autoencoders with codes of 8 numbers. The score compares activations, and
        pixels are not scaled: single pixels carry little information, and those at the
        border are almost constant.

        Parameters
        ----------
        **parameters
            Parameters of the class, which override these settings.
        """
        return cls(**ensemble.image_settings() | parameters)

    def _default_autoencoder(self, n_samples: int) -> BaseAutoencoder:
        """Return the unfitted autoencoder of a detector that is given none."""
        return ensemble.default_autoencoder(self, n_samples)

    @atomic_fit
    def fit(self, X: Any, y: object = None) -> Self:
        """Train the ensemble and set the threshold.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers; normal samples, except for the fraction ``contamination``.

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
        check_members(as_list(self.autoencoder), self.n_members, self.scoring)
        X = check_samples(self, X, reset=True, at_least=MIN_SAMPLES)
        self.scaler_ = make_scaler(self.scale, X)
        self.constants_ = constants_of(X, self.scaler_)
        Z = self._scaled(X)
        seed = draw_seed(self.random_state)
        rows = np.arange(X.shape[0])
        if not isinstance(self.contamination, str):
            scores, is_held_out = self._train(Z, rows, seed, np.inf)
            n_kept = max(MIN_SAMPLES, round(len(rows) * (1 - self.contamination)))
            rows = np.sort(calibration.most_normal(scores, is_held_out, n_kept))
        scores, is_held_out = self._train(Z, rows, seed)
        new_scores = calibration.new_sample_scores(scores, is_held_out, seed)
        excluded = np.setdiff1d(np.arange(X.shape[0]), rows)
        if len(excluded):
            # Some may be normal: without them, p-values would be too small.
            share = len(excluded) / X.shape[0]
            excluded_scores = self._scores(Z[excluded])
            new_scores = calibration.add_share(new_scores, excluded_scores, share)
        self.calibration_draws_ = 1 if is_held_out is None else calibration.N_DRAWS
        self.calibration_scores_ = Tail(new_scores, self.calibration_draws_).values
        drawn = dense(Z, subsample(Z.shape[0], anomaly_scores.MAX_SAMPLES, 0))
        error = np.square(drawn - self._reconstructed(drawn)).mean(axis=0)
        self.usual_error_ = error + anomaly_scores.MIN_ERROR
        self.levels_ = explanation.typical_levels(drawn)
        self.offset_ = self._threshold(Z)
        ensemble.warn_of_new_samples(self)
        return self

    @property
    def members_(self) -> list[Member]:
        """The ensemble members: each autoencoder with the statistics of its scores."""
        return list(map(Member, self.estimators_, self.score_statistics_))

    @property
    def scoring_(self) -> str:
        """The scores in use, joined with "+"."""
        return "+".join(self.score_statistics_[0])

    @property
    def tail_(self) -> Tail:
        """The distribution of the calibration scores."""
        return Tail(self.calibration_scores_, self.calibration_draws_)

    def _check_loaded(self) -> None:
        ensemble.check_state(self)

    def _threshold(self, Z: Samples) -> float:
        if isinstance(self.contamination, str):
            return -self.tail_.value_at(self.false_alarm_rate)
        return float(np.percentile(-self._scores(Z), 100.0 * self.contamination))

    def _train(
        self, Z: Samples, rows: Array, seed: int, max_held_out: float = MAX_HELD_OUT
    ) -> tuple[Array, Array | None]:
        members, scores, is_held_out = ensemble.train_ensemble(
            self, Z, rows, seed, max_held_out
        )
        self.estimators_ = [member.model for member in members]
        self.score_statistics_ = [member.statistics for member in members]
        return scores, is_held_out

    def score_samples(self, X: Any) -> Array:
        """Return the scores of samples: the higher, the more normal.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples,), float64
            Minus the mean, over ensemble members and scores, of the logarithm of the
            score, in standard deviations among the samples in `fit`: 0 is typical, -3
            is anomalous.
        """
        return -self._scores(self._checked(X))

    def p_values(self, X: Any) -> Array:
        """Return the probability that a new normal sample scores at least as high.

        With a ``contamination``, this refers to the samples of `fit` including their
        anomalies, which makes the p-values of normal samples conservative: too large.
        If no sample of `fit` is held out (see ``n_members``), they are far too small.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples,), float64
            In (0, 1]. Below 0.1 they are those of a Pareto tail.
        """
        return self.tail_.probability(self._scores(self._checked(X)))

    def explain(self, X: Any, n_columns: int = MAX_COLUMNS) -> Explanation:
        """Return the columns that make samples anomalous, and their expected values.

        The share of a column is the decrease of the score when its value is replaced
        by the best of 21 typical ones, given the other columns.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers. Each sample needs 21 evaluations of the score per column
            tried; pass only the samples of interest.

        n_columns : int, default=50
            Number of columns to try per sample, those with the largest errors.

        Returns
        -------
        Explanation
            The arrays ``shares`` and ``expected``.
        """
        candidates = Candidates.of_features(self.levels_)
        shares, expected = self._explained(self._checked(X), candidates, n_columns)
        return Explanation(shares, unscaled(expected, self.scaler_))

    def _explained(
        self, Z: Samples, candidates: Candidates, n_columns: int
    ) -> Explanation:
        Z = dense(Z, slice(None)).astype(np.float64)
        Z_hat, error = self._reconstructed(Z), self.usual_error_
        score = partial(mean_scores, [each.to_explain() for each in self.members_])
        return explanation.explain(Z, Z_hat, score, error, candidates, n_columns)

    def reconstruct(self, X: Any) -> Array:
        """Return the mean reconstruction over the ensemble members.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples, n_features)
            In the units of ``X``.
        """
        return unscaled(self._reconstructed(self._checked(X)), self.scaler_)

    def error_map(self, X: Any) -> Array:
        """Return relative squared errors by feature; for images, by pixel.

        Much faster than `explain`, and less exact: an anomaly in one feature also
        changes the reconstruction of others.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples, n_features), float64
            Squared errors of the mean reconstruction, divided by the mean error of each
            feature among the samples in `fit`: 1 is typical.
        """
        Z = self._checked(X)
        X_hat = self._reconstructed(Z)
        return np.asarray(np.square(dense(Z, slice(None)) - X_hat) / self.usual_error_)

    def _reconstructed(self, Z: Array) -> Array:
        """Return the mean reconstruction over the ensemble, in scaled units."""
        X_hat = [member.model.reconstruct(Z) for member in self.members_]
        return np.asarray(np.mean(X_hat, axis=0))

    def _checked(self, X: Any) -> Samples:
        check_is_fitted(self)
        return self._scaled(check_samples(self, X, reset=False))

    def _scaled(self, X: Samples) -> Samples:
        return scaled(X, self.scaler_, self.constants_)

    def _scores(self, Z: Samples) -> Array:
        return mean_scores(self.members_, Z)

    def __sklearn_tags__(self) -> Any:
        """Return the tags of scikit-learn."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags
