"""text-reader: a model that points, a question, a long context -> the answer, read through windows."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from course_lib.exercises.exercise import Case
from course_lib.exercises.properties import is_exactly
from course_lib.lessons.decisions import decision
from course_lib.lessons.lesson_02_text_to_text.everyday import story, story_without_answer
from course_lib.lessons.lesson_02_text_to_text.inputs import model_of, tokenizer_of
from course_lib.lessons.lesson_02_text_to_text.text_models import READER, of

LONGEST = 15


@dataclass(frozen=True)
class Read:
    """What the model made of one window: scores; offsets of its tokens, and which of them belong to the context."""

    starts: tuple[float, ...]
    ends: tuple[float, ...]
    offsets: tuple[tuple[int, int], ...]
    inside: tuple[bool, ...]
    ids: tuple[int, ...]

    def answers(self, *, everywhere: bool = False, longest: int = LONGEST) -> Iterator[Answer]:
        """Every answer of at most `longest` tokens in the context; `everywhere`: in the question too."""
        for first, start in enumerate(self.starts):
            for last in range(first, min(first + longest, len(self.ends))):
                if everywhere or (self.inside[first] and self.inside[last]):
                    yield Answer(start + self.ends[last], self, first, last)

    def highest(self, *, everywhere: bool) -> Answer:
        """The highest first and the highest last token, each by itself."""
        places = [place for place, is_inside in enumerate(self.inside) if is_inside or everywhere]
        first, last = max(places, key=self.starts.__getitem__), max(places, key=self.ends.__getitem__)
        return Answer(self.starts[first] + self.ends[last], self, first, last)


@dataclass(frozen=True)
class Answer:
    """From a first to a last token of a window, and the sum of their scores."""

    score: float
    window: Read
    first: int
    last: int

    def cut(self, context: str) -> str:
        return context[self.window.offsets[self.first][0] : self.window.offsets[self.last][1]]

    def probability(self) -> float:
        """As the window alone sees it."""
        import torch

        sides = (self.window.starts, self.first), (self.window.ends, self.last)
        one, other = (float(torch.tensor(scores).softmax(0)[at]) for scores, at in sides)
        return one * other


@cache
def read(question: str, context: str, size: int, shared: int, only_ids: bool = False) -> tuple[Read, ...]:
    """Every window of `size` tokens as the model sees it; `only_ids`: without token types."""
    import torch

    tokenizer, model = tokenizer_of(READER), model_of("AutoModelForQuestionAnswering", READER)
    made = tokenizer(
        question, context, truncation="only_second", max_length=size, stride=shared,
        return_overflowing_tokens=True, return_offsets_mapping=True,
    )  # fmt: skip
    found = []
    for row, offsets in enumerate(made["offset_mapping"]):
        names = ["input_ids"] if only_ids else [n for n in tokenizer.model_input_names if n in made]
        with torch.no_grad():
            scored = model(**{name: torch.tensor([made[name][row]]) for name in names})
        inside = tuple(side == 1 for side in made.sequence_ids(row))
        starts, ends = scored.start_logits[0].tolist(), scored.end_logits[0].tolist()
        places, ids = tuple(map(tuple, offsets)), tuple(made["input_ids"][row])
        found.append(Read(tuple(starts), tuple(ends), places, inside, ids))
    return tuple(found)


def best(windows: Sequence[Read], **allowed: Any) -> Answer:
    return max((answer for window in windows for answer in window.answers(**allowed)), key=_score)


def _score(answer: Answer) -> float:
    return answer.score


def clear(context: str, windows: Sequence[Read], margin: float = 0.05) -> bool:
    """Whether one answer is better than every other by more than rounding could undo."""
    first = best(windows)
    close = (one for window in windows for one in window.answers() if one.score > first.score - margin)
    return {answer.cut(context) for answer in close} == {first.cut(context)}


def reader_case(kind: str, question: str, context: str, size: int, shared: int) -> Case:
    windows, tokenizer = read(question, context, size, shared), tokenizer_of(READER)
    found = best(windows)
    expected = found.cut(context)
    several = len(windows) > 1

    def decoded(value: Any) -> bool:
        text = tokenizer.decode(list(found.window.ids[found.first : found.last + 1]))
        return isinstance(value, str) and (value == text or value.replace(" ", "") == expected.replace(" ", ""))

    def out_of_the_question(value: Any) -> bool:
        """What a reader cuts out who takes tokens of the question, in all windows or in one."""
        groups = [windows, *([window] for window in windows)]
        found = [best(group, everywhere=True) for group in groups]
        found += [window.highest(everywhere=True) for window in windows]
        places = [
            slice(one.window.offsets[one.first][0], one.window.offsets[one.last][1])
            for one in found
            if not one.window.inside[one.first]
        ]
        return bool(value) and any(value in (context[place], question[place]) for place in places)

    def each_by_itself(value: Any) -> bool:
        anywhere = max((window.highest(everywhere=True) for window in windows), key=_score)
        return value in (anywhere.cut(context), highest(windows).cut(context))

    def of_the_surest(value: Any) -> bool:
        return bool(value == max((best([window]) for window in windows), key=Answer.probability).cut(context))

    wrong: dict[str, Any] = {
        "decoded-not-cut": decoded,
        "last-token-missing": lambda value: bool(value) and value == context[slice(*_but_the_last(found))],
        "question-not-left-out": out_of_the_question,
        "first-window-only": lambda value: several and value == best(windows[:1]).cut(context),
        "last-window-wins": lambda value: several and value == best(windows[-1:]).cut(context),
        "surest-window": of_the_surest,
        "longer-than-allowed": lambda value: value == of_any_length(windows).cut(context),
        "each-by-itself": each_by_itself,
        "token-types-missing": lambda value: value == best(read(question, context, size, shared, True)).cut(context),
    }
    decide = decision(expected, lambda value: is_exactly(value, str), wrong)
    return Case(kind, (*of(READER), question, context, size, shared), decide, expected=expected)


def _but_the_last(answer: Answer) -> tuple[int, int]:
    """From the answer's first character to where its last token begins: what a slice gives that ends too early."""
    return answer.window.offsets[answer.first][0], answer.window.offsets[answer.last][0]


def highest(windows: Sequence[Read]) -> Answer:
    """What a reader takes who looks for the highest first and the highest last token, each by itself."""
    return max((window.highest(everywhere=False) for window in windows), key=_score)


def of_any_length(windows: Sequence[Read]) -> Answer:
    """What a reader takes who knows no longest answer."""
    return best(windows, longest=10_000)


def random_case(kind: str, rng: random.Random, misled: Callable[[Sequence[Read]], Answer] | None = None) -> Case:
    """A story whose best answer is clearly better than the next; with `misled`, one that such a reader gets wrong: its
    question has no answer in the story.
    """
    tell = story_without_answer if misled else story
    while True:
        question, context = tell(rng, rng.choice(("en", "zh")))
        size, shared = rng.choice((40, 48)), rng.choice((10, 14))
        windows = read(question, context, size, shared)
        if clear(context, windows) and not (misled and misled(windows).cut(context) == best(windows).cut(context)):
            return reader_case(kind, question, context, size, shared)


ANNA = (
    "Nora has a small bird. Children played in the park. People walked through the old streets. The weather was"
    " mild that week. Anna has a black dog. The shops opened late. Children played in the park. The shops opened"
    " late. People walked through the old streets. The shops opened late. The shops opened late."
)
PETER = (
    "Nobody was in a hurry. The weather was mild that week. Children played in the park. People walked through"
    " the old streets. Nobody was in a hurry. The weather was mild that week. Mary lives in Berlin. The shops"
    " opened late. Peter lives in Rome. Nobody was in a hurry. The river was calm."
)
HONG = (
    "街上的人不多。河水很平静。小丽养了两只小鸟。大家都不着急。商店开门很晚。小红养了一只黑猫。"
    "街上的人不多。孩子们在公园里玩。"
)
CAT = (
    "Mary has a black dog. People walked through the old streets. Children played in the park. Peter has a grey"
    " cat. People walked through the old streets. People walked through the old streets. The shops opened late."
    " The river was calm."
)
MING = (
    "小红是一名医生。河水很平静。大家都不着急。街上的人不多。河水很平静。商店开门很晚。那几天天"
    "气很好。商店开门很晚。孩子们在公园里玩。小明是一名老师。商店开门很晚。"
)


def cases(rng: random.Random) -> Iterator[Case]:
    yield reader_case("english", "What animal does Anna have?", ANNA, 48, 16)
    yield reader_case("chinese", "小红养了什么？", HONG, 40, 10)
    yield reader_case("one-window", "What animal does Peter have?", CAT, 120, 20)
    yield reader_case("sure", "Where does Peter live?", PETER, 48, 16)
    yield reader_case("unanswered", "小红住在哪里？", HONG, 40, 10)
    yield reader_case("unanswered", "小明喜欢吃什么？", MING, 40, 12)
    yield reader_case("unanswered", "What is Peter's job?", CAT, 40, 12)
    yield random_case("random", rng)
