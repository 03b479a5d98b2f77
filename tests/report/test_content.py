"""Facts, limits and the model card of a run."""

import ast
import html
import json
import os
import re
import shlex
from dataclasses import replace

import numpy as np
import pytest
from pictures import blank_pictures
from run_folders import fitted, small, small_model
from runs import SIDE, run_of

from autoencode.cli.main import main
from autoencode.data.dataset import Dataset
from autoencode.estimators import ESTIMATORS
from autoencode.report import save_evaluated
from autoencode.report.advice import Advice
from autoencode.report.card import card_of
from autoencode.report.content import USES, content_of
from autoencode.report.examples import examples_of
from autoencode.report.facts import facts_of
from autoencode.report.limits import limits_of
from autoencode.report.page import _scripts, page_of
from autoencode.storage import Run, load_run


@pytest.fixture(autouse=True)
def _blank_pictures():
    with blank_pictures():
        yield


@pytest.fixture
def dataset(X):
    return Dataset(name="plane", X=X[:30], X_test=X[30:], source="a test")


def test_facts_are_of_the_model_and_of_its_data(X, dataset):
    run = Run(
        estimator=small_model(n_components=3).fit(X),
        input={"data": "plane.csv", "scale": "StandardScaler"},
        about={"command": "autoencode fit plane.csv", "data_hash": "ab" * 32},
    )
    facts = facts_of(run, dataset)
    assert facts.model["network"] == "6 → 4 → 3"
    assert facts.model["training samples"] == "30"
    assert facts.model["test samples"] == "10"
    assert facts.origin == {
        "command": "autoencode fit plane.csv",
        "seed": "0",
        "data SHA-256": "ab" * 32,
    }


@pytest.mark.parametrize("name", ESTIMATORS)
def test_every_estimator_has_facts_and_limits(name):
    run, dataset = run_of(name)
    assert facts_of(run, dataset).model["model"] == ESTIMATORS[name].__name__
    assert limits_of(run, dataset, None)


def test_training_errors_are_called_optimistic(X, dataset):
    run = Run(estimator=small_model().fit(X))
    alone = replace(dataset, X_test=None)
    assert "optimistic" in limits_of(run, alone, object())[0]
    few, source, *_ = limits_of(run, dataset, object())
    assert few.startswith("The evaluation has 10 rows")
    assert "same source" in source


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("anomaly_detector", "raise the threshold"),
        ("clustering", "finds clusters in any data"),
        ("item_recommender", "popular items are favoured"),
        ("table_autoencoder", "Imputed cells are estimates"),
        ("classifier", "Only the classes of the fit"),
        ("variational", "Samples drawn from the model"),
    ],
)
def test_what_a_model_can_do_has_its_limits(name, words, dataset):
    run = Run(estimator=fitted(name)[0])
    assert words in " ".join(limits_of(run, dataset, object()))


def test_the_card_has_the_evaluation_as_a_table(X, dataset, tmp_path):
    model = small_model(n_components=2).fit(dataset.X)
    run = Run(estimator=model, input={"data": "plane"})
    evaluation = save_evaluated(run, dataset, tmp_path / "run")
    card = (tmp_path / "run" / "MODEL_CARD.md").read_text()
    assert card.startswith("# Autoencoder on plane\n")
    header, rows = evaluation.table()
    for line in (header, *rows):
        assert f"| {' | '.join(line)} |" in card
    assert evaluation.verdict() in card
    assert load_run(tmp_path / "run").about["saved"] in card
    # No path of this machine.
    assert "load('run')" in card
    assert str(tmp_path) not in card


def test_text_of_the_data_is_no_markup_in_the_card(X, dataset):
    run = Run(estimator=small_model().fit(X), input={"data": "a|b*c.csv"})
    content = content_of(run, dataset, None, "runs/a")
    card = card_of(content._replace(advice=Advice("x < y")))
    assert r"a\|b\*c.csv" in card
    assert r"x \< y" in card


def test_a_line_break_in_a_name_ends_no_row_of_the_table_in_the_card(X, dataset):
    content = content_of(Run(estimator=small_model().fit(X)), dataset, None, "runs/a")
    table = {"header": ["column", "score"], "rows": [["net\nweight", "1"]]}
    card = card_of(content._replace(**table))
    assert "| column | score |\n| --- | ---: |\n| net weight | 1 |\n" in card


@pytest.mark.parametrize("name", ["my run", "a'b", 'a"b', "a\\b", "$HOME; #"])
def test_commands_and_code_of_a_report_name_any_folder(X, dataset, name):
    run = Run(estimator=small_model(n_components=2).fit(X))
    content = content_of(run, dataset, None, name)
    page = html.unescape(re.sub("<[^>]*>", "\n", page_of(content, [], None)))
    for text in (page, card_of(content)):
        lines = text.splitlines()
        words = [shlex.split(line) for line in lines if line.startswith("autoencode ")]
        assert ["autoencode", "encode", name, "DATA", "--out", "codes.csv"] in words
        (loaded,) = re.findall(r"load\((.*)\)", text)
        assert ast.literal_eval(loaded) == name
    assert shlex.join(["autoencode", "explore", name]) in page


def test_the_report_of_other_data_leaves_no_picture_of_the_old(X, tmp_path):
    run = Run(estimator=small_model().fit(X))
    images = np.random.default_rng(0).uniform(size=(20, SIDE * SIDE))
    names = []
    for data in (
        Dataset(name="rows", X=X, source=""),
        Dataset(name="images", X=images, image_shape=(SIDE, SIDE), source=""),
    ):
        run = Run(estimator=small_model(n_components=2).fit(data.X))
        save_evaluated(run, data, tmp_path)
        names.append({path.name for path in (tmp_path / "pictures").iterdir()})
    assert "features_2d.png" in names[0] - names[1]
    assert "manifold.png" in names[1] - names[0]


@pytest.mark.parametrize("command", USES.values())
def test_commands_to_use_a_run_exist(command):
    name, *words = shlex.split(command.format(run="runs/a"))[1:]
    group = main.make_context("autoencode", ["--version"], resilient_parsing=True)
    main.get_command(group, name).make_context(name, words, parent=group)


@pytest.mark.parametrize("name", ESTIMATORS)
def test_retrievers_and_recommenders_show_what_they_answer(name):
    run, data = run_of(name)
    found = examples_of(run, data)
    if name not in ("retriever", "item_recommender"):
        assert found is None
        return
    assert len(found.rows) == 6
    assert all(len(row) == len(found.header) for row in found.rows)
    page = page_of(content_of(run, data, None, "runs/a"), [], None)
    assert found.heading in page


def test_closest_documents_are_others_with_the_same_words():
    texts = ["red apple"] * 4 + ["blue sea"] * 4
    model = small("retriever").fit(texts, titles=list("abcdefgh"))
    X = np.array(texts, dtype=object)
    dataset = Dataset(name="texts", X=X, source="", ids=np.array(list("abcdefgh")))
    for asked, answers in examples_of(Run(estimator=model), dataset).rows:
        own, group = asked[0], set("abcd" if asked[0] in "abcd" else "efgh")
        closest = {each[0] for each in answers.split(" · ")[:3]}
        assert closest == group - {own}


def closest(dataset, **options):
    """The titles of the closest documents, by the name of the document asked for."""
    model = small("retriever").fit(["red apple"] * 4 + ["blue sea"] * 4)
    if "X_test" in options:
        model.add(options["X_test"])
    rows = examples_of(Run(estimator=model), replace(dataset, **options)).rows
    return {
        asked.split(":")[0]: {each.split(" ")[0] for each in answers.split(" · ")}
        for asked, answers in rows
    }


def test_documents_without_ids_are_compared_with_all_others():
    texts = np.array(["red apple"] * 4 + ["blue sea"] * 4, dtype=object)
    dataset = Dataset(name="texts", X=texts, source="")
    for asked, answers in closest(dataset).items():
        assert asked not in answers
    # Numbers of test documents go on from those of training.
    added = closest(dataset, X_test=texts[[0, 7]])
    assert {"0", "1", "2", "3"} < added["8"]
    assert "8" not in added["8"]
    # The number of a new document is not that of one to search among.
    model = small("retriever").fit(list(texts))
    new = replace(dataset, X=None, X_test=texts[[0, 7]])
    (asked, answers), _ = examples_of(Run(estimator=model), new).rows
    assert asked.startswith("new row 0: ")
    assert answers.startswith("0 (1.00)")


def test_any_name_of_a_file_may_be_in_the_data_of_a_page():
    names = [os.fsdecode(b"\xff.png"), "</script>"]
    content = _scripts({"names": names}, "")
    assert content.encode().count(b"</script>") == 2
    data = content.split(">", 1)[1].split("</script>")[0]
    assert json.loads(data) == {"names": names}
