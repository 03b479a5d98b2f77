"""Bodies that do not fit are refused with a status of 4xx, in one line."""

import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from run_folders import people, samples_for, small
from servers import SMALL, as_arrow, as_json, refused, served, stream_of, tiny_run
from sklearn.decomposition import PCA
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

from autoencode import RatingRecommender
from autoencode.methods import ROW_METHODS
from autoencode.serve import describe
from autoencode.serve.bodies import ARROW, JSON
from autoencode.storage import Run

FUZZ = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def numbers():
    """A client of an autoencoder of six numbers."""
    with served(tiny_run("autoencoder")[0], limits=SMALL) as client:
        yield client


@pytest.fixture(scope="module")
def table():
    """A client of an autoencoder of people."""
    with served(tiny_run("table_autoencoder")[0], limits=SMALL) as client:
        yield client


AS_JSON = {"content-type": JSON}
ROW = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("{", 400, "not valid JSON"),
        ("", 400, "not valid JSON"),
        ("[" * 100_000, 413, "larger than"),
        ("[" * 50_000, 400, "not valid JSON"),
        ("[]", 400, '{"rows": [...]}'),
        ('{"rows": [], "rows": []}', 400, "has 'rows' twice"),
        ('{"rows": [{"5": 1, "4": 1, "5": 2}]}', 400, "has '5' twice"),
        ('{"rows": 1}', 400, "list of rows"),
        ('{"rows": [], "more": 1}', 400, '{"rows": [...]}'),
        ('{"rows": ["\\ud800"]}', 400, "surrogate"),
        ({"rows": []}, 422, "has 0 rows"),
        ({"rows": [ROW] * 51}, 422, "51 rows; send 1 to 50"),
        ({"rows": [ROW, ROW[:5]]}, 422, "Row 1 has 5 values; the model takes 6"),
        ({"rows": [ROW, 7]}, 422, "Row 1 is not a list"),
        ({"rows": [ROW, [*ROW[:5], "x"]]}, 422, "Row 1, column 5 is 'x', not a number"),
        ({"rows": [ROW, [*ROW[:5], None]]}, 422, "Row 1, column 5 is missing"),
        ({"rows": [ROW, [True, *ROW[1:]]]}, 422, "Row 1, column 0 is True, not a num"),
        ({"rows": [[False] * 6]}, 422, "Row 0, column 0 is False, not a number; send"),
        ({"rows": [[*ROW[:5], [1]]]}, 422, "Row 0, column 5 is [1], not a number"),
        ({"rows": [[*ROW[:5], {}]]}, 422, "Row 0, column 5 is {}, not a number"),
        ('{"rows": [[1, 2, 3, 4, 5, NaN]]}', 422, "Row 0, column 5 is missing (NaN)"),
        ('{"rows": [[1, 2, 3, 4, 5, 1e999]]}', 422, "Row 0, column 5 is infinite"),
        ('{"rows": [[1, 2, 3, 4, 5, 1%s]]}' % ("0" * 400), 422, "infinite"),
        ({"rows": [{"0": 1}]}, 422, "Row 0 lacks 5 of the 6 columns: '1', '2'"),
        (
            {"rows": [dict(zip("012346", ROW, strict=True))]},
            422,
            "unknown columns: '6'",
        ),
    ],
)
def test_rows_of_numbers_that_do_not_fit_are_named(numbers, body, status, words):
    content = body if isinstance(body, str) else json.dumps(body)
    line = refused(numbers.post("/encode", content=content, headers=AS_JSON), status)
    assert words in line


@pytest.mark.parametrize("names", [None, list("abcdef")])
def test_a_value_too_large_for_the_network_is_named_as_it_was_sent(names):
    X = samples_for(small("autoencoder"))
    scaler = StandardScaler().fit(X)
    model = small("autoencoder").fit(scaler.transform(X))
    run = Run.of(model, scaler, input={"feature_names": names})
    rows = [ROW, [*ROW[:3], 1e30, *ROW[4:]]]
    with served(run) as client:
        line = refused(client.post("/encode", json={"rows": rows}), 422)
    column = "column 3" if names is None else "column 'd'"
    assert line.startswith(f"Row 1, {column} is 1e+30, which is too large for the net")


def test_a_large_value_is_not_named_behind_a_step_that_mixes_columns():
    X = samples_for(small("autoencoder"))
    pipeline = Pipeline([("pca", PCA(5)), ("model", small("autoencoder"))]).fit(X)
    with served(Run(estimator=pipeline)) as client:
        rows = {"rows": [[*ROW[:3], 1e30, *ROW[4:]]]}
        line = refused(client.post("/encode", json=rows), 422)
    assert line.startswith("X has values too large for the network, such as")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_json_is_utf_8(table, encoding):
    row = as_json(people()[:1])["rows"][0] | {"city": "Zürich \ud800"}
    body = json.dumps({"rows": [row]}, ensure_ascii=encoding != "latin-1")
    body = body if encoding != "latin-1" else body.replace("\ud800", "")
    answer = table.post("/encode", content=body.encode(encoding), headers=AS_JSON)
    assert "The body is not valid JSON" in refused(answer, 400)
    row["city"] = "Zürich"
    body = json.dumps({"rows": [row]}, ensure_ascii=False).encode("utf-8-sig")
    assert table.post("/encode", content=body, headers=AS_JSON).status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"age": "old"}, "Row 0, column 'age' is 'old', not a number"),
        ({"age": True}, "Row 0, column 'age' is True, not a number"),
        ({"city": 3}, "Row 0, column 'city' is 3, not a text"),
        ({"city": ["Rome"]}, "Row 0, column 'city' is ['Rome'], not a text"),
        ({"zip": "1001"}, "Row 0, column 'zip' is '1001', not a number"),
        ({"member": "yes"}, "Row 0, column 'member' is 'yes', not true or false"),
        ({"since": "soon"}, "Row 0, column 'since' is 'soon', no date; write it as"),
        ({"since": 20200101}, "Row 0, column 'since' is 20200101, no date"),
        ({"since": "2015"}, "Row 0, column 'since' is '2015', no date; write it as"),
        ({"since": "20200101"}, "Row 0, column 'since' is '20200101', no date"),
        ({"since": "now"}, "Row 0, column 'since' is 'now', no date"),
        ({"town": "Rome"}, "Row 0 has unknown columns: 'town'"),
    ],
)
def test_cells_of_tables_that_do_not_fit_are_named(table, changes, words):
    row = as_json(people()[:1])["rows"][0] | changes
    assert words in refused(table.post("/encode", json={"rows": [row]}), 422)


def test_a_truth_value_is_no_id_of_a_pair():
    run, _ = tiny_run("rating_recommender")
    with served(run) as client:
        line = refused(client.post("/predict", json={"rows": [[1, 2], [True, 2]]}), 422)
    assert line == "Row 1: the user is no text or number."


@pytest.mark.parametrize(("rating_range", "status"), [(None, 200), ((1, 5), 422)])
def test_ratings_are_checked_against_a_range_that_was_given(rating_range, status):
    # As by the method: nobody in the fit need have given the lowest or highest rating.
    X = np.array([[4.0, 3, 0, 2], [3, 0, 2, 4], [0, 2, 4, 3]])
    model = RatingRecommender(method="baseline", rating_range=rating_range).fit(X)
    with served(Run(estimator=model)) as client:
        answer = client.post("/recommend", json={"rows": [{"0": 7}]})
    assert answer.status_code == status
    if status == 422:
        assert "is 7, outside rating_range, 1 to 5" in refused(answer, status)


def test_columns_that_a_table_lacks_are_named(table):
    rows = people()[:2].drop(columns=["city", "zip"]).assign(sity="Rome")
    line = refused(table.post("/encode", json=as_json(rows)), 422)
    assert line == "Row 0 has unknown columns: 'sity'. Did you mean 'city'?"
    stream = as_arrow(people()[:2].drop(columns="city"))
    headers = {"content-type": ARROW}
    line = refused(table.post("/encode", content=stream, headers=headers), 422)
    assert line == "The stream lacks 1 of the 6 columns: 'city'."


def columns(**changed):
    """Six columns of numbers, some of which are replaced."""
    return pa.table({str(number): [0.5] for number in range(6)} | changed)


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"", 400, "not a valid Arrow stream"),
        (b"ARROW1", 400, "not a valid Arrow stream"),
        (stream_of(columns())[:-60], 400, "not a valid Arrow stream"),
        (stream_of(columns(), options=pa.ipc.IpcWriteOptions(compression="zstd")), 400,
         "its buffers are compressed"),
        (stream_of(columns().select(["0", "1"])), 422, "has 2 columns; the model"),
        (stream_of(columns(**{"5": ["x"]})), 422, "Column '5' holds string, not numb"),
        (stream_of(columns(**{"5": [True]})), 422, "holds bool, not numbers; send 1 "),
        (stream_of(columns())[:-8], 400, "it has no end-of-stream marker; send it w"),
        (stream_of(columns()) * 2, 400, "bytes follow its end; send one stream"),
        (stream_of(columns()) + b"\0", 400, "Arrow stream: 1 bytes follow its end"),
        (stream_of(columns(**{"5": [None]})), 422, "Row 0, column 5 is missing (NaN)"),
        (stream_of(columns(**{"5": [np.inf]})), 422, "Row 0, column 5 is infinite"),
        (stream_of(columns(**{"5": [[1.0]]})), 422, "Column '5' holds list"),
        (stream_of(pa.table({"rows": [[1.0] * 6, [1.0]]})), 422, "Row 1 has 1 values"),
        (stream_of(pa.table({"rows": [None, [1.0]]})), 422, "Row 0 has 0 values"),
        (stream_of(pa.table({"rows": pa.nulls(10**7)})), 422, "rows; send 1 to 50"),
    ],
)  # fmt: skip
def test_streams_that_do_not_fit_are_named(numbers, content, status, words):
    headers = {"content-type": ARROW}
    line = refused(numbers.post("/encode", content=content, headers=headers), status)
    assert words in line


def test_a_stream_of_few_bytes_does_not_become_many_cells(table):
    wide = pa.nulls(1, pa.list_(pa.null(), 2**30))
    stream = stream_of(pa.table(dict.fromkeys(people()[:1].columns, wide)))
    headers = {"content-type": ARROW}
    line = refused(table.post("/encode", content=stream, headers=headers), 422)
    assert "not cells" in line


def test_a_text_that_cells_share_counts_once_for_each(table):
    rows = pa.Table.from_pandas(people()[:40], preserve_index=False)
    place = rows.schema.names.index("city")
    text, other = "x" * 8000, ["Rome"] * 39
    for cities, status in (([text] * 40, 413), ([text, *other], 200)):
        shared = pa.array(cities).dictionary_encode()
        stream = stream_of(rows.set_column(place, "city", shared))
        assert len(stream) < SMALL.max_bytes
        answer = table.post("/encode", content=stream, headers={"content-type": ARROW})
        assert answer.status_code == status, answer.text
        if status == 413:
            assert "longer than 65,536 bytes together" in refused(answer, 413)


def test_very_wide_rows_are_sent_in_smaller_requests(monkeypatch):
    monkeypatch.setattr(describe, "MAX_CELLS", 20)
    run, _ = tiny_run("item_recommender")
    with served(run) as client:
        described = client.get("/schema").json()["routes"]["/score_items"]
        users = [{"0": 1}] * 4
        line = refused(client.post("/score_items", json={"rows": users}), 422)
        assert client.post("/score_items", json={"rows": users[:3]}).status_code == 200
    assert described["max_rows"] == 3
    assert line == "The request has 4 rows; send 1 to 3 at once."


def test_a_date_that_python_cannot_hold_is_refused(table):
    rows = pa.Table.from_pandas(people()[:2], preserve_index=False)
    since = pa.array([0, 2**62], pa.timestamp("us"))
    stream = stream_of(rows.set_column(4, "since", since))
    headers = {"content-type": ARROW}
    line = refused(table.post("/encode", content=stream, headers=headers), 422)
    assert "Row 1, column 'since' has a timestamp[us]" in line


def test_compression_of_a_dictionary_is_found_too(table):
    rows = people()[:3].assign(city=pd.Categorical(["Rome", "Oslo", "Rome"]))
    cells = pa.Table.from_pandas(rows, preserve_index=False)
    headers = {"content-type": ARROW}
    plain = table.post("/encode", content=stream_of(cells), headers=headers)
    assert plain.status_code == 200, plain.text
    packed = stream_of(cells, options=pa.ipc.IpcWriteOptions(compression="lz4"))
    line = refused(table.post("/encode", content=packed, headers=headers), 400)
    assert "compressed" in line


@pytest.mark.parametrize(
    ("headers", "status", "words"),
    [
        ({"content-type": "text/csv"}, 415, "Content-Type must be application/json"),
        ({"content-type": ""}, 415, "Content-Type must be"),
        ({"content-type": JSON, "accept": "text/html"}, 406, "Accept must allow"),
        ({"content-type": JSON, "content-encoding": "gzip"}, 415, "uncompressed"),
    ],
)
def test_other_media_types_are_refused(numbers, headers, status, words):
    content = json.dumps({"rows": [ROW]})
    response = numbers.post("/encode", content=content, headers=headers)
    assert words in refused(response, status)


@pytest.mark.parametrize(
    ("accept", "found"),
    [
        (f"{JSON};q=0.1, {ARROW}", ARROW),
        (f"{JSON}; q=0.5, {ARROW}; q=0.4", JSON),
        (f"{ARROW}, {JSON}", ARROW),
        (f"*/*;q=0.1, {ARROW};q=0.2", ARROW),
        (f"{JSON};q=0, */*", ARROW),
        (f"*/*, {JSON};q=0.000", ARROW),
        (f"text/html, application/*;q=0.8, {ARROW};q=0.2", JSON),
        ("text/html, */*;q=0.8", JSON),
        ("*/*", JSON),
    ],
)
def test_the_preferred_media_type_is_sent(numbers, accept, found):
    headers = {"content-type": JSON, "accept": accept}
    content = json.dumps({"rows": [ROW]})
    response = numbers.post("/encode", content=content, headers=headers)
    assert response.headers["content-type"] == found


@pytest.mark.parametrize("accept", [f"{JSON};q=0", "*/*;q=0.0", "text/html;q=1"])
def test_no_media_type_is_sent_that_is_not_accepted(numbers, accept):
    headers = {"content-type": JSON, "accept": accept}
    content = json.dumps({"rows": [ROW]})
    response = numbers.post("/encode", content=content, headers=headers)
    assert "Accept must allow" in refused(response, 406)


def test_routes_and_methods_that_are_not_there_are_named(numbers):
    body = {"rows": [ROW]}
    for path in ("/nowhere", "/encode/"):
        assert "GET /schema" in refused(numbers.post(path, json=body), 404)
    assert "Autoencoder cannot answer /impute" in refused(
        numbers.post("/impute", json=body), 404
    )
    assert "/encode is for POST" in refused(numbers.get("/encode"), 405)
    other = numbers.delete("/encode")
    assert refused(other, 405) == "Only GET, HEAD and POST are answered."
    assert other.headers["allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize(
    "n", ["0", "00", "101", "000000001000000000", "1e1", "\u0663", ""]
)
def test_a_number_of_items_beyond_the_limit_is_refused(numbers, n):
    # Zeros in front hid a number that made the model's thread work for hours.
    response = numbers.post(f"/encode?n={n}", json={"rows": [ROW]})
    assert "n must be from 1 to 100" in refused(response, 422)
    assert numbers.post("/encode?n=007", json={"rows": [ROW]}).status_code == 200


@pytest.mark.parametrize("n", ["0", "x", "-1", "1.5", "99999999999", "²"])
def test_the_number_of_results_is_checked(numbers, n):
    response = numbers.post("/encode", params={"n": n}, json={"rows": [ROW]})
    assert "n must be from 1 to 100;" in refused(response, 422)


CELL = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
ANY = st.recursive(
    CELL,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=9,
)
NAMES = st.sampled_from([*"0123456", *people()[:1].columns])
ROWS = st.lists(
    st.lists(CELL, min_size=6, max_size=6) | st.dictionaries(NAMES, CELL) | ANY,
    max_size=4,
)
TYPES = st.sampled_from([JSON, ARROW, "text/plain"])


def assert_answered(response):
    """A request is answered, or refused in one line, and never fails."""
    assert response.status_code == 200 or 400 <= response.status_code < 500
    if response.status_code != 200:
        refused(response, response.status_code)


@FUZZ
@given(rows=ROWS, word=st.sampled_from([*ROW_METHODS]))
def test_any_rows_are_answered_or_refused(numbers, table, rows, word):
    content = json.dumps({"rows": rows}).encode()
    for client in (numbers, table):
        headers = {"content-type": JSON}
        assert_answered(client.post(f"/{word}", content=content, headers=headers))


@FUZZ
@given(place=st.integers(0, 3_000), bits=st.integers(1, 255), cut=st.integers(0, 4_000))
def test_any_damage_of_a_stream_is_answered_or_refused(table, place, bits, cut):
    content = bytearray(as_arrow(people()[:3]))
    content[place % len(content)] ^= bits
    content = bytes(content[: max(1, len(content) - cut // 40)])
    headers = {"content-type": ARROW, "accept": JSON}
    assert_answered(table.post("/encode", content=content, headers=headers))


@FUZZ
@given(content=st.binary(max_size=200), media_type=TYPES)
def test_any_bytes_are_answered_or_refused(numbers, content, media_type):
    headers = {"content-type": media_type}
    assert_answered(numbers.post("/score", content=content, headers=headers))
