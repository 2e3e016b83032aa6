"""The widgets: a thin view each. What their sliders and buttons ask for, what is told, and what stays in a notebook."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import torch
from browsers import CHROMIUM

from course_lib.display import show_next_tokens
from course_lib.errors import CourseError
from course_lib.generation import Settings, after_filters, filtered, next_tokens, settings_for
from course_lib.models import checkpoint
from course_lib.streaming import stream
from course_lib.widgets import next_token_bars, streaming_answer
from course_lib.widgets.answering import Teller
from course_lib.widgets.live import STILL
from course_lib.widgets.next_token import SLIDERS


@pytest.fixture(scope="module")
def writer() -> tuple[Any, Any]:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    path = checkpoint("gpt2-en")
    return AutoModelForCausalLM.from_pretrained(path, dtype="float32"), AutoTokenizer.from_pretrained(path)


FILTERS = [{}, {"temperature": 0.3}, {"temperature": 1.8}, {"top_k": 3}, {"top_p": 0.5}, {"min_p": 0.2},
           {"temperature": 0.7, "top_k": 20, "top_p": 0.9, "min_p": 0.05}]  # fmt: skip


@pytest.mark.parametrize("asked", FILTERS, ids=str)
def test_the_candidates_are_what_generate_would_choose_from(writer: tuple[Any, Any], asked: dict[str, Any]) -> None:
    model, tokenizer = writer
    found = next_tokens(model, tokenizer, "The cat sat on the", rows=5000, **asked)
    with torch.inference_mode():
        scores = model(**tokenizer("The cat sat on the", return_tensors="pt")).logits[0, -1]
    settings = settings_for(model, 5, {"top_k": 0, **asked, "do_sample": True})
    left = filtered(scores[None], torch.zeros(1, 0, dtype=torch.long), settings).softmax(-1)[0]
    assert [one.left for one in found.candidates] == pytest.approx(
        [float(left[one.id]) for one in found.candidates], rel=1e-3, abs=1e-6
    )
    assert found.may_be_chosen == int((left > 0).sum()) and found.vocabulary == len(left) == len(found.candidates)
    inferred = sorted(scores.softmax(-1).tolist(), reverse=True)
    assert [one.probability for one in found.candidates] == pytest.approx(inferred, rel=1e-3, abs=1e-6)


def test_a_temperature_of_zero_leaves_the_likeliest(writer: tuple[Any, Any]) -> None:
    found = next_tokens(*writer, "The cat sat on the", temperature=0)
    assert [one.left for one in found.candidates] == [1.0] + [0.0] * 11 and found.may_be_chosen == 1


def test_equal_candidates_stand_in_the_order_of_their_ids(writer: tuple[Any, Any]) -> None:
    found = after_filters(writer[1], torch.zeros(50), Settings(do_sample=True, top_k=0))
    assert [one.id for one in found.candidates] == list(range(12))


@pytest.mark.parametrize(
    ("prompt", "asked", "told"),
    [("", {}, "empty"), (["a", "b"], {}, "2 prompts"), ("a " * 2000, {}, "places"), ("a", {"temperature": -1}, "-1"),
     ("a", {"top_p": 1.5}, "1.5"), ("a", {"top_k": -2}, "-2")],
)  # fmt: skip
def test_what_makes_no_sense_is_said(writer: tuple[Any, Any], prompt: Any, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(CourseError, match=told):
        next_tokens(*writer, prompt, **asked)


def test_the_bars_say_the_same_in_text_and_as_a_picture(writer: tuple[Any, Any]) -> None:
    picture = show_next_tokens(next_tokens(*writer, "Once upon a", top_k=2, rows=3))
    lines = repr(picture).splitlines()
    assert len(lines) == 5 and lines[3].endswith("out") and lines[4] == picture.count
    html = picture._repr_html_()
    assert html.count("<tr") == 4 and html.count("<del") == 1 and picture.count in html


def test_sliders_move_the_bars(writer: tuple[Any, Any]) -> None:
    live = next_token_bars(*writer, "Once upon a", rows=4)
    widget = live.make()
    assert widget.bars == live.still.table() and widget.count == live.still.count
    for name, value in {"temperature": 0.4, "top_k": 7, "top_p": 0.8, "min_p": 0.1}.items():
        setattr(widget, name, value)
    asked = {slider["name"]: getattr(widget, slider["name"]) for slider in SLIDERS}
    assert asked == {"temperature": 0.4, "top_k": 7, "top_p": 0.8, "min_p": 0.1}
    assert widget.bars == show_next_tokens(next_tokens(*writer, "Once upon a", rows=4, **asked)).table()
    widget.prompt = "The sun is"
    assert widget.bars == show_next_tokens(next_tokens(*writer, "The sun is", rows=4, **asked)).table()


def test_a_prompt_that_makes_no_sense_leaves_the_bars_and_says_why(writer: tuple[Any, Any]) -> None:
    widget = next_token_bars(*writer, "Once upon a").make()
    bars = widget.bars
    widget.prompt = ""
    assert widget.bars == bars and "empty" in widget.count
    widget.prompt = "Once upon a"
    assert widget.bars == bars and "empty" not in widget.count


def test_a_slider_does_not_have_the_model_read_again(writer: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    model, tokenizer = writer
    widget = next_token_bars(model, tokenizer, "Once upon a").make()
    monkeypatch.setattr(type(model), "forward", lambda *_, **__: pytest.fail("read again"))
    widget.top_k = 3
    assert widget.count.startswith("3 ")


def test_what_a_model_writes_is_text_in_the_bars(writer: tuple[Any, Any]) -> None:
    class Loud:
        def decode(self, ids: list[int]) -> str:
            return "<script>"

    bars = show_next_tokens(after_filters(Loud(), torch.zeros(3), Settings()))._repr_html_()
    assert "<script>" not in bars and "&lt;script&gt;" in bars


def told(answer: Any) -> tuple[Teller, list[dict[str, Any]]]:
    messages: list[dict[str, Any]] = []
    return Teller(answer, messages.append), messages  # type: ignore[arg-type]


def test_an_answer_is_told_piece_by_piece_to_its_end(writer: tuple[Any, Any]) -> None:
    teller, messages = told(lambda prompt: stream(*writer, prompt, max_new_tokens=5))
    teller.hear({"start": "Once upon a"})
    assert teller.thread is not None
    teller.thread.join(60)
    assert messages[0] == {"number": 1, "begin": True}
    pieces = [message["piece"] for message in messages[1:-1]]
    assert pieces == list(stream(*writer, "Once upon a", max_new_tokens=5))
    assert messages[-1]["end"].startswith("Ended by max_new_tokens: 5 tokens")


def test_stop_ends_the_answer_and_the_next_one_has_its_own_number() -> None:
    asked, closed = threading.Event(), []

    def endless(prompt: str) -> Iterator[str]:
        try:
            while True:
                asked.set()
                yield prompt
        finally:
            closed.append(prompt)

    teller, messages = told(endless)
    teller.hear({"start": "one"})
    assert asked.wait(30)
    teller.hear({"start": "two"})  # ends the first
    assert closed == ["one"]
    teller.hear({"stop": True})
    assert closed == ["one", "two"]
    assert teller.thread is not None and not teller.thread.is_alive()
    assert {message["number"] for message in messages if message.get("piece") == "two"} <= {2}
    assert [message["number"] for message in messages if "end" in message] == [1, 2]
    teller.hear({"stop": True})  # nothing to stop
    teller.hear({"else": 1})


@pytest.mark.parametrize("error", [CourseError("Nothing left.", "Ask for less."), ValueError("broken")])
def test_an_answer_that_goes_wrong_says_so(error: Exception) -> None:
    def broken(prompt: str) -> Iterator[str]:
        yield "so far"
        raise error

    teller, messages = told(broken)
    teller.hear({"start": "x"})
    assert teller.thread is not None
    teller.thread.join(30)
    assert str(error).split("\n")[0] in messages[-1]["end"]


def test_a_chat_model_gets_the_prompt_through_its_template() -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    path = checkpoint("chat")
    model = AutoModelForCausalLM.from_pretrained(path, dtype="float32")
    tokenizer = AutoTokenizer.from_pretrained(path)
    asked: dict[str, Any] = {"max_new_tokens": 8, "temperature": 0}
    whole = "".join(stream(model, tokenizer, [{"role": "user", "content": "你好"}], **asked))
    assert "".join(piece for piece, _ in streaming_answer(model, tokenizer, "你好", **asked).still.pieces) == whole
    alone = "".join(stream(model, tokenizer, "你好", **asked))
    found = streaming_answer(model, tokenizer, "你好", messages=False, **asked).still.pieces
    assert "".join(piece for piece, _ in found) == alone


CELLS = (
    "from transformers import AutoModelForCausalLM, AutoTokenizer\n"
    "from course_lib.models import checkpoint\n"
    "from course_lib.widgets import next_token_bars, streaming_answer\n"
    "from transformers.utils.logging import disable_progress_bar\n"
    "disable_progress_bar()\n"
    "tokenizer = AutoTokenizer.from_pretrained(checkpoint('gpt2-en'))\n"
    "model = AutoModelForCausalLM.from_pretrained(checkpoint('gpt2-en'), dtype='float32')\n"
    # As slow as a large model, and without an end of its own, so that there is time to stop it.
    "import time\n"
    "model.generation_config.eos_token_id = model.config.pad_token_id = None\n"
    "hook = model.register_forward_pre_hook(lambda *_: time.sleep(0.02))",
    "next_token_bars(model, tokenizer, 'Once upon a')",
    "streaming_answer(model, tokenizer, 'Once upon a', max_new_tokens=150, temperature=1, seed=0)",
)


def notebook() -> Any:
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(CELLS)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def test_a_still_picture_is_an_output_of_its_own() -> None:
    from nbclient import NotebookClient

    book = notebook()
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    for cell in book.cells[1:]:
        still, live = cell.outputs
        assert STILL in still.data["text/html"] and still.data["text/plain"]
        assert "application/vnd.jupyter.widget-view+json" in live.data


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("language", ["en"])
def test_sliders_and_buttons_in_jupyterlab(tmp_path_factory: pytest.TempPathFactory, language: str) -> None:
    """Run, move, stop; then save, and open again without running: the picture stands, though the live one is gone."""
    from browsers import browser_page
    from test_browser import _picture, _run_all, open_lesson, running_lab

    def placed(book: Any) -> Path:
        path = tmp_path_factory.mktemp("course") / "course" / "work" / language / "widgets" / "widgets.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(book, path)
        return path

    book = placed(notebook())
    with running_lab(book.parents[3], language) as address, browser_page() as page:
        open_lesson(page, address, f"{language}/widgets/widgets.ipynb")
        _run_all(page)
        bars = page.locator(".jp-CodeCell").nth(1)
        slider = bars.get_by_label("top_k")
        slider.wait_for()
        bars.locator(f".{STILL}").first.wait_for(state="hidden")  # the live one hides the still one
        slider.focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        bars.get_by_text("3 of 2,400 tokens may be chosen").first.wait_for()
        _picture(page, "widgets-bars")

        answer = page.locator(".jp-CodeCell").nth(2)
        answer.scroll_into_view_if_needed()
        answer.get_by_role("button", name="Start").click()
        answer.get_by_text("writing").wait_for()
        answer.get_by_role("button", name="Stop").click()
        answer.get_by_text("Stopped by you").wait_for()
        _picture(page, "widgets-answer")
        page.keyboard.press("Control+s")
        page.wait_for_timeout(1500)
        saved = nbformat.read(book, 4)
        assert len(saved.cells[1].outputs) == 2

    with running_lab(placed(saved).parents[3], language) as address, browser_page() as page:
        open_lesson(page, address, f"{language}/widgets/widgets.ipynb")
        bars = page.locator(".jp-CodeCell").nth(1)
        bars.get_by_text("tokens may be chosen").locator("visible=true").first.wait_for()
        page.wait_for_timeout(1500)
        _picture(page, "widgets-opened-again")
