"""What the tests of the server share: served runs, and rows for each route."""

import json
import threading
from contextlib import contextmanager

import httpx
import numpy as np
import pandas as pd
import pyarrow as pa
from run_folders import fitted

from autoencode.methods import ROW_METHODS
from autoencode.serve import prepare
from autoencode.serve.bodies import ARROW
from autoencode.serve.describe import Limits
from autoencode.serve.rows import wanted_by
from autoencode.storage import Run

TOKEN = "a-token-for-tests"
N_ROWS = 5


def tiny_run(name):
    """A tiny fitted run of an estimator of the table, and its data."""
    estimator, X = fitted(name)
    return Run(estimator=estimator), X


@contextmanager
def served(run, *, token=TOKEN, **options):
    """Serve a run; yields a client that holds the token."""
    server, address, listener = prepare(run, "tiny", token=token, **options)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    headers = {"authorization": f"Bearer {token}"}
    try:
        with httpx.Client(base_url=address, headers=headers) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()
        assert not thread.is_alive()


def rows_for(run, word, X):
    """Rows that a word takes, as the library takes them."""
    if ROW_METHODS[word].reads == "codes":
        return np.asarray(run.estimator.transform(X))[:N_ROWS]
    if wanted_by(run, word).type == "pairs":
        return pd.DataFrame({"user": [0, 1, 99], "item": [1, 2, 3]})
    return X[:N_ROWS] if isinstance(X, pd.DataFrame) else X[:N_ROWS].astype(np.float32)


def as_json(rows):
    """Rows as a body of JSON."""
    if isinstance(rows, pd.DataFrame):
        text = rows.to_json(orient="records", date_format="iso", double_precision=15)
        return {"rows": json.loads(text)}
    return {"rows": np.asarray(rows).tolist()}


def as_arrow(rows, names=None):
    """Rows as an Arrow stream."""
    if isinstance(rows, pd.DataFrame):
        table = pa.Table.from_pandas(rows, preserve_index=False)
    else:
        names = names or [str(number) for number in range(rows.shape[1])]
        table = pa.table([pa.array(column) for column in rows.T], names=names)
    return stream_of(table)


def stream_of(table, **options):
    """A table as the bytes of an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, **options) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def post_arrow(client, path, stream):
    """Post an Arrow stream; the answer's table."""
    response = client.post(path, content=stream, headers={"content-type": ARROW})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == ARROW
    return pa.ipc.open_stream(response.content).read_all()


def refused(response, status):
    """The line of a refusal, with this status."""
    assert response.status_code == status, response.text
    assert list(response.json()) == ["error"]
    line = response.json()["error"]
    assert "\n" not in line
    return line


SMALL = Limits(max_rows=50, max_bytes=2**16)
