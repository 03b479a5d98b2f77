"""The explorer's server: answers, and what it refuses."""

import json
import socket
from urllib.parse import urlsplit

import httpx
import numpy as np
import pyarrow as pa
import pytest
from numpy.testing import assert_array_equal
from scenes import image_scene, served

from autoencode.errors import InvalidParameterError
from autoencode.explorer import prepare
from autoencode.explorer.shown import Shown
from autoencode.web.security import Bucket


@pytest.fixture(scope="module")
def scene():
    return image_scene()


@pytest.fixture(scope="module")
def address(scene):
    with served(scene) as address:
        yield address


@pytest.fixture(scope="module")
def client(address):
    """A browser that has opened the printed address."""
    with httpx.Client(base_url=_base(address), follow_redirects=True) as client:
        assert client.get(address).status_code == 200
        yield client


def _base(address):
    return address.split("/?")[0]


def test_the_token_becomes_a_cookie_and_leaves_the_address(scene):
    with served(scene) as address:
        first = httpx.get(address)
        assert (first.status_code, first.headers["location"]) == (303, "/")
        cookie = first.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert httpx.get(address).status_code == 401  # valid once
        page = httpx.get(_base(address), cookies=first.cookies)
        assert page.status_code == 200
        assert "unsafe" not in page.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/api/runs", "/static/app.js", "/openapi.json"])
def test_nothing_is_answered_without_the_cookie(client, address, path):
    response = httpx.get(_base(address) + path)
    assert response.status_code == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 403),
        ({"host": "127.0.0.1:1"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
    ],
)
def test_requests_of_other_pages_and_names_are_refused(client, headers, status):
    assert client.get("/api/runs", headers=headers).status_code == status


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server.py",
        "/static/%2e%2e/server.py",
        "/static/..%2f..%2fserver.py",
        "/static//etc/passwd",
        "/static/vendor/../../scene.py",
        "/static/",
    ],
)
def test_no_path_reaches_the_disk(client, path):
    assert client.get(path).status_code == 404


def test_large_bodies_and_addresses_are_refused(client):
    huge = b"0" * (17 * 2**20)
    assert client.post("/api/runs/0/select", content=huge).status_code == 413
    chunks = (b"0" * 2**20 for _ in range(17))  # without a length
    assert client.post("/api/runs/0/select", content=chunks).status_code == 413
    assert client.get("/api/runs/0/search?text=" + "x" * 5000).status_code == 414
    assert client.get("/api/runs").status_code == 200  # and it goes on


def test_requests_beyond_the_rate_are_refused():
    bucket = Bucket(rate=0.001, burst=3)
    assert [bucket.take() for _ in range(5)] == [True, True, True, False, False]


def test_points_travel_as_arrow_in_random_order(client, scene):
    content = client.get("/api/runs/0/points/0").content
    table = pa.ipc.open_stream(content).read_all()
    assert table.column_names == ["row", "x", "y"]
    rows = table["row"].to_numpy()
    assert sorted(rows) == list(range(scene.n_rows))
    points = np.column_stack([table["x"].to_numpy(), table["y"].to_numpy()])
    assert_array_equal(points, scene.codes[rows])
    colors = pa.ipc.open_stream(client.get("/api/runs/0/colors/0").content).read_all()
    assert json.loads(colors.schema.metadata[b"categories"]) == ["even", "odd"]
    assert_array_equal(colors["value"].to_numpy(), scene.dataset.y[rows])


def test_decoding_answers_with_the_nearest_rows(client, scene):
    code = scene.codes[4].tolist()
    answer = client.post("/api/runs/0/decode", json={"code": code}).json()
    assert answer["decoded"] == scene.decode(code)
    assert answer["nearest"][0]["row"] == 4
    frames = client.post("/api/runs/0/path", json={"codes": [code] * 3}).json()[
        "frames"
    ]
    assert frames == [scene.decode(code)] * 3


@pytest.mark.parametrize(
    ("path", "content", "status"),
    [
        ("/api/runs/1/decode", {"code": [0, 0]}, 404),
        ("/api/runs/0/decode", {"code": [0]}, 400),
        ("/api/runs/0/decode", {"code": ["a", 0]}, 422),
        ("/api/runs/0/decode", {"code": []}, 422),
        ("/api/runs/0/decode", {}, 422),
        ("/api/runs/0/path", {"codes": [[0, 0]] * 1000}, 422),
        ("/api/runs/0/encode?suffix=exe", {}, 422),
        ("/api/runs/0/export?format=xlsx", {}, 422),
    ],
)
def test_invalid_requests_get_one_line(client, path, content, status):
    response = client.post(path, json=content)
    assert response.status_code == status
    assert list(response.json()) == ["error"]
    assert "\n" not in response.json()["error"]


def test_other_methods_are_refused(client):
    assert client.delete("/api/runs").status_code == 405
    assert client.get("/api/runs/0/decode").status_code == 405


def test_answers_are_sent_without_delay(scene):
    # Only with the protocol named does asyncio set TCP_NODELAY.
    _, _, listener = prepare(Shown([scene]))
    with listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_port_in_use_is_reported(address, scene):
    port = urlsplit(address).port
    with pytest.raises(InvalidParameterError, match=f"port {port}.*--port"):
        prepare(Shown([scene]), port=port)
