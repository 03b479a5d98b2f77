"""Under which names a server is asked."""

import threading
from contextlib import contextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from autoencode.web import listening
from autoencode.web.listening import hosts_of, is_own_address, listen, server_of
from autoencode.web.security import Bearer, Guard


@contextmanager
def guarded(host):
    """Serve a text under the guard's protection; yields the port."""
    place = listen(host, 0)
    routes = [Route("/", lambda request: PlainTextResponse("hello"))]
    app = Guard(Starlette(routes=routes), place.hosts, Bearer(None), 100)
    server = server_of(app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [place.listener]})
    thread.start()
    try:
        yield place.listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        place.listener.close()


def test_browsers_leave_out_the_port_of_http():
    assert {"127.0.0.1", "127.0.0.1:80", "localhost", "[::1]"} <= hosts_of("::1", 80)
    assert "localhost" not in hosts_of("127.0.0.1", 8000)


def test_a_machine_that_does_not_know_its_address_is_reached_under_it(monkeypatch):
    # As where the hosts file maps its name to the loopback interface.
    monkeypatch.setattr(listening, "_own_addresses", lambda: {"127.0.1.1"})
    with guarded("0.0.0.0") as port:
        own = f"127.0.0.2:{port}"  # all of 127.* is this machine
        page = {"origin": f"http://{own}"}
        assert httpx.get(f"http://{own}/", headers=page).status_code == 200
        for others in (
            {"host": f"evil.example:{port}"},
            {"host": f"127.0.0.3:{port}"},
            {"host": "127.0.0.2"},
            {"origin": f"http://evil.example:{port}"},
        ):
            assert httpx.get(f"http://{own}/", headers=others).status_code == 403


@pytest.mark.parametrize(
    ("host", "server", "is_own"),
    [
        ("192.168.1.5:8000", ("192.168.1.5", 8000), True),
        ("192.168.1.5:8000", ("::ffff:192.168.1.5", 8000), True),
        ("192.168.1.5", ("192.168.1.5", 80), True),
        ("192.168.1.5", ("192.168.1.5", 8000), False),
        ("192.168.1.5:8001", ("192.168.1.5", 8000), False),
        ("[fe80::1]:8000", ("fe80::1%eth0", 8000), True),
        ("", ("/run/socket", None), False),
        ("", None, False),
    ],
)
def test_the_address_of_a_connection_is_compared_with_its_port(host, server, is_own):
    assert is_own_address(host, server) == is_own
