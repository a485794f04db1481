"""The one door outwards: an address that a worker typed is asked, on the worker's own press, and nothing else ever is.

No other module may open a connection (`pyproject.toml`, `tests/house/test_contracts.py`). Only https; the certificate
is checked against those of the operating system. No cookie, no proxy, no name and no version of ours is sent.
"""

from __future__ import annotations

import http.client
import ssl
import time
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote
from urllib.parse import urljoin
from urllib.parse import urlsplit

from linkdesk.record.errors import FileRefused
from linkdesk.settings import Feeds

if TYPE_CHECKING:
    from collections.abc import Callable
    from urllib.parse import SplitResult

CHUNK = 64 * 1024
LOOPBACK = "127.0.0.1"
MOVED = frozenset({301, 302, 303, 307, 308})
AS_IT_IS = "%/:=&?~+!$,;'@()*"
NO_ADDRESS = "That is not a whole web address. Nothing was asked. Type it as https://, then the name and the path."
ONLY_HTTPS = "LinkDesk asks only addresses that begin with https://. Nothing was asked. Ask the council for that one."
NO_SIGN_IN = "An address with a name or password before the @ is not asked. Take that part out, then press Get."
NOT_REACHED = "That address could not be reached. Nothing was kept. Check the address and the network, then press Get."
NOT_SAFE = "That address cannot prove that it is who it says. Nothing was kept. Tell whoever gave you the address."
TOO_SLOW = "That address took too long to answer. Nothing was kept. Press Get again later, or ask for a file."
ELSEWHERE = "That address sends you on to another place. Nothing was kept. Ask for the right address."
IN_CIRCLES = "That address sends you on again and again. Nothing was kept. Ask for the right address."
HALF = "The answer broke off in the middle. Nothing was kept. Press Get again."


class Visit:
    """One press of Get: only the host of the typed address is asked, within one time and one size for all its pages."""

    def __init__(self, address: str, limits: Feeds, tick: Callable[[], None], *, loopback: bool = False) -> None:
        """Check the address and ask nothing yet; `loopback` allows http to this computer, for tests.

        Raises:
            FileRefused: it is no whole address of https.
        """
        self._start = split(address, loopback=loopback)
        self.address, self._limits, self._tick = address, limits, tick
        self._until = time.monotonic() + limits.address_seconds
        self._read = 0

    def page(self, address: str) -> bytes:
        """Return the whole answer of an address on the same host.

        Raises:
            FileRefused: another host, no answer, too slow, too large, broken off, or the other side refuses.
        """
        for _hop in range(self._limits.address_redirects + 1):
            answer, onward = self._ask(self._same_host(address))
            if not onward:
                return answer
            address = urljoin(address, onward)
        raise FileRefused(IN_CIRCLES)

    def _same_host(self, address: str) -> SplitResult:
        try:
            found = urlsplit(address)
            same = _host(found) == _host(self._start)
        except ValueError as error:
            raise FileRefused(ELSEWHERE) from error
        if not same:
            raise FileRefused(ELSEWHERE)
        return found

    def _ask(self, parts: SplitResult) -> tuple[bytes, str]:
        connection = self._connection()
        try:
            path = quote(parts.path or "/", AS_IT_IS) + (f"?{quote(parts.query, AS_IT_IS)}" if parts.query else "")
            connection.request("GET", path, headers={"Accept": "application/json", "Accept-Encoding": "identity"})
            with connection.getresponse() as answer:
                return self._taken(answer)
        except TimeoutError as error:
            raise FileRefused(TOO_SLOW) from error
        except ssl.SSLCertVerificationError as error:
            raise FileRefused(NOT_SAFE) from error
        except http.client.IncompleteRead as error:
            raise FileRefused(HALF) from error
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise FileRefused(NOT_REACHED) from error
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        host, wait = self._start.hostname or "", self._limits.address_wait
        if self._start.scheme == "https":
            safe = ssl.create_default_context()
            return http.client.HTTPSConnection(host, self._start.port, timeout=wait, context=safe)
        return http.client.HTTPConnection(host, self._start.port, timeout=wait)

    def _taken(self, answer: http.client.HTTPResponse) -> tuple[bytes, str]:
        if answer.status in MOVED:
            return b"", answer.getheader("Location") or self.address
        if answer.status != HTTPStatus.OK:
            raise FileRefused(
                f"That address answered with the error {answer.status}. Nothing was kept. "
                "Press Get again later, or ask whoever runs it."
            )
        return self._body(answer), ""

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        found = bytearray()
        while piece := answer.read1(CHUNK):
            self._tick()
            found += piece
            self._read += len(piece)
            if self._read > self._limits.address_bytes:
                most = self._limits.address_bytes // 1024 // 1024
                raise FileRefused(f"That address sends more than {most} MB. Nothing was kept. Ask for a file instead.")
            if time.monotonic() > self._until:
                raise FileRefused(TOO_SLOW)
        if answer.length:
            raise FileRefused(HALF)
        return bytes(found)


def split(address: str, *, loopback: bool = False) -> SplitResult:
    """Return the parts of an address that may be asked. Raises FileRefused."""
    try:
        found = urlsplit(address)
        host, _port = found.hostname, found.port
    except ValueError as error:
        raise FileRefused(NO_ADDRESS) from error
    if found.scheme == "http" and not (loopback and host == LOOPBACK):
        raise FileRefused(ONLY_HTTPS)
    if found.scheme not in {"http", "https"} or not host:
        raise FileRefused(NO_ADDRESS)
    if "@" in found.netloc:
        raise FileRefused(NO_SIGN_IN)
    return found


def _host(parts: SplitResult) -> tuple[str, str | None, int]:
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
