"""What the docs say is true: their Python runs, their commands exist, links lead on."""

import doctest
import gc
import importlib
import inspect
import linecache
import os
import pkgutil
import re
import shlex
from pathlib import Path

import pytest
from pictures import blank_pictures
from run_folders import fitted
from trainings import short_training

import autoencode
from autoencode.cli import early, resume
from autoencode.cli.main import main
from autoencode.comparisons import compare as comparing
from autoencode.estimators import ESTIMATORS
from autoencode.models import density

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")])
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(autoencode.__path__, "autoencode.")
    if not module.name.endswith("__main__")
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """Take few steps: names, calls and shapes are tested, and no result of a training.

    Methods are compared without a process for each, of which most only imports torch.
    """
    monkeypatch.setattr(comparing, "in_own_process", lambda task, value: task(value))
    real = density.annealed_log_partition

    def few_temperatures(*args, **kwargs):
        return real(*args, **kwargs | {"n_temperatures": 50})

    monkeypatch.setattr(density, "annealed_log_partition", few_temperatures)
    monkeypatch.setattr("autoencode.models.setup.auto_batch_size", lambda n: 128)
    with short_training(20), blank_pictures():
        yield


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(), re.M | re.S)


def command_lines():
    for page in PAGES:
        for block in blocks(page, r"\w*"):
            for line in block.splitlines():
                if line.startswith("autoencode "):
                    yield pytest.param(line.split("  #")[0], id=f"{page.name}: {line}")


def test_the_first_pages_write_each_run_folder_once():
    # Readers follow these pages in this order, and fit does not replace a run.
    found = []
    for name in ("README.md", "docs/getting-started.md", "docs/report.md"):
        text = (ROOT / name).read_text()
        found += re.findall(r'^save\(\w+, "(.+)"\)', text, re.M)
        for line in re.findall(r"^autoencode fit .+", text, re.M):
            words = shlex.split(line, comments=True)
            has_out = "--out" in words
            data = "runs/" + Path(words[2]).stem
            found.append(words[words.index("--out") + 1] if has_out else data)
    assert "runs/mnist" in found
    assert sorted(found) == sorted({*found})


@pytest.mark.usefixtures("_operations_are_read_once")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_on_a_page_runs(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in blocks(page, "python"):
        short = re.sub(r"epochs=\d+", "epochs=2", block)
        exec(compile(short, page.name, "exec"), names)


@pytest.mark.parametrize("line", list(command_lines()))
def test_command_lines_have_options_that_exist(line, monkeypatch):
    # The files of examples do not exist.
    monkeypatch.setattr(early, "check_data", lambda args: None)
    monkeypatch.setattr(resume, "_read", lambda run: (os.getcwd(), ["digits"]))
    group = main.make_context("autoencode", ["--version"], resilient_parsing=True)
    name, *words = shlex.split(line)[1:]
    if name.startswith("-"):
        return
    command = main.get_command(group, name)
    assert command is not None
    command.make_context(name, words, parent=group)  # raises for what is not known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.usefixtures("_operations_are_read_once")
@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name):
    module = importlib.import_module(name)
    # doctest walks through the cache of source lines, from which garbage collection may
    # remove those of functions that other packages have generated.
    for place in [each for each in linecache.cache if each.startswith("<sqlalchemy")]:
        linecache.cache.pop(place, None)
    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS).failed == 0


def test_public_functions_have_examples():
    found = {name: getattr(autoencode, name) for name in autoencode.__all__}
    functions = {name: each for name, each in found.items() if inspect.isfunction(each)}
    lacking = {name for name, each in functions.items() if ">>> " not in each.__doc__}
    assert lacking == set()
    for name in ("compare", "sweep"):
        assert '`if __name__ == "__main__":`' in " ".join(
            functions[name].__doc__.split()
        )


def test_every_name_with_a_home_is_public():
    old_names = {"judge"}  # of evaluate
    public = set(autoencode._HOMES) - old_names | {"__version__"}
    assert set(autoencode.__all__) == public


def test_every_estimator_of_the_table_is_public():
    assert {each.__name__ for each in ESTIMATORS.values()} <= set(autoencode.__all__)


@pytest.mark.parametrize("name", ESTIMATORS)
def test_the_docstring_of_an_estimator_describes_its_parameters_and_attributes(name):
    estimator, _ = fitted(name)
    parts = re.split(r"\n([A-Z]\w+)\n-+\n", inspect.getdoc(type(estimator)))
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))

    def described(section):
        heads = re.findall(r"^(\w[\w, ]*)(?: : .*)?$", sections[section], re.M)
        names = [each for head in heads for each in head.split(", ")]
        assert len(names) == len(set(names))
        return set(names)

    assert described("Parameters") == set(estimator.get_params(deep=False))
    found = {each for each in vars(estimator) if re.fullmatch(r"[a-z]\w*_", each)}
    assert found - described("Attributes") <= {"n_features_in_", "feature_names_in_"}


def test_every_name_of_the_package_can_be_imported():
    for name in autoencode.__all__:
        assert getattr(autoencode, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        autoencode.nonsense  # noqa: B018


def test_importing_a_name_leaves_garbage_collection_as_it_was():
    for is_on in (True, False):
        (gc.enable if is_on else gc.disable)()
        try:
            assert autoencode.Autoencoder is not None
            assert gc.isenabled() == is_on
        finally:
            gc.enable()
