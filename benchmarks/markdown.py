"""What pages of measurements are made of: results, tables, and where they are from."""

import json

from benchmarks.measure import RESULTS


def load(name):
    """Return a measurement, or None if it was not made."""
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


def table(header, rows):
    """A table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def where(result, command=None):
    """One line: machine, date, command."""
    command = command or result["command"]
    return (
        f"{result['processor']}, {result['threads']} threads, PyTorch "
        f"{result['torch']}, {result['date']}. `{command}`"
    )
