"""Chinese names, by kind; a few English ones among them, as in Chinese text."""

from __future__ import annotations

import random
from functools import cache

from course_lib.zoo.ner.english import ENGLISH
from course_lib.zoo.ner.parts import DATA, one_of, parts


def _zh_sounds(rng: random.Random, low: int = 2, high: int = 4) -> str:
    sounds = parts("zh")["sound"]
    return "".join(rng.choice(sounds if rng.random() < 0.9 else _any_hanzi()) for _ in range(rng.randint(low, high)))


@cache
def _any_hanzi() -> tuple[str, ...]:
    """Every hanzi of the word lists: what a name may be made of."""
    text = "".join((DATA / name).read_text(encoding="utf-8") for name in ("words_more_zh.txt", "names_zh.txt"))
    return tuple(sorted({character for character in text if "一" <= character <= "鿿"}))


def _zh_full(rng: random.Random, kept: bool) -> str:
    zh = parts("zh")
    if kept:
        return rng.choice(zh["surname"]) + rng.choice(zh["kept_given"])
    given = rng.choice(zh["given"])
    if rng.random() < 0.2:  # any two characters: many names are words, or no words at all
        return rng.choice(zh["surname"]) + "".join(rng.choice(_any_hanzi()) for _ in range(rng.choice((1, 2, 2))))
    if rng.random() < 0.3:  # two characters that somebody could well have put together
        given = (rng.choice(zh["given"])[-1] + rng.choice(zh["given"])[-1])[: rng.choice((1, 2, 2))]
    return rng.choice(zh["surname"]) + given


def _zh_foreign(rng: random.Random, kept: bool) -> str:
    zh = parts("zh")
    given = rng.choice(zh["foreign_given"]) if rng.random() < 0.7 and not kept else _zh_sounds(rng)
    surname = rng.choice(zh["foreign_surname"]) if rng.random() < 0.6 and not kept else _zh_sounds(rng)
    draw = rng.random()
    if draw < 0.45:
        return f"{given}·{surname}"
    return given if draw < 0.72 else surname


def _zh_person(rng: random.Random, kept: bool) -> str:
    zh = parts("zh")
    way = one_of(rng, ((66, "full"), (9, "nick"), (14, "foreign"), (4, "famous"), (4, "given"), (3, "latin")))
    if way == "foreign":
        return _zh_foreign(rng, kept)
    if kept or way == "full":
        return _zh_full(rng, kept)
    if way == "nick":
        return rng.choice(zh["nick_start"]) + rng.choice(zh["nick_end"])
    if way == "famous":
        return rng.choice(zh["famous"])
    return (
        rng.choice([given for given in zh["given"] if len(given) == 2]) if way == "given" else ENGLISH["PER"](rng, kept)
    )


def _zh_surname(rng: random.Random, kept: bool) -> str:
    return rng.choice(parts("zh")["surname"])


def _zh_core(rng: random.Random, kept: bool) -> str:
    zh = parts("zh")
    if kept:
        return rng.choice(zh["kept_first"]) + rng.choice(zh["kept_second"])
    if rng.random() < 0.1:
        return _zh_sounds(rng, 2, 3)
    return "".join(rng.choice(zh["org_first"]) for _ in range(rng.choice((1, 1, 1, 2)))) + rng.choice(zh["org_second"])


def _zh_city(rng: random.Random, kept: bool) -> str:
    draw = rng.random()
    if kept or draw > 0.16:
        return rng.choice(parts("zh")["kept_city" if kept else "city"])
    if draw < 0.09:
        return _zh_sounds(rng, 2, 5)
    return rng.choice(_any_hanzi()) + rng.choice(parts("zh")["place_second"])


def _zh_country(rng: random.Random, kept: bool) -> str:
    return rng.choice(parts("zh")["kept_city" if kept else "country"])


def _zh_spot(rng: random.Random) -> str:
    zh = parts("zh")
    core = rng.choice(zh["place_first"]) + rng.choice(zh["place_second"])
    if rng.random() < 0.15:
        core = _zh_sounds(rng, 2, 4)
    end = rng.choice(zh["place_end"]) if rng.random() < 0.8 else ""
    return core + end


def _zh_place(rng: random.Random, kept: bool) -> str:
    way = one_of(rng, ((38, "city"), (20, "country"), (22, "region"), (17, "spot"), (3, "chain")))
    if way == "city" or kept:
        return _zh_city(rng, kept)
    if way == "country":
        return _zh_country(rng, kept)
    if way == "chain":
        return rng.choice(parts("zh")["city_cn"]) + "市" + _zh_spot(rng)
    return rng.choice(parts("zh")["region"]) if way == "region" else _zh_spot(rng)


def _zh_organisation(rng: random.Random, kept: bool) -> str:
    zh = parts("zh")
    way = one_of(rng, ((34, "whole"), (34, "company"), (24, "institution"), (5, "ministry"), (3, "latin")))
    if way == "whole" and not kept:
        return rng.choice(zh["org"])
    if way == "latin" and not kept:
        return ENGLISH["ORG"](rng, kept)
    if way == "ministry" and not kept:
        return rng.choice(zh["country"]) + rng.choice(
            ("外交部", "国防部", "政府", "国会", "议会", "卫生部", "警方", "足协", "驻华大使馆")
        )
    city = _zh_city(rng, kept)
    if way == "institution":
        place = city if kept or rng.random() < 0.7 else rng.choice((_zh_core(rng, kept), _zh_spot(rng)))
        return place + rng.choice(zh["institution_end"])
    return (city if rng.random() < 0.3 else "") + _zh_core(rng, kept) + rng.choice(zh["company_end"])


def _zh_team(rng: random.Random, kept: bool) -> str:
    place = _zh_country(rng, kept) if rng.random() < 0.6 else _zh_city(rng, kept)
    return place + rng.choice(("队", "队", "男足", "女足", "女排", "男篮", "女篮", "国家队"))


def _zh_event(rng: random.Random, kept: bool) -> str:
    return rng.choice(parts("zh")["misc_event"])


def _zh_book(rng: random.Random, kept: bool) -> str:
    return rng.choice(parts("zh")["misc_title"])


CHINESE = {
    "PER": _zh_person, "FULL": _zh_full, "GIVEN": _zh_person, "SURNAME": _zh_surname, "ORG": _zh_organisation,
    "TEAM": _zh_team, "LOC": _zh_place, "CITY": _zh_city, "COUNTRY": _zh_country, "EVENT": _zh_event,
    "MISC": _zh_event, "BOOK": _zh_book, "NATION": _zh_country, "PEOPLE": _zh_country,
}  # fmt: skip
