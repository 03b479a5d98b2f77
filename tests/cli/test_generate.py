"""New samples, ways between samples, and clean ones, from the shell."""

import numpy as np
import pytest
from commands import autoencode, done, people, refused
from PIL import Image

from autoencode import load_dataset
from autoencode.storage import load_run


@pytest.fixture(scope="module")
def digits_run(tmp_path_factory):
    place = tmp_path_factory.mktemp("digits") / "run"
    result = autoencode(
        "fit", "digits", "--model", "denoising", "--noise-std", "0.1,0.3",
        "--mask-fraction", 0, "--scale", "minmax", "--components", 16,
        "--hidden", 64, "--max-epochs", 15, "--seed", 0, "--out", place,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return place


@pytest.fixture(scope="module")
def table_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("table")
    people().to_csv(folder / "people.csv", index=False)
    result = autoencode(
        "fit", folder / "people.csv", "--id", "who", "--label", "city", "--out",
        folder / "run", "--scale", "standard", "--hidden", 8, "--max-epochs", 2,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return folder / "run"


def test_levels_can_be_ranges(digits_run):
    assert load_run(digits_run).model.noise_std == (0.1, 0.3)


@pytest.mark.usefixtures("real_pictures")
def test_new_samples_have_the_units_of_the_data(digits_run, tmp_path):
    out, picture = tmp_path / "new.npy", tmp_path / "new.png"
    done("sample", digits_run, "-n", 30, "--out", out, "--picture", picture)
    X = np.load(out)
    assert X.shape == (30, 64)
    data = load_dataset("digits").X
    assert X.mean() == pytest.approx(data.mean(), rel=0.2)
    with Image.open(picture) as image:
        assert image.size > (100, 100)


def test_new_samples_are_those_of_the_seed(table_run, tmp_path):
    first, again, other = (tmp_path / f"{name}.csv" for name in "abc")
    for out, seed in ((first, 1), (again, 1), (other, 2)):
        done("sample", table_run, "-n", 5, "--seed", seed, "--out", out)
    assert first.read_bytes() == again.read_bytes() != other.read_bytes()
    assert first.read_text().startswith("age,height,weight,steps,sleep\n")


def test_a_way_between_two_rows_ends_at_their_reconstructions(digits_run, tmp_path):
    out, picture = tmp_path / "way.npy", tmp_path / "way.png"
    done("interpolate", digits_run, "digits", 0, 7, "--steps", 5, "--out", out,
         "--picture", picture, "--path", "spherical")  # fmt: skip
    done("reconstruct", digits_run, "digits", "--out", tmp_path / "again.npy")
    again = np.load(tmp_path / "again.npy")
    way = np.load(out)
    assert way.shape == (5, 64)
    np.testing.assert_allclose(way[[0, -1]], again[[0, 7]], atol=1e-3)
    assert picture.exists()


def test_noise_is_taken_away(digits_run, tmp_path):
    X = load_dataset("digits").X_test[:50]
    noisy = X + np.random.default_rng(0).normal(scale=0.2, size=X.shape)
    np.save(tmp_path / "noisy.npy", noisy)
    out, picture = tmp_path / "clean.npy", tmp_path / "clean.png"
    result = done("denoise", digits_run, tmp_path / "noisy.npy", "--out", out,
                  "--picture", picture)  # fmt: skip
    assert "Warning" not in result.stderr
    clean = np.load(out)
    assert np.square(clean - X).sum() < 0.7 * np.square(noisy - X).sum()
    assert picture.exists()


def test_a_model_that_knows_no_noise_is_told(table_run, tmp_path):
    people(5, seed=1).to_csv(tmp_path / "new.csv", index=False)
    result = done("denoise", table_run, tmp_path / "new.csv", "--out", "-")
    assert (
        "of the class Autoencoder, which is not trained to remove noise"
        in result.stderr
    )
    assert result.stdout.startswith("who,age,")


def test_what_cannot_be_drawn_or_found_is_refused_in_one_line(
    table_run, digits_run, tmp_path
):
    out = tmp_path / "x.npy"
    picture = ("--picture", tmp_path / "x.png")
    refused("--picture is for images", "sample", table_run, "--out", out, *picture)
    refused("does not end in .png", "sample", digits_run, "--out", out, "--picture",
            tmp_path / "x.jpg")  # fmt: skip
    refused("the model needs this column", "encode", table_run,
            table_run.parent / "people.csv", "--drop", "age", "--out", out)  # fmt: skip
    for option, value in (("--seed", -1), ("-n", 0)):
        result = autoencode("sample", table_run, option, value, "--out", out)
        assert result.exit_code == 2
        assert f"{value} is not in the range" in result.output.splitlines()[-1]
    refused("has rows 0 to 358; got 900", "interpolate", digits_run, "digits", 0, 900,
            "--out", out)  # fmt: skip
    refused("Did you mean 'spherical'", "interpolate", digits_run, "digits", 0, 1,
            "--path", "sphere", "--out", out)  # fmt: skip
    assert not out.exists()
