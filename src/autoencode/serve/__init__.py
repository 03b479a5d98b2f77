"""Server of a saved run for programs: its methods as routes, JSON and Arrow.

`serve` starts it on this machine, by the same rules of security as the explorer.
"""

import secrets
import socket
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from autoencode.web import listening
from autoencode.web.listening import LOOPBACK, listen, server_of

if TYPE_CHECKING:
    from autoencode.serve.describe import Limits
    from autoencode.storage import Run

MAX_CONNECTIONS = 256
N_BYTES = 24  # of a token that is drawn


def serve(
    run: "Run",
    name: str,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    allowed_hosts: Iterable[str] = (),
    token: str | None = None,
    needs_token: bool = True,
    limits: "Limits | None" = None,
    report: Callable[[str], object] = print,
) -> None:
    """Serve a run until it is interrupted; requests that are running are answered.

    Parameters
    ----------
    run : Run
        The run.
    name : str
        Its name, for ``/health``.
    host : str, default="127.0.0.1"
        Address to listen on. Any other than the loopback interface lets other machines
        reach the server, without encryption.
    port : int, default=0
        Port to listen on; 0 takes a free one.
    allowed_hosts : iterable of str, default=()
        Further values of ``Host`` that are answered, such as the name of a proxy.
    token : str or None, default=None
        Token that requests must have; None draws one and reports it.
    needs_token : bool, default=True
        Whether requests need a token.
    limits : Limits or None, default=None
        Bounds of requests; None takes the defaults.
    report : callable, default=print
        Called with lines about the address and the token.

    Raises
    ------
    InvalidParameterError
        Without FastAPI and uvicorn, or if the port cannot be used.
    KeyboardInterrupt
        At the end, after Ctrl-C and the answers to running requests.
    """
    is_drawn = needs_token and token is None
    if not needs_token:
        token = None
    elif token is None:
        token = secrets.token_urlsafe(N_BYTES)
    server, address, listener = prepare(
        run,
        name,
        host=host,
        port=port,
        allowed_hosts=allowed_hosts,
        token=token,
        limits=limits,
    )
    report(f"Serving {name} at {address}; the routes: {address}/schema")
    if is_drawn:
        report(f"Token: {token}")
    if host not in LOOPBACK:
        report("Others in the network can reach this server; it is not encrypted.")
    if not needs_token:
        report("Requests need no token: every program that reaches it is answered.")
    report("Press Ctrl-C to stop.")
    server.run(sockets=[listener])
    # Whether asyncio raises it depends on the moment of the signal.
    raise KeyboardInterrupt


def prepare(
    run: "Run",
    name: str,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    allowed_hosts: Iterable[str] = (),
    token: str | None = None,
    limits: "Limits | None" = None,
) -> tuple[Any, str, socket.socket]:
    """Return the server, not yet running, its address, and its socket."""
    check_installed()
    from autoencode.serve.describe import Limits
    from autoencode.serve.server import create_app

    limits = limits or Limits()
    place = listen(host, port, allowed_hosts)
    app = create_app(run, name, place.hosts, token, limits)
    server = server_of(app, limit_concurrency=MAX_CONNECTIONS)
    return server, place.address, place.listener


def check_installed() -> None:
    """Raise InvalidParameterError if the packages of the extra are missing."""
    listening.check_installed("autoencode serve", "serve")
