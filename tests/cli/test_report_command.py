"""``autoencode report``: the page and the card of a saved run."""

import re

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done
from run_folders import people, small_model

from autoencode import save
from autoencode.storage import load_run, save_run

pytestmark = pytest.mark.usefixtures("short_training")

QUICK = ("--max-epochs", 2, "--seed", 0)


def table_of(page):
    """The cells of the evaluation."""
    body = re.search(r"<tbody>(.*?)</tbody>", page.read_text(), re.S)[1]
    return [re.findall(r"<td>(.*?)</td>", line) for line in body.split("</tr>")]


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """A run on a table of numbers with labels, and the table."""
    folder = tmp_path_factory.mktemp("rows")
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(60, 4)), columns=list("abcd"))
    frame["kind"] = np.where(frame["a"] > 0.5, "high", "low")
    frame.to_csv(folder / "rows.csv", index=False)
    options = ("--label", "kind", "--hidden", 4, "--test", 0.3, *QUICK)
    done("fit", folder / "rows.csv", *options, "--out", folder / "run")
    return folder


def test_the_report_of_the_fit_is_written_again_as_it_was(rows):
    run = rows / "run"
    before = {
        name: (run / name).read_bytes() for name in ("report.html", "MODEL_CARD.md")
    }
    weights = load_run(run).about
    for name in before:
        (run / name).unlink()
    result = done("report", run)
    assert result.stdout.startswith("Autoencoder: ") or "PCA is" in result.stdout
    assert f"Wrote {run / 'report.html'} and {run / 'MODEL_CARD.md'}." in result.stdout
    for name, content in before.items():
        assert (run / name).read_bytes() == content
    assert load_run(run).about == weights  # it is not saved again


def test_other_data_are_evaluated_as_new_samples(rows, tmp_path):
    new = pd.read_csv(rows / "rows.csv").head(12).drop(columns="kind")
    new.to_csv(tmp_path / "new.csv", index=False)
    done("report", rows / "run", tmp_path / "new.csv")
    card = (rows / "run" / "MODEL_CARD.md").read_text()
    assert card.startswith("# Autoencoder on new\n")
    assert "The evaluation has 12 rows" in card
    header = re.search(r"^\| method .*$", card, re.M)[0]
    assert "test" in header
    assert "train" not in header
    done("report", rows / "run")
    assert "train" in (rows / "run" / "MODEL_CARD.md").read_text()


def test_a_report_on_the_data_of_the_fit_says_so(rows, tmp_path):
    data, run = rows / "rows.csv", rows / "run"
    note = "is the data of the fit: the model was trained on rows of it, and figures"
    assert f"{data} {note}" in done("report", run, data).stdout
    for name in ("MODEL_CARD.md", "report.html"):
        assert note in (run / name).read_text()
    done("report", run)
    assert note not in (run / "MODEL_CARD.md").read_text()


def test_changed_data_are_named_and_evaluated_as_new(rows, tmp_path):
    frame = pd.read_csv(rows / "rows.csv")
    copy = tmp_path / "rows.csv"
    frame.to_csv(copy, index=False)
    fit = ("--label", "kind", "--hidden", 4, *QUICK)
    done("fit", copy, *fit, "--out", tmp_path / "run")
    frame.iloc[:50].to_csv(copy, index=False)
    result = done("report", tmp_path / "run")
    assert "has changed since the fit: all of it is evaluated" in result.stderr
    assert "test samples**: 50" in (tmp_path / "run" / "MODEL_CARD.md").read_text()


def test_a_test_file_is_read_again(rows, tmp_path):
    frame = pd.read_csv(rows / "rows.csv")
    frame.iloc[40:].to_csv(tmp_path / "test.csv", index=False)
    done(
        "fit", rows / "rows.csv", "--test", tmp_path / "test.csv", "--label", "kind",
        "--hidden", 4, *QUICK, "--out", tmp_path / "run",
    )  # fmt: skip
    before = (tmp_path / "run" / "MODEL_CARD.md").read_text()
    done("report", tmp_path / "run")
    assert (tmp_path / "run" / "MODEL_CARD.md").read_text() == before
    assert "test samples**: 20" in before


@pytest.mark.parametrize(
    "options",
    [
        ("--model", "table_autoencoder", "--label", "member", "--max-epochs", 2),
        ("--model", "table_detector", "--n-members", 1, "--max-epochs", 2),
        ("--model", "classifier", "--label", "member", "--max-epochs", 2),
        ("--model", "table_transformer",),
    ],
    ids=lambda options: options[1],
)  # fmt: skip
def test_mixed_tables_are_divided_as_in_the_fit(options, tmp_path):
    people(80).to_csv(tmp_path / "people.csv", index=False)
    seed = () if options[1] == "table_transformer" else ("--seed", 0)
    run = tmp_path / "run"
    done("fit", tmp_path / "people.csv", *options, *seed, "--out", run)
    before = (run / "MODEL_CARD.md").read_text()
    assert "test samples**: 16" in before
    result = done("report", run)
    assert "has changed" not in result.output
    assert (run / "MODEL_CARD.md").read_text() == before


def test_a_mixed_table_that_has_changed_is_noticed(tmp_path):
    place, run = tmp_path / "people.csv", tmp_path / "run"
    table = people(80)
    table["born"] = pd.date_range("1990-01-01", periods=80).strftime("%d.%m.%Y")
    table["price"] = [*np.arange(79).astype(str), "cheap"]  # a cell that is no number
    table["code"], table["zip"] = ["007", "13"] * 40, [1001, 2002] * 40
    table.to_csv(place, index=False)
    options = ("--model", "table_autoencoder", "--categorical", "zip", *QUICK)
    done("fit", place, *options, "--out", run)
    assert "has changed" not in done("report", run).output
    table.to_csv(place, index=False, sep=";")  # the same cells
    assert "has changed" not in done("report", run).output
    other = table.assign(price=["0", *table["price"][1:]])
    other.loc[::2, "born"] = "01.01.2001"
    other.to_csv(place, index=False)
    result = done("report", run)
    assert "has changed since the fit: all of it is evaluated" in result.output
    assert "test samples**: 80" in (run / "MODEL_CARD.md").read_text()
    stored = load_run(run)  # as of earlier versions
    del stored.about["data_hash"]
    save_run(stored, run)
    assert "has changed" not in done("report", run).output


def test_a_detector_shows_the_anomalies_of_other_data(tmp_path):
    people(80).drop(columns="city").to_csv(tmp_path / "people.csv", index=False)
    more = people(30).drop(columns="city")
    more.loc[4, "age"] = 900.0
    more.to_csv(tmp_path / "more.csv", index=False)
    options = ("--model", "table_detector", "--n-members", 3, *QUICK)
    run = tmp_path / "run"
    done("fit", tmp_path / "people.csv", *options, "--out", run)
    done("report", run, tmp_path / "more.csv")
    pictures = {path.name for path in (run / "pictures").iterdir()}
    assert pictures == {"most_anomalous.png"}
    assert "Look at the most anomalous rows" in (run / "MODEL_CARD.md").read_text()


def test_users_and_documents_are_divided_as_in_the_fit(tmp_path):
    rng = np.random.default_rng(0)
    users, items = np.nonzero(rng.uniform(size=(40, 8)) < 0.5)
    frame = pd.DataFrame({"user": users, "item": items})
    frame.to_csv(tmp_path / "likes.csv", index=False)
    words = ("moon rocket orbit", "goal match team")
    texts = [f"{words[n % 2]} {n % 5} {words[n % 2]}" for n in range(40)]
    kinds = np.array(["space", "sport"])[np.arange(40) % 2]
    texts = pd.DataFrame({"text": texts, "kind": kinds})
    texts.to_csv(tmp_path / "texts.csv", index=False)
    for name, options in (
        ("likes", ("item_recommender", "--user", "user", "--item", "item")),
        ("texts", ("retriever", "--text", "text", "--label", "kind")),
    ):
        run = tmp_path / name
        done(
            "fit", tmp_path / f"{name}.csv", "--model", *options, "--seed", 0,
            "--max-epochs", 2, "--out", run,
        )  # fmt: skip
        before = (run / "MODEL_CARD.md").read_text()
        done("report", run)
        assert (run / "MODEL_CARD.md").read_text() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("python",), "python does not say what it was fitted to. Give DATA after it."),
        (("missing",), "Cannot load missing:"),
        (("run", "nothing.csv"), "nothing.csv"),
    ],
)
def test_what_cannot_be_read_is_one_line(arguments, message, rows, monkeypatch):
    monkeypatch.chdir(rows)
    X = np.random.default_rng(0).normal(size=(20, 4))
    save(small_model().fit(X), "python")
    result = autoencode("report", *arguments)
    assert result.exit_code == 1
    assert message in result.output
    assert len(result.output.strip().splitlines()) == 1
