"""The bundled libraries are those that were built, with their licences."""

import hashlib
import json
from importlib import resources
from pathlib import Path

import pytest

FOLDER = resources.files("autoencode.explorer") / "static" / "vendor"
SOURCES = Path(__file__).parents[2] / "vendor"


def test_the_files_have_the_recorded_hashes():
    for line in (FOLDER / "SHA256SUMS").read_text().splitlines():
        expected, name = line.split()
        content = (FOLDER / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == expected, name


def test_every_package_of_the_lock_file_has_its_licence():
    packages = json.loads((SOURCES / "package.json").read_text())["dependencies"]
    licences = (FOLDER / "LICENSES.txt").read_text()
    for name, version in packages.items():
        assert f"---- {name} {version}, " in licences


@pytest.mark.parametrize("text", ["new Function(", "Function.apply", " eval("])
def test_nothing_evaluates_text(text):
    # The page's content policy forbids it.
    assert text not in (FOLDER / "libraries.js").read_text()
