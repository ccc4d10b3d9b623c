"""Requests to a server: a deadline for the whole answer, a limit on its size, one sentence for each thing that goes wrong.

SPARQLWrapper writes the requests of the SPARQL protocol; they are sent from here, since it knows a timeout for single reads
of the socket alone, and installs a login for every other connection of the process.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import IO, Any, NoReturn
from urllib.parse import urlsplit

from graph1540.errors import RemoteError

__all__ = ["Answered", "Credentials", "Web", "check_address", "read_credentials", "read_login"]

#: Seconds to wait before the second and the third try of a request that only reads.
_WAITS = (0.5, 2.0)
#: What may be over in a moment: too many requests, and a server behind another that does not answer.
_PASSING = (429, 502, 503, 504)
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user of the server."""

    user: str
    password: str = field(repr=False)


def read_credentials(text: str, where: str) -> Credentials:
    """The user and the password in ``user:password``.

    :raises RemoteError: if it has another form; the message does not repeat it
    """
    lines = text.strip().splitlines()
    user, mark, password = lines[0].partition(":") if len(lines) == 1 else ("", "", "")
    if not (user and mark and password):
        raise RemoteError(f"{where}: this is no login; write user:password on one line")
    return Credentials(user, password)


def check_address(url: str) -> str:
    """``url`` if it can be the address of a server.

    :raises RemoteError: if it cannot
    """
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and " " not in url and (parts.port or 1) > 0
    except ValueError:
        fine = False
    if not fine:
        raise RemoteError(f"{url}: this is no address of an endpoint; give one such as https://example.org/sparql")
    if parts.username is not None or parts.password is not None:
        raise RemoteError(f"{parts.hostname}: the address holds a login, which lists of processes show; put it into GRAPH1540_AUTH or a file for --auth")
    return url


class _Clock:
    """When the time for one request is up, and the socket that must know it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = time.monotonic() + seconds
        self.sock: socket.socket | None = None

    def left(self) -> float:
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if self.sock is not None and self.sock.fileno() >= 0:
            self.sock.settimeout(left)
        return left


class _Plain(urllib.request.HTTPHandler):
    clock: _Clock

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        clock = self.clock

        class Connection(http.client.HTTPConnection):
            def connect(self) -> None:
                super().connect()
                clock.sock = self.sock

        return self.do_open(Connection, req)


class _Secure(urllib.request.HTTPSHandler):
    clock: _Clock

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        clock = self.clock

        class Connection(http.client.HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                clock.sock = self.sock

        return self.do_open(Connection, req, context=ssl.create_default_context())


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is told, not followed: what is sent goes to the address that was given, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        return None


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """A login that is proved again with each request once the server has asked for it.

    A server that refuses a large body unread closes the connection, and the sender learns no more than that.
    """

    _asked: Mapping[str, str] | None = None

    def get_authorization(self, req: urllib.request.Request, chal: Mapping[str, str]) -> str | None:
        self._asked = chal
        return super().get_authorization(req, chal)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        if self._asked is not None and not req.has_header(self.auth_header):
            proof = self.get_authorization(req, self._asked)
            if proof:
                req.add_unredirected_header(self.auth_header, f"Digest {proof}")
        return req

    https_request = http_request


class Answered(io.RawIOBase):
    """The body of an answer as a stream that ends with an error at the deadline or the limit."""

    def __init__(self, response: Any, clock: _Clock, limit: int, address: str) -> None:
        self._response, self._clock, self._limit, self._address = response, clock, limit, address
        self._taken = 0
        length = response.headers.get("Content-Length") or ""
        self._length = int(length) if length.isdigit() else None
        self.headers: Message = response.headers
        self.kind = str(response.headers.get_content_type())

    def readable(self) -> bool:
        """As a stream is."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """What comes next, no more than ``size``; everything for -1."""
        if size < 0:
            return b"".join(iter(lambda: self.read(1 << 16), b""))
        try:
            self._clock.left()
            piece: bytes = self._response.read1(size)
        except (OSError, http.client.HTTPException) as error:
            _complain(error, self._address, self._clock.seconds)
        self._taken += len(piece)
        if self._taken > self._limit:
            raise RemoteError(f"{self._address}: the answer is larger than {self._limit:,} bytes; narrow the question")
        if not piece and size and self._length is not None and self._taken < self._length:
            raise RemoteError(f"{self._address}: the answer ended after {self._taken:,} of {self._length:,} bytes; try again")
        return piece

    def close(self) -> None:
        """Let the connection go."""
        self._response.close()
        super().close()


class Web:
    """The way to one server, for one user."""

    def __init__(self, *, credentials: Credentials | None = None, deadline: float = 60.0, limit: int = 1 << 30) -> None:
        self._deadline, self._limit = deadline, limit
        self._logins: list[urllib.request.BaseHandler] = []
        if credentials is not None:
            known = urllib.request.HTTPPasswordMgrWithPriorAuth()
            self._known, self._credentials = known, credentials
            self._logins = [urllib.request.HTTPBasicAuthHandler(known), _Digest(known)]

    def send(self, request: urllib.request.Request, *, again: bool) -> Answered:
        """The answer to a request; with ``again`` it is tried three times where the trouble may pass.

        :raises RemoteError: if there is none
        """
        address = check_address(request.full_url).partition("?")[0]
        clock = _Clock(self._deadline)
        for wait in (*_WAITS, None) if again else (None,):
            try:
                return Answered(self._open(request, clock), clock, self._limit, address)
            except urllib.error.HTTPError as error:
                if error.code == 401 and self._logins:
                    error.close()
                    raise RemoteError(f"{address}: it does not accept this login (401); check user and password", 401) from error
                if wait is None or error.code not in _PASSING:
                    _complain(error, address, self._deadline)
                pause = _asked_wait(error.headers, wait)
                error.close()
            except (OSError, http.client.HTTPException) as error:
                reason = getattr(error, "reason", error)
                if wait is None or not isinstance(reason, ConnectionResetError | ConnectionAbortedError | http.client.RemoteDisconnected):
                    _complain(error, address, self._deadline)
                pause = wait
            if pause >= clock.end - time.monotonic():
                raise RemoteError(f"{address}: it did not answer within {self._deadline:g} seconds; try again later")
            time.sleep(pause)
        raise AssertionError  # the last try returns or raises

    def _open(self, request: urllib.request.Request, clock: _Clock) -> Any:
        plain, secure = _Plain(), _Secure()
        plain.clock = secure.clock = clock
        handlers: list[urllib.request.BaseHandler] = [plain, secure, _NoRedirect(), *self._logins]
        if self._logins:
            self._known.add_password(None, request.full_url.partition("?")[0], self._credentials.user, self._credentials.password)
        if urlsplit(request.full_url).hostname in _LOOPBACK:
            handlers.append(urllib.request.ProxyHandler({}))
        return urllib.request.build_opener(*handlers).open(request, timeout=clock.left())


def _asked_wait(headers: Message, otherwise: float) -> float:
    asked = headers.get("Retry-After") or ""
    return min(float(asked), 30.0) if asked.isdigit() else otherwise


def _complain(error: Exception, address: str, deadline: float) -> NoReturn:
    """Say what went wrong, in one sentence."""
    if isinstance(error, urllib.error.HTTPError):
        with error:
            raise RemoteError(f"{address}: {_refusal(error)}", error.code) from error
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        said = f"it did not answer within {deadline:g} seconds; narrow the question, or give it more with --timeout"
    elif isinstance(reason, socket.gaierror):
        said = "there is no such host; check the address"
    elif isinstance(reason, ConnectionRefusedError):
        said = "nothing answers there; check the address, or start the server"
    elif isinstance(reason, ssl.SSLError):
        said = f"the connection is not safe ({reason.reason or reason}); check the address and the server's certificate"
    elif isinstance(reason, http.client.HTTPException) and not isinstance(reason, http.client.RemoteDisconnected):
        said = f"it does not speak HTTP as it should ({type(reason).__name__}); check the address"
    else:
        text = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        said = f"the connection broke ({text.lower()}); try again"
    raise RemoteError(f"{address}: {said}") from error


def _refusal(error: urllib.error.HTTPError) -> str:
    code = error.code
    if code in (401, 403):
        verb = "it wants a login" if code == 401 else "this user may not do that"
        return f"{verb} ({code}); put user:password into GRAPH1540_AUTH or a file for --auth"
    if code == 404:
        return "there is no endpoint at this address (404); check it"
    if code in (301, 302, 303, 307, 308):
        return f"it has moved to {error.headers.get('Location', 'another address')!r} ({code}); give that address"
    told = _first_line(error)
    if code == 400:
        return f"it does not accept the request ({told or 'without a reason'}); its SPARQL may be narrower than ours"
    return f"it failed ({code}{': ' + told if told else ''}); ask those who run it"


def _first_line(stream: IO[bytes]) -> str:
    """The first line of an explanation, as plain text."""
    try:
        text = stream.read(2000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    line = next((line for line in text.splitlines() if line.strip()), "")
    return "" if line.lstrip().startswith("<") else "".join(c if c.isprintable() else " " for c in line.strip())[:200]


def read_login(path: Path) -> Credentials:
    """The login in a file.

    :raises RemoteError: if it cannot be read
    """
    try:
        return read_credentials(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise RemoteError(f"{path}: the file with the login cannot be read; check its name and your rights") from error
