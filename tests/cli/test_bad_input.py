"""What the command line refuses: each with its one line, and nothing is written.

Files that cannot be read are in tests/data/test_bad_files.py and test_bad_arrays.py;
damaged run folders in tests/storage/test_damage.py. Here are those a user meets most.
"""

import dataclasses
import re
import shutil

import click
import numpy as np
import pandas as pd
import pooch
import pytest
from commands import autoencode, people
from folders import tree
from PIL import Image

from autoencode.cli.main import COMMANDS, PATHS, main
from autoencode.cli.messages import shell_words
from autoencode.data import download, mnist
from autoencode.errors import InvalidDataError, listed
from autoencode.estimators import ESTIMATORS
from autoencode.losses import LOSSES

KNOWN = (
    ".csv, .csv.gz, .tsv, .tsv.gz, .parquet, .npy, .npz, images and folders of images"
)
# All but these have a network of layers, or train one inside.
NO_DROPOUT = ("rbm", "deep_belief_network", "table_transformer")
WITH_DROPOUT = [name for name in ESTIMATORS if name not in NO_DROPOUT]
SCALES = "'auto', 'none', 'standard', 'minmax', 'quantile', 'robust'"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A folder with a fitted run and files of every bad kind."""
    folder = tmp_path_factory.mktemp("files")
    rng = np.random.default_rng(0)
    people().to_csv(folder / "people.csv", index=False)
    columns = ("--id", "who", "--label", "city", "--drop", "steps")
    result = autoencode(
        "fit", folder / "people.csv", "--out", folder / "run", *columns, "--hidden", 4,
        "--max-epochs", 1, "--test", "0",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    shutil.rmtree(folder / "run" / "pictures")
    (folder / "run" / "report.html").unlink()
    shutil.copytree(folder / "run", folder / "damaged")
    weights = next((folder / "damaged").glob("version-*/weights.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-8])
    write_tables(folder, rng)
    write_arrays(folder, rng)
    for place in ("nothing", "broken"):
        (folder / place).mkdir()
    (folder / "nothing" / "notes.txt").write_text("no picture")
    Image.fromarray(np.zeros((4, 4), np.uint8)).save(folder / "broken" / "a.png")
    (folder / "broken" / "b.png").write_bytes(b"no picture")
    return folder


def write_tables(folder, rng):
    numbers = rng.normal(size=(20, 3)).round(3).tolist()
    rows = "".join(f"{a},{b},{c}\n" for a, b, c in numbers)
    frame = people(8)
    tables = {
        "good.csv": f"a,b,c\n{rows}",
        "text.csv": "age,city\n1,Paris\n2,Rome\n",
        "ragged.csv": "a,b\n1,2\n3\n",
        "constant.csv": "a,b\n" + "1,2\n" * 9,
        "one.csv": "a,b\n1,2\n",
        "two.csv": "a,b\n1,2\n2,1\n",
        "header.csv": "a,b\n",
        "empty.csv": "",
        "missing.csv": "a,b\n1,2\n,3\n",
        "infinite.csv": "a,b\n1,2\ninf,3\n",
        "huge.csv": "a,b\n" + "".join(f"{j}e200,{j}\n" for j in range(1, 11)),
        "twice.csv": "a,a\n1,2\n3,4\n",
        "narrow.csv": frame.drop(columns="age").to_csv(index=False),
        "misspelt.csv": frame.rename(columns={"age": "agee"}).to_csv(index=False),
        "wide.csv": frame.assign(extra=1).to_csv(index=False),
        "gap.csv": frame.assign(age=[None, *range(7)]).to_csv(index=False),
        "table.xlsx": "no workbook",
    }
    for name, text in tables.items():
        (folder / name).write_text(text)


def write_arrays(folder, rng):
    arrays = {
        "wide.npy": rng.normal(size=(5, 9)),
        "codes3.npy": rng.normal(size=(5, 3)),
        "nan_codes.npy": np.array([[1.0, np.nan]]),
        "complex.npy": np.ones((5, 2)) + 1j,
        "flat.npy": np.arange(5.0),
        "five.npy": np.ones((2, 2, 2, 2, 2)),
        "words.npy": np.array([["a", "b"]]),
        "none.npy": np.zeros((0, 4)),
        "huge.npy": rng.normal(size=(10, 2)) * 1e200,
        "grey.npy": np.full((10, 4, 4), 7, np.uint8),
    }
    for name, values in arrays.items():
        np.save(folder / name, values)
    np.save(folder / "objects.npy", np.array([[{}]]), allow_pickle=True)
    (folder / "broken.npz").write_bytes(b"PK no archive")


@pytest.fixture
def here(files, monkeypatch):
    monkeypatch.chdir(files)
    return files


def assert_refused(here, words, message, stdin=None):
    before = tree(here)
    result = autoencode(*words, stdin=stdin)
    assert result.stderr == f"Error: {message}\n"
    assert result.exit_code == 1
    assert result.stdout == ""
    assert tree(here) == before


# What DATA may not be: the file, and the line.
BAD_DATA = {
    "missing.cvs": "missing.cvs does not exist. Did you mean 'missing.csv'?",
    "no/people.csv": "no/people.csv does not exist: there is no folder 'no'.",
    "digts": "'digts' is not a file, folder or data set; 'autoencode "
    "datasets' lists the data sets. Did you mean 'digits'?",
    "table.xlsx": f"table.xlsx has the suffix '.xlsx'; samples are read from {KNOWN}. "
    "Save it as CSV in the spreadsheet program.",
    "empty.csv": "empty.csv is empty (0 bytes).",
    "header.csv": "header.csv has column names but no samples.",
    "ragged.csv": "Line 3 in ragged.csv has 1 cell; the header has 2. Correct the "
    "line.",
    "twice.csv": "twice.csv has two columns named 'a' (columns 0 and 1). Rename one of "
    "them.",
    "text.csv --model denoising": "Column 'city' in text.csv holds text ('Paris', line "
    "2); the model takes numbers. Drop it with --drop city, or name it with --label or "
    "--id; or take a model of mixed tables: table_autoencoder or table_detector.",
    "missing.csv --model rbm": "missing.csv: 1 cell holds no finite number, in row 1 "
    "(line 3), column 'a' (missing). Fill it, or leave out its row or its column "
    "(--drop a).",
    "words.npy --model table_detector": "--model table_detector is for tables (.csv, "
    ".tsv, .parquet). Use --model anomaly_detector.",
    "infinite.csv": "infinite.csv: 1 cell holds no finite number, in row 1 (line 3), "
    "column 'a' (inf). Fill it, or leave out its row or its column (--drop a).",
    "constant.csv": "All columns of constant.csv hold one value only, so there is "
    "nothing to learn. Give samples that differ.",
    "grey.npy": "All columns of grey.npy hold one value only, so there is nothing to "
    "learn. Give samples that differ.",
    "one.csv": "one.csv has 1 sample to train on; give 2 or more.",
    "huge.csv": "Column 0 ('a') has values so large that their squares overflow, such "
    "as 1e+201 in row 7 of the training part. Choose --scale minmax or quantile, or "
    "divide it by a power of ten.",
    "huge.npy": "Column 0 has values so large that their squares overflow, such as "
    "-2.3653e+200 in row 7 of the training part. Choose --scale minmax or quantile, "
    "or divide it by a power of ten.",
    "complex.npy": "complex.npy holds complex numbers; the model takes real numbers.",
    "flat.npy": "flat.npy has shape (5,); samples are the rows of a 2-D array, or "
    "images of shape (n, height, width) or (n, height, width, channels).",
    "five.npy": "five.npy has shape (2, 2, 2, 2, 2); samples are the rows of a 2-D "
    "array, or images of shape (n, height, width) or (n, height, width, channels).",
    "words.npy": "words.npy holds text; the model takes real numbers.",
    "none.npy": "none.npy has no samples: its shape is (0, 4).",
    "objects.npy": "objects.npy holds Python objects; only arrays of numbers are read. "
    "Save it again as numbers, with numpy.save or numpy.savez.",
    "broken.npz": "broken.npz cannot be read: File is not a zip file.",
    "broken": "broken/b.png is a broken image (no image of a known format). Remove or "
    "replace it. Commands that have --stream leave broken images out with --stream "
    "--on-error skip.",
    "nothing": "The folder nothing holds no images (.png, .jpg, .jpeg, .bmp, .gif, "
    ".tif, .tiff, .webp), but files that end in '.txt'. Give one of these files, or a "
    "folder of images. Texts are for --model retriever.",
}


@pytest.mark.parametrize("data", BAD_DATA)
def test_bad_data_are_refused(data, here):
    assert_refused(here, ("fit", *data.split(), "--out", "new"), BAD_DATA[data])


# Options of fit on good.csv, and the line.
BAD_OPTIONS = {
    "--components 0": "--components must be a whole number of at least 1; got '0'.",
    "--components abc": "--components must be a whole number of at least 1; got 'abc'.",
    "--components 2.5": "--components must be a whole number of at least 1; got '2.5'.",
    "--learning-rate nan": "--learning-rate must be a number above 0; got 'nan'.",
    "--learning-rate 0": "--learning-rate must be a number above 0; got '0'.",
    "--dropout 1": "--dropout must be a number of at least 0 and below 1; got '1'.",
    "--max-epochs 0": "--max-epochs must be a whole number of at least 1, or 'auto'; "
    "got '0'.",
    "--batch-size all": "--batch-size must be a whole number of at least 1, or 'auto'; "
    "got 'all'.",
    "--patience 0": "--patience must be a whole number of at least 1; got '0'.",
    "--seed -1": "--seed must be a whole number from 0 to 4294967295; got '-1'.",
    "--hidden 5,-1": "--hidden must be whole numbers of at least 1, with commas "
    "between; got '5,-1'.",
    "--hidden wide": "--hidden must be whole numbers of at least 1, with commas "
    "between; got 'wide'.",
    "--image-shape 3": "--image-shape must be 2 or 3 whole numbers of at least 1, with "
    "commas between; got '3'.",
    "--hidden 5 --hidden-layers 2": "--hidden and --hidden-layers cannot both be set; "
    "got (5,) and 2. Set one and leave the other out.",
    "--hidden 1000000000000000": "The network is larger than the "
    "memory of this machine: lower --components, or the widths in --hidden.",
    "--components 10000000000000000000000": "The network is larger than the memory of "
    "this machine: lower --components, or the widths in --hidden.",
    "--image-shape 2,2": "--image-shape must multiply to the number of features, 3; "
    "got (2, 2), which is 4.",
    "--activation rellu": "--activation must be one of 'relu', 'leaky_relu', 'gelu', "
    "'silu', 'elu', 'tanh', 'sigmoid', 'clip', 'identity'; got 'rellu'. Did you mean "
    "'relu'?",
    "--loss cross_entropi": f"--loss must be one of {listed(LOSSES, limit=30)}; got "
    "'cross_entropi'. Did you mean 'cross_entropy'?",
    "--loss cross_entropy --output-activation tanh": "--output-activation must be "
    "'auto' or 'sigmoid' with --loss cross_entropy; got 'tanh'.",
    "--loss cross_entropy --scale none --test 0": "--loss cross_entropy needs values "
    "in [0, 1]; column 1 ('b') has -0.132. Scale the data, for example with --scale "
    "minmax, or use --loss squared_error with --output-activation identity.",
    "--model autoencodr": "--model 'autoencodr' is not known; choose one of "
    f"{listed(ESTIMATORS, limit=30)}. Did you mean 'autoencoder'?",
    "--beta 2": "--beta is not an option of --model autoencoder; these models have it: "
    "'variational', 'vae_gan', 'feature_consistent', 'item_recommender'.",
    "--model rbm --dropout 0.1": "--dropout is not an option of --model rbm; these "
    f"models have it: {listed(WITH_DROPOUT, limit=30)}.",
    "--scale standart": f"--scale 'standart' is not known; choose one of {SCALES}. Did "
    "you mean 'standard'?",
    "--device tpu": "--device must be one that this machine has; got 'tpu'. Use 'cpu' "
    "or 'auto'.",
    "--test 1.5": "--test must be a file, or a fraction from 0 to below 1; got '1.5'.",
    "--test nan": "--test must be a file, or a fraction from 0 to below 1; got 'nan'.",
    "--test -0.1": "--test must be a file, or a fraction from 0 to below 1; got "
    "'-0.1'.",
    "--test 0.001": "A share of 0.001 for testing leaves no test sample: good has 20. "
    "Choose another share.",
    "--test zzzzzzz.csv": "zzzzzzz.csv does not exist.",
    "--test people.csv": "people.csv lacks 3 of the model's 3 features: 'a', 'b', 'c'.",
    "--label z": "good.csv has no column 'z' to use as label; its columns are 'a', "
    "'b', 'c'.",
    "--id z": "good.csv has no column 'z' to use as id; its columns are 'a', 'b', 'c'.",
    "--drop a,z": "good.csv has no column 'z' to drop; its columns are 'a', 'b', 'c'.",
    "--drop a,b,c": "good.csv has no feature left: each of its columns ('a', 'b', 'c') "
    "is the label, the id or dropped. Keep at least one.",
    "--image-size 8x8": "--image-size and --grey are for folders of images; good.csv "
    "is not one.",
    "--image-size big": "--image-size must be HEIGHTxWIDTH, such as 28x28; got 'big'.",
    "--config nowhere.toml": "Cannot read nowhere.toml: No such file or directory. "
    "Give a TOML file to --config.",
    "--config nothing": "Cannot read nothing: Is a directory. Give a TOML file to "
    "--config.",
    "--config flat.npy": "flat.npy is not a TOML file ('utf-8' codec can't decode byte "
    "0x93 in position 0: invalid start byte).",
    "--out run": "run already holds a run. Add --overwrite to replace it, or give "
    "another folder with --out.",
    "--out damaged": "damaged already holds a run. Add --overwrite to replace it, or "
    "give another folder with --out.",
    "--out nothing": "Cannot save to nothing: the folder holds other files. Give the "
    "name of a new folder.",
    "--out nothing --overwrite": "Cannot save to nothing: the folder holds other "
    "files. Give the name of a new folder.",
    "--out good.csv": "Cannot save to good.csv: it is a file. Give a folder's name.",
    "--out good.csv/run": "Cannot write good.csv/run: Not a directory. Choose another "
    "path.",
}


@pytest.mark.parametrize("options", BAD_OPTIONS)
def test_bad_options_are_refused(options, here):
    words = ("fit", "good.csv", "--out", "new", *options.split())
    assert_refused(here, words, BAD_OPTIONS[options])


# Content of a file for --config, and the line.
BAD_CONFIGS = {
    "components = 0": "--components must be a whole number of at least 1; got 0.",
    "components = [2]": "--components must be a whole number of at least 1; got [2].",
    "componets = 2": "c.toml has the key 'componets', which is not an option of fit. "
    "Did you mean 'components'?",
    "[seeds]\nseed = 0": "c.toml has the key 'seeds', which is not an option of fit. "
    "Did you mean 'seed'?",
    "data = 'x.csv'": "c.toml has the key 'data', which is not an option of fit. Give "
    "DATA on the command line.",
    "hidden = [3]\nhidden_layer_sizes = [4]": "c.toml gives --hidden twice.",
    "hidden = {a = 1}": "c.toml: hidden must be a value, not a section; got {'a': 1}.",
    "samples = 2.9": "c.toml: samples must be a whole number; got 2.9.",
    "seed = ": "c.toml is not a TOML file (Invalid value (at end of document)).",
    "batch_norm = 'yes'": "c.toml: batch_norm must be true or false; got 'yes'.",
    "grey = 1": "c.toml: grey must be true or false; got 1.",
    "drop = 3": "c.toml: drop must be a string, or a list of strings; got 3.",
    "label = ['a']": "c.toml: label must be a string or a number; got ['a'].",
    "scale = 'log'": f"--scale 'log' is not known; choose one of {SCALES}.",
}


@pytest.mark.parametrize("content", BAD_CONFIGS)
def test_bad_config_files_are_refused(content, here):
    (here / "c.toml").write_text(content)
    words = ("fit", "good.csv", "--out", "new", "--config", "c.toml")
    assert_refused(here, words, BAD_CONFIGS[content])


@pytest.mark.parametrize(
    "value", ["[" * 5000 + "]" * 5000, "9" * 5000], ids=["deep", "long"]
)
def test_config_files_that_no_parser_takes_are_refused(value, here):
    (here / "c.toml").write_text(f"seed = {value}")
    result = autoencode("fit", "good.csv", "--config", "c.toml")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: c.toml is not a TOML file (")
    assert len(result.stderr.splitlines()) == 1


def test_a_switch_in_a_config_file_may_be_auto(here):
    (here / "c.toml").write_text("linear_skip = 'auto'\nmax_epochs = 1\nquiet = true")
    words = ("fit", "good.csv", "--out", "auto", "--seed", "0", "--config", "c.toml")
    assert autoencode(*words).exit_code == 0


def test_a_path_in_a_config_file_may_be_a_number(here):
    (here / "c.toml").write_text("out = 3\nmax_epochs = 1\nquiet = true")
    assert autoencode("fit", "good.csv", "--config", "c.toml").exit_code == 0
    assert (here / "3").is_dir()


# Other commands, and the line.
BAD_COMMANDS = {
    "encode rum people.csv --out x.npy": "Cannot load rum: it does not exist. Did you "
    "mean 'run'?",
    "encode people.csv people.csv --out x.npy": "Cannot load people.csv: it is a file, "
    "not a run folder.",
    "encode nothing people.csv --out x.npy": "Cannot load nothing: it has no "
    "manifest.json, so it is not a run folder, or its first save was "
    "interrupted. Give a folder created by 'autoencode fit' or save().",
    "encode damaged people.csv --out x.npy": "Cannot load damaged: weights.safetensors "
    "was altered or damaged after it was saved: its checksum is not the one in "
    "manifest.json. Take the run from a backup, or fit again.",
    "info damaged": "Cannot load damaged: weights.safetensors was altered or damaged "
    "after it was saved: its checksum is not the one in manifest.json. Take the run "
    "from a backup, or fit again.",
    "encode run people.csv --out x.txt": "The output file must end in one of '.npy', "
    "'.csv', '.tsv', '.parquet'; x.txt has the suffix '.txt'.",
    "encode run people.csv --out x": "The output file must end in one of '.npy', "
    "'.csv', '.tsv', '.parquet'; x has no suffix.",
    "encode run people.csv --out nothing": "Cannot write nothing: it is a folder. Give "
    "a file name.",
    "encode run people.csv --out good.csv/x.npy": "Cannot write good.csv/x.npy: Not a "
    "directory. Choose another path.",
    "encode run narrow.csv --out x.npy": "narrow.csv lacks 1 of the model's 4 "
    "features: 'age'.",
    "encode run misspelt.csv --out x.npy": "misspelt.csv lacks 1 of the model's 4 "
    "features: 'age'. Did you mean 'agee'?",
    "encode run wide.csv --out x.npy": "wide.csv has a column that the model was not "
    "fitted on: 'extra'. Leave out with --drop extra.",
    "encode run gap.csv --out x.npy": "gap.csv: 1 cell holds no finite number, in row "
    "0 (line 2), column 'age' (missing). Fill it, or leave out its row.",
    "encode run wide.npy --out x.npy": "wide.npy has 9 features; the model has 4.",
    "encode run zzzzzzz.csv --out x.npy": "zzzzzzz.csv does not exist.",
    "encode run digits --out x.npy": "digits has 64 features, but the model was "
    "trained on 4. Give data with the same columns.",
    "encode run iris --drop a --out x.npy": "--drop applies to files; the data set "
    "'iris' has its own labels and test part. Remove the option.",
    "reconstruct run text.csv --out x.csv": "text.csv lacks 3 of the model's 4 "
    "features: 'height', 'weight', 'sleep'.",
    "decode run codes3.npy --out x.npy": "codes3.npy has 3 features; the model has 2.",
    "decode run nan_codes.npy --out x.npy": "nan_codes.npy: 1 cell holds no finite "
    "number, in row 0, column 'autoencoder1' (nan). Fill it, or leave out its row.",
    "decode run good.csv --out x.npy": "good.csv lacks 2 of the model's 2 features: "
    "'autoencoder0', 'autoencoder1'.",
    "decode run complex.npy --out x.npy": "complex.npy holds complex numbers; the "
    "model takes real numbers.",
    "decode run digts --out x.npy": "digts does not exist.",
    "evaluate run narrow.csv": "narrow.csv lacks 1 of the model's 4 features: 'age'.",
    "evaluate run zzzzzzz.npy --json": "zzzzzzz.npy does not exist.",
    "encode run - --out x.npy": "Standard input is empty; give samples as CSV.",
    "fit - --out new": "Standard input is empty; give samples as CSV.",
    "fit iris --label species --out new": "--label applies to files; the data set "
    "'iris' has its own labels and test part. Remove the option.",
    "fit two.csv --test 0.5 --out new": "two.csv has 1 sample to train on; give 2 or "
    "more.",
    "fit huge.csv --scale none --out new": "huge.csv has values so large that their "
    "squares overflow, such as 1e+201 in row 7 of the training part, column 0 ('a'). "
    "Divide it by a power of ten, or scale it with --scale minmax.",
}


@pytest.mark.parametrize("command", BAD_COMMANDS)
def test_bad_commands_are_refused(command, here):
    assert_refused(here, command.split(), BAD_COMMANDS[command], stdin="")


# Slips in the words themselves, which click answers with the usage and exit status 2.
SLIPS = {
    "fit": "Missing argument 'DATA'.",
    "fit good.csv --componets 3": "No such option",
    "fit good.csv --samples 0": "Invalid value for '--samples': 0 is not in the range "
    "1<=x<=100.",
    "fit good.csv people.csv": "Got unexpected extra argument (people.csv)",
    "encode run people.csv": "Missing option '--out'.",
    "encode run people.csv --out x.npy --part all": "Invalid value for '--part': 'all' "
    "is not one of 'test', 'train'.",
    "encdoe run people.csv": "No such command 'encdoe'. Did you mean 'encode'?",
    "sample run --out x.npy -n 0": "Invalid value for '-n' / '--number': 0 is not in",
    "sample run --out x.npy --seed -1": "Invalid value for '--seed': -1 is not in the",
}


@pytest.mark.parametrize("command", SLIPS)
def test_slips_are_answered_with_the_usage(command, here):
    before = tree(here)
    result = autoencode(*command.split())
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: autoencode ")
    last = result.stderr.splitlines()[-1]
    assert last.startswith(f"Error: {SLIPS[command]}")
    assert result.stdout == ""
    assert tree(here) == before


@pytest.mark.parametrize(
    "words",
    [
        ("encode", "run", "", "--out", "x.npy"),
        ("encode", "", "people.csv", "--out", "x.npy"),
        ("encode", "run", "--out", "x.npy", "--", ""),
        ("recommend", "run", "", "--out", "x.csv"),
        ("fit", ""),
        ("info", ""),
    ],
)
def test_an_empty_argument_is_not_the_working_folder(words, here):
    line = "An argument is empty; give a path or a name (a variable of the shell may "
    assert_refused(here, words, line + "not be set).")


@pytest.mark.parametrize("words", [("--out", ""), ("--out=",)])
def test_an_empty_output_is_not_the_working_folder(words, here):
    line = "--out is empty; give a path or a name (a variable of the shell may not be "
    assert_refused(here, ("fit", "good.csv", *words), line + "set).")
    assert_refused(here, ("encode", "run", "good.csv", *words), line + "set).")
    assert_refused(
        here,
        ("detect", "run", "good.csv", "--maps", ""),
        line.replace("out", "maps") + "set).",
    )


@pytest.mark.parametrize("option", ["--test", "--validation", "--tensorboard"])
def test_an_empty_path_of_an_option_is_not_the_working_folder(option, here):
    line = f"{option} is empty; give a path or a name (a variable of the shell may not "
    assert_refused(here, ("fit", "good.csv", option, ""), line + "be set).")


def test_every_option_that_is_a_path_is_checked_not_to_be_empty():
    of_paths = {
        name
        for command in (main.get_command(None, each) for each in COMMANDS)
        for option in command.params
        if isinstance(option.type, click.Path) and isinstance(option, click.Option)
        for name in option.opts
    }
    assert of_paths - PATHS == set()


def test_a_home_folder_that_the_shell_left_is_refused(here):
    line = (
        "Cannot write ~/x.npy: there is no folder '~'. The shell replaces ~ only at "
        "the start of a word without quotes; give the whole path."
    )
    assert_refused(here, ("encode", "run", "good.csv", "--out=~/x.npy"), line)


def test_backslashes_of_a_path_stay_in_messages():
    data = r"C:\data\new.csv"
    with (
        pytest.raises(InvalidDataError, match=re.escape(f"{data} has no rows.")),
        shell_words(data, None),
    ):
        raise InvalidDataError("X has no rows.")


def test_an_unwritable_place_is_refused_before_the_work(here, monkeypatch):
    # Root may write anywhere, so the system's answer is given here.
    monkeypatch.setattr("os.access", lambda place, mode: False)
    line = "Cannot write {}: Permission denied. Choose another path."
    words = ("fit", "good.csv", "--out", "new")
    assert_refused(here, words, line.format("new"))
    words = ("encode", "run", "people.csv", "--out", "x.npy")
    assert_refused(here, words, line.format("x.npy"))


def test_a_data_set_that_cannot_be_fetched_is_told(here, monkeypatch, tmp_path):
    closed = "http://127.0.0.1:9/train-images-idx3-ubyte.gz"
    images = dataclasses.replace(mnist.TRAIN_IMAGES, urls=(closed,))
    monkeypatch.setattr(mnist, "TRAIN_IMAGES", images)
    monkeypatch.setattr(download, "PAUSE", 0)
    monkeypatch.setattr(pooch, "os_cache", lambda project: tmp_path / "cache")
    monkeypatch.delenv("AUTOENCODE_DATA", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    line = (
        f"The data set 'mnist' could not be downloaded from {closed} (no connection). "
        "Check the network, or set AUTOENCODE_DATA{} to a folder that holds "
        "mnist/train-images-idx3-ubyte.gz."
    )
    words = ("fit", "mnist", "--out", "new")
    assert_refused(here, words, line.format(""))
    monkeypatch.setenv("AUTOENCODE_DATA", "nothing")
    now = " (now 'nothing', which lacks it)"
    assert_refused(here, words, line.format(now))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.filterwarnings("ignore:Cannot write .* Training goes on")
def test_a_full_disk_leaves_no_run(here, monkeypatch):
    def full(*arguments, **named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    before = tree(here)
    words = ("fit", "good.csv", "--max-epochs", 1, "--out", "new", "--quiet")
    result = autoencode(*words)
    assert result.exit_code == 1
    last = result.stderr.splitlines()[-1]
    assert last.startswith("Error: Cannot write new/version-")
    assert last.endswith(": No space left on device. Choose another path.")
    after = tree(here)
    assert set(after) - set(before) == {"new", "new/log.jsonl"}  # which says why
    assert autoencode("encode", "run", "people.csv", "--out", "x.npy").exit_code == 1
    assert tree(here) == after


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("can't allocate memory"),
        OverflowError("Python int too large to convert to C long"),
    ],
)
def test_too_little_memory_is_told_in_one_line(here, monkeypatch, error):
    def too_large(*arguments, **named):
        raise error

    monkeypatch.setattr("autoencode.cli.verbs.call", too_large)
    line = (
        "There is not enough memory for the rows and the result. Give fewer rows, or "
        "add --stream where the command has it."
    )
    assert_refused(here, ("encode", "run", "people.csv", "--out", "x.npy"), line)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "encode runs5 big.csv --out x.csv",
            "big.csv has values too large for the network, such as -{} in row 7, "
            "column 2 ('c'): squares of values above",
        ),
        (
            "encode runs5 big.csv --out x.csv --stream",
            "big.csv has values too large for the network, such as -{} in row 7, "
            "column 2 ('c'): squares of values above",
        ),
        ("evaluate runs5 big.csv", "big.csv has values too large for the network"),
        (
            "detect large.csv --out x.csv",
            "Column 2 ('c') has values so large that their squares overflow, such as "
            "{}. Divide it by a power of ten.",
        ),
        (
            "compare large.csv --out new",
            "Column 2 ('c') has values so large that their squares overflow, such as "
            "{} in row {} of the training part. Choose --scale minmax or quantile, or "
            "divide",
        ),
    ],
    ids=["encode", "stream", "evaluate", "detect", "compare"],
)
@pytest.mark.filterwarnings("ignore:big.csv is converted to Parquet")
def test_numbers_that_are_too_large_are_named_as_in_the_file(
    tmp_path, monkeypatch, words, message
):
    monkeypatch.chdir(tmp_path)
    frame = pd.DataFrame(
        np.random.default_rng(0).normal(size=(40, 3)), columns=["a", "b", "c"]
    )
    frame.to_csv("good.csv", index=False)
    big, large = frame.copy(), frame.copy()
    big.loc[7, "c"] = -1e300
    big.to_csv("big.csv", index=False)
    large["c"] *= 1e200
    large.to_csv("large.csv", index=False)
    if "runs5" in words:
        fit = ("fit", "good.csv", "--max-epochs", 1, "--seed", 0, "--out", "runs5")
        assert autoencode(*fit).exit_code == 0
    result = autoencode(*words.split())
    assert result.exit_code == 1
    pattern = re.escape(message).replace(r"\{\}", r"[\d.e+-]+")
    assert re.match(f"Error: {pattern}", result.stderr.splitlines()[-1])
