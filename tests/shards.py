"""Small folders of rows on disk."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq


def correlated(n_rows, n_features=6, seed=0):
    """Rows near a plane, float32."""
    rng = np.random.default_rng(seed)
    plane = rng.normal(size=(n_rows, 2)) @ rng.normal(size=(2, n_features))
    noise = 0.1 * rng.normal(size=plane.shape)
    return (plane + noise).astype(np.float32)


def table_of(X, **others):
    columns = {f"x{j}": X[:, j] for j in range(X.shape[1])}
    return pa.table(others | columns)


def write_shards(folder, X, n_files=3, group=40, **settings):
    """Write rows as Parquet files of one folder, in their order; return it."""
    folder.mkdir(exist_ok=True)
    for number, rows in enumerate(np.array_split(np.arange(len(X)), n_files)):
        place = folder / f"part-{number}.parquet"
        pq.write_table(table_of(X[rows]), place, row_group_size=group, **settings)
    return folder


def rows_of(stream):
    """All rows of a stream."""
    return np.concatenate(list(stream))


def one_line(error):
    """The text of an error, which must have one line."""
    text = str(error.value)
    assert "\n" not in text
    return text
