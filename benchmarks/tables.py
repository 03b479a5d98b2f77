"""Mixed tables: reconstruction and imputation of each column.

Five splits with a fifth of the rows for testing. The autoencoder is compared with the
mean or the most frequent category, and with scikit-learn's `KNNImputer` on the same
scaled rows (categories by the largest mean). Tables: `autoencode.data.employees`, and
"adult" from OpenML if it can be downloaded or is cached.

Run: python -m benchmarks.tables [SPLITS]
"""

import sys
import time

import numpy as np
from sklearn.datasets import fetch_openml
from sklearn.impute import KNNImputer

from autoencode import TableAutoencoder
from autoencode.data.employees import make_employees
from autoencode.data.mixed import TableTransformer
from autoencode.tasks.column_scores import score_column
from benchmarks.measure import save

HIDDEN = 0.3
MAX_ROWS = 5000


def tables():
    """Yield name and data frame of each table."""
    yield "workers", make_employees(MAX_ROWS)
    try:
        frame = fetch_openml("adult", version=2, as_frame=True).data
    except Exception as error:  # mostly without network
        print(f"Skipped adult: {type(error).__name__}.")
        return
    yield "adult", frame.sample(MAX_ROWS, random_state=0).reset_index(drop=True)


def knn_impute(train, incomplete):
    """Impute missing cells by `KNNImputer`; keep columns and types."""
    table = TableTransformer().fit(train)
    rows, missing = table.transform(train), table.transform(incomplete)
    n, first = table.n_numbers_, 2 * table.n_numbers_
    for X in (rows, missing):
        X[:, :n][X[:, n:first] == 1] = np.nan
        start = first
        for width in table.category_sizes_:
            block = X[:, start : start + width]
            block[block.sum(axis=1) == 0] = np.nan
            start += width
    kept = [j for j in range(rows.shape[1]) if not n <= j < first]
    imputed = np.zeros_like(missing)
    imputed[:, kept] = (
        KNNImputer(n_neighbors=10).fit(rows[:, kept]).transform(missing[:, kept])
    )
    return table, table.inverse_transform(imputed)


def measure(name, frame, seed):
    """Return the scores of every column for one split."""
    order = np.random.default_rng(seed).permutation(len(frame))
    cut = len(frame) // 5
    test = frame.iloc[order[:cut]].reset_index(drop=True)
    train = frame.iloc[order[cut:]].reset_index(drop=True)
    started = time.perf_counter()
    model = TableAutoencoder(random_state=seed).fit(train)
    seconds = time.perf_counter() - started
    again = model.reconstruct(test)
    assert again.dtypes.equals(frame.dtypes), "types differ"
    is_hidden = np.random.default_rng(seed).random(test.shape) < HIDDEN
    started = time.perf_counter()
    table, filled = knn_impute(train, test.mask(is_hidden))
    knn_seconds = time.perf_counter() - started
    decoded = {each.column: each for each in model.column_scores(test)}
    hidden = {each.column: each for each in model.column_scores(test, HIDDEN, seed)}
    rows = []
    for place, column in enumerate(table.columns_):
        cells = is_hidden[:, place] & test[column.name].notna().to_numpy()
        peer = score_column(
            column, test[column.name][cells], filled[column.name][cells]
        )
        rows.append(
            {
                "table": name,
                "split": seed,
                "column": column.name,
                "measure": peer.measure,
                "decoded": decoded[column.name].score,
                "hidden": hidden[column.name].score,
                "neighbours": peer.score,
                "simple": hidden[column.name].simple,
                "seconds": seconds,
                "seconds_neighbours": knn_seconds,
            }
        )
    return rows


def main(n_splits=5):
    """Measure, print and save."""
    rows = []
    for name, frame in tables():
        for seed in range(n_splits):
            rows += measure(name, frame, seed)
    shown = ("decoded", "hidden", "neighbours", "simple")
    print("table    column           measure   " + " ".join(f"{s:>10}" for s in shown))
    for name, column, what in dict.fromkeys(
        (row["table"], row["column"], row["measure"]) for row in rows
    ):
        own = [row for row in rows if (row["table"], row["column"]) == (name, column)]
        means = [100 * np.mean([row[key] for row in own]) for key in shown]
        text = " ".join(f"{value:10.1f}" for value in means)
        print(f"{name:8} {column:16} {what:9} {text}")
    for key in ("seconds", "seconds_neighbours"):
        print(f"{key}: {np.median([row[key] for row in rows]):.1f}")
    save("tables", {"rows": rows})


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
