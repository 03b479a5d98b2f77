"""Whom the server answers, what it bounds, and what it counts."""

import json
import socket
import time
from urllib.parse import urlsplit

import httpx
import pytest
from servers import TOKEN, refused, served, tiny_run

from autoencode.serve import server
from autoencode.serve.describe import Limits

BODY = json.dumps({"rows": [[0.5] * 6]}).encode()
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def run():
    """An autoencoder of six numbers."""
    return tiny_run("autoencoder")[0]


@pytest.fixture(scope="module")
def client(run):
    """A client that holds the token."""
    with served(run, limits=Limits(max_bytes=2**16)) as client:
        yield client


def test_a_proxy_may_pass_on_names_that_are_allowed(run):
    with served(run, allowed_hosts=["Models.example.com"]) as client:
        for origin in ({}, {"origin": "https://models.example.com"}):
            named = {"host": "models.example.com"} | origin
            assert client.get("/health", headers=named).status_code == 200
        other = {"host": "models.example.com.evil.example"}
        refused(client.get("/health", headers=other), 403)
        page = {"host": "models.example.com", "origin": "https://evil.example"}
        refused(client.get("/health", headers=page), 403)


@pytest.mark.parametrize("path", ["/health", "/metrics", "/schema", "/openapi.json"])
def test_nothing_is_answered_without_the_token(client, path):
    for headers in (
        {},
        {"authorization": TOKEN},
        {"authorization": f"Basic {TOKEN}"},
        {"authorization": f"Bearer {TOKEN}x"},
        {"authorization": "Bearer"},
        {"cookie": f"token={TOKEN}"},
    ):
        response = httpx.get(str(client.base_url) + path, headers=headers)
        assert "no valid token" in refused(response, 401)
        assert response.headers["www-authenticate"] == "Bearer"
    assert client.get(path).status_code == 200
    assert client.get(path + f"?token={TOKEN}").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "none"}, 200),
    ],
)
def test_requests_of_other_pages_and_names_are_refused(client, headers, status):
    response = client.post("/encode", content=BODY, headers=JSON | headers)
    assert response.status_code == status
    if status == 403:
        refused(response, 403)


def test_without_a_token_the_host_is_checked_all_the_same(run):
    with served(run, token=None) as client:
        del client.headers["authorization"]
        assert client.post("/encode", content=BODY, headers=JSON).status_code == 200
        headers = JSON | {"host": "evil.example"}
        refused(client.post("/encode", content=BODY, headers=headers), 403)


def test_large_bodies_and_addresses_are_refused(client):
    huge = b"0" * (2**16 + 1)
    assert "65,536 bytes" in refused(client.post("/encode", content=huge), 413)
    chunks = (b"0" * 2**14 for _ in range(5))  # without a length
    response = client.post("/encode", content=chunks, headers=JSON)
    assert "65,536 bytes" in refused(response, 413)
    refused(client.get("/health?" + "x" * 5000), 414)
    assert client.get("/health").status_code == 200  # and it goes on


def test_requests_beyond_the_rate_are_refused(run):
    with served(run, limits=Limits(rate=0.5)) as client:
        answers = [client.get("/health") for _ in range(3)]
        strangers = httpx.get(f"{client.base_url}/health")
    assert answers[0].status_code == 200
    refused(answers[2], 429)
    assert answers[2].headers["retry-after"] == "1"
    assert strangers.status_code == 401  # they do not use up the rate


def _begin(client, n_bytes):
    """Send a request without the end of its body; its socket."""
    address = urlsplit(str(client.base_url))
    connection = socket.create_connection((address.hostname, address.port))
    head = f"POST /encode HTTP/1.1\r\nHost: {address.netloc}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {n_bytes}\r\n"
    head += f"Authorization: Bearer {TOKEN}\r\nConnection: close\r\n\r\n"
    connection.sendall(head.encode())
    return connection


def _waiting(client):
    lines = client.get("/metrics").text.splitlines()
    (line,) = (x for x in lines if x.startswith("autoencode_waiting_requests "))
    return int(line.split()[1])


def _until_waiting(client, n):
    """Wait until so many requests are in the queue."""
    end = time.monotonic() + 10
    while _waiting(client) != n and time.monotonic() < end:
        time.sleep(0.01)
    assert _waiting(client) == n


def test_requests_beyond_the_queue_are_refused_until_there_is_a_place(run):
    with served(run, limits=Limits(max_waiting=1)) as client:
        with _begin(client, len(BODY)) as connection:
            _until_waiting(client, 1)
            response = client.post("/encode", content=BODY, headers=JSON)
            assert "1 requests are waiting" in refused(response, 503)
            assert response.headers["retry-after"] == "1"
            connection.sendall(BODY)
            assert connection.recv(1000).startswith(b"HTTP/1.1 200")
        _until_waiting(client, 0)
        assert client.post("/encode", content=BODY, headers=JSON).status_code == 200


def test_a_body_that_does_not_arrive_gives_its_place_back(run, monkeypatch):
    monkeypatch.setattr(server, "SECONDS_TO_READ", 0.05)
    with served(run) as client, _begin(client, 100) as connection:
        assert connection.recv(1000).startswith(b"HTTP/1.1 408")
        assert _waiting(client) == 0


def test_a_client_that_goes_away_gives_its_place_back(run):
    with served(run) as client:
        with _begin(client, 100):
            _until_waiting(client, 1)
        _until_waiting(client, 0)


def test_metrics_count_requests_rows_and_seconds(run):
    with served(run) as client:
        rows = json.dumps({"rows": [[0.5] * 6] * 3}).encode()
        client.post("/encode", content=rows, headers=JSON)
        client.post("/encode", content=b"{", headers=JSON)
        for number in range(3):
            client.get(f"/unknown/{number}")
        httpx.get(f"{client.base_url}/health")
        response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = response.text.splitlines()
    for line in (
        'autoencode_requests_total{route="/encode",status="200"} 1',
        'autoencode_requests_total{route="/encode",status="400"} 1',
        'autoencode_requests_total{route="other",status="404"} 3',
        'autoencode_requests_total{route="/health",status="401"} 1',
        'autoencode_rows_total{route="/encode"} 3',
        'autoencode_request_seconds_bucket{route="/encode",le="+Inf"} 2',
        'autoencode_request_seconds_count{route="/encode"} 2',
        "autoencode_waiting_requests 0",
    ):
        assert line in lines
    for line in lines:  # name, labels in braces, a number
        assert line.startswith("#") or float(line.rsplit(" ", 1)[1]) >= 0
