"""Each estimator exports as a graph that agrees with it, or says why it cannot."""

import numpy as np
import pytest
import torch
from run_folders import fitted, small_model
from trainings import short_training

from autoencode import (
    RBM,
    AnomalyDetector,
    Autoencoder,
    AutoencoderClustering,
    DocumentRetriever,
    ItemRecommender,
    SparseAutoencoder,
    VariationalAutoencoder,
)
from autoencode.errors import ExportError, InvalidParameterError
from autoencode.estimators import ESTIMATORS
from autoencode.export import onnx_file
from autoencode.export.checking import TOLERANCE, check, expected, random_rows
from autoencode.export.graphs import graph_of
from autoencode.export.program import Program, program_of, write
from autoencode.storage import Run

MANY = 4096


def program_session_of(estimator, folder):
    """A run, its graph, and the program of PyTorch."""
    run = Run(estimator=estimator)
    graph = graph_of(run)
    write(program_of(graph), {}, folder / "model.pt2")
    return run, graph, Program(folder / "model.pt2")


REFUSED = {
    "rating_recommender": "it predicts for pairs of ids",
    "table_autoencoder": "its input is a table .* Export its model_",
    "table_detector": "its input is a table .* Export its detector_",
    "table_transformer": "it encodes tables and has no network",
}
EXPORTED = [name for name in ESTIMATORS if name not in REFUSED]


def session_of(estimator, folder):
    """A run, its graph, and the graph's ONNX file in onnxruntime."""
    run = Run(estimator=estimator)
    graph = graph_of(run)
    place = folder / "model.onnx"
    onnx_file.write(program_of(graph), graph, {}, place)
    return run, graph, onnx_file.Session(place)


# Networks of the operations of an Autoencoder: files of them would say no more than the
# program or the graph that they are made of, and take ten times as long.
AS_PROGRAMS = ("denoising", "vae_gan")
AS_GRAPHS = ("contractive", "wasserstein", "adversarial", "feature_consistent")
AS_GRAPHS += ("bidirectional_gan",)


def few_members(name):
    """A fitted estimator; of a detector one member, for each has a graph of its own."""
    return fitted(name, **({"n_members": 1} if name == "anomaly_detector" else {}))[0]


def computed_by(graph):
    """The outputs of a graph that is not exported."""
    graph.requires_grad_(False)
    return lambda X: {k: v.numpy() for k, v in graph(torch.from_numpy(X)).items()}


@pytest.mark.parametrize("name", AS_GRAPHS)
def test_graphs_agree_with_the_variants(name):
    run = Run(estimator=fitted(name)[0])
    graph = graph_of(run)
    compute = computed_by(graph)
    assert check(graph, run, compute).largest <= TOLERANCE
    check(graph, run, compute, MANY)


@pytest.mark.parametrize("name", AS_PROGRAMS)
def test_programs_agree_with_the_variants(name, tmp_path):
    run, graph, session = program_session_of(fitted(name)[0], tmp_path)
    assert check(graph, run, session).largest <= TOLERANCE
    check(graph, run, session, MANY)


@pytest.mark.parametrize("name", sorted({*EXPORTED} - {*AS_GRAPHS, *AS_PROGRAMS}))
def test_onnxruntime_agrees_with_every_estimator_in_batches_of_one_and_many(
    name, tmp_path
):
    run, graph, session = session_of(few_members(name), tmp_path)
    assert check(graph, run, session).largest <= TOLERANCE  # 1,000 rows, and single
    check(graph, run, session, MANY)
    nothing = session(np.zeros((0, graph.n_inputs), np.float32))
    assert {name: len(values) for name, values in nothing.items()} == dict.fromkeys(
        graph.names, 0
    )


@pytest.mark.parametrize("name", EXPORTED)
def test_decoders_agree_with_every_estimator_that_decodes_codes(name):
    run = Run(estimator=fitted(name)[0])
    if not hasattr(run.model, "inverse_transform"):
        with pytest.raises(InvalidParameterError, match="does not decode codes"):
            graph_of(run, decoder=True)
        return
    graph = graph_of(run, decoder=True)
    assert check(graph, run, computed_by(graph)).largest <= TOLERANCE


@pytest.mark.parametrize("name", REFUSED)
def test_others_are_refused_with_the_reason_and_the_way_out(name):
    with pytest.raises(InvalidParameterError, match=REFUSED[name]) as refusal:
        graph_of(Run(estimator=fitted(name)[0]))
    assert "--folder" in str(refusal.value)


def test_the_network_of_a_table_is_exported_for_encoded_rows(tmp_path):
    table, frame = fitted("table_autoencoder")
    _, graph, session = program_session_of(table.model_, tmp_path)
    rows = table.table_.transform(frame).astype(np.float32)
    np.testing.assert_allclose(session(rows)["code"], table.transform(frame), atol=1e-5)
    assert graph.facts["blocks"]["widths"] == tuple(table.table_.category_sizes_)


def quick(model=Autoencoder, **changes):
    given = {"hidden_layer_sizes": (8,), "max_epochs": 2, "random_state": 0}
    return model(**given | {"n_components": 3} | changes)


def detector(model, **changes):
    return AnomalyDetector(autoencoder=quick(model), n_members=1, **changes)


def images(**changes):
    return quick(image_shape=(8, 8), hidden_layer_sizes=(4, 8), **changes)


def normal(generator):
    return generator.normal(size=(60, 64))


def uniform(generator):
    return generator.uniform(size=(60, 64))


def counts(generator):
    return generator.poisson(1.0, size=(60, 64)).astype(float)


ALL_SCORES = "standardized+whitened+whitened_codes+path+normalized_path+distance"
KINDS = {
    "tied weights": (
        quick(tied_weights=True, linear_skip=False, code_activation="root_length"),
        normal,
    ),
    "wide samples": (quick(), lambda g: g.normal(size=(30, 200))),
    "layer norm": (quick(layer_norm=True, activation="gelu"), normal),
    "top units": (quick(SparseAutoencoder, n_components=16), normal),
    "convolutions": (images(network="convolutional"), uniform),
    "pooling": (images(network="pooling"), uniform),
    "layer norm of images": (images(network="convolutional", layer_norm=True), uniform),
    "counts": (quick(loss="poisson"), counts),
    "counts of a machine": (RBM(visible_units="counts", max_epochs=1), counts),
    "all scores": (detector(Autoencoder, scoring=ALL_SCORES), normal),
    "likelihood": (detector(VariationalAutoencoder, scoring="likelihood"), normal),
    "mixture": (
        AutoencoderClustering(autoencoder=quick(), method="mixture", n_clusters=3),
        normal,
    ),
    "k-means": (AutoencoderClustering(autoencoder=quick(), n_clusters=3), normal),
    "bits": (DocumentRetriever(binary=True, autoencoder=quick()), counts),
    "linear items": (ItemRecommender(method="ease"), counts),
}


# Their operations are not among those of the estimators above. A file of each of the
# others would take as long, and say no more than the program that it is made of.
AS_FILES = ("convolutions", "pooling", "layer norm", "layer norm of images")
AS_FILES += ("all scores",)


@pytest.mark.filterwarnings("ignore:No structure was found")
@pytest.mark.parametrize("kind", KINDS)
def test_networks_of_every_kind_agree(kind, tmp_path):
    model, samples = KINDS[kind]
    if hasattr(model, "random_state"):
        model.set_params(random_state=0)
    model.fit(samples(np.random.default_rng(0)))
    if kind in AS_FILES:
        run, graph, session = session_of(model, tmp_path)
    else:
        run, graph, session = program_session_of(model, tmp_path)
    assert check(graph, run, session).largest <= TOLERANCE
    nothing = session(np.zeros((0, graph.n_inputs), np.float32))
    assert all(len(nothing[name]) == 0 for name in graph.names)


@pytest.mark.parametrize(
    ("model", "left_out"),
    [
        (RBM(hidden_units="relu", max_epochs=1), {"free_energy", "score"}),
        (quick(VariationalAutoencoder, loss="negative_binomial"), {"score"}),
        (
            AutoencoderClustering(autoencoder=quick(), method="hdbscan"),
            {"probabilities"},
        ),
    ],
)
@pytest.mark.filterwarnings("ignore:No structure was found")
def test_what_a_graph_cannot_compute_is_left_out_with_a_reason(model, left_out):
    model.fit(counts(np.random.default_rng(0)))
    graph = graph_of(Run(estimator=model))
    assert set(graph.left_out) == left_out
    assert not left_out & set(graph.names)
    assert "code" in graph.names


def test_a_detector_takes_a_training_sample_for_a_new_one(tmp_path):
    detector, X = fitted("anomaly_detector", n_members=1, scoring="neighbors")
    X = X.astype(np.float32)
    _, _, session = program_session_of(detector, tmp_path)
    np.testing.assert_allclose(
        session(X)["score"], detector.score_samples(X.astype(float)), atol=1e-5
    )


def test_a_changed_constant_column_has_the_score_of_the_detector(tmp_path):
    X = np.random.default_rng(0).normal(size=(60, 6)).astype(np.float32)
    X[:, 2] = 0.1
    with short_training():
        detector = AnomalyDetector(n_members=1, random_state=0).fit(X)
    _, _, session = session_of(detector, tmp_path)
    X[:20, 2] += np.float32([-1e-9, 0.01, -0.01, 30] * 5)
    found = session(X)["score"]
    np.testing.assert_allclose(found, detector.score_samples(X), rtol=1e-4, atol=1e-4)
    assert found[1:4].max() < found[20:].min()
    missing = X[:12].copy()
    missing[range(12), [0, 2] * 6] = np.nan  # also where the column was constant
    assert np.isnan(session(missing)["score"]).all()


def test_rows_at_a_step_of_quantized_codes_are_not_compared():
    run = Run(estimator=fitted("vector_quantized")[0])
    graph = graph_of(run)
    assert graph.has_steps
    found = check(graph, run, lambda X: expected(graph, run, X))
    assert 900 < found.n_rows <= 1000
    smooth = Run(estimator=fitted("autoencoder")[0])
    assert not graph_of(smooth).has_steps


def test_a_wrong_graph_is_noticed():
    run = Run(estimator=fitted("autoencoder")[0])
    graph = graph_of(run)

    def wrong(X):
        found = expected(graph, run, X)
        return found | {"code": found["code"] + 1e-3}

    with pytest.raises(ExportError, match=r"differs from Autoencoder by .* in 'code'"):
        check(graph, run, wrong)
    with pytest.raises(ExportError, match="differs"):
        check(graph, run, lambda X: {n: np.full(1, np.nan) for n in graph.names})


def test_rounding_errors_of_the_model_itself_are_no_difference(tmp_path):
    # The errors of PCA are 0 along its axes but for rounding, which whitening enlarges.
    X = np.random.default_rng(0).normal(size=(200, 5)) * [1, 10, 100, 1, 1]
    kept = Autoencoder(n_components=2, max_epochs=2)
    given = {"scoring": "whitened", "n_members": 1, "random_state": 0}
    model = AnomalyDetector(autoencoder=kept, **given).fit(X)
    run, graph, session = program_session_of(model, tmp_path)
    assert check(graph, run, session).largest < 1e-3

    def wrong(X):
        found = session(X)
        return found | {"score": found["score"] * 1.001 + 1e-3}

    with pytest.raises(ExportError, match="differs"):
        check(graph, run, wrong)


def test_random_rows_are_valid_for_the_units_of_a_machine():
    X = np.random.default_rng(0).uniform(size=(30, 5))
    machine = RBM(max_epochs=1, random_state=0).fit(X)
    rows = random_rows(Run(estimator=machine), 50)
    assert rows.min() > 0
    assert rows.max() < 1
    assert machine.transform(rows).shape == (50, 256)


def test_steps_that_do_not_subtract_and_divide_are_refused():
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MaxAbsScaler, MinMaxScaler, QuantileTransformer

    X = np.random.default_rng(0).normal(size=(30, 5))
    for step, reason in [
        (QuantileTransformer(n_quantiles=9), "step QuantileTransformer is not one of"),
        (MinMaxScaler(clip=True), "MinMaxScaler clips values"),
        (MaxAbsScaler(), "MaxAbsScaler clips values"),
    ]:
        model = make_pipeline(step, small_model()).fit(X)
        if reason.startswith("MaxAbs"):  # a parameter of scikit-learn 1.9
            step.clip = True
        with pytest.raises(InvalidParameterError, match=reason):
            graph_of(Run(estimator=model))
