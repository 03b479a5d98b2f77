"""The bundled script of the report is that of its sources, with its licences."""

import hashlib
from importlib import resources
from pathlib import Path

import pytest

FOLDER = resources.files("autoencode.report") / "static"
ROOT = Path(__file__).parents[2]


def assert_sums(sums, folder):
    for line in (FOLDER / sums).read_text().splitlines():
        expected, name = line.split()
        content = (folder / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == expected, name


def test_the_bundle_has_the_recorded_hash():
    assert_sums("SHA256SUMS", FOLDER)


def test_the_bundle_is_not_older_than_its_sources():
    # After a change: make vendor.
    assert_sums("SOURCES.SHA256SUMS", ROOT)
    names = (FOLDER / "SOURCES.SHA256SUMS").read_text()
    for name in ("vendor/report.js", "explorer/static/map.js", "package-lock.json"):
        assert f"{name}\n" in names


@pytest.mark.parametrize("text", ["new Function(", "Function.apply", " eval("])
def test_nothing_evaluates_text(text):
    # The page's content policy forbids it.
    assert text not in (FOLDER / "report.js").read_text()
