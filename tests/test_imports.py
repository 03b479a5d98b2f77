"""What scripts beside the package import from it exists, without running them."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted(
    path
    for folder in ("benchmarks", "examples", "fuzz")
    for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_names_that_a_script_imports_from_the_package_exist(script):
    for node in ast.walk(ast.parse(script.read_text())):
        module = getattr(node, "module", None) or ""
        if not isinstance(node, ast.ImportFrom) or module.split(".")[0] != "autoencode":
            continue
        home = import_module(module)
        for each in node.names:
            if not hasattr(home, each.name):
                import_module(f"{module}.{each.name}")
