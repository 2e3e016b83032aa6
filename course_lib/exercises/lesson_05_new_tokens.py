"""The exercises of lesson 05: ids, points, minutes and difficulty, and their public cases.

Most of them ask what a function *did* to a tokenizer or a model, so their probes look at the inputs after
the call. What is right is always computed with the library, on a tokenizer that no student has touched.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import PurePath
from typing import Any

from course_lib.exercises.calls import fresh_from_checkpoint
from course_lib.exercises.exercise import Case, Exercise, Fresh
from course_lib.exercises.properties import is_exactly, is_list_of
from course_lib.exercises.quiet import quiet

BERT = Fresh("tokenizer", "bert-zh")
MODEL = Fresh("model", "bert-zh")
FOLDER = Fresh("folder")

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ENGLISH = ["lunisolar", "almanac", "zodiacal", "sexagenary", "intercalary", "leapyear", "sundial"]
_KNOWN = ["甲", "书", "a", "天", "book", "的", "1", "水"]
_RARE = ["囍", "龘", "㐂", "㸚", "䶮"]
_PLAIN = ("a cat sat on a mat", "we like 2 old books", "今天天气很好。", "我在学校看书。", "你喜欢 music 吗？")


def library_tokenizer() -> Any:
    """The tokenizer that the exercises are about, untouched by any student."""
    return fresh_from_checkpoint(BERT)


@cache
def library_rows() -> Any:
    """The word embeddings of the model that the exercises are about, in float32: (tokens, width)."""
    with quiet():  # cases are made in the student's kernel, and loading shows a progress bar
        return fresh_from_checkpoint(MODEL).get_input_embeddings().weight.detach().float().clone()


def new_words(rng: random.Random, count: int) -> list[str]:
    """Distinct words that the vocabulary lacks: pairs like 甲子, and now and then an English one."""
    vocabulary = library_tokenizer().get_vocab()
    pairs = [stem + branch for stem in _STEMS for branch in _BRANCHES]
    words = rng.sample(pairs, count) + rng.sample(_ENGLISH, 2)
    return [word for word in rng.sample(words, len(words)) if word not in vocabulary][:count]


def with_words(rng: random.Random, words: Sequence[str]) -> str:
    """A text that both vocabularies can write, with every one of `words` in it, apart from its neighbours."""
    return "，".join(rng.sample([*words, *rng.sample(_PLAIN, 2)], len(words) + 2))


def _squeezed(text: Any) -> Any:
    return "".join(text.split()) if isinstance(text, str) else text


# vocab-look: tokenizer, token, count -> the tokens with the next ids


def look_case(kind: str, token: str, count: int) -> Case:
    tokenizer = library_tokenizer()
    vocabulary = tokenizer.get_vocab()
    in_order, alphabetical = sorted(vocabulary, key=vocabulary.__getitem__), sorted(vocabulary)
    first = in_order.index(token) + 1
    expected = in_order[first : first + count]

    def decide(seen: Mapping[str, Any]) -> str | None:
        tokens = seen["returned"]
        if isinstance(tokens, list) and tokens and tokens == [vocabulary[t] for t in expected]:
            return "ids-not-tokens"
        if isinstance(tokens, list) and None in tokens:
            return "past-the-end"
        if problem := is_list_of(tokens, str):
            return problem
        if tokens == expected:
            return None
        if tokens in (in_order[first - 1 :][:count], in_order[first - 1 :][: count + 1]):
            return "starts-too-early"
        place = alphabetical.index(token) + 1
        if tokens == alphabetical[place : place + count]:
            return "alphabetical"
        if len(tokens) == len(expected) and all(t in vocabulary for t in tokens):
            return "order-of-the-dictionary"
        return "differs"

    return Case(kind, (BERT, token, count), decide, expected=expected)


def look_cases(rng: random.Random) -> Iterator[Case]:
    tokenizer = library_tokenizer()
    yield look_case("chinese", "甲", 5)
    yield look_case("end", tokenizer.convert_ids_to_tokens(len(tokenizer) - 3), 6)
    for _ in range(3):
        yield look_case("random", some_token(rng), rng.randint(2, 9))


def some_token(rng: random.Random) -> str:
    """A token from the ordinary part of the vocabulary, with many behind it."""
    tokenizer = library_tokenizer()
    return str(tokenizer.convert_ids_to_tokens(rng.randrange(200, len(tokenizer) - 50)))


# vocab-add-tokens: tokenizer, tokens -> how many were really new


def add_case(kind: str, tokens: Sequence[str], text: str) -> Case:
    tokenizer = library_tokenizer()
    size, vocabulary = len(tokenizer), tokenizer.get_vocab()
    new = list(dict.fromkeys(token for token in tokens if token not in vocabulary))
    in_pieces = [token for token in new if len(tokenizer.tokenize(token)) > 1]
    counted = library_tokenizer().add_tokens(list(tokens))
    tokenizer.add_tokens(new)
    read_back = _squeezed(tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True))

    def decide(seen: Mapping[str, Any]) -> str | None:
        number, added = seen["returned"], set(seen["added"])
        if problem := is_exactly(number, int):
            return problem
        if number == size + len(new):
            return "returns-the-length"
        if new and not added & set(new):
            return "adds-characters" if added else "adds-nothing"
        if number != len(new):
            if number == 0:
                return "vocab-size-stands-still"
            if number == counted:
                return "believes-the-count"
            if number == len(tokens):
                return "counts-the-list"
            if number == len([token for token in tokens if token not in vocabulary]):
                return "counts-twice-what-comes-twice"
            return "one-piece-means-known" if number == len(in_pieces) else "differs"
        if added != set(new):
            return "adds-what-was-there" if added > set(new) else "differs"
        return None if _squeezed(seen["read back"]) == read_back else "special-not-ordinary"

    probe = {
        "returned": "returned",
        "added": "[t for t in args[0].get_added_vocab() if t[0] + t[-1] != '[]']",
        "read back": f"args[0].decode(args[0].encode({text!r}), skip_special_tokens=True)",
    }
    return Case(kind, (BERT, list(tokens)), decide, probe, expected=len(new))


def add_cases(rng: random.Random) -> Iterator[Case]:
    yield add_case("mixed", ["天干", "甲", "地支", "天干", "a"], "天干 and 地支, a cat")
    yield add_case("character", [unknown_character(), "干支"], f"{unknown_character()}，干支")
    for _ in range(3):
        tokens = mixed_tokens(rng)
        yield add_case("random", tokens, with_words(rng, tokens))


def unknown_character() -> str:
    """A character that the vocabulary lacks, so that it is one piece, [UNK], and yet not known."""
    vocabulary = library_tokenizer().get_vocab()
    return next(character for character in _RARE if character not in vocabulary)


def mixed_tokens(rng: random.Random) -> list[str]:
    """New tokens, known ones and one that is there twice, shuffled."""
    new = new_words(rng, rng.randint(2, 4))
    tokens = [*new, rng.choice(new), *rng.sample(_KNOWN, 2)]
    return rng.sample(tokens, len(tokens))


# vocab-add-special: tokenizer, markers -> their ids


def special_case(kind: str, markers: Sequence[str], text: str) -> Case:
    tokenizer = library_tokenizer()
    roles, unknown = tokenizer.all_special_tokens, tokenizer.unk_token_id
    tokenizer.add_special_tokens({"extra_special_tokens": list(markers)})
    expected = tokenizer.convert_tokens_to_ids(list(markers))
    without = _squeezed(tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True))

    def decide(seen: Mapping[str, Any]) -> str | None:
        ids, listed, read = seen["returned"], seen["special tokens"], _squeezed(seen["skipping"])
        if isinstance(ids, int) and ids == len(markers):
            return "count-not-ids"
        if problem := is_list_of(ids, int):
            return problem
        if not all(role in listed for role in roles):
            return "takes-over-a-role"
        if not all(marker in listed for marker in markers):
            if markers[-1] in listed:
                return "only-the-last-listed"
            return "special-but-not-listed" if read == without else "ordinary-not-special"
        if read != without:
            return "ordinary-not-special"
        return None if ids == expected else "asks-before-adding" if unknown in ids else "differs"

    probe = {
        "returned": "returned",
        "special tokens": "args[0].all_special_tokens",
        "skipping": f"args[0].decode(args[0].encode({text!r}), skip_special_tokens=True)",
    }
    return Case(kind, (BERT, list(markers)), decide, probe, expected=expected)


def special_cases(rng: random.Random) -> Iterator[Case]:
    yield special_case("two", ["[YEAR]", "[MONTH]"], "[YEAR] 甲子 [MONTH] 春天")
    for _ in range(3):
        markers = new_markers(rng, rng.randint(2, 4))
        yield special_case("random", markers, with_words(rng, markers))


def new_markers(rng: random.Random, count: int) -> list[str]:
    """Distinct markers like ``<poem>`` or ``[诗]``."""
    names = ["poem", "year", "stem", "branch", "speaker", "诗", "年", "月", "日", "干支"]
    return [rng.choice(("<{}>", "[{}]", "<|{}|>")).format(name) for name in rng.sample(names, count)]


# vocab-round-trip: tokenizer, words, text -> the text that comes back


def round_case(kind: str, words: Sequence[str], text: str) -> Case:
    from tokenizers import AddedToken

    exact, plain = library_tokenizer(), library_tokenizer()
    exact.add_tokens([AddedToken(word, normalized=False) for word in words])
    plain.add_tokens(list(words))
    expected, spaced = _there_and_back(exact, text), _there_and_back(plain, text)

    def decide(seen: Mapping[str, Any]) -> str | None:
        back, tokens = seen["returned"], seen["tokens"]
        if problem := is_exactly(back, str):
            return problem
        if back == expected and tokens in (exact.tokenize(text), plain.tokenize(text)):
            return None if tokens == exact.tokenize(text) else "mends-the-text"
        if back == exact.decode(exact.encode(text)):
            return "keeps-special-tokens"
        if tokens == exact.tokenize(text) and not any(word in back for word in words):
            return "special-tokens-vanish"
        if back == spaced:
            return "spaces-of-the-normalizer"
        if " " not in back and " " in expected:
            return "removes-every-space" if back != text else "no-round-trip"
        return "no-round-trip" if back == text else "differs"

    probe = {"returned": "returned", "tokens": "args[0].tokenize(args[2])"}
    return Case(kind, (BERT, list(words), text), decide, probe, expected=expected)


def _there_and_back(tokenizer: Any, text: str) -> str:
    return str(tokenizer.decode(tokenizer.encode(text), skip_special_tokens=True))


def round_cases(rng: random.Random) -> Iterator[Case]:
    yield round_case("both", ["天干", "地支"], "天干 and 地支 name a year，今年呢？")
    for _ in range(3):
        words = new_words(rng, rng.randint(1, 3))
        yield round_case("random", words, with_words(rng, words))


# vocab-separator: tokenizer, separator, text, pair -> ids with the new separator


def separator_case(kind: str, separator: str, text: str, pair: str | None) -> Case:
    tokenizer = library_tokenizer()
    cls, old, unknown = tokenizer.cls_token_id, tokenizer.sep_token_id, tokenizer.unk_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    new, written = tokenizer.sep_token_id, tokenizer.encode(text, pair)
    expected = [new if id == old else id for id in written]
    last_only = [*written[:-1], new]

    def decide(seen: Mapping[str, Any]) -> str | None:
        ids = seen["returned"]
        if isinstance(ids, list) and separator in ids:
            return "writes-the-name"
        if problem := is_list_of(ids, int):
            return problem
        if seen["separator"] != [separator, new]:
            return "not-the-separator"
        if ids == expected:
            return None
        told = {"believes-encode": written, "appends-both": [*written, new], "only-the-last": last_only}
        told |= {"forgets-cls": expected[1:], "asks-before-adding": [unknown if id == old else id for id in written]}
        if pair is not None:
            told["forgets-the-pair"] = [cls, *tokenizer.encode(text, add_special_tokens=False), new]
        return next((name for name, wrong in told.items() if ids == wrong), "differs")

    probe = {"returned": "returned", "separator": "[args[0].sep_token, args[0].sep_token_id]"}
    return Case(kind, (BERT, separator, text, pair), decide, probe, expected=expected)


def separator_cases(rng: random.Random) -> Iterator[Case]:
    yield separator_case("one", "NEW", "天干与地支", None)
    yield separator_case("pair", "<sep>", "what year is it", "今年是甲子年。")
    for _ in range(3):
        text, pair = rng.sample(_PLAIN, 2)
        yield separator_case("random", new_markers(rng, 1)[0], text, rng.choice((pair, None)))


# vocab-resize: model, tokenizer, tokens -> the model's rows


def resize_case(kind: str, tokens: Sequence[str], others: Sequence[int] = ()) -> Case:
    tokenizer, rows = library_tokenizer(), library_rows()
    size, count = len(tokenizer), len(tokens)
    pieces = [tokenizer.encode(token, add_special_tokens=False) for token in tokens]
    watched = sorted({0, size - 1, *others, *(id for ids in pieces for id in ids), *range(size - count, size)})
    means = [rows[ids].mean(0) for ids in pieces]
    told = {
        "sum-not-mean": [rows[ids].sum(0) for ids in pieces],
        "first-piece-only": [rows[ids[0]] for ids in pieces],
        "special-tokens-in-the-mean": [rows[tokenizer.encode(token)].mean(0) for token in tokens],
    }

    def decide(seen: Mapping[str, Any]) -> str | None:
        if problem := is_exactly(seen["returned"], int):
            return problem
        if seen["ids"] != [*range(size, size + count)]:
            return "tokenizer-not-grown" if min(seen["ids"]) < size else "wrong-order"
        seen_rows, out_rows, said = seen["rows"]
        if seen_rows != size + count:
            sizes = {size: "still-the-old-size", size + 1: "one-row-more", size + 2 * count: "grows-twice"}
            return sizes.get(seen_rows, "wrong-size")
        if not (seen_rows == out_rows == said):
            return "half-grown"
        if not _close(seen["old rows"], rows[watched]):
            return "old-rows-changed"
        if not _close(seen["new rows"], means):
            return next((name for name, wrong in told.items() if _close(seen["new rows"], wrong)), "left-to-chance")
        if seen["returned"] == count:
            return "returns-the-count"
        return None if seen["returned"] == seen_rows else "differs"

    weight = "args[0].get_input_embeddings().weight"
    probe = {
        "returned": "returned",
        "ids": f"args[1].convert_tokens_to_ids({list(tokens)!r})",  # not args[2]: a student may use that list up
        "rows": f"[len({weight}), len(args[0].get_output_embeddings().weight), args[0].config.vocab_size]",
        "new rows": f"{weight}[-{count}:]",
        "old rows": f"{weight}[{watched}]",
    }
    return Case(kind, (MODEL, BERT, list(tokens)), decide, probe, expected=size + count)


def _close(seen: Any, wanted: Any) -> bool:
    """Alike up to half precision, in which a model may be kept."""
    import torch

    target = wanted if isinstance(wanted, torch.Tensor) else torch.stack(wanted)
    same = isinstance(seen, torch.Tensor) and seen.shape == target.shape
    return same and torch.allclose(seen.float(), target, rtol=5e-3, atol=2e-3)


def resize_cases(rng: random.Random) -> Iterator[Case]:
    yield resize_case("two", ["天干", "地支"])
    yield resize_case("three", ["甲子", "sexagenary", "lunisolar"])
    yield resize_case("random", new_words(rng, rng.randint(2, 5)), rng.sample(range(5000), 20))


# vocab-save: model, tokenizer, tokens, folder -> what is there when it is loaded again


def save_case(kind: str, tokens: Sequence[str]) -> Case:
    tokenizer, library, count = library_tokenizer(), library_rows(), len(tokens)
    size = len(tokenizer)
    watched = sorted({tokenizer.encode(token, add_special_tokens=False)[0] for token in tokens})

    def decide(seen: Mapping[str, Any]) -> str | None:
        returned, files = seen["returned"], seen["files"]
        rows = seen["rows in the folder"]
        if returned is None:
            return "returns-nothing"
        if "tokenizer.json" not in files:
            return "model-only"
        if not any(name.endswith(".safetensors") for name in files):
            return "tokenizer-only"
        if min(seen["ids in the folder"]) < size:
            return "saves-before-adding"
        if rows != size + count:
            return "model-not-resized" if rows == size else "wrong-size"
        if not _close(seen["where old rows begin"], library[watched, :2]):
            return "differs"
        if not isinstance(returned, tuple) or len(returned) != 3 or not isinstance(returned[0], list):
            return "wrong-type"
        return _decide_returned(returned, sorted(files), size, size + count)

    exists, again = "(args[3] / '{}').is_file()", "__import__('transformers').AutoTokenizer.from_pretrained(args[3])"
    ids = f"{again}.convert_tokens_to_ids({list(tokens)!r})"
    model = "__import__('transformers').AutoModelForMaskedLM.from_pretrained(args[3])"
    weight = f"{model}.get_input_embeddings().weight"
    probe = {
        "returned": "returned",
        "files": "{p.name: p.stat().st_size for p in args[3].iterdir() if not p.name.startswith('.')}",
        "ids in the folder": f"{ids} if {exists.format('tokenizer.json')} else [0]",
        "rows in the folder": f"len({weight}) if {exists.format('config.json')} else 0",
        "where old rows begin": f"{weight}[{watched}, :2] if {exists.format('config.json')} else 0",
    }
    return Case(kind, (MODEL, BERT, list(tokens), FOLDER), decide, probe)


def _decide_returned(returned: tuple[Any, ...], files: list[str], old: int, new: int) -> str | None:
    names, length, rows = returned
    if any(isinstance(name, PurePath) or "/" in str(name) or "\\" in str(name) for name in names):
        return "paths-not-names"
    names = [name for name in names if type(name) is str and not name.startswith(".")]
    if type(length) is not int or type(rows) is not int:
        return "wrong-type"
    if old in (length, rows):
        return "loads-the-original"
    if names != files:
        return "not-sorted" if sorted(names) == files else "names-missing" if set(names) < set(files) else "differs"
    return None if (length, rows) == (new, new) else "differs"


def save_cases(rng: random.Random) -> Iterator[Case]:
    yield save_case("two", ["天干", "地支"])
    yield save_case("random", new_words(rng, rng.randint(3, 5)))


EXERCISES = (
    Exercise("vocab-look", "following", points=1, minutes=4, difficulty="warm-up", cases=look_cases),
    Exercise("vocab-add-tokens", "add_new", points=2, minutes=6, difficulty="core", cases=add_cases),
    Exercise("vocab-round-trip", "round_trip", points=2, minutes=6, difficulty="core", cases=round_cases),
    Exercise("vocab-add-special", "add_markers", points=1, minutes=4, difficulty="core", cases=special_cases),
    Exercise("vocab-separator", "encode_with", points=2, minutes=7, difficulty="core", cases=separator_cases),
    Exercise("vocab-resize", "grow", 3, 9, "stretch", resize_cases, seconds_per_call=30),
    Exercise("vocab-save", "pack", 3, 8, "stretch", save_cases, seconds_per_call=60),
)
