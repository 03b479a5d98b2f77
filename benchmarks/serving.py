"""``autoencode serve`` under load: rate, latency, memory, and wrong answers.

A model of 784-256-64-16 is served by the command, on the loopback interface. Clients
send requests of 1 to 64 rows, as JSON and as Arrow, at a bounded rate; every answer is
compared with the library's, bit by bit. One in twenty requests is malformed and must
get a 4xx in one line.

    python -m benchmarks.serving --minutes 30
    python -m benchmarks.serving --minutes 0.5 --rate 0   # as fast as the clients can
"""

import argparse
import asyncio
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx
import numpy as np
import pyarrow as pa

from autoencode import Autoencoder, save
from autoencode.machine import processor

WIDTH = 784
SIZES = (1, 1, 1, 4, 16, 64)  # rows of a request
ARROW, JSON = "application/vnd.apache.arrow.stream", "application/json"
SECONDS_TO_WARM_UP = 10
SECONDS_BETWEEN_SAMPLES = 10  # of memory


def fitted(folder):
    """Save a model that was trained for a moment; return it and rows."""
    X = np.random.default_rng(0).random((2_000, WIDTH), np.float32)
    model = Autoencoder(
        hidden_layer_sizes=(256, 64),
        n_components=16,
        max_epochs=2,
        linear_skip=False,
        random_state=0,
    ).fit(X)
    save(model, folder)
    return model, X


def stream_of(rows):
    """Return rows as an Arrow stream with one column of lists."""
    flat = pa.array(np.ascontiguousarray(rows).reshape(-1))
    table = pa.table({"rows": pa.FixedSizeListArray.from_arrays(flat, rows.shape[1])})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def good_requests(model, X):
    """Return requests with the library's answers."""
    rng, found = np.random.default_rng(1), []
    calls = {
        "encode": model.transform,
        "decode": model.inverse_transform,
        "reconstruct": model.reconstruct,
        "score": model.reconstruction_error,
    }
    for word, call in calls.items():
        for n_rows in SIZES:
            rows = X[rng.choice(len(X), n_rows, replace=False)]
            rows = model.transform(rows) if word == "decode" else rows
            body = json.dumps({"rows": rows.tolist()}).encode()
            # JSON numbers are float64.
            found.append((word, JSON, body, call(rows.astype(np.float64))))
            found.append((word, ARROW, stream_of(rows), call(rows)))
    return found


def bad_requests(X):
    """Return requests that must be refused, with their status."""
    row = X[0].tolist()
    stream = stream_of(X[:2])
    bodies = [
        (JSON, b"{", 400),
        (JSON, b'{"rows": []}', 422),
        (JSON, json.dumps({"rows": [row[:-1]]}).encode(), 422),
        (JSON, json.dumps({"rows": [[*row[:-1], "x"]]}).encode(), 422),
        (JSON, json.dumps({"rows": [[*row[:-1], float("nan")]]}).encode(), 422),
        (JSON, json.dumps({"rows": [[0]] * 10_001}).encode(), 422),
        (ARROW, stream[: len(stream) // 2], 400),
        (ARROW, os.urandom(500), 400),
        (ARROW, stream_of(X[:2, :10]), 422),
        ("text/csv", b"1,2", 415),
    ]
    return [("encode", *body) for body in bodies]


def is_right(answer, expected):
    """Whether an answer has the bits of the library's."""
    expected = expected.reshape(len(expected), -1)
    if answer.headers["content-type"] == JSON:
        rows = np.array(answer.json()["rows"], dtype=expected.dtype)
        return rows.shape == expected.shape and bool((rows == expected).all())
    column = pa.ipc.open_stream(answer.content).read_all()["rows"].combine_chunks()
    values = column.flatten().to_numpy()
    return values.dtype == expected.dtype and bool((values == expected.ravel()).all())


class Load:
    """Clients that send requests until an end, and what came of them."""

    def __init__(self, client, good, bad, rate):
        self.client, self.good, self.bad, self.rate = client, good, bad, rate
        self.rng = np.random.default_rng(2)
        self.seconds, self.counts = [], Counter()
        self.started = self.next = time.perf_counter()

    async def run(self, n_clients, seconds):
        """Send requests for some seconds."""
        self.started = self.next = time.perf_counter()
        end = self.started + seconds
        await asyncio.gather(*(self._client(end) for _ in range(n_clients)))
        return time.perf_counter() - self.started

    async def _client(self, end):
        while time.perf_counter() < end:
            if self.rate:  # the clients share one clock
                wait = self.next - time.perf_counter()
                self.next = max(self.next, time.perf_counter() - 1) + 1 / self.rate
                await asyncio.sleep(max(0.0, wait))
            if self.rng.random() < 0.05:
                await self._bad(*self.bad[self.rng.integers(len(self.bad))])
            else:
                await self._good(*self.good[self.rng.integers(len(self.good))])

    async def _post(self, word, media_type, body):
        headers = {"content-type": media_type}
        started = time.perf_counter()
        try:
            return await self.client.post(f"/{word}", content=body, headers=headers)
        except httpx.HTTPError as error:
            self.counts[f"error {type(error).__name__}"] += 1
            return None
        finally:
            self.seconds.append(time.perf_counter() - started)

    async def _good(self, word, media_type, body, expected):
        answer = await self._post(word, media_type, body)
        if answer is None:
            return
        self.counts[f"status {answer.status_code}"] += 1
        if answer.status_code == 200:
            self.counts["right" if is_right(answer, expected) else "wrong"] += 1

    async def _bad(self, word, media_type, body, status):
        answer = await self._post(word, media_type, body)
        if answer is None:
            return
        line = answer.json().get("error", "\n")
        is_refused = answer.status_code == status and "\n" not in line
        self.counts["refused" if is_refused else "malformed but not refused"] += 1


def memory_mb(pid):
    """Return the anonymous memory of a process in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    line = next(line for line in text.splitlines() if line.startswith("Anonymous"))
    return int(line.split()[1]) / 1024


async def sampled(pid, found):
    """Sample the memory of a process until cancelled."""
    while True:
        found.append(memory_mb(pid))
        await asyncio.sleep(SECONDS_BETWEEN_SAMPLES)


def started(run, token):
    """Start the command; return its process and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "autoencode", "serve", str(run), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"AUTOENCODE_TOKEN": token},
    )
    for line in process.stderr:
        found = re.search(r"at (http://\S+);", line)
        if found:
            return process, found[1]
    raise SystemExit("The server did not start.")


async def measured(process, address, token, model, X, given):
    """Warm up, load the server, and return what was found."""
    good, bad = good_requests(model, X), bad_requests(X)
    headers = {"authorization": f"Bearer {token}"}
    limits = httpx.Limits(max_connections=given.clients)
    settings = {"headers": headers, "limits": limits, "timeout": 30}
    async with httpx.AsyncClient(base_url=address, **settings) as client:
        await Load(client, good, bad, given.rate).run(given.clients, SECONDS_TO_WARM_UP)
        load, memory = Load(client, good, bad, given.rate), []
        sampling = asyncio.create_task(sampled(process.pid, memory))
        took = await load.run(given.clients, 60 * given.minutes)
        sampling.cancel()
        memory.append(memory_mb(process.pid))
        text = (await client.get("/metrics")).text
    return load, took, memory, text


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--rate", type=float, default=100, help="a second; 0: no bound")
    parser.add_argument("--clients", type=int, default=8)
    given = parser.parse_args()
    token = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory() as folder:
        model, X = fitted(Path(folder) / "run")
        process, address = started(Path(folder) / "run", token)
        try:
            found = asyncio.run(measured(process, address, token, model, X, given))
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
    load, took, memory, text = found
    ms = 1000 * np.array(load.seconds)
    middle, high, top = np.percentile(ms, (50, 99, 100))
    n = len(ms)
    print(f"{processor()}, {os.cpu_count()} cores")
    print(f"{n:,} requests in {took:.0f} s: {n / took:.1f} a second, {given.clients} "
          f"clients, load average {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(f"latency: median {middle:.1f} ms, 99th percentile {high:.1f} ms, "
          f"largest {top:.0f} ms")  # fmt: skip
    print(f"memory: {memory[0]:.0f} MB at the start, {memory[-1]:.0f} MB at the end, "
          f"{max(memory):.0f} MB at most")  # fmt: skip
    for name, count in sorted(load.counts.items()):
        print(f"{name}: {count:,}")
    print(f"wrong answers: {load.counts['wrong']}, exit status {process.returncode}")
    n_counted = sum(
        int(line.split()[-1]) for line in text.splitlines()
        if line.startswith("autoencode_requests_total")
    )  # fmt: skip
    print(f"the server counted {n_counted:,} requests, with those to warm up")


if __name__ == "__main__":
    main()
