"""Helpers for pages of results: loading, Markdown tables, and conditions."""

import json

from benchmarks.measure import RESULTS


def load(name):
    """Return a result, or None if it does not exist."""
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


def table(header, rows):
    """Return a table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def where(result, command=None):
    """Return machine, date and command in one line."""
    command = command or result["command"]
    return (
        f"{result['processor']}, {result['threads']} threads, PyTorch "
        f"{result['torch']}, {result['date']}. `{command}`"
    )
