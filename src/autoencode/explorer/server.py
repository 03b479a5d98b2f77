"""The explorer's server: points as Arrow, decoded codes and samples as JSON.

Static files are read once, at the start, and served by their names: no path of a
request reaches the disk. Requests that compute share a limit of how many may wait.
"""

import json
import threading
from collections.abc import Callable
from importlib import resources
from typing import Annotated, Any, Literal

import numpy as np
import pyarrow as pa
from fastapi import APIRouter, Depends, FastAPI, Header, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from autoencode.errors import AutoencodeError
from autoencode.explorer.answers import (
    MAX_SEARCHED,
    Suffix,
    describe,
    extremes,
    film,
    found_by,
    read_upload,
)
from autoencode.explorer.selection import FORMATS, export, rows_of, summary
from autoencode.explorer.shown import Shown
from autoencode.scenes.scene import Scene
from autoencode.web.security import Cookie, Guard

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
ARROW = "application/vnd.apache.arrow.stream"
MAX_UNITS = 100_000
MAX_PATH = 120  # codes of a path
MAX_UPLOAD = 16 * 2**20  # bytes
MAX_ENCODED = 1_000  # rows of a file sent
MAX_WAITING = 16  # requests that compute

ANOTHER_FIT = "Another fit of the sweep was chosen meanwhile; load the page again."

Number = Annotated[int, Path(ge=0, le=2**31 - 1)]
# The version that the page shows, with each of its requests.
Version = Annotated[int | None, Header(alias="x-shown", ge=0)]
Code = Annotated[list[float], Field(min_length=1, max_length=MAX_UNITS)]


class Point(BaseModel):
    """A code to decode."""

    code: Code


class Way(BaseModel):
    """Codes along a path."""

    codes: Annotated[list[Code], Field(min_length=1, max_length=MAX_PATH)]


def create_app(shown: Shown, hosts: set[str], token: str) -> Guard:
    """Return the ASGI application.

    Parameters
    ----------
    shown : Shown
        The explored runs.
    hosts : set of str
        Allowed values of ``Host``, with the port.
    token : str
        Secret of the printed address, valid once.
    """
    app = FastAPI(title="autoencode explorer", docs_url=None, redoc_url=None)
    app.include_router(_pages())
    limit = Limit(MAX_WAITING)
    app.include_router(_points(shown, limit))
    app.include_router(_answers(shown, limit))
    app.include_router(_transfers(shown, limit))
    app.add_exception_handler(AutoencodeError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _failed)
    n_points = max((scene.n_rows for scene in shown.scenes), default=0)
    return Guard(app, hosts, Cookie(token), max(MAX_UPLOAD, 4 * n_points))


async def _refused(request: Request, error: Exception) -> Response:
    return _json({"error": str(error)[:1_000]}, 400)


async def _invalid(request: Request, error: Exception) -> Response:
    found: Any = error
    first = found.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return _json({"error": f"{place}: {first['msg']}."[:1_000]}, 422)


async def _failed(request: Request, error: Exception) -> Response:
    found: Any = error
    return _json({"error": str(found.detail)}, found.status_code)


def _json(content: Any, status: int = 200) -> Response:
    text = json.dumps(content, allow_nan=False, ensure_ascii=False)
    return Response(
        text.encode("utf-8", "replace"), status, media_type="application/json"
    )


def _pages() -> APIRouter:
    """Return the page and its files, which are kept in memory."""
    router, files = APIRouter(), {}
    folder = resources.files("autoencode.explorer") / "static"
    for place, prefix in ((folder, ""), (folder / "vendor", "vendor/")):
        for file in place.iterdir():
            suffix = "." + file.name.rsplit(".", 1)[-1]
            if file.is_file() and suffix in TYPES:
                files[prefix + file.name] = (file.read_bytes(), TYPES[suffix])

    @router.get("/", include_in_schema=False)
    def page() -> Response:
        content, kind = files["index.html"]
        return Response(content, media_type=kind)

    @router.get("/favicon.ico", include_in_schema=False)
    def icon() -> Response:
        return Response(status_code=204)

    @router.get("/static/{name:path}", include_in_schema=False)
    def static(name: str) -> Response:
        if name not in files:
            raise HTTPException(404, "There is no such file.")
        content, kind = files[name]
        return Response(content, media_type=kind)

    return router


def _scenes(shown: Shown, version: int | None) -> list[Scene]:
    scenes = shown.scenes_for(version)
    if scenes is None:
        raise HTTPException(409, ANOTHER_FIT)
    return scenes


def _finder(shown: Shown) -> Callable[..., Any]:
    """Return the function that finds the scene of a request."""

    async def find(run: Number, version: Version = None) -> Scene:
        scenes = _scenes(shown, version)
        if run >= len(scenes):
            raise HTTPException(404, f"There are runs 0 to {len(scenes) - 1}.")
        return scenes[run]

    return find


def _points(shown: Shown, limit: "Limit") -> APIRouter:
    """Return what the map is drawn from."""
    router = APIRouter(prefix="/api")
    Found = Annotated[Scene, Depends(_finder(shown))]

    @router.get("/runs")
    def runs(version: Version = None) -> Response:
        return _json([describe(scene) for scene in _scenes(shown, version)])

    @router.get("/state")
    def state() -> Response:
        return _json({"version": shown.version, "is_training": shown.is_training})

    @router.get("/sweep")
    def sweep() -> Response:
        return _json(None if shown.sweep is None else shown.sweep.describe())

    @router.post("/sweep/{number}")
    def choose(number: Number) -> Response:
        if shown.sweep is None:
            raise HTTPException(404, "The run is not part of a sweep.")
        found = shown.sweep

        def show() -> dict[str, int]:
            shown.choose(found, number)
            return {"current": number}

        return limit(show)

    @router.get("/runs/{run}/points/{view}")
    def points(scene: Found, view: Number) -> Response:
        def compute() -> Response:
            columns = dict(zip("xyz", scene.positions(view).T, strict=False))
            return _arrow({"row": scene.order, **columns})

        return limit(compute)

    @router.get("/runs/{run}/colors/{color}")
    def colors(scene: Found, color: Number) -> Response:
        def compute() -> Response:
            values = scene.values(color)
            facts = {"categories": json.dumps(values.categories), "unit": values.unit}
            return _arrow({"value": values.values[scene.order]}, facts)

        return limit(compute)

    return router


def _arrow(columns: dict[str, Any], facts: dict[str, str] | None = None) -> Response:
    """Return columns as one batch of an Arrow stream."""
    arrays = {k: pa.array(np.ascontiguousarray(v)) for k, v in columns.items()}
    table = pa.record_batch(arrays)
    table = table.replace_schema_metadata(facts or {})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_batch(table)
    return Response(sink.getvalue().to_pybytes(), media_type=ARROW)


class Limit:
    """Answers requests that compute; of too many at once the last are refused."""

    def __init__(self, n_waiting: int) -> None:
        self._waiting = threading.BoundedSemaphore(n_waiting)

    def __call__(self, compute: Callable[[], Any]) -> Response:
        """Return the answer that a function computes."""
        if not self._waiting.acquire(blocking=False):
            raise HTTPException(429, "Too many requests are waiting; try again.")
        try:
            found = compute()
            return found if isinstance(found, Response) else _json(found)
        finally:
            self._waiting.release()


def _answers(shown: Shown, limit: Limit) -> APIRouter:
    """Return what is computed on request."""
    router = APIRouter(prefix="/api/runs/{run}")
    Found = Annotated[Scene, Depends(_finder(shown))]

    @router.post("/decode")
    def decode(scene: Found, point: Point) -> Response:
        return limit(lambda: scene.place(point.code))

    @router.post("/path")
    def path(scene: Found, way: Way) -> Response:
        return limit(lambda: {"frames": scene.decode_many(way.codes)})

    @router.get("/samples/{row}")
    def sample(scene: Found, row: Number) -> Response:
        return limit(lambda: scene.sample(row))

    @router.get("/extremes")
    def most_extreme(scene: Found) -> Response:
        return limit(lambda: extremes(scene))

    @router.get("/film")
    def learning(scene: Found) -> Response:
        return limit(lambda: film(scene))

    @router.get("/search")
    def search(
        scene: Found,
        text: Annotated[str, Query(min_length=1, max_length=MAX_SEARCHED)],
    ) -> Response:
        return limit(lambda: found_by(scene, text))

    return router


def _transfers(shown: Shown, limit: Limit) -> APIRouter:
    """Return the requests that send rows or files: selections, exports, new rows."""
    router = APIRouter(prefix="/api/runs/{run}")
    Found = Annotated[Scene, Depends(_finder(shown))]

    @router.post("/select")
    async def select(scene: Found, request: Request, color: int = 0) -> Response:
        content = await request.body()
        return await run_in_threadpool(
            limit, lambda: summary(scene, rows_of(scene, content), color)
        )

    @router.post("/export")
    async def exported(
        scene: Found, request: Request, format: Literal["csv", "parquet"] = "csv"
    ) -> Response:
        content = await request.body()
        name = f'attachment; filename="selection.{format}"'
        return await run_in_threadpool(
            limit,
            lambda: Response(
                export(scene, rows_of(scene, content), format),
                media_type=FORMATS[format],
                headers={"content-disposition": name},
            ),
        )

    @router.post("/encode")
    async def encode(
        scene: Found, request: Request, suffix: Suffix = "csv"
    ) -> Response:
        content = await request.body()

        def found() -> dict[str, Any]:
            rows = read_upload(scene, content, suffix)[:MAX_ENCODED]
            codes = scene.encode(rows)
            return {"codes": codes.astype(float).tolist()}

        return await run_in_threadpool(limit, found)

    return router
