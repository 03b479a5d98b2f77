"""Advice: what the report suggests to do next, by evaluation and training."""

import dataclasses
import math
import shlex

import click
import numpy as np
import pytest
from run_folders import fitted, small_model
from sklearn.decomposition import PCA

from autoencode.cli import early
from autoencode.cli.main import main
from autoencode.report.advice import FLAGS, ONLY_OF_FIT, advise
from autoencode.storage import Run
from autoencode.tasks.classifier_evaluation import ClassifierEvaluation
from autoencode.tasks.cluster_evaluation import ClusteringEvaluation
from autoencode.tasks.column_scores import ColumnScore
from autoencode.tasks.denoising import Denoising
from autoencode.tasks.detector_evaluation import DetectorEvaluation
from autoencode.tasks.evaluation import Evaluation
from autoencode.tasks.rating_evaluation import RatingEvaluation
from autoencode.tasks.recommender_evaluation import RecommenderEvaluation
from autoencode.tasks.retrieval import RetrievalEvaluation
from autoencode.tasks.table_evaluation import TableEvaluation

COMMAND = "autoencode fit 'my data.csv' --max-epochs 7 --out=runs/a --overwrite"


@pytest.fixture
def run(X):
    model = small_model(n_components=2, max_epochs=7).fit(X)
    # The third epoch was the best of those that were allowed.
    losses = [3.0, 2.0, 1.0, 2.0, 2.0, 2.0, 2.0]
    model.history_ = [
        {"epoch": n + 1, "loss": loss, "validation_loss": loss}
        for n, loss in enumerate(losses)
    ]
    model.validation_rows_ = np.arange(4)
    return Run(
        estimator=model, input={"data": "my data.csv"}, about={"command": COMMAND}
    )


def evaluation(train=1.0, test=1.1, pca_train=2.0, pca_test=2.0, share=0.9, **more):
    row = {"method": "Autoencoder", "n_components": 2, **more}
    row |= {"train_error": train, "test_error": test, "test_share": share}
    pca = {"method": "PCA", "n_components": 2}
    pca |= {"train_error": pca_train, "test_error": pca_test, "test_share": 0.5}
    return Evaluation(rows=[row, pca], notes=[], pca=PCA())


def assert_valid(command):
    """Check a command line against the options that exist; returns its words."""
    name, *words = shlex.split(command)[1:]
    group = main.make_context("autoencode", ["--version"], resilient_parsing=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(early, "check_data", lambda args: None)  # there is no such file
        main.get_command(group, name).make_context(name, list(words), parent=group)
    return words


def test_nothing_is_to_be_changed_where_all_is_well(run):
    advice = advise(run, evaluation())
    assert advice.text.startswith("Nothing to change")
    assert advice.command == ""


def test_a_diverged_training_needs_a_lower_learning_rate(run):
    advice = advise(run, evaluation(test=math.nan))
    assert "lower learning rate" in advice.text
    assert assert_valid(advice.command)[-3] == "0.0003"


def test_the_best_epoch_at_the_end_means_to_train_longer(run):
    run.model.history_[-1] |= {"loss": 0.5, "validation_loss": 0.5}
    advice = advise(run, evaluation())
    assert "Train longer" in advice.text
    # The option is replaced, and the run is not.
    words = "autoencode fit 'my data.csv' --max-epochs 14 --out runs/max-epochs-14"
    assert advice.command == words
    assert_valid(advice.command)


def test_the_best_epoch_at_the_end_counts_by_samples_that_were_given(X):
    # No PCA, which is kept as long as the network is not better.
    model = small_model(max_epochs=3, linear_skip=False, random_state=0)
    run = Run(estimator=model.fit(X[:30], X_val=X[30:]))
    assert "The last of 3 epochs was the best" in advise(run, evaluation()).text
    run.model.partial_fit(X)  # without any
    assert "epochs was the best" not in advise(run, evaluation()).text


def test_a_model_that_is_no_better_than_pca_is_not_needed(run):
    advice = advise(run, evaluation(test=2.0))
    assert advice.text.startswith("Use PCA")
    assert advice.command == "sklearn.decomposition.PCA(n_components=2)"


def test_pca_that_keeps_all_is_not_advised(run, X):
    whole = evaluation(test=3.0, pca_test=0.0)
    whole.rows[1] |= {"test_share": 1.0, "n_components": 6}
    whole = dataclasses.replace(whole, pca=PCA(6).fit(X))
    advice = advise(run, whole)
    assert advice.text.startswith("PCA with 6 components keeps all of these samples")
    assert advice.command.endswith("--components 1 --out runs/components-1")


@pytest.mark.parametrize(
    ("values", "start"),
    [
        ((9.0, 7.0, 5.0), "Nothing to change"),
        ((5.0, 7.0, 4.0), "Use PCA with 3 components to remove this noise"),
        ((4.0, 3.0, 5.0), "Do not denoise with this model"),
    ],
)
def test_a_denoising_model_is_advised_by_the_noise_it_removes(run, values, start):
    names = ("DenoisingAutoencoder", "PCA with 3 components", "noisy samples")
    rows = [{"method": n, "psnr": v} for n, v in zip(names, values, strict=True)]
    # PCA's error of clean samples says nothing about it.
    given = evaluation(test=2.5, train=2.4, pca_test=2.0)
    given = dataclasses.replace(given, denoising=Denoising(rows, "test"))
    assert advise(run, given).text.startswith(start)


def test_an_error_far_above_that_of_training_means_overfitting(run):
    advice = advise(run, evaluation(train=0.5, test=1.5))
    assert "its test error is 3.0 times that of training samples" in advice.text
    assert advice.command.endswith("--dropout 0.1 --out runs/dropout-0.1")
    run.model.dropout = 0.3
    assert "--dropout 0.5" in advise(run, evaluation(train=0.5, test=1.5)).command


def test_harder_test_samples_are_no_overfitting(run):
    given = evaluation(train=0.5, test=1.0, pca_train=1.0, pca_test=2.0)
    assert advise(run, given).text.startswith("Nothing to change")


def test_a_low_share_of_variance_means_more_components(run):
    advice = advise(run, evaluation(share=0.57))
    assert "explains 57 % of the variance" in advice.text
    assert "usual for a map" in advice.text
    # Not more than there are features.
    sweep = "autoencode sweep 'my data.csv' --max-epochs 7 --components 2:6"
    assert advice.command == sweep
    assert_valid(advice.command)


def test_a_sweep_is_of_the_data_and_the_model_of_the_fit(run):
    given = "--model denoising --label kind --drop 'a,b' --id=name --scale minmax"
    given += " --test 0.3 --patience 5 --seed 3"
    left_out = "--n-components 2 --watch --out runs/a --checkpoint-every=1e --samples 3"
    run.about["command"] = f"autoencode fit {left_out} 'my data.csv' {given} --stream"
    command = advise(run, evaluation(share=0.57)).command
    given = given.replace("'a,b'", "a,b")
    assert command == f"autoencode sweep 'my data.csv' {given} --components 2:6"
    assert_valid(command)
    run.about["command"] = "autoencode sweep 'my data.csv' --components 1:3"
    command = advise(run, evaluation(share=0.57)).command
    assert command == "autoencode sweep 'my data.csv' --components 2:6"


def test_all_options_of_fit_that_a_sweep_lacks_are_left_out_of_its_command():
    def options(name):
        group = main.make_context("autoencode", ["--version"], resilient_parsing=True)
        command = main.get_command(group, name)
        context = command.make_context(
            name, ["x"], parent=group, resilient_parsing=True
        )
        return {
            option: each.is_flag
            for each in command.get_params(context)
            if isinstance(each, click.Option)
            for option in each.opts
        }

    fit, sweep = options("fit"), options("sweep")
    assert {name for name in fit if name not in sweep} == ONLY_OF_FIT - {"--out"}
    assert {name for name in ONLY_OF_FIT if fit[name]} == FLAGS


def test_inactive_units_are_not_needed(run):
    advice = advise(run, evaluation(n_active_units=1))
    assert advice.text.startswith("Only 1 of 2 units")
    assert "--components 1 " in advice.command


def test_a_run_made_in_python_is_told_the_parameter(run):
    run.about = {}
    assert advise(run, evaluation(train=0.5, test=1.5)).command == (
        "Autoencoder(dropout=0.1)"
    )


def test_simple_classifiers_are_preferred_where_they_are_as_good(run):
    def advice(theirs):
        errors = {"AutoencoderClassifier": 0.1, "logistic regression": theirs}
        found = ClassifierEvaluation(
            [], errors, 0.0, np.eye(2), np.arange(2), "test", [], []
        )
        return advise(run, found).text

    assert advice(0.1).startswith("Use logistic regression")
    assert advice(0.2).startswith("Nothing to change")


def test_pca_is_preferred_where_it_finds_anomalies_as_well(run):
    def advice(theirs, ours=0.9, error=0.0):
        rows = [{"planted_area": each, "label_area": None} for each in (ours, theirs)]
        errors = {"planted_area": [error, error]}
        found = DetectorEvaluation(rows, [], None, {}, area_errors=errors)
        return advise(run, found).text

    assert advice(0.895).startswith("PCA's distance finds")
    assert advice(0.1, 0.2).startswith("Neither the detector nor PCA's distance")
    assert advice(0.55, 0.52, 0.06).startswith("Neither the detector nor PCA's dist")
    assert advice(0.5).startswith("Nothing to change")


def test_clusters_without_structure_are_not_to_be_relied_on(run):
    def advice(stability, **scores):
        scores = {name.replace("_", " "): {"ari": ari} for name, ari in scores.items()}
        found = ClusteringEvaluation(
            [], 0.5, stability, 0.2, scores, [], [], "test", []
        )
        return advise(run, found).text

    assert advice(0.05).startswith("Do not rely on these clusters")
    assert advice(0.9).startswith("Look at the samples of each cluster")
    assert advice(0.9, ours=0.9, k_means=0.8).startswith("Look at the samples")
    assert advice(0.9, ours=0.8, k_means=0.8).startswith("Use k means")


def test_ease_is_preferred_where_it_is_no_worse(run):
    def advice(difference):
        return advise(run, RecommenderEvaluation({}, {}, difference, 0.01, 9, 9, ""))

    assert advice(0.01).text.startswith("Use EASE")
    assert "--method ease" in advice(-0.1).command
    assert advice(0.05).text.startswith("Nothing to change")


def test_popularity_is_preferred_where_nothing_exceeds_it(run):
    def advice(above, ease=0.3, difference=0.1):
        means = {"variational": 0.3, "EASE": ease, "popularity": 0.4}
        means = {name: {"NDCG@100": value} for name, value in means.items()}
        given = (means, {}, difference, 0.01, 9, 9, "", [], above, 0.01)
        return advise(run, RecommenderEvaluation(*given))

    assert advice(-0.1).text.startswith("Recommend what is popular")
    assert "--method popularity" in advice(0.01).command
    assert advice(0.01, ease=0.5, difference=-0.2).text.startswith("Use EASE")
    assert advice(0.05).text.startswith("Nothing to change")


def test_means_are_preferred_where_they_are_no_worse(run):
    def advice(difference, above_mean=-0.1):
        given = ({}, {}, {}, difference, 0.01, None, [], above_mean, 0.01)
        return advise(run, RatingEvaluation(*given))

    assert advice(0.0).text.startswith("Use the means of users and items")
    assert "--method baseline" in advice(-0.01).command
    assert advice(-0.05).text.startswith("Nothing to change")
    assert advice(float("nan")).text.startswith("Nothing to change")
    for difference in (0.0, -0.05, float("nan")):
        text = advice(difference, above_mean=0.1).text
        assert text.startswith("Predict the mean of all ratings")


def test_the_better_retrieval_is_named(run):
    def advice(theirs):
        found = {"autoencoder": [0.8, 0.7], "LSA": [0.5, 0.7], "BM25": [theirs, 0.1]}
        evaluation = RetrievalEvaluation(
            precision=found, n_retrieved=[1, 3], n_documents=9, n_classes=2, notes=[]
        )
        return advise(run, evaluation).text

    assert advice(0.9).startswith("Use BM25")
    assert advice(0.1).startswith("Nothing to change")


def test_columns_that_are_not_imputed_well_are_named(run):
    def score(column, found):
        return ColumnScore(column, "accuracy", found, 0.5, 9)

    scores = [score("age", 0.9), score("city", 0.4)]
    advice = advise(run, TableEvaluation(scores, scores))
    assert advice.text.startswith("Do not use imputed values of city:")
    good = TableEvaluation(scores[:1], scores[:1])
    assert advise(run, good).text.startswith("Nothing to change")
    noisy = TableEvaluation(scores[:1], scores[:1], simple_errors={"age": 0.3})
    assert "age" in advise(run, noisy).text


def test_an_estimator_without_an_evaluation_says_so():
    run = Run(estimator=fitted("table_transformer")[0])
    assert advise(run, None).text == "Nothing is measured for a TableTransformer."
    run = Run(estimator=fitted("retriever")[0])
    assert "no labels" in advise(run, None).text
