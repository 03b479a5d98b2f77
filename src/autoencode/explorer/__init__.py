"""Explorer: a map of a run's codes in the browser, which decodes any point of it.

`explore` starts a server on this machine; the page draws the points and asks it for
samples, reconstructions and decoded codes.
"""

import os
import secrets
import socket
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autoencode.web import listening
from autoencode.web.listening import LOOPBACK, listen, server_of

if TYPE_CHECKING:
    from autoencode.explorer.shown import Shown
    from autoencode.explorer.swept import Swept
    from autoencode.scenes.scene import Scene


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
        open_page(address)
    server.run(sockets=[listener])


def open_page(address: str) -> None:
    """Open a page in the default browser, but not in one inside the terminal.

    Text browsers, which Python starts where there is no desktop, as in a remote shell,
    would hold up the command. The variable BROWSER names one that is wanted.
    """
    try:
        browser = webbrowser.get()
    except webbrowser.Error:  # there is none
        return
    is_text = isinstance(browser, webbrowser.GenericBrowser)
    if isinstance(browser, webbrowser.BackgroundBrowser) or os.environ.get("BROWSER"):
        is_text = False
    if not is_text:
        browser.open(address)


def prepare(
    shown: "Shown", *, host: str = "127.0.0.1", port: int = 0
) -> tuple[Any, str, socket.socket]:
    """Return the server, not yet running, its address with token, and its socket."""
    check_installed()
    from autoencode.explorer.server import create_app

    place, token = listen(host, port), secrets.token_urlsafe(24)
    app = create_app(shown, place.hosts, token)
    return server_of(app), f"{place.address}/?token={token}", place.listener


def check_installed() -> None:
    """Raise InvalidParameterError if the packages of the extra are missing."""
    listening.check_installed("The explorer", "explore")
