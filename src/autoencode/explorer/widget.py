"""The explorer's map as a widget of notebooks, by anywidget.

The page in the notebook asks the kernel by messages; no server and no port is needed.
"""

from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from autoencode.arrays import Array
from autoencode.class_labels import classes_of_each
from autoencode.data.dataset import Dataset
from autoencode.data.labels import class_numbers
from autoencode.errors import AutoencodeError, InvalidDataError, InvalidParameterError
from autoencode.explorer.answers import describe
from autoencode.models.checks import check_samples
from autoencode.scenes.scene import Scene
from autoencode.storage import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

STATIC = resources.files("autoencode.explorer") / "static" / "widget"


def notebook_map(
    model: Any,
    X: Any,
    y: Any = None,
    *,
    class_names: "Sequence[str] | None" = None,
    feature_names: "Sequence[str] | None" = None,
    image_shape: "Sequence[int] | None" = None,
    title: str = "",
) -> Any:
    """Return the map of a fitted model's codes as a widget for notebooks.

    Hover to see a sample beside its reconstruction; click anywhere, also where no point
    is, to see what the decoder makes there. ``autoencode explore`` shows more, outside
    of notebooks.

    Parameters
    ----------
    model : estimator or Pipeline
        Fitted: an estimator of this package, or a pipeline that ends in one.

    X : array, data frame, sparse matrix or array of str
        Samples as the model takes them, at least 2.

    y : array of shape (n_samples,) or (n_samples, n_classes) or None, default=None
        Labels, to colour the points by: classes, numbers or dates. Of two dimensions
        it has 1 for the classes of a sample; the first one colours it.

    class_names : sequence of str or None, default=None
        Names of the classes that ``y`` counts from 0, -1 for missing ones. Without
        them, at most 30 different whole numbers are classes, too.

    feature_names : sequence of str or None, default=None
        Names of the columns; by default those of a data frame, or numbers.

    image_shape : sequence of int or None, default=None
        (height, width) or (height, width, 3), if samples are images. None takes the
        model's.

    title : str, default=""
        Name of the map for screen readers; by default the model's.

    Returns
    -------
    anywidget.AnyWidget
        Shown when it is the value of a cell.

    Raises
    ------
    InvalidParameterError
        If anywidget is not installed.

    InvalidDataError
        If ``X`` does not fit the model, or ``y`` the samples and ``class_names``.

    Examples
    --------
    >>> import numpy as np
    >>> from autoencode import Autoencoder, notebook_map
    >>> X = np.random.default_rng(0).normal(size=(50, 4))  # noise: PCA is kept
    >>> model = Autoencoder(n_components=2, max_epochs=2, random_state=0).fit(X)
    >>> widget = notebook_map(model, X)
    >>> widget.facts["n_points"]
    50
    """
    anywidget = _installed()
    run = Run(estimator=model)
    if not hasattr(X, "shape"):
        X = np.asarray(X)
    if len(X.shape) == 2 and not hasattr(X, "iloc"):
        X = check_samples(run.first_step, X, reset=False)
    y = None if y is None else _labels(y, class_names, X.shape[0])
    name = title or type(run.model).__name__
    names = None if feature_names is None else tuple(map(str, feature_names))
    dataset = Dataset(
        name=name,
        X=X,
        y=y,
        class_names=None if class_names is None else tuple(map(str, class_names)),
        feature_names=names,
        image_shape=None if image_shape is None else tuple(image_shape),
        source="",
    )
    return _widget(anywidget, Scene(run, dataset, name))


def _labels(labels: Any, names: "Sequence[str] | None", n_samples: int) -> Array:
    """Return labels as an array, if they fit samples and names of classes."""
    y = classes_of_each(labels, n_samples, "sample", "label")
    if names is None:
        return y
    if y.ndim == 2 and len(names) != y.shape[1]:
        raise InvalidDataError(
            f"class_names must have a name for each of the {y.shape[1]} columns of y; "
            f"got {len(names)}."
        )
    if y.ndim == 1 and y.dtype.kind in "fiub":
        class_numbers("y", np.where(np.isnan(y), -1, y), names, may_be_missing=True)
    return y


def _installed() -> Any:
    try:
        import anywidget
    except ImportError as error:
        raise InvalidParameterError(
            "A map in a notebook needs anywidget. Install it: "
            "pip install 'autoencode[notebook]'."
        ) from error
    return anywidget


def _widget(anywidget: Any, scene: Scene) -> Any:
    """Return the widget of a scene; its class is made here, since anywidget is late."""
    import traitlets

    class MapWidget(anywidget.AnyWidget):  # type: ignore[misc]
        _esm = (STATIC / "widget.js").read_text()
        _css = (STATIC / "widget.css").read_text()
        facts = traitlets.Dict().tag(sync=True)

    widget = MapWidget(facts=describe(scene))

    def answer(_: Any, message: dict[str, Any], buffers: Any) -> None:
        content, columns = answer_of(scene, message)
        widget.send({"id": message.get("id"), **content}, columns)

    widget.on_msg(answer)
    return widget


def answer_of(scene: Scene, message: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """Return the answer to a message of the page, and its columns as bytes.

    An error is part of the answer, in one line.
    """
    try:
        content, columns = _answered(scene, message)
    except AutoencodeError as error:
        return {"error": str(error)}, []
    except (KeyError, TypeError, ValueError) as error:
        return {"error": f"The map sent an invalid message: {error!r}."}, []
    return {"answer": content}, [_bytes(column) for column in columns]


def _answered(
    scene: Scene, message: dict[str, Any]
) -> tuple[dict[str, Any], "Sequence[Array]"]:
    asked = message["ask"]
    if asked == "points":
        positions = scene.positions(int(message["view"]))
        return {"rows": scene.order.tolist()}, list(positions.T)
    if asked == "colors":
        color = int(message["color"])
        values = scene.values(color)
        facts = {"categories": values.categories, "unit": values.unit}
        return facts, [values.values[scene.order].astype(np.float64)]
    if asked == "sample":
        return scene.sample(int(message["row"])), []
    if asked == "decode":
        return scene.place(message["code"]), []
    raise InvalidDataError(f"The map asked for {asked!r}, which is not known.")


def _bytes(column: Array) -> bytes:
    kind = "<f8" if column.dtype == np.float64 else "<f4"  # colours, positions
    return np.ascontiguousarray(column, dtype=kind).tobytes()
