"""The map in notebooks: what the kernel answers, and the page that asks."""

import json

import numpy as np
import pandas as pd
import pytest
from browser import needs_chromium
from numpy.testing import assert_array_equal
from playwright.sync_api import expect
from run_folders import people, small, small_model
from runs import SIDE
from scenes import image_scene, scene_of_units

from autoencode import notebook_map
from autoencode.errors import InvalidDataError
from autoencode.explorer.answers import describe
from autoencode.explorer.widget import STATIC, answer_of
from autoencode.scenes.scene import Scene


def columns_of(message, buffers):
    """The columns of an answer: colours have 64 bits."""
    kind = "<f8" if message.get("ask") == "colors" else "<f4"
    return [np.frombuffer(each, kind) for each in buffers]


def test_points_and_colours_come_in_one_order():
    scene = image_scene()
    asked = {"ask": "points", "view": 0}
    answer, buffers = answer_of(scene, asked)
    rows = np.array(answer["answer"]["rows"])
    assert_array_equal(np.column_stack(columns_of(asked, buffers)), scene.codes[rows])
    asked = {"ask": "colors", "color": 0}
    answer, buffers = answer_of(scene, asked)
    assert answer["answer"]["categories"] == ["even", "odd"]
    assert_array_equal(columns_of(asked, buffers)[0], scene.dataset.y[rows])


def test_samples_and_codes_are_answered_as_by_the_scene():
    scene = image_scene()
    answer, _ = answer_of(scene, {"ask": "sample", "row": 3})
    assert answer["answer"] == scene.sample(3)
    answer, _ = answer_of(scene, {"ask": "decode", "code": [0.1, 0.2]})
    assert answer["answer"]["decoded"] == scene.decode([0.1, 0.2])


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"ask": "files"},
        {"ask": "sample", "row": 1000},
        {"ask": "points", "view": "a"},
        {"ask": "decode", "code": None},
        {"ask": "decode", "code": [1]},
    ],
)
def test_an_invalid_message_gets_one_line(message):
    answer, buffers = answer_of(image_scene(), message)
    assert "\n" not in answer["error"]
    assert buffers == []


def test_a_model_of_arrays_and_one_of_tables_are_shown(X):
    model = small_model().fit(X)
    widget = notebook_map(model, X, np.arange(40) % 2, class_names=["a", "b"])
    assert widget.facts["colors"][0] == "class"
    frame = people()
    table = small("table_autoencoder").fit(frame)
    assert "column city" in notebook_map(table, frame).facts["colors"]


@pytest.mark.parametrize(
    ("y", "names", "label"),
    [
        ([0, 1] * 20, ["a", "b"], "b"),
        ([[0], [-1]] * 20, ["a"], None),
        (pd.Series([0, None] * 20, dtype="Int64"), ["a"], None),
        (pd.Series([None, 1] * 20, dtype="Int64"), ["a", "b"], "b"),
        (["x", "y"] * 20, None, "y"),
        (["x", "y"] * 20, ["y", "x"], "y"),
        (np.eye(2)[[0, 1] * 20], None, "1"),
        (np.eye(2)[[0, 1] * 20], ["a", "b"], "b"),
        (np.array(["2020-01-01", "2020-01-02"] * 20, "datetime64"), None, "2020-01-02"),
    ],
)
def test_labels_of_every_form_are_shown(X, y, names, label):
    scene = scene_of_labels(X, y, names)
    answer_of(scene, {"ask": "colors", "color": 0})
    answer, _ = answer_of(scene, {"ask": "sample", "row": 1})
    assert ["class", label] in answer["answer"]["facts"]


def scene_of_labels(X, y, names):
    """The scene of a map in a notebook."""
    shown = []
    with pytest.MonkeyPatch.context() as patched:
        module = "autoencode.explorer.widget"
        patched.setattr(f"{module}._widget", lambda _, scene: shown.append(scene))
        notebook_map(small_model().fit(X), X, y, class_names=names)
    return shown[0]


def test_wrong_data_are_refused(X):
    model = small_model().fit(X)
    with pytest.raises(InvalidDataError, match="one label for each of the 40"):
        notebook_map(model, X, [1, 2])
    y = np.arange(40) % 6
    for labels, names, message in (
        (y, ["a", "b"], "class_names has names of 2 classes; got 2"),
        (y / 4, list("abcdef"), "got 0.25"),
        (np.eye(6)[y], ["a", "b"], "a name for each of the 6 columns of y; got 2"),
        (np.eye(6)[y] * 3, None, "must hold 1 for the classes"),
        (np.zeros((40, 1, 1)), None, r"shape \(40, 1, 1\)"),
    ):
        with pytest.raises(InvalidDataError, match=message) as caught:
            notebook_map(model, X, labels, class_names=names)
        assert "\n" not in str(caught.value)
    with pytest.raises(ValueError, match="features"):
        notebook_map(model, X[:, :3])
    with pytest.raises(InvalidDataError, match="at least 2"):
        notebook_map(model, X[:1])


class Kernel:
    """Answers the page as a notebook's kernel does, through the browser's driver."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def __call__(self, message):
        answer, buffers = answer_of(self.scene, message)
        columns = [column.tolist() for column in columns_of(message, buffers)]
        return json.dumps([{"id": message["id"], **answer}, columns])


START = """async ({ code, css, facts }) => {
    const style = document.createElement("style");
    style.textContent = css;
    document.head.append(style);
    const blob = new Blob([code], { type: "text/javascript" });
    const { default: widget } = await import(URL.createObjectURL(blob));
    window.asked = [];
    window.heard = new Set();
    window.late = {}; // the question whose answer waits for release()
    window.failing = ""; // the question that is answered by an error
    const model = {
        get: () => facts,
        on: (name, call) => { heard.add(call); },
        off: (name, call) => { heard.delete(call); },
        send: async (message) => {
            asked.push(message);
            let [answer, columns] = JSON.parse(await window.kernel(message));
            const of = message.view ?? message.color ?? message.row;
            if (message.ask === failing) {
                answer = { id: message.id, error: "The kernel failed." };
            }
            if (message.ask === late.ask && of === late.of) {
                await new Promise((done) => { window.release = done; });
            }
            const Numbers = message.ask === "colors" ? Float64Array : Float32Array;
            const bytes = (values) => new DataView(new Numbers(values).buffer);
            for (const call of heard) call(answer, columns.map(bytes));
            console.log(message.ask);
        },
    };
    window.show = (el) => widget.render({ model, el });
    show(document.getElementById("cell"));
}"""


@pytest.fixture(scope="module")
def scene():
    return scene_of_units(3)


@pytest.fixture
def notebook(browser, scene):
    """A page with the map of an autoencoder of three units."""
    errors = []
    page = browser.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.expose_function("kernel", Kernel(scene))
    page.set_content("<div id='cell' style='width: 900px'></div>")
    code, css = (STATIC / f"widget.{each}" for each in ("js", "css"))
    given = {"code": code.read_text(), "css": css.read_text()}
    page.evaluate(START, given | {"facts": describe(scene)})
    expect(page.locator("#cell[data-ready]")).to_be_attached()
    yield page
    page.close()
    assert errors == []


def click(page):
    """Click on the map, where no point is; returns the place of the map."""
    box = page.locator("#cell .over").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + 20)
    return box


@needs_chromium
def test_a_click_in_the_notebook_is_decoded(notebook):
    box = click(notebook)
    expect(notebook.locator(".panel")).to_contain_text("nearest")
    size = notebook.locator(".large canvas").evaluate("c => [c.width, c.height]")
    assert size == [SIDE, SIDE]
    legend = notebook.locator(".legend")
    expect(legend).to_contain_text("even")
    assert legend.bounding_box()["y"] >= box["y"] + box["height"]


@needs_chromium
def test_in_notebooks_a_late_colour_does_not_replace_a_newer_one(notebook):
    color, name = notebook.get_by_label("Colour"), notebook.locator(".legend strong")
    notebook.evaluate("late = { ask: 'colors', of: 1 }")
    color.select_option("1")
    notebook.wait_for_function("!!window.release")
    color.select_option("2")
    expect(name).to_have_text("autoencoder0")
    notebook.evaluate("release()")
    expect(name).to_have_text("autoencoder0")


@needs_chromium
def test_in_notebooks_a_late_view_does_not_replace_a_newer_one(notebook):
    view = notebook.get_by_label("View")
    notebook.evaluate("late = { ask: 'points', of: 3 }")
    view.select_option("3")
    notebook.wait_for_function("!!window.release")
    view.select_option("0")
    notebook.wait_for_function("asked.at(-1).ask === 'colors'")
    notebook.evaluate("release()")
    click(notebook)
    notebook.wait_for_function("asked.some((each) => each.ask === 'decode')")
    # The plane of components is that of the first two units; view 3 has the third.
    code = notebook.evaluate("asked.find((each) => each.ask === 'decode').code")
    assert abs(code[0]) > 0.1
    assert abs(code[2]) < 1e-3


def places(page, scene, view):
    """The places of all points on the screen, in the order of the rows."""
    axes, box = scene.view(view), page.locator("#cell .over").bounding_box()
    at = axes.positions(scene.codes).astype(float)
    away = at - (at.min(axis=0) + at.max(axis=0)) / 2
    if at.shape[1] == 3:  # seen from this direction
        out = np.array([1, 0.7, 1.3]) / np.linalg.norm([1, 0.7, 1.3])
        right = np.array([out[2], 0, -out[0]]) / np.hypot(out[0], out[2])
        radius = np.linalg.norm(away, axis=1).max()
        scale = min(box["width"], box["height"]) / (2 * 1.08 * radius)
        away = np.column_stack([away @ right, away @ np.cross(out, right)])
    else:
        size = np.ptp(at, axis=0)
        scale = 0.88 * min(box["width"] / size[0], box["height"] / size[1])
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    return middle + scale * away * [1, -1]


@needs_chromium
def test_in_notebooks_a_click_replaces_the_sample_of_the_one_before(notebook, scene):
    titles = notebook.locator(".panel strong")
    number = [each.name for each in scene.views].index("3-D")
    with notebook.expect_console_message(lambda each: each.text == "points"):
        notebook.get_by_label("View").select_option(str(number))
    for row in (0, 1, 2):
        notebook.mouse.click(*places(notebook, scene, number)[row])
        expect(titles).to_have_text([f"row {row}"])


@needs_chromium
def test_in_notebooks_a_place_is_shown_with_no_sample_of_another(notebook, scene):
    notebook.evaluate("late = { ask: 'decode' }")
    notebook.mouse.click(*places(notebook, scene, 0)[0])
    notebook.wait_for_function("!!window.release")
    notebook.evaluate("late = {}")
    click(notebook)
    notebook.evaluate("release()")
    n_decoded = "asked.filter((each) => each.ask === 'decode').length"
    notebook.wait_for_function(f"{n_decoded} === 2")
    expect(notebook.locator(".panel .large canvas")).to_have_count(1)
    expect(notebook.locator(".panel strong")).to_have_count(0)


@needs_chromium
@pytest.mark.parametrize(("label", "asked"), [("View", "points"), ("Colour", "colors")])
def test_in_notebooks_a_choice_that_fails_leaves_the_menu_at_what_is_shown(
    notebook, label, asked
):
    menu = notebook.get_by_label(label)
    before = menu.input_value()
    notebook.evaluate(f"failing = '{asked}'")
    menu.select_option("2")
    expect(notebook.locator(".message")).to_have_text("The kernel failed.")
    expect(menu).to_have_value(before)
    notebook.evaluate("failing = ''")
    menu.select_option("1")
    expect(notebook.locator(".message")).to_be_empty()
    expect(menu).to_have_value("1")


# Display a widget once more, and note what listens to page, screen and sizes since.
AGAIN = """() => {
    window.listening = [];
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    const isOutside = (target) => [document, window].includes(target)
        || target instanceof MediaQueryList;
    EventTarget.prototype.addEventListener = function (name, call, ...options) {
        if (isOutside(this ?? window)) listening.push(call);
        addEventListener.call(this, name, call, ...options);
    };
    EventTarget.prototype.removeEventListener = function (name, call, ...options) {
        listening = listening.filter((each) => each !== call);
        removeEventListener.call(this, name, call, ...options);
    };
    window.ResizeObserver = class extends ResizeObserver {
        observe(place) { listening.push(this); super.observe(place); }
        disconnect() {
            listening = listening.filter((each) => each !== this);
            super.disconnect();
        }
    };
    const cell = document.createElement("div");
    document.body.append(cell);
    window.remove = show(cell);
}"""


@needs_chromium
def test_two_views_of_a_widget_have_an_answer_each(notebook):
    notebook.evaluate(AGAIN)
    expect(notebook.locator("[data-ready]")).to_have_count(2)
    click(notebook)
    expect(notebook.locator(".panel").first).to_contain_text("nearest")
    ids = notebook.evaluate("asked.map((each) => each.id)")
    assert len(ids) >= 5  # points and colours of each, and a code
    assert len(set(ids)) == len(ids)


@needs_chromium
def test_nothing_listens_for_a_view_that_is_removed(notebook):
    notebook.evaluate(AGAIN)
    expect(notebook.locator("[data-ready]")).to_have_count(2)
    assert notebook.evaluate("heard.size") == 2
    assert notebook.evaluate("listening.length") >= 3  # size, scheme, keys of the page
    notebook.evaluate("remove()")
    assert notebook.evaluate("heard.size") == 1
    assert notebook.evaluate("listening.length") == 0
    click(notebook)  # the other view is as before
    expect(notebook.locator(".panel").first).to_contain_text("nearest")
