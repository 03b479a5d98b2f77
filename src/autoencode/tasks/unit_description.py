"""The description of the units of a code, as arrays, as text and as plain values."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from autoencode.arrays import Array
from autoencode.tasks.correlation import smallest_clear
from autoencode.tasks.sensitivity import Sensitivities

# Where a column that units are correlated with is from.
PROPERTY, MEASURED, COLUMN = "property", "measured", "column"


class Correlation(NamedTuple):
    """The correlation of a unit with a column."""

    name: str
    source: str  # "property", "measured" or "column"
    pearson: float
    spearman: float
    n_samples: int  # with a value in the column


@dataclass(frozen=True)
class UnitDescription:
    """The units of a code, described by `describe_units`.

    Attributes
    ----------
    shares : ndarray of shape (n_units,)
        Share of the variance of the samples that is lost when the unit is held at its
        mean.
    code_std : ndarray of shape (n_units,)
        Standard deviation of each unit.
    names, sources : list of str, of length n_columns
        What the units are correlated with, and where it is from: "property" (given by
        the user), "measured" (in images) or "column" (a feature of the samples).
    pearson, spearman : ndarray of shape (n_units, n_columns)
        Correlations, NaN for units or columns that are constant.
    n_known : ndarray of int of shape (n_columns,)
        Number of samples with a value in the column, which are correlated.
    feature_names : list of str or None
        Names of the features; None for pixels.
    feature_std : ndarray of shape (n_features,)
        Standard deviation of each feature, in the units of the model's samples.
    sensitivities : Sensitivities or None
        ``signed`` and ``absolute``, shape (n_units, n_features): mean derivative of
        a unit with respect to a feature, and mean of its absolute value. None if codes
        do not have derivatives.
    steps : ndarray of shape (n_units, n_steps)
        Values of a unit from its 1st to its 99th percentile.
    traversals : ndarray of shape (n_units, n_steps, n_features)
        Samples decoded from these values, the other units being fixed: images in their
        own units, others in the units of the model's samples.
    n_samples : int
        Number of samples that the units were described with.
    image_shape : tuple of int or None
        Shape of the images.
    notes : list of str
        What could not be computed, and why.
    """

    shares: Array
    code_std: Array
    names: list[str]
    sources: list[str]
    pearson: Array
    spearman: Array
    n_known: Array
    feature_names: list[str] | None
    feature_std: Array
    sensitivities: Sensitivities | None
    steps: Array
    traversals: Array
    n_samples: int
    image_shape: tuple[int, ...] | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def order(self) -> Array:
        """The units by their share of the variance, the largest first."""
        return np.argsort(-self.shares, kind="stable")

    @property
    def smallest_clear(self) -> Array:
        """Spearman's correlation with each column above which it is clearly not 0.

        It is larger for columns with fewer known values; shape (n_columns,).
        """
        numbers, columns = np.unique(self.n_known, return_inverse=True)
        bounds = [smallest_clear(n, self.pearson.size) for n in numbers.tolist()]
        return np.array(bounds)[columns]

    def strongest(
        self, unit: int, n_columns: int = 3, source: str | None = None
    ) -> list[Correlation]:
        """Return the strongest correlations of a unit that are clearly not 0.

        Whether one is clear is told by Spearman's, see `smallest_clear`: Pearson's may
        be large because of a few extreme values.

        Parameters
        ----------
        unit : int
            Number of the unit, from 0.

        n_columns : int, default=3
            Maximum number of columns.

        source : str or None, default=None
            "property", "measured" or "column"; None for all.

        Returns
        -------
        list of Correlation
            By the larger one of the absolute values of Pearson's and Spearman's.
        """
        size = np.fmax(np.abs(self.pearson[unit]), np.abs(self.spearman[unit]))
        size = np.nan_to_num(size)
        is_clear = np.nan_to_num(np.abs(self.spearman[unit])) > self.smallest_clear
        chosen = [
            j
            for j in np.argsort(-size, kind="stable")
            if is_clear[j] and source in (None, self.sources[j])
        ]
        return [self._correlation(unit, j) for j in chosen[:n_columns]]

    def _correlation(self, unit: int, column: int) -> Correlation:
        return Correlation(
            self.names[column],
            self.sources[column],
            float(self.pearson[unit, column]),
            float(self.spearman[unit, column]),
            int(self.n_known[column]),
        )

    def table(self, n_columns: int = 3) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text: each unit's strongest correlations.

        Pearson's, with Spearman's in brackets; the most important unit first.
        """
        groups = [s for s in (PROPERTY, MEASURED, COLUMN) if s in self.sources]
        header = ["unit", "share of variance"]
        for source in groups:
            header += [f"{source} {j + 1}" for j in range(n_columns)]
        rows = []
        for unit in self.order:
            cells = [str(unit), f"{100 * self.shares[unit]:z.1f} %"]
            for source in groups:
                found = [
                    f"{c.name} {c.pearson:+.2f} ({c.spearman:+.2f})"
                    for c in self.strongest(unit, n_columns, source)
                ]
                cells += found + ["–"] * (n_columns - len(found))
            rows.append(cells)
        return header, rows

    def lines(self) -> list[str]:
        """Return how to read the table, and notes, as sentences."""
        n_pairs = self.pearson.size
        missing = ""
        if (self.n_known < self.n_samples).any():
            missing = ", and more for columns with missing values"
        lines = [
            f"Correlations of {self.n_samples:,} samples: Pearson's (Spearman's). "
            f"Those with a Spearman's of up to "
            f"{smallest_clear(self.n_samples, n_pairs):.2f}{missing} are left out: if "
            f"all were independent, one of {n_pairs:,} would be larger with a "
            f"probability of about 5 %."
        ]
        return lines + [f"Note: {note}" for note in self.notes]

    def rows(self) -> list[dict[str, Any]]:
        """Return all correlations: unit, column, its source, Pearson's, Spearman's.

        And the number of samples with a value in the column.
        """
        keys = ("unit", "column", "source", "pearson", "spearman", "n_samples")
        return [
            dict(zip(keys, (unit, *self._correlation(unit, j)), strict=True))
            for unit in range(len(self.shares))
            for j in range(len(self.names))
        ]

    def to_json(self, n_columns: int = 10) -> dict[str, Any]:
        """Return a summary of each unit as plain values; NaN is None."""
        units = []
        for unit in range(len(self.shares)):
            units.append(
                {
                    "unit": unit,
                    "share_of_variance": float(self.shares[unit]),
                    "standard_deviation": float(self.code_std[unit]),
                    "range": [float(end) for end in self.steps[unit, [0, -1]]],
                    "correlations": [
                        {k: None if v != v else v for k, v in each._asdict().items()}
                        for each in self.strongest(unit, n_columns)
                    ],
                    "inputs": self._strongest_inputs(unit, n_columns),
                }
            )
        return {"n_samples": self.n_samples, "units": units, "notes": self.notes}

    def _strongest_inputs(self, unit: int, n_features: int) -> list[dict[str, Any]]:
        """Return the features that move a unit most, per standard deviation of both."""
        if self.sensitivities is None:
            return []
        found = self.sensitivities.standardized(self.feature_std, self.code_std)
        signed, absolute = found.signed[unit], found.absolute[unit]
        names = self.feature_names or range(len(signed))
        return [
            {
                "feature": names[j],
                "mean_derivative": float(signed[j]),
                "mean_absolute_derivative": float(absolute[j]),
            }
            for j in np.argsort(-absolute, kind="stable")[:n_features]
        ]
