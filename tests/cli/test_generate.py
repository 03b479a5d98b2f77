"""New samples, ways between samples, and clean ones, from the shell."""

import numpy as np
import pytest
from commands import autoencode, done, people, refused
from PIL import Image

from autoencode import load_dataset
from autoencode.cli import image_folders
from autoencode.plots.images import pixel_limits
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


def test_a_way_is_between_rows_by_their_ids(table_run, pictures_run, tmp_path):
    table = people().assign(who=lambda frame: "s" + frame["who"])
    table.loc[9, "who"] = "5"  # an id comes before a row number
    table.to_csv(tmp_path / "new.csv", index=False)

    def way(run, data, *ends):
        done("interpolate", run, data, *ends, "--out", tmp_path / "way.csv")
        return (tmp_path / "way.csv").read_text()

    data = tmp_path / "new.csv"
    assert way(table_run, data, "s003", "s007") == way(table_run, data, 3, 7)
    assert way(table_run, data, "s003", "5") == way(table_run, data, 3, 9)
    run, pictures = pictures_run
    expected = way(run, pictures, 0, 12)
    assert way(run, pictures, "a/00.png", "b/01.png") == expected
    words = ("interpolate", table_run, data, "s003")
    refused("no row with the id 's09', and", *words, "s09", "--out", tmp_path / "x.csv")
    refused("Did you mean 's003'?", *words, "s0003", "--out", tmp_path / "x.csv")
    table.loc[8, "who"] = "s003"
    table.to_csv(data, index=False)
    refused("has 2 rows with the id 's003'", *words, 1, "--out", tmp_path / "x.csv")
    refused("has no ids of text", "interpolate", pictures_run[0], "digits", "a", 0,
            "--out", tmp_path / "x.csv")  # fmt: skip


def write_pictures(folder, n=24, shape=(8, 8)):
    """Write images into folders of two classes; returns them by path."""
    generator, found = np.random.default_rng(0), {}
    for number in range(n):
        pixels = generator.integers(0, 256, size=shape).astype(np.uint8)
        name = f"{'ab'[number % 2]}/{number:02}.png"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(folder / name)
        found[name] = pixels
    return found


@pytest.fixture(scope="module")
def pictures_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    write_pictures(folder / "pictures")
    done("fit", folder / "pictures", "--components", 64, "--hidden", 8,
         "--max-epochs", 1, "--seed", 0, "--out", folder / "run")  # fmt: skip
    return folder / "run", folder / "pictures"


def pixels_in(folder):
    """Return the pixels of all PNG files below a folder, by path."""
    return {
        file.relative_to(folder).as_posix(): np.asarray(Image.open(file))
        for file in folder.rglob("*.png")
    }


def test_images_are_written_as_files_with_the_names_of_those_that_were_read(
    pictures_run, tmp_path
):
    run, data = pictures_run
    out = tmp_path / "again.npy"
    done("reconstruct", run, data, "--images", tmp_path / "again", "--out", out)
    found, X = pixels_in(tmp_path / "again"), np.load(out)
    assert sorted(found) == sorted(pixels_in(data))
    for row, name in enumerate(sorted(found)):
        expected = np.rint(255 * np.clip(X[row], 0, 1)).reshape(8, 8)
        np.testing.assert_array_equal(found[name], expected)
    done("encode", run, data, "--out", tmp_path / "codes.csv")
    done("decode", run, tmp_path / "codes.csv", "--images", tmp_path / "decoded")
    for name, pixels in pixels_in(tmp_path / "decoded").items():
        np.testing.assert_allclose(pixels, found[name], atol=1)  # rounded codes


@pytest.mark.parametrize(
    ("words", "n"), [(("sample", "-n", 3), 3), (("interpolate", "data", 0, 5), 11)]
)
def test_new_images_are_numbered(pictures_run, tmp_path, words, n):
    run, data = pictures_run
    command, *words = [data if word == "data" else word for word in words]
    done(command, run, *words, "--images", tmp_path / "new")
    names = [f"{number:0{len(str(n - 1))}}.png" for number in range(n)]
    assert sorted(pixels_in(tmp_path / "new")) == names


def test_a_single_image_is_a_sample(pictures_run, tmp_path):
    run, data = pictures_run
    done("encode", run, data, "--out", tmp_path / "all.npy")
    done("encode", run, data / "a" / "02.png", "--out", tmp_path / "one.npy")
    np.testing.assert_allclose(
        np.load(tmp_path / "one.npy"), np.load(tmp_path / "all.npy")[[1]], atol=1e-5
    )


def test_colours_and_pixels_up_to_255_keep_their_values(tmp_path):
    X = np.random.default_rng(0).integers(0, 256, size=(20, 6 * 6 * 3))
    np.save(tmp_path / "X.npy", X.astype(np.float64))
    run = tmp_path / "run"
    done("fit", tmp_path / "X.npy", "--image-shape", "6,6,3", "--components", 2,
         "--hidden", 8, "--max-epochs", 1, "--out", run)  # fmt: skip
    done("reconstruct", run, tmp_path / "X.npy", "--images", tmp_path / "again",
         "--out", tmp_path / "again.npy")  # fmt: skip
    again = np.load(tmp_path / "again.npy")
    found = pixels_in(tmp_path / "again")
    assert sorted(found)[:2] == ["00.png", "01.png"]
    expected = np.clip(np.rint(again[3]), 0, 255).reshape(6, 6, 3)
    np.testing.assert_allclose(found["03.png"], expected, atol=1)


def test_images_that_cannot_be_written_are_refused(pictures_run, table_run, tmp_path):
    run, data = pictures_run
    words = ("denoise", run, data)
    place = tmp_path / "s.png"
    refused(f"s.csv, or --picture {place} for one", *words, "--out", place)
    refused("s.csv.", "encode", run, data, "--out", place)
    refused("has no suffix. Give a file, such as", *words, "--out", tmp_path / "s")
    refused("--images is for images", "sample", table_run, "--images", tmp_path / "s")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x.png").touch()
    refused("is not empty", *words, "--images", tmp_path / "full")
    refused("it is a file", *words, "--images", tmp_path / "full" / "x.png")
    refused("in the folder of DATA", *words, "--images", data / "again")
    result = autoencode(*words)
    assert result.exit_code == 2
    assert "Missing option '--out', or '--images' of images." in result.output


@pytest.mark.parametrize(
    ("largest", "white"),
    [(1, 1.0), (1.02, 1.02), (16, 16.0), (127, 127.0), (200, 255.0), (900, 900.0)],
)
def test_white_is_the_largest_value_but_of_bytes(largest, white):
    X = np.linspace(0, largest, 20)
    assert pixel_limits(X) == (0.0, white)


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (["a/1.jpg", "b/1.png"], ["a/1.png", "b/1.png"]),
        (["1.jpg", "1.png"], ["1.jpg.png", "1.png.png"]),
        (["x.1", "x.2"], ["x.1.png", "x.2.png"]),
        (["../x", "y"], ["0.png", "1.png"]),
        (["/x", "y"], ["0.png", "1.png"]),
        (["x", "x"], ["0.png", "1.png"]),
        ([r"c:\x", "y"], ["0.png", "1.png"]),
        (["", "y"], ["0.png", "1.png"]),
    ],
)
def test_images_have_names_that_are_safe_and_differ(ids, names):
    assert image_folders._names(np.array(ids), 2) == names
