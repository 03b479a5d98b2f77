"""Pictures of sweeps are empty, except where a test builds them."""

from importlib.util import find_spec

import pytest
from pictures import blank_pictures, empty_figures


@pytest.fixture(autouse=True)
def _blank_pictures():
    with blank_pictures(), empty_figures():
        yield


@pytest.fixture(scope="session", autouse=True)
def _databases_are_not_flushed():
    """Leave it to the system when the databases of searches reach the disk.

    SQLite waits for it several times in each trial.
    """
    if find_spec("sqlalchemy") is None:  # it comes with optuna, an extra
        yield
        return
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    def connected(connection, record):
        connection.execute("PRAGMA synchronous = OFF")

    event.listen(Engine, "connect", connected)
    yield
    event.remove(Engine, "connect", connected)
