"""The result of a search: its table, its files and its picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autoencode.files import json_bytes, write_bytes
from autoencode.formats import record_bytes
from autoencode.plots.canvas import save_figure
from autoencode.plots.search import trial_errors
from autoencode.sweeps.ranges import Range
from autoencode.sweeps.setting import Row
from autoencode.sweeps.settings import TABLE, value_text
from autoencode.training.progress import duration

CSV_TABLE, PICTURE = "search.csv", "trials.png"
MAX_SHOWN = 10


@dataclass(frozen=True)
class SearchResult:
    """Trials of a search, and the best of them.

    Attributes
    ----------
    rows : list of dict
        One per trial: ``trial``, from 1; ``suggested``, the values drawn;
        ``parameters``, as the model takes them; ``seconds``; ``validation_error``, the
        mean reconstruction error of held-out samples; or ``stopped``, the reason why
        there is none.
    best : dict
        The row of the trial with the lowest held-out error, with the errors of all
        parts of the data as in `SweepResult`; its run is in the folder ``search-best``.
    given : dict
        The same of the model as it was given; its run is in ``search-given``. If it
        failed, ``stopped`` is the reason.
    ranges : dict of str to Range
        What was searched.
    """

    rows: list[Row]
    best: Row
    given: Row
    ranges: Mapping[str, Range]

    @property
    def best_parameters(self) -> dict[str, Any]:
        """The parameters of the best trial; empty if none beats the model as given."""
        return dict(self.best["parameters"]) if self.is_better else {}

    @property
    def is_better(self) -> bool:
        """Whether the best trial has a lower held-out error than the model as given."""
        found = self.best.get("validation_error")
        given = self.given.get("validation_error")
        return found is not None and (given is None or found < given)

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return header and rows of text: the ten best trials, and the model as given.

        The error is that of held-out samples.
        """
        rows = [row for row in self.rows if "validation_error" in row]
        rows.sort(key=lambda row: (row["validation_error"], row["trial"]))
        header = ["trial", "held-out error", *self.ranges, "time"]
        cells = [self._cells(row, str(row["trial"])) for row in rows[:MAX_SHOWN]]
        return header, [*cells, self._cells(self.given, "as given")]

    def _cells(self, row: Row, name: str) -> list[str]:
        error = row.get("validation_error")
        values = row.get("suggested", {})
        texts = [_text(values.get(key)) for key in self.ranges]
        seconds = row.get("seconds")
        return [
            name,
            "failed" if error is None else f"{error:#.4g}".rstrip("."),
            *texts,
            "–" if seconds is None else duration(seconds),
        ]

    def lines(self) -> list[str]:
        """Return the best parameters, and what was stopped, as sentences."""
        lines = []
        found = self.best.get("validation_error")
        if self.is_better:
            texts = [f"{k} {_text(v)}" for k, v in self.best["parameters"].items()]
            lines.append(
                f"Lowest held-out error: {found:#.4g}, of trial {self.best['trial']}: "
                f"{', '.join(texts)}."
            )
        else:
            lines.append("No trial has a lower held-out error than the model as given.")
        if self.is_better and self.given.get("validation_error"):
            share = 1 - found / self.given["validation_error"]
            lines.append(
                f"It is {100 * share:.1f} % below that of the model as given. As the "
                f"lowest of {len(self.rows)} it is somewhat too low."
            )
        if "test_error" in self.best and "test_error" in self.given:
            lines.append(
                f"Test error, on which no choice depends: "
                f"{self.best['test_error']:#.4g}; of the model as given "
                f"{self.given['test_error']:#.4g}."
            )
        n_stopped = sum(row.get("stopped") == "pruned" for row in self.rows)
        if n_stopped:
            lines.append(
                f"{n_stopped} of {len(self.rows)} trials were stopped early: their "
                f"held-out loss was above the median of the trials before."
            )
        if "stopped" in self.given:
            lines.append(f"Note, the model as given: {self.given['stopped']}")
        failed = [row for row in self.rows if row.get("stopped", "pruned") != "pruned"]
        lines += [f"Note, trial {row['trial']}: {row['stopped']}" for row in failed]
        return lines

    def to_json(self) -> dict[str, Any]:
        """Return all numbers as plain values."""
        return {
            "rows": self.rows,
            "best": self.best,
            "given": self.given,
            "ranges": {
                name: [each.low, each.high] for name, each in self.ranges.items()
            },
        }

    def save(self, folder: Path, settings: Mapping[str, Any]) -> None:
        """Write table and picture to the folder of the search."""
        content = {"settings": settings, **self.to_json()}
        write_bytes(folder / TABLE, json_bytes(content))
        write_bytes(folder / CSV_TABLE, self._csv())
        done = [row for row in self.rows if "validation_error" in row]
        if done:
            figure = trial_errors(
                [row["trial"] for row in done],
                [row["validation_error"] for row in done],
                {key: [row["suggested"][key] for row in done] for key in self.ranges},
                given=self.given.get("validation_error"),
                log=[name for name, each in self.ranges.items() if each.is_log],
            )
            save_figure(figure, folder / PICTURE)

    def _csv(self) -> bytes:
        """Return a line for each trial."""
        columns = ("validation_error", "seconds", "stopped")
        return record_bytes(
            [
                {"trial": row["trial"]}
                | {name: row["suggested"][name] for name in self.ranges}
                | {column: row.get(column, "") for column in columns}
                for row in self.rows
            ]
        )


def _text(value: Any) -> str:
    """Return a value as text, numbers with three digits."""
    if value is None:
        return "–"
    return f"{value:.3g}" if isinstance(value, float) else value_text(value)
