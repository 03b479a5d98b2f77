"""The data of a report's interactive map: points, colours, samples, reconstructions.

The page holds all of it as JSON, images as sheets of PNG, so that it needs no server;
the numbers below keep it small.
"""

import base64
import dataclasses
import io
from typing import Any

import numpy as np
from PIL import Image
from scipy import sparse

from autoencode.arrays import Array, subsample
from autoencode.data.dataset import Dataset, len_of, take
from autoencode.scenes.coding import Coder
from autoencode.scenes.rows import DIGITS as OF_CELLS
from autoencode.scenes.rows import Rows, cell_value, plain_number
from autoencode.scenes.scene import Scene
from autoencode.scenes.values import Values
from autoencode.storage import Run

MAX_POINTS = 5_000
MAX_PICTURES = 2_000  # samples shown as images, texts or lists
MAX_PIXELS = 2_000_000  # of all images of a sheet
MAX_DECODED = 5_000_000  # values that are decoded, or sorted in lists
MAX_COLORS = 10
MAX_COLUMNS = 12  # shown of a row
MAX_LISTED = 8  # words or items shown of a row
MAX_LETTERS = 240  # of a text
DIGITS = 4  # of positions, and of what a model computes


def map_data(run: Run, dataset: Dataset, title: str) -> dict[str, Any]:
    """Return what the interactive map shows, as plain values.

    Parameters
    ----------
    run : Run
        A fitted run.
    dataset : Dataset
        Rows as the run takes them: those of the test part, or of ``X`` if there is
        none. Of more than 5,000 so many are drawn.
    title : str
        Title of the map.

    Returns
    -------
    dict
        ``n_points`` of ``n_rows``, in random order, and, of the first ``n_shown`` of
        them, ``samples`` and ``reconstructions``: sheets of images as PNG, texts, or
        lists of rows.

    Raises
    ------
    InvalidDataError
        If there are fewer than 2 rows, or their codes are not finite.
    """
    scene = Scene(run, drawn_part(dataset), title)
    rows, order = scene.rows, scene.order.astype(int)  # random: no class covers others
    n_shown = _n_shown(rows, scene.n_rows, scene.coder)
    X = take(scene.dataset.X, order[:n_shown])
    X_hat, decoded_type = _decoded(scene, order[:n_shown])
    views = [next(view for view in scene.views if len(view.axes) < 3)]
    views += [view for view in scene.views if len(view.axes) == 3]
    return {
        "model": type(run.model).__name__,
        "source": scene.coder.source,
        "part": "training" if dataset.X_test is None else "test",
        "n_rows": len_of(dataset.X if dataset.X_test is None else dataset.X_test),
        "n_points": scene.n_rows,
        "n_shown": n_shown,
        "type": rows.type,
        "decoded_type": decoded_type,
        "image_shape": rows.image_shape,
        "columns": rows.names[:MAX_COLUMNS] if rows.type == "cells" else [],
        "n_columns": scene.dataset.X.shape[1] if rows.type == "cells" else 0,
        "views": [
            {
                "name": view.name,
                "labels": view.labels,
                "columns": _numbers(view.positions(scene.codes[order]).T, DIGITS),
            }
            for view in views
        ],
        "colors": _colors(scene, order),
        "titles": [scene.title_of(row) for row in order[:n_shown]],
        "samples": _shown(rows, X, rows.type),
        "reconstructions": (
            None if X_hat is None else _shown(rows, X_hat, decoded_type, DIGITS)
        ),
    }


def drawn_part(dataset: Dataset) -> Dataset:
    """Return the rows of the map: some of the test part, or of the only part."""
    X, y, ids = dataset.X_test, dataset.y_test, dataset.ids_test
    if X is None:
        X, y, ids = dataset.X, dataset.y, dataset.ids
    rows = subsample(len_of(X), MAX_POINTS, seed=0)
    return dataclasses.replace(
        dataset,
        X=take(X, rows),
        y=take(y, rows),
        # A row's name is its number in the part, not in the drawn rows.
        ids=np.array([f"row {row}" for row in rows]) if ids is None else ids[rows],
        X_test=None,
        y_test=None,
        ids_test=None,
    )


def _n_shown(rows: Rows, n_rows: int, coder: Coder) -> int:
    """Return how many samples the page holds beside their points."""
    n_shown = n_rows if rows.type == "cells" else min(n_rows, MAX_PICTURES)
    n_values = 1 if rows.is_text else rows.X.shape[1]
    if rows.image_shape:
        n_shown = min(n_shown, MAX_PIXELS // n_values)
    if coder.decode is not None or rows.is_list:
        n_shown = min(n_shown, MAX_DECODED // n_values)
    return max(1, n_shown)


def _decoded(scene: Scene, chosen: Array) -> tuple[Any, str]:
    """Return the reconstructions of rows, and what they are shown as."""
    decode, rows = scene.coder.decode, scene.rows
    is_list = rows.is_text or rows.type == "list"
    decoded_type = "list" if is_list else rows.type
    if decode is None:
        return None, decoded_type
    with np.errstate(all="ignore"):
        return decode(scene.codes[chosen]), decoded_type


def _colors(scene: Scene, order: Array) -> list[dict[str, Any]]:
    """Return what points are coloured by: labels, results, the first units."""
    found = [n for n, each in enumerate(scene.colorings) if not each.is_column]
    colors = []
    for number in (found or [0])[:MAX_COLORS]:
        name, values = scene.colorings[number].name, scene.values(number)
        colors.append(
            {
                "name": name,
                "values": _of_points(values, order),
                "categories": values.categories,
                "unit": values.unit,
            }
        )
    return colors


def _of_points(values: Values, order: Array) -> Any:
    ordered = values.values[order]
    if values.categories is not None:
        return [int(value) for value in np.nan_to_num(ordered, nan=-1)]
    is_computed = ordered.dtype == np.float32
    return _numbers(ordered, DIGITS if is_computed else OF_CELLS)


def _shown(rows: Rows, X: Any, kind: str, digits: int = OF_CELLS) -> Any:
    """Return rows as the map shows them."""
    if kind == "image":
        return sheet(_dense(X), rows.image_shape or [], rows.limits)
    if kind == "text":
        return [str(text)[:MAX_LETTERS] for text in X]
    if kind == "cells":
        return _cells(X, digits)
    return [
        rows.decoded(_dense(X[[n]]))["items"][:MAX_LISTED] for n in range(len_of(X))
    ]


def sheet(images: Array, shape: list[int], limits: tuple[float, float]) -> str:
    """Return images side by side, as the address of a PNG that holds its own data.

    Parameters
    ----------
    images : array of shape (n_images, n_pixels)
        Flattened images.
    shape : list of int
        Height, width and, of coloured images, channels.
    limits : tuple of float
        Values of black and white.
    """
    height, width, depth = (*shape, 1)[:3]
    low, high = limits
    shares = np.clip((np.nan_to_num(images) - low) / (high - low), 0, 1)
    per_row = max(1, int(np.ceil(np.sqrt(len(images) * height / width))))
    n_rows = -(-len(images) // per_row)
    tiles = np.zeros((n_rows * per_row, height, width, depth), dtype=np.uint8)
    tiles[: len(images)] = np.rint(255 * shares).reshape(-1, height, width, depth)
    grid = tiles.reshape(n_rows, per_row, height, width, depth).swapaxes(1, 2)
    pixels = grid.reshape(n_rows * height, per_row * width, depth)
    picture = Image.fromarray(pixels[:, :, 0] if depth == 1 else pixels)
    content = io.BytesIO()
    picture.save(content, format="PNG", compress_level=9)
    return png_address(content.getvalue())


def png_address(content: bytes) -> str:
    """Return a PNG as an address that holds its data."""
    return "data:image/png;base64," + base64.b64encode(content).decode()


def _cells(X: Any, digits: int) -> list[list[float | str | None]]:
    """Return the first columns of rows."""
    if hasattr(X, "iloc"):
        columns = [X.iloc[:, n].tolist() for n in range(min(MAX_COLUMNS, X.shape[1]))]
        return [list(map(cell_value, cells)) for cells in zip(*columns, strict=True)]
    found: list[list[float | str | None]]
    found = _numbers(_dense(X[:, :MAX_COLUMNS]), digits)
    return found


def _dense(X: Any) -> Array:
    return np.asarray(X.toarray() if sparse.issparse(X) else X)


def _numbers(values: Any, digits: int) -> Any:
    """Return numbers as nested lists, rounded; None where not finite."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim > 1:
        return [_numbers(part, digits) for part in array]
    return [plain_number(value, digits) for value in array]
