"""Detectors from the shell: train, detect, draw."""

import json

import numpy as np
import pandas as pd
import pytest
from commands import autoencode, done, refused, write_images
from pictures import drawn_pictures
from PIL import Image

from autoencode import AnomalyDetector, arrays, load
from autoencode.data import delimited
from autoencode.storage import load_run

pytestmark = pytest.mark.usefixtures("short_training")

FIT = ["--model", "anomaly_detector", "--seed", 0, "--false-alarm-rate", 0.02]
FIT += ["--n-members", 3]


def pumps(n, seed=0):
    """Sensors of pumps, which all follow the load."""
    rng = np.random.default_rng(seed)
    load_ = rng.uniform(size=n)
    columns = [load_, 20 + 60 * load_**2, 1 - load_, 10 * np.sqrt(load_)]
    X = np.stack(columns, axis=1)
    X += rng.normal(size=X.shape) * [0.01, 1, 0.01, 0.05]
    frame = pd.DataFrame(X, columns=["load", "temperature", "valve", "current"])
    frame.insert(0, "pump", [f"{row:04}" for row in range(n)])
    return frame


@pytest.fixture(scope="module")
def trained(tmp_path_factory, short_training):
    folder = tmp_path_factory.mktemp("pumps")
    pumps(600).to_csv(folder / "pumps.csv", index=False)
    with drawn_pictures():
        result = autoencode(
            "fit", folder / "pumps.csv", *FIT, "--id", "pump", "--out", folder / "run"
        )
    assert result.exit_code == 0, result.output
    return folder / "run", result.output


@pytest.fixture
def today(tmp_path):
    frame = pumps(200, seed=1)
    frame.loc[7, "temperature"] += 40
    frame.loc[30, "valve"] = 0.5 - frame.loc[30, "load"]
    frame.to_csv(tmp_path / "today.csv", index=False)
    return tmp_path / "today.csv"


def test_a_detector_is_judged_beside_pca(trained):
    run, output = trained
    assert "PCA's distance" in output
    assert "The detector finds planted faults" in output
    assert isinstance(load(run), AnomalyDetector)
    stored = load_run(run)
    assert stored.metrics["rows"][0]["method"] == "autoencoders"
    page = (run / "report.html").read_text()
    assert "planted faults, area" in page
    for name in ("scores", "most_anomalous"):
        with Image.open(run / "pictures" / f"{name}.png") as image:
            assert image.size[0] > 400


def test_progress_is_shown_and_not_with_quiet(trained, tmp_path):
    assert "training 3 autoencoders" in trained[1]
    assert "s so far, 0 s left" in trained[1]
    table, run = tmp_path / "pumps.csv", tmp_path / "run"
    pumps(60).to_csv(table, index=False)
    fit = [*FIT, "--n-members", 1, "--id", "pump", "--quiet", "--out", run]
    result = autoencode("fit", table, *fit)
    assert result.output.startswith("method ")
    assert load(run).verbose == 0


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_rows_get_verdicts_and_anomalies_reasons(trained, today, tmp_path, suffix):
    out = tmp_path / f"scores{suffix}"
    result = autoencode("detect", trained[0], today, "--out", out)
    assert result.exit_code == 0, result.output
    assert "Wrote 200 rows" in result.output
    assert "PCA's distance" in result.output
    types = {"pump": str}
    found = pd.read_csv(out, dtype=types) if suffix == ".csv" else pd.read_parquet(out)
    assert found.pump.tolist() == [f"{row:04}" for row in range(200)]
    anomalies = found[found.verdict == "anomaly"]
    assert {"0007", "0030"} <= set(anomalies.pump)
    assert len(anomalies) < 20
    assert found.loc[7, "reason_1"] == "temperature"
    value = pd.read_csv(today).loc[7, "temperature"]
    assert found.loc[7, "value_1"] == pytest.approx(value)
    assert found.loc[7, "expected_1"] == pytest.approx(value - 40, abs=8)
    assert found.loc[30, "reason_1"] == "valve"
    normal = found[found.verdict == "normal"]
    assert normal.reason_1.isna().all()
    assert (normal.p_value > 0.02).all()
    assert (anomalies.p_value <= 0.02).all()
    assert found.pca_score.gt(0).all()


def test_scores_are_those_of_python_whatever_the_blocks(
    trained, today, tmp_path, monkeypatch
):
    monkeypatch.setattr(delimited, "BLOCK_SIZE", 1000)
    out = tmp_path / "scores.csv"
    autoencode("detect", trained[0], today, "--out", out, "--reasons", 0)
    found = pd.read_csv(out)
    assert list(found.columns) == ["pump", "score", "p_value", "verdict", "pca_score"]
    X = pd.read_csv(today).drop(columns="pump").to_numpy()
    np.testing.assert_allclose(found.score, -load(trained[0]).score_samples(X))


def test_rows_without_names_are_counted(trained, today, tmp_path):
    plain = tmp_path / "plain.npy"
    np.save(plain, pd.read_csv(today).drop(columns="pump").to_numpy())
    result = autoencode("detect", trained[0], plain, "--out", "-", "--reasons", 1)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("row,score,")
    assert lines[8].startswith("7,")
    assert '"anomaly"' in lines[8]
    assert "1" in lines[8]


@pytest.mark.usefixtures("real_pictures")
def test_scores_and_the_strangest_rows_are_drawn(trained, today, tmp_path):
    names = [tmp_path / "scores.png", tmp_path / "worst.png"]
    autoencode(
        "detect", trained[0], today, "--out", tmp_path / "scores.csv",
        "--picture", names[0], "--worst", names[1],
    )  # fmt: skip
    for name in names:
        with Image.open(name) as image:
            assert image.size[0] > 400


def test_of_images_the_picture_shows_where_they_are_strange(tmp_path):
    write_images(tmp_path / "pictures", n_each=15)
    out = tmp_path / "run"
    fit = [*FIT, "--n-members", 3, "--max-epochs", 10, "--out", out]
    result = autoencode("fit", tmp_path / "pictures", *fit)
    assert result.exit_code == 0, result.output
    model = load(out)
    maps = model.error_map(np.zeros((2, 30)))
    assert maps.shape == (2, 30)
    Image.fromarray(np.full((6, 5), 255, np.uint8)).save(
        tmp_path / "pictures/cats/w.png"
    )
    with drawn_pictures():
        result = autoencode(
            "detect", out, tmp_path / "pictures", "--out", tmp_path / "scores.csv",
            "--worst", tmp_path / "worst.png", "--maps", tmp_path / "maps.npy",
        )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert (tmp_path / "worst.png").exists()
    maps = np.load(tmp_path / "maps.npy")
    assert maps.shape == (31, 6, 5)  # images, height, width
    names = pd.read_csv(tmp_path / "scores.csv").iloc[:, 0]
    white = int(np.flatnonzero(names.str.endswith("w.png"))[0])
    X = np.ones((1, 30))
    np.testing.assert_allclose(maps[white].ravel(), model.error_map(X)[0], rtol=1e-4)


def test_error_maps_of_many_rows_are_written_block_by_block(
    trained, today, tmp_path, monkeypatch
):
    X = pd.read_csv(today).drop(columns="pump").to_numpy()
    whole = load(trained[0]).error_map(X)
    monkeypatch.setattr(delimited, "BLOCK_SIZE", 5000)  # of about 17,000 bytes
    maps = tmp_path / "maps.npy"
    words = ("--out", tmp_path / "s.csv", "--maps", maps, "--reasons", 0)
    done("detect", trained[0], today, *words)
    np.testing.assert_allclose(np.load(maps), whole, rtol=1e-4, atol=1e-5)


def test_maps_that_cannot_be_written_are_refused_before_any_work(trained, today):
    maps, out = today.parent / "maps.csv", today.parent / "never.csv"
    words = ("detect", trained[0], today, "--out", out, "--maps", maps)
    refused("are written to .npy files", *words)
    assert not out.exists()


def test_options_win_over_the_settings_for_images(tmp_path):
    write_images(tmp_path / "pictures", n_each=15)
    options = ["--n-members", 3, "--scale", "standard", "--scoring", "whitened"]
    options += ["--max-epochs", 10]
    out = tmp_path / "run"
    result = autoencode("fit", tmp_path / "pictures", *FIT, *options, "--out", out)
    assert result.exit_code == 0, result.output
    model = load(out)
    assert (model.n_members, model.scale, model.scoring) == (3, "standard", "whitened")
    assert model.members_[0].model.n_components == 8  # that of images


def test_a_label_of_two_classes_tells_the_anomalies(tmp_path):
    frame = pumps(200)
    frame["fault"] = np.where(np.arange(200) % 10 == 0, "yes", "no")
    frame.loc[frame.fault == "yes", "current"] += 3
    frame.to_csv(tmp_path / "pumps.csv", index=False)
    result = autoencode(
        "fit", tmp_path / "pumps.csv", *FIT[:4], "--id", "pump", "--label", "fault",
        "--contamination", 0.1, "--out", tmp_path / "run",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "labels, area" in result.output
    rows = json.loads(json.dumps(load_run(tmp_path / "run").metrics))["rows"]
    assert rows[0]["label_area"] > 0.9


@pytest.mark.parametrize("command", ["encode", "impute", "evaluate"])
def test_other_commands_refuse_a_detector_in_one_line(
    trained, today, tmp_path, command
):
    out = [] if command == "evaluate" else ["--out", tmp_path / "out.csv"]
    result = autoencode(command, trained[0], today, *out)
    assert result.exit_code == 1
    assert "holds a model of the class AnomalyDetector, which cannot" in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_evaluate_of_a_detector_says_what_to_run_instead(trained, today):
    run = trained[0]
    refused(f"autoencode detect {run} {today}; to", "evaluate", run, today)
    refused(f"labels: autoencode report {run}", "evaluate", run, today)


def test_info_tells_of_a_detector(trained):
    result = autoencode("info", trained[0])
    assert result.exit_code == 0
    assert "AnomalyDetector" in result.output
    assert "false_alarm_rate=0.02" in result.output


def test_an_autoencoder_is_refused_with_the_way_out(today, tmp_path):
    fit = ["--id", "pump", "--max-epochs", 1, "--out", tmp_path / "run"]
    assert autoencode("fit", today, *fit).exit_code == 0
    result = autoencode("detect", tmp_path / "run", today, "--out", tmp_path / "s.csv")
    assert result.exit_code == 1
    assert "'anomaly_detector', 'table_detector'" in result.output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--beta", 3],
            "--beta is not an option of --model anomaly_detector, nor of --autoencoder",
        ),
        (["--false-alarm-rate", 2], "--false-alarm-rate must be a number above 0 and"),
        (["--scoring", "best"], "--scoring must be one of"),
        (
            ["--contamination", 0.1, "--false-alarm-rate", 0.01],
            "leave one of them out",
        ),
    ],
)
def test_options_of_other_models_are_refused(today, tmp_path, options, message):
    result = autoencode(
        "fit", today, "--id", "pump", *FIT[:2], "--out", tmp_path / "run", *options
    )
    assert result.exit_code == 1
    assert message in result.output


def test_bad_cells_of_a_later_block_leave_nothing_written(
    trained, today, tmp_path, monkeypatch
):
    monkeypatch.setattr(delimited, "BLOCK_SIZE", 5000)  # row 150 is in the third
    frame = pd.read_csv(today, dtype={"pump": str})
    frame.loc[150, "valve"] = np.nan
    frame.to_csv(today, index=False)
    out = tmp_path / "scores.csv"
    result = autoencode("detect", trained[0], today, "--out", out)
    assert result.exit_code == 1
    assert "in row 150 (line 152), column 'valve'" in result.output
    assert not out.exists()


def test_an_array_file_cannot_hold_verdicts(trained, today, tmp_path):
    result = autoencode("detect", trained[0], today, "--out", tmp_path / "scores.npy")
    assert result.exit_code == 1
    assert "must end in one of '.csv', '.tsv', '.parquet'" in result.output


def test_rows_need_no_label_and_ids_may_have_a_name_of_ours(tmp_path):
    frame = pumps(60).rename(columns={"pump": "score"})
    frame["fault"] = 0
    frame.to_csv(tmp_path / "fit.csv", index=False)
    fit = ["--id", "score", "--label", "fault", "--out", tmp_path / "run"]
    fit += ["--n-members", 1]
    assert autoencode("fit", tmp_path / "fit.csv", *FIT, *fit).exit_code == 0
    frame["fault"] = ""
    frame.to_csv(tmp_path / "new.csv", index=False)
    result = autoencode("detect", tmp_path / "run", tmp_path / "new.csv", "--out", "-")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("score_id,score,p_value")


def test_parquet_takes_blocks_with_and_without_reasons(trained, tmp_path, monkeypatch):
    monkeypatch.setattr(arrays, "BLOCK_VALUES", 40)
    rows = pumps(40).drop(columns="pump").to_numpy(np.float32).copy()
    rows[[5, 14]] += 3  # blocks of ten rows
    np.save(tmp_path / "rows.npy", rows)
    out = tmp_path / "scores.parquet"
    result = autoencode("detect", trained[0], tmp_path / "rows.npy", "--out", out)
    assert result.exit_code == 0, result.output
    assert len(pd.read_parquet(out)) == 40


def test_a_detector_reconstructs_and_predicts_from_the_shell(trained, today, tmp_path):
    again, predicted = tmp_path / "again.csv", tmp_path / "predicted.csv"
    done("reconstruct", trained[0], today, "--out", again)
    assert list(pd.read_csv(again).columns) == list(pd.read_csv(today).columns)
    done("predict", trained[0], today, "--out", predicted)
    found = pd.read_csv(predicted)
    assert list(found.columns) == ["pump", "prediction"]
    X = pd.read_csv(today).drop(columns="pump").to_numpy()
    assert (found.prediction == load(trained[0]).predict(X)).all()


def test_the_old_name_of_the_detector_is_accepted_with_a_line(tmp_path):
    pumps(60).to_csv(tmp_path / "pumps.csv", index=False)
    fit = ["--id", "pump", "--quiet", "--n-members", 1, "--out", tmp_path / "run"]
    for words in (["--model", "detector"], ["--model=detector", "--overwrite"]):
        result = done("fit", tmp_path / "pumps.csv", *words, *fit)
        assert "--model detector is now --model anomaly_detector" in result.stderr
        assert isinstance(load(tmp_path / "run"), AnomalyDetector)


def test_old_names_in_a_configuration_file_are_accepted(tmp_path):
    pumps(60).to_csv(tmp_path / "pumps.csv", index=False)
    config, run = tmp_path / "c.toml", tmp_path / "detector"
    config.write_text('model = "detector"\nid = "pump"\nn_members = 1\n')
    words = ["--config", config, "--quiet", "--overwrite", "--out", run]
    done("fit", tmp_path / "pumps.csv", *words)
    assert isinstance(load(run), AnomalyDetector)
    config.write_text('model = "wasserstein"\nid = "pump"\ndivergence_weight = 2.0\n')
    done("fit", tmp_path / "pumps.csv", *words, "--max-epochs", 1)
    assert load_run(run).model.mmd_weight == 2.0
