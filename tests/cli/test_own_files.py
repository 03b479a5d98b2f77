"""Files as they come, from the shell: nothing needs to be prepared or typed."""

import shlex
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done, refused
from sklearn.preprocessing import MinMaxScaler

from autoencode import load
from autoencode.data.column_guesses import date_formats
from autoencode.storage import load_run

N = 40
FIT = ["--components", 2, "--hidden", 8, "--max-epochs", 1, "--seed", 0, "--quiet"]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def fitted(data, *options):
    """Fit without pictures; return what is reported."""
    return done("fit", data, *FIT, *options, "--out", "run", "--overwrite").stderr


@pytest.fixture
def companies():
    """A table as European spreadsheets write it."""
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"name": [f"Company {row}" for row in range(N)]})
    frame["sales"] = rng.normal(5000, 900, N).round(2)
    frame["staff"] = rng.integers(1, 100, N)
    frame["zip"] = [f"{code:05}" for code in rng.choice([1001, 2002], N)]
    days = pd.Timestamp("2024-01-20") + pd.to_timedelta(np.arange(N), "D")
    frame["since"] = days.strftime("%d.%m.%Y")
    frame["member"] = rng.choice(["yes", "no"], N)
    frame["notes"] = None
    frame.loc[3, "staff"] = None
    text = frame.to_csv(index=False, sep=";", decimal=",", float_format="%.2f")
    path = "companies.csv"
    with open(path, "w", encoding="utf-16") as file:
        file.write(f"Export\n\n{text};;;;;;\n")
    return path


@pytest.mark.usefixtures("built_pictures")
@pytest.mark.filterwarnings("default:.* the header is line 3")
def test_a_spreadsheet_of_all_types_is_fitted_and_encoded(companies):
    reported = fitted(companies)
    for line in (
        "header is line 3",
        "training --model table_autoencoder",
        "'since' is read as dates (%d.%m.%Y)",
        "text that differs in most of them: 'name'. --id name keeps it beside",
        "Columns left out, since they hold almost no values: 'notes'",
    ):
        assert line in reported
    types = {column.name: column.type for column in load("run").table_.columns_}
    assert types == {
        "sales": "number", "staff": "number", "zip": "category", "since": "date",
        "member": "category",
    }  # fmt: skip
    done("encode", "run", companies, "--out", "codes.csv")
    assert pd.read_csv("codes.csv").shape == (N, 2)
    done("impute", "run", companies, "--out", "whole.csv")
    whole = pd.read_csv("whole.csv", dtype={"zip": str})  # standard CSV
    assert list(whole.columns) == ["sales", "staff", "zip", "since", "member"]
    assert set(whole.zip) == {"01001", "02002"}


@pytest.mark.usefixtures("built_pictures")
@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ([1.5, None] * (N // 2), "no finite number"),
        (["yes", "no"] * (N // 2), "holds text"),
        (["2024-01-31", "2024-02-29"] * (N // 2), "holds dates"),
        (["31.01.2024", "2024-02-29"] * (N // 2), "holds text"),
        ([f"row {row}" for row in range(N)], "holds text"),
    ],
)
def test_any_column_that_is_not_numbers_makes_a_table(column, expected):
    frame = pd.DataFrame({"a": np.arange(N) % 7, "b": np.arange(N) ** 2, "c": column})
    frame.to_csv("a.csv", index=False)
    reported = fitted("a.csv")
    assert expected in reported
    assert "training --model table_autoencoder" in reported


@pytest.mark.usefixtures("built_pictures")
def test_truth_values_are_numbers():
    frame = pd.DataFrame({"a": np.arange(N) % 7, "b": np.arange(N) % 2 == 0})
    frame.to_csv("a.csv", index=False)
    assert fitted("a.csv") == ""


@pytest.mark.parametrize(
    ("cells", "formats"),
    [
        (["31.12.2024", "01.02.2025"], ["%d.%m.%Y"]),
        (["12/31/2024", "01/02/2025"], ["%m/%d/%Y"]),
        (["01/02/2025", "03/04/2025"], ["%m/%d/%Y", "%d/%m/%Y"]),
        (["31.12.2024 12:30", "1.2.2025 08:00"], ["%d.%m.%Y %H:%M"]),
        (["5 Jan 2024", "31 Dec 2024"], ["%d %b %Y"]),
        (["31.12.2024", "2025-01-31"], []),
        (["1.2.3", "10.20.30"], []),
        (["a b c 1", "d"], []),
    ],
)
def test_formats_of_dates_are_found(cells, formats):
    assert list(date_formats(pd.Series(cells))) == formats


def test_an_order_of_day_and_month_in_doubt_is_reported():
    days = [f"{1 + row % 9:02}/{1 + row % 7:02}/2024" for row in range(N)]
    pd.DataFrame({"a": range(N), "day": days}).to_csv("a.csv", index=False)
    line = "dates (%m/%d/%Y); if that is wrong, give --dates 'day=%d/%m/%Y'"
    assert line in fitted("a.csv")
    assert "day" not in fitted("a.csv", "--dates", "day=%d/%m/%Y")
    assert load("run").dates == {"day": "%d/%m/%Y"}


def test_given_formats_hold_for_later_files():
    rng = np.random.default_rng(0)
    X = rng.normal(4, 1, (N, 3)).round(3)
    text = pd.DataFrame(X, columns=["ł", "b", "c"]).to_csv(index=False, sep=" ")
    with open("a.csv", "w", encoding="cp1250") as file:
        file.write(text)
    options = ["--encoding", "cp1250", "--delimiter", "space", "--decimal", "."]
    fitted("a.csv", *options)
    done("encode", "run", "a.csv", "--out", "codes.csv")
    done("reconstruct", "run", "a.csv", "--out", "again.csv", "--delimiter", "space")
    np.save("a.npy", X)  # they do not concern it
    done("encode", "run", "a.npy", "--out", "codes.npy")
    codes = pd.read_csv("codes.csv").to_numpy()
    np.testing.assert_allclose(codes, np.load("codes.npy"), rtol=1e-4)
    refused("--encoding must be a text encoding", "encode", "run", "a.csv",
            "--encoding", "no", "--out", "x.csv")  # fmt: skip
    refused("are for text files (.csv, .tsv)", "encode", "run", "a.npy",
            "--decimal", ",", "--out", "x.csv")  # fmt: skip
    refused("--decimal applies to files", "fit", "iris", "--decimal", ",")


def test_codes_of_a_spreadsheet_are_decoded():
    rng = np.random.default_rng(0)
    pd.DataFrame(rng.normal(size=(N, 3))).to_csv("a.csv", index=False)
    fitted("a.csv")
    done("encode", "run", "a.csv", "--out", "codes.csv")
    pd.read_csv("codes.csv").to_csv("german.csv", index=False, sep=";", decimal=",")
    done("decode", "run", "codes.csv", "--out", "x.csv")
    done("decode", "run", "german.csv", "--decimal", ",", "--out", "y.csv")
    pd.testing.assert_frame_equal(pd.read_csv("x.csv"), pd.read_csv("y.csv"))


def test_a_column_to_drop_that_is_absent_is_an_error():
    frame = pd.DataFrame(np.random.default_rng(0).normal(size=(N, 3)), columns=[*"abc"])
    frame.to_csv("a.csv", index=False)
    fitted("a.csv", "--drop", "c")
    done("encode", "run", "a.csv", "--out", "x.csv")
    frame[["a", "b"]].to_csv("less.csv", index=False)
    done("encode", "run", "less.csv", "--out", "x.csv")
    for command in ("encode", "reconstruct", "evaluate"):
        out = [] if command == "evaluate" else ["--out", "x.csv"]
        result = autoencode(command, "run", "a.csv", "--drop", "d", *out)
        assert result.exit_code == 1
        assert "a.csv has no column 'd' to drop; its columns are" in result.output


@pytest.mark.usefixtures("built_pictures")
def test_a_label_in_an_array_may_be_absent_later():
    X = np.random.default_rng(0).normal(size=(N, 5)).round(2)
    X[:, 1] = np.arange(N) % 2
    np.save("a.npy", X)
    fitted("a.npy", "--label", 1)
    done("encode", "run", "a.npy", "--out", "with.npy")
    np.save("new.npy", np.delete(X, 1, axis=1))
    done("encode", "run", "new.npy", "--out", "without.npy")
    np.testing.assert_allclose(np.load("with.npy"), np.load("without.npy"), atol=1e-5)
    np.save("short.npy", X[:, :3])
    result = autoencode("encode", "run", "short.npy", "--out", "x.npy")
    assert result.exit_code == 1
    assert "short.npy has" in result.output


@pytest.mark.usefixtures("built_pictures")
def test_the_scale_follows_from_the_loss():
    X = np.random.default_rng(0).normal(size=(N, 4))
    pd.DataFrame(X, columns=[*"abcd"]).to_csv("a.csv", index=False)
    fitted("a.csv", "--loss", "cross_entropy")
    assert isinstance(load("run")[0], MinMaxScaler)
    pd.DataFrame(X > 0, columns=[*"abcd"]).astype(int).mul(3).to_csv(
        "n.csv", index=False
    )
    fitted("n.csv", "--loss", "multinomial")
    assert not hasattr(load("run"), "steps")  # counts are not scaled


def test_samples_that_a_model_does_not_show_are_reported():
    frame = pd.DataFrame({"a": range(N), "b": ["x", "y"] * (N // 2)})
    frame.to_csv("a.csv", index=False)
    line = "--samples has no effect: TableAutoencoder shows no samples."
    assert line in fitted("a.csv", "--samples", 5)
    assert line not in fitted("a.csv")


@pytest.fixture
def readings():
    """A table of numbers whose first column counts the rows."""
    X = np.random.default_rng(0).normal(size=(N, 4))
    frame = pd.DataFrame(X, columns=list("abcd"))
    frame.insert(0, "reading", np.arange(100, 100 + N))
    frame.to_csv("readings.csv", index=False)
    frame.drop(columns="reading").to_csv("without.csv", index=False)
    return "readings.csv"


def test_a_column_of_numbers_that_identifies_rows_is_left_out(readings):
    reported = fitted(readings)
    assert "left out, since they identify rows: 'reading'" in reported
    assert load_run("run").feature_names == list("abcd")
    for data in (readings, "without.csv"):
        done("encode", "run", data, "--out", f"{data}.npy")
    codes = [np.load(f"{data}.npy") for data in (readings, "without.csv")]
    np.testing.assert_array_equal(*codes)


def test_a_column_that_is_named_numeric_is_used(readings):
    reported = fitted(readings, "--numeric", "reading")
    assert "left out" not in reported
    assert load_run("run").feature_names == ["reading", *"abcd"]
    refused("'readin' is not known", "fit", readings, *FIT, "--numeric", "readin")


def test_the_way_to_use_a_column_does_not_replace_the_given_id():
    frame = pd.DataFrame({"no": np.arange(N), "a": np.arange(N) % 7})
    frame["purpose"] = [f"bill {row}" for row in range(N)]
    frame.to_csv("a.csv", index=False)
    uses = "--categorical purpose uses it."
    reported = fitted("a.csv", "--id", "no", "--model", "table_autoencoder")
    assert f"differs in most of them: 'purpose'. {uses}" in reported
    reported = fitted("a.csv", "--drop", "no", "--model", "table_autoencoder")
    assert f"--id purpose keeps it beside the results, {uses}" in reported


def test_the_reason_for_a_table_s_model_is_a_whole_sentence():
    lines = ["a;b", "ca. 5,1;1,5", *(f"5,{row % 9};2,{row % 7}" for row in range(N))]
    Path("a.csv").write_text("\n".join(lines) + "\n")
    reported = fitted("a.csv")
    reason = "Column 'a' in a.csv holds text ('ca. 5,1', line 2)"
    assert f"{reason}: training --model table_autoencoder.\n" in reported


def test_a_table_of_nothing_but_names_is_refused(tmp_path):
    names = pd.DataFrame({"name": [f"person {i}" for i in range(40)]})
    names.to_csv(tmp_path / "names.csv", index=False)
    result = autoencode("fit", tmp_path / "names.csv", "--out", tmp_path / "run")
    assert result.exit_code == 1
    last = result.output.strip().splitlines()[-1]
    assert last.startswith("Error: names has no column of numbers, dates or categories")


@pytest.mark.usefixtures("built_pictures")
def test_a_column_whose_name_has_a_comma_is_quoted_as_in_csv():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(N, 3)), columns=["a", "b", "c"])
    frame.to_csv("fitted.csv", index=False)
    frame.insert(0, "x, y", 1.0)
    frame['"z"'] = 2.0
    frame.to_csv("wide.csv", index=False)
    fitted("fitted.csv")
    advised = '--drop \'"x, y","""z"""\''
    refused(f"Leave out with {advised}.", "encode", "run", "wide.csv", "--out", "x.csv")
    done("encode", "run", "wide.csv", "--out", "x.csv", *shlex.split(advised))
    fitted("wide.csv", "--categorical", '"x, y"')
    types = {column.name: column.type for column in load("run").table_.columns_}
    assert types["x, y"] == "category"
