"""The upper tail of a distribution: probabilities of values beyond those observed.

Up to the largest tenth of the observed values, probabilities are relative frequencies;
beyond, they follow a generalized Pareto distribution (peaks over threshold; Pickands,
1975), where the frequencies are not larger: many rows of categories have nearly the
same value, and the smooth tail would go through the middle of them.
"""

import numpy as np

from autoencode.arrays import Array

TAIL_SHARE, MIN_PEAKS = 0.1, 5
MIN_PROBABILITY = 1e-12  # no sample size supports less
MIN_COUNTED = 5  # samples above a value: the frequency of fewer is too uncertain
ROUNDING = 1e-5  # of the scores of equal rows, that are computed in other batches
# With fewer peaks, of different samples, the shape cannot be estimated: the tail is
# that of an exponential one whose scale is uncertain. An end of the tail, beyond which
# no value is possible, needs more of them.
MIN_PEAKS_FOR_SHAPE, MIN_PEAKS_FOR_END = 40, 100
# A heavier tail has no variance; a lighter one ends too near to the largest value.
MAX_SHAPE, MIN_SHAPE = 0.5, -0.25


class Tail:
    """Distribution of new values, given observed ones.

    Parameters
    ----------
    values : array of shape (n_values,)
        Observed values, finite; at least 1. In about the size of standard deviations.

    n_draws : int
        How many values each sample has. They depend on each other, and count as one in
        what the number of samples decides. 0 for the tail of runs that were saved
        before this was known, which stays as it was.

    Attributes
    ----------
    values : array of shape (n_values,), float64
        Sorted.

    start, scale, shape : float
        Where the Pareto tail begins, and its parameters.
    """

    def __init__(self, values: Array, n_draws: int) -> None:
        self.n_draws, self.is_old = max(1, n_draws), n_draws == 0
        self.values = np.sort(np.asarray(values, np.float64))
        n_wanted = max(MIN_PEAKS * self.n_draws, round(TAIL_SHARE * len(values)))
        self.n_peaks = min(len(values) - 1, n_wanted)
        self.start = float(self.values[-1 - self.n_peaks])
        peaks = self.values[-self.n_peaks :] - self.start
        n_samples = self.n_peaks / self.n_draws
        self.scale, self.shape = _fit_pareto(peaks, n_samples, is_old=self.is_old)

    def probability(self, values: Array) -> Array:
        """Return the probability of a new value at least as large, in (0, 1]."""
        n, own = len(self.values), self.n_draws
        values = np.asarray(values, np.float64)
        n_above = n - np.searchsorted(self.values, values, side="left")
        counted = (n_above + own) / (n + own)
        if self.n_peaks == 0:
            return np.asarray(counted)
        excess = np.maximum(values - self.start, 0.0)
        modelled = (self.n_peaks + own) / (n + own) * self._survival(excess)
        is_counted = (n_above >= MIN_COUNTED * own) & (not self.is_old)
        least = np.where(is_counted, n_above / (n + own), MIN_PROBABILITY)
        modelled = np.maximum(modelled, least)
        return np.where(excess > 0, modelled, counted)

    def value_at(self, probability: float) -> float:
        """Return the value that is exceeded with a probability in (0, 1)."""
        n, own = len(self.values), self.n_draws
        share = probability * (n + own) / (self.n_peaks + own)
        if self.n_peaks == 0 or share >= 1:
            return float(np.quantile(self.values, 1 - probability))
        if abs(self.shape) < 1e-6:
            value = self.start - self.scale * float(np.log(share))
        else:
            power = float(share**-self.shape - 1)
            value = self.start + self.scale / self.shape * power
        n_above = int(probability * (n + own))  # as frequently as allowed
        if self.is_old or not MIN_COUNTED * own <= n_above < n:
            return value
        counted = float(self.values[-1 - n_above])
        return value if value > counted else counted + ROUNDING

    def _survival(self, excess: Array) -> Array:
        """Return the probability that a peak exceeds ``start`` by at least this."""
        if abs(self.shape) < 1e-6:
            return np.exp(-excess / self.scale)
        inside = np.maximum(1 + self.shape * excess / self.scale, 0.0)
        with np.errstate(divide="ignore"):
            return np.asarray(inside ** (-1 / self.shape))


def _fit_pareto(
    peaks: Array, n_samples: float, *, is_old: bool = False
) -> tuple[float, float]:
    """Return scale and shape of a Pareto tail, by probability-weighted moments.

    ``peaks`` are those of about ``n_samples`` samples.

    Hosking & Wallis (1987), equations 3: always defined, and as accurate as maximum
    likelihood for the numbers of peaks here.
    """
    mean = float(peaks.mean()) if len(peaks) else 0.0
    if mean <= 0:
        return 1e-12, 0.0
    if n_samples < MIN_PEAKS_FOR_SHAPE:
        # The distribution of a new peak, given others of an exponential distribution.
        return mean, 0.0 if is_old else min(1 / n_samples, MAX_SHAPE)
    weights = (np.arange(len(peaks), 0, -1) - 0.65) / len(peaks)
    weighted = float((np.sort(peaks) * weights).mean())
    least = MIN_SHAPE if is_old or n_samples >= MIN_PEAKS_FOR_END else 0.0
    shape = float(np.clip(2 - mean / (mean - 2 * weighted), least, MAX_SHAPE))
    return mean * (1 - shape), shape
