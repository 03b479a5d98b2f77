"""The server's routes answer as the library does, for every estimator."""

import socket
import warnings

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from numpy.testing import assert_array_equal
from run_folders import people, samples_for, small, small_model
from servers import (
    as_arrow,
    as_json,
    post_arrow,
    refused,
    rows_for,
    served,
    stream_of,
    tiny_run,
)
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

from autoencode import DocumentRetriever, ItemRecommender
from autoencode.estimators import ESTIMATORS
from autoencode.methods import ROW_METHODS, call, method_for
from autoencode.serve import prepare
from autoencode.serve.bodies import ARROW, JSON
from autoencode.serve.describe import words_of
from autoencode.serve.rows import wanted_by
from autoencode.storage import Run

DAYS = np.array(["2020-01-01", "2021-06-30"], dtype="datetime64[D]")
DAY = "2020-01-01"
TEXTS = ["cats and dogs", "dogs and cats", "stars and planets", "planets and stars"]


def expected_for(run, word, rows):
    """What the library answers: an array or a data frame."""
    if wanted_by(run, word).type == "pairs":
        found = run.model.predict(rows["user"], rows["item"], return_source=True)
        return pd.DataFrame(dict(zip(("prediction", "source"), found, strict=True)))
    if ROW_METHODS[word].number:
        return None
    return call(run, method_for(run.model, word), rows)


def assert_same(table, expected):
    """An Arrow table has the bits of a result of the library."""
    if isinstance(expected, pd.DataFrame):
        for name in expected:
            found = table[name].to_pandas()
            assert list(found.astype(object)) == list(expected[name].astype(object))
        return
    columns = expected.reshape(len(expected), -1).T
    assert table.num_columns == len(columns)
    for found, column in zip(table.columns, columns, strict=True):
        assert_array_equal(found.to_numpy(), column)
        assert found.to_numpy().dtype.kind in (column.dtype.kind, "O")


@pytest.mark.parametrize("name", ESTIMATORS)
def test_every_route_answers_with_the_bits_of_the_library(name):
    run, X = tiny_run(name)
    with served(run) as client:
        routes = client.get("/schema").json()["routes"]
        assert list(routes) == [f"/{word}" for word in words_of(run)]
        assert routes
        for word in words_of(run):
            rows = rows_for(run, word, X)
            stream = as_arrow(rows, wanted_by(run, word).names)
            table = post_arrow(client, f"/{word}", stream)
            answer = client.post(f"/{word}", json=as_json(rows))
            assert answer.status_code == 200, answer.text
            found = answer.json()
            assert found["columns"] == table.column_names
            assert len(found["rows"]) == len(rows) == table.num_rows
            expected = expected_for(run, word, rows)
            if expected is None:
                continue
            assert_same(table, expected)
            if isinstance(rows, np.ndarray) and isinstance(expected, np.ndarray):
                # JSON numbers are float64, and decimals name each float32.
                as_double = expected_for(run, word, rows.astype(np.float64))
                cells = np.array(found["rows"], dtype=expected.dtype)
                assert_array_equal(cells, as_double.reshape(cells.shape))


def test_tables_have_the_same_rows_in_both_formats():
    run, X = tiny_run("table_autoencoder")
    rows = X[:6]
    expected = run.model.impute(rows)
    with served(run) as client:
        found = client.post("/impute", json=as_json(rows)).json()
        table = post_arrow(client, "/impute", as_arrow(rows))
        codes = client.post("/encode", json=as_json(rows)).json()["rows"]
        decoded = client.post("/decode", json={"rows": codes}).json()
        again = client.post("/reconstruct", json=as_json(rows)).json()
    assert [row[0] for row in found["rows"]] == list(expected["age"])
    assert [row[1] for row in found["rows"]] == list(expected["city"])
    assert found["rows"][0][4] == expected["since"][0].date().isoformat()
    assert decoded["rows"] == again["rows"]  # dates, and not times at midnight
    assert_same(table, expected)


def test_answers_are_in_the_units_of_the_data():
    X = samples_for(small("autoencoder")) * 1000 + 5
    scaler = StandardScaler().fit(X)
    model = small("autoencoder").fit(scaler.transform(X))
    run = Run.of(model, scaler)
    with served(run) as client:
        found = client.post("/reconstruct", json=as_json(X[:4])).json()["rows"]
    expected = scaler.inverse_transform(model.reconstruct(scaler.transform(X[:4])))
    assert_array_equal(found, expected)


def test_columns_are_matched_by_name():
    frame = pd.DataFrame(samples_for(small("autoencoder")), columns=list("abcdef"))
    run = Run(estimator=Pipeline([("scale", StandardScaler()), ("m", small("rbm"))]))
    run.estimator.fit(frame)
    turned = frame[list("fedcba")][:3]
    with served(run) as client:
        by_place = client.post("/encode", json=as_json(frame[:3].to_numpy())).json()
        by_name = client.post("/encode", json=as_json(turned)).json()
        table = post_arrow(client, "/encode", as_arrow(turned))
        columns = client.get("/schema").json()["routes"]["/encode"]["columns"]
    assert by_name == by_place
    assert table.to_pandas().to_numpy().tolist() == by_place["rows"]
    assert [column["name"] for column in columns] == list("abcdef")


def test_whole_rows_may_be_one_column_of_lists():
    run, X = tiny_run("autoencoder")
    rows = X[:7].astype(np.float32)
    lists = pa.FixedSizeListArray.from_arrays(pa.array(rows.reshape(-1)), 6)
    with served(run) as client:
        table = post_arrow(client, "/encode", stream_of(pa.table({"rows": lists})))
    codes = np.stack(table["rows"].to_numpy())
    assert_array_equal(codes, run.model.transform(rows))


def test_the_answer_has_the_format_that_is_asked_for():
    run, X = tiny_run("autoencoder")
    body, stream = as_json(X[:2]), as_arrow(X[:2])
    with served(run) as client:

        def media_type(accept, **given):
            headers = {"accept": accept, **given.pop("headers", {})}
            response = client.post("/encode", headers=headers, **given)
            return response.headers["content-type"]

        arrow = {"content": stream, "headers": {"content-type": ARROW}}
        assert media_type(ARROW, json=body) == ARROW
        assert media_type(f"text/html, {JSON};q=0.5", **arrow) == JSON
        assert media_type("*/*", **arrow) == ARROW
        assert media_type(f"{ARROW};q=0, */*", json=body) == JSON


def test_documents_are_sent_as_texts():
    model = DocumentRetriever(n_components=2, autoencoder=small_model())
    with warnings.catch_warnings(action="ignore"):  # so few documents
        model.fit(TEXTS * 5)
    run = Run(estimator=model)
    with served(run) as client:
        found = client.post("/encode", json={"rows": TEXTS[:2]}).json()["rows"]
        table = pa.table({"text": TEXTS[:2]})
        stream = post_arrow(client, "/encode", stream_of(table))
        near = client.post("/search?n=3", json={"rows": [TEXTS[2]]}).json()
        most = client.post("/search?n=100", json={"rows": [{"text": TEXTS[2]}]}).json()
        more = {"rows": [{"text": TEXTS[2], "n": 3}]}
        line = refused(client.post("/search", json=more), 422)
    expected = model.transform(TEXTS[:2])
    assert_array_equal(np.float32(found), expected)
    assert_same(stream, expected)
    assert len(most["columns"]) == 2 * 20  # all documents, as there are fewer
    assert line == "Row 0 has unknown columns: 'n'."
    distances, rows = model.kneighbors([TEXTS[2]], n_neighbors=3)
    assert near["rows"][0][::2] == [model.titles_[row] for row in rows[0]]
    assert_array_equal(np.float32(near["rows"][0][1::2]), distances[0])


def test_items_are_recommended_by_their_ids():
    X = (np.random.default_rng(0).random((30, 6)) < 0.4).astype(float)
    items = ["a", "b", "c", "d", "e", "f"]
    model = ItemRecommender(method="ease").fit(X, item_ids=items)
    user = {"a": 1, "c": 1}
    with served(Run(estimator=model)) as client:
        found = client.post("/recommend?n=2", json={"rows": [user]}).json()
        scores = client.post("/score_items", json={"rows": [user]}).json()
    row = np.array([[1.0, 0, 1, 0, 0, 0]])
    best = model.recommend(row, 2)
    assert found["columns"] == ["item_1", "score_1", "item_2", "score_2"]
    assert found["rows"][0][::2] == [items[number] for number in best.items[0]]
    assert scores["columns"] == items
    assert_array_equal(np.float32(scores["rows"]), model.score_items(row))


@pytest.mark.parametrize(
    ("items", "type_"),
    [
        ([9_007_199_254_740_993 + 2 * k for k in range(6)], pa.int64()),
        ([2**63 + k for k in range(6)], pa.uint64()),
        (list("abcdef"), pa.string()),
    ],
)
@pytest.mark.parametrize("rows", [[[0] * 6, [1] * 6], [[1] * 6], [[1] * 5 + [0]]])
def test_ids_stay_what_they_are_beside_users_with_few_items_left(items, type_, rows):
    X = (np.random.default_rng(0).random((30, 6)) < 0.4).astype(float)
    model = ItemRecommender(method="ease").fit(X, item_ids=items)
    best = model.recommend(np.array(rows), 2).items
    expected = [[items[k] if k >= 0 else None for k in row] for row in best]
    stream = as_arrow(np.array(rows), [str(item) for item in items])
    with served(Run(estimator=model)) as client:
        found = client.post("/recommend?n=2", json={"rows": rows}).json()["rows"]
        table = post_arrow(client, "/recommend?n=2", stream)
    assert [row[::2] for row in found] == expected
    assert [table[f"item_{k}"].type for k in (1, 2)] == [type_, type_]
    columns = [table[f"item_{k}"].to_pylist() for k in (1, 2)]
    assert [list(row) for row in zip(*columns, strict=True)] == expected


def test_items_whose_ids_are_the_same_text_are_not_given_by_name():
    X = (np.random.default_rng(0).random((30, 3)) < 0.4).astype(float)
    model = ItemRecommender(method="ease").fit(X, item_ids=["1", 1, "b"])
    row = np.array([[1.0, 0, 0]])
    packed = stream_of(pa.table({"rows": row.tolist()}))
    with served(Run(estimator=model)) as client:
        line = refused(client.post("/score_items", json={"rows": [{"1": 1}]}), 422)
        named, kind = stream_of(pa.table({"1": [1]})), {"content-type": ARROW}
        again = client.post("/score_items", content=named, headers=kind)
        found = client.post("/score_items", json=as_json(row)).json()["rows"]
        table = post_arrow(client, "/score_items", packed)
    assert line.startswith("Row 0 names items, and two have the id '1' as text; send")
    assert "The stream names items" in refused(again, 422)
    assert_array_equal(np.float32(found), model.score_items(row))
    assert_array_equal(table["rows"].to_pylist(), model.score_items(row))


@pytest.mark.parametrize(
    "cells",
    [
        pa.array([1, 2]).dictionary_encode(),
        pa.array([1, 2]).cast(pa.decimal128(30, 2)),
        pa.array([1, 2], pa.int8()),
    ],
)
def test_numbers_of_a_stream_may_be_decimals_or_encoded(cells):
    run, _ = tiny_run("autoencoder")
    rows = np.array([[1.0] * 6, [2.0] * 6])
    table = pa.table(dict.fromkeys("012345", cells))
    with served(run) as client:
        found = post_arrow(client, "/encode", stream_of(table))
    assert_same(found, run.model.transform(rows))


def test_what_the_library_warns_of_is_in_the_answer():
    run, _ = tiny_run("table_detector")
    rows = people()[:3].assign(city="Atlantis")
    with served(run) as client:
        (warning,) = client.post("/score", json=as_json(rows)).json()["warnings"]
        table = post_arrow(client, "/score", as_arrow(rows))
    assert "Atlantis" in warning
    assert b"Atlantis" in table.schema.metadata[b"warnings"]


def test_a_connection_is_taken_from_the_moment_the_address_is_known():
    _, address, listener = prepare(tiny_run("autoencoder")[0], "tiny")
    host, port = address.removeprefix("http://").split(":")
    with listener, socket.create_connection((host, int(port)), timeout=5) as waiting:
        assert waiting.getpeername()[1] == int(port)


def test_health_schema_and_openapi_describe_the_server():
    run, _ = tiny_run("autoencoder")
    with served(run) as client:
        health = client.get("/health").json()
        described = client.get("/openapi.json").json()
        page = client.get("/docs")
        head = client.head("/health")  # as some load balancers ask
    assert health["status"] == "ok"
    assert health["model"] == "Autoencoder"
    assert set(described["paths"]) >= {"/encode", "/decode", "/score", "/health"}
    row = described["paths"]["/encode"]["post"]["requestBody"]["content"][JSON]
    assert row["schema"]["properties"]["rows"]["items"]["anyOf"][0]["minItems"] == 6
    assert described["paths"]["/encode"]["post"]["security"] == [{"HTTPBearer": []}]
    assert (
        described["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"
    )
    assert (head.status_code, head.content) == (200, b"")
    assert page.status_code == 404  # it would load scripts from elsewhere


@pytest.mark.parametrize(
    ("classes", "first"),
    [
        (DAYS, DAY),
        (DAYS.astype("datetime64[s]"), f"{DAY}T00:00:00"),
        (DAYS.astype("datetime64[ns]"), f"{DAY}T00:00:00"),
        (np.array(["no", "yes"]), "no"),
        (np.array(["no", "yes"], dtype=object), "no"),
        (np.array([False, True]), False),
        (np.array([1.0, 2.0]), 1.0),
    ],
)
def test_classes_of_every_type_are_predicted(X, classes, first):
    y = classes[np.arange(len(X)) % 2]
    model = small("classifier").fit(X, y)
    expected = model.predict(X[:9])
    with served(Run(estimator=model)) as client:
        answer = client.post("/predict", json={"rows": X[:9].tolist()})
        table = post_arrow(client, "/predict", as_arrow(X[:9]))
    assert answer.status_code == 200
    cells = [row[0] for row in answer.json()["rows"]]
    assert [cell == first for cell in cells] == (expected == classes[0]).tolist()
    assert table.num_rows == 9
