"""The upper tail of a distribution: how rarely a value as large as this one comes.

Below the largest tenth of the values seen, shares of them are counted; beyond, a
generalized Pareto distribution goes on where counting ends (peaks over threshold;
Pickands, 1975).
"""

import numpy as np

from autoencode.arrays import Array

SHARE, LEAST_PEAKS = 0.1, 5
LEAST_CHANCE = 1e-12  # no sample of any size can tell more
# With fewer peaks than this a tail's shape cannot be told: it is taken for exponential.
PEAKS_FOR_SHAPE = 40
# A heavier tail has no variance; a lighter one ends too near to the largest value seen.
HEAVIEST, LIGHTEST = 0.5, -0.25


class Tail:
    """Chances that values as large as given ones come, after those seen.

    Parameters
    ----------
    values : array of shape (n_values,)
        What was seen, finite; at least 1.

    Attributes
    ----------
    values : array of shape (n_values,), float64
        Sorted.

    start, scale, shape : float
        Where the Pareto tail begins, and its parameters.
    """

    def __init__(self, values: Array) -> None:
        self.values = np.sort(np.asarray(values, np.float64))
        most = max(LEAST_PEAKS, round(SHARE * len(values)))
        self.n_peaks = min(len(values) - 1, most)
        self.start = float(self.values[-1 - self.n_peaks])
        self.scale, self.shape = _pareto(self.values[-self.n_peaks :] - self.start)

    def chance(self, values: Array) -> Array:
        """Return the chance of a value at least as large, in (0, 1], for each."""
        n = len(self.values)
        n_above = n - np.searchsorted(self.values, values, side="left")
        counted = (n_above + 1) / (n + 1)
        if self.n_peaks == 0:
            return np.asarray(counted)
        beyond = np.maximum(np.asarray(values, np.float64) - self.start, 0.0)
        modelled = (self.n_peaks + 1) / (n + 1) * self._share_beyond(beyond)
        return np.where(beyond > 0, np.maximum(modelled, LEAST_CHANCE), counted)

    def value_at(self, chance: float) -> float:
        """Return the value that is exceeded with a chance in (0, 1)."""
        n = len(self.values)
        share = chance * (n + 1) / (self.n_peaks + 1)
        if self.n_peaks == 0 or share >= 1:
            return float(np.quantile(self.values, 1 - chance))
        if abs(self.shape) < 1e-6:
            return self.start - self.scale * float(np.log(share))
        return self.start + self.scale / self.shape * float(share**-self.shape - 1)

    def _share_beyond(self, beyond: Array) -> Array:
        """Return the chance that a peak exceeds the start by so much."""
        if abs(self.shape) < 1e-6:
            return np.exp(-beyond / self.scale)
        inside = np.maximum(1 + self.shape * beyond / self.scale, 0.0)
        with np.errstate(divide="ignore"):
            return np.asarray(inside ** (-1 / self.shape))


def _pareto(peaks: Array) -> tuple[float, float]:
    """Return scale and shape of a Pareto tail, by probability-weighted moments.

    Hosking & Wallis (1987), equations 3: sure of an answer, and as exact as maximum
    likelihood for as many peaks as there are here.
    """
    mean = float(peaks.mean()) if len(peaks) else 0.0
    if mean <= 0:
        return 1e-12, 0.0
    if len(peaks) < PEAKS_FOR_SHAPE:
        return mean, 0.0
    chances = (np.arange(len(peaks), 0, -1) - 0.65) / len(peaks)
    weighted = float((np.sort(peaks) * chances).mean())
    shape = float(np.clip(2 - mean / (mean - 2 * weighted), LIGHTEST, HEAVIEST))
    return mean * (1 - shape), shape
