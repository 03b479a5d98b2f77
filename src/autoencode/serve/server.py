"""The server's routes: one for each word of `ROW_METHODS` that the estimator answers.

A body is parsed and its rows are computed in the thread of the model, after the
requests before it.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Depends, FastAPI, Request, Response
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from autoencode.errors import AutoencodeError
from autoencode.estimators import takes_frames
from autoencode.methods import ROW_METHODS
from autoencode.serve import bodies
from autoencode.serve.answers import ask, to_arrow, to_json
from autoencode.serve.bodies import ARROW, JSON
from autoencode.serve.describe import (
    DEFAULT_N,
    MAX_N,
    Limits,
    max_rows,
    of_route,
    package_version,
    schema,
    words_of,
)
from autoencode.serve.metrics import MEDIA_TYPE, Measured, Metrics
from autoencode.serve.queue import Queue
from autoencode.serve.rows import wanted_by
from autoencode.web.security import Bearer, Guard

SECONDS_TO_READ = 30.0  # a body; a slow sender would keep a place in the queue
FACTS = ("/health", "/metrics", "/schema", "/openapi.json")
MAX_LETTERS = 1_000  # of an error
Handler = Callable[[Request], Awaitable[Response]]


def create_app(
    run: Any, name: str, hosts: set[str], token: str | None, limits: Limits
) -> Measured:
    """Return the ASGI application.

    Parameters
    ----------
    run : Run
        The served run.
    name : str
        Its name, for ``/health``.
    hosts : set of str
        Allowed values of ``Host``, with the port.
    token : str or None
        Token that requests must have; None admits all.
    limits : Limits
        Bounds of requests.
    """
    app = FastAPI(
        title=f"autoencode: {type(run.model).__name__}",
        version=package_version(),
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        # For the description only: the guard below checks the token.
        dependencies=[Depends(HTTPBearer(auto_error=False))] if token else None,
        redirect_slashes=False,  # a redirection of /encode/ has no line that says why
    )
    queue = Queue(limits.max_waiting)
    metrics = Metrics({*FACTS, *(f"/{word}" for word in ROW_METHODS)})
    _add_facts(app, run, name, limits, lambda: metrics.text(queue.waiting))
    for word in words_of(run):
        app.add_api_route(
            f"/{word}",
            _route(run, word, limits, queue, metrics),
            methods=["POST"],
            summary=ROW_METHODS[word].summary,
            name=word,
            response_class=Response,
            openapi_extra=of_route(run, word, limits),
        )
    app.add_exception_handler(AutoencodeError, _does_not_fit)
    app.add_exception_handler(HTTPException, _refused_by(run))
    app.add_exception_handler(Exception, _failed)
    guard = Guard(
        app, hosts, Bearer(token), limits.max_bytes, rate=limits.rate, as_json=True
    )
    return Measured(guard, metrics)


def _add_facts(
    app: FastAPI, run: Any, name: str, limits: Limits, metrics: Callable[[], str]
) -> None:
    """Add the routes without a body."""
    facts = {
        "status": "ok",
        "run": name,
        "model": type(run.model).__name__,
        "version": package_version(),
    }
    described = schema(run, limits)

    @app.head("/health", include_in_schema=False)
    @app.get("/health", response_class=Response)
    async def health() -> Response:
        """Whether the server answers, the model and the version."""
        return _json(facts)

    @app.head("/metrics", include_in_schema=False)
    @app.get("/metrics", response_class=Response)
    async def metrics_as_text() -> Response:
        """Metrics in the text format of Prometheus."""
        return Response(metrics(), media_type=MEDIA_TYPE)

    @app.head("/schema", include_in_schema=False)
    @app.get("/schema", response_class=Response)
    async def columns() -> Response:
        """The columns that each route takes, and the limits."""
        return _json(described)


def _route(
    run: Any, word: str, limits: Limits, queue: Queue, metrics: Metrics
) -> Handler:
    """Return the function that answers a word."""
    wanted = wanted_by(run, word)
    n_rows = max_rows(run, wanted, limits)
    columns = run.table_columns if takes_frames(run.first_step) else ()

    async def answer(request: Request) -> Response:
        given = _media_type(request)
        asked, n = _accepted(request, given), _number(request)

        def compute() -> bytes:
            rows = bodies.read(content, given, wanted, n_rows, limits.max_bytes)
            result = ask(run, word, rows, wanted, n)
            metrics.add_rows(f"/{word}", len(result.values))
            if asked == JSON:
                return to_json(result, columns)
            stream: bytes = to_arrow(result, bodies.is_packed(content, given))
            return stream

        async with queue.place():
            content = await _body(request)
            return Response(await queue.answer(compute), media_type=asked)

    return answer


async def _body(request: Request) -> bytes:
    """Return the body of a request, if it arrives in time."""
    try:
        async with asyncio.timeout(SECONDS_TO_READ):
            return await request.body()
    except TimeoutError as error:
        raise HTTPException(
            408, f"The body did not arrive within {SECONDS_TO_READ:g} seconds."
        ) from error
    except ClientDisconnect as error:
        raise HTTPException(400, "The body is not complete.") from error


def _media_type(request: Request) -> str:
    """Return the media type of a body; it is not compressed."""
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding != "identity":
        raise HTTPException(
            415,
            f"Send the body uncompressed; its Content-Encoding is {encoding[:100]!r}.",
        )
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given not in (JSON, ARROW):
        raise HTTPException(
            415, f"Content-Type must be {JSON} or {ARROW}; got {given[:100]!r}."
        )
    return given


def _accepted(request: Request, given: str) -> str:
    """Return the media type that is preferred: by default that of the body.

    A type has the quality of the most specific range that it is in; of those of one
    quality the first one is taken.
    """
    ranges = (request.headers.get("accept", "") or "*/*").lower().split(",")
    found: dict[str, tuple[int, float, int]] = {}  # how specific, quality, place
    for place, each in enumerate(ranges):
        name, _, parameters = each.partition(";")
        for kind in (JSON, ARROW):
            names = ("*/*", "application/*", kind)
            specific = names.index(name.strip()) if name.strip() in names else -1
            if specific > found.get(kind, (-1,))[0]:
                found[kind] = (specific, _quality(parameters), -place)
    allowed = [kind for kind, (_, quality, _) in found.items() if quality > 0]
    if not allowed:
        raise HTTPException(406, f"Accept must allow {JSON} or {ARROW}.")
    return max(allowed, key=lambda kind: (*found[kind][1:], kind == given))


def _quality(parameters: str) -> float:
    """Return the q-value among the parameters of a range; 1 if there is none."""
    for each in parameters.split(";"):
        name, _, value = each.partition("=")
        if name.strip() == "q" and re.fullmatch(r"[01](\.\d*)?", value.strip()):
            return float(value)
    return 1.0


def _number(request: Request) -> int:
    """Return how many items or documents are asked for."""
    given = request.query_params.get("n", str(DEFAULT_N))
    n = given.lstrip("0")
    is_number = n.isascii() and n.isdigit() and len(n) <= len(str(MAX_N))
    if not is_number or int(n) > MAX_N:
        raise HTTPException(422, f"n must be from 1 to {MAX_N}; got {given[:20]!r}.")
    return int(n)


def _json(content: Any, status: int = 200, headers: Any = None) -> Response:
    text = json.dumps(content, allow_nan=False, ensure_ascii=False)
    body = text.encode("utf-8", "replace")
    return Response(body, status, headers, media_type=JSON)


def _error(reason: str, status: int, headers: Any = None) -> Response:
    line = " ".join(reason.split())
    return _json({"error": line[:MAX_LETTERS]}, status, headers)


async def _does_not_fit(request: Request, error: Exception) -> Response:
    return _error(str(error), 422)


def _refused_by(run: Any) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def refused(request: Request, error: Exception) -> Response:
        found: Any = error
        reason, path = str(found.detail), request.url.path
        if found.status_code == 404:
            reason = "There is no such route; GET /schema lists them."
            if path[1:] in ROW_METHODS:
                name = type(run.model).__name__
                reason = f"{name} cannot answer {path}; GET /schema lists what it can."
        if found.status_code == 405:
            allowed = (found.headers or {}).get("Allow", "")
            reason = f"{path} is for {allowed} requests."
        return _error(reason, found.status_code, found.headers)

    return refused


async def _failed(request: Request, error: Exception) -> Response:
    return _error("The server failed; its terminal has the reason.", 500)
