"""Explorer: a map of a run's codes in the browser, which decodes any point of it.

`explore` starts a server on this machine; the page draws the points and asks it for
samples, reconstructions and decoded codes.
"""

import secrets
import socket
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autoencode.errors import InvalidParameterError

if TYPE_CHECKING:
    from autoencode.explorer.shown import Shown
    from autoencode.explorer.swept import Swept
    from autoencode.scenes.scene import Scene

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def explore(
    scenes: "list[Scene]",
    *,
    sweep: "Swept | None" = None,
    host: str = "127.0.0.1",
    port: int = 0,
    open_browser: bool = True,
    report: Callable[[str], object] = print,
) -> None:
    """Serve the explorer until it is interrupted.

    Parameters
    ----------
    scenes : list of Scene
        One run, or two to compare.
    sweep : Swept or None, default=None
        The sweep that the run is one of; its other fits can be chosen.
    host : str, default="127.0.0.1"
        Address to listen on. Any other than the loopback interface lets other machines
        reach the explorer, without encryption.
    port : int, default=0
        Port to listen on; 0 takes a free one.
    open_browser : bool, default=True
        Whether the page is opened in the default browser.
    report : callable, default=print
        Called with a line that holds the address.

    Raises
    ------
    InvalidParameterError
        Without FastAPI and uvicorn, or if the port cannot be used.
    """
    from autoencode.explorer.shown import Shown

    server, address, listener = prepare(
        Shown(scenes, sweep=sweep), host=host, port=port
    )
    report(f"Explore at {address}")
    if host not in LOOPBACK:
        report("Others in the network can reach this page; it is not encrypted.")
    report("Press Ctrl-C to stop.")
    if open_browser:
        webbrowser.open(address)
    server.run(sockets=[listener])


def prepare(
    shown: "Shown", *, host: str = "127.0.0.1", port: int = 0
) -> tuple[Any, str, socket.socket]:
    """Return the server, not yet running, its address with token, and its socket."""
    check_installed()
    import uvicorn

    from autoencode.explorer.server import create_app

    listener = _listen(host, port)
    port = listener.getsockname()[1]
    name = f"[{host}]" if ":" in host else host
    names = {name, "localhost", "127.0.0.1", "[::1]"}
    if host in ("0.0.0.0", "::"):
        names |= {socket.gethostname().lower(), *_own_addresses()}
        name = socket.gethostname()
    token = secrets.token_urlsafe(24)
    app = create_app(shown, {f"{each}:{port}".lower() for each in names}, token)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_keep_alive=5, lifespan="off"
    )
    return uvicorn.Server(config), f"http://{name}:{port}/?token={token}", listener


def check_installed() -> None:
    """Raise InvalidParameterError if the packages of the extra are missing."""
    try:
        import fastapi  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise InvalidParameterError(
            "The explorer needs fastapi and uvicorn. Install them: "
            "pip install 'autoencode[explore]'."
        ) from error


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends without delay only where the protocol is named: without it each
    # answer waits 40 ms for the browser's acknowledgement of its headers.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or error
        raise InvalidParameterError(
            f"Cannot listen on {host} port {port}: {reason}. Choose another --port."
        ) from error
    return listener


def _own_addresses() -> set[str]:
    """Return the addresses of this machine by its name."""
    try:
        return set(socket.gethostbyname_ex(socket.gethostname())[2])
    except OSError:
        return set()
