"""Names of files that are not UTF-8, as archives of old systems have them."""

import os
from pathlib import Path

import numpy as np
import pytest
from commands import autoencode, done, refused
from PIL import Image

LATIN_1 = os.fsdecode(b"caf\xe9")  # half a surrogate pair stands for the byte
FIT = ["--components", 1, "--hidden", 4, "--max-epochs", 1, "--seed", 0, "--quiet"]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("a,b\n1,2\n3,4\n5,7\n")
    try:
        Path(LATIN_1).mkdir()
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")


@pytest.mark.parametrize("options", [[], ["--stream"]], ids=["whole", "stream"])
@pytest.mark.parametrize("kind", ["table", "image"])
def test_data_of_such_a_name_are_refused(kind, options):
    if kind == "table":
        file = data = Path(f"{LATIN_1}.csv")
        file.write_text("a,b\n1,2\n3,4\n")
    else:
        file, data = Path("images", f"{LATIN_1}.png"), "images"
        file.parent.mkdir()
        for path in (file, file.with_name("other.png")):
            Image.fromarray(np.zeros((4, 4), np.uint8)).save(path)
    message = f"Error: The name of {str(file)!r} is not UTF-8. Rename it."
    refused(message.replace("'", ""), "fit", data, *FIT, *options, "--out", "run")
    assert not Path("run").exists()


def test_results_of_such_a_name_are_refused_before_the_work():
    message = r"The name of caf\udce9/run is not UTF-8. Rename it."
    refused(message, "fit", "a.csv", *FIT, "--out", Path(LATIN_1, "run"))
    done("fit", "a.csv", *FIT, "--out", "run")
    message = r"The name of caf\udce9/codes.csv is not UTF-8. Rename it."
    refused(message, "encode", "run", "a.csv", "--out", Path(LATIN_1, "codes.csv"))
    assert os.listdir(LATIN_1) == []


def test_a_run_of_such_a_name_still_encodes_and_its_report_is_refused():
    done("fit", "a.csv", *FIT, "--out", "run")
    run = Path(LATIN_1, "run")
    Path("run").rename(run)
    done("encode", run, "a.csv", "--out", "codes.csv")
    result = autoencode("report", run)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert r"caf\udce9/run" in line
    assert line.endswith("Rename it.")
