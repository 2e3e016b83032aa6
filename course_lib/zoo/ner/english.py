"""English names, by kind."""

from __future__ import annotations

import random

from course_lib.zoo.ner.parts import one_of, parts


def made_up(rng: random.Random) -> str:
    """A capitalised word that is none, of English syllables."""
    syllables = parts("en")["syllable"]
    text = "".join(rng.choice(syllables) for _ in range(rng.choice((1, 2, 2, 3))))
    return (text + rng.choice(("", *parts("en")["syllable_end"]))).capitalize()


def _strange(rng: random.Random) -> str:
    """A name nobody has: made of syllables, or the head of one name on the tail of another."""
    if rng.random() < 0.5:
        return made_up(rng)
    names = parts("en")["given"] + parts("en")["surname"]
    head, tail = rng.choice(names).replace("'", ""), rng.choice(names).replace("'", "")
    return head[: rng.randint(2, 4)] + tail[-rng.randint(2, 5) :].lower()


def _given(rng: random.Random, kept: bool) -> str:
    if kept:
        return rng.choice(parts("en")["kept_given"])
    return rng.choice(parts("en")["given"]) if rng.random() < 0.78 else _strange(rng)


def _surname(rng: random.Random, kept: bool) -> str:
    if kept:
        return rng.choice(parts("en")["kept_surname"])
    return rng.choice(parts("en")["surname"]) if rng.random() < 0.65 else _strange(rng)


def _full(rng: random.Random, kept: bool) -> str:
    draw = rng.random()
    if draw < 0.08 and not kept:
        return f"{rng.choice(parts('en')['surname'][-25:])} {rng.choice(parts('en')['pinyin'])}"
    if draw < 0.14:
        initial = rng.choice("ABCDEFGHJKLMNPRSTW")
        return f"{_given(rng, kept)} {initial}. {_surname(rng, kept)}"
    if draw < 0.18:
        return f"{_given(rng, kept)} {_surname(rng, kept)}-{_surname(rng, kept)}"
    if draw < 0.22:
        return f"{rng.choice('ABCDEFGHJKLMNPRSTW')}. {_surname(rng, kept)}"
    if draw < 0.25:
        return f"{_given(rng, kept)} {rng.choice(('van', 'de', 'bin', 'von', 'al'))} {_surname(rng, kept)}"
    return f"{_given(rng, kept)} {_surname(rng, kept)}"


def _person(rng: random.Random, kept: bool) -> str:
    draw = rng.random()
    if draw < 0.58:
        return _full(rng, kept)
    return _given(rng, kept) if draw < 0.84 else _surname(rng, kept)


def _town(rng: random.Random) -> str:
    found = rng.choice(parts("en")["town_start"]) + rng.choice(parts("en")["town_end"])
    before = rng.choice(("New ", "North ", "Port ", "St. ", "Lower ", "Great ", "San ")) if rng.random() < 0.12 else ""
    return before + found


def _city(rng: random.Random, kept: bool) -> str:
    if kept:
        return rng.choice(parts("en")["kept_city"])
    draw = rng.random()
    if draw < 0.72:
        return rng.choice(parts("en")["city"])
    return _town(rng) if draw < 0.9 else made_up(rng)


def _country(rng: random.Random, kept: bool) -> str:
    return rng.choice(parts("en")["kept_city" if kept else "country"])


def _place(rng: random.Random, kept: bool) -> str:
    way = one_of(rng, ((38, "city"), (22, "country"), (20, "region"), (14, "spot"), (4, "water"), (2, "side")))
    if way == "city" or kept:
        return _city(rng, kept)
    if way == "country":
        return _country(rng, kept)
    if way == "region":
        return rng.choice(parts("en")["region"])
    core = rng.choice(parts("en")["place_core"]) if rng.random() < 0.7 else rng.choice((made_up(rng), _town(rng)))
    if way == "water":
        return rng.choice(("Lake ", "Mount ", "Cape ", "Port ", "River ")) + core
    if way == "side":
        return rng.choice(("North ", "South ", "East ", "West ", "Central ")) + _city(rng, kept)
    return f"{core} {rng.choice(parts('en')['place_end'])}"


def _organisation(rng: random.Random, kept: bool) -> str:
    en = parts("en")
    core = rng.choice(en["kept_core"] if kept else en["org_core"])
    if not kept and rng.random() < 0.3:
        core = rng.choice((made_up(rng), _surname(rng, kept), _town(rng)))
    way = one_of(
        rng,
        ((30, "whole"), (22, "company"), (12, "institution"), (14, "of city"), (7, "university of"), (6, "ministry"),
         (4, "letters"), (3, "partners"), (2, "field")),
    )  # fmt: skip
    if way == "whole" and not kept:
        return rng.choice(en["org"])
    if way == "institution":
        return f"{core} {rng.choice(en['institution_end'])}"
    if way == "of city":
        return f"{_city(rng, kept)} {rng.choice(en['institution_end'])}"
    if way == "university of":
        place = _city(rng, kept) if kept or rng.random() < 0.8 else _country(rng, kept)
        return f"{rng.choice(en['of_start'])} {place}"
    if way == "ministry" and not kept:
        return rng.choice(en["ministry"])
    if way == "letters" and not kept:
        return "".join(rng.choice("ABCDEFGHIKLMNOPRSTUW") for _ in range(rng.choice((3, 3, 4))))
    if way == "partners":
        return f"{_surname(rng, kept)} {rng.choice(('& Sons', 'and Partners', 'Brothers', '& Co'))}"
    if way == "field":
        house = rng.choice(("Institute", "College", "School", "Museum"))
        return f"{_city(rng, kept)} {house} of {rng.choice(en['field'])}"
    return f"{core} {rng.choice(en['company_end'])}" if kept or rng.random() < 0.85 else core


def _nation(rng: random.Random, kept: bool) -> str:
    return rng.choice(parts("en")["nation"])


def _people(rng: random.Random, kept: bool) -> str:
    return rng.choice(parts("en")["misc_person"])


def _event(rng: random.Random, kept: bool) -> str:
    return rng.choice(parts("en")["misc_event"])


ENGLISH = {
    "PER": _person, "FULL": _full, "GIVEN": _given, "SURNAME": _surname, "ORG": _organisation, "TEAM": _organisation,
    "LOC": _place, "CITY": _city, "COUNTRY": _country, "NATION": _nation, "PEOPLE": _people, "EVENT": _event,
    "MISC": _nation, "BOOK": _event,
}  # fmt: skip
