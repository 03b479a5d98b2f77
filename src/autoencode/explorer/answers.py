"""Answers that are more than a point or a row: the run itself, searches, extremes."""

import io
import tempfile
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np

from autoencode.arrays import Array
from autoencode.data.dataset import take
from autoencode.data.images import upright
from autoencode.errors import AutoencodeError, InvalidDataError
from autoencode.scenes.colors import first_of
from autoencode.scenes.rows import plain_number
from autoencode.scenes.scene import Scene
from autoencode.tasks.detection import detect_samples

MAX_FOUND = 50
N_EXTREME = 20
MAX_EPOCHS = 500  # about so many are shown of a longer history
MAX_TABLES = 3  # samples of the film that are rows of a table
MAX_FILM = 4_000_000  # pixels of the film of learning
MAX_SEARCHED = 200  # characters
MAX_PIXELS = 40_000_000  # of an image sent
ImageSuffix = Literal["png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff", "webp"]
Suffix = Literal[ImageSuffix, "csv", "tsv", "npy", "parquet"]


def describe(scene: Scene) -> dict[str, Any]:
    """Return what the page needs to know of a run before any point."""
    run, rows = scene.run, scene.rows
    return {
        "title": scene.title,
        "model": type(run.model).__name__,
        "n_points": scene.n_rows,
        "image_shape": rows.image_shape,
        "limits": list(rows.limits),
        "units": scene.names,
        "sliders": scene.sliders(),
        "views": [
            {
                "name": view.name,
                "labels": view.labels,
                "origin": view.origin.tolist(),
                "axes": view.axes.tolist(),
            }
            for view in scene.views
        ],
        "colors": [coloring.name for coloring in scene.colorings],
        "first_color": first_of(scene.colorings, scene.n_rows),
        "history": _history(run.model),
        "facts": _facts(scene),
    }


def _history(model: Any) -> list[dict[str, float]]:
    """Return the losses by epoch, of the estimator or of the autoencoder it holds."""
    inner = getattr(model, "autoencoder_", None)
    history = getattr(model, "history_", None) or getattr(inner, "history_", None) or []
    kept = [
        {name: float(value) for name, value in epoch.items() if np.isfinite(value)}
        for epoch in history
    ]
    every = max(1, len(kept) // MAX_EPOCHS)
    return [*kept[:-1:every], *kept[-1:]]  # the page shows the epoch of the last one


def _facts(scene: Scene) -> list[list[str]]:
    """Return pairs of a fact's name and its text."""
    about = scene.run.about
    facts = [
        ["model", type(scene.run.model).__name__],
        ["data", f"{scene.dataset.name}, {scene.n_rows:,} rows"],
        ["code", f"{len(scene.names)} {scene.coder.source}"],
    ]
    for name in ("saved", "command"):
        if about.get(name):
            facts.append([name, str(about[name])])
    return facts


def film(scene: Scene) -> dict[str, Any]:
    """Return the samples kept in the run, and their reconstructions by epoch."""
    samples = scene.run.samples
    kept = samples.get("X_hat")
    if kept is None or scene.rows.type not in ("image", "cells"):
        return {"epochs": [], "originals": [], "frames": []}
    n_shown = max(1, min(kept.shape[1], MAX_FILM // (kept.shape[0] * kept.shape[2])))
    if scene.rows.type == "cells":
        n_shown = min(n_shown, MAX_TABLES)
    shown = range(n_shown)
    return {
        "epochs": samples["epoch"].tolist(),
        "originals": [scene.rows.decoded(samples["X"][[n]]) for n in shown],
        "frames": [[scene.rows.decoded(epoch[[n]]) for n in shown] for epoch in kept],
    }


def extremes(scene: Scene) -> dict[str, Any]:
    """Return the most anomalous rows; of a detector, with reasons.

    Without a detector, the rows with the largest reconstruction errors.
    """
    names = [coloring.name for coloring in scene.colorings]
    by = next(
        (n for n in ("anomaly score", "reconstruction error") if n in names), None
    )
    if by is None:
        return {"by": None, "rows": []}
    values = scene.values(names.index(by)).values
    order = np.argsort(-np.nan_to_num(values, nan=-np.inf), kind="stable")[:N_EXTREME]
    reasons = _reasons(scene, order)
    found = [
        {
            "row": int(row),
            "title": scene.title_of(int(row)),
            "value": plain_number(values[row], 6),
            "reasons": why,
        }
        for row, why in zip(order, reasons, strict=True)
    ]
    return {"by": by, "rows": found}


def _reasons(scene: Scene, order: Array) -> list[list[Any]]:
    """Return name, value, expected value and share of the columns of each anomaly."""
    model = scene.run.model
    if not hasattr(model, "p_values") or scene.rows.type == "image":
        return [[] for _ in order]
    some = scene.run.scale(take(scene.dataset.X, order))
    columns = scene.run.feature_names
    found = detect_samples(model, some)
    return [
        [
            [columns[why.column], _text(why.value), _text(why.expected), why.share]
            for why in each
        ]
        for each in found.reasons
    ]


def _text(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.5g}"


def found_by(scene: Scene, text: str) -> dict[str, Any]:
    """Return rows that a text finds: by meaning, number, id, or words of their cells.

    Of documents the code of the text is searched for, and returned.
    """
    text = text.strip()
    if not text:
        raise InvalidDataError("The search is empty; give some words.")
    if hasattr(scene.run.model, "count_stems"):
        counts = scene.run.model.count_stems([text])
        if counts.sum():
            code = scene.encode(counts)[0]
            near = scene.nearest(code.tolist())["nearest"]
            return {"code": list(map(float, code)), "rows": near}
    rows = _matching(scene, text.lower())
    if text.isdecimal() and len(text) < 12 and int(text) < scene.n_rows:
        rows = [int(text), *(row for row in rows if row != int(text))]
    found = [{"row": row, "title": scene.title_of(row)} for row in rows[:MAX_FOUND]]
    return {"code": None, "rows": found}


def _matching(scene: Scene, text: str) -> list[int]:
    """Return the first rows whose id, text or cells contain a text."""
    dataset, found = scene.dataset, []
    for row in range(scene.n_rows):
        words = scene.title_of(row) if dataset.ids is not None else ""
        if scene.rows.is_text:
            words += " " + dataset.X[row]
        if text in words.lower():
            found.append(row)
            if len(found) == MAX_FOUND:
                return found
    if hasattr(dataset.X, "columns") and not found:
        for name in dataset.X.columns:
            column = dataset.X[name]
            if column.dtype == object or str(column.dtype) in ("str", "string"):
                texts = column.astype(str).str.lower()
                hits = np.flatnonzero(texts.str.contains(text, regex=False))
                found += [int(row) for row in hits[:MAX_FOUND]]
    return sorted(set(found))[:MAX_FOUND]


def read_upload(scene: Scene, content: bytes, suffix: Suffix) -> Any:
    """Return rows sent as a file, as the run takes them.

    Raises
    ------
    InvalidDataError
        If they cannot be read, or do not fit the run.
    """
    if not content:
        raise InvalidDataError("The file is empty.")
    if suffix in get_args(ImageSuffix):
        return _image(scene, content)
    if scene.read is None:
        raise InvalidDataError("This explorer was opened without a reader of files.")
    with tempfile.TemporaryDirectory(prefix="autoencode-") as folder:
        path = Path(folder) / f"upload.{suffix}"
        path.write_bytes(content)
        try:
            return scene.read(str(path))
        except AutoencodeError as error:
            text = str(error).replace(str(path), "the file")
            raise InvalidDataError(text[:1].upper() + text[1:]) from error


def _image(scene: Scene, content: bytes) -> Array:
    """Return an image as a row of the data: resized, grey or in colour."""
    from PIL import Image, UnidentifiedImageError

    shape = scene.rows.image_shape
    if shape is None:
        raise InvalidDataError("The run's data are not images; send a table.")
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise InvalidDataError(
                    f"The image has {opened.width * opened.height:,} pixels; at most "
                    f"{MAX_PIXELS:,} are taken."
                )
            mode = "RGB" if len(shape) == 3 and shape[2] == 3 else "L"
            image = upright(opened).convert(mode).resize((shape[1], shape[0]))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        if isinstance(error, InvalidDataError):
            raise
        raise InvalidDataError("The file is no image that can be read.") from error
    except Image.DecompressionBombError as error:
        raise InvalidDataError("The image is too large.") from error
    low, high = scene.rows.limits
    values = np.asarray(image, np.float64).reshape(1, -1) / 255
    return np.asarray(low + values * (high - low), np.float32)
