"""A classifier from a shell: fit, predict, evaluate."""

import json

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done, refused

from autoencode import load
from autoencode.storage.folder import PICTURES

pytestmark = pytest.mark.usefixtures("short_training")

QUICK = ("--model", "classifier", "--max-epochs", 5, "--seed", 0)


@pytest.fixture(scope="module")
def flowers(tmp_path_factory, short_training):
    """A table whose labels are missing in half of the rows, and a fitted run."""
    folder = tmp_path_factory.mktemp("flowers")
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 120)
    frame = pd.DataFrame(rng.normal(size=(120, 4)) + 3 * y[:, None], columns=[*"abcd"])
    frame.insert(0, "name", [f"n{row}" for row in range(120)])
    frame["kind"] = np.array(["rose", "tulip"])[y]
    frame.to_csv(folder / "all.csv", index=False)
    frame.drop(columns="kind").to_csv(folder / "new.csv", index=False)
    frame.loc[rng.random(120) < 0.5, "kind"] = None
    frame.to_csv(folder / "some.csv", index=False)
    given = ("--id", "name", "--label", "kind", *QUICK)
    result = done("fit", folder / "some.csv", *given, "--out", folder / "run")
    return folder, frame, result.output


def test_it_is_fitted_on_labels_that_are_missing_in_part(flowers):
    folder, _, output = flowers
    assert "test samples are wrong" in output
    assert "with logistic regression" in output
    model = load(folder / "run")[-1]
    assert model.classes_.tolist() == ["rose", "tulip"]
    names = {path.stem for path in (folder / "run" / PICTURES).iterdir()}
    assert {"confusion", "learning_curve"} <= names


def test_classes_are_predicted_by_name(flowers):
    folder, frame, _ = flowers
    out = folder / "classes.csv"
    done("predict", folder / "run", folder / "new.csv", "--out", out)
    found = pd.read_csv(out)
    assert list(found) == ["name", "prediction", "probability"]
    assert list(found["name"]) == list(frame["name"])
    whole = pd.read_csv(folder / "all.csv")
    assert (found["prediction"] == whole["kind"]).mean() > 0.95
    assert found["probability"].between(0.5, 1).all()
    refused(".csv", "predict", folder / "run", folder / "new.csv", "--out", "x.npy")


def test_it_is_evaluated_on_labelled_rows(flowers):
    folder, frame, _ = flowers
    run = folder / "run"
    found = json.loads(done("evaluate", run, folder / "some.csv", "--json").output)
    n_labelled = int(frame["kind"].notna().sum())
    assert sum(row["n_samples"] for row in found["rows"]) == n_labelled
    assert np.array(found["confusion"]).sum() == n_labelled
    assert found["errors"]["AutoencoderClassifier"] < 0.05
    refused(
        "has a label that the classifier was trained on",
        "evaluate",
        run,
        folder / "new.csv",
    )


def test_classes_with_leading_zeros_are_text_in_each_command(tmp_path):
    rng = np.random.default_rng(0)
    y = np.array(["007", "07", "7"])[np.arange(60) % 3]
    frame = pd.DataFrame(rng.normal(size=(60, 3)), columns=[*"abc"]).assign(kind=y)
    frame.loc[:, "a"] += 5.0 * (np.arange(60) % 3)
    data, run, out = tmp_path / "a.csv", tmp_path / "run", tmp_path / "classes.csv"
    frame.to_csv(data, index=False)
    done("fit", data, "--label", "kind", *QUICK, "--out", run)
    assert load(run)[-1].classes_.tolist() == ["007", "07", "7"]
    done("predict", run, data, "--out", out)
    found = pd.read_csv(out, dtype=str)["prediction"]
    assert (found == y).mean() > 0.8
    assert "not trained on" not in done("evaluate", run, data).output


def test_samples_of_unknown_classes_are_counted_and_named(flowers):
    folder, frame, _ = flowers
    frame = frame.dropna(subset="kind").head(20)
    frame.loc[frame.index[:2], "kind"] = "daisy"
    frame.to_csv(folder / "daisies.csv", index=False)
    output = done("evaluate", folder / "run", folder / "daisies.csv").output
    assert "Classes of 18 test samples" in output
    assert "2 samples of classes that the classifier was not trained on" in output
    assert "'daisy'" in output


def test_test_samples_without_labels_do_not_end_a_fit(flowers, tmp_path):
    folder, _, _ = flowers
    given = ("--id", "name", "--label", "kind", *QUICK, "--out", tmp_path / "run")
    result = done("fit", folder / "all.csv", "--test", folder / "new.csv", *given)
    assert "The errors are not measured" in result.output
    assert (tmp_path / "run" / "report.html").exists()
    done("report", tmp_path / "run", folder / "new.csv")


def test_labels_are_asked_for(flowers):
    folder, _, _ = flowers
    given = ("fit", folder / "new.csv", "--id", "name", *QUICK)
    refused("give their column with --label", *given)
    refused("continuous", *given, "--label", "a")
    result = autoencode("fit", folder / "new.csv", "--label", "name", *QUICK)
    assert result.exit_code == 1
    assert "identifiers, not classes" in result.output


def test_classes_are_weighted_by_their_frequency_on_demand(flowers, tmp_path):
    folder, _, _ = flowers
    given = ("fit", folder / "some.csv", "--id", "name", "--label", "kind", *QUICK)
    refused("must be 'balanced'", *given, "--class-weight", "even")
    out = tmp_path / "run"
    done(*given, "--class-weight", "balanced", "--out", out)
    assert load(out)[-1].class_weight == "balanced"


def test_other_models_still_refuse_missing_labels(flowers, tmp_path):
    folder, _, _ = flowers
    given = ("--id", "name", "--label", "kind", "--out", tmp_path / "run")
    refused("no label in column 'kind'", "fit", folder / "some.csv", *given)


@pytest.fixture(scope="module")
def customers(tmp_path_factory):
    """A table with text, dates, gaps and labels missing in part, and a fitted run."""
    folder = tmp_path_factory.mktemp("customers")
    rng = np.random.default_rng(0)
    city = rng.choice(["Oslo", "Rome"], 150)
    since = pd.Timestamp("2020-01-01") + pd.to_timedelta(rng.integers(0, 900, 150), "D")
    frame = pd.DataFrame(
        {
            "id": np.arange(150),
            "city": city,
            "age": rng.integers(20, 70, 150),
            "since": since.strftime("%d.%m.%Y"),
            "left": np.where(city == "Oslo", "yes", "no"),
        }
    )
    frame.loc[7, "age"] = None
    frame.to_csv(folder / "all.csv", index=False)
    frame.drop(columns="left").to_csv(folder / "new.csv", index=False)
    frame.loc[rng.random(150) < 0.3, "left"] = None
    frame.to_csv(folder / "some.csv", index=False)
    given = ("--id", "id", "--label", "left", *QUICK, "--out", folder / "run")
    return folder, done("fit", folder / "some.csv", *given).output


def test_tables_with_text_dates_and_gaps_are_classified(customers):
    folder, output = customers
    assert "hold text" in output
    assert "'since' is read as dates" in output
    whole = pd.read_csv(folder / "all.csv")
    out = folder / "classes.csv"
    done("predict", folder / "run", folder / "new.csv", "--out", out)
    found = pd.read_csv(out)
    assert list(found["id"]) == list(whole["id"])
    assert (found["prediction"] == whole["left"]).mean() > 0.95
    found = json.loads(
        done("evaluate", folder / "run", folder / "some.csv", "--json").output
    )
    n_labelled = int(pd.read_csv(folder / "some.csv")["left"].notna().sum())
    assert sum(row["n_samples"] for row in found["rows"]) == n_labelled
    refused(
        "has a label that the classifier was trained on",
        "evaluate",
        folder / "run",
        folder / "new.csv",
    )


def test_it_is_evaluated_on_the_data_set_it_was_fitted_to(tmp_path):
    done("fit", "iris", *QUICK, "--out", tmp_path / "run")
    output = done("evaluate", tmp_path / "run", "iris", "--part", "train").output
    assert "iris is the data of the fit" in output
    output = done("evaluate", tmp_path / "run", "iris").output
    assert "the data of the fit" not in output
    assert "Classes of 30 test samples" in output


def test_one_class_is_refused_with_its_column_and_file(tmp_path):
    path = tmp_path / "one.csv"
    lines = [f"{row}.5,{'a' if row else ''}" for row in range(20)]
    path.write_text("x,kind\n" + "\n".join(lines) + "\n")
    refused(
        f"--label kind has one class, 'a', in the training part of {path},", "fit",
        path, "--label", "kind", "--model", "classifier", "--out", tmp_path / "run",
    )  # fmt: skip
