"""Anomalies of one file, without a run: fit and score in one go."""

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done, refused

from autoencode import TableDetector
from autoencode.storage import load_run
from autoencode.tasks import members

pytestmark = pytest.mark.usefixtures("short_training")


def orders(n=240, seed=0):
    """A table with ids, names, text, dates and gaps; the weight follows the number."""
    rng = np.random.default_rng(seed)
    quantity = rng.integers(1, 40, n)
    ordered = pd.Timestamp("2023-01-01") + pd.to_timedelta(rng.integers(0, 700, n), "D")
    shipped = ordered + pd.to_timedelta(rng.integers(1, 9, n), "D")
    frame = pd.DataFrame(
        {
            "order": [f"A-{row:04}" for row in rng.permutation(n)],
            "number": np.arange(5000, 5000 + n),
            "customer": [f"customer {number}" for number in rng.integers(0, 10**6, n)],
            "country": rng.choice(["NO", "SE", "DK"], n),
            "ordered": ordered.strftime("%Y-%m-%d"),
            "shipped": shipped.strftime("%d.%m.%Y"),
            "quantity": quantity,
            "weight": 0.2 * quantity + 0.05 * rng.normal(size=n),
            "discount": rng.uniform(0, 0.2, n).round(2),
        }
    )
    gaps = rng.choice(np.arange(60, n), 80, replace=False)
    frame.loc[gaps[:40], "country"] = None
    frame.loc[gaps[40:], "discount"] = None
    return frame


FAULTS = {
    3: ("quantity", 99999),
    11: ("country", "XX"),
    19: ("ordered", "1924-03-05"),
    27: ("shipped", "05.03.2123"),
    35: ("discount", 50),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory, short_training):
    folder = tmp_path_factory.mktemp("orders")
    frame = orders()
    for row, (column, value) in FAULTS.items():
        frame.loc[row, column] = value
    frame.loc[43, "weight"] = 0.2 * frame.loc[43, "quantity"] + 5  # breaks the relation
    frame.to_csv(folder / "orders.csv", index=False)
    result = done(
        *("detect", folder / "orders.csv", "--out", folder / "scores.csv"),
        *("--seed", 0),
    )
    scores = pd.read_csv(folder / "scores.csv", dtype={"order": str})
    return result.output, scores, frame


def test_planted_faults_rank_first_and_their_cells_are_named(found):
    _, scores, _ = found
    ranked = scores.sort_values("score", ascending=False)
    assert set(ranked["row"][:6]) == {*FAULTS, 43}
    assert (ranked["verdict"][:6] == "anomaly").all()
    by_row = scores.set_index("row")
    for row, (column, value) in FAULTS.items():
        assert by_row["reason_1"][row] == column
        assert str(by_row["value_1"][row]).startswith(str(value)[:5])
    assert by_row["reason_1"][43] in ("weight", "quantity")


def test_swapped_dates_and_unreadable_cells_rank_among_the_first(tmp_path, monkeypatch):
    # These are found by networks that are trained to the end only.
    monkeypatch.setattr(members, "N_STEPS", 200)
    frame = orders(400, seed=1)
    frame["price"] = [f"{2.5 * each:.2f}" for each in frame["quantity"]]
    frame["channel"] = np.random.default_rng(1).choice(
        ["web", "shop", "fax"], 400, p=[0.7, 0.28, 0.02]
    )
    frame.loc[5, "price"] = "12,x"
    before = pd.Timestamp(frame["ordered"][9]) - pd.Timedelta(days=300)
    frame.loc[9, "shipped"] = before.strftime("%d.%m.%Y")
    frame.to_csv(tmp_path / "orders.csv", index=False)
    out = tmp_path / "scores.csv"
    done("detect", tmp_path / "orders.csv", "--out", out, "--seed", 0, "--reasons", 1)
    scores = pd.read_csv(out).sort_values("score", ascending=False)
    assert {5, 9} <= set(scores["row"][:4])  # of 400, of which 8 have a rare category
    assert scores.set_index("row")["reason_1"][5] == "price"
    assert scores.set_index("row")["reason_1"][9] in ("shipped", "ordered")


def test_columns_that_identify_rows_are_kept_in_the_output(found):
    output, scores, frame = found
    assert "Columns left out" in output
    for name in ("order", "number", "customer"):
        assert list(scores[name].astype(str)) == list(frame[name].astype(str))
        assert not (scores["reason_1"] == name).any()
    assert len(output.splitlines()) < 15


def test_the_most_anomalous_rows_are_shown(found):
    output, _, _ = found
    assert "row 3: quantity is 99999; expected: " in output


def test_few_rows_are_reported_beside_the_faults(found):
    _, scores, _ = found
    normal = ~scores["row"].isin([*FAULTS, 43])
    assert 0 < (scores["verdict"][normal] == "anomaly").mean() < 0.12


@pytest.fixture
def sensors(tmp_path):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(120, 1)) + 0.1 * rng.normal(size=(120, 3))
    X[7, 1] += 3
    frame = pd.DataFrame(X, columns=["a", "b", "c"])
    frame.insert(0, "time", np.arange(120) + 1000)
    frame.to_csv(tmp_path / "sensors.csv", index=False)
    return tmp_path / "sensors.csv"


def test_the_detector_can_be_saved_and_used_on_other_rows(sensors, tmp_path):
    out, run = tmp_path / "scores.parquet", tmp_path / "run"
    settings = ["--seed", 1, "--false-alarm-rate", 0.02, "--save", run]
    done("detect", sensors, "--out", out, *settings, "--reasons", 1)
    scores = pd.read_parquet(out)
    assert scores["score"].idxmax() == 7
    assert scores["reason_1"][7] == "b"
    assert list(scores.columns[:2]) == ["row", "time"]
    assert load_run(run).model.false_alarm_rate == 0.02
    assert load_run(run).about["command"].startswith("autoencode")
    done("detect", run, sensors, "--out", out, "--reasons", 0)
    assert pd.read_parquet(out)["score"].idxmax() == 7
    refused("already holds a run", "detect", sensors, "--out", out, "--save", run)
    refused("Give data too", "detect", run, "--out", out)
    refused(
        "--seed is for data without", "detect", run, sensors, "--out", out, *settings
    )


def test_no_row_that_a_saved_detector_was_trained_on_is_reported_as_unseen(
    sensors, tmp_path
):
    run = tmp_path / "run"
    out = tmp_path / "scores.csv"
    words = ("--seed", 1, "--save", run, "--reasons", 0)
    done("detect", sensors, "--out", out, *words)
    result = done("report", run)
    assert "has changed" not in result.stderr
    card = (run / "MODEL_CARD.md").read_text()
    assert "**training samples**: 120" in card
    assert "**test samples**" not in card
    assert "Scores of the training samples" in (run / "report.html").read_text()


def test_options_of_text_files_hold_for_the_run_that_is_saved(tmp_path):
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(4, 1, (60, 2)).round(3), columns=["ł", "b"])
    frame["c"] = 2 * frame["ł"]
    table, out, run = (tmp_path / name for name in ("a.csv", "scores.csv", "run"))
    frame.to_csv(table, index=False, sep="!", decimal=",", encoding="cp1250")
    text = ["--encoding", "cp1250", "--delimiter", "!", "--decimal", ","]
    done("detect", table, "--out", out, *text, "--save", run, "--reasons", 0)
    assert load_run(run).feature_names == ["ł", "b", "c"]
    done("detect", run, table, "--out", out, "--reasons", 0)
    refused("--decimal applies to files", "detect", "iris", "--out", out, *text[4:])
    refused("--drop applies to files", "detect", "iris", "--out", out, "--drop", "a")


def test_numbers_can_be_categories(sensors, tmp_path):
    frame = pd.read_csv(sensors)
    frame["zip"] = np.tile([4001, 4002, 4051], 40)
    frame.loc[20, "zip"] = 4003
    frame.to_csv(sensors, index=False)
    out, run = tmp_path / "scores.csv", tmp_path / "run"
    done(
        *("detect", sensors, "--out", out, "--categorical", "zip", "--seed", 0),
        *("--id", "time", "--save", run, "--reasons", 0),
    )
    scores = pd.read_csv(out).sort_values("score", ascending=False)
    assert {7, 20} == set(scores["row"][:2])
    assert isinstance(load_run(run).model, TableDetector)


def test_fit_uses_the_same_columns(sensors, tmp_path):
    frame = pd.read_csv(sensors)
    frame["zip"] = ["00123", "00124", "00125"] * 40
    frame["seen"] = pd.date_range("2024-01-05", periods=120).strftime("%d/%m/%Y")
    frame["price"] = [f"{row % 7}.5" for row in range(120)]
    frame.loc[3, "price"] = "5x"
    frame["note"] = [f"note {row}" for row in range(120)]
    frame["empty"] = None
    frame.to_csv(sensors, index=False)
    out, runs = tmp_path / "scores.csv", [tmp_path / "one", tmp_path / "two"]
    words = ("--seed", 0, "--save", runs[0], "--reasons", 0)
    done("detect", sensors, "--out", out, *words)
    model = ["--model", "anomaly_detector", "--seed", 0, "--test", 0, "--quiet"]
    model += ["--n-members", 1, "--max-epochs", 1]
    done("fit", sensors, *model, "--out", runs[1])
    one, two = (load_run(run).model.table_.schema_ for run in runs)
    types = {column["name"]: column["type"] for column in one}
    assert types == {"a": "number", "b": "number", "c": "number", "zip": "category",
                     "seen": "date", "price": "number"}  # fmt: skip
    assert one == two


def test_what_cannot_be_detected_in_is_refused_in_one_line(tmp_path):
    table, out = tmp_path / "table.csv", tmp_path / "scores.csv"
    pd.DataFrame({"a": np.arange(5.0)}).to_csv(table, index=False)
    result = last_line("detect", table, "--out", out)
    assert "table.csv has 5 rows; at least 34 are needed" in result
    odd = table.rename(tmp_path / r"data\x.csv")  # as paths of Windows
    assert r"data\x.csv has 5 rows" in last_line("detect", odd, "--out", out)
    pd.DataFrame({"id": [f"x{i}" for i in range(30)]}).to_csv(table, index=False)
    assert "has no column of numbers" in last_line("detect", table, "--out", out)
    refused("--maps needs a run", "detect", table, "--out", out, "--maps", "m.npy")
    refused("or data alone", "detect", "a", "b", "c", "--out", out)
    refused("is not a file", "detect", "nowhere", "--out", out)


def last_line(*arguments):
    """Return the last line of an error."""
    result = autoencode(*arguments)
    assert result.exit_code == 1
    return result.output.strip().splitlines()[-1]
