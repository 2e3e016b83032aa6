"""HTTP: bytes from a socket become a `Request`, an `Answer` becomes bytes, and both are put on record.

A client may be clumsy or hostile. Whatever it sends, this process goes on: a request that cannot be read gets a status,
a client that is silent for too long is left, and a body is never larger than was agreed.
"""

from __future__ import annotations

import re
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from course_lib.local_hub.accounts import masked
from course_lib.local_hub.hub import Hub
from course_lib.local_hub.messages import Answer, Refusal, Request
from course_lib.local_hub.record import Exchange

#: How long the server waits for a client that says nothing.
PATIENCE = 30.0
#: What is read of a body that nobody wanted, so that the connection can be used again.
_SWALLOWED = 1024 * 1024
#: What logs a browser in, in an address; it is a secret like a token.
_KEY = re.compile(r"\bkey=[^&]*")
#: How long a client that was refused may go on sending, in seconds.
_LINGER = 5.0


class Server:
    """A hub that listens, from `start` to `close`.

    Parameters
    ----------
    hub:
        What answers.
    host, port:
        Where; port 0 takes one that is free.

    >>> import tempfile, urllib.request
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder, Server(Hub(Path(folder))) as server:
    ...     urllib.request.urlopen(f"{server.address}/api/models/glassbox/chat").status
    200
    """

    def __init__(self, hub: Hub, host: str = "127.0.0.1", port: int = 0) -> None:
        self.hub = hub
        self._http = _Http((host, port), _Handler)
        self._http.hub = hub
        self.host, self.port = host, int(self._http.server_address[1])
        hub.address = self.address
        hub.other_address = f"http://localhost:{self.port}"
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, name="course_lib.local_hub", daemon=True
        )

    @property
    def address(self) -> str:
        """Where clients find it."""
        return f"http://{self.host}:{self.port}"

    def start(self) -> Server:
        """Begin to listen, in a thread of its own."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop listening, and leave every client that is still connected."""
        if self._thread.is_alive():
            self._http.shutdown()
            self._thread.join()
        self._http.server_close()
        self._http.leave_all()

    def forget(self) -> None:
        """In a process that was forked off: close this copy of the socket; whoever listens on it goes on."""
        self._http.socket.close()

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    hub: Hub

    def __init__(self, *args: Any) -> None:
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._counted = 0
        super().__init__(*args)

    def number(self) -> int:
        with self._lock:
            self._counted += 1
            return self._counted

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def leave_all(self) -> None:
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:  # the other side was faster
                continue

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is nothing to report; a slip of ours is."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "glassbox-hub"
    sys_version = ""
    timeout = PATIENCE
    # Unbuffered, every header is a packet of its own, and the client's acknowledgements cost 40 ms a request.
    wbufsize = 64 * 1024
    disable_nagle_algorithm = True
    server: _Http

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def _serve(self) -> None:
        hub, started = self.server.hub, time.perf_counter()
        path, _, query = self.path.partition("?")
        self._unread = 0
        request = Request(
            method=self.command,
            path=path,
            query={name: tuple(values) for name, values in parse_qs(query, keep_blank_values=True).items()},
            headers={name.lower(): value for name, value in self.headers.items()},
            host=self.headers.get("Host", "").rpartition("@")[2].partition(":")[0].lower(),
            token=self._token(),
            read_body=self._read,
            body_length=self._length() or 0,
            read_piece=self._read_piece,
        )
        exchange = Exchange(
            self.server.number(), self.command, _KEY.sub("key=…", self.path),
            request.headers.get("range", "").removeprefix("bytes="), received=request.body_length, host=request.host,
            token=masked(request.token), started=hub.clock(),
        )  # fmt: skip

        def note(status: int, sent: int) -> None:
            seconds = time.perf_counter() - started
            hub.requests.put(replace(exchange, status=status, sent=sent, seconds=seconds))

        try:
            self._send(self._answer(hub, request), hub, note)
        except (ConnectionError, TimeoutError):  # the client went away
            self.close_connection = True
            note(0, 0)
        if self.close_connection:
            self._let_it_finish()

    def _answer(self, hub: Hub, request: Request) -> Answer:
        try:
            self._refuse_unreadable()
            fault = hub.faults.spoil(request.method, request.path)
            if fault is not None and fault.answer is not None:
                return fault.answer
            answer = hub.answer(request)
            return answer if fault is None else fault.spoiled(answer)
        except Refusal as refusal:
            return refusal.answer()
        except (ConnectionError, TimeoutError):
            raise
        except Exception as problem:  # a slip of ours ends no server; it is said, and so is its name
            sys.stderr.write(f"course_lib.local_hub: {request.method} {request.path}: {problem!r}\n")
            return Refusal(500, f"Internal error: {type(problem).__name__}").answer()

    def _refuse_unreadable(self) -> None:
        """What cannot be read as a request of ours: Refusal, and the connection ends with it."""
        length = self.headers.get("Content-Length")
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            self.close_connection = True
            raise Refusal(411, "Send the length of the body: this hub reads no chunks.")
        if length is not None and (not length.isdecimal() or len(length) > 15):
            self.close_connection = True
            raise Refusal(400, f"Content-Length is no number of bytes: {length[:40]!r}.")
        if len(self.headers.get_all("Content-Length") or ()) > 1 or not self.path.startswith("/"):
            self.close_connection = True
            raise Refusal(400, "The request cannot be read.")
        self._unread = self._length() or 0

    def _length(self) -> int | None:
        said = self.headers.get("Content-Length", "")
        return int(said) if said.isdecimal() and len(said) <= 15 else None

    def _token(self) -> str | None:
        kind, _, token = self.headers.get("Authorization", "").strip().partition(" ")
        return token.strip() or None if kind.lower() == "bearer" else None

    def _read(self, limit: int) -> bytes:
        if self._unread > limit:
            self.close_connection = True
            raise Refusal(413, f"The body has {self._unread:,} bytes; at most {limit:,} are read here.")
        return self._read_piece(self._unread)

    def _read_piece(self, wanted: int) -> bytes:
        piece = self.rfile.read(wanted)
        self._unread -= len(piece)
        if len(piece) < wanted:
            missing, self._unread, self.close_connection = self._unread, 0, True
            raise Refusal(400, f"The body ended {missing:,} bytes before the length that was promised.")
        return piece

    def _send(self, answer: Answer, hub: Hub, note: Callable[[int, int], None]) -> None:
        """Send an answer. `note` is told its status and how many bytes of its body leave, before the last of them does:
        whoever has the whole answer finds it on record.
        """
        if 0 < self._unread <= _SWALLOWED:
            self._read(_SWALLOWED)
        elif self._unread:
            self.close_connection = True
        body: Iterable[bytes] = (answer.body,) if isinstance(answer.body, bytes) else answer.body
        length = len(answer.body) if isinstance(answer.body, bytes) else answer.length
        chunked = length is None and answer.cut_after is None
        self.send_response(answer.status, answer.reason)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        elif chunked:
            self.send_header("Transfer-Encoding", "chunked")
        if self.close_connection or answer.cut_after is not None:
            self.send_header("Connection", "close")
        self.end_headers()
        try:
            self._send_body(answer, hub, note, () if self.command == "HEAD" else body, length)
        finally:
            close = getattr(body, "close", None)
            if close is not None:
                close()  # whoever writes the pieces stops when nobody reads them

    def _send_body(
        self, answer: Answer, hub: Hub, note: Callable[[int, int], None], body: Iterable[bytes], length: int | None
    ) -> None:
        sent, status, noted = 0, answer.status, False
        chunked = length is None and answer.cut_after is None
        for piece in body:
            left = len(piece) if answer.cut_after is None else min(len(piece), max(0, answer.cut_after - sent))
            sent += left
            if left < len(piece):
                status, self.close_connection = 0, True
            # Of a stream nobody knows which piece the reader takes for the last.
            if status == 0 or length is None or sent >= length:
                note(status, sent)
                noted = True
            self._write(piece[:left], chunked)
            if status == 0:
                break
            if answer.pace or length is None:
                self.wfile.flush()  # somebody waits for this piece
                if answer.pace:
                    hub.sleep(answer.pace)
        if not noted:
            note(status, sent)
        if chunked and self.command != "HEAD":
            self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def _let_it_finish(self) -> None:
        """Read what a client still sends before the connection is closed: closed at once, it would lose our answer."""
        end = time.monotonic() + _LINGER
        try:
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(_LINGER)
            while self._unread > 0 and time.monotonic() < end and (read := self.connection.recv(256 * 1024)):
                self._unread -= len(read)
        except OSError:
            return

    def _write(self, piece: bytes, chunked: bool) -> None:
        if chunked and piece:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        elif not chunked:
            self.wfile.write(piece)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the record is kept by the hub, and shown where somebody asks for it."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What http.server refuses by itself (a request line that is none, headers without end), as we say it."""
        refusal = Refusal(code, message or "The request cannot be read.").answer()
        self.close_connection = True
        self.command = getattr(self, "command", None) or ""
        self._unread = 0
        self.request_version = "HTTP/1.1"
        self._send(refusal, self.server.hub, lambda status, sent: None)
