"""The page into which answers stream: its events, its readers, and what ends an answer."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest
from browsers import CHROMIUM, browser_page

from course_lib.chat_app import serve
from course_lib.chat_app.serving import LONGEST_PROMPT
from course_lib.errors import CourseError
from course_lib.streaming import Event, event, events_in

# No proxy of this machine's stands between a client and a server on it.
_open = build_opener(ProxyHandler({})).open


def heard(url: str, prompt: str) -> list[tuple[str, Any]]:
    """All events of one answer, by a client of Python's own, cut into pieces of five bytes."""
    with _open(f"{url}answer?prompt={quote(prompt)}", timeout=60) as answer:
        assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        return [(one.name, json.loads(one.data)) for one in events_in(iter(lambda: answer.read(5), b""))]


def pieces(events: list[tuple[str, Any]]) -> list[str]:
    return [data["piece"] for name, data in events if name == "message"]


@pytest.fixture
def letters() -> Iterator[str]:
    with serve(iter) as page:
        yield page.url


@pytest.mark.parametrize("prompt", ["abc", "雨下得很大🤗", "two\nlines\r\n", "a&b=c#d%20+e", "</script><b>"])
def test_what_was_asked_arrives_and_so_does_every_piece(letters: str, prompt: str) -> None:
    events = heard(letters, prompt)
    assert pieces(events) == list(prompt)
    assert events[-1][0] == "done" and events[-1][1]["pieces"] == len(prompt)


@pytest.mark.parametrize("cut", [1, 2, 3, 7, 1000])
def test_events_are_read_wherever_the_network_cuts(cut: int) -> None:
    said = [{"piece": "雨\n🤗"}, {"piece": ""}, {"pieces": 2}]
    text = (event(said[0]) + event(said[1]) + event(said[2], "done")).encode()
    for line_end in (b"\n", b"\r\n", b"\r"):
        sent = text.replace(b"\n", line_end)
        read = list(events_in(sent[start : start + cut] for start in range(0, len(sent), cut)))
        # A lone carriage return at the very end may be half of a line break that never comes.
        assert [(one.name, json.loads(one.data)) for one in read][:2] == [("message", said[0]), ("message", said[1])]
        assert len(read) == 3 or line_end == b"\r"


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (b"data: a\ndata: b\n\n", [Event("message", "a\nb")]),
        (b": a comment\ndata:x\n\n", [Event("message", "x")]),
        (b"event: only a name\n\ndata: y\n\n", [Event("message", "y")]),
        (b"data\n\n", [Event("message", "")]),
        (b"id: 3\nretry: 10\ndata: z\n\n", [Event("message", "z")]),
        (b"data: cut off", []),
        (b"", []),
    ],
)
def test_events_are_read_as_the_standard_says(sent: bytes, read: list[Event]) -> None:
    assert list(events_in([sent])) == read


def test_a_reader_who_goes_away_ends_the_answer() -> None:
    over, asked = threading.Event(), []

    def endless(prompt: str) -> Iterator[str]:
        try:
            while True:
                asked.append(prompt)
                yield "x" * 1000
        finally:
            over.set()

    with serve(endless) as page:
        answer = _open(f"{page.url}answer?prompt=go", timeout=60)
        assert answer.read(10)
        answer.close()
        assert over.wait(30)
        computed = len(asked)
        assert heard_nothing_more(asked, computed)


def heard_nothing_more(asked: list[str], computed: int) -> bool:
    threading.Event().wait(0.1)
    return len(asked) == computed


def test_closing_the_page_ends_what_is_being_written_and_leaves_no_thread() -> None:
    before, over, begun = set(threading.enumerate()), threading.Event(), threading.Event()

    def endless(prompt: str) -> Iterator[str]:
        try:
            while True:
                begun.set()
                yield "x"
        finally:
            over.set()

    page = serve(endless)
    answer = _open(f"{page.url}answer?prompt=go", timeout=60)
    assert begun.wait(30)
    page.close()
    page.close()
    assert over.is_set()
    assert set(threading.enumerate()) <= before
    answer.close()


def test_two_readers_take_turns() -> None:
    order, both = [], threading.Barrier(2)

    def told(prompt: str) -> Iterator[str]:
        for _ in range(20):
            order.append(prompt)
            yield prompt

    def answer(prompt: str) -> Iterator[str]:
        both.wait(30)  # neither begins before both have asked
        return told(prompt)

    with serve(answer) as page:
        found: dict[str, list[tuple[str, Any]]] = {}
        readers = [threading.Thread(target=lambda p=p: found.update({p: heard(page.url, p)})) for p in "ab"]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(60)
    assert pieces(found["a"]) == ["a"] * 20 and pieces(found["b"]) == ["b"] * 20
    # Neither was served whole before the other began.
    assert "".join(order) not in ("a" * 20 + "b" * 20, "b" * 20 + "a" * 20)


def test_trouble_on_the_way_reaches_the_reader_and_the_server_goes_on() -> None:
    def answer(prompt: str) -> Iterator[str]:
        yield "so far"
        if prompt == "ours":
            raise CourseError("Nothing left.", "Ask for less.")
        if prompt == "theirs":
            raise ValueError("broken")

    with serve(answer) as page:
        assert heard(page.url, "ours")[-1] == ("problem", {"message": "Nothing left. Ask for less."})
        assert heard(page.url, "theirs") == [
            ("message", {"piece": "so far"}),
            ("problem", {"message": "ValueError: broken"}),
        ]
        assert heard(page.url, "fine")[-1][0] == "done"


def test_trouble_at_once_reaches_the_reader() -> None:
    def answer(prompt: str) -> Iterator[str]:
        raise CourseError("No model.", "Load one.")

    with serve(answer) as page:
        assert heard(page.url, "x") == [("problem", {"message": "No model. Load one."})]


@pytest.mark.parametrize("prompt", ["", "  ", "x" * (LONGEST_PROMPT + 1)])
def test_a_prompt_that_makes_no_sense_is_refused_in_words(letters: str, prompt: str) -> None:
    [(name, data)] = heard(letters, prompt)
    assert name == "problem" and data["message"]


def test_only_who_knows_the_address_gets_in(letters: str) -> None:
    there = urlsplit(letters)
    for path in ("/", "/answer?prompt=x", "/wrong/answer?prompt=x", f"{there.path}../answer?prompt=x"):
        connection = http.client.HTTPConnection("127.0.0.1", there.port or 0, timeout=30)
        connection.request("GET", path)
        assert connection.getresponse().status in (404, 405)
        connection.close()


def test_a_port_that_is_taken_is_said(letters: str) -> None:
    with pytest.raises(CourseError, match="port"):
        serve(iter, port=urlsplit(letters).port or 0)


def test_the_page_speaks_the_readers_language(letters: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for language, lang, word in (("en", "en", "Send"), ("zh", "zh-CN", "发送")):
        monkeypatch.setenv("COURSE_LANG", language)
        text = _open(letters, timeout=30).read().decode()
        assert f'<html lang="{lang}">' in text and f">{word}</button>" in text
        assert "{{" not in text


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_people_ask_and_stop_in_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LANG", "en")
    more, over = threading.Event(), threading.Event()

    def answer(prompt: str) -> Iterator[str]:
        try:
            yield f"You said <b>{prompt}</b>. "
            more.wait(60)
            for _ in range(100_000 if prompt == "endless" else 2):
                threading.Event().wait(0.001)
                yield "And more. "
        finally:
            over.set()

    with serve(answer) as served, browser_page() as page:
        page.goto(served.url)
        page.get_by_label("Your prompt").fill("hello")
        page.get_by_role("button", name="Send").click()
        # What came first is there before the rest was computed, and it is text, whatever it looks like.
        page.get_by_text("You said <b>hello</b>.").wait_for()
        page.get_by_text("first piece after").wait_for()
        other = page.context.browser.new_page()
        other.goto(served.url)
        more.set()
        page.get_by_text("3 pieces").wait_for()
        other.get_by_label("Your prompt").fill("endless")
        other.get_by_role("button", name="Send").click()
        other.get_by_text("And more.").first.wait_for()
        over.clear()
        other.get_by_role("button", name="Stop").click()
        other.get_by_text("stopped by you").wait_for()
        assert over.wait(30)
