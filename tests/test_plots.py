import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba

from autoencode.errors import InvalidDataError, OutputError
from autoencode.plots import canvas
from autoencode.plots.canvas import (
    NO_CLASS,
    class_colours,
    label,
    number,
    save_figure,
)
from autoencode.plots.classes import confusion_matrix, mistakes
from autoencode.plots.codes import codes_map, codes_map_3d
from autoencode.plots.images import as_image, image_sheet, value_limits
from autoencode.plots.reconstructions import (
    error_map,
    reconstructions,
    reconstructions_through_epochs,
)
from autoencode.plots.training import learning_curve, loss_curves, scree
from autoencode.plots.units import code_units

HISTORY = [
    {
        "epoch": epoch,
        "loss": 100.0 / epoch**2,
        "reconstruction": 99.0 / epoch**2,
        "sparsity": 1.0 / epoch**2,
        "validation_loss": 5.0 + abs(epoch - 4),
        "learning_rate": 0.001,
        "seconds": 0.1,
    }
    for epoch in range(1, 9)
]
SHAPES = {"grey": (4, 5), "one channel": (4, 5, 1), "colour": (4, 5, 3), "table": None}
N_FEATURES = {"grey": 20, "one channel": 20, "colour": 60, "table": 7}


def samples(n_samples, n_features, seed=0):
    return np.random.default_rng(seed).random((n_samples, n_features))


def texts(figure):
    """Return all texts of a figure."""
    figure.draw_without_rendering()
    found = figure.findobj(matplotlib.text.Text)
    return [text.get_text() for text in found if text.get_text()]


def legend_names(figure):
    legends = figure.legends + [axes.get_legend() for axes in figure.axes]
    return [text.get_text() for item in legends if item for text in item.get_texts()]


def tick_labels(axis):
    return [text.get_text() for text in axis.get_ticklabels()]


@pytest.fixture(autouse=True)
def low_resolution(monkeypatch):
    """Draw at low resolution, which is faster."""
    monkeypatch.setattr(canvas, "DPI", 40)


# --- all figures, for all types of data -----------------------------------------------


def figures_of(n_samples, n_features, shape):
    """Return one figure of each function that draws samples."""
    X = samples(n_samples, n_features)
    X_hat, steps = 0.9 * X, np.stack([0.5 * X, 0.9 * X])
    names = None if shape else [f"feature {i}" for i in range(n_features)]
    named = {"image_shape": shape, "feature_names": names}
    return [
        reconstructions(X, X_hat, **named),
        reconstructions(X, X_hat, X, class_labels=["a"] * n_samples, **named),
        reconstructions_through_epochs(X, steps, [1, 2], image_shape=shape),
        error_map(np.square(X - X_hat).mean(axis=0), **named),
        code_units(steps, [0.5, 0.2], **named),
    ]


# Each shape, and each number of rows of panels; not all pairs.
@pytest.mark.parametrize(
    ("name", "n_samples"),
    [("grey", 1), ("grey", 12), ("one channel", 3), ("colour", 3), ("table", 12)],
)
def test_figures_of_samples_can_be_saved(name, n_samples, tmp_path):
    for figure in figures_of(n_samples, N_FEATURES[name], SHAPES[name]):
        save_figure(figure, tmp_path / "figure.png")


@pytest.mark.parametrize("n_features", [1, 2, 200])
def test_figures_of_tables_of_any_width_can_be_saved(n_features, tmp_path):
    for figure in figures_of(1, n_features, None):
        save_figure(figure, tmp_path / "figure.png")


@pytest.mark.parametrize("value", [0.0, -3.0, 1e6])
def test_constant_samples_can_be_drawn(value, tmp_path):
    X = np.full((2, 4), value)
    for shape in ((2, 2), None):
        for figure in (
            reconstructions(X, X, image_shape=shape),
            error_map(np.zeros(4), image_shape=shape),
            code_units(np.stack([X, X]), [0.0, np.nan], image_shape=shape),
        ):
            save_figure(figure, tmp_path / "figure.png")


Y = {
    "none": None,
    "integers": np.arange(40) % 3,
    "one class": np.zeros(40, dtype=int),
    "strings": np.array(["a", "$b$"] * 20),
    "objects": np.array(["a", None] * 20, dtype=object),
    "continuous": np.linspace(0, 1, 40),
    "booleans": np.arange(40) % 2 == 0,
    "unlabelled": np.arange(40) % 3 - 1,
    "many integers": np.arange(40),
}


FEW = ("none", "integers", "continuous")  # the ways to colour points
# All labels in two columns; each way to colour with each number of columns and of
# samples. Labels become colours before the columns are looked at.
CASES = {(name, 2, 40) for name in Y} | {(name, 3, 1) for name in FEW}
CASES |= {(name, n_columns, 40) for name in FEW for n_columns in (1, 3)}
CASES |= {("none", 5, 40), ("objects", 5, 1), ("integers", 1, 1), ("none", 2, 1)}


@pytest.mark.parametrize(("name", "n_columns", "n_samples"), sorted(CASES))
def test_maps_of_codes_can_be_saved(name, n_columns, n_samples, tmp_path):
    codes = samples(n_samples, n_columns)
    y = None if Y[name] is None else Y[name][:n_samples]
    for draw in (codes_map, codes_map_3d) if n_columns >= 3 else (codes_map,):
        figure = draw(codes, y, None, title="Codes")
        save_figure(figure, tmp_path / "figure.png")
        assert figure.axes[0].get_title() == "Codes"


# --- saving ---------------------------------------------------------------------------


def test_saving_twice_gives_the_same_bytes(tmp_path):
    for name in ("a.png", "b.png"):
        codes = samples(12_000, 3)
        figure = codes_map(codes, np.arange(12_000) % 4, None, title="Codes")
        save_figure(figure, tmp_path / "new folder" / name)
    first, second = (tmp_path / "new folder" / n for n in ("a.png", "b.png"))
    assert first.read_bytes() == second.read_bytes()
    assert b"Software" not in first.read_bytes()


def test_saving_to_a_folder_is_refused(tmp_path):
    with pytest.raises(OutputError, match="it is a folder"):
        save_figure(scree([0.6, 0.4]), tmp_path)


def test_figures_do_not_change_matplotlib_settings():
    before = dict(matplotlib.rcParams)
    figures_of(2, 20, (4, 5))
    learning_curve(HISTORY)
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("name", ["grey", "one channel", "colour"])
@pytest.mark.parametrize("n_samples", [1, 5, 9])
def test_image_sheets_show_every_sample_at_its_position(name, n_samples, tmp_path):
    X = samples(n_samples, N_FEATURES[name])
    figure = image_sheet(X, SHAPES[name], n_columns=3)
    drawn = figure.axes[0].images[0].get_array()
    height, width = SHAPES[name][:2]
    for place, x in enumerate(X):
        top, left = place // 3 * (height + 1), place % 3 * (width + 1)
        shown = drawn[top : top + height, left : left + width]
        np.testing.assert_allclose(shown, as_image(x, SHAPES[name], (0.0, 1.0)))
    save_figure(figure, tmp_path / "sheet.png")


# --- learning curve and scree ---------------------------------------------------------


def test_a_learning_curve_has_the_title_that_is_given():
    titles = [
        learning_curve(HISTORY, **given).axes[0].get_title()
        for given in ({}, {"title": "Refinement"})
    ]
    assert titles == ["Learning curve", "Refinement"]


def test_learning_curve_marks_the_epoch_whose_weights_are_kept():
    assert "kept: epoch 4, 5" in legend_names(learning_curve(HISTORY))
    no_validation = [{"epoch": 1, "loss": 2.0}, {"epoch": 2, "loss": 3.0}]
    assert "kept: epoch 2, 3" in legend_names(learning_curve(no_validation))
    by_training_loss = learning_curve(no_validation, kept_epoch=1)
    assert "kept: epoch 1, 2" in legend_names(by_training_loss)
    start = learning_curve(no_validation, kept_epoch=0)  # PCA's weights, say
    assert not any("kept" in name for name in legend_names(start))


@pytest.mark.parametrize("name", ["discriminator", "opponent"])  # now, in older runs
def test_learning_curve_of_an_adversarial_model_marks_the_kept_epoch(name):
    terms = [(1, 9.0, 3.0), (2, 5.0, 2.0), (3, 4.0, 2.5)]
    history = [
        {"epoch": epoch, "loss": loss, "reconstruction": 1.0, name: 99.0}
        | {"validation_loss": loss, "validation_reconstruction": reconstruction}
        for epoch, loss, reconstruction in terms
    ]
    names = legend_names(learning_curve(history))
    assert "kept: epoch 2, 5" in names
    assert name not in names


def test_learning_curve_has_a_legend():
    names = legend_names(learning_curve(HISTORY))
    assert {"training", "validation", "reconstruction", "sparsity"} <= set(names)
    single = [{"epoch": 1, "loss": 2.0, "reconstruction": 2.0}]
    assert "reconstruction" not in legend_names(learning_curve(single))


def test_learning_curve_has_a_panel_for_a_known_learning_rate():
    assert len(learning_curve(HISTORY).axes) == 2
    assert len(learning_curve([{"epoch": 1, "loss": 2.0}]).axes) == 1


@pytest.mark.parametrize(
    ("losses", "scale"),
    [([100, 1], "log"), ([3, 2], "linear"), ([100, -1], "linear"), ([9, 0], "linear")],
)
def test_learning_curve_uses_a_log_scale_for_large_ranges(losses, scale):
    history = [{"epoch": i, "loss": loss} for i, loss in enumerate(losses, start=1)]
    assert learning_curve(history).axes[0].get_yscale() == scale


def test_learning_curve_skips_nonfinite_values(tmp_path):
    history = [
        {"epoch": 1, "loss": 2.0, "validation_loss": None},
        {"epoch": 2, "loss": np.inf, "validation_loss": np.nan},
    ]
    figure = learning_curve(history)
    save_figure(figure, tmp_path / "curve.png")
    assert "validation" not in legend_names(figure)
    for empty in ([], [{"epoch": 1, "loss": np.nan}]):
        with pytest.raises(InvalidDataError, match="finite loss"):
            learning_curve(empty)


def test_scree_marks_the_autoencoder_at_its_number_of_components():
    figure = scree([0.5, 0.3, 0.1, 0.1], model_share=0.85, n_components=2)
    star = next(x for x in figure.axes[0].lines if x.get_marker() == "*")
    assert (star.get_xdata()[0], star.get_ydata()[0]) == (2, 0.85)
    expected = "autoencoder: 85.0 % with 2 components (PCA: 80.0 %)"
    assert expected in legend_names(figure)


@pytest.mark.parametrize(
    "arguments",
    [([1.0],), ([np.nan, np.nan],), ([0.6, 0.4], -9.0, 1), ([0.6], 0.7, 3)],
)
def test_scree_of_extreme_values(arguments, tmp_path):
    save_figure(scree(*arguments), tmp_path / "scree.png")


def test_scree_omits_components_after_the_variance_is_explained():
    ratios = np.r_[np.full(20, 0.05), np.zeros(500)]
    assert scree(ratios).axes[0].get_xlim()[1] == pytest.approx(520.6)
    assert scree(ratios, 0.5, 5).axes[0].get_xlim()[1] < 25


def test_loss_curves_draw_each_model_once_and_share_one_legend(tmp_path):
    panels = {
        "deep": {"pretrained": [3.0, 2.0], "random": [3.0, np.nan]},
        "shallow": {"pretrained": [2.0, 1.0, 0.1]},
    }
    figure = loss_curves(panels)
    assert [len(axes.lines) for axes in figure.axes] == [2, 1]
    assert legend_names(figure) == ["pretrained", "random"]
    assert figure.axes[0].get_yscale() == figure.axes[1].get_yscale() == "log"
    save_figure(figure, tmp_path / "losses.png")


@pytest.mark.parametrize("panels", [{}, {"deep": {}}, {"deep": {"a": [np.nan]}}])
def test_empty_loss_curves_are_refused(panels):
    with pytest.raises(InvalidDataError, match="no finite loss"):
        loss_curves(panels)


# --- reconstructions ------------------------------------------------------------------


def test_reconstructions_label_rows_columns_and_errors():
    X = np.zeros((2, 4))
    X_hat = np.repeat([[1.0], [0.5]], 4, axis=1)
    figure = reconstructions(X, X_hat, X, image_shape=(2, 2), class_labels=["a", "b"])
    axes = figure.axes[0]
    assert tick_labels(axes.yaxis) == ["original", "autoencoder", "PCA"]
    assert tick_labels(axes.xaxis) == ["a", "b"]
    assert [text.get_text() for text in axes.texts] == ["4", "1", "0", "0"]
    assert len(axes.images) == 6


def test_reconstructions_of_a_table_have_one_panel_per_sample():
    X = samples(5, 7)
    figure = reconstructions(X, X, 0 * X, image_shape=None)
    assert sum(axes.get_visible() for axes in figure.axes) == 5
    assert legend_names(figure) == ["original", "autoencoder", "PCA"]


def test_features_of_different_ranges_are_normalised():
    X = samples(3, 2) * [1, 1e6]
    assert any("maximum" in t for t in texts(reconstructions(X, X, image_shape=None)))
    X = samples(3, 2)
    assert "value" in texts(reconstructions(X, X, image_shape=None))


def test_reconstructions_through_epochs_draws_at_most_ten_rows_including_the_last():
    X = samples(3, 20)
    figure = reconstructions_through_epochs(
        X, np.stack([X] * 37), list(range(1, 38)), image_shape=(4, 5)
    )
    rows = tick_labels(figure.axes[0].yaxis)
    assert rows[:2] == ["original", "epoch 1"]
    assert rows[-1] == "epoch 37"
    assert len(rows) == 11


def test_error_map_sorts_the_features_of_a_table():
    figure = error_map([1.0, 3.0, 2.0], feature_names=["a", "b", "c"])
    assert tick_labels(figure.axes[0].yaxis) == ["b", "c", "a"]
    assert len(error_map(np.ones(99)).axes[0].patches) == 30


def test_error_map_sums_channels():
    figure = error_map(np.ones(60), image_shape=(4, 5, 3))
    np.testing.assert_array_equal(figure.axes[0].images[0].get_array(), 3)


def test_code_units_are_sorted_by_share():
    steps = np.zeros((20, 3, 4))
    shares = np.arange(20) / 100
    for shape in ((2, 2), None):
        rows = tick_labels(code_units(steps, shares, image_shape=shape).axes[0].yaxis)
        assert len(rows) == 16
        assert rows[0].split() == ["unit", "19", "19.0", "%"]


def test_small_negative_shares_are_formatted_as_0():
    figure = code_units(np.zeros((1, 2, 4)), [-1e-9], image_shape=(2, 2))
    assert tick_labels(figure.axes[0].yaxis)[0].endswith("  0.0 %")


# --- maps of codes --------------------------------------------------------------------


def test_codes_map_names_classes_in_the_legend():
    y = np.array([0, 1, 2, 2])
    figure = codes_map(samples(4, 2), y, ["zero", "_one", "$two$"], title="")
    assert legend_names(figure) == ["zero", " _one", r"\$two\$"]
    unnamed = codes_map(samples(4, 2), y - 1, ["zero"], title="")
    assert legend_names(unnamed) == ["zero", "no label", "1"]
    named = codes_map(samples(3, 2), ["b", "c", "x"], ["a", "b", "c"], title="")
    assert legend_names(named) == ["b", "c", "x"]


@pytest.mark.parametrize("draw", [codes_map, codes_map_3d])
def test_a_class_has_the_colour_of_its_place_whether_or_not_others_occur(draw):
    codes = samples(4, 3)
    figure = draw(codes, np.array([3, 1, 3, -1]), list("abcd"), title="")
    assert legend_names(figure) == ["b", "d", "no label"]
    expected = {to_rgba(NO_CLASS), *map(tuple, class_colours(4)[[1, 3]])}
    lines = figure.legends[0].get_lines()
    assert {to_rgba(line.get_color()) for line in lines} == expected
    if draw is codes_map_3d:  # drawn by depth
        return
    points = figure.axes[0].collections[0].get_facecolors()
    assert {tuple(each[:3]) for each in points} == {each[:3] for each in expected}


def test_strips_are_of_the_classes_that_occur():
    axes = codes_map(samples(3, 1), np.array([3, 1, 3]), list("abcd"), title="").axes[0]
    assert tick_labels(axes.yaxis) == ["b", "d"]
    heights = axes.collections[0].get_offsets()[:, 1]
    assert {round(float(height)) for height in heights} == {0, 1}


def test_codes_map_of_many_classes_counts_those_without_a_legend_entry():
    y = np.arange(47)
    names = [f"class {i}" for i in y]
    legend = legend_names(codes_map(samples(47, 2), y, names, title=""))
    assert len(legend) == 31
    assert legend[-1] == "and 17 more"


def test_codes_map_of_a_continuous_y_has_a_colour_bar():
    figure = codes_map(samples(9, 2), np.linspace(0, 1, 9), None, title="")
    assert len(figure.axes) == 2
    assert not legend_names(figure)


def test_codes_map_draws_at_most_ten_thousand_points():
    figure = codes_map(samples(10_500, 2), None, None, title="")
    assert len(figure.axes[0].collections[0].get_offsets()) == 10_000


def test_codes_map_omits_nonfinite_codes():
    codes = samples(5, 2)
    codes[0] = np.nan
    figure = codes_map(codes, None, None, title="")
    assert len(figure.axes[0].collections[0].get_offsets()) == 4
    with pytest.raises(InvalidDataError, match="finite"):
        codes_map(codes * np.nan, None, None, title="")


def test_codes_map_uses_the_names_of_columns():
    axes = codes_map(samples(5, 2), None, None, title="", names=["width"]).axes[0]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("width", "code 1")


def test_class_colours_are_distinct():
    for n_classes in (1, 10, 11, 47):
        assert len(np.unique(class_colours(n_classes), axis=0)) == n_classes


# --- invalid arguments and helpers ----------------------------------------------------


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda X: reconstructions(X, X[:, :3], image_shape=None), "X_hat"),
        (lambda X: reconstructions(X, X, X[:1], image_shape=None), "X_pca"),
        (lambda X: reconstructions(X, X, image_shape=(3, 3)), "image_shape"),
        (lambda X: reconstructions(X, X, image_shape=(1, 2, 2)), "image_shape"),
        (lambda X: reconstructions(X[:0], X[:0], image_shape=None), "not empty"),
        (
            lambda X: reconstructions(X, X, image_shape=None, feature_names=["a"]),
            "feature_names",
        ),
        (
            lambda X: reconstructions_through_epochs(X, X, [1], image_shape=None),
            "at least one epoch",
        ),
        (lambda X: error_map(X[0], image_shape=(2, 3)), "image_shape"),
        (lambda X: code_units(X, [1, 2]), "traversals"),
        (lambda X: codes_map(X, [1], None, title=""), "one value per sample"),
        (lambda X: codes_map_3d(X[:, :2], None, None, title=""), "3 columns"),
        (lambda X: scree([]), "empty"),
    ],
)
def test_inconsistent_arguments_are_refused(draw, message):
    with pytest.raises(InvalidDataError, match=message):
        draw(samples(2, 4))


def test_value_limits_are_0_and_1_or_the_range_of_the_data():
    assert value_limits(np.array([0.2, 0.4])) == (0, 1)
    assert value_limits(np.array([0.0, 16.0])) == (0, 16)
    assert value_limits(np.array([-1.0, np.nan, 1.0])) == (-1, 1)


def test_images_are_clipped_to_the_limits():
    image = as_image(np.array([-1.0, 0.5, 2.0, np.nan]), (2, 2), (0.0, 1.0))
    np.testing.assert_array_equal(image[:, :, 0], [[0, 0.5], [1, 0]])


def test_labels_are_short_and_escaped():
    assert label("a\nb") == "a b"
    assert label("x" * 50 + "end") == "x" * 15 + "…" + "x" * 5 + "end"
    assert label("$5") == r"\$5"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (4.314, "4.31"),
        (12345, "12,345"),
        (1e-7, "1.0e-07"),
        (np.nan, "not finite"),
    ],
)
def test_numbers_have_three_digits(value, text):
    assert number(value) == text


@pytest.mark.parametrize("n_features", [2, 9, 12, 13, 40])
def test_samples_of_a_table_that_are_wrong_do_not_overlap(n_features, tmp_path):
    X = samples(12, n_features)
    names = [f"category of column={number}" for number in range(n_features)]
    figure = mistakes(X, ["a → b (51 %)"] * 12, feature_names=names)
    save_figure(figure, tmp_path / "a.png")  # warns if there is no place for the axes
    renderer = FigureCanvasAgg(figure).get_renderer()
    boxes = [axes.get_tightbbox(renderer) for axes in figure.axes]
    above, below = boxes[0], boxes[2]
    assert above.y0 >= below.y1


def test_colours_of_a_confusion_matrix_are_shares_of_the_class_also_of_many_classes():
    counts = np.diag(np.full(70, 5))
    counts[0, 0], counts[0, 69], counts[69, 69] = 5, 95, 1  # class 69 is not drawn
    axes = confusion_matrix(counts, [f"class {k}" for k in range(70)]).axes[0]
    shares = axes.images[0].get_array()
    assert shares.shape == (60, 60)
    assert shares[0, 0] == 0.05
    assert shares[1, 1] == 1
