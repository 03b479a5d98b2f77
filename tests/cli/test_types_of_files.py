"""Files with decimal numbers, dates, durations and times, from the shell."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from commands import done

N = 60
TYPES = {
    "price": pa.decimal128(10, 2),
    "small": pa.decimal32(5, 1),
    "day": pa.date32(),
    "seen": pa.timestamp("ms"),
    "zoned": pa.timestamp("us", "Europe/Oslo"),
    "took": pa.duration("ms"),
    "hour": pa.time64("us"),
    "kind": pa.string(),
}


def table():
    rng = np.random.default_rng(0)
    days, start = rng.integers(0, 900, N), dt.datetime(2024, 1, 1)
    steps = [dt.timedelta(days=int(n)) for n in days]
    columns = {
        "price": [Decimal(int(n)).scaleb(-2) for n in days],
        "small": [Decimal(int(n)).scaleb(-1) for n in days],
        "day": [start.date() + step for step in steps],
        "seen": [start + step + dt.timedelta(milliseconds=7) for step in steps],
        "zoned": [start + step for step in steps],
        "took": [step / 1000 for step in steps],
        "hour": [dt.time(int(n) % 3) for n in days],
        "kind": rng.choice(["a", "b"], N).tolist(),
    }
    for number, cells in enumerate(columns.values()):
        cells[number] = None
    return pa.table(
        {name: pa.array(cells, TYPES[name]) for name, cells in columns.items()}
    )


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("types")
    pq.write_table(table(), folder / "data.parquet")
    result = done(
        "fit", folder / "data.parquet", "--components", 4, "--hidden", 8,
        "--max-epochs", 2, "--seed", 0, "--checkpoint-every", "never",
        "--out", folder / "run",
    )  # fmt: skip
    assert "60 rows of 8 columns" in result.output or "48 rows of 8" in result.output
    return folder


def test_filled_in_tables_have_the_types_of_the_file(run):
    out = run / "whole.parquet"
    done("impute", run / "run", run / "data.parquet", "--out", out)
    whole, given = pq.read_table(out), table()
    for name in given.column_names:
        assert whole[name].null_count == 0
        if name in ("price", "day", "seen", "zoned", "took", "kind"):
            assert whole.schema.field(name).type in (
                TYPES[name], pa.timestamp("us"), pa.timestamp("ms", "Europe/Oslo"),
                pa.large_string(),
            )  # fmt: skip
            own = whole[name].cast(TYPES[name]).to_pylist()
            pairs = zip(own, given[name].to_pylist(), strict=True)
            assert all(found == cell for found, cell in pairs if cell is not None)


def test_durations_are_seconds_in_text_files_which_are_read_again(run):
    out, again = run / "new.csv", run / "again.csv"
    done("reconstruct", run / "run", run / "data.parquet", "--out", out)
    text = pd.read_csv(out)
    assert text["took"].between(0, 90_000).all()
    assert text["price"].map(lambda price: round(price, 2) == price).all()
    assert text["day"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()
    assert text["seen"].str.contains(r"\.\d{3}").all()
    text.loc[0, "took"] = None
    text.to_csv(run / "holes.csv", index=False)
    done("impute", run / "run", run / "holes.csv", "--out", again)
    filled = pd.read_csv(again)
    assert filled["took"][1:].tolist() == text["took"][1:].tolist()
    assert filled["took"].between(0, 90_000).all()


@pytest.mark.usefixtures("short_training")
def test_anomalies_are_found_among_rows_of_these_types(run):
    out = run / "found.csv"
    done("detect", run / "data.parquet", "--seed", 0, "--out", out)
    assert len(pd.read_csv(out)) == N
