"""Mixed tables from the shell."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done, refused
from pictures import drawn_pictures
from PIL import Image

from autoencode import MixedAutoencoder, TableAutoencoder, load

N = 200


def people():
    rng = np.random.default_rng(0)
    job = rng.choice(["clerk", "nurse", "farmer"], N)
    age = rng.integers(18, 70, N)
    since = pd.Timestamp("2020-01-01") + pd.to_timedelta(age, unit="D")
    frame = pd.DataFrame(
        {
            "who": [f"{row:03}" for row in range(N)],
            "job": job,
            "age": age,
            "zip": rng.choice([1001, 2002], N),
            "member": job == "nurse",
            "since": since.strftime("%Y-%m-%d"),
        }
    )
    frame.loc[[1, 5], "job"] = None
    return frame.astype({"age": "Int64"})


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    path = tmp_path_factory.mktemp("people") / "people.csv"
    frame = people()
    frame.loc[7, "age"] = pd.NA
    frame.to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def trained(table):
    run = table.parent / "run"
    with drawn_pictures():
        result = autoencode(
            "fit", table, "--id", "who", "--categorical", "zip",
            "--components", 8, "--hidden", 64, "--max-epochs", 90, "--seed", 0,
            "--out", run,
        )  # fmt: skip
    assert result.exit_code == 0, result.output
    return run, result.output


def test_each_column_is_judged_beside_what_is_simplest(trained):
    run, output = trained
    assert "160 rows of 5 columns, 40 for testing" in output
    for word in ("30 % hidden", "accuracy", "variance", "zip", "since"):
        assert word in output
    assert "Imputation is better" in output
    with Image.open(run / "pictures" / "columns.png") as image:
        assert image.size[0] > 400
    assert (run / "pictures" / "columns.png").exists()
    model = load(run)
    assert isinstance(model, TableAutoencoder)
    kinds = {column.name: column.type for column in model.table_.columns_}
    assert kinds["zip"] == "category"
    assert kinds["since"] == "date"


def test_codes_and_back_have_the_table_s_columns(trained, table, tmp_path):
    codes, again = tmp_path / "codes.csv", tmp_path / "again.csv"
    done("encode", trained[0], table, "--out", codes)
    assert pd.read_csv(codes).shape == (N, 9)
    done("decode", trained[0], codes, "--out", again)
    both = [pd.read_csv(path, dtype={"who": str}) for path in (table, again)]
    assert list(both[1].columns) == list(both[0].columns)
    assert (both[0].who == both[1].who).all()
    assert (both[0].job == both[1].job).mean() > 0.9
    assert set(both[1].zip) <= {1001, 2002}
    assert both[1].since.str.fullmatch(r"\d{4}-\d\d-\d\d").all()
    assert (both[1].age % 1 == 0).all()
    other = tmp_path / "other.csv"
    done("reconstruct", trained[0], table, "--out", other)
    assert other.read_text() == again.read_text()


def test_columns_that_are_not_in_imputed_rows_are_named(table, tmp_path):
    run, out = tmp_path / "run", tmp_path / "whole.csv"
    quick = ("--components", 2, "--hidden", 4, "--max-epochs", 1, "--quiet")
    done("fit", table, "--label", "member", "--drop", "zip", *quick, "--out", run)
    result = done("impute", run, table, "--out", out)
    line = "Columns that the model was fitted without are not written: 'zip', 'who', "
    assert f"{line}'member'. fit --id NAME keeps one." in result.output
    assert list(pd.read_csv(out)) == ["job", "age", "since"]


def test_missing_cells_are_filled_in_and_the_others_stay(trained, table, tmp_path):
    out = tmp_path / "whole.parquet"
    result = done("impute", trained[0], table, "--out", out)
    assert "Filled in 3 cells" in result.output
    assert "not written" not in result.output
    whole, given = pd.read_parquet(out), pd.read_csv(table, dtype={"who": str})
    assert whole.notna().all(axis=None)
    there = given.job.notna()
    assert (whole.job[there] == given.job[there]).all()
    assert whole.age.dtype.kind == "i"
    assert (whole.age[given.age.notna()] == given.age[given.age.notna()]).all()


def test_new_rows_are_drawn(trained):
    lines = done("sample", trained[0], "-n", 5, "--out", "-").stdout.splitlines()
    assert lines[0] == "job,age,zip,member,since"
    assert len(lines) == 6
    assert lines[1].split(",")[0] in ('"clerk"', '"nurse"', '"farmer"')


def test_a_table_is_evaluated_column_by_column(trained, table):
    assert "30 % hidden" in done("evaluate", trained[0], table).output
    found = json.loads(done("evaluate", trained[0], table, "--json").stdout)
    assert [each["column"] for each in found["columns"]] == [
        "job", "age", "zip", "member", "since",
    ]  # fmt: skip


@pytest.mark.usefixtures("built_pictures")
def test_a_test_file_is_taken_as_it_is(table, tmp_path):
    result = done(
        "fit", table, "--model", "mixed", "--id", "who", "--test", table,
        "--max-epochs", 1, "--out", tmp_path / "run",
    )  # fmt: skip
    assert "200 rows of 5 columns, 200 for testing" in result.output


def test_the_way_from_one_row_to_another_has_the_table_s_columns(
    trained, table, tmp_path
):
    options = ["--steps", 5, "--out", tmp_path / "way.csv"]
    done("interpolate", trained[0], table, 0, 7, *options)
    way, again = pd.read_csv(tmp_path / "way.csv"), tmp_path / "again.csv"
    done("reconstruct", trained[0], table, "--out", again)
    ends = pd.read_csv(again).drop(columns="who").iloc[[0, 7]]
    pd.testing.assert_frame_equal(
        way.iloc[[0, 4]].reset_index(drop=True), ends.reset_index(drop=True)
    )
    assert len(way) == 5
    assert set(way.job) <= {"clerk", "nurse", "farmer"}


def test_a_row_that_the_table_has_not_is_told(trained, table):
    refused("has rows 0 to", "interpolate", trained[0], table, 0, 999, "--out", "x.csv")


def test_a_table_is_reconstructed_with_a_warning_where_noise_is_to_be_removed(
    trained, table, tmp_path
):
    result = done("denoise", trained[0], table, "--out", tmp_path / "x.csv")
    assert "TableAutoencoder, which is not trained to remove noise" in result.stderr


@pytest.mark.usefixtures("built_pictures")
def test_dates_that_are_told_are_read_and_written_as_such(tmp_path):
    days = pd.date_range("2024-12-28", periods=40)
    frame = pd.DataFrame({"day": days.strftime("%d.%m.%Y"), "hours": range(40)})
    frame.to_csv(tmp_path / "data.csv", index=False)
    run, codes, again = (tmp_path / name for name in ("run", "c.csv", "again.csv"))
    config = tmp_path / "config.toml"
    config.write_text('max_epochs = 2\n[dates]\nday = "%d.%m.%Y"\n')
    done("fit", tmp_path / "data.csv", "--model", "mixed", "--config", config,
         "--out", tmp_path / "other")  # fmt: skip
    done("fit", tmp_path / "data.csv", "--model", "mixed", "--dates", "day=%d.%m.%Y",
         "--max-epochs", 2, "--out", run)  # fmt: skip
    assert load(tmp_path / "other").dates == load(run).dates == {"day": "%d.%m.%Y"}
    done("encode", run, tmp_path / "data.csv", "--out", codes)
    done("decode", run, codes, "--out", again)
    found = pd.to_datetime(pd.read_csv(again)["day"], format="%d.%m.%Y")
    assert found.between(days[0], days[-1]).all()
    done("encode", run, again, "--out", codes)  # its own output


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S+01:00", "%d.%m.%Y"])
@pytest.mark.parametrize("name", ["filled.csv", "filled.parquet"])
def test_a_date_that_cannot_be_read_is_filled_in(tmp_path, monkeypatch, form, name):
    monkeypatch.chdir(tmp_path)
    days = pd.date_range("2024-01-01", periods=30).strftime(form).tolist()
    letters = list("xyz" * 10)
    frame = pd.DataFrame({"a": np.arange(30.0) ** 2, "b": letters, "day": days})
    frame.to_csv("whole.csv", index=False)
    options = ("--model", "table_autoencoder", "--max-epochs", 1, "--seed", 0)
    done("fit", "whole.csv", *options, "--out", "run")
    frame.loc[5, "day"] = "soon"
    frame.to_csv("one.csv", index=False)
    result = done("impute", "run", "one.csv", "--out", name)
    assert "Column 'day' holds no dates" in result.stderr
    read = pd.read_csv if name.endswith("csv") else pd.read_parquet
    done("impute", "run", "whole.csv", "--out", f"whole-{name}")
    filled, whole = read(name)["day"], read(f"whole-{name}")["day"]
    assert filled.drop(5).tolist() == whole.drop(5).tolist()
    assert type(filled[5]) is type(whole[5])


def test_only_a_table_s_autoencoder_fills_in_cells(tmp_path):
    fit = ["--max-epochs", 1, "--out", tmp_path / "run"]
    done("fit", "iris", *fit)
    refused("'table_autoencoder'", "impute", tmp_path / "run", "iris",
            "--out", tmp_path / "x.csv")  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--model", "rbm", "--categorical", "zip"],
            "--numeric and --dates are for tables",
        ),
        (
            ["--model", "mixed", "--categorical", "town"],
            "no feature 'town' for --categorical",
        ),
        (
            ["--model", "mixed", "--numeric", "job"],
            "'job' is listed in --numeric, but holds",
        ),
        (
            ["--model", "mixed", "--dates", "job"],
            "Give it: --dates job=%d.%m.%Y.",
        ),
        (["--model", "mixed", "--dates", "town="], "no feature 'town' for --dates"),
        (
            ["--model", "mixed", "--dates", "age", "--numeric", "age"],
            "--numeric and --dates both name 'age'",
        ),
        (["--model", "mixed", "--grey"], "are for folders of images"),
        (["--model", "mixed", "--test", 2], "--test must be a file, or a fraction"),
        (
            ["--model", "mixed", "--scale", "minmax"],
            "--scale must be one of 'standard'",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(table, tmp_path, arguments, message):
    result = autoencode(
        "fit", table, "--id", "who", "--out", tmp_path / "r", *arguments
    )
    assert result.exit_code == 1
    assert message in result.output
    assert "Traceback" not in result.output


def test_a_column_that_names_the_rows_is_left_out(table, tmp_path):
    path, words = (
        tmp_path / "people.csv",
        ["--max-epochs", 1, "--out", tmp_path / "run"],
    )
    frame = pd.read_csv(table, dtype={"who": str})
    frame["who"] = "p" + frame.who
    frame.to_csv(path, index=False)
    result = done("fit", path, "--model", "mixed", *words)
    assert "text that differs in most of them: 'who'. --id who" in result.stderr
    assert "who" not in list(load(tmp_path / "run").feature_names_in_)
    done("encode", tmp_path / "run", path, "--out", tmp_path / "codes.csv")


def test_a_missing_column_and_a_file_that_is_no_table_are_told(
    trained, table, tmp_path
):
    frame = pd.read_csv(table).drop(columns="job")
    frame.to_csv(tmp_path / "less.csv", index=False)
    refused("lacks 1 of the model's 5 features: 'job'", "encode", trained[0],
            tmp_path / "less.csv", "--out", tmp_path / "x.csv")  # fmt: skip
    np.save(tmp_path / "rows.npy", np.ones((3, 5)))
    refused("is not a table with named columns", "encode", trained[0],
            tmp_path / "rows.npy", "--out", tmp_path / "x.csv")  # fmt: skip


def test_text_of_a_new_file_is_read_as_in_the_fit(tmp_path):
    lines = ["flag,zip,at,n"]
    lines += [
        f"{w},0050{k},08:3{k},{k}" for w in ("true", "maybe") for k in range(9)
    ] * 5
    (tmp_path / "fit.csv").write_text("\n".join(lines))
    run = tmp_path / "run"
    done("fit", tmp_path / "fit.csv", "--model", "mixed", "--categorical", "zip",
         "--max-epochs", 1, "--out", run)  # fmt: skip
    (tmp_path / "new.csv").write_text("flag,zip,at,n\ntrue,00503,08:31,2\n")
    result = done("impute", run, tmp_path / "new.csv", "--out", "-")
    assert "Warning" not in result.output
    assert result.stdout.splitlines()[1] == '"true","00503","08:31",2'


@pytest.mark.usefixtures("built_pictures")
def test_a_table_of_few_rows_is_saved_without_a_picture(tmp_path):
    (tmp_path / "few.csv").write_text("a\n1\n2\n3\n4\n5\n6\n")
    result = done("fit", tmp_path / "few.csv", "--model", "mixed", "--max-epochs", 1,
                  "--out", tmp_path / "run")  # fmt: skip
    assert "Saved in" in result.output


def test_the_old_name_of_the_model_of_tables_is_accepted_with_a_line(table, tmp_path):
    words = ["--model", "mixed", "--id", "who", "--max-epochs", 1, "--quiet"]
    result = done("fit", table, *words, "--out", tmp_path / "run")
    assert "training --model table_autoencoder" in result.stderr
    assert isinstance(load(tmp_path / "run"), TableAutoencoder)
    np.save(tmp_path / "rows.npy", np.random.default_rng(0).normal(size=(30, 4)))
    words[2:4] = []
    done("fit", tmp_path / "rows.npy", *words, "--out", tmp_path / "other")
    assert isinstance(load(tmp_path / "other")[-1], MixedAutoencoder)


RUNS = Path(__file__).parents[1] / "storage" / "format_1"


@pytest.mark.parametrize(
    ("command", "run", "data"),
    [
        ("encode", "shell_mixed", "table.csv"),
        ("reconstruct", "shell_mixed", "table.csv"),
        ("encode", "shell_autoencoder", "iris"),
        ("detect", "shell_detector", "numbers.csv"),
        ("detect", "shell_mixed_detector", "table.csv"),
    ],
)
def test_runs_of_the_first_format_are_used_as_before(command, run, data, tmp_path):
    source = RUNS / data if data.endswith(".csv") else data
    done(command, RUNS / run, source, "--out", tmp_path / "out.csv")
    found = pd.read_csv(tmp_path / "out.csv")
    expected = pd.read_csv(RUNS / f"{run}-{command}.csv")
    pd.testing.assert_frame_equal(found, expected, rtol=1e-4, atol=1e-6)
