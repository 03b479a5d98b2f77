"""Detectors of mixed tables from the shell."""

import json

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done, refused
from pictures import drawn_pictures
from PIL import Image

from autoencode import TableDetector, load
from autoencode.data import delimited, frames

pytestmark = pytest.mark.usefixtures("short_training")

FIT = ["--model", "anomaly_detector", "--id", "order", "--seed", 0, "--n-members", 3]


def orders(n, seed):
    """Orders: the country tells the currency."""
    rng = np.random.default_rng(seed)
    country = rng.choice(["Norway", "Italy", "Japan"], n)
    currency = pd.Series(country).map({"Norway": "NOK", "Italy": "EUR", "Japan": "JPY"})
    day = pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 99, n), "D")
    return pd.DataFrame(
        {
            "order": [f"{row:04}" for row in range(n)],
            "country": country,
            "currency": currency,
            "price": rng.normal(50, 10, n).round(2),
            "day": day.strftime("%Y-%m-%d"),
            "branch": rng.choice([10, 20, 30], n),
        }
    )


@pytest.fixture(scope="module")
def trained(tmp_path_factory, short_training):
    folder = tmp_path_factory.mktemp("orders")
    orders(700, 0).to_csv(folder / "orders.csv", index=False)
    with drawn_pictures():
        result = autoencode(
            "fit", folder / "orders.csv", *FIT, "--categorical", "branch",
            "--false-alarm-rate", 0.02, "--out", folder / "run",
        )  # fmt: skip
    assert result.exit_code == 0, result.output
    return folder / "run", result.output


@pytest.fixture
def today(tmp_path):
    frame = orders(150, 1)
    frame.loc[7, "currency"] = "JPY" if frame.loc[7, "country"] != "Japan" else "NOK"
    frame.loc[30, "price"] = 900
    frame.loc[40, "price"] = None
    frame.to_csv(tmp_path / "today.csv", index=False)
    return tmp_path / "today.csv"


def test_it_is_monitored_faults_planted_in_its_columns(trained):
    run, output = trained
    assert "560 rows of 5 columns, 140 for testing" in output
    assert "column named" in output
    assert "PCA's distance" in output
    assert isinstance(load(run), TableDetector)
    for name in ("scores", "most_anomalous"):
        with Image.open(run / "pictures" / f"{name}.png") as image:
            assert image.size[0] > 400


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_reasons_are_cells_of_the_table(trained, today, tmp_path, suffix, monkeypatch):
    monkeypatch.setattr(frames, "ROWS_AT_ONCE", 60)  # several blocks
    monkeypatch.setattr(delimited, "BLOCK_SIZE", 4000)
    out, picture = tmp_path / f"scores{suffix}", tmp_path / "worst.png"
    result = autoencode("detect", trained[0], today, "--out", out, "--worst", picture)
    assert result.exit_code == 0, result.output
    text = {"order": str, "value_1": str, "expected_1": str}
    found = pd.read_csv(out, dtype=text) if suffix == ".csv" else pd.read_parquet(out)
    assert found.order.tolist() == [f"{row:04}" for row in range(150)]
    assert {"0007", "0030", "0040"} <= set(found.order[found.verdict == "anomaly"])
    assert {"country", "currency"} == set(found.loc[7, ["reason_1", "reason_2"]])
    assert found.loc[30, "reason_1"] == found.loc[40, "reason_1"] == "price"
    assert float(found.loc[30, "value_1"]) == 900
    assert 20 < float(found.loc[40, "expected_1"]) < 80
    assert picture.exists()


def test_a_column_that_makes_all_later_rows_anomalies_is_named(tmp_path):
    frame, later = orders(200, 0).sort_values("day"), orders(50, 1)
    later["day"] = later["day"].str.replace("2024", "2027")
    frame.to_csv(tmp_path / "orders.csv", index=False)
    later.to_csv(tmp_path / "later.csv", index=False)
    run = tmp_path / "run"
    output = done("fit", tmp_path / "orders.csv", *FIT, "--out", run).output
    assert "The dates in column 'day' are in order" in output
    words = ("detect", run, tmp_path / "later.csv", "--out", tmp_path / "s.csv")
    output = done(*words).output
    assert "'day' is the first reason of 50 of 50 anomalies" in output
    assert "--drop day" in output


def test_dates_in_any_order_are_not_reported(trained, today, tmp_path):
    run, output = trained
    assert "are in order" not in output
    output = done("detect", run, today, "--out", tmp_path / "s.csv").output
    assert "first reason of" not in output


def test_labels_of_two_classes_are_monitored_and_not_learned(tmp_path):
    frame = orders(600, 0)
    frame["fraud"] = "no"
    frame.loc[::20, ["currency", "fraud"]] = ["USD", "yes"]
    frame.to_csv(tmp_path / "orders.csv", index=False)
    run = tmp_path / "run"
    result = autoencode(
        "fit", tmp_path / "orders.csv", *FIT, "--label", "fraud",
        "--contamination", 0.06, "--out", run,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "labels, area" in result.output
    assert "fraud" not in load(run).feature_names_in_
    metrics = next(run.glob("version-*/metrics.json"))
    assert json.loads(metrics.read_text())["rows"][0]["label_area"] > 0.9


@pytest.mark.parametrize("command", ["encode", "impute", "reconstruct"])
def test_commands_that_need_codes_refuse_it(trained, today, command):
    out = today.parent / "x.csv"
    refused("of the class TableDetector", command, trained[0], today, "--out", out)


def test_error_maps_are_not_for_mixed_tables(trained, today):
    maps, out = today.parent / "maps.npy", today.parent / "never.csv"
    refused("Use --reasons", "detect", trained[0], today, "--out", out, "--maps", maps)
    assert not out.exists()


def test_what_is_no_such_table_is_refused_in_one_line(today):
    np.save(today.parent / "x.npy", np.zeros((9, 3)))
    arguments = ("fit", today.parent / "x.npy", "--model", "table_detector")
    refused("Use --model anomaly_detector", *arguments)
    refused(
        "no column 'frau'",
        *("fit", today, *FIT, "--label", "frau", "--out", today.parent / "r"),
    )


@pytest.mark.parametrize("cell", [np.inf, "cheap"])
def test_a_cell_that_is_no_number_is_missing_and_named_by_its_row_in_the_file(
    trained, tmp_path, monkeypatch, cell
):
    monkeypatch.setattr(frames, "ROWS_AT_ONCE", 60)
    frame = orders(150, 1).astype({"price": object})
    frame.loc[130, "price"] = cell
    frame.to_csv(tmp_path / "today.csv", index=False)
    out = tmp_path / "scores.csv"
    result = done("detect", trained[0], tmp_path / "today.csv", "--out", out)
    line = f"'price' holds no finite numbers in 1 cell, such as '{cell}' in row 130"
    assert line in result.stderr
    found = pd.read_csv(out)
    assert found.loc[130, ["verdict", "reason_1"]].tolist() == ["anomaly", "price"]


def test_a_column_of_words_in_place_of_numbers_is_refused(trained, tmp_path):
    frame = orders(150, 1).astype({"price": object}).assign(price="cheap")
    frame.to_csv(tmp_path / "today.csv", index=False)
    message = "Column 'price' holds no number in row 0 ('cheap')"
    out = tmp_path / "scores.csv"
    refused(message, "detect", trained[0], tmp_path / "today.csv", "--out", out)


def test_the_report_of_a_run_reads_the_cells_that_its_fit_counted_as_missing(tmp_path):
    frame = orders(100, 0).astype({"price": object})
    frame.loc[[5, 60], "price"] = "cheap"
    frame.loc[7, "day"] = "soon"
    table, run = tmp_path / "orders.csv", tmp_path / "run"
    frame.to_csv(table, index=False)
    done("fit", table, "--id", "order", "--max-epochs", 1, "--out", run)
    result = done("report", run)
    assert "'price' holds no finite numbers in 2 cells" in result.stderr
    assert "'day' holds no dates" in result.stderr


def test_the_types_of_the_columns_are_found_from_the_data(today, tmp_path):
    run = tmp_path / "run"
    words = ["--id", "order", "--quiet", "--n-members", 1, "--out", run]
    result = done("fit", today, "--model", "anomaly_detector", *words)
    assert "Columns 'country', 'currency', 'day' in" in result.stderr
    assert ": training --model table_detector." in result.stderr
    result = done("fit", today, "--model", "mixed-detector", "--overwrite", *words)
    assert "--model mixed-detector is now --model table_detector" in result.stderr
    assert isinstance(load(run), TableDetector)


@pytest.mark.parametrize("words", [["detect"], ["fit", "--model", "table_detector"]])
def test_an_unknown_column_of_a_type_is_refused_before_the_work(words, today, tmp_path):
    # One line: nothing else is printed before.
    refused(
        f"Error: {today} has no feature 'brunch' for --categorical; its features are "
        "'order', 'country', 'currency', 'price', 'day' and 1 more. Did you mean "
        "'branch'?\n",
        *words, today, "--categorical", "branch,brunch", "--out", tmp_path / "out.csv",
    )  # fmt: skip
