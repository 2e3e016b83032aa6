"""Which words of a text answer a question: extractive question answering, as transformers had it until release 4.

A context that is longer than the model is read through a window that moves on by steps smaller than itself, so that no
answer is cut in two (`windows`). In each window the model scores every token as the answer's first and as its last one;
the best pair of all windows is the answer (`spans`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from transformers.pipelines.base import ChunkPipeline

from course_lib.models.positions import longest
from course_lib.pipelines.older_calls import renamed
from course_lib.pipelines.words import words

_OLD = {"topk": "top_k"}
_BEFORE = ("doc_stride", "max_seq_len", "max_question_len")
_AFTER = ("top_k", "max_answer_len", "handle_impossible_answer", "align_to_words")


@dataclass(frozen=True)
class Span:
    """An answer: its characters in the context, from `start` to before `end`, and how likely the model finds it."""

    score: float
    start: int
    end: int
    answer: str

    def shown(self) -> dict[str, Any]:
        return {"score": self.score, "start": self.start, "end": self.end, "answer": self.answer}


class QuestionAnswering(ChunkPipeline):  # type: ignore[misc]
    """``qa(question=..., context=...)`` gives the answer, with its place and score.

    Calls
    -----
    One question and one context, a dictionary of both, lists of either (one context serves many questions), a
    generator or a data set of dictionaries. One question gives a dictionary, several a list of them.

    Options
    -------
    top_k:
        How many answers; more than one gives a list.
    max_answer_len:
        Tokens of an answer, at most 15.
    max_seq_len, doc_stride:
        Tokens of a window (at most 384, or what the model reads) and what two of them share.
    max_question_len:
        Tokens that are kept of a question, 64.
    handle_impossible_answer:
        Also weigh "the text does not say": an empty answer.
    align_to_words:
        Whole words, also where the model marked a part.

    The answer is that of release 4 with the same model. Its score there was the sum over places that hold the same
    text, and could pass 1; here it is the best place's, a probability.

    >>> from course_lib.pipelines import pipeline
    >>> qa = pipeline("question-answering")
    >>> qa(question="Where does Anna live?", context="Anna lives in Paris. She is a nurse.")["answer"]
    'Paris'
    """

    _load_tokenizer = True
    _load_processor = _load_image_processor = _load_feature_extractor = False

    def _sanitize_parameters(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        options = renamed(options, _OLD)
        if unknown := options.keys() - {*_BEFORE, *_AFTER, "padding"}:
            raise words.error("unknown-option", name=sorted(unknown)[0], known=", ".join((*_BEFORE, *_AFTER)))
        for name in ("top_k", "max_answer_len"):
            if options.get(name) is not None and options[name] < 1:
                raise words.error("too-few", name=name, given=options[name])
        given = {name: value for name, value in options.items() if value is not None}
        before = {name: given[name] for name in _BEFORE if name in given}
        return before, {}, {name: given[name] for name in _AFTER if name in given}

    def __call__(self, *args: Any, **options: Any) -> Any:
        """See the class; raises CourseError for an empty question or context."""
        asked, options = _asked(args, options)
        if isinstance(asked, list):
            if not asked:
                return []
            found = super().__call__([_checked(one) for one in asked], **options)
            return found[0] if len(asked) == 1 and not _was_list(args) else found
        return super().__call__((_checked(one) for one in asked), **options)

    def get_iterator(
        self, inputs: Any, num_workers: int, batch_size: int, preprocess_params: Any, forward_params: Any,
        postprocess_params: Any,
    ) -> Iterator[Any]:  # fmt: skip
        """The answers, one after another. The library's loaders would cost a tenth of a small model's time; no other
        process reads ahead here, whatever `num_workers` says.
        """
        scored: list[dict[str, Any]] = []
        read = (window for one in inputs for window in self.preprocess(one, **preprocess_params))
        while batch := list(islice(read, batch_size)):
            for window in self.forward(batch):
                scored.append(window)
                if window["is_last"]:
                    yield self.postprocess(scored, **postprocess_params)
                    scored = []

    def run_single(self, inputs: Any, preprocess_params: Any, forward_params: Any, postprocess_params: Any) -> Any:
        return next(self.get_iterator([inputs], 0, 1, preprocess_params, forward_params, postprocess_params))

    def preprocess(
        self, example: Mapping[str, str], doc_stride: int | None = None, max_seq_len: int = 384,
        max_question_len: int = 64,
    ) -> Iterator[dict[str, Any]]:  # fmt: skip
        read = windows(
            self.tokenizer, example["question"], example["context"],
            length=min(max_seq_len, longest(self.model.config) or max_seq_len, self.tokenizer.model_max_length),
            shared=doc_stride, question_length=max_question_len,
        )  # fmt: skip
        for number, window in enumerate(read):
            yield {"window": window, "context": example["context"], "is_last": number == len(read) - 1}

    def _forward(self, model_inputs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The windows of a batch, each with its scores behind it: for every token, as the first and as the last one."""
        import torch

        rows = [window["window"].inputs for window in model_inputs]
        if len(rows) == 1:  # nothing is padded, and a model is faster without a mask
            given = {name: [row] for name, row in rows[0].items() if name != "attention_mask"}
        else:
            given = self.tokenizer.pad({name: [row[name] for row in rows] for name in rows[0]})
        scored = self.model(**{name: torch.tensor(row, device=self.device) for name, row in given.items()})
        both = zip(scored.start_logits, scored.end_logits, strict=True)
        return [
            {**window, "starts": starts, "ends": ends}
            for window, (starts, ends) in zip(model_inputs, both, strict=True)
        ]

    def postprocess(
        self, model_outputs: Sequence[dict[str, Any]], top_k: int = 1, max_answer_len: int = 15,
        handle_impossible_answer: bool = False, align_to_words: bool = True,
    ) -> Any:  # fmt: skip
        found: dict[str, Span] = {}  # several spans may be the same words, so more are asked for than are wanted
        nothing = 1.0
        for scored in model_outputs:
            window, context = scored["window"], scored["context"]
            own, none = spans(
                window, context, scored["starts"], scored["ends"], 4 * top_k, max_answer_len, align_to_words
            )
            nothing = min(nothing, none)
            for span in own:
                if span.answer not in found or found[span.answer].score < span.score:
                    found[span.answer] = span
        if handle_impossible_answer:
            found[""] = Span(nothing, 0, 0, "")
        best = [span.shown() for span in sorted(found.values(), key=lambda span: -span.score)[:top_k]]
        return best[0] if top_k == 1 and best else best


@dataclass(frozen=True)
class Window:
    """A stretch of the context behind the question, as ids, and where its tokens stand.

    `places` has one (start, end) of characters a token, None for what is no token of the context. `encoding` is the
    tokenizer's own record of the window, asked for the word that a token is a part of.
    """

    inputs: Mapping[str, list[int]]
    places: tuple[tuple[int, int] | None, ...]
    encoding: Any

    def word(self, token: int) -> tuple[int, int]:
        """The characters of the word that a token of the context is a part of, or of the token alone."""
        number = self.encoding.word_ids[token]
        found = None if number is None else self.encoding.word_to_chars(number, 1)
        return found or self.places[token] or (0, 0)


def windows(
    tokenizer: Any, question: str, context: str, *, length: int, shared: int | None = None, question_length: int = 64
) -> list[Window]:
    """The context in stretches of at most `length` tokens, question included, two of which share `shared` tokens."""
    asked = len(question.encode())  # no text has more tokens than bytes
    if asked > min(question_length, length // 4):
        places = tokenizer(question, add_special_tokens=False, return_offsets_mapping=True).offset_mapping
        if len(places) > question_length:
            question = question[: places[question_length - 1][1]]
        asked = min(len(places), question_length)
    room = length - asked - tokenizer.num_special_tokens_to_add(pair=True)
    if room < 2:
        raise words.error("no-room", length=length, question=asked)
    step_back = min(room // 2, 128) if shared is None else min(shared, room - 1)
    made = tokenizer(
        question, context, truncation="only_second", max_length=length, stride=step_back, return_overflowing_tokens=True
    )
    return [
        Window(
            {name: made[name][row] for name in tokenizer.model_input_names if name in made},
            tuple(
                place if side == 1 else None
                for place, side in zip(encoding.offsets, encoding.sequence_ids, strict=True)
            ),
            encoding,
        )
        for row, encoding in enumerate(made.encodings)
    ]


def spans(
    window: Window, context: str, starts: Any, ends: Any, count: int, most_tokens: int, whole_words: bool
) -> tuple[list[Span], float]:
    """The `count` likeliest answers of one window, best first, and how likely it is that it holds none.

    `starts` and `ends` are the model's scores (tokens,), padding included. A pair's probability is that of its first
    token times that of its last one, each among the tokens of the context and the first special one, which stands for
    "no answer".
    """
    import torch

    inside = [token for token, place in enumerate(window.places) if place is not None]
    if not inside:
        return [], 1.0
    begin, end = inside[0], inside[-1] + 1  # a context's tokens stand together
    scored = torch.stack((starts, ends))
    shares = torch.cat((scored[:, :1], scored[:, begin:end]), 1).float().softmax(-1).double()
    none = float(shares[0, 0] * shares[1, 0])
    first, last = shares[:, 1:]
    pairs = (first[:, None] * last).triu().tril(most_tokens - 1)
    scores, places = pairs.flatten().topk(min(count, pairs.numel()))
    size = end - begin
    found = []
    for score, place in zip(scores.tolist(), places.tolist(), strict=True):
        one, other = begin + place // size, begin + place % size
        left, right = window.places[one][0], window.places[other][1]
        if whole_words:
            left, right = window.word(one)[0], window.word(other)[1]
        found.append(Span(score, left, right, context[left:right]))
    return found, none


def _asked(args: tuple[Any, ...], options: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The questions as a list of dictionaries (or a generator of them), and the other keywords."""
    options = dict(options)
    given = args[0] if len(args) == 1 else options.pop("data", options.pop("X", None))
    if len(args) == 2:
        options.setdefault("question", args[0])
        options.setdefault("context", args[1])
    if given is None:
        if "question" not in options or "context" not in options:
            raise words.error("no-question")
        questions, contexts = options.pop("question"), options.pop("context")
        if isinstance(questions, str):
            return [{"question": questions, "context": contexts}], options
        if isinstance(contexts, str):
            contexts = [contexts] * len(questions)
        if len(questions) != len(contexts):
            raise words.error("unequal", questions=len(questions), contexts=len(contexts))
        return [{"question": q, "context": c} for q, c in zip(questions, contexts, strict=True)], options
    if isinstance(given, Mapping):
        return [given], options
    return (list(given) if isinstance(given, (list, tuple)) else given), options


def _was_list(args: tuple[Any, ...]) -> bool:
    return len(args) == 1 and isinstance(args[0], (list, tuple))


def _checked(one: Any) -> dict[str, str]:
    """A question and its context; raises CourseError where one of them is missing, empty, or no text."""
    if not isinstance(one, Mapping) or "question" not in one or "context" not in one:
        raise words.error("no-question")
    for name in ("question", "context"):
        if not isinstance(one[name], str) or not one[name].strip():
            raise words.error("empty", name=name)
    return {"question": one["question"], "context": one["context"]}
