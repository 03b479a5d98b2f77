"""What a server takes and answers, for programs: ``/schema`` and ``/openapi.json``."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

from autoencode.methods import ROW_METHODS, method_for
from autoencode.serve.bodies import ARROW, JSON
from autoencode.serve.rows import Wanted, wanted_by

DEFAULT_N, MAX_N = 10, 100  # items or documents found for a row
MAX_CELLS = 2**24  # of a request or an answer; in Python each takes tens of bytes
MAX_NAMED = 200  # columns listed in the schema of a row
CELLS: dict[str, dict[str, Any]] = {
    "numbers": {"type": "number"},
    "table": {"type": ["number", "string", "boolean", "null"]},
    "texts": {"type": "string"},
    "pairs": {"type": ["string", "number"]},
}
STATUSES = {
    "400": "The body is not JSON or an Arrow stream.",
    "401": "The token is missing or wrong.",
    "413": "The body is too large.",
    "415": "The media type of the body is not known.",
    "422": "A row or a cell does not fit; the message names it.",
    "429": "Too many requests a second.",
    "503": "Too many requests are waiting.",
}


class Limits(NamedTuple):
    """Bounds of a server.

    Parameters
    ----------
    max_rows : int, default=10_000
        Rows of a request.
    max_bytes : int, default=32 MiB
        Bytes of a request.
    max_waiting : int, default=32
        Requests that are read, wait or are computed at the same time.
    rate : float, default=1000
        Requests a second.
    """

    max_rows: int = 10_000
    max_bytes: int = 32 * 2**20
    max_waiting: int = 32
    rate: float = 1_000.0


def package_version() -> str:
    """Return the version of this package."""
    try:
        return version("autoencode")
    except PackageNotFoundError:  # run from the sources
        return "unknown"


def words_of(run: Any) -> list[str]:
    """Return the words of `ROW_METHODS` that a run answers."""
    return [word for word in ROW_METHODS if method_for(run.model, word)]


def max_rows(run: Any, wanted: Wanted, limits: Limits) -> int:
    """Return the largest number of rows of a request: fewer for very wide rows.

    An object of few items becomes a row of all items, and a code a row of the data.
    """
    width = len(wanted.names)
    if wanted.type == "numbers":
        width = max(width, int(getattr(run.estimator, "n_features_in_", 1)))
    return min(limits.max_rows, max(1, MAX_CELLS // width))


def schema(run: Any, limits: Limits) -> dict[str, Any]:
    """Return the columns that each route takes, and the limits."""
    routes = {}
    for word in words_of(run):
        wanted = wanted_by(run, word)
        routes[f"/{word}"] = {
            "method": method_for(run.model, word),
            "summary": ROW_METHODS[word].summary,
            "type": wanted.type,
            "max_rows": max_rows(run, wanted, limits),
            "columns": _columns(wanted),
        }
    return {
        "model": type(run.model).__name__,
        "version": package_version(),
        "routes": routes,
        "media_types": [JSON, ARROW],
        "limits": limits._asdict(),
    }


def _columns(wanted: Wanted) -> list[dict[str, str]]:
    types = [column.type for column in wanted.columns]
    types = types or ["number" if wanted.type == "numbers" else ""] * len(wanted.names)
    return [
        {"name": name, "type": type_} if type_ else {"name": name}
        for name, type_ in zip(wanted.names, types, strict=True)
    ]


def of_route(run: Any, word: str, limits: Limits) -> dict[str, Any]:
    """Return a route's part of the OpenAPI description."""
    wanted = wanted_by(run, word)
    binary = {"schema": {"type": "string", "format": "binary"}}
    rows = {"type": "array", "minItems": 1, "maxItems": max_rows(run, wanted, limits)}
    body = {"rows": {**rows, "items": _row(wanted)}}
    answer = {
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"type": "array"}},
        "warnings": {"type": "array", "items": {"type": "string"}},
    }
    error = {"type": "object", "properties": {"error": {"type": "string"}}}
    number = {
        "name": "n",
        "in": "query",
        "description": f"How many to return for each row; default {DEFAULT_N}.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_N},
    }
    return {
        "parameters": [number] if ROW_METHODS[word].number else [],
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": _object(body, ["rows"])}, ARROW: binary},
        },
        "responses": {
            "200": {
                "description": "One row for each of the request.",
                "content": {
                    JSON: {"schema": _object(answer, ["columns", "rows"])},
                    ARROW: binary,
                },
            },
            **{
                status: {"description": text, "content": {JSON: {"schema": error}}}
                for status, text in STATUSES.items()
            },
        },
    }


def _row(wanted: Wanted) -> dict[str, Any]:
    """Return the JSON schema of a row."""
    cell, n = CELLS[wanted.type], len(wanted.names)
    if wanted.type == "texts":
        return cell
    cells = {"type": "array", "items": cell, "minItems": n, "maxItems": n}
    if n > MAX_NAMED:
        return {"anyOf": [cells, {"type": "object", "additionalProperties": cell}]}
    required = [] if wanted.may_lack else wanted.names
    return {"anyOf": [cells, _object(dict.fromkeys(wanted.names, cell), required)]}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
