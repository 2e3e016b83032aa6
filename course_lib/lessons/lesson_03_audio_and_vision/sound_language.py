"""sound-language: a pipeline that listens, recordings with a language and a task -> what is said, as asked for."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from course_lib.exercises.exercise import Case, Mistake
from course_lib.exercises.fresh import Fresh
from course_lib.lessons.decisions import decision, leaves_alone, list_of
from course_lib.lessons.lesson_03_audio_and_vision.inputs import PHRASES, said

#: A recording: the language spoken, the number of the phrase, the language to name, the task.
Recording = tuple[str, int, str | None, str]


def language_case(kind: str, recordings: Sequence[Recording], same: Sequence[int] = ()) -> Case:
    """`same`: the number of each recording's file, where one of them comes more than once."""
    files = [f"{kind}-{number}.wav" for number in same or range(1, len(recordings) + 1)]
    known = {file: [spoken, phrase] for file, (spoken, phrase, *_) in zip(files, recordings, strict=True)}
    given = [
        {"file": file, "language": language, "task": task}
        for file, (_, _, language, task) in zip(files, recordings, strict=True)
    ]

    def heard(options: Callable[[int], tuple[Any, Any]]) -> list[str]:
        """The raw texts when recording number n is heard with these options."""
        return [said(spoken, phrase, *options(n)) for n, (spoken, phrase, *_) in enumerate(recordings)]

    asked = [(language, task) for _, _, language, task in recordings]
    raw = heard(lambda n: asked[n])
    expected = [text.strip() for text in raw]

    def stripped(options: Callable[[int], tuple[Any, Any]]) -> list[str]:
        return [text.strip() for text in heard(options)]

    def carried_over(n: int) -> tuple[Any, Any]:
        languages = [language for language, _ in asked[: n + 1] if language is not None]
        return (languages[-1] if languages else None), asked[n][1]

    def task_carried_over(n: int) -> tuple[Any, Any]:
        translated = any(task == "translate" for _, task in asked[: n + 1])
        return asked[n][0], "translate" if translated else "transcribe"

    def guessed(language: str) -> Callable[[int], tuple[Any, Any]]:
        return lambda n: (asked[n][0] or language, asked[n][1])

    def once_a_file() -> list[list[str]]:
        """A file looked up or put down by its name: the first wish holds, or the last, for all or as one text."""
        last = dict(zip(files, expected, strict=True))
        first = dict(zip(reversed(files), reversed(expected), strict=True))
        return [
            [texts[file] for file in places]
            for texts in (first, last)
            for places in (files, list(dict.fromkeys(files)))
        ]

    several, known_languages = len(recordings) > 1, [language is not None for language, _ in asked]
    told: dict[str, Any] = {
        "space-in-front": raw,
        "task-needs-no-language": [stripped(lambda n: asked[n] if asked[n][0] else (None, None))],
        "language-for-task": [stripped(lambda n: ("en", None) if asked[n][1] == "translate" else (asked[n][0], None))],
        "options-not-passed": [stripped(lambda n: (None, None))],
        "language-not-passed": [stripped(lambda n: (None, asked[n][1]))],
        "task-not-passed": [stripped(lambda n: (asked[n][0], None))],
        "options-carried-over": [stripped(carried_over), stripped(task_carried_over)],
        "same-options-for-all": [stripped(lambda n: asked[0]), stripped(lambda n: asked[-1])] if several else [],
        "language-guessed": [stripped(guessed("zh")), stripped(guessed("en"))],
        "always-translates": [stripped(lambda n: (asked[n][0], "translate"))],
        "tasks-exchanged": [
            stripped(lambda n: (asked[n][0], "translate" if asked[n][1] == "transcribe" else "transcribe"))
        ],
    }
    wrong: dict[str, Any] = {
        "dictionaries-not-texts": lambda value: value in ([{"text": t} for t in raw], [{"text": t} for t in expected]),
        "first-character-cut": [text[1:] for text in raw],
        "unknown-left-out": lambda value: not all(known_languages) and value in (
            [text for text, known in zip(expected, known_languages, strict=True) if known],
            *[[text if known else other for text, known in zip(expected, known_languages, strict=True)]
              for other in ("", None)],
        ),
        "only-one": lambda value: several and value in (
            raw[:1], raw[-1:], expected[:1], expected[-1:], raw[0], raw[-1], expected[0], expected[-1]
        ),
        "in-one-text": lambda value: several and isinstance(value, str) and all(text in value for text in expected),
        "one-text-a-file": lambda value: (
            isinstance(value, list)
            and [text.strip() if isinstance(text, str) else text for text in value]
            in [texts for texts in once_a_file() if texts != expected]
        ),
        "order-lost": lambda value: isinstance(value, list) and sorted(map(str, value)) == sorted(expected),
    }  # fmt: skip
    # The same mistakes with the space left in front, too: what matters more is told first.
    for name, values in told.items():
        if name == "space-in-front":
            wrong[name] = values
        else:
            wrong[name] = lambda value, values=values: (
                isinstance(value, list)
                and [text.strip() if isinstance(text, str) else text for text in value]
                in [one for one in values if one != expected]
            )

    decide = decision(expected, list_of(str), wrong)

    def decide_or_tell_which(seen: Mapping[str, Any]) -> str | Mistake | None:
        problem, value = decide(seen), seen["returned"]
        if problem != "differs":
            return problem
        if len(value) != len(expected):
            return Mistake("another-number-of-texts", {"count": len(value), "wanted": len(expected)})
        if [text.replace(" ", "") for text in value] == [text.replace(" ", "") for text in expected]:
            return "spaces-changed"
        number = next(n for n, text in enumerate(expected) if value[n] != text)
        language, task = asked[number]
        return Mistake("another-text", {"number": number, "language": str(language), "task": task})

    listener = Fresh("listener", json.dumps(known))
    return leaves_alone(Case(kind, (listener, given), decide_or_tell_which, expected=expected), 1)


def random_case(kind: str, rng: random.Random) -> Case:
    phrases = rng.sample(range(len(PHRASES)), rng.randint(3, 4))
    return language_case(
        kind,
        [
            (rng.choice(("zh", "en")), phrase, rng.choice(("zh", "en", None)), rng.choice(("transcribe", "translate")))
            for phrase in phrases
        ],
    )


def cases(rng: random.Random) -> Iterator[Case]:
    mixed = [("zh", 5, "en", "transcribe"), ("en", 6, "en", "translate"), ("zh", 2, "zh", "translate")]
    yield language_case("mixed", [*mixed, ("en", 3, "zh", "transcribe"), ("en", 0, "en", "transcribe")])
    yield language_case("one", [("zh", 1, "zh", "transcribe")])
    yield language_case("english", [("en", 3, "en", "transcribe"), ("en", 4, None, "transcribe")])
    yield language_case("translated", [("zh", 0, "zh", "translate"), ("zh", 2, "zh", "transcribe")])
    yield language_case("another", [("zh", 5, "en", "transcribe"), ("en", 6, "zh", "transcribe")])
    known = [("zh", 1, "zh", "transcribe"), ("en", 4, "en", "transcribe")]
    unknown = [("en", 3, None, "transcribe"), ("zh", 7, None, "transcribe")]
    yield language_case("unknown", [known[0], unknown[0], known[1], unknown[1]])
    yield language_case(
        "after", [("zh", 2, "zh", "translate"), ("en", 4, "en", "transcribe"), ("zh", 2, "zh", "translate")]
    )
    yield language_case("unknown-task", [("zh", 5, None, "translate"), ("en", 6, "en", "transcribe")])
    again = [("en", 4, "en", "translate"), ("zh", 1, "zh", "transcribe"), ("en", 4, "en", "transcribe")]
    yield language_case("again", again, (1, 2, 1))
    yield language_case("none", [])
    yield random_case("random", rng)
    yield random_case("random", rng)
