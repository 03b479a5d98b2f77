"""Counts of requests, in the text format of Prometheus (version 0.0.4)."""

import os
import threading
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from typing import Any

from autoencode.web.security import Receive, Scope, Send

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Upper limits in seconds of the latency histogram; the last has none.
LIMITS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
OTHER = "other"  # routes that are not known: their number has no limit


class Metrics:
    """Counts requests by route and status, rows, and seconds.

    Parameters
    ----------
    routes : collection of str
        Known paths; all others are counted as one.
    """

    def __init__(self, routes: set[str]) -> None:
        self.routes = routes
        self._requests: Counter[tuple[str, int]] = Counter()
        self._rows: Counter[str] = Counter()
        self._buckets: defaultdict[str, list[int]] = defaultdict(
            lambda: [0] * (len(LIMITS) + 1)
        )
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._started = time.time()
        self._lock = threading.Lock()

    def add_rows(self, route: str, n_rows: int) -> None:
        """Count rows that were answered."""
        with self._lock:
            self._rows[route] += n_rows

    def add(self, path: str, status: int, seconds: float) -> None:
        """Count a request."""
        route = path if path in self.routes else OTHER
        with self._lock:
            self._requests[route, status] += 1
            self._buckets[route][bisect_left(LIMITS, seconds)] += 1
            self._seconds[route] += seconds

    def text(self, waiting: int) -> str:
        """Return all metrics; ``waiting`` is the number of requests in the queue."""
        lines: list[str] = []
        with self._lock:
            _head(lines, "requests_total", "counter", "Requests by route and status.")
            for (route, status), n in sorted(self._requests.items()):
                _line(lines, "requests_total", n, route=route, status=status)
            _head(lines, "rows_total", "counter", "Rows answered by route.")
            for route, n in sorted(self._rows.items()):
                _line(lines, "rows_total", n, route=route)
            _head(lines, "request_seconds", "histogram", "Seconds of a request.")
            for route in sorted(self._buckets):
                self._histogram(lines, route)
        _head(lines, "waiting_requests", "gauge", "Requests in the queue.")
        _line(lines, "waiting_requests", waiting)
        memory = resident_bytes()
        if memory is not None:
            lines += [
                "# HELP process_resident_memory_bytes Resident memory.",
                "# TYPE process_resident_memory_bytes gauge",
                f"process_resident_memory_bytes {memory}",
            ]
        lines += [
            "# HELP process_start_time_seconds Start, in seconds since 1970.",
            "# TYPE process_start_time_seconds gauge",
            f"process_start_time_seconds {self._started:.3f}",
        ]
        return "\n".join(lines) + "\n"

    def _histogram(self, lines: list[str], route: str) -> None:
        total = 0
        for limit, n in zip([*LIMITS, "+Inf"], self._buckets[route], strict=True):
            total += n
            _line(lines, "request_seconds_bucket", total, route=route, le=limit)
        _line(lines, "request_seconds_sum", self._seconds[route], route=route)
        _line(lines, "request_seconds_count", total, route=route)


class Measured:
    """ASGI middleware that counts every request, also the refused ones."""

    def __init__(self, app: Any, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it when it is answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def noted(message: dict[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            seconds = time.perf_counter() - started
            self.metrics.add(scope["path"], status, seconds)


def resident_bytes() -> int | None:
    """Return the resident memory of this process; None except on Linux."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None


def _head(lines: list[str], name: str, kind: str, text: str) -> None:
    lines += [f"# HELP autoencode_{name} {text}", f"# TYPE autoencode_{name} {kind}"]


def _line(lines: list[str], name: str, value: float, **labels: Any) -> None:
    pairs = ",".join(f'{key}="{label}"' for key, label in labels.items())
    lines.append(
        f"autoencode_{name}{{{pairs}}} {value}"
        if pairs
        else (f"autoencode_{name} {value}")
    )
