"""The command ``autoencode units``."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done, people, refused, write_images

QUICK = ("--components", 2, "--max-epochs", 2, "--seed", 0, "--quiet")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    people().to_csv("people.csv", index=False)
    columns = ("--id", "who", "--label", "city")
    done("fit", "people.csv", *columns, *QUICK, "--out", "run")
    return tmp_path


def test_units_of_a_table_are_described_beside_labels_and_properties(run):
    known = pd.DataFrame({"who": people()["who"], "noise": np.arange(40) % 7})
    known.to_csv("known.csv", index=False)
    result = done("units", "run", "people.csv", "--properties", "known.csv")
    for text in ("share of variance", "column 1", "property 1", "Correlations of 40"):
        assert text in result.stdout
    rows = pd.read_csv("run-units/units.csv")
    assert set(rows["column"]) == {
        "city=Rome", "noise", "age", "height", "weight", "steps", "sleep",
    }  # fmt: skip
    summary = json.loads((run / "run-units" / "units.json").read_text())
    assert [unit["unit"] for unit in summary["units"]] == [0, 1]
    for name in ("correlations", "inputs", "traversals"):
        assert (run / "run-units" / f"{name}.png").exists()
    assert done("units", "run", "--out", "run-units").exit_code == 0  # DATA of the fit


def test_properties_are_matched_by_ids_in_any_order(run):
    frame = people()
    known = pd.DataFrame({"who": frame["who"], "same": frame["age"]})
    known.to_csv("known.csv", index=False)
    more = known.assign(who=[f"x{row}" for row in range(40)])
    pd.concat([known[::-1], more]).to_csv("reversed.csv", index=False)
    words = ("units", "run", "people.csv", "--properties")
    done(*words, "known.csv", "--out", "in-order")
    done(*words, "reversed.csv", "--out", "reversed")
    files = [Path(name, "units.csv").read_bytes() for name in ("in-order", "reversed")]
    assert files[0] == files[1]
    rows = pd.read_csv("reversed/units.csv").set_index(["column", "unit"])["pearson"]
    assert rows["same"].values == pytest.approx(rows["age"].values)

    known[5:].to_csv("few.csv", index=False)
    refused("few.csv has no row with the who '000'. Give a row for", *words, "few.csv")
    known.iloc[[0, *range(40)]].to_csv("two.csv", index=False)
    refused("two.csv has more than one row with the who '000'", *words, "two.csv")


def test_images_are_measured(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_images(tmp_path / "pictures")
    done("fit", "pictures", *QUICK, "--out", "run")
    done("units", "run", "pictures", "--row", 3, "--out", "out")
    columns = set(pd.read_csv("out/units.csv")["column"])
    assert {"slant", "thickness", "brightness", "class=dogs"} <= columns


def test_a_table_with_text_is_described(run):
    model = ("--model", "table_autoencoder", "--id", "who")
    done("fit", "people.csv", *model, *QUICK, "--out", "mixed")
    done("units", "mixed", "people.csv")
    assert "city=Paris" in set(pd.read_csv("mixed-units/units.csv")["column"])


def test_a_row_of_standard_input_is_described(run):
    words = ("units", "run", "--row", 3, "--out")
    done(*words[:2], "people.csv", *words[2:], "of-file")
    text = Path("people.csv").read_text()
    result = autoencode(*words[:2], "-", *words[2:], "of-input", stdin=text)
    assert result.exit_code == 0, result.output
    found = [Path(name, "units.json").read_text() for name in ("of-file", "of-input")]
    assert found[0] == found[1]


def test_what_cannot_be_described_is_refused_in_one_line(run):
    people(30).drop(columns="who").to_csv("few.csv", index=False)
    refused(
        "few.csv has 30 rows", "units", "run", "people.csv", "--properties", "few.csv"
    )
    refused("rows 0 to 39; got 40", "units", "run", "people.csv", "--row", 40)
    (run / "other").mkdir()
    (run / "other" / "notes.txt").write_text("mine")
    refused("holds other files", "units", "run", "people.csv", "--out", "other")
    model = ("--model", "anomaly_detector", "--id", "who", "--label", "city")
    model += ("--max-epochs", 1, "--n-members", 2, "--quiet")
    done("fit", "people.csv", *model, "--out", "detector")
    refused("cannot be described by its units", "units", "detector", "people.csv")
