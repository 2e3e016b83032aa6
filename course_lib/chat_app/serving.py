"""A small web server in a thread of this process: one page, and the answers that it asks for.

It listens on 127.0.0.1 and nowhere else, and every address begins with a secret, so that neither another machine nor a
page of another site can ask. Each reader's answer is an iterator of its own; they take turns, a piece each, because two
that compute at once would only be in each other's way.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from course_lib.chat_app.words import words
from course_lib.errors import CourseError
from course_lib.language import current_language
from course_lib.streaming import event

#: A prompt longer than this is refused: no model of the course reads so much.
LONGEST_PROMPT = 20_000
#: So many answers at once; who comes later is told to come again.
MOST_READERS = 64


class ChatPage:
    """A page that is being served. `url` ends in a slash and opens in a browser; below it, ``answer?prompt=...``.

    As a context manager it closes itself at the end of the block.
    """

    def __init__(self, url: str, stop: Callable[[], None]) -> None:
        self.url = url
        self._stop = stop

    def close(self) -> None:
        """Stop serving: answers that are being written end after their next piece. Twice does no harm."""
        self._stop()

    def __enter__(self) -> ChatPage:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return words("served", url=self.url)


def serve(answer: Callable[[str], Iterable[str]], *, port: int = 0) -> ChatPage:
    """A page in which people ask, and read the answer while it is written.

    Parameters
    ----------
    answer:
        Gets the prompt and gives the pieces of an answer; it is called in a thread. Of a generator, `close` is called
        when its reader goes away: ``lambda prompt: stream(model, tokenizer, prompt)`` then computes nothing more.
    port:
        Where to listen on 127.0.0.1; 0 is any port that is free.

    ``GET answer?prompt=...`` gives server-sent events: ``data: {"piece": "..."}`` for each piece, at the end
    ``event: done`` with ``{"pieces": n, "seconds": s}``, or, where it goes wrong, ``event: problem`` with
    ``{"message": "..."}``.

    Raises CourseError when the port is taken, or tornado (which comes with Jupyter) is missing.

    >>> page = serve(lambda prompt: iter(prompt.split()))
    >>> page.url.startswith("http://127.0.0.1:")
    True
    >>> page.close()
    """
    try:
        import tornado.web  # noqa: F401
    except ImportError:
        raise words.error("no-tornado") from None
    secret, started = secrets.token_urlsafe(12), threading.Event()
    found: dict[str, Any] = {}

    async def serving() -> None:
        readers: set[object] = set()
        try:
            server, there = _listening(answer, secret, port, readers)
        except OSError as error:
            found["problem"] = error
            started.set()
            return
        found.update(loop=asyncio.get_running_loop(), over=asyncio.Event(), port=there)
        started.set()
        await found["over"].wait()
        server.stop()
        await server.close_all_connections()
        while readers:  # each at its next piece: a generator that runs cannot be closed
            await asyncio.sleep(0.005)

    thread = threading.Thread(target=lambda: asyncio.run(serving()), name="course_lib.chat_app", daemon=True)
    thread.start()
    started.wait()
    if "problem" in found:
        raise words.error("port-taken", port=port, why=found["problem"].strerror or found["problem"])

    def stop() -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed already
            found["loop"].call_soon_threadsafe(found["over"].set)
        thread.join()

    return ChatPage(f"http://127.0.0.1:{found['port']}/{secret}/", stop)


def _listening(answer: Callable[[str], Iterable[str]], secret: str, port: int, readers: set[object]) -> tuple[Any, int]:
    """A server of tornado's on the running loop, and its port. `readers` holds whoever is being answered."""
    from tornado import httpserver, iostream, web

    turn = asyncio.Lock()

    class Page(web.RequestHandler):  # type: ignore[misc, unused-ignore]
        def get(self) -> None:
            self.finish(page_html())

    class Answer(web.RequestHandler):  # type: ignore[misc, unused-ignore]
        def initialize(self) -> None:
            self.left = False

        def on_connection_close(self) -> None:
            self.left = True

        async def get(self) -> None:
            prompt = self.get_query_argument("prompt", "", strip=False)
            self.set_header("Content-Type", "text/event-stream; charset=utf-8")
            self.set_header("Cache-Control", "no-store")
            self.set_header("X-Accel-Buffering", "no")  # a proxy on the way must not wait for the end
            if problem := _refused(prompt, len(readers)):
                return await self.tell(event({"message": problem}, "problem"))
            readers.add(self)
            try:
                await self.tell_all(prompt)
            except CourseError as error:
                await self.tell(event({"message": f"{error.problem} {error.next_step}"}, "problem"))
            except Exception as error:  # whoever reads has to hear of it, and the server goes on
                await self.tell(event({"message": f"{type(error).__name__}: {error}"}, "problem"))
            finally:
                readers.discard(self)

        async def tell_all(self, prompt: str) -> None:
            start, pieces = time.perf_counter(), 0
            writing = iter(await asyncio.to_thread(answer, prompt))
            try:
                while True:
                    async with turn:
                        if self.left:
                            return
                        piece = await asyncio.to_thread(next, writing, None)
                    if piece is None:
                        break
                    pieces += 1
                    await self.tell(event({"piece": piece}))
            finally:
                getattr(writing, "close", lambda: None)()
            seconds = round(time.perf_counter() - start, 3)
            await self.tell(event({"pieces": pieces, "seconds": seconds}, "done"))

        async def tell(self, text: str) -> None:
            self.write(text)
            with contextlib.suppress(iostream.StreamClosedError):  # then `left` says so
                await self.flush()

    class Quiet(web.Application):  # type: ignore[misc, unused-ignore]
        def log_request(self, handler: Any) -> None:
            """Nothing: a notebook's page is no place for a server's log."""

    app = Quiet([(f"/{secret}/", Page), (f"/{secret}/answer", Answer)])
    listening = socket.create_server(("127.0.0.1", port))
    listening.setblocking(False)
    server = httpserver.HTTPServer(app)
    server.add_socket(listening)
    return server, int(listening.getsockname()[1])


def _refused(prompt: str, readers: int) -> str:
    """Why this prompt gets no answer; empty where it gets one."""
    if not prompt.strip():
        return words("refused.empty")
    if len(prompt) > LONGEST_PROMPT:
        return words("refused.long", most=LONGEST_PROMPT, seen=len(prompt))
    return words("refused.full", most=MOST_READERS) if readers >= MOST_READERS else ""


def page_html() -> str:
    """The page, with its words in the reader's language."""
    text, language = (Path(__file__).parent / "page.html").read_text(encoding="utf-8"), current_language()
    said = {"language": {"zh": "zh-CN"}.get(language, language), **words.table("page")}
    for key, word in said.items():
        text = text.replace("{{" + key + "}}", escape(word))
    return text
