"""The result of a comparison of classifiers: its tables, its files and its picture."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autoencode.files import json_bytes, write_bytes
from autoencode.formats import record_bytes
from autoencode.plots.canvas import save_figure
from autoencode.plots.comparison import Curve, accuracy_curves

TABLE, CSV_TABLE, PICTURE = "classifiers.json", "classifiers.csv", "classifiers.png"
RAW, NOISY = "raw", "raw + noise"
Row = dict[str, Any]


@dataclass(kw_only=True, eq=False, repr=False)
class ClassifierComparison:
    """Test accuracies of classifiers of data and codes.

    Attributes
    ----------
    rows : list of dict
        ``features``: "raw", "raw + noise", "PCA" or "autoencoder"; ``dimension``, their
        number of columns; ``classifier``: "5-NN", "SVM" or "mixtures"; ``n_labelled``;
        ``accuracy``, the mean of ``n_repeats`` draws of labelled samples, and their
        ``standard_deviation``, None for one draw.

    n_components : int
        Size of the codes that are compared by the number of labelled samples.

    n_labelled : int
        Number of labelled samples for the comparison by dimension.

    n_features : int
        Number of columns of the raw data.

    notes : list of str
        What did not go as planned.
    """

    n_components: int
    n_labelled: int
    n_features: int
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return all numbers as plain values."""
        return {
            "n_components": self.n_components,
            "n_labelled": self.n_labelled,
            "n_features": self.n_features,
            "rows": self.rows,
            "notes": self.notes,
        }

    @property
    def by_size(self) -> list[Row]:
        """The rows of raw data and of codes of ``n_components``."""
        return [
            row
            for row in self.rows
            if row["features"] == RAW
            or (row["features"] != NOISY and row["dimension"] == self.n_components)
        ]

    @property
    def by_dimension(self) -> list[Row]:
        """The rows of ``n_labelled`` samples."""
        return [row for row in self.rows if row["n_labelled"] == self.n_labelled]

    def tables(self) -> list[tuple[str, list[str], list[list[str]]]]:
        """Return title, header and rows of text of each table."""
        n = self.n_components
        return [
            (
                f"Test accuracy by number of labelled samples; codes of {n} "
                f"component{'' if n == 1 else 's'}:",
                *_table(self.by_size, "n_labelled"),
            ),
            (
                f"Test accuracy by number of columns; {self.n_labelled:,} labelled "
                f"samples:",
                *_table(self.by_dimension, "dimension"),
            ),
        ]

    def lines(self) -> list[str]:
        """Return, for each classifier, which features were best with fewest labels."""
        fewest = min((row["n_labelled"] for row in self.by_size), default=0)
        lines = []
        for classifier in dict.fromkeys(row["classifier"] for row in self.by_size):
            rows = [
                row
                for row in self.by_size
                if row["n_labelled"] == fewest and row["classifier"] == classifier
            ]
            rows.sort(key=lambda row: row["accuracy"], reverse=True)
            texts = [f"{row['features']} {row['accuracy']:.3f}" for row in rows]
            lines.append(f"{classifier}, {fewest} labels: {', '.join(texts)}.")
        return lines + [f"Note: {note}" for note in self.notes]

    def save(self, folder: str | Path) -> None:
        """Write ``classifiers.json``, ``classifiers.csv`` and ``classifiers.png``.

        Parameters
        ----------
        folder : path-like
            Made if it does not exist; files of these names are replaced.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        folder = Path(folder)
        write_bytes(folder / TABLE, json_bytes(self.to_json()))
        write_bytes(folder / CSV_TABLE, record_bytes(self.rows))
        save_figure(self.picture(), folder / PICTURE)

    def picture(self) -> Any:
        """Return the figure of accuracies by number of samples and by dimension."""
        return accuracy_curves(
            _curves(self.by_size, "n_labelled", lambda row: row["features"]),
            # Noise goes on where the raw data end.
            _curves(
                self.by_dimension,
                "dimension",
                lambda row: RAW if row["features"] == NOISY else row["features"],
            ),
            n_components=self.n_components,
            n_labelled=self.n_labelled,
            n_features=self.n_features,
        )


def _table(rows: list[Row], by: str) -> tuple[list[str], list[list[str]]]:
    """Return header and rows: features and classifier, a column for each number."""
    numbers = sorted({row[by] for row in rows})
    cells: dict[str, dict[int, str]] = {}
    for row in rows:
        name = f"{row['features']}, {row['classifier']}"
        text = f"{row['accuracy']:.3f}"
        if row["standard_deviation"] is not None:
            text += f" ± {row['standard_deviation']:.3f}"
        cells.setdefault(name, {})[row[by]] = text
    header = ["", *(f"{number:,}" for number in numbers)]
    return header, [
        [name, *(texts.get(number, "–") for number in numbers)]
        for name, texts in cells.items()
    ]


def _curves(rows: list[Row], by: str, name: Callable[[Row], str]) -> list[Curve]:
    """Return a curve for each kind of features and each classifier."""
    points: dict[tuple[str, str], list[tuple[int, float, float]]] = {}
    for row in rows:
        point = (row[by], row["accuracy"], row["standard_deviation"] or 0.0)
        points.setdefault((name(row), row["classifier"]), []).append(point)
    return [Curve(*key, sorted(each)) for key, each in points.items()]
