"""Where a server listens, and under which names it is asked."""

import errno
import socket
from collections.abc import Iterable
from typing import Any, NamedTuple

from autoencode.errors import InvalidParameterError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
ANY = ("0.0.0.0", "::")  # all addresses of the machine
HTTP_PORT = 80
SECONDS_TO_FINISH = 30  # for requests that are being answered at the end


class Place(NamedTuple):
    """Where a server listens.

    Parameters
    ----------
    listener : socket
        Bound, not yet listening.
    hosts : set of str
        Allowed values of ``Host``: names, most of them with the port.
    address : str
        Address to open, without a path: "http://127.0.0.1:8000".
    """

    listener: socket.socket
    hosts: set[str]
    address: str


def listen(host: str, port: int, allowed: Iterable[str] = ()) -> Place:
    """Bind a socket to an address of this machine; port 0 takes a free one.

    ``allowed`` are further names under which the server is asked, such as that of a
    proxy, with or without a port.

    Raises
    ------
    InvalidParameterError
        If the address or the port cannot be used.
    """
    listener = _bound(host, port)
    port = listener.getsockname()[1]
    name = socket.gethostname() if host in ANY else in_address(host)
    hosts = hosts_of(host, port) | {each.lower() for each in allowed}
    return Place(listener, hosts, f"http://{name}:{port}")


def hosts_of(host: str, port: int) -> set[str]:
    """Return the values of ``Host`` of those who ask a server at this place.

    Addresses that the machine has without knowing are not among them: see
    `is_own_address`.
    """
    names = {in_address(host), "localhost", "127.0.0.1", "[::1]"}
    if host in ANY:
        names |= {socket.gethostname(), *_own_addresses()}
    return {each.lower() for name in names for each in _with_port(name, port)}


def is_own_address(host: str, server: Any) -> bool:
    """Whether a ``Host`` is the address and port to which a connection was made.

    A machine need not know its addresses: many hosts files map its name to 127.0.1.1.
    An address, unlike a name, cannot be pointed to this machine by others.

    Parameters
    ----------
    host : str
        In lower case.
    server : tuple or None
        Address and port of the connection: ``server`` of an ASGI scope.
    """
    if not server or not server[1]:  # a Unix socket
        return False
    address = str(server[0]).removeprefix("::ffff:").partition("%")[0].lower()
    return host in _with_port(in_address(address), server[1])


def in_address(host: str) -> str:
    """Return a host as addresses of pages have it: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def _with_port(name: str, port: int) -> list[str]:
    """Return a name with the port; browsers leave out that of HTTP."""
    return [f"{name}:{port}", name] if port == HTTP_PORT else [f"{name}:{port}"]


def server_of(app: Any, **settings: Any) -> Any:
    """Return the server of an ASGI application, not yet running.

    At the end (Ctrl-C) requests that are being answered are finished.
    """
    import uvicorn

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        lifespan="off",
        **settings,
    )
    return uvicorn.Server(config)


def check_installed(what: str, extra: str) -> None:
    """Raise InvalidParameterError if fastapi or uvicorn is missing.

    ``what`` needs them, and ``extra`` installs them.
    """
    try:
        import fastapi  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise InvalidParameterError(
            f"{what} needs fastapi and uvicorn. Install them: "
            f"pip install 'autoencode[{extra}]'."
        ) from error


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends without delay only where the protocol is named: without it each
    # answer waits 40 ms for the client's acknowledgement of its headers.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # who reads the address may connect before the server runs
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or error
        is_host = isinstance(error, socket.gaierror) or (
            getattr(error, "errno", None) in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
        )
        way_out = "--host" if is_host else "--port"
        raise InvalidParameterError(
            f"Cannot listen on {host} port {port}: {reason}. Choose another {way_out}."
        ) from error
    return listener


def _own_addresses() -> set[str]:
    """Return the addresses of this machine by its name."""
    try:
        return set(socket.gethostbyname_ex(socket.gethostname())[2])
    except OSError:
        return set()
