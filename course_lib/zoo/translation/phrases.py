"""Noun phrases and subjects in both languages: articles against measure words, plurals, possessors, 的."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from course_lib.zoo.translation.english import with_article
from course_lib.zoo.translation.lexicon import Entry, entries


@dataclass(frozen=True)
class Pronoun:
    """A person in grammar: nominative, object, possessive; whether 3rd person singular; the Chinese word."""

    english: str
    object: str
    possessive: str
    singular: bool
    chinese: str


PRONOUNS = {
    pronoun.english: pronoun
    for pronoun in (
        Pronoun("I", "me", "my", False, "我"),
        Pronoun("you", "you", "your", False, "你"),
        Pronoun("he", "him", "his", True, "他"),
        Pronoun("she", "her", "her", True, "她"),
        Pronoun("we", "us", "our", False, "我们"),
        Pronoun("they", "them", "their", False, "他们"),
    )
}
FEMALE = {"mother", "sister", "younger sister", "grandmother", "daughter", "wife", "aunt", "girl", "woman", "nurse",
          "Mary", "Anna", "Lucy", "Wang Fang", "Xiaohong"}  # fmt: skip
# Adjectives of one syllable that stand before a noun without 的.
WITHOUT_DE = set("大小新旧好坏老")
# Measure words that English has a container or piece for.
CONTAINERS = {"杯": ("cup", "glass"), "瓶": ("bottle",), "碗": ("bowl",), "块": ("piece",)}
ADJECTIVES = {
    "thing": ("thing_adj", "color"), "clothes": ("thing_adj", "color"), "pairs": ("thing_adj", "color"),
    "vehicle": ("thing_adj", "color"), "animal": ("color", "size"), "fruit": ("food_adj",), "person": ("person_adj",),
    "building": ("place_adj",), "house": ("place_adj",), "read": ("thing_adj",), "film": ("thing_adj",),
}  # fmt: skip
SIZE = (Entry(("big",), ("大",)), Entry(("small", "little"), ("小",)))


class Chooser:
    """Draws at random; a translation gets the preferred wording, what is translated any of them."""

    def __init__(self, rng: random.Random, target: str) -> None:
        self.rng = rng
        self.target = target

    def wording(self, options: Sequence[str], side: str) -> str:
        if side == self.target or len(options) == 1 or self.rng.random() < 0.45:
            return options[0]
        return self.rng.choice(options)

    def of(self, category: str) -> Entry:
        return self.rng.choice(entries()[category])

    def chance(self, share: float) -> bool:
        return self.rng.random() < share


@dataclass(frozen=True)
class Both:
    """A phrase in both languages, with what a verb has to know of it."""

    english: str
    chinese: str
    pronoun: Pronoun = PRONOUNS["he"]
    measure: str = ""


def pronoun(choose: Chooser, avoid: Pronoun | None = None) -> Pronoun:
    """Any, `I` most often; not the one in `avoid`, so that nobody helps himself."""
    names = ["I", "I", "I", "you", "he", "he", "she", "she", "we", "we", "they"]
    return choose.rng.choice([PRONOUNS[name] for name in names if not avoid or PRONOUNS[name] is not avoid])


def chinese_pronoun(choose: Chooser, who: Pronoun) -> str:
    options = next(e.chinese for e in entries()["pronoun"] if e.english[0] == who.english)
    return choose.wording(options, "zh") if choose.chance(0.3) else options[0]


def relative(choose: Chooser, subject: Pronoun | None = None, form: str = "my") -> Both:
    """Somebody's mother, friend, teacher …; `form` "poss" adds the English 's."""
    near = choose.chance(0.7)
    person = choose.of("kin" if near else "acquaintance")
    several = person.english[0] == "parents"
    owner = subject if subject and choose.chance(0.55) else pronoun(choose)
    if not several and not near and choose.chance(0.15):
        several = True
    english = choose.wording(person.plurals if several else person.english, "en")
    if choose.chance(0.08):
        name = choose.of("name")
        en_owner, zh_owner, link = name.english[0] + "'s", name.chinese[0], "的"
    else:
        en_owner, zh_owner = owner.possessive, chinese_pronoun(choose, owner)
        link = choose.wording(("", "的") if near else ("的", ""), "zh")
    chinese = choose.wording(person.chinese, "zh")
    if several and chinese != "父母":
        chinese += "们"
    english = f"{en_owner} {english}"
    if form == "poss":
        english += "'" if english.endswith("s") else "'s"
    return Both(english, zh_owner + link + chinese, _gender(person, several))


def subject(choose: Chooser) -> Both:
    """Who does something: a pronoun in half of the cases, a name, a relative, the teacher, that man, the students."""
    draw = choose.rng.random()
    if draw < 0.52:
        who = pronoun(choose)
        return Both(who.english, chinese_pronoun(choose, who), who)
    if draw < 0.64:
        name = choose.of("name")
        return Both(name.english[0], name.chinese[0], _gender(name, False))
    if draw < 0.85:
        return relative(choose)
    person = choose.of("person")
    english, chinese = choose.wording(person.english, "en"), choose.wording(person.chinese, "zh")
    if draw < 0.90:
        return Both(f"the {english}", chinese, _gender(person, False))
    if draw < 0.94:
        plurals = choose.wording(person.plurals, "en")
        return Both(f"the {plurals}", f"{chinese}们", PRONOUNS["they"])
    if draw < 0.97:
        near = choose.chance(0.5)
        which = ("this", "这") if near else ("that", "那")
        return Both(f"{which[0]} {english}", f"{which[1]}{person.measure}{chinese}", _gender(person, False))
    other = relative(choose)
    if choose.chance(0.5):
        name = choose.of("name")
        return Both(f"{name.english[0]} and I", f"{name.chinese[0]}和我", PRONOUNS["we"])
    link = choose.wording(("和", "跟"), "zh")
    return Both(f"{other.english} and I", f"{other.chinese}{link}我", PRONOUNS["we"])


def noun_phrase(choose: Chooser, category: str, form: str, owner: Pronoun | None = None) -> Both:
    """A noun with what stands before it.

    `form`: n anything indefinite or definite, d definite, dem this or that, a one, some.
    """
    noun = choose.of(category)
    at = 0 if choose.target == "en" or choose.chance(0.45) else choose.rng.randrange(len(noun.english))
    one, many = noun.english[at], noun.plurals[at] if noun.plurals else noun.english[at]
    chinese = choose.wording(noun.chinese, "zh")
    if category == "pairs":  # never singular; "a pair of" where it is counted
        one = many = noun.english[at]
    if category in ("food", "drink") or category == "mass":
        return _uncounted(choose, noun, one, chinese, form)
    kinds = {"n": "a a a number number some poss this that many", "d": "poss poss poss this that those the",
             "dem": "this that", "a": "a", "some": "some"}[form].split()  # fmt: skip
    kind = choose.rng.choice(kinds)
    en_adjective, zh_adjective = _adjective(choose, category) if choose.chance(0.3) else ("", "")
    one, many, bare = f"{en_adjective}{one}", f"{en_adjective}{many}", f"{zh_adjective}{chinese}"
    measure = noun.measure
    if category == "pairs" and kind in ("a", "number"):
        kind = choose.rng.choice(("some", "poss", "pair")) if form != "a" else "pair"
    if category == "pairs" and kind in ("this", "that"):
        kind = "these" if kind == "this" else "those"
        count = choose.wording(("", "些"), "zh") if kind == "these" else ""
        return Both(f"{kind} {many}", f"{'这' if kind == 'these' else '那'}{count or measure}{bare}", PRONOUNS["they"])
    if kind == "pair":
        return Both(f"a pair of {many}", f"一{measure}{bare}", PRONOUNS["they"])
    if kind == "a":
        return Both(with_article(one), f"一{measure}{bare}")
    if kind == "number":
        number = choose.of("number")
        return Both(f"{number.english[0]} {many}", f"{number.chinese[0]}{measure}{bare}", PRONOUNS["they"])
    if kind == "some":
        return Both(f"some {many}", f"一些{bare}", PRONOUNS["they"])
    if kind == "many":
        return Both(f"{choose.wording(('many', 'a lot of', 'lots of'), 'en')} {many}", f"很多{bare}", PRONOUNS["they"])
    if kind in ("this", "that", "the"):
        english = "this" if kind == "this" else choose.wording(("that", "the", "the"), "en")
        return Both(f"{english} {one}", f"{'这' if kind == 'this' else '那'}{measure}{bare}", measure=measure)
    if kind == "those":
        near = choose.chance(0.5)
        return Both(f"{'these' if near else 'those'} {many}", f"{'这' if near else '那'}些{bare}", PRONOUNS["they"])
    plural_too = choose.chance(0.0 if category != "pairs" else 1.0)
    possessor = owner if owner and choose.chance(0.6) else pronoun(choose)
    if choose.chance(0.2):
        who = relative(choose, form="poss")
        return Both(f"{who.english} {many if plural_too else one}", f"{who.chinese}的{bare}")
    zh_owner = chinese_pronoun(choose, possessor)
    return Both(f"{possessor.possessive} {many if plural_too else one}", f"{zh_owner}的{bare}")


def _uncounted(choose: Chooser, noun: Entry, english: str, chinese: str, form: str) -> Both:
    containers = CONTAINERS.get(noun.measure)
    if containers and form in ("n", "a") and choose.chance(0.7) and english not in ("ice cream", "fruit"):
        container = choose.wording(containers, "en") if english in ("water", "milk", "juice") else containers[0]
        if choose.chance(0.35):
            number = choose.of("number")
            return Both(f"{number.english[0]} {container}s of {english}", f"{number.chinese[0]}{noun.measure}{chinese}")
        return Both(f"{with_article(container)} of {english}", f"一{noun.measure}{chinese}")
    if choose.chance(0.2):
        return Both(f"{choose.wording(('a lot of', 'much', 'lots of'), 'en')} {english}", f"很多{chinese}")
    return Both(f"some {english}", f"一些{chinese}")


def _adjective(choose: Chooser, category: str) -> tuple[str, str]:
    """English with a space behind it, Chinese with 的 where it belongs; nothing for a noun that takes none."""
    categories = ADJECTIVES.get(category, ())
    if not categories:
        return "", ""
    kind = choose.rng.choice(categories)
    adjective = choose.rng.choice(SIZE) if kind == "size" else choose.of(kind)
    chinese = choose.wording(adjective.chinese, "zh")
    english = choose.wording(adjective.english, "en")
    return f"{english} ", chinese if chinese in WITHOUT_DE else f"{chinese}的"


def _gender(person: Entry, several: bool) -> Pronoun:
    if several:
        return PRONOUNS["they"]
    return PRONOUNS["she" if person.english[0] in FEMALE else "he"]
