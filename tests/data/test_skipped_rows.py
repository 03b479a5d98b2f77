"""What `open_rows` leaves out with ``on_error="skip"``, and what it does not."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from autoencode import Autoencoder, open_rows

pytestmark = pytest.mark.filterwarnings("ignore:.*is converted to Parquet once")


def rows_of(stream):
    return np.concatenate(list(stream))


def damage(place, row_group):
    """Overwrite the start of the second column of a row group."""
    with pq.ParquetFile(place) as file:
        column = file.metadata.row_group(row_group).column(1)
    start = column.dictionary_page_offset or column.data_page_offset
    content = bytearray(place.read_bytes())
    content[start : start + 100] = b"\xff" * 100
    place.write_bytes(content)


@pytest.mark.filterwarnings("ignore:PCA is kept")
def test_rows_of_a_damaged_row_group_are_left_out(tmp_path):
    X = np.random.default_rng(0).normal(size=(90, 3))
    place = tmp_path / "rows.parquet"
    table = pa.table({name: X[:, j] for j, name in enumerate("abc")})
    pq.write_table(table, place, row_group_size=30)
    damage(place, 1)
    stream, kept = open_rows(place, on_error="skip"), np.delete(X, range(30, 60), 0)
    np.testing.assert_array_equal(rows_of(stream), kept)
    scanned = stream.scanned()
    assert str(scanned.faults) == "30 rows were left out"
    assert "cannot be read in rows 30 and after" in scanned.faults.listed[0]
    np.testing.assert_array_equal(scanned.sample(60).X, kept)
    model = Autoencoder(max_epochs=1, random_state=0).fit(stream)
    assert model.transform(kept).shape == (60, 2)
