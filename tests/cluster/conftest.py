"""One Ray cluster of two processors for the tests of this folder."""

import sys
from pathlib import Path

import pytest

# What the tests of the command line share: they run commands too.
sys.path.append(str(Path(__file__).parents[1] / "cli"))


@pytest.fixture(scope="session")
def cluster():
    """Keep this process connected to a cluster; commands in it use this connection."""
    from autoencode.cluster.connecting import connected

    with connected("local", 2) as workers:
        yield workers
