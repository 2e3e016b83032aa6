"""What tells a wrong value from the expected one, in one sentence: its type, then its shape, then its content.

From the general to the particular, and only what is so: a way of differing is told where it accounts for all of the
difference; where none does, the first place where the two part.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from course_lib.exercises.orders import way_of
from course_lib.exercises.same import same
from course_lib.exercises.shown_values import character_name, shown
from course_lib.exercises.told import Behind, Code, Told, Word
from course_lib.exercises.what_it_is import CALLABLES, ITERATORS, Kind, is_tensor_value, kind_of
from course_lib.exercises.wire_values import NamedDict

_SHORT = 60
#: Of a longer row of things only the first place where it differs is looked for: nobody should wait for a value that
#: was made to be long.
MOST_COMPARED = 20_000
#: Foldings of a text, from the mildest on: two texts that are the same after one of them differ in nothing else.
FOLDINGS: Mapping[str, Callable[[str], str]] = {
    "only-spaces": lambda text: "".join(text.split()),
    "only-width": lambda text: unicodedata.normalize("NFKC", text),
    "only-case": str.casefold,
    "only-width-and-spaces": lambda text: "".join(unicodedata.normalize("NFKC", text).split()),
    "only-punctuation": lambda text: "".join(c for c in text if unicodedata.category(c)[0] not in "P"),
    "only-punctuation-and-spaces": lambda text: "".join(c for c in text if unicodedata.category(c)[0] not in "PZ"),
}


def difference(seen: Any, wanted: Any) -> Told:
    """What tells `seen` from `wanted`; they are not `same`.

    >>> difference(("a", "b"), ["a", "b"]).sentence("en")
    'You returned a tuple `(str, str)`; asked for: a list of str. `list(…)` makes one.'
    """
    if isinstance(seen, NamedDict) and type(wanted) is dict:  # as good as a dict to every decision
        seen = dict(seen)
    return _of_type(seen, wanted) or _of_content(seen, wanted)


# --- types ---


def _of_type(seen: Any, wanted: Any) -> Told | None:
    mine, theirs = kind_of(seen), kind_of(wanted)
    if mine.key in CALLABLES and theirs.key not in CALLABLES:
        return Told("not-called", {"seen": mine, "wanted": theirs})
    if type(seen) is str and not isinstance(wanted, str) and seen in (str(wanted), repr(wanted)):
        return Told("text-of-the-value", {"wanted": theirs})
    if isinstance(seen, list | tuple) and len(seen) == 1 and same(seen[0], wanted):
        return Told("one-level-too-deep", {"wanted": theirs})
    if type(wanted) is list and len(wanted) == 1 and same(seen, wanted[0]):
        return Told("one-level-too-flat", {"wanted": theirs})
    if mine.key != theirs.key:
        return _other_type(seen, wanted, mine, theirs)
    if type(wanted) is list:
        return _items_of_type(seen, wanted)
    if is_tensor_value(wanted):
        return _of_shape(seen, wanted)
    return None


def _other_type(seen: Any, wanted: Any, mine: Kind, theirs: Kind) -> Told:
    repair = _repair(seen, wanted, mine.key, theirs.key)
    if repair.startswith("["):
        return Told("whole-not-part", {"seen": mine, "wanted": theirs, "part": Code(repair)})
    return Told("another-type", {"seen": mine, "wanted": theirs}, repair=repair)


def _repair(seen: Any, wanted: Any, mine: str, theirs: str) -> str:
    """The key of the line that makes the one type of the other, if there is one; or where the part lies, ``["…"]``."""
    if isinstance(seen, dict):
        found = next((key for key, part in seen.items() if isinstance(key, str) and _equal(part, wanted)), None)
        if found is not None:
            return f'["{found}"]'
        return "list-of-pairs" if theirs == "list" and _equal(list(seen.items()), wanted) else ""
    if theirs == "list":
        if mine in ITERATORS or mine == "tuple":
            return "list"
        if mine == "str" and type(wanted[0] if wanted else None) is str:
            return "split" if seen.split() == wanted else "text-not-list"
        return {
            "set": "set-to-list", "array": "tolist", "tensor": "tolist", "encoding": "part-of-encoding"
        }.get(mine, "")  # fmt: skip
    if theirs == "tuple":
        return "tuple" if mine in ITERATORS or mine == "list" else ""
    if theirs == "set":
        return "set" if mine in ITERATORS or mine in ("list", "tuple") else ""
    if theirs == "str":
        if mine == "list" and all(type(item) is str for item in seen):
            return next((key for key, glue in (("join", ""), ("join-spaces", " ")) if glue.join(seen) == wanted), "")
        if mine in ("int", "float", "path"):
            return "str" if str(seen) == wanted else ""
        return {"bytes": "decode", "added_token": "content"}.get(mine, "")
    if theirs in ("int", "float"):
        return _repair_of_number(seen, wanted, mine, theirs)
    if theirs == "tensor":
        return {"list": "tensor", "array": "tensor"}.get(mine, "")
    return "bool" if theirs == "bool" and mine in ("int", "str") else ""


def _repair_of_number(seen: Any, wanted: Any, mine: str, theirs: str) -> str:
    if mine == "tensor":
        return "item" if not seen.shape else ""
    if mine == "str":
        return theirs if seen.strip() == str(wanted) else ""
    if mine == "list":
        return "len" if len(seen) == wanted else ""
    if mine == "float" and theirs == "int":
        return "int" if seen == wanted else "int-division"
    return "float" if mine == "int" and seen == wanted else ""


def _equal(one: Any, other: Any) -> bool:
    """Whether two values are the same but for how rows and numbers are kept."""
    if is_tensor_value(one) and not is_tensor_value(other):
        one = one.tolist()
        one = one[0] if isinstance(one, list) and len(one) == 1 and isinstance(one[0], list) else one
    return same(one, other)


def _items_of_type(seen: list[Any], wanted: list[Any]) -> Told | None:
    kinds = tuple(dict.fromkeys(_bare(kind_of(item)) for item in wanted))
    if not kinds or not seen:
        return None
    off = [place for place, item in enumerate(seen) if _bare(kind_of(item)) not in kinds]
    if not off:
        return _parts_of_items(seen, wanted)
    first = seen[off[0]]
    if kinds == (_bare(Kind("list")),) and len(wanted) != 1 and _flat(wanted) == seen:
        return Told("one-level-too-flat", {"wanted": kind_of(wanted)})
    if all(isinstance(item, list) for item in seen) and same(_flat(seen), wanted):
        return Told("one-level-too-deep", {"wanted": kind_of(wanted)})
    item = Code(shown(first, _SHORT))
    told: dict[str, Word] = {"seen": kind_of(first), "wanted": kinds, "index": off[0], "item": item}
    if len(off) < len(seen):
        if first is None:
            return Told("none-among-items", {"index": off[0], "wanted": kinds, "count": len(off)})
        return Told("one-item-of-another-type" if len(off) == 1 else "some-items-of-another-type",
                    told | {"count": len(off), "of": len(seen)})  # fmt: skip
    repair = _repair_of_items(seen, wanted, kind_of(first).key, kinds)
    return Told("items-of-another-type", told | {"seen": kind_of(seen), "wanted": kind_of(wanted)}, repair=repair)


def _parts_of_items(seen: list[Any], wanted: list[Any]) -> Told | None:
    """Tuples of the right length in a list, with something of another type in them."""
    if not all(type(item) is tuple for item in (*seen, *wanted)) or len({*map(len, seen), *map(len, wanted)}) > 1:
        return None
    for part in range(len(wanted[0])):
        kinds = tuple(dict.fromkeys(_bare(kind_of(item[part])) for item in wanted))
        for index, item in enumerate(seen):
            if _bare(kind_of(item[part])) not in kinds:
                item_seen = Code(shown(item[part], _SHORT))
                words: dict[str, Word] = {"seen": kind_of(item[part]), "wanted": kinds, "item": item_seen}
                return Told("part-of-another-type", words, path=f"[{index}][{part}]")
    return None


def _repair_of_items(seen: list[Any], wanted: list[Any], mine: str, kinds: tuple[Kind, ...]) -> str:
    if len(kinds) > 1:
        return ""
    theirs = kinds[0].key
    if mine == "str" and theirs == "int" and seen == [str(item) for item in wanted]:
        return "int-each"
    if mine == "int" and theirs == "str" and wanted == [str(item) for item in seen]:
        return "str-each"
    if mine == "float" and theirs == "int" and seen == wanted:
        return "int-each"
    if mine == "tensor" and theirs in ("int", "float"):
        return "item-each"
    if mine == "list" and theirs == "tuple":
        return "tuple-each"
    return {"tuple": "list-each"}.get(mine, "") if theirs == "list" else ""


def _bare(kind: Kind) -> Kind:
    """A kind without what is inside it."""
    return Kind(kind.key, size=1)


def _flat(rows: Sequence[Any]) -> list[Any]:
    return [item for row in rows if isinstance(row, list) for item in row]


def _of_shape(seen: Any, wanted: Any) -> Told | None:
    mine, theirs = tuple(seen.shape), tuple(wanted.shape)
    words: dict[str, Word] = {"seen": Code(str(mine)), "wanted": Code(str(theirs))}
    if mine != theirs:
        if len(mine) != len(theirs):
            if mine == (1, *theirs) or mine == (*theirs, 1):
                return Told("one-dimension-too-many", words)
            return Told("other-dimensions", words | {"mine": len(mine), "theirs": len(theirs)})
        if len(mine) == 2 and mine == theirs[::-1]:
            return Told("turned-shape", words)
        off = [place for place in range(len(mine)) if mine[place] != theirs[place]]
        if len(off) > 1 or len(mine) > 2:
            return Told("another-shape", words)
        less = theirs[off[0]] - mine[off[0]]
        what = "rows" if off[0] == 0 and len(mine) == 2 else "columns" if len(mine) == 2 else "numbers"
        return Told(f"too-{'few' if less > 0 else 'many'}-{what}", words | {"count": abs(less)})
    if seen.dtype != wanted.dtype:
        names = {"seen": Code(_dtype(seen)), "wanted": Code(_dtype(wanted))}
        return Told("another-dtype", names, repair="" if _dtype(wanted) != "int64" else "long")
    return None


def _dtype(tensor: Any) -> str:
    return str(tensor.dtype).removeprefix("torch.")


# --- content ---


def _of_content(seen: Any, wanted: Any) -> Told:
    if isinstance(seen, str) and isinstance(wanted, str):
        return _of_text(seen, wanted)
    if type(wanted) is list:
        return _of_list(seen, wanted)
    if type(wanted) is tuple:
        return _of_parts(seen, wanted)
    if isinstance(wanted, dict) and isinstance(seen, dict):
        return _of_dict(seen, wanted)
    if type(wanted) is set:
        return _of_set(seen, wanted)
    if is_tensor_value(wanted):
        return _of_tensor(seen, wanted)
    if type(wanted) is bool:
        return Told("the-other-truth-value", {"seen": Code(str(seen)), "wanted": Code(str(wanted))})
    if type(wanted) in (int, float):
        return _of_number(seen, wanted)
    if shown(seen, 10**6) == shown(wanted, 10**6):
        return Told("looks-alike", {"seen": kind_of(seen), "wanted": kind_of(wanted)})
    return Told("another-value", {"seen": Code(shown(seen, _SHORT)), "wanted": Code(shown(wanted, _SHORT))})


def _of_number(seen: Any, wanted: Any) -> Told:
    words: dict[str, Word] = {"seen": Code(shown(seen)), "wanted": Code(shown(wanted))}
    if seen == -wanted and wanted:
        return Told("other-sign", words)
    if type(wanted) is int:
        if abs(seen - wanted) == 1:
            return Told("one-too-many" if seen > wanted else "one-too-few", words)
    elif seen != wanted and any(seen == round(wanted, places) for places in range(7)):
        return Told("rounded", words)
    elif wanted and abs(seen - 100 * wanted) < 1e-9 * abs(seen):
        return Told("in-percent", words)
    if seen != seen:
        return Told("not-a-number", words)
    return Told("too-large" if seen > wanted else "too-small", words)


def _of_text(seen: str, wanted: str) -> Told:
    if not seen:
        return Told("empty-text", {})
    place = next((i for i, (a, b) in enumerate(zip(seen, wanted, strict=False)) if a != b), min(len(seen), len(wanted)))
    words = _place_in_text(seen, wanted, place)
    if max(len(seen), len(wanted)) > MOST_COMPARED:
        return Told("text-differs" if place else "text-differs-at-once", words)
    alike = [name for name, fold in FOLDINGS.items() if fold(seen) == fold(wanted)]
    way = way_of(seen, wanted, sortable=False)
    if alike and (way is None or not alike[0].startswith("only-punctuation")):
        return Told(alike[0], words)
    if way is not None and way.name in _WAYS_OF_TEXT:
        return Told(f"text-{way.name}", {**way.counts, "what": Code(shown("".join(way.what), _SHORT))})
    if alike:
        return Told(alike[0], words)
    return Told("text-differs" if place else "text-differs-at-once", words)


_WAYS_OF_TEXT = frozenset(
    """reversed everything-twice last-missing first-missing end-missing start-missing both-ends-missing
    one-more-at-the-end more-at-the-end one-more-at-the-start more-at-the-start one-more-at-both-ends""".split()  # noqa: SIM905
)


def _place_in_text(seen: str, wanted: str, place: int) -> dict[str, Word]:
    before = wanted[max(0, place - 8) : place]
    return {
        "right": place,
        "index": place,
        "before": Code(shown(before)) if before else "",
        "where": Behind(shown(before)) if before else "at-the-beginning",
        "left": Code(_stretch(seen, place)) if place < len(seen) else "end-of-text",
        "expected": Code(_stretch(wanted, place)) if place < len(wanted) else "end-of-text",
        "left_name": _called(seen, wanted, place),
        "expected_name": _called(wanted, seen, place),
    }


def _stretch(text: str, place: int) -> str:
    piece = shown(text[place : place + 8])
    return f"{piece[:-1]}…{piece[-1]}" if len(text) > place + 8 else piece


def _called(text: str, other: str, place: int) -> str:
    """The phrase for what stands at a place of a text, where it does not show; empty elsewhere.

    That a character is full-width is worth a word where it is the width that differs.
    """
    name = "" if place >= len(text) else character_name(text[place])
    beside = unicodedata.normalize("NFKC", other[place : place + 1])
    return "" if name == "full-width" and unicodedata.normalize("NFKC", text[place]) != beside else name


def _of_list(seen: list[Any], wanted: list[Any]) -> Told:
    if not seen:
        return Told("empty-list", {"count": len(wanted)})
    if not wanted:
        return Told("not-empty", {"count": len(seen), "left": Code(shown(seen[0], _SHORT))})
    if max(len(seen), len(wanted)) <= MOST_COMPARED and (way := way_of(seen, wanted)):
        what = ", ".join(shown(item, _SHORT) for item in way.what[:4]) + (" …" if len(way.what) > 4 else "")
        return Told(way.name, {**_place_in_list(seen, wanted), **way.counts, "what": Code(what)})
    if len(seen) == len(wanted):
        if folded := _folded_items(seen, wanted):
            return folded
        if all(type(item) is float for item in (*seen, *wanted)) and (rounded := _rounded_items(seen, wanted)):
            return rounded
        if step := _step(seen, wanted):
            return Told("all-more-by" if step > 0 else "all-less-by", {"count": abs(step)})
    off = _places(seen, wanted)
    if len(seen) == len(wanted) and len(off) == 1:
        return _in_part(seen, wanted, off[0]) or Told(
            "one-item-differs", {"of": len(seen), **_place_in_list(seen, wanted)}
        )
    if type(seen[0]) is list and len(seen) == len(wanted) and (inner := _in_part(seen, wanted, off[0])):
        return inner
    words = _place_in_list(seen, wanted)
    if len(seen) != len(wanted):
        return Told("another-length", words | {"mine": len(seen), "theirs": len(wanted)})
    return Told("items-differ", words | {"count": len(off), "of": len(wanted)})


def _place_in_list(seen: list[Any], wanted: list[Any]) -> dict[str, Word]:
    place = next(iter(_places(seen, wanted)), min(len(seen), len(wanted)))
    return {"right": place, "index": place, "left": _item(seen, place), "expected": _item(wanted, place)}


def _places(seen: list[Any], wanted: list[Any]) -> list[int]:
    """Where two lists differ. Numbers that are nearly the same count only where no others differ."""
    pairs = [*zip(seen, wanted, strict=False)]
    off = [place for place, (one, other) in enumerate(pairs) if not same(one, other)]
    return [place for place in off if not _nearly(*pairs[place])] or off


def _nearly(one: Any, other: Any) -> bool:
    return type(one) is float and type(other) is float and math.isclose(one, other, rel_tol=1e-4, abs_tol=1e-6)


def _item(items: Sequence[Any], place: int) -> Word:
    return Code(shown(items[place], _SHORT)) if place < len(items) else "end-of-list"


def _in_part(seen: Any, wanted: Any, place: Any, path: str = "") -> Told | None:
    """What differs inside one part, told with the way there; None where the part is a plain item."""
    one, other = seen[place], wanted[place]
    plain_item = not isinstance(other, list | tuple | dict | str) and not is_tensor_value(other)
    if type(one) is type(other) and (plain_item or (type(other) is str and type(seen) is list)):
        return None
    if one is None:
        return Told("none-in-part", {"wanted": kind_of(other)}, path=f"{path}[{place!r}]")
    inner = difference(one, other)
    return Told(inner.name, inner.words, f"[{place!r}]{inner.path}", inner.repair)


def _folded_items(seen: list[Any], wanted: list[Any]) -> Told | None:
    if not all(type(item) is str for item in (*seen, *wanted)):
        return None
    for name in ("only-spaces", "only-width", "only-case"):
        fold = FOLDINGS[name]
        if [*map(fold, seen)] == [*map(fold, wanted)]:
            place = next(i for i, (a, b) in enumerate(zip(seen, wanted, strict=True)) if a != b)
            off = next(
                (i for i, (a, b) in enumerate(zip(seen[place], wanted[place], strict=False)) if a != b),
                min(len(seen[place]), len(wanted[place])),
            )
            return Told(name, _place_in_text(seen[place], wanted[place], off), path=f"[{place}]")
    return None


def _step(seen: list[Any], wanted: list[Any]) -> int:
    """By how much every number is larger than expected; 0 where it is not one and the same whole number."""
    if not all(type(item) is int for item in (*seen, *wanted)) or len(seen) < 2:
        return 0
    steps = {one - other for one, other in zip(seen, wanted, strict=True)}
    return steps.pop() if len(steps) == 1 else 0


def _rounded_items(seen: list[float], wanted: list[float]) -> Told | None:
    pairs = [(one, other) for one, other in zip(seen, wanted, strict=True) if one != other]
    if any(all(one == round(other, places) for one, other in pairs) for places in range(7)):
        return Told("rounded", {"seen": Code(shown(pairs[0][0])), "wanted": Code(shown(pairs[0][1]))})
    return None


def _of_parts(seen: tuple[Any, ...], wanted: tuple[Any, ...]) -> Told:
    if len(seen) != len(wanted):
        return Told("another-number-of-parts", {"mine": len(seen), "theirs": len(wanted)})
    if len(seen) > 1 and same(seen, wanted[::-1]):
        return Told("parts-in-reverse", {"count": len(wanted)})
    place = next(i for i, (one, other) in enumerate(zip(seen, wanted, strict=True)) if not same(one, other))
    return _in_part(seen, wanted, place) or Told(
        "one-part-differs", {"index": place, "left": _item(seen, place), "expected": _item(wanted, place)}
    )


def _of_dict(seen: dict[Any, Any], wanted: dict[Any, Any]) -> Told:
    lacking, extra = [k for k in wanted if k not in seen], [k for k in seen if k not in wanted]
    if lacking:
        what = Code(", ".join(shown(key, _SHORT) for key in lacking[:4]))
        return Told("other-keys" if extra else "keys-missing", {"count": len(lacking), "what": what,
                    "extra": Code(", ".join(shown(key, _SHORT) for key in extra[:4]))})  # fmt: skip
    place = next((key for key in wanted if not same(seen[key], wanted[key])), None)
    if place is not None:
        return _in_part(seen, wanted, place) or Told(
            "value-at-key-differs",
            {"key": Code(shown(place)), "left": Code(shown(seen[place], _SHORT)),
             "expected": Code(shown(wanted[place], _SHORT))},
        )  # fmt: skip
    if extra:
        what = Code(", ".join(shown(key, _SHORT) for key in extra[:4]))
        return Told("keys-too-many", {"count": len(extra), "what": what})
    return Told("looks-alike", {"seen": kind_of(seen), "wanted": kind_of(wanted)})


def _of_set(seen: set[Any], wanted: set[Any]) -> Told:
    lacking, extra = sorted(wanted - seen, key=repr), sorted(seen - wanted, key=repr)
    if not lacking and not extra:  # True is equal to 1, and not the same
        return Told("looks-alike", {"seen": kind_of(seen), "wanted": kind_of(wanted)})
    words: dict[str, Word] = {
        "what": Code(", ".join(shown(item, _SHORT) for item in (lacking or extra)[:4])),
        "count": len(lacking or extra),
        "extra": Code(", ".join(shown(item, _SHORT) for item in extra[:4])),
    }
    if lacking and extra:
        return Told("set-lacks-and-has-more", words)
    return Told("set-lacks" if lacking else "set-has-more", words)


def _of_tensor(seen: Any, wanted: Any) -> Told:
    import torch

    if len(wanted.shape) == 2 and wanted.shape[0] == wanted.shape[1] and torch.equal(seen.T, wanted):
        return Told("turned-shape", {"seen": Code(str(tuple(seen.shape))), "wanted": Code(str(tuple(wanted.shape)))})
    rows = [seen], [wanted]
    if len(wanted.shape) > 1:
        rows = [*seen.flatten(0, -2)], [*wanted.flatten(0, -2)]
    if wanted.dtype.is_floating_point:
        return _of_real_rows(*rows)
    place = next(i for i, (one, other) in enumerate(zip(*rows, strict=True)) if not torch.equal(one, other))
    one, other = rows[0][place].reshape(-1), rows[1][place].reshape(-1)
    words: dict[str, Word] = {"row": place, "rows": len(rows[1])}
    off = (one != other).nonzero().reshape(-1).tolist()
    words |= {"count": len(off), "of": one.numel(), "index": off[0]}
    words |= {"left": Code(str(one[off[0]].item())), "expected": Code(str(other[off[0]].item()))}
    return Told("row-of-whole-numbers-differs", words)


def _of_real_rows(seen: list[Any], wanted: list[Any]) -> Told:
    """The row that differs most: small differences may be within what a decision lets pass."""
    pairs = [(one.double().reshape(-1), other.double().reshape(-1)) for one, other in zip(seen, wanted, strict=True)]
    broken = next((place for place, (one, other) in enumerate(pairs) if (one.isnan() & ~other.isnan()).any()), None)
    if broken is not None:
        return Told("row-holds-nan", {"row": broken, "rows": len(pairs)})
    gaps = [float((one - other).abs().max()) for one, other in pairs]
    place = gaps.index(max(gaps))
    one, other = pairs[place]
    words: dict[str, Word] = {"row": place, "rows": len(pairs), "apart": Code(f"{gaps[place]:.3g}")}
    if not bool(one.any()):
        return Told("row-of-zeros", words)
    factor = float((one @ other) / (other @ other))
    if len(one) > 1 and float((one - factor * other).abs().max()) < 1e-3 * float(one.abs().max()):
        return Told("row-scaled", words | {"factor": Code(f"{factor:.3g}")})
    return Told("row-of-numbers-differs", words | {"likeness": Code(f"{_likeness(one, other):.2f}")})


def _likeness(one: Any, other: Any) -> float:
    """Cosine: 1 for the same direction, about 0 for unrelated ones."""
    import torch

    return float(torch.nn.functional.cosine_similarity(one.double(), other.double(), dim=0))
