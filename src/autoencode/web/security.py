"""What protects a server of this package from other users, pages and hosts.

It listens on the loopback interface unless told otherwise. Requests of other pages are
refused by their ``Host`` and ``Origin``, so that a name that another site points to
this machine (DNS rebinding) is of no use to it; their size and rate are limited. A
`Cookie`, for a page in the browser, or a `Bearer`, for programs, decides who may ask.
"""

import hmac
import json
import secrets
import threading
import time
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any, Protocol
from urllib.parse import parse_qs

from autoencode.web.listening import is_own_address

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

# No eval, no inline script or style, nothing from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
METHODS = ("GET", "HEAD", "POST")
MAX_TARGET = 4_096  # bytes of path and query
RATE = 200.0  # requests a second
RETRY = (429, 503)  # statuses after which a client may ask again
EXPIRED = (
    "This address was used already, or is not the one that was printed. Open the page "
    "in the browser that used it, or start the command again."
)
NO_TOKEN = (
    "The request has no valid token. Send the header 'Authorization: Bearer TOKEN', "
    "with the token that autoencode serve printed or was given."
)


class Admission(Protocol):
    """Decides who may ask."""

    async def __call__(self, scope: Scope, headers: dict[str, str], send: Send) -> bool:
        """Return True if a request passes; else answer it, and return False."""


class Cookie:
    """Admits the browser that opened the printed address.

    The token in that address is valid once: it is exchanged for a cookie.

    Parameters
    ----------
    token : str
        Secret of the printed address.
    """

    def __init__(self, token: str) -> None:
        self._token: str | None = token
        self._session = secrets.token_urlsafe(32)
        self._cookie = "autoencode-" + secrets.token_hex(4)  # ports share cookies
        self._lock = threading.Lock()

    async def __call__(self, scope: Scope, headers: dict[str, str], send: Send) -> bool:
        """Return True for a request with the cookie; give it for the token."""
        query = scope.get("query_string", b"").decode("latin-1")
        if scope["path"] == "/" and "token=" in query:
            await self._let_in(query, headers, send)
            return False
        if not self._knows(headers.get("cookie", "")):
            await answer(send, 401, EXPIRED)
            return False
        return True

    async def _let_in(self, query: str, headers: dict[str, str], send: Send) -> None:
        """Exchange the token for the cookie, and take it out of the address."""
        given = parse_qs(query).get("token", [""])[0]
        with self._lock:
            token = self._token
            is_right = token is not None and hmac.compare_digest(
                given.encode(), token.encode()
            )
            if is_right:
                self._token = None
        moved = [(b"location", b"/")]
        if is_right:
            cookie = (
                f"{self._cookie}={self._session}; HttpOnly; SameSite=Strict; Path=/"
            )
            moved.append((b"set-cookie", cookie.encode()))
        elif not self._knows(headers.get("cookie", "")):
            await answer(send, 401, EXPIRED)
            return
        await answer(send, 303, "", moved)

    def _knows(self, cookies: str) -> bool:
        """Whether a request holds the cookie."""
        try:
            found = SimpleCookie(cookies).get(self._cookie)
        except CookieError:
            return False
        return found is not None and hmac.compare_digest(
            found.value.encode(), self._session.encode()
        )


class Bearer:
    """Admits programs that send a token in the ``Authorization`` header.

    Parameters
    ----------
    token : str or None
        The secret; None admits all.
    """

    def __init__(self, token: str | None) -> None:
        self._token = token

    async def __call__(self, scope: Scope, headers: dict[str, str], send: Send) -> bool:
        """Return True for a request with the token."""
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if self._token is None or (
            scheme.lower() == "bearer"
            and hmac.compare_digest(given.strip().encode(), self._token.encode())
        ):
            return True
        challenge = [(b"www-authenticate", b"Bearer")]
        await answer(send, 401, NO_TOKEN, challenge, as_json=True)
        return False


class Guard:
    """ASGI middleware: refuses all requests but those that are admitted.

    Parameters
    ----------
    app : ASGI application
        Called with the requests that pass.
    hosts : set of str
        Allowed values of ``Host``, beside the address to which a connection was made;
        those of ``Origin`` begin with http:// or https://.
    admits : Cookie or Bearer
        Decides who may ask.
    max_body : int
        Bytes of the largest body.
    rate : float, default=200
        Requests answered per second; twice as many at once.
    as_json : bool, default=False
        Whether refusals are ``{"error": ...}`` and not plain text.
    """

    def __init__(
        self,
        app: Any,
        hosts: set[str],
        admits: Admission,
        max_body: int,
        *,
        rate: float = RATE,
        as_json: bool = False,
    ) -> None:
        self.app, self.hosts, self.max_body = app, hosts, max_body
        self._admits, self._as_json = admits, as_json
        self._bucket = Bucket(rate, 2 * rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in scope["headers"]
        }
        refused = self._refused(scope, headers)
        if refused is not None:
            await answer(send, *refused, as_json=self._as_json)
            return
        if not await self._admits(scope, headers, send):
            return
        if not self._bucket.take():  # after that: strangers use up nothing
            reason = "Too many requests at once; wait a second."
            await answer(send, 429, reason, as_json=self._as_json)
            return
        await self._bounded(scope, receive, send)

    def _refused(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        """Return status and reason if a request is refused whoever sends it."""
        target = len(scope.get("raw_path") or b"") + len(scope.get("query_string", b""))
        if target > MAX_TARGET:
            return 414, "The address is too long."
        if scope["method"] not in METHODS:
            return 405, "Only GET, HEAD and POST are answered."
        if not self._is_own(headers.get("host", ""), scope):
            return 403, "The Host of the request is not this server's."
        origin = headers.get("origin")
        page = (origin or "").removeprefix("http://").removeprefix("https://")
        if origin is not None and not self._is_own(page, scope):
            return 403, "The request comes from another page."
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            # The first request may come from a link; it holds no cookie, but a token.
            is_first = scope["path"] == "/" and scope["method"] == "GET"
            if not is_first:
                return 403, "The request comes from another page."
        size = headers.get("content-length", "0")
        if not (size.isascii() and size.isdigit()) or int(size) > self.max_body:
            return 413, f"The request is larger than {self.max_body:,} bytes."
        return None

    def _is_own(self, host: str, scope: Scope) -> bool:
        """Whether a host is this server: a known name, or the connection's address."""
        host = host.lower()
        return host in self.hosts or is_own_address(host, scope.get("server"))

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; its body is cut off at the largest size."""
        n_bytes, too_large, started = 0, False, False

        async def counted() -> dict[str, Any]:
            nonlocal n_bytes, too_large
            message = await receive()
            n_bytes += len(message.get("body", b""))
            if n_bytes > self.max_body:
                too_large = True
                return {"type": "http.disconnect"}
            return message

        async def headed(message: dict[str, Any]) -> None:
            nonlocal started
            if too_large and not started:
                return
            if message["type"] == "http.response.start":
                started = True
                own = [(k.encode(), v.encode()) for k, v in HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *own]}
            await send(message)

        try:
            await self.app(scope, counted, headed)
        except Exception:
            if not too_large:
                raise
        if too_large and not started:
            reason = f"The request is larger than {self.max_body:,} bytes."
            await answer(send, 413, reason, as_json=self._as_json)


class Bucket:
    """A limit of requests: ``rate`` a second, ``burst`` at once."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._left, self._then = burst, time.monotonic()

    def take(self) -> bool:
        """Count a request; return False if it is one too many."""
        now = time.monotonic()
        self._left = min(self.burst, self._left + (now - self._then) * self.rate)
        self._then = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


async def answer(
    send: Send,
    status: int,
    reason: str,
    headers: list[tuple[bytes, bytes]] | None = None,
    *,
    as_json: bool = False,
) -> None:
    """Send a short answer: plain text, or ``{"error": reason}``."""
    own = [(k.encode(), v.encode()) for k, v in HEADERS.items()]
    if status in RETRY:
        own.append((b"retry-after", b"1"))
    if status == 405:
        own.append((b"allow", ", ".join(METHODS).encode()))
    kind, body = b"text/plain; charset=utf-8", reason
    if as_json:
        kind, body = b"application/json", json.dumps({"error": reason})
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(b"content-type", kind), *own, *(headers or [])],
        }
    )
    await send({"type": "http.response.body", "body": body.encode()})
