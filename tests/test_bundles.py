"""The bundled JavaScript is that of its sources, with the licences of its packages."""

import hashlib
import json
import re
from pathlib import Path

import pytest

import autoencode

PACKAGE = Path(autoencode.__file__).parent
ROOT = Path(__file__).parents[1]
BUNDLES = {
    "libraries.js": PACKAGE / "explorer" / "static" / "vendor",
    "report.js": PACKAGE / "report" / "static",
    "widget.js": PACKAGE / "explorer" / "static" / "widget",
}


def assert_sums(sums, folder):
    for line in sums.read_text().splitlines():
        expected, name = line.split()
        content = (folder / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == expected, name


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_has_the_recorded_hash(name):
    assert_sums(BUNDLES[name] / "SHA256SUMS", BUNDLES[name])
    assert name in (BUNDLES[name] / "SHA256SUMS").read_text()


@pytest.mark.parametrize("name", ["report.js", "widget.js"])
def test_a_bundle_is_not_older_than_its_sources(name):
    # After a change: make vendor.
    sums = BUNDLES[name] / "SOURCES.SHA256SUMS"
    assert_sums(sums, ROOT)
    for source in (f"vendor/{name}", "explorer/static/map.js", "package-lock.json"):
        assert f"{source}\n" in sums.read_text()


@pytest.mark.parametrize("name", BUNDLES)
def test_every_package_has_its_licence(name):
    packages = json.loads((ROOT / "vendor" / "package.json").read_text())
    licences = (BUNDLES[name] / "LICENSES.txt").read_text()
    found = dict(re.findall(r"^---- (\S+) (\S+), ", licences, flags=re.M))
    asked = packages["dependencies"]
    assert found.items() >= {"three": asked["three"]}.items()
    assert all(found[each] == asked[each] for each in found.keys() & asked.keys())
    if name == "libraries.js":
        assert asked.keys() <= found.keys()


@pytest.mark.parametrize("name", BUNDLES)
@pytest.mark.parametrize("text", ["new Function(", "Function.apply", " eval("])
def test_nothing_evaluates_text(name, text):
    # The content policies of the pages forbid it.
    assert text not in (BUNDLES[name] / name).read_text()
